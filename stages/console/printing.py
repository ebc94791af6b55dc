"""Paper for the day, its calendar file and a mail: files made when they are wanted."""

from functools import partial

import streamlit as st

from stages.console.room_check import join_base, kept_from_phones
from stages.parts.board import Board
from stages.parts.state import widget_value
from workshop.db import now
from workshop.exports import collect_story
from workshop.exports.invitations import (
    MAIL_EDITION,
    NO_DAY,
    calendar_file,
    called_off,
    days_of,
    mail_link,
    sponsor_mail,
)
from workshop.exports.paper import ALL, PIECES, print_all, print_piece, read_paper
from workshop.exports.telling.edition import Edition
from workshop.live.addresses import CALENDAR, PAPER
from workshop.security_log import SecurityEvent, note

SPOT = "plan.print"


def print_part(board: Board) -> None:
    """A choice of what to print; the file is made when it is wanted."""
    with st.popover("Print for the day", icon=":material/print:", key=f"{SPOT}.box"):
        what = st.selectbox(
            "What do you want to print?",
            [*PIECES, ALL],
            format_func=lambda name: (
                EVERYTHING if name == ALL else f"{PIECES[name].title}. {PIECES[name].help}"
            ),
            key=f"{SPOT}.what",
        )
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
            st.number_input("People", 0, 300, step=1, key=f"{SPOT}.people", help=AS_IT_IS)
            st.number_input("Tables", 0, 60, step=1, key=f"{SPOT}.tables", help=AS_IT_IS)
            large = st.toggle("Large print", key=f"{SPOT}.large")
        together = what == ALL
        named = "paper" if together else what
        if why := kept_from_phones(board):
            st.warning(f"{PAPER} {why}", icon=":material/wifi_off:")
        st.download_button(
            "Get all of them" if together else "Get the PDF",
            data=partial(_content, board, str(what), large=large),
            file_name=f"{board.viewer.code}-{named}{'-large' if large else ''}"
            f".{'zip' if together else 'pdf'}",
            mime="application/zip" if together else "application/pdf",
            icon=":material/print:",
            key=f"{SPOT}.get",
            on_click="ignore",
        )


def invite_part(board: Board) -> None:
    """The calendar file of the meetings, and a draft to who asked for it."""
    box = st.popover(
        "Calendar and mail", icon=":material/mail:", key=f"{SPOT}.invite", on_change="rerun"
    )
    with box:
        dated = any(one.day and one.starts for one in board.workshop.meetings)
        if dated or (box.open and called_off(board.visit.db, board.viewer)):
            if why := kept_from_phones(board):
                st.warning(f"{CALENDAR} {why}", icon=":material/wifi_off:")
            st.download_button(
                "Calendar file",
                data=partial(_calendar, board),
                file_name=f"{board.viewer.code}-calendar.ics",
                mime="text/calendar",
                icon=":material/event:",
                key=f"{SPOT}.calendar",
                on_click="ignore",
                help="One event for each meeting, and each first step and each review on its day.",
            )
        else:
            st.text(NO_DAY)
        st.download_button(
            "Draft to whoever asked for it",
            data=partial(_mail, board),
            file_name=f"{board.viewer.code}-sponsor.eml",
            mime="message/rfc822",
            icon=":material/outgoing_mail:",
            key=f"{SPOT}.mail",
            on_click="ignore",
            help="Opens in your mail program with brief and board, without names. Nothing is sent.",
        )
        if box.open:  # the story is told when it is wanted
            st.link_button(
                "The same as a short mail, without the files",
                mail_link(collect_story(board.visit.db, board.viewer, MAIL_EDITION)),
                icon=":material/mail:",
                type="tertiary",
            )


def _calendar(board: Board) -> bytes:
    db, viewer = board.visit.db, board.viewer
    join = f"{join_base(board)}/join/{viewer.code}"
    days, story = days_of(db, viewer), collect_story(db, viewer, Edition())
    note(SecurityEvent.FILE_TAKEN, viewer.code, file="calendar", audience="full")
    off = called_off(db, viewer)
    return calendar_file(story, days, off, join=join, stamp=now())


def _mail(board: Board) -> bytes:
    story = collect_story(board.visit.db, board.viewer, MAIL_EDITION)
    note(SecurityEvent.FILE_TAKEN, board.viewer.code, file="sponsor", audience="shareable")
    return sponsor_mail(story)


EVERYTHING = "All of them. One ZIP file with a PDF for each."
AS_IT_IS = "At 0 it is as many as have joined, or a room of 20 while nobody has."


def _content(board: Board, what: str, *, large: bool) -> bytes:
    """The file, made at the moment at which it is wanted."""
    room = read_paper(
        board.visit.db,
        board.viewer,
        base=join_base(board),
        people=int(widget_value(f"{SPOT}.people", 0) or 0),
        tables=int(widget_value(f"{SPOT}.tables", 0) or 0),
    )
    note(SecurityEvent.FILE_TAKEN, board.viewer.code, file=what, audience="full")
    if what == ALL:
        return print_all(room, large=large)
    return print_piece(room, what, large=large)
