"""Which edition of the files somebody wants: for whom, with names or not, in whose colours."""

import streamlit as st

from stages.parts import plain
from workshop.errors import InvalidInputError
from workshop.exports.document.blocks import Brand
from workshop.exports.telling.edition import Edition
from workshop.playbook import languages

TEAM, SHARED = "For the team", "For sharing"
ABOUT = {
    TEAM: (
        "Holds names: for those who go on with the work, and nobody else. Left out: worries and "
        "concerns, what was written for the facilitator alone, and cards that were never turned "
        "over. Your archive keeps them."
    ),
    SHARED: (
        "For anyone. Left out: names, private cards, concerns and worries, what the room has not "
        "seen, and people’s own words without their yes. Each file says what is left out. "
        "Read it once before you share it."
    ),
}


Look = tuple[str, str, bytes | None]
"""The organisation's name, colour and logo; all may be empty."""


def for_readers(look: Look) -> tuple[Edition, Edition] | None:
    """The edition for the team and the one for sharing; None where the look cannot be met."""
    name, colour, logo = look
    try:
        team, shared = (
            Edition.read(shareable=shareable, organisation=name, colour=colour, logo=logo)
            for shareable in (False, True)
        )
    except InvalidInputError as error:
        plain.sorry(str(error))
        return None
    return team, shared


def chosen_edition(own_language: str, look: Look) -> Edition | None:
    """The edition that is chosen on the page; None where a wish cannot be met, and why is said."""
    st.header("Who will read it?", icon=":material/group:", anchor=False)
    audience = st.radio(
        "Who will read it?",
        (TEAM, SHARED),
        horizontal=True,
        key="downloads.audience",
        label_visibility="collapsed",
    )
    st.text(ABOUT[audience])
    shareable = audience == SHARED
    roles = not shareable and st.checkbox(
        "Role groups instead of names", key="downloads.roles", help="“Resident”, not who it was"
    )
    language = _language(own_language)
    name, colour, logo = look
    try:
        return Edition.read(
            shareable=shareable,
            roles_only=roles,
            language=language,
            organisation=name,
            colour=colour,
            logo=logo,
        )
    except InvalidInputError as error:
        plain.sorry(str(error))
        return None


def _language(own: str) -> str:
    """Asked only where there is a choice."""
    if len(languages()) < 2:
        return ""
    there = [own, *(one for one in languages() if one != own)]
    return str(st.selectbox("Language", there, key="downloads.language"))


def chosen_look() -> Look:
    """The organisation's name, colour and logo; all may stay empty."""
    with st.popover("Our name, colour and logo", icon=":material/palette:", type="tertiary"):
        name = st.text_input("Name", key="downloads.organisation", max_chars=200)
        colour = st.color_picker(
            "Colour", Brand().colour, key="downloads.colour", help="Used for titles and lines"
        )
        logo = st.file_uploader(
            "Logo, as PNG or JPEG", ("png", "jpg", "jpeg"), key="downloads.logo"
        )
    return name, colour, None if logo is None else logo.getvalue()
