"""Cards that name nobody: no person behind them, but a mark that the writer's browser can make

Who wrote such a card before this release is forgotten here: no browser is there to mark it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KINDS = ("worry", "objection", "concern")
"""The kinds that named nobody in any activity then."""

_CARD = sa.table(
    "card",
    *(sa.column(name, sa.String) for name in ("id", "workshop_id", "activity", "kind")),
    *(sa.column(name, sa.String) for name in ("author_id", "author_name", "role_group")),
    sa.column("table_no", sa.Integer),
)
_RUN = sa.table(
    "activity_run",
    *(sa.column(name, sa.String) for name in ("workshop_id", "key", "attribution")),
)
_AUDIT = sa.table(
    "audit",
    *(sa.column(name, sa.String) for name in ("object_id", "object_type", "actor_id", "verb")),
)
_RECEIPT = sa.table("receipt", sa.column("card_id", sa.String))


def upgrade() -> None:
    op.add_column("card", sa.Column("author_mark", sa.String(), nullable=True))
    connection = op.get_bind()
    unnamed = sa.exists().where(
        _RUN.c.workshop_id == _CARD.c.workshop_id,
        _RUN.c.key == _CARD.c.activity,
        _RUN.c.attribution == "anonymous",
    )
    nameless = sa.or_(unnamed, _CARD.c.kind.in_(KINDS))
    cards = sa.select(_CARD.c.id).where(nameless)
    connection.execute(sa.delete(_RECEIPT).where(_RECEIPT.c.card_id.in_(cards)))
    connection.execute(sa.update(_AUDIT).where(_AUDIT.c.object_id.in_(cards)).values(actor_id=None))
    came_in = sa.and_(
        _AUDIT.c.object_type == "person", _AUDIT.c.verb.in_(("join", "seat", "come_back"))
    )
    connection.execute(sa.update(_AUDIT).where(came_in).values(actor_id=None, object_id=""))
    forgotten = {"author_id": None, "author_name": "", "table_no": None, "role_group": "unknown"}
    connection.execute(sa.update(_CARD).where(nameless).values(**forgotten))


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead.")
