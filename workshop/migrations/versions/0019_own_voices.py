"""Groups that the facilitator names, each beside a role group"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "workshop", sa.Column("voices", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
    )
    for table in ("person", "card", "voter"):
        op.add_column(
            table, sa.Column("voice", sa.String(), nullable=False, server_default=sa.text("''"))
        )


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead.")
