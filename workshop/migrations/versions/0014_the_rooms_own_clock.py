"""The room's own clock: the time zone in which the workshop was made"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    zone = sa.Column("time_zone", sa.String(), nullable=False, server_default="")
    op.add_column("workshop", zone)


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead.")
