"""What the room takes on: chosen cards of every kind, and votes on some of the cards alone"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "taken_on",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("activity", sa.String(), nullable=False),
        sa.Column("card_id", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("workshop_id", "activity", "card_id"),
    )
    op.create_index("ix_taken_on_workshop_id", "taken_on", ["workshop_id"])
    op.create_index("ix_taken_on_card_id", "taken_on", ["card_id"])
    op.add_column("vote_round", sa.Column("asked", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead.")
