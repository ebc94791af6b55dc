"""Several files at once: the same as one by one, and the typesetter's memory is not kept."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from workshop.errors import NotAllowedError, WorkshopError
from workshop.exports import FORMATS
from workshop.exports.formats.everything import files_of
from workshop.exports.formats.printed import typesetter
from workshop.exports.telling.story import WorkshopStory

TYPESET = 7
"""Files that are set for the whole edition: six on paper, and the charts of the Word report."""


class Elsewhere:
    """Stands for Typst in this process, where nothing may be set."""

    def __init__(self, **_given: object) -> None:
        raise AssertionError("set in this process")


def one_by_one(story: WorkshopStory) -> Mapping[str, bytes]:
    return {name: one.render(story) for name, one in FORMATS.items()}


def at_once(story: WorkshopStory) -> Mapping[str, bytes]:
    made = dict(files_of(story, list(FORMATS.values())))
    return {name: made[one] for name, one in FORMATS.items()}


def test_several_files_are_what_each_of_them_is_alone(
    story: WorkshopStory, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = one_by_one(story)
    orders: list[str] = []
    apart = typesetter.subprocess.run

    def counted(*words: object, **given: object) -> object:
        orders.append(str(given["input"])[:20])
        return apart(*words, **given)

    monkeypatch.setattr(typesetter.subprocess, "run", counted)
    monkeypatch.setattr(typesetter.typst, "Compiler", Elsewhere)
    assert at_once(story) == alone
    assert len(orders) == TYPESET


def test_where_no_process_can_be_had_this_one_sets_them(
    story: WorkshopStory, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = one_by_one(story)
    monkeypatch.setattr(typesetter.sys, "executable", "/nowhere/python")
    assert at_once(story) == alone


@pytest.mark.parametrize(
    ("name", "value"), [("executable", None), ("executable", ""), ("frozen", True)]
)
def test_no_process_is_begun_where_it_is_not_known_which_program_runs_this(
    monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    """A frozen program would begin itself once more."""
    given = (".", [], {"main.typ": ""}, {"timestamp": 0})
    alone = typesetter.pages(*given)
    monkeypatch.setattr(typesetter.sys, name, value, raising=False)
    monkeypatch.setattr(typesetter.subprocess, "run", lambda *_, **__: pytest.fail("begun"))
    assert typesetter.pages_apart(*given) == alone


@pytest.mark.parametrize("program", ["import os; os._exit(137)", "import time; time.sleep(60)"])
def test_a_process_that_ends_in_the_middle_or_never_is_a_sentence_and_is_not_done_again_here(
    story: WorkshopStory, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str
) -> None:
    """What took all the memory there would end this server too."""
    ends = tmp_path / "ends.py"
    ends.write_text(program, encoding="utf-8")
    monkeypatch.setattr(typesetter, "__file__", str(ends))
    monkeypatch.setattr(typesetter, "MOST_SECONDS", 2)
    monkeypatch.setattr(typesetter.typst, "Compiler", Elsewhere)
    with pytest.raises(WorkshopError, match="A file could not be made: it needed more memory"):
        list(files_of(story, [FORMATS["brief"], FORMATS["poster"]]))


def test_a_text_that_cannot_be_set_is_refused_from_a_process_of_its_own_too() -> None:
    files = {"main.typ": "#panic()"}
    found = []
    for made in (typesetter.pages, typesetter.pages_apart):
        with pytest.raises(typesetter.typst.TypstError) as refused:
            made(".", [], files, {})
        found.append(str(refused.value))
    assert found[0] == found[1] != ""


def test_what_there_is_not_of_an_edition_is_said(to_share: WorkshopStory) -> None:
    with pytest.raises(NotAllowedError, match="The archive is always complete"):
        list(files_of(to_share, [FORMATS["poster"], FORMATS["json"]]))
