"""People in the room: done, hands, ways back, scribes, late cards, locked rooms, rehearsals

Columns are added in place: to make a table anew would, with foreign keys on, empty its children.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OFF = sa.false()


def upgrade() -> None:
    for table, column in (
        ("workshop", "locked"),
        ("workshop", "is_rehearsal"),
        ("activity_run", "closes_at_end"),
        ("card", "late"),
    ):
        op.add_column(table, sa.Column(column, sa.Boolean(), server_default=OFF, nullable=False))
    op.add_column("person", sa.Column("done_in", sa.String(), nullable=True))
    op.add_column("person", sa.Column("hand_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("person", sa.Column("return_words", sa.String(), nullable=True))
    op.execute("ALTER TABLE person ADD COLUMN scribe_id VARCHAR REFERENCES person (id)")
    op.create_index("ix_person_scribe_id", "person", ["scribe_id"])
    op.create_index("ix_person_done", "person", ["workshop_id", "done_in"])
    op.create_index("ix_person_hand", "person", ["workshop_id", "hand_at"])
    op.create_index(
        "ux_person_return_words", "person", ["workshop_id", "return_words"], unique=True
    )
