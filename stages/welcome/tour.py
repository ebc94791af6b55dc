"""Five minutes through the example: what each stage is for, what to do, and what people see."""

from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from jinja2 import Environment, FileSystemLoader, Template

from stages.parts import page_links, plain
from stages.parts.visit import guarded, here
from workshop.enums import Attribution
from workshop.examples import Example, ExampleCard, ExampleStop, load_example, picture_file
from workshop.figures.labels import shortened
from workshop.playbook import Playbook
from workshop.queries.viewer import newest_example

NAME = "knowsley"
STOP = "stop"
"""The part of the address that holds the number of the stop, so that “back” goes back."""
STYLE = Path(__file__).with_suffix(".css")
TRAIL_WORDS = 60


@guarded
def page() -> None:
    visit = here()
    example = load_example(NAME)
    number = _number(len(example.stops))
    stop = example.stops[number - 1]
    stage = visit.playbook.stage(visit.playbook.activity(stop.activity).stage)
    st.html(STYLE)
    st.progress(
        number / len(example.stops),
        f"The tour · stop {number} of {len(example.stops)} · about half a minute",
    )
    _ways(number, len(example.stops))
    st.title(stage.title, icon=f":material/{stage.icon}:", anchor=False)
    plain.paragraph(stage.purpose, "lead")
    st.html(_template().render(**_shown(example, visit.playbook, number)))
    with visit.reading() as session:
        made = newest_example(session)
    if made is not None:
        page_links.link(
            stage.key,
            "Open this page of the example",
            code=made,
            icon=":material/travel_explore:",
        )
    st.caption(
        "The place and the figures with a source are real and published. "
        "The people and their words are invented."
    )


def _number(most: int) -> int:
    """The stop that the address asks for; the first for anything that is none."""
    asked = st.query_params.get(STOP, "1")
    return min(most, max(1, int(asked))) if asked.isascii() and asked.isdigit() else 1


def _ways(number: int, most: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if number > 1:
            plain.same_tab_link("Back", f"/tour?{STOP}={number - 1}")
        if number < most:
            plain.same_tab_link("Next stop", f"/tour?{STOP}={number + 1}", main=True)
        else:
            plain.same_tab_link("Make your own workshop", "/", main=True)


@cache
def _template() -> Template:
    folder = FileSystemLoader(Path(__file__).parent)
    made = Environment(loader=folder, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return made.get_template("tour.html")


def _shown(example: Example, playbook: Playbook, number: int) -> dict[str, Any]:
    """What the template draws of a stop: the words, the cards, and the thread up to here."""
    stop = example.stops[number - 1]
    activity = playbook.activity(stop.activity)
    named = {card.key: card for card in example.cards}
    trail = [named[one.thread] for one in example.stops[:number]]
    return {
        "does": stop.does,
        "sees": stop.sees,
        "aloud": activity.aloud[:2],
        "prompt": activity.prompt,
        "promise": playbook.words.attribution[activity.attribution],
        "cards": [_card(example, playbook, stop, named[key]) for key in stop.cards],
        "picture": _picture(example, named[stop.picture]) if stop.picture else None,
        "trail": [
            {
                "kind": playbook.kind(card.kind).singular.capitalize(),
                "text": shortened(card.text, TRAIL_WORDS),
            }
            for card in trail
        ],
    }


def _picture(example: Example, card: ExampleCard) -> dict[str, str]:
    data = b64encode(picture_file(example, card).read_bytes()).decode()
    return {"source": f"data:image/webp;base64,{data}", "alt": card.alt}


def _card(
    example: Example, playbook: Playbook, stop: ExampleStop, card: ExampleCard
) -> dict[str, Any]:
    group = next(one.role_group for one in example.people if one.name == card.by)
    said = playbook.activity(stop.activity).attribution is not Attribution.ANONYMOUS
    return {
        "text": card.text,
        "role": group if said else "unsaid",
        "label": playbook.words.role_groups[group].label if said else "",
        "thread": card.key == stop.cards[-1],
    }
