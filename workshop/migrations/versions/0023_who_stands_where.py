"""How many people are in each role group is counted at every commit"""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_person_stands", "person", ["workshop_id", "is_facilitator", "role_group", "voice"]
    )


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead.")
