"""The first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "device",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_table(
        "workshop",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("life_question", sa.String(), nullable=False),
        sa.Column("big_challenge", sa.String(), nullable=False),
        sa.Column("sponsor", sa.String(), nullable=False),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("money_unit", sa.String(), nullable=False),
        sa.Column("horizon_year", sa.Integer(), nullable=True),
        sa.Column("booked_minutes", sa.Integer(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("core_team", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("gates_opened", sa.JSON(), nullable=False),
        sa.Column("current_activity", sa.String(), nullable=True),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("projector", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("phone_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("wifi_ssid", sa.String(), nullable=False),
        sa.Column("wifi_password", sa.String(), nullable=False),
        sa.Column("wifi_hidden", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
        sa.UniqueConstraint("secret_hash"),
    )
    op.create_table(
        "activity_run",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("session", sa.Integer(), nullable=False),
        sa.Column("attribution", sa.String(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("revealed", sa.Boolean(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("workshop_id", "key"),
    )
    with op.batch_alter_table("activity_run", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_activity_run_workshop_id"), ["workshop_id"], unique=False
        )

    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=True),
        sa.Column("actor_role", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("object_type", sa.String(), nullable=False),
        sa.Column("object_id", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("workshop_id", "revision"),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("device_id", sa.String(), nullable=True),
        sa.Column("role_group", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("table_no", sa.Integer(), nullable=True),
        sa.Column("is_facilitator", sa.Boolean(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"],
            ["device.id"],
        ),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("id", "workshop_id"),
        sa.UniqueConstraint("workshop_id", "device_id"),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_device_id"), ["device_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("device_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("card_id", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("workshop_id", "device_id", "key"),
    )
    with op.batch_alter_table("receipt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_receipt_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "card",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("activity", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("author_id", sa.String(), nullable=True),
        sa.Column("author_name", sa.String(), nullable=False),
        sa.Column("role_group", sa.String(), nullable=False),
        sa.Column("table_no", sa.Integer(), nullable=True),
        sa.Column("via", sa.String(), nullable=False),
        sa.Column("visibility", sa.String(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("starred", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_revision", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("version >= 1", name="ck_card_version"),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["person.id"],
        ),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("id", "workshop_id"),
    )
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_card_author_id"), ["author_id"], unique=False)
        batch_op.create_index(
            "ix_card_workshop_activity",
            ["workshop_id", "activity", "visibility", "hidden", "withdrawn"],
            unique=False,
        )
        batch_op.create_index("ix_card_workshop_kind", ["workshop_id", "kind"], unique=False)
        batch_op.create_index(
            "ix_card_workshop_revision", ["workshop_id", "revision"], unique=False
        )

    op.create_table(
        "vote_round",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("activity", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("dots", sa.Integer(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(method = 'dots') = (dots > 0)", name="ck_vote_round_dots_for_dots"),
        sa.CheckConstraint(
            "method IN ('dots', 'score', 'consent', 'matrix')", name="ck_vote_round_method"
        ),
        sa.CheckConstraint("dots IN (0, 2, 3, 4, 5)", name="ck_vote_round_dots"),
        sa.CheckConstraint("number >= 1", name="ck_vote_round_number"),
        sa.CheckConstraint("open = (closed_at IS NULL)", name="ck_vote_round_closed"),
        sa.ForeignKeyConstraint(
            ["workshop_id", "activity"],
            ["activity_run.workshop_id", "activity_run.key"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("id", "workshop_id", "method", "dots"),
        sa.UniqueConstraint("workshop_id", "activity", "number"),
    )
    with op.batch_alter_table("vote_round", schema=None) as batch_op:
        batch_op.create_index(
            "ux_vote_round_one_open",
            ["workshop_id", "activity"],
            unique=True,
            sqlite_where=sa.text("open"),
            postgresql_where=sa.text("open"),
        )

    op.create_table(
        "link",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("from_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("to_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["from_id"], ["card.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["to_id"], ["card.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("from_id", "name", "to_id"),
    )
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_from_id"), ["from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_link_to_id"), ["to_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_link_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "media",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("card_id", sa.String(), nullable=False),
        sa.Column("mime", sa.String(), nullable=False),
        sa.Column("alt", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("media", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_media_card_id"), ["card_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_media_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "voter",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("dots", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=True),
        sa.Column("paper", sa.String(), nullable=True),
        sa.Column("role_group", sa.String(), nullable=True),
        sa.CheckConstraint("person_id IS NULL OR paper IS NULL", name="ck_voter_one_way"),
        sa.ForeignKeyConstraint(
            ["person_id", "workshop_id"],
            ["person.id", "person.workshop_id"],
        ),
        sa.ForeignKeyConstraint(
            ["round_id", "workshop_id", "method", "dots"],
            ["vote_round.id", "vote_round.workshop_id", "vote_round.method", "vote_round.dots"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("id", "round_id", "workshop_id", "method", "dots"),
        sa.UniqueConstraint("round_id", "paper"),
        sa.UniqueConstraint("round_id", "person_id"),
    )
    with op.batch_alter_table("voter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_voter_person_id"), ["person_id"], unique=False)

    op.create_table(
        "ballot",
        sa.Column("voter_id", sa.String(), nullable=False),
        sa.Column("card_id", sa.String(), nullable=False),
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("dots", sa.Integer(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("consent", sa.String(), nullable=True),
        sa.Column("x", sa.Integer(), nullable=True),
        sa.Column("y", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(method = 'consent') = (consent IS NOT NULL)", name="ck_ballot_consent"
        ),
        sa.CheckConstraint("(method = 'dots') = (slot IS NOT NULL)", name="ck_ballot_dots"),
        sa.CheckConstraint("(method = 'matrix') = (x IS NOT NULL)", name="ck_ballot_matrix"),
        sa.CheckConstraint("(method = 'score') = (score IS NOT NULL)", name="ck_ballot_score"),
        sa.CheckConstraint("consent IN ('yes', 'live', 'no')", name="ck_ballot_consent_range"),
        sa.CheckConstraint("(x IS NULL) = (y IS NULL)", name="ck_ballot_both"),
        sa.CheckConstraint("score IN (1, 2, 3, 4, 5)", name="ck_ballot_score_range"),
        sa.CheckConstraint("slot IN (1, 2, 3, 4, 5) AND slot <= dots", name="ck_ballot_slot_range"),
        sa.CheckConstraint(
            "x BETWEEN 0 AND 100 AND x = CAST(x AS INTEGER)", name="ck_ballot_x_range"
        ),
        sa.CheckConstraint(
            "y BETWEEN 0 AND 100 AND y = CAST(y AS INTEGER)", name="ck_ballot_y_range"
        ),
        sa.ForeignKeyConstraint(
            ["card_id", "workshop_id"],
            ["card.id", "card.workshop_id"],
        ),
        sa.ForeignKeyConstraint(
            ["voter_id", "round_id", "workshop_id", "method", "dots"],
            ["voter.id", "voter.round_id", "voter.workshop_id", "voter.method", "voter.dots"],
        ),
        sa.PrimaryKeyConstraint("voter_id", "card_id"),
        sa.UniqueConstraint("voter_id", "slot"),
    )
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ballot_card_id"), ["card_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ballot_round_id"), ["round_id"], unique=False)


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead.")
