"""Which of its cards a table puts before the whole room"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "card", sa.Column("forward", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead.")
