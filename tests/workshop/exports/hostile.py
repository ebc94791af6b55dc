"""Words that some reader of files would take for more than text, in a story of their own."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import cycle

from workshop.exports.telling.edition import Edition
from workshop.exports.telling.record import Report
from workshop.exports.telling.story import WorkshopStory, tell

FULL, ROLES = Edition(), Edition(names="roles")
SHAREABLE = Edition(audience="shareable")

Hostile = Callable[..., WorkshopStory]
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\t=1+1",
    '=HYPERLINK("http://x")',
    "_x0041_ stays _x000D_",
    "007",
    "1/2",
    "#N/A",
    "TRUE",
    "مرحبا بكم 👩‍👩‍👧",
    "Zażółć gęślą jaźń",
    "<b>&amp;</b> ]]> {{ }} #strong[x] $x$ \\",
    "'quoted",
    "# Not a heading *nor* _this_ [a](b) `c` | d\n- no list\n\n1. none",
)
"""What people could type that some reader of files would take for more than text."""


def typed_everywhere(
    report: Report, texts: Iterable[str], edition: Edition = FULL
) -> WorkshopStory:
    """A story in which people typed these texts, one after the other, wherever they can.

    They have not gone through the doors that clean what people send.
    """
    typed = cycle(texts)
    cards = tuple(
        replace(
            card,
            text=next(typed),
            author_name=next(typed) if card.author_name else "",
            fields={
                name: next(typed) if name == "sentence" else value
                for name, value in card.fields.items()
            },
        )
        for card in report.cards
    )
    about = replace(
        report.workshop, title=next(typed), place=next(typed), life_question=next(typed)
    )
    return tell(replace(report, cards=cards, workshop=about), {}, edition)
