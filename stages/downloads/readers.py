"""Files by who will read them: what they are, who may see them, and two other forms of each."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from stages.parts import miniatures
from stages.parts.visit import Visit
from workshop.exports import FORMATS, Format
from workshop.exports.telling.edition import Edition

Content = Callable[[Visit, Edition, Format], Callable[[], bytes]]


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads: what is made for them, and what else it comes as.

    ``others`` are the names of formats with what their button says.
    """

    key: str
    who: str
    about: str
    safe: bool
    main: str
    label: str
    others: tuple[tuple[str, str], ...]


READERS = (
    Reader(
        "sponsor",
        "Somebody who decides",
        "One page: the aim, what we do, what it costs, what we ask of you.",
        True,
        "brief",
        "Download the brief",
        (("pptx", "Slides (PowerPoint)"), ("pdf", "The whole report (PDF)")),
    ),
    Reader(
        "team",
        "The team that goes on",
        "Every stage with what was said and chosen, and the numbers behind it.",
        False,
        "pdf",
        "Download the report",
        (("docx", "To change in Word"), ("xlsx", "Numbers (Excel)")),
    ),
    Reader(
        "world",
        "Everybody, and the world",
        "What we made, to read on a phone, with the picture for the family chat.",
        True,
        "html",
        "Download the web page",
        (("png", "The picture"), ("poster", "The poster, A3")),
    ),
)


def readers(
    visit: Visit, editions: tuple[Edition, Edition], content: Content, below: Callable[[], None]
) -> None:
    """Three equal choices beside each other; ``below`` draws what else the last one offers.

    ``editions`` are the one for the team and the one for sharing.
    """
    for place, reader in zip(st.columns(len(READERS), gap="medium"), READERS, strict=True):
        with place, st.container(border=True, key=f"downloads.for.{reader.key}", height="stretch"):
            _reader(visit, reader, editions[reader.safe], content)
            if reader is READERS[-1]:
                below()


def _reader(visit: Visit, reader: Reader, edition: Edition, content: Content) -> None:
    miniatures.miniature(reader.key)
    st.header(reader.who, anchor=False)
    st.text(reader.about)
    if reader.safe:
        st.badge("Safe to share: no names", icon=":material/check_circle:", color="green")
    else:
        st.badge("Holds names: keep it in the team", icon=":material/lock:", color="orange")
    _file(visit, reader, content, edition, reader.main, reader.label)
    with st.container(horizontal=True, gap="small"):
        for name, label in reader.others:
            _file(visit, reader, content, edition, name, label)


def _file(
    visit: Visit, reader: Reader, content: Content, edition: Edition, name: str, label: str
) -> None:
    made = FORMATS.get(name)
    if made is None:
        return
    main = name == reader.main
    st.download_button(
        label,
        data=content(visit, edition, made),
        file_name=made.file_name(visit.here.code, edition),
        mime=made.media_type,
        icon=":material/download:" if main else None,
        type="secondary" if main else "tertiary",
        width="stretch" if main else "content",
        key=f"downloads.for.{reader.key}.{name}",
        on_click="ignore",
    )
