"""Figures of what lines come to: when they help, what to do with them, who pays, who overlaps.

A sum that is one post's pay alone is said as a band and drawn as its middle.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from workshop.figures.bars import Bar, Bars, Look, Row
from workshop.figures.pounds import said_pounds, said_sum, shown_size
from workshop.figures.shares import is_headline
from workshop.kinds import CardKind, KindWords
from workshop.measures import out_of_100, round_for_display
from workshop.queries.cards import CardView
from workshop.queries.money.budget import Budget, MoneyLine, one_guarded, said_files, stop_gaps
from workshop.queries.money.fairness import plain_name
from workshop.queries.money.overlaps import OverlapTable

NOT_SAID = "Not said yet"
MOST_PARTIES = 8


def timing_figure(budget: Budget, words: KindWords) -> Bars:
    """Yearly spending that stops trouble, helps early, or comes in a crisis."""
    options = words.fields["time_type"].options
    sums = _sums(budget, "time_type")
    rows = _sum_rows(sums, options)
    known = sum(_total(parts) for key, parts in sums.items() if key)
    crisis = sums.get("crisis", [])
    whole = sum(map(_total, sums.values()))
    sentence = "Say for each line when it helps."
    if known and not is_headline(known, whole):
        sentence = (
            f"{sentence} So far that is said of {said_pounds(known)} of {said_pounds(whole)}."
        )
    elif known and one_guarded(crisis):
        sentence = "One post alone comes in a crisis. Its pay is not shown."
    elif known:
        pounds = round_for_display(Fraction(_total(crisis) * 100, known))
        sentence = f"£{pounds} of every £100 that we know of comes in a crisis."
    return Bars(
        key="timing",
        title="Before, early or in a crisis?",
        sentence=sentence,
        rows=rows,
        head="When it helps",
        source=said_files(budget.rests_on),
    )


def decisions_figure(budget: Budget, cards: Iterable[CardView], words: KindWords) -> Bars:
    """Yearly spending by what the room would do with it, and what is still to say of each stop."""
    options = words.fields["decision"].options
    sums = _sums(budget, "decision")
    rows = _sum_rows(sums, options)
    moving = [part for key, parts in sums.items() if key not in ("", "keep") for part in parts]
    said = said_sum(_total(moving), guarded=one_guarded(moving))
    sentence = f"We would do something new with {said} a year."
    whole = sum(map(_total, sums.values()))
    known = whole - _total(sums.get("", []))
    if not is_headline(known, whole):
        sentence = "Most of the money has no decision yet. Say for each line what should happen."
    return Bars(
        key="decisions",
        title="Keep, change, stop or share",
        sentence=sentence,
        rows=rows,
        head="What should happen",
        cautions=(
            "This is talk, not a vote. Nothing is decided here about anyone's job.",
            *_unsaid_stops(budget, cards),
        ),
        source=said_files(budget.rests_on),
    )


def _unsaid_stops(budget: Budget, cards: Iterable[CardView]) -> tuple[str, ...]:
    """A stop has to name who feels it, what keeps them safe, and where the money goes."""
    stops = [c for c in cards if c.kind == CardKind.STOP_ENTRY and not (c.hidden or c.withdrawn)]
    named = {line for stop in stops for line in stop.links.get("stops", ())}
    bare = sum(
        line.card.fields.get("decision") == "stop" and line.card.id not in named
        for line in budget.lines
    )
    count = bare + sum(bool(stop_gaps(stop)) for stop in stops)
    if not count:
        return ()
    things = "1 thing to stop or change" if count == 1 else f"{count} things to stop or change"
    return (f"{things}: say who would feel it, what keeps them safe, and where the money goes.",)


Parts = list[tuple[MoneyLine, int]]


def _sums(budget: Budget, field: str) -> dict[str, Parts]:
    sums: dict[str, Parts] = {}
    for line in budget.lines:
        if line.counts == "spent" and line.pence:
            key = str(line.card.fields.get(field) or "")
            sums.setdefault(key, []).append((line, line.pence))
    return sums


def _total(parts: Parts) -> int:
    return sum(pence for _, pence in parts)


def _sum_rows(sums: Mapping[str, Parts], options: Mapping[str, str]) -> tuple[Row, ...]:
    shown = [key for key in (*options, "") if key in sums]
    shares = out_of_100([_total(sums[key]) for key in shown])
    return tuple(
        Row(options.get(key, NOT_SAID), (_sum("in a year", sums[key], share),))
        for key, share in zip(shown, shares, strict=True)
    )


def _sum(name: str, parts: Parts, percent: int | None = None) -> Bar:
    """A bar of what some lines come to; the share of the whole only where it gives no pay away."""
    pence, guarded = _total(parts), one_guarded(parts)
    share = f"{percent} %" if percent is not None and not guarded else ""
    said = said_sum(pence, guarded=guarded)
    size = shown_size(pence, guarded=guarded)
    return Bar(name, f"{said} ({share})" if share else said, size)


def payers_figure(budget: Budget, cards: Iterable[CardView]) -> Bars:
    """Who pays in a year, and who would gain by what the room hopes for: often not the same."""
    names: dict[str, str] = {}
    pays: dict[str, Parts] = {}
    gains: dict[str, int] = {}
    for line in budget.lines:
        if line.counts == "spent" and line.pence:
            key = _named(names, str(line.card.fields.get("funder") or NOT_SAID))
            pays.setdefault(key, []).append((line, line.pence))
    for card in cards:
        if card.kind == CardKind.BENEFIT and not (card.hidden or card.withdrawn):
            key = _named(names, str(card.fields.get("who_gains") or NOT_SAID))
            gains[key] = gains.get(key, 0) + int(card.fields.get("amount_pence") or 0)
    biggest = sorted(names, key=lambda key: -(_total(pays.get(key, [])) + gains.get(key, 0)))
    rows = tuple(_party(names[key], pays.get(key), gains.get(key)) for key in biggest)
    return Bars(
        key="payers",
        title="Who pays, and who gains?",
        sentence=_payers_sentence(names, pays, gains),
        rows=rows[:MOST_PARTIES],
        head="Who",
        cautions=("What is gained is a forecast. Not all of it is money that can be spent again.",)
        if gains
        else (),
        source=said_files(budget.rests_on),
    )


def _named(names: dict[str, str], name: str) -> str:
    """The key of a party, whose name is kept as it was first written."""
    key = plain_name(name)
    names.setdefault(key, " ".join(name.split()))
    return key


def _party(name: str, pays: Parts | None, gains: int | None) -> Row:
    marks = []
    if pays:
        marks.append(_sum("pays in a year", pays))
    if gains is not None:
        said = said_pounds(gains) if gains else "Not counted yet"
        size = Fraction(gains) if gains else None
        marks.append(Bar("could gain (forecast)", said, size, "forecast"))
    return Row(name, tuple(marks))


def _payers_sentence(
    names: Mapping[str, str], pays: Mapping[str, Parts], gains: Mapping[str, int]
) -> str:
    only_pay = [names[key] for key in pays if key not in gains and key != plain_name(NOT_SAID)]
    only_gain = [names[key] for key in gains if key not in pays and key != plain_name(NOT_SAID)]
    if only_pay and only_gain:
        return f"{_listed(only_pay)} would pay. {_listed(only_gain)} would gain without paying."
    if len(pays) == 1 and only_pay:
        return f"{only_pay[0]} pays all that we know of. Nobody has said yet who would gain."
    return "Who pays is not always who gains. Talk about it early."


def _listed(names: Sequence[str]) -> str:
    shown = list(names[:3])
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def overlaps_figure(found: OverlapTable, words: KindWords) -> Bars:
    """Each overlap with what is spent on it, how much may be paid twice, and what we say of it."""
    options = words.fields["verdict"].options
    rows = []
    for one in found.cells:
        bound, spent = one.cell.duplication_upper_bound_pence, one.cell.total_pence
        marks = (
            _cell_mark("in all", spent, one.guarded, "counted"),
            _cell_mark("paid twice at most", bound, one.guarded, "guess"),
        )
        verdict = options.get(one.verdict, "We have not said why yet")
        note = f"{', '.join(one.cell.providers)}. {verdict}."
        rows.append(Row(f"{one.cell.purpose}: {one.cell.segment}", marks, note))
    return Bars(
        key="overlaps",
        title="Where two do the same for the same people",
        sentence=overlaps_sentence(found),
        rows=tuple(rows),
        head="What for, and for whom",
        cautions=("A choice and a safety net are no waste. Only an accident may free money.",),
        source=said_files(found.rests_on),
    )


def _cell_mark(name: str, pence: int, guarded: bool, look: Look) -> Bar:
    said = said_sum(pence, guarded=guarded)
    return Bar(name, said, shown_size(pence, guarded=guarded), look)


def overlaps_sentence(found: OverlapTable) -> str:
    """What the accidents could free, or how many overlaps still wait for a word."""
    if saving := found.possible_saving_pence:
        guarded = any(cell.guarded and cell.possible_saving_pence for cell in found.cells)
        said = said_sum(saving, guarded=guarded)
        return f"Overlaps by accident could free up to {said} a year."
    if found.waiting:
        waits = "1 overlap waits" if found.waiting == 1 else f"{found.waiting} overlaps wait"
        return f"{waits} for our word: a choice, a safety net or an accident?"
    if found.cells:
        return "No overlap is there by accident, so none frees money."
    return "No two do the same for the same people, as far as we know."
