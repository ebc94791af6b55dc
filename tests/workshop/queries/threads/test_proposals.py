"""How the room is told what a vote proposes, in one sentence that the big screen has room for."""

import pytest

from workshop.queries.threads.proposals import Candidate, Proposal, in_line
from workshop.words import catalogue

HUB = "Open the hub on the high street on two evenings a week, with somebody who knows the forms."
LONG = (
    HUB,
    "Let people bring a friend or a neighbour to every appointment, and say so in the letter.",
    "One number that is answered by a person, from eight in the morning until eight at night.",
    "A bus that leaves the estate after the last surgery and stops at the door of every block.",
)


def chosen(*texts: str) -> str:
    cards = tuple(Candidate(str(n), text, ticked=True) for n, text in enumerate(texts))
    return Proposal("vision.signs", "our signs", "dots", 1, 4, cards).sentence


def test_four_long_cards_are_named_by_their_first_words() -> None:
    assert chosen(*LONG) == (
        "You chose “Open the hub on the high…”, “Let people bring a friend…”, "
        "“One number that is…” and “A bus that leaves the…”"
    )


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("Sleep",), "“Sleep”"),
        (("Calls are short.", "Less cost"), "“Calls are short” and “Less cost”"),
        (("Fewer forms", "Quick\ncalls", "Sleep"), "“Fewer forms”, “Quick calls” and “Sleep”"),
        (("So it goes...",), "“So it goes...”"),
        ((f"{HUB} {HUB}",), f"“{HUB} Open the hub on…”"),
        ((f"{HUB} One", f"{HUB} Two"), f"“{HUB} One” and “{HUB} Two”"),
        (("x" * 200, "Sleep"), f"“{'x' * 55}…” and “Sleep”"),
    ],
)
def test_cards_are_named_clearly_and_without_their_own_full_stop(
    texts: tuple[str, ...], said: str
) -> None:
    """Two that begin alike stand whole; a word that is too long is cut."""
    assert chosen(*texts) == f"You chose {said}"


def test_what_was_chosen_is_said_in_a_language() -> None:
    polish = catalogue("pl")
    assert polish.tell(chosen("Sleep")) == "Wybór sali: „Sleep”"
    kept = tuple(Candidate(text, text, chosen=True) for text in ("Calls", "Fewer forms", "Sleep"))
    signs = Proposal("vision.signs", "our signs", "dots", 1, 4, kept).sentence
    assert signs == "Our signs: “Calls”, “Fewer forms” and “Sleep”"
    assert polish.tell(signs) == "Nasze znaki: „Calls”, „Fewer forms” i „Sleep”"
    arabic = catalogue("ar").tell(chosen("نوم", "أقل استمارات", "مكالمات"))
    assert arabic == "اخترتم «نوم»، «أقل استمارات» و«مكالمات»"
    typed = catalogue("ar").tell(chosen("“We”, “you”", "نوم", "مكالمات"))
    assert typed == "اخترتم «“We”, “you”»، «نوم» و«مكالمات»"


def test_a_card_in_a_sentence_ends_it_once() -> None:
    assert f"So it is {in_line('A bench in the waiting room.')}." == (
        "So it is “A bench in the waiting room”."
    )
