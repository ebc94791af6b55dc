"""Since when a person has been at their table, and which tables a step was dealt to"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("table_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "activity_run",
        sa.Column("dealt_to", sa.JSON(), nullable=False, server_default=sa.text("'[]'")),
    )
    # The most that is known of who has a table: they cannot have come to it before they joined.
    op.execute("UPDATE person SET table_since = joined_at WHERE table_no IS NOT NULL")


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead.")
