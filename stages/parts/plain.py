"""Small pieces of plain HTML, always escaped, for what Streamlit has no element for."""

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import TypeVar

import streamlit as st

from workshop.live.assets import version
from workshop.live.this_server import home_path
from workshop.queries.cards import CardView
from workshop.queries.told import in_languages, told_text
from workshop.tokens import for_either_scheme

Named = TypeVar("Named")
_STYLE = Path(__file__).parent / "plain.css"
AS_THEY_ARE = ("code", "secret", "soft")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>$~:#|])")


def style() -> None:
    """The few rules for the pieces of this module."""
    world = f"{home_path()}/room/static/v-{version()}/world.css"
    st.html(f'<style>@import "{world}";{for_either_scheme()}</style>')
    st.html(_STYLE)


def as_text(words: str) -> str:
    """Words made safe for places that read Markdown: they show as they were typed."""
    return _MARKDOWN.sub(r"\\\1", words)


def told_apart(names: Mapping[Named, str]) -> dict[Named, str]:
    """The same names; where two are alike, a number keeps the later ones apart.

    Every choice among cards needs that: Streamlit finds an option by its label, so with two alike
    a tick would go to the first.
    """
    given: dict[Named, str] = {}
    taken: set[str] = set()
    for one, name in names.items():
        label, number = name, 1
        while label in taken or (number > 1 and label in names.values()):
            number += 1
            label = f"{name} ({number})"
        taken.add(label)
        given[one] = label
    return given


def said(card: CardView) -> str:
    """The words of a card, for the pieces of this module: they mark in which language it is."""
    return told_text(card.text, card.language, ())


def said_in(card: CardView, words: str) -> str:
    """Words that stand in a card beside its own, such as a quote: they are in its language."""
    return told_text(words, card.language, ())


def said_field(card: CardView, name: str, otherwise: str = "") -> str:
    """The same of a field; ``otherwise``, which is ours, where it holds nothing."""
    found = card.fields.get(name)
    return said_in(card, str(found)) if found else otherwise


def sorry(sentence: str) -> None:
    """What went wrong and what to do, as text."""
    st.error(as_text(sentence), icon=":material/error:")


def heading(words: str, *, level: int = 1, kind: str = "heading") -> None:
    """People's words as a heading: text, never markup."""
    st.html(f'<h{level} class="rf-{kind}" dir="auto">{in_languages(words)}</h{level}>')


def paragraph(words: str, kind: str = "words", *, before: str = "", wide: bool = True) -> None:
    """People's words as a paragraph that keeps its lines; codes and secrets are in no language.

    ``before`` are words of ours that lead to them. Not ``wide``, it takes no more room than its
    words, for a row with others.
    """
    fixed = ' translate="no"' if kind in AS_THEY_ARE else ""
    st.html(
        f'<p class="rf-{kind}" dir="auto"{fixed}>{escape(before)}{in_languages(words)}</p>',
        width="stretch" if wide else "content",
    )


def purpose(what_for: str, reminder: str = "") -> None:
    """What a stage is for, and what to keep in mind in it, in one paragraph."""
    st.html(f'<p class="rf-purpose">{escape(what_for)} <span>{escape(reminder)}</span></p>')


def fixed(words: str) -> None:
    """An address, a code or a name that no browser may translate."""
    st.html(f'<p class="rf-fixed" translate="no">{escape(words)}</p>')


def same_tab_link(label: str, address: str, *, main: bool = False) -> None:
    """A link that leaves for another of our pages in this same tab."""
    look = "rf-button rf-main" if main else "rf-button"
    to = f"{home_path()}{address}" if address.startswith("/") else address
    st.html(
        f'<a class="{look}" href="{escape(to)}" target="_self">{escape(label)}</a>',
        width="content",
    )


def code_box() -> None:
    """The way in for everybody: five letters and a button, which lead to the room page."""
    st.html(
        f'<form class="rf-join" action="{home_path()}/join" method="get" target="_self">'
        '<label for="rf-code">Type the five letters from the big screen</label>'
        '<div><input id="rf-code" name="code" maxlength="200" required autocomplete="off" '
        'autocapitalize="characters" spellcheck="false" placeholder="ABCDE">'
        '<button type="submit" class="rf-button rf-main">Join</button></div></form>'
    )


def words_box() -> None:
    """The way in for who steers: four words, sent to the server itself, which gives the browser a
    new cookie with its answer.
    """
    st.html(
        f'<form class="rf-join" action="{home_path()}/f" method="post" target="_self">'
        '<label for="rf-words">The four words of the workshop</label>'
        '<div><input id="rf-words" name="words" maxlength="100" required autocomplete="off" '
        'autocapitalize="none" spellcheck="false">'
        '<button type="submit" class="rf-button">Take over</button></div></form>'
        "<p>They were shown once, when the workshop was made.</p>"
    )


def sign_out_box() -> None:
    """A press that makes this browser a stranger's, sent to the server itself."""
    st.html(
        f'<form action="{home_path()}/sign-out" method="post" target="_self">'
        '<button type="submit" class="rf-button">Sign out on this computer</button></form>'
    )


def qr(code: str, *, wifi: bool = False, address: str = "") -> None:
    """The QR code that joins the workshop, or the room's wifi."""
    what = "join the wifi" if wifi else "join the workshop"
    file = f"{escape(code)}-wifi.svg" if wifi else f"{escape(code)}.svg"
    st.html(
        f'<img class="rf-qr" src="{home_path()}/qr/{file}?for={escape(address)}" '
        f'alt="QR code to {what}" width="220" height="220">'
    )


def picture(code: str, picture_id: str, alt: str) -> None:
    """A card's photo or drawing, as far as this browser may see it."""
    at = f"{home_path()}/api/{escape(code)}/pictures/{escape(picture_id)}"
    st.html(f'<img class="rf-picture" src="{at}" alt="{escape(alt)}" loading="lazy">')


def now_line(step: str, what: str) -> None:
    """Where the room is: the step, and what it is."""
    st.html(f'<p class="rf-now"><b>Now: {escape(step)}</b> <span>{escape(what)}</span></p>')


def script(question: str, lines: tuple[str, ...]) -> None:
    """What is read to the room from top to bottom, the question large in its place among them."""
    head = f'<h2 class="rf-prompt" dir="auto">{escape(question)}</h2>'
    said = [head if line == question else f'<p dir="auto">{escape(line)}</p>' for line in lines]
    inside = "".join(said if question in lines else [head, *said])
    st.html(f'<div class="rf-script" tabindex="0" role="group" aria-label="Words">{inside}</div>')


def aloud(lines: tuple[str, ...]) -> None:
    """What the facilitator reads to the room, a paragraph for each line."""
    inside = "".join(f"<p>{escape(line)}</p>" for line in lines)
    st.html(f'<blockquote class="rf-aloud">{inside}</blockquote>')


def facts(pairs: list[tuple[str, str]]) -> str:
    """HTML of labels and what people said to them; both are escaped."""
    rows = "".join(
        f'<div><dt>{escape(label)}</dt><dd dir="auto">{in_languages(said)}</dd></div>'
        for label, said in pairs
    )
    return f'<dl class="rf-facts">{rows}</dl>' if rows else ""


class GroupSign(str):
    """The name of a role group as a short sign, which also has that group's colours."""

    __slots__ = ("group",)
    group: str

    def __new__(cls, label: str, group: str) -> "GroupSign":
        made = super().__new__(cls, label)
        made.group = group
        return made


def card(text: str, signs: list[str], pairs: list[tuple[str, str]], edge: str = "none") -> None:
    """One card: its words, short signs such as the role group, and its fields.

    ``edge`` is the role group whose colour its left side has, beside the word.
    """
    st.html(
        f'<div class="rf-card rf-edge-{escape(edge)}"><p class="rf-words" dir="auto">'
        f"{in_languages(text)}</p>{_foot(signs)}{facts(pairs)}</div>"
    )


def notes(signs: list[str], pairs: list[tuple[str, str]]) -> None:
    """What stands below the words of a card, where the words themselves are drawn otherwise."""
    if signs or pairs:
        st.html(f"{_foot(signs)}{facts(pairs)}")


def _foot(signs: list[str]) -> str:
    head = "".join(f"<span{_group(sign)}>{escape(sign)}</span>" for sign in signs)
    return f'<p class="rf-card-head">{head}</p>' if head else ""


def _group(sign: str) -> str:
    if not isinstance(sign, GroupSign):
        return ""
    return f' class="rf-group rf-{escape(sign.group)}"'


def quote(words: str, signs: list[str]) -> None:
    """What somebody said, with short signs below, such as who said it."""
    st.html(
        f'<blockquote class="rf-quote" dir="auto">{in_languages(words)}</blockquote>{_foot(signs)}'
    )
