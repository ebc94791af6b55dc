"""Sorting together: cards that are shown as one, and activities in which all may sort"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "activity_run",
        sa.Column("sorting", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    # In place, because a table made anew would empty its children.
    op.execute("ALTER TABLE card ADD COLUMN merged_into VARCHAR REFERENCES card (id)")
    op.create_index("ix_card_merged_into", "card", ["merged_into"])


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead.")
