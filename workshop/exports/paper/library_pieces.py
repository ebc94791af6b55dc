"""Case and lens cards to lay on the tables: the same that each table's phones would show."""

from typing import Any

from workshop.exports.paper.room import PaperRoom
from workshop.library import (
    Case,
    Lens,
    Library,
    Result,
    lens_for_table,
    load_library,
    three_for_table,
)
from workshop.playbook.thread import Shown


def cases(room: PaperRoom) -> list[dict[str, Any]]:
    """A sheet for each case that is dealt to a table, with who says what and how it is known."""
    if not _shown(room, "cases"):
        return []
    library = load_library(room.playbook.language)
    dealt: dict[str, tuple[Case, list[int]]] = {}
    for table in range(1, room.tables + 1):
        for case in three_for_table(library.cases, table):
            dealt.setdefault(case.slug, (case, []))[1].append(table)
    code = _code(room, "cases")
    return [_case(library, case, tables, code) for case, tables in dealt.values()]


def lenses(room: PaperRoom) -> list[dict[str, Any]]:
    """A sheet for each lens that is dealt to a table, with its questions and room to answer."""
    if not _shown(room, "lens"):
        return []
    library = load_library(room.playbook.language)
    dealt: dict[str, tuple[Lens, list[int]]] = {}
    for table in range(1, room.tables + 1):
        lens = lens_for_table(library.lenses, table)
        dealt.setdefault(lens.slug, (lens, []))[1].append(table)
    code = _code(room, "lens")
    return [_lens(library, lens, tables, code) for lens, tables in dealt.values()]


def _shown(room: PaperRoom, what: Shown) -> bool:
    return any(what in run.activity.shows for run in room.runs)


def _code(room: PaperRoom, what: Shown) -> str:
    """The letters of the sheet of the first step in which these are read."""
    run = next(run for run in room.runs if what in run.activity.shows)
    return f"Sheet {room.codes[run.activity.key]}"


def _at(tables: list[int]) -> str:
    if len(tables) == 1:
        return f"Table {tables[0]}"
    return f"Tables {', '.join(map(str, tables[:-1]))} and {tables[-1]}"


def _case(library: Library, case: Case, tables: list[int], code: str) -> dict[str, Any]:
    words = library.words
    claims = [
        {
            "figure": _figure(one),
            "claim": one.claim,
            "known": f"{words.method[one.method]}. {words.status[one.status]}",
        }
        for one in case.results
    ]
    return {
        "is": "case",
        "kicker": f"Case · {words.distance[case.distance]} · {_at(tables)} · {code}",
        "title": case.title,
        "place": " · ".join(filter(None, (f"{case.place}, {case.country}", case.years))),
        "summary": " ".join(case.summary.split()),
        "later": f"{case.later} {words.outcome[case.outcome_kind]}.".strip(),
        "claims": claims,
        "no-claims": words.no_results,
        "sure": f"{words.evidence[case.evidence_level]}. {case.evidence_why}",
        "questions": list(case.questions),
        "sources": "; ".join(one.title for one in case.sources) or words.no_source,
        "care": words.compare_with_care,
    }


SIGNS = (("£", "pounds"), ("%", "percent"))


def _figure(result: Result) -> str:
    """“£250,000 per family”: no part of the unit is said twice."""
    unit = "" if result.unit in result.value else result.unit
    for sign, word in SIGNS:
        if sign in result.value:
            unit = unit.removeprefix(word).strip()
    if result.value.split()[-1:] == unit.split()[:1]:
        unit = " ".join(unit.split()[1:])
    return f"{result.value} {unit}".strip()


def _lens(library: Library, lens: Lens, tables: list[int], code: str) -> dict[str, Any]:
    return {
        "is": "lens",
        "kicker": f"Lens · {_at(tables)} · {code}",
        "title": lens.name,
        "ask": "If they ran this on Monday, what would they do by Friday?",
        "questions": list(lens.questions),
        "breaks": lens.breaks_when,
        "closing": list(library.closing_questions),
    }
