"""Tables for group work, and cards that a facilitator looks at first"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

OFF = sa.false()


def upgrade() -> None:
    none = sa.text("0")
    op.add_column(
        "workshop", sa.Column("tables", sa.Integer(), nullable=False, server_default=none)
    )
    for table, name in (("activity_run", "looks_first"), ("card", "waiting"), ("person", "muted")):
        op.add_column(table, sa.Column(name, sa.Boolean(), nullable=False, server_default=OFF))


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead.")
