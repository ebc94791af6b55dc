"""A day by the clock: when and where each meeting is, hard times, who leads, what is needed"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    meetings = sa.Column("meetings", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
    op.add_column("workshop", meetings)
    for name in ("hold", "leads", "brings"):
        said = sa.Column(name, sa.String(), nullable=False, server_default="")
        op.add_column("activity_run", said)


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead.")
