"""Figures of the resource audit: guesses, parts of the work, groups, timing, payers, decisions."""

from collections.abc import Iterable
from fractions import Fraction

from workshop.errors import Numerals, Sentence, Sentences
from workshop.figures.bars import Bar, Bars, Look, Row
from workshop.figures.pounds import said_pounds, said_sum, shown_size
from workshop.figures.shares import is_headline, whole_percent
from workshop.measures import round_for_display
from workshop.queries.money.budget import Budget, said_files
from workshop.queries.money.fairness import Fairness
from workshop.queries.money.guesses import Guess, GuessRound

NO_PART = Sentence("Under no part of the work yet")
FEW_GUESSES = "Too few guesses to show them."
EVERY = Sentence("Of every £100")
ROOMS_GUESS, TRUTH = "we guessed", "in truth"


def guess_figure(found: GuessRound) -> Bars:
    """The room's guesses beside the truth, in pounds of every £100, with each guess as a dot."""
    rows = tuple(
        Row(
            guess.about,
            _guess_marks(guess),
            FEW_GUESSES if guess.pounds and not guess.shown else "",
        )
        for guess in found.rows
    )
    furthest = found.furthest
    sentence = "Guess first, then look."
    if furthest is not None and furthest.truth is not None:
        sentence = (
            f"{furthest.about}: we guessed £{furthest.middle} of every £100. "
            f"It is £{furthest.truth}."
        )
    people = f"{found.people} people shared out £100 each." if found.people > 1 else ""
    cautions = [f"{people} The bar is the middle guess. The dots are all the guesses.".strip()]
    if found.left_out:
        cautions.append(
            f"Both are out of £100 for these parts alone. {said_pounds(found.left_out)} lies "
            "under no part and is not in it."
        )
    return Bars(
        key="guess",
        title="Out of every £100, how much goes where?",
        sentence=sentence,
        rows=rows,
        head="Part of the work",
        cautions=tuple(cautions),
        source=said_files(found.rests_on),
    )


def _guess_marks(guess: Guess) -> tuple[Bar, ...]:
    marks = []
    if guess.shown:
        spread = f" (£{guess.low} to £{guess.high})" if guess.low != guess.high else ""
        marks.append(
            Bar(
                ROOMS_GUESS,
                f"£{guess.middle}{spread}",
                Fraction(guess.middle),
                "guess",
                tuple(map(Fraction, dict.fromkeys(guess.pounds))),
            )
        )
    if guess.truth is not None:
        marks.append(Bar(TRUTH, f"£{guess.truth}", Fraction(guess.truth)))
    return tuple(marks)


def strands_figure(budget: Budget) -> Bars:
    """What each part of the work costs in a year, beside what it would need where that is said."""
    rows = []
    for one in budget.strands:
        said = said_sum(one.pence, guarded=one.guarded)
        hundred = "" if one.out_of_100 is None else f" (£{one.out_of_100} of £100)"
        size = shown_size(one.pence, guarded=one.guarded)
        marks = [Bar("spent in a year", f"{said}{hundred}", size)]
        needed = one.strand.fields.get("needed_pence") if one.strand else None
        if needed is not None:
            marks.append(Bar("needed", said_pounds(needed), Fraction(needed), "need"))
        helped = str(one.strand.fields.get("community_helps") or "") if one.strand else ""
        note = "What local people are paid for this is missing." * one.commissioning_missing
        note = " ".join(filter(None, [helped, note]))
        rows.append(Row(one.strand.text if one.strand else NO_PART, tuple(marks), note))
    most = max(budget.strands, key=lambda one: one.pence, default=None)
    sentence = f"Together we spend {said_pounds(budget.spent)} a year."
    placed = sum(one.pence for one in budget.strands if one.strand is not None)
    known = is_headline(placed, budget.spent)
    if most is not None and most.strand is not None and most.out_of_100 and known:
        sentence += f" Most goes to {most.strand.text}: £{most.out_of_100} of every £100."
    return Bars(
        key="strands",
        title="Where the money goes",
        sentence=sentence,
        rows=tuple(rows),
        head="Part of the work",
        source=said_files(budget.rests_on),
    )


def hundred_figure(budget: Budget) -> Bars | None:
    """Of every £100, how much goes to each part of the work; None where nobody can say."""
    rows = tuple(
        Row(
            one.strand.text if one.strand else NO_PART,
            (Bar(EVERY, Numerals(f"£{one.out_of_100}"), Fraction(one.out_of_100)),),
        )
        for one in budget.strands
        if one.out_of_100 is not None
    )
    if not rows:
        return None
    told = Sentences(hundred_told(rows), ", ")
    sentence = Sentence("Of every £100, {parts}.", parts=told)
    source = said_files(budget.rests_on)
    return Bars("hundred", EVERY, sentence, rows, source=source, unit="£")


def hundred_told(rows: Iterable[Row]) -> list[str]:
    """Each bar in words: “£40 for “Family support””; what lies under no part is in no quotes."""
    return [
        Sentences((row.marks[0].said, NO_PART), ": ")
        if row.label is NO_PART
        else Sentence("{pounds} for “{part}”", pounds=row.marks[0].said, part=row.label)
        for row in rows
    ]


def segments_figure(found: Fairness) -> Bars:
    """Each group's share of the money, of the people and of the need."""
    result = found.result
    rows = []
    for share in sorted(found.shares, key=lambda one: -(one.people or 0) * one.weight):
        key = share.segment.id
        if result is None or not share.people:
            mark = Bar("in a year", said_sum(share.pence, guarded=share.guarded), None)
            rows.append(Row(share.segment.text, (mark,), "How many they are is not known yet."))
            continue
        note = (
            f"{said_sum(share.pence, guarded=share.guarded)} for {share.people:,} people. "
            f"Each counts {share.weight.normalize():f}."
        )
        marks = (
            _share("of the money", result.spend_share[key], "counted"),
            _share("of the people", result.population_share[key], "people"),
            _share("of the need", result.need_share[key], "need"),
        )
        rows.append(Row(share.segment.text, marks, note))
    return Bars(
        key="segments",
        title="Does the money go where the need is?",
        sentence=fairness_sentence(found),
        rows=tuple(rows),
        head="Group",
        cautions=_fairness_cautions(found),
        source=said_files(found.rests_on),
    )


def _share(name: str, share: Fraction | None, look: Look) -> Bar:
    return Bar(name, whole_percent(share), share, look)


def fairness_sentence(found: Fairness) -> str:
    """How much would have to move for the money to match the need, to whom most of it."""
    result = found.result
    if result is None or result.pence_to_move_need is None:
        return "Say how many are in each group and whom each money line helps. Then we can compare."
    if not is_headline(sum(one.pence for one in found.shares), found.unshared, rest=True):
        return (
            "Of most of the money nobody has said yet whom it helps. Say that first. "
            "Then we can compare."
        )
    short = found.most_short
    if short is None or not round_for_display(short[1] / 100):
        return "The money goes to these groups in step with their need."
    share, lacking = short
    guarded = any(one.guarded for one in found.shares)
    moving = said_sum(int(lacking), guarded=True) if guarded else said_pounds(lacking)
    whole = "" if guarded else said_pounds(result.pence_to_move_need)
    sentence = (
        f"{moving} would have to move to “{share.segment.text}” for its money to match its need."
    )
    if whole and whole != moving:
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
