"""The language of a card, and what it says in others"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "card", sa.Column("language", sa.String(), nullable=False, server_default=sa.text("''"))
    )
    op.add_column(
        "card",
        sa.Column("translations", sa.JSON(), nullable=False, server_default=sa.text("'{}'")),
    )


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead.")
