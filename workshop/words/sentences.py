"""Which sentences a participant can meet, read out of what says them.

The room's scripts (``t`` and ``n``), the pages' templates (``_``, ``_a`` and ``_n``), refusals (the
first words of an error, or of a ``Sentence``) and the method's data. Each keeps its English words
as its name.
"""

import io
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stderr
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from babel.messages.extract import extract

from workshop import errors
from workshop.places import DATA
from workshop.words.catalogues import BIG_SCREEN, BOARD, CASES, PLAIN, SUMMARY

PACKAGE = Path(__file__).parent.parent
ROOM = PACKAGE / "live" / "room" / "words"
TEMPLATES = PACKAGE / "live" / "templates"
SCREENS = ("room", "plain_form", "notice", "kept", "read", "sort", "base", "languages", "board")
TOLD = (
    "queries/threads/choices.py",
    "queries/threads/proposals.py",
)
"""What says sentences on a screen that are made of values."""
PROJECTED = "projector-words.js"
"""What the big screen alone says, and its template."""
TOLD_LARGE = ("domain/named_steps.py", "live/addresses.py", "queries/threads/presses.py")
"""What says sentences to whoever steers from there, or from the page for sorting."""
SAID = {"Sentence": None, "numbered": (2, 3)}
TOLD_ON_BOARD = (
    *("measures/cautions.py", "measures/cost.py", "queries/figures/board_words.py"),
    "queries/money/costs.py",
)
"""What the board says beside its template; the summary says it too."""
TOLD_IN_SUMMARY = (
    "exports/document",
    "exports/formats/html.py",
    "exports/telling/names.py",
    "exports/telling/story.py",
    "exports/telling/withheld.py",
    "figures",
    "queries/claims.py",
    "queries/figures/card_maps.py",
    "queries/figures/case_for_change.py",
    "queries/figures/resources.py",
    "queries/figures/sign_tracks.py",
    "queries/figures/way.py",
    "queries/money/case_for_change.py",
    "queries/schedule.py",
    "queries/signs.py",
)
SUMMARY_PAGE = PACKAGE / "exports" / "formats" / "templates" / "summary.html"
PLAIN_PAGES = ("plain", "plain_vote", "plain_add", "plain_wall")
TOLD_ON_PLAIN = "live/plain"
"""What pages without scripts say beside their templates."""
TOLD_OF_CASES = ("library/telling.py",)
REFUSALS = (
    "domain/acting.py",
    "domain/cards.py",
    "domain/comments.py",
    "domain/demands.py",
    "domain/new_cards.py",
    "domain/pictures.py",
    "domain/policy.py",
    "domain/recordings/keeping.py",
    "domain/stored_links.py",
    "domain/threads/translations.py",
    "domain/votes.py",
    "domain/people/hands.py",
    "domain/people/members.py",
    "domain/people/next_person.py",
    "domain/people/scribes.py",
    "domain/people/way_back.py",
    "domain/threads/carrying.py",
    "domain/threads/forwarding.py",
    "domain/threads/twins.py",
    "drafts.py",
    "kinds/parsing.py",
    "live/kept_page.py",
    "live/limits.py",
    "live/pages.py",
    "live/people_api.py",
    "live/plain_writing.py",
    "live/reading/plain_form.py",
    "live/running/kept_cookie.py",
    "live/running/known_paths.py",
    "live/server.py",
    "live/votes_api.py",
    "pictures/limits.py",
    "queries/viewer.py",
    "recordings/kept.py",
    "recordings/refusals.py",
    "queries/threads/taking.py",
    "storage.py",
)
SCREEN, REFUSAL, METHOD = "screen", "refusal", "method"
_ERRORS = {name: None for name in vars(errors) if name.endswith("Error")}
OF_PROGRAMS = ("JSON", "must be the key of", "A ballot's name needs", "form that the server")
"""What is said to programs that speak to the API, and stays English."""
_SAID_OF_AN_ACTIVITY = ("title", "prompt", "hint", "steps", "axes")
_SAID_OF_A_CASE = ("place", "country", "years", "summary", "later", "evidence_why")
SORTED = (
    *("insight", "field_note", "case_note", "lens_note", "borrowing", "idea"),
    *("life_goal", "headline"),
)
"""Kinds of cards that people sort together: the page for it names many of them."""
_FIRST = DATA / "templates" / "one-day.toml"


@dataclass(frozen=True, slots=True)
class SourceText:
    """One sentence: its English words, those for other numbers than one or "", and where it is."""

    text: str
    many: str
    what: str
    where: str


def sentences() -> tuple[SourceText, ...]:
    """Every sentence once.

    Those of screens, refusals, the method, the big screen, the board, the summary, pages without
    scripts, and cases last.
    """
    found: dict[str, SourceText] = {}
    apart = (_big_screen(), _board(), _summary(), _plain(), _cases())
    for source in chain.from_iterable((_screens(), _refusals(), _method(), *apart)):
        found.setdefault(source.text, source)
    return tuple(found.values())


def _from_code(
    path: Path, how: str, keywords: Mapping[str, Any], what: str
) -> Iterator[SourceText]:
    content = io.BytesIO(path.read_bytes())
    options = {"encoding": "utf-8", "silent": "false"}
    where = path.relative_to(PACKAGE).as_posix()
    with redirect_stderr(io.StringIO()):  # it warns of each sentence that is made of values
        found = list(extract(how, content, keywords=keywords, options=options))
    for _, said, _, _ in found:
        one, many = said if isinstance(said, tuple) else (said, "")
        if one and not any(name in one for name in OF_PROGRAMS):
            yield SourceText(one, many or "", what, where)


def _screens() -> Iterator[SourceText]:
    for path in sorted(set(ROOM.glob("*.js")) - {ROOM / PROJECTED}):
        yield from _from_code(path, "javascript", {"t": None, "n": (1, 2)}, SCREEN)
    keywords = {"_": None, "_a": None, "_n": (1, 2)}
    for name in SCREENS:
        path = TEMPLATES / f"{name}.html"
        yield from _from_code(path, "jinja2.ext:babel_extract", keywords, SCREEN)
    for path in _modules(TOLD):
        yield from _from_code(path, "python", SAID, SCREEN)


def _big_screen() -> Iterator[SourceText]:
    """What the big screen alone says, and the page for sorting: no phone is sent it."""
    yield from _from_code(ROOM / PROJECTED, "javascript", {"t": None, "n": (1, 2)}, BIG_SCREEN)
    keywords = {"_": None, "_a": None, "_n": (1, 2)}
    template = TEMPLATES / "project.html"
    yield from _from_code(template, "jinja2.ext:babel_extract", keywords, BIG_SCREEN)
    for path in _modules(TOLD_LARGE):
        yield from _from_code(path, "python", SAID, BIG_SCREEN)
    for table in _tables().values():
        for activity in table.get("activities", ()):
            if say := activity.get("decide", {}).get("say"):  # on the button that takes it on
                yield SourceText(say, "", BIG_SCREEN, "method")


def _board() -> Iterator[SourceText]:
    """What the vision board says and phones do not: its page holds the words."""
    keywords = {"_": None, "_a": None, "_n": (1, 2)}
    template = TEMPLATES / "poster.html"
    yield from _from_code(template, "jinja2.ext:babel_extract", keywords, BOARD)
    for path in _modules(TOLD_ON_BOARD):
        yield from _from_code(path, "python", SAID, BOARD)


def _summary() -> Iterator[SourceText]:
    """What the summary alone says, with words of the method that no other screen says."""
    keywords = {"_": None, "_a": None, "_n": (1, 2)}
    yield from _from_code(SUMMARY_PAGE, "jinja2.ext:babel_extract", keywords, SUMMARY)
    for path in _modules(TOLD_IN_SUMMARY):
        yield from _from_code(path, "python", SAID, SUMMARY)
    tables = _tables()
    words, kinds = tables.pop("words"), tables.pop("kinds")
    plurals = (one["plural"].capitalize() for name, one in kinds.items() if name != "options")
    purposes = (table.get("purpose") for table in tables.values())
    for text in (*purposes, *plurals, *words["coverage"].values()):
        if text:
            yield SourceText(text, "", SUMMARY, "method")


def _plain() -> Iterator[SourceText]:
    """What the pages for phones without scripts say, and no script says too."""
    keywords = {"_": None, "_a": None, "_n": (1, 2)}
    for name in PLAIN_PAGES:
        path = TEMPLATES / f"{name}.html"
        yield from _from_code(path, "jinja2.ext:babel_extract", keywords, PLAIN)
    for path in _modules([TOLD_ON_PLAIN]):
        yield from _from_code(path, "python", {**_ERRORS, **SAID}, PLAIN)


def _cases() -> Iterator[SourceText]:
    """What a case from elsewhere says; its title and its sources keep their names."""
    for path in _modules(TOLD_OF_CASES):
        yield from _from_code(path, "python", SAID, CASES)
    for path in sorted((DATA / "cases").glob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        texts = _all_texts(table) if path.stem == "words" else _of_case(table)
        for text in (" ".join(each.split()) for each in texts):
            if any(letter.isalpha() for letter in text):  # digits alone are the same everywhere
                yield SourceText(text, "", CASES, f"cases/{path.name}")


def _of_case(case: Mapping[str, Any]) -> Iterator[str]:
    yield from (case[name] for name in _SAID_OF_A_CASE)
    yield from case["questions"]
    for result in case.get("results", ()):
        yield from (result.get(name, "") for name in ("claim", "value", "unit", "period"))


def _all_texts(table: Mapping[str, Any]) -> Iterator[str]:
    for value in table.values():
        if isinstance(value, Mapping):
            yield from _all_texts(value)
        elif isinstance(value, str):
            yield value


def of_script(name: str) -> tuple[str, ...]:
    """The sentences of one module of words, as ``board-words.js``."""
    keywords = {"t": None, "n": (1, 2)}
    return tuple(one.text for one in _from_code(ROOM / name, "javascript", keywords, SCREEN))


def _refusals() -> Iterator[SourceText]:
    keywords = {**_ERRORS, "Sentence": None, "Limit": None}
    for path in _modules(REFUSALS):
        yield from _from_code(path, "python", keywords, REFUSAL)


def _modules(names: Sequence[str]) -> Iterator[Path]:
    for place in (PACKAGE / name for name in names):
        yield from sorted(place.glob("*.py")) if place.is_dir() else [place]


def _tables() -> dict[str, Any]:
    root = DATA / "method" / "en"
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in root.glob("*.toml")}


def _method() -> Iterator[SourceText]:
    """The plan of one day first: what most rooms say."""
    tables = _tables()
    words, kinds = tables.pop("words"), tables.pop("kinds")
    own = tables.pop("own", {})
    stages = list(tables.items())
    plan = tomllib.loads(_FIRST.read_text("utf-8"))["activities"]
    first = [one["key"] for one in plan]
    yield from _listed(_of_words(words), "words.toml")
    yield from _listed(_options(kinds.pop("options", {})), "kinds.toml")
    activities = [(name, one) for name, table in stages for one in table.get("activities", ())]
    planned = sorted(
        (pair for pair in activities if pair[1]["key"] in first),
        key=lambda pair: first.index(pair[1]["key"]),
    )
    later = [pair for pair in activities if pair[1]["key"] not in first]
    names = (table.get(name) for _, table in stages for name in ("plain", "title"))
    yield from _listed(names, "stages")
    for name, activity in planned:
        yield from _listed(_of_activity(activity, brief=True), f"{name}.toml")
    used = {kind for _, one in planned for kind in _kinds_of(one)}
    for kind in sorted(kinds, key=lambda one: one not in used):
        yield from _listed(_of_kind(kinds[kind]), "kinds.toml")
    yield from _listed((kinds[kind]["plural"] for kind in SORTED), "kinds.toml")
    for name, activity in (*planned, *later, *(("own", one) for one in own.get("activities", ()))):
        yield from _listed(_of_activity(activity, brief=False), f"{name}.toml")
    for path in sorted((DATA / "lenses").glob("*.toml")):
        yield from _listed(_of_lens(tomllib.loads(path.read_text("utf-8"))), f"lenses/{path.name}")


def _listed(texts: Iterator[Any], where: str) -> Iterator[SourceText]:
    for text in texts:
        if isinstance(text, str) and text.strip():
            yield SourceText(text.strip(), "", METHOD, where)


def _of_words(words: Mapping[str, Any]) -> Iterator[Any]:
    yield from (words["life_question"], words["write_alone"], words["write_private"])
    yield words["look_first"]
    for name in ("role_groups", "attribution", "forms"):
        yield from words[name].values()


def _of_lens(lens: Mapping[str, Any]) -> Iterator[Any]:
    """What a table reads through it; the questions after every lens have no name."""
    yield from (lens.get("name"), *lens["questions"], lens.get("breaks_when"))


def _options(options: Mapping[str, Any]) -> Iterator[Any]:
    for labels in options.values():
        yield from labels.values()


def _kinds_of(activity: Mapping[str, Any]) -> Iterator[str]:
    for given in activity.get("gives", ()):
        yield from (given[name] for name in ("new", "on") if isinstance(given.get(name), str))


def _of_activity(activity: Mapping[str, Any], *, brief: bool) -> Iterator[Any]:
    for name in ("title", "prompt", "hint") if brief else _SAID_OF_AN_ACTIVITY:
        said = activity.get(name)
        if isinstance(said, list):
            yield from said
        elif isinstance(said, dict):
            yield from said.values()
        else:
            yield said
    for given in activity.get("gives", ()):
        yield given.get("say")
    if say := activity.get("decide", {}).get("say"):  # at the head of what the room chose
        yield say[:1].upper() + say[1:]
    # What a phone says where there is something to do and nothing to start from.
    if activity.get("gives"):
        yield from (one["else"] for one in activity.get("takes", ()) if one.get("must", True))


def _of_kind(kind: Mapping[str, Any]) -> Iterator[Any]:
    singular = kind["singular"]
    yield from (singular[:1].upper() + singular[1:], kind["text"], kind.get("promise"))
    yield from kind.get("links", {}).values()
    for given in kind.get("fields", {}).values():
        if isinstance(given, str):
            yield given
            continue
        yield from (given.get("label"), given.get("help"))
        if isinstance(given.get("options"), dict):
            yield from given["options"].values()
