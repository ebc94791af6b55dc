"""The facilitator's own words for a step, and steps of one's own"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "activity_run",
        sa.Column("words", sa.JSON(), server_default=sa.text("'{}'"), nullable=False),
    )


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead.")
