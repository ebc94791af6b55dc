"""Room check: can phones reach this computer? Before anybody has come."""

import streamlit as st

from stages.parts import boxes, plain
from stages.parts.board import Board
from stages.parts.state import set_widget, widget_value
from stages.parts.visit import attempt, show_problem
from workshop.domain.room import set_address
from workshop.domain.workshops import set_wifi
from workshop.drafts import Wifi
from workshop.errors import ChangedMeanwhileError
from workshop.live.addresses import base_address, base_addresses, for_phones, no_way_in
from workshop.live.tls import WARNING

ADDRESS, PASSWORD = "console.address", "console.wifi_password"
WIFI, NAME, HIDDEN = "console", "wifi_name", "wifi_hidden"
ADVICE = (
    "Is the phone in the same wifi as this computer? Look in the settings of both.",
    "Guest wifi often keeps devices apart. Ask for the staff wifi, or use a hotspot.",
    "A hotspot nearly always works. Switch it on in one phone, and let this computer and all "
    "other phones join it. Then choose the new address here.",
    "This computer's firewall may ask whether Python may be reached. Say yes for this network.",
    "Is there another address in the list above? Choose it and scan the new code.",
)


def join_base(board: Board) -> str:
    """The address for phones, as the server makes its QR codes."""
    return base_address(board.visit.settings, board.workshop.address)


def kept_from_phones(board: Board) -> str:
    """Why no phone can come in, and what to do about it; empty where they can."""
    return "" if for_phones(join_base(board)) else no_way_in(board.visit.settings)


def room_check(board: Board) -> None:
    """The code to scan, a tick once a phone came, and what to do when none does."""
    seen = board.workshop.phone_seen_at is not None
    with st.expander(
        "Room check: a phone has come in" if seen else "Room check: scan this with one phone",
        icon=":material/check_circle:" if seen else ":material/qr_code_2:",
        expanded=not seen,
        key=f"console.room_check.{seen}",
    ):
        if why := kept_from_phones(board):
            st.warning(why, icon=":material/wifi_off:")
        else:
            plain.qr(board.viewer.code, address=join_base(board))
            plain.fixed(f"{join_base(board)}/join/{board.viewer.code}")
            if board.visit.settings.own_certificate:
                st.info(WARNING, icon=":material/lock:")
        if seen:
            st.badge("Phones reach this computer", icon=":material/check:", color="green")
        else:
            st.badge("Waiting for the first phone", icon=":material/schedule:", color="gray")
        _address(board)
        show_problem(ADDRESS)
        if not seen:
            with st.popover("The phone does not get here", icon=":material/help:"):
                for line in ADVICE:
                    st.markdown(f"- {line}")
        _wifi(board)


def _address(board: Board) -> None:
    offered = base_addresses(board.visit.settings)
    if len(offered) < 2:
        return
    set_widget(ADDRESS, join_base(board))
    st.selectbox(
        "Address for phones", offered, key=ADDRESS, on_change=_choose_address, args=(board,)
    )


def _choose_address(board: Board) -> None:
    address = widget_value(ADDRESS)
    attempt(
        ADDRESS,
        lambda: set_address(board.visit.db, viewer=board.viewer, address=address),
    )


def _wifi(board: Board) -> None:
    name = board.workshop.wifi_ssid
    if name:
        st.markdown("**Code to join the wifi**")
        plain.qr(board.viewer.code, wifi=True, address=f"{name}.{board.state.revision}")
        plain.paragraph(name, "soft")
    if not st.toggle(
        "Change the wifi" if name else "Make a second code that joins the wifi",
        key="console.wifi_open",
    ):
        return
    boxes.begin(WIFI, {NAME: name, HIDDEN: board.workshop.wifi_hidden})
    with st.form("console.wifi_form", border=False):
        st.text_input("Name of the wifi", key=f"{WIFI}.{NAME}", autocomplete="off")
        st.text_input("Password of the wifi", key=PASSWORD, type="password", autocomplete="off")
        st.checkbox("The wifi does not show its name", key=f"{WIFI}.{HIDDEN}")
        show_problem("console.wifi")
        st.form_submit_button(
            "Save the wifi", icon=":material/wifi:", on_click=_save_wifi, args=(board,)
        )
    st.caption("Everybody in the room can then see the password in the code.")


def _save_wifi(board: Board) -> None:
    def verb() -> None:
        typed, seen = boxes.typed(WIFI), boxes.seen(WIFI)
        password = widget_value(PASSWORD)
        draft = Wifi.read({"ssid": typed[NAME], "password": password, "hidden": typed[HIDDEN]})
        before = Wifi.read({"ssid": seen[NAME], "hidden": seen[HIDDEN]})
        try:
            set_wifi(board.visit.db, viewer=board.viewer, draft=draft, seen=before)
        except ChangedMeanwhileError as error:
            boxes.know(WIFI, {NAME: error.current.get("ssid", seen[NAME])})
            raise

    if attempt("console.wifi", verb, done="Saved."):
        set_widget("console.wifi_open", False)
