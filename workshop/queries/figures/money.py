"""Figures of the resource audit: guesses, parts of the work, groups, timing, payers, decisions."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from workshop.kinds import CardKind, KindWords
from workshop.measures import round_for_display
from workshop.queries.budget import Budget, band, stop_gaps
from workshop.queries.cards import CardView
from workshop.queries.costs import said_pounds
from workshop.queries.fairness import Fairness, plain_name
from workshop.queries.figures.model import Figure, Mark, MarkLook, Row, whole_percent
from workshop.queries.guesses import Guess, GuessRound
from workshop.queries.overlaps import OverlapTable

NO_PART = "Under no part of the work yet"
NOT_SAID = "Not said yet"
MOST_PARTIES = 8
ROOMS_GUESS, TRUTH = "we guessed", "it is"


def guess_figure(found: GuessRound) -> Figure:
    """The room's guesses beside the truth, in pounds of every £100, with each guess as a dot."""
    rows = tuple(Row(guess.about, _guess_marks(guess)) for guess in found.rows)
    furthest = found.furthest
    sentence = "Guess first, then look."
    if furthest is not None and furthest.truth is not None:
        sentence = (
            f"{furthest.about}: we guessed £{furthest.middle} of every £100. "
            f"It is £{furthest.truth}."
        )
    people = f"{found.people} people shared out £100 each." if found.people > 1 else ""
    return Figure(
        key="guess",
        title="Out of every £100, how much goes where?",
        sentence=sentence,
        rows=rows,
        head="Part of the work",
        cautions=(f"{people} The bar is the middle guess. The dots are all the guesses.".strip(),),
    )


def _guess_marks(guess: Guess) -> tuple[Mark, ...]:
    marks = []
    if guess.pounds:
        spread = f" (£{guess.low} to £{guess.high})" if guess.low != guess.high else ""
        marks.append(
            Mark(
                ROOMS_GUESS,
                f"£{guess.middle}{spread}",
                Fraction(guess.middle),
                "guess",
                tuple(map(Fraction, dict.fromkeys(guess.pounds))),
            )
        )
    if guess.truth is not None:
        marks.append(Mark(TRUTH, f"£{guess.truth}", Fraction(guess.truth)))
    return tuple(marks)


def strands_figure(budget: Budget) -> Figure:
    """What each part of the work costs in a year, beside what it would need where that is said."""
    rows = []
    for one in budget.strands:
        said = said_pounds(one.pence)
        if one.guarded:
            low, high = band(one.pence)
            said = f"{said_pounds(low)} to {said_pounds(high)}"
        hundred = "" if one.out_of_100 is None else f" (£{one.out_of_100} of £100)"
        size = Fraction(one.pence if not one.guarded else sum(band(one.pence)) // 2)
        marks = [Mark("spent in a year", f"{said}{hundred}", size)]
        needed = one.strand.fields.get("needed_pence") if one.strand else None
        if needed is not None:
            marks.append(Mark("needed", said_pounds(needed), Fraction(needed), "need"))
        helped = str(one.strand.fields.get("community_helps") or "") if one.strand else ""
        note = "What local people are paid for this is missing." * one.commissioning_missing
        note = " ".join(filter(None, [helped, note]))
        rows.append(Row(one.strand.text if one.strand else NO_PART, tuple(marks), note))
    most = max(budget.strands, key=lambda one: one.pence, default=None)
    sentence = f"Together we spend {said_pounds(budget.spent)} a year."
    if most is not None and most.strand is not None and most.out_of_100:
        sentence += f" Most goes to {most.strand.text}: £{most.out_of_100} of every £100."
    return Figure("strands", "Where the money goes", sentence, tuple(rows), "Part of the work")


def segments_figure(found: Fairness) -> Figure:
    """Each group's share of the money, of the people and of the need."""
    result = found.result
    rows = []
    for share in sorted(found.shares, key=lambda one: -(one.people or 0) * one.weight):
        key = share.segment.id
        if result is None or not share.people:
            mark = Mark("in a year", said_pounds(share.pence), None)
            rows.append(Row(share.segment.text, (mark,), "How many they are is not known yet."))
            continue
        note = (
            f"{said_pounds(share.pence)} for {share.people:,} people. "
            f"Each counts {share.weight.normalize():f}."
        )
        marks = (
            _share("of the money", result.spend_share[key], "counted"),
            _share("of the people", result.population_share[key], "people"),
            _share("of the need", result.need_share[key], "need"),
        )
        rows.append(Row(share.segment.text, marks, note))
    return Figure(
        key="segments",
        title="Does the money go where the need is?",
        sentence=fairness_sentence(found),
        rows=tuple(rows),
        head="Group",
        cautions=_fairness_cautions(found),
    )


def _share(name: str, share: Fraction | None, look: MarkLook) -> Mark:
    return Mark(name, whole_percent(share), share, look)


def fairness_sentence(found: Fairness) -> str:
    """How much would have to move for the money to match the need, to whom most of it."""
    result = found.result
    if result is None or result.pence_to_move_need is None:
        return "Say how many are in each group and whom each money line helps. Then we can compare."
    short = found.most_short
    if short is None or not round_for_display(short[1] / 100):
        return "The money goes to these groups in step with their need."
    share, lacking = short
    whole = said_pounds(result.pence_to_move_need)
    sentence = (
        f"{said_pounds(lacking)} would have to move to “{share.segment.text}” "
        "for its money to match its need."
    )
    if whole != said_pounds(lacking):
        sentence += f" Over all groups it is {whole}."
    return sentence


def _fairness_cautions(found: Fairness) -> tuple[str, ...]:
    cautions = ["How much a need counts is our own choice. Change it and see what moves."]
    if found.unshared:
        cautions.append(
            f"Of {said_pounds(found.unshared)} nobody has said whom it helps. It is not in here."
        )
    cautions += [
        f"The shares of “{card.text}” come to {round_for_display(total)} %. "
        "They were made smaller to fit."
        for card, total in found.over
    ]
    return tuple(cautions)


def timing_figure(budget: Budget, words: KindWords) -> Figure:
    """Yearly spending that stops trouble, helps early, or comes in a crisis."""
    options = words.fields["time_type"].options
    sums = _sums(budget, "time_type")
    rows = _sum_rows(sums, options, sum(sums.values()))
    known = sum(pence for key, pence in sums.items() if key)
    crisis = sums.get("crisis", 0)
    sentence = "Say for each line when it helps."
    if known:
        pounds = round_for_display(Fraction(crisis * 100, known))
        sentence = f"£{pounds} of every £100 that we know of comes in a crisis."
    return Figure("timing", "Before, early or in a crisis?", sentence, rows, "When it helps")


def decisions_figure(budget: Budget, cards: Iterable[CardView], words: KindWords) -> Figure:
    """Yearly spending by what the room would do with it, and what is still to say of each stop."""
    options = words.fields["decision"].options
    sums = _sums(budget, "decision")
    rows = _sum_rows({key: sums.get(key, 0) for key in ("", *options)}, options, budget.spent)
    rows = tuple(row for row in rows if row.marks[0].size)
    moving = sum(pence for key, pence in sums.items() if key not in ("", "keep"))
    return Figure(
        key="decisions",
        title="Keep, change, stop or share",
        sentence=f"We would do something new with {said_pounds(moving)} a year.",
        rows=rows,
        head="What should happen",
        cautions=(
            "This is talk, not a vote. Nothing is decided here about anyone's job.",
            *_unsaid_stops(budget, cards),
        ),
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


def _sums(budget: Budget, field: str) -> dict[str, int]:
    sums: dict[str, int] = {}
    for line in budget.lines:
        if line.counts == "spent" and line.pence:
            key = str(line.card.fields.get(field) or "")
            sums[key] = sums.get(key, 0) + line.pence
    return sums


def _sum_rows(sums: Mapping[str, int], options: Mapping[str, str], total: int) -> tuple[Row, ...]:
    order = [*options, ""]
    return tuple(
        Row(
            options.get(key, NOT_SAID),
            (Mark("in a year", _of_total(sums[key], total), Fraction(sums[key])),),
        )
        for key in order
        if key in sums
    )


def _of_total(pence: int, total: int) -> str:
    share = f" ({whole_percent(Fraction(pence, total))})" if total else ""
    return f"{said_pounds(pence)}{share}"


def payers_figure(budget: Budget, cards: Iterable[CardView]) -> Figure:
    """Who pays in a year, and who would gain by what the room hopes for: often not the same."""
    names: dict[str, str] = {}
    pays: dict[str, int] = {}
    gains: dict[str, int] = {}
    for line in budget.lines:
        if line.counts == "spent" and line.pence:
            _count(names, pays, str(line.card.fields.get("funder") or NOT_SAID), line.pence)
    for card in cards:
        if card.kind == CardKind.BENEFIT and not (card.hidden or card.withdrawn):
            amount = int(card.fields.get("amount_pence") or 0)
            _count(names, gains, str(card.fields.get("who_gains") or NOT_SAID), amount)
    biggest = sorted(names, key=lambda key: -(pays.get(key, 0) + gains.get(key, 0)))
    rows = tuple(_party(names[key], pays.get(key), gains.get(key)) for key in biggest)
    return Figure(
        key="payers",
        title="Who pays, and who gains?",
        sentence=_payers_sentence(names, pays, gains),
        rows=rows[:MOST_PARTIES],
        head="Who",
        cautions=("What is gained is a forecast. Not all of it is money that can be spent again.",)
        if gains
        else (),
    )


def _count(names: dict[str, str], sums: dict[str, int], name: str, pence: int) -> None:
    key = plain_name(name)
    names.setdefault(key, " ".join(name.split()))
    sums[key] = sums.get(key, 0) + pence


def _party(name: str, pays: int | None, gains: int | None) -> Row:
    marks = []
    if pays:
        marks.append(Mark("pays in a year", said_pounds(pays), Fraction(pays)))
    if gains is not None:
        said = said_pounds(gains) if gains else "Not counted yet"
        size = Fraction(gains) if gains else None
        marks.append(Mark("could gain (forecast)", said, size, "forecast"))
    return Row(name, tuple(marks))


def _payers_sentence(
    names: Mapping[str, str], pays: Mapping[str, int], gains: Mapping[str, int]
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


def overlaps_figure(found: OverlapTable, words: KindWords) -> Figure:
    """Each overlap with what is spent on it, how much may be paid twice, and what we say of it."""
    options = words.fields["verdict"].options
    rows = []
    for one in found.cells:
        bound, spent = one.cell.duplication_upper_bound_pence, one.cell.total_pence
        marks = (
            Mark("in all", said_pounds(spent), Fraction(spent)),
            Mark("paid twice at most", said_pounds(bound), Fraction(bound), "guess"),
        )
        verdict = options.get(one.verdict, "We have not said why yet")
        note = f"{', '.join(one.cell.providers)}. {verdict}."
        rows.append(Row(f"{one.cell.purpose}: {one.cell.segment}", marks, note))
    return Figure(
        key="overlaps",
        title="Where two do the same for the same people",
        sentence=overlaps_sentence(found),
        rows=tuple(rows),
        head="What for, and for whom",
        cautions=("A choice and a safety net are no waste. Only an accident may free money.",),
    )


def overlaps_sentence(found: OverlapTable) -> str:
    """What the accidents could free, or how many overlaps still wait for a word."""
    if saving := found.possible_saving_pence:
        return f"Overlaps by accident could free up to {said_pounds(saving)} a year."
    if found.waiting:
        waits = "1 overlap waits" if found.waiting == 1 else f"{found.waiting} overlaps wait"
        return f"{waits} for our word: a choice, a safety net or an accident?"
    if found.cells:
        return "No overlap is there by accident, so none frees money."
    return "No two do the same for the same people, as far as we know."
