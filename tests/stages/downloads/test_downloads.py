"""The downloads: everything in one press, or one file, for the team or for sharing."""

import zipfile
from io import BytesIO

import pytest
from streamlit.testing.v1 import AppTest

from stages.downloads import page as downloads
from stages.downloads import readers
from stages.parts.state import READY
from tests.stages.conftest import OpenAs, all_sent, drawn, sentences
from workshop.db import Database
from workshop.domain.summary_release import share_summary
from workshop.domain.workshops import MadeWorkshop, close_workshop
from workshop.exports import FORMATS, collect_story
from workshop.exports.formats.everything import bundle
from workshop.exports.telling.edition import Edition
from workshop.queries.viewer import Viewer


@pytest.fixture
def page(device: OpenAs, facilitator_token: str) -> AppTest:
    return device(facilitator_token).open("downloads")


def labels(app: AppTest) -> list[str]:
    """All but the three readers' own."""
    buttons = app.get("download_button")
    return [b.proto.label for b in buttons if not (b.key or "").startswith("downloads.for.")]


def test_three_readers_find_their_file_at_once_and_who_may_see_it(page: AppTest) -> None:
    """One press each; names are only in what the team gets, which says so."""
    buttons = {one.key: one.proto for one in page.get("download_button")}
    first = {key: one for key, one in buttons.items() if key and key.startswith("downloads.for.")}
    assert [one.label for one in first.values()] == [
        *("Download the brief", "Slides (PowerPoint)", "The whole report (PDF)"),
        *("Download the report", "To change in Word", "Numbers (Excel)"),
        *("Download the web page", "The picture", "The poster, A3"),
    ]
    assert [one.value for one in page.header][:3] == [one.who for one in readers.READERS]
    signs = [one.value for one in page.get("badge")] or all_sent(page)
    assert "Holds names: keep it in the team" in str(signs)
    assert all(name in FORMATS for one in readers.READERS for name in (one.main, *dict(one.others)))


def test_every_format_has_a_title_and_a_word_on_whom_it_is_for() -> None:
    assert [name for name in FORMATS if name not in downloads.WORDS] == []


def test_every_format_can_be_taken_by_itself(page: AppTest, workshop: MadeWorkshop) -> None:
    assert sorted(labels(page)) == sorted(
        f"Download {one.file_name(workshop.code)}" for one in FORMATS.values()
    )


def test_what_is_for_sharing_says_so_and_is_never_the_archive(
    page: AppTest, workshop: MadeWorkshop
) -> None:
    """Each file's name says it; of what is always complete there is no such edition."""
    page.radio(key="downloads.audience").set_value("For sharing")
    drawn(page.run())
    shared = [one for one in FORMATS.values() if not one.whole_only]
    edition = Edition(audience="shareable")
    assert sorted(labels(page)) == sorted(
        f"Download {one.file_name(workshop.code, edition)}" for one in shared
    )
    assert all("-shareable." in label for label in labels(page))
    assert "it is always complete" in all_sent(page)


def test_everything_in_one_press_is_what_the_command_line_writes(
    page: AppTest, db: Database, facilitator: Viewer, workshop: MadeWorkshop
) -> None:
    """The zip holds each format once, with the same bytes; a change asks to make it again."""
    drawn(page.button(key="downloads.make").click().run(timeout=120))
    assert f"Download {workshop.code}-everything.zip" in labels(page)
    ready = page.session_state[READY.name]
    story = collect_story(db, facilitator, Edition())
    with zipfile.ZipFile(BytesIO(ready.content)) as packed:
        assert packed.testzip() is None
        made = {name: packed.read(name) for name in packed.namelist()}
    again = {one.file_name(workshop.code): one.render(story) for one in FORMATS.values()}
    assert {name: again[name] == content for name, content in made.items()} == dict.fromkeys(
        again, True
    )
    close_workshop(db, viewer=facilitator)
    drawn(page.run())
    assert "Something has changed since it was made" in all_sent(page)


def test_bundle_is_the_same_each_time(
    db: Database, facilitator: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = {name: FORMATS[name] for name in ("html", "json")}
    monkeypatch.setattr("workshop.exports.formats.everything.FORMATS", quick)
    heard: list[float] = []

    def once() -> bytes:
        story = collect_story(db, facilitator, Edition())
        return bundle(story, lambda part, _name: heard.append(part))

    assert once() == once()
    assert heard == [1 / 3, 2 / 3, 1.0] * 2


def test_a_logo_that_is_none_gets_a_sentence(page: AppTest) -> None:
    page.file_uploader(key="downloads.logo").set_value(("logo.png", b"no picture", "image/png"))
    drawn(page.run())
    said = "The logo is not a picture that we can use. Save it as PNG or JPEG."
    assert sentences(page) == [said]
    assert labels(page) == []


def test_those_who_took_part_find_the_summary_once_it_is_shared(
    device: OpenAs,
    participant_token: str,
    page: AppTest,
    db: Database,
    facilitator: Viewer,
    workshop: MadeWorkshop,
) -> None:
    """The facilitator ticks a box and closes the workshop; then it is theirs, and nothing else."""
    drawn(page.checkbox(key="downloads.share").check().run())
    close_workshop(db, viewer=facilitator)
    app = device(participant_token).open("downloads")
    assert labels(app) == [f"Download {workshop.code}-summary-shareable.html"]
    assert any(f'href="/summary/{workshop.code}"' in item.value for item in app.html)
    share_summary(db, viewer=facilitator, shared=False)
    app = device(participant_token).open("downloads")
    assert labels(app) == []
    assert len(sentences(app)) == 1


def test_the_brief_is_one_press_from_every_page_of_the_facilitator(
    device: OpenAs,
    facilitator_token: str,
    participant_token: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(downloads, "FORMATS", {"brief": FORMATS["html"]})
    assert "One-page brief" in labels(device(facilitator_token).open_app())
    assert "One-page brief" not in labels(device(participant_token).open_app())


def test_the_brief_stands_beside_the_downloads_too(
    device: OpenAs, facilitator_token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both of its buttons are on that page, so nothing of them may have the same key."""
    desk = device(facilitator_token)
    whole = downloads.page
    monkeypatch.setattr("stages.frame.welcome.page", whole)
    app = desk.open_app()
    assert len([label for label in labels(app) if "brief" in label]) == 2
