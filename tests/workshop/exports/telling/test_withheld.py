"""What is for sharing holds nothing that anybody was promised would stay in the room.

Secrets are planted wherever a person can type one; then every file of each edition is read.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from tests.workshop.filled import Filled, fill
from workshop.db import Database
from workshop.exports import FORMATS, collect, collect_story
from workshop.exports.telling import withheld
from workshop.exports.telling.edition import Edition
from workshop.exports.telling.names import NAME_GONE
from workshop.exports.telling.record import CardRecord, Report
from workshop.exports.telling.story import WorkshopStory, tell
from workshop.exports.telling.withheld import share
from workshop.kinds import KINDS, CardKind, Mark, marked

SHAREABLE = Edition(audience="shareable")
ROLES = Edition(names="roles")


def card(report: Report, key: str, **changed: Any) -> CardRecord:
    """A card like the first one of a report, changed."""
    plain = {"fields": {}, "hidden": False, "withdrawn": False, "starred": False}
    like = replace(report.cards[0], key=key, author=None, author_name="", **plain)
    return replace(like, **changed)


def planted(report: Report, *new: CardRecord) -> Report:
    """The report with those cards and no others."""
    return replace(report, cards=new, links=(), pictures=(), rounds=())


def read(story: WorkshopStory) -> str:
    """All that any renderer is given of it: the story itself, and the page made of it."""
    page = FORMATS["html"].render(story).decode()
    parts = (story.document, story.cards, story.workshop, story.budget, story.signs, page)
    return "\n".join(map(str, parts))


def opened(content: bytes) -> str:
    """The text of a file of any format: what is packed in it, or what stands on its pages."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return "\n".join(opened(packed.read(name)) for name in packed.namelist())
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return content.decode("utf-8", errors="ignore")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, Filled]]:
    """One filled workshop for all tests here, which only read."""
    db = Database(f"sqlite:///{tmp_path_factory.mktemp('sharing') / 'r.db'}", durable=False)
    db.migrate()
    yield db, fill(db)
    db.close()


@pytest.fixture(scope="module")
def report(room: tuple[Database, Filled]) -> Report:
    db, filled = room
    return collect(db, filled.facilitator)


def test_every_field_for_a_name_is_left_out(report: Report) -> None:
    """In each kind of card that has such a field."""
    new, secrets = [], []
    for number, kind in enumerate(KINDS):
        named = marked(kind, Mark.NAME)
        if named:
            found = {name: f"Secretname{number}{name}" for name in named}
            secrets += found.values()
            text = f"Card {number} to read"
            here = shown(report)
            made = card(report, f"card-{number}", kind=kind, text=text, fields=found)
            new.append(replace(made, activity=here))
    assert len(secrets) > 25
    for edition in (SHAREABLE, ROLES):
        said = read(tell(planted(report, *new), {}, edition))
        assert [secret for secret in secrets if secret in said] == []
    archived = repr(planted(report, *new).cards)
    assert [secret for secret in secrets if secret not in archived] == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"visibility": "facilitator"}, "1 card written for the facilitator alone"),
        ({"hidden": True}, "1 card that the facilitator hid from the room"),
        ({"kind": CardKind.CONCERN}, "1 card with a concern or a worry"),
        ({"kind": CardKind.WORRY}, "1 card with a concern or a worry"),
        ({"kind": CardKind.ACCESS_NEED}, "1 card on one person each"),
        ({"kind": CardKind.FOLLOW_UP_CONTACT}, "1 card on one person each"),
        ({"kind": CardKind.ROSTER_ENTRY}, "1 card on one person each"),
        ({"kind": CardKind.FIELD_NOTE}, "1 card with what somebody told, without a yes"),
        ({"kind": CardKind.STORY, "fields": {"consent": "no"}}, "1 card with what somebody told"),
        ({"kind": CardKind.PICTURE, "fields": {"sort": "photo"}}, "1 card with a picture"),
        (
            {"kind": CardKind.PICTURE, "fields": {"sort": "drawing", "people_agreed": False}},
            "1 card with a picture",
        ),
        ({"kind": CardKind.SEGMENT, "fields": {"size": 4}}, "a group of fewer than 10 people"),
        ({"activity": "insights.nowhere"}, "1 card that the room had not seen yet"),
        ({"withdrawn": True}, ""),
    ],
)
def test_card_that_is_not_for_sharing_is_left_out_and_counted(
    report: Report, changed: dict[str, Any], sentence: str
) -> None:
    secret = "SECRETWORDS of this card"
    kept = card(report, "card-1", kind=CardKind.HOPE, text="Everybody may read this")
    kept = replace(kept, activity=shown(report))
    hidden = replace(kept, key="card-2", text=secret, **changed)
    story = tell(planted(report, kept, hidden), {}, SHAREABLE)
    said = read(story)
    assert "Everybody may read this" in said
    assert secret not in said
    assert [one for one in story.document.left_out if sentence in one] or not sentence
    assert all(one in said for one in story.document.left_out)


def shown(report: Report) -> str:
    """An activity whose cards the room has seen."""
    return next(run.key for run in report.activities if run.revealed or not run.hidden)


@pytest.mark.parametrize("consent", ["no", "not_asked", None, "yes"])
def test_quote_without_a_yes_is_left_out(report: Report, consent: str | None) -> None:
    fields = {"quote": "SECRETQUOTE", "speaker": "a mum"} | (
        {"consent": consent} if consent else {}
    )
    for kind in (CardKind.INSIGHT, CardKind.TRIAL):
        new = card(report, "card-1", kind=kind, text="What we saw", fields=fields)
        new = replace(new, activity=shown(report))
        story = tell(planted(report, new), {}, SHAREABLE)
        assert ("SECRETQUOTE" in repr(story.cards)) is (consent == "yes")
        assert any("1 quote" in one for one in story.document.left_out) is (consent != "yes")
        assert "What we saw" in read(story)


def test_a_field_said_in_confidence_is_in_no_file_for_anyone(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also on a card that is shown otherwise; the team has it in the full edition."""
    marks = {Mark.CONFIDED: ("met",)}
    monkeypatch.setattr(withheld, "marked", lambda kind, mark: marks.get(mark, ()))
    fields = {"met": "yes"}
    new = card(report, "card-1", kind=CardKind.HOPE, fields=fields, activity=shown(report))
    assert share(planted(report, new), SHAREABLE).cards[0].fields == {}
    assert share(planted(report, new), Edition()).cards[0].fields == fields


def test_names_that_people_gave_are_taken_out_of_other_words(report: Report) -> None:
    """As whole words, as they were given; in cards, fields, and what the workshop is about."""
    text = "Amina and Amina-Lou know; Aminah too"
    new = card(report, "card-1", kind=CardKind.HOPE, text=text, activity=shown(report))
    about = replace(report.workshop, title="With Amina", core_team="Amina, Ben", sponsor="Carol")
    for edition in (SHAREABLE, ROLES):
        story = tell(replace(planted(report, new), workshop=about), {}, edition)
        assert story.cards[0].text == f"{NAME_GONE} and {NAME_GONE}-Lou know; Aminah too"
        said = read(story)
        assert story.document.title == f"With {NAME_GONE}"
        assert [name for name in ("Ben", "Carol", "Doris") if name in said] == []
        assert any("1 card somebody’s words held a name" in one for one in story.document.left_out)


def test_pay_for_one_post_is_left_out(report: Report) -> None:
    fields = {"sort": "salary", "amount_pence": 4_321_987, "fte": "1", "period": "year"}
    kind = CardKind.RESOURCE_LINE
    new = card(report, "card-1", kind=kind, text="The post", fields=fields, activity=shown(report))
    story = tell(planted(report, new), {}, SHAREABLE)
    said = read(story)
    assert "The post" in said
    assert [one for one in ("4321987", "43,219", "43219") if one in said] == []
    assert story.budget.spent == 0
    assert "Left out: 1 amount that may show what one person earns." in story.document.left_out


def test_links_to_what_is_left_out_are_gone_and_comments_on_it_too(report: Report) -> None:
    """A comment can say what the card said, so nobody reads either, the team neither."""
    here = shown(report)
    hope = card(report, "card-1", kind=CardKind.HOPE, text="SECRET", hidden=True, activity=here)
    comment = card(report, "card-2", kind=CardKind.COMMENT, text="About it", activity=here)
    link = replace(report.links[0], source="card-2", name="about", target="card-1")
    both = replace(planted(report, hope, comment), links=(link,))
    found = share(both, SHAREABLE)
    assert found.cards == ()
    assert "Left out: 1 card with a comment on a card that is left out." in found.left_out
    assert share(both, Edition()).cards == ()


def test_groups_of_one_or_two_are_told_together(room: tuple[Database, Filled]) -> None:
    db, filled = room
    for edition in (Edition(), SHAREABLE):
        groups = collect_story(db, filled.facilitator, edition).groups
        assert all(group.people >= 3 for group in groups if group.role_group is not None)
        rest = [group.people for group in groups if group.role_group is None]
        assert rest == [] or rest[0] >= 3 or len(groups) == 1


def test_what_the_room_never_saw_stays_in_the_archive(room: tuple[Database, Filled]) -> None:
    db, filled = room
    full = collect_story(db, filled.facilitator, Edition())
    secrets = ("For you alone", "That we lose our jobs")
    for edition in (Edition(), ROLES, SHAREABLE):
        said = read(collect_story(db, filled.facilitator, edition))
        assert [secret for secret in secrets if secret in said] == []
    assert any("written for the facilitator alone" in one for one in full.left_out)
    archive = FORMATS["json"].render(full).decode()
    assert [secret for secret in secrets if secret not in archive] == []


def test_no_file_of_any_format_holds_what_is_not_for_sharing(report: Report) -> None:
    """Every kind of card with a secret in each of its texts, shown and not shown, in all files."""
    here = shown(report)
    new, secrets = [], ["Amina", "SECRETCORE", "SECRETSPONSOR"]
    for number, kind in enumerate(KINDS):
        named = marked(kind, Mark.NAME)
        fields = {name: f"SECRETNAME{number}{name}" for name in named} | {"consent": "no"}
        for name in marked(kind, Mark.QUOTE):
            fields[name] = f"SECRETQUOTE{number}"
        secrets += [value for value in fields.values() if value.startswith("SECRET")]
        like = card(report, "card", kind=kind, text=f"Open {number}, says Amina", activity=here)
        new.append(replace(like, key=f"card-{number}", fields=fields))
        for state in ({"hidden": True}, {"visibility": "facilitator"}, {"withdrawn": True}):
            secrets.append(f"SECRETCARD{len(new)}")
            new.append(replace(like, key=f"shut-{len(new)}", text=secrets[-1], **state))
    about = replace(report.workshop, core_team="SECRETCORE", sponsor="SECRETSPONSOR")
    story = tell(replace(planted(report, *new), workshop=about), {}, SHAREABLE)
    for name, form in FORMATS.items():
        if not form.whole_only:
            said = opened(form.render(story))
            assert (name, [one for one in secrets if one in said]) == (name, [])
