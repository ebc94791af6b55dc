"""The summary for all: whether those who took part may take it home after the close"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "workshop",
        sa.Column("summary_shared", sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead.")
