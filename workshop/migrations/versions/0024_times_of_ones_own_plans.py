"""Times of plans of one's own: in UTC and said to be, as all other times

A file keeps times as text, so there is nothing to change in it.
"""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "ALTER TABLE own_template ALTER created_at TYPE TIMESTAMP WITH TIME ZONE"
            " USING created_at AT TIME ZONE 'UTC'"
        )


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead.")
