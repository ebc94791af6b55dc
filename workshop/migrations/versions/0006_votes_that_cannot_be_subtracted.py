"""Votes that cannot be subtracted: who is the same in two rounds, and how a ballot came in"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_VOTER = sa.table(
    "voter",
    sa.column("id", sa.String),
    sa.column("person_id", sa.String),
    sa.column("paper", sa.String),
    sa.column("mark", sa.String),
    sa.column("way", sa.String),
)


def upgrade() -> None:
    op.add_column("voter", sa.Column("mark", sa.String(), server_default="", nullable=False))
    op.add_column("voter", sa.Column("way", sa.String(), server_default="own", nullable=False))
    marks: dict[str, str] = {}
    connection = op.get_bind()
    for voter in connection.execute(sa.select(_VOTER)).all():
        mark = marks.setdefault(voter.person_id or voter.id, secrets.token_urlsafe(12))
        way = "own" if voter.paper is None else "typed"
        connection.execute(
            sa.update(_VOTER).where(_VOTER.c.id == voter.id).values(mark=mark, way=way)
        )


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead.")
