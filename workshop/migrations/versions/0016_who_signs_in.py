"""Who signs in: accounts of a council's own sign-in, and who owns a workshop"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.UniqueConstraint("issuer", "subject"),
    )
    op.create_table(
        "signed_in",
        sa.Column("device_id", sa.String(), sa.ForeignKey("device.id"), primary_key=True),
        sa.Column("account_id", sa.String(), sa.ForeignKey("account.id"), nullable=False),
    )
    op.create_index("ix_signed_in_account_id", "signed_in", ["account_id"])
    op.create_table(
        "ownership",
        sa.Column(
            "workshop_id",
            sa.String(),
            sa.ForeignKey("workshop.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("email", sa.String(), primary_key=True),
        sa.Column("account_id", sa.String(), sa.ForeignKey("account.id"), nullable=True),
    )
    op.create_index("ix_ownership_account_id", "ownership", ["account_id"])


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead.")
