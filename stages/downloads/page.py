"""What goes home: everything in one click, or one file, each with a word on whom it is for."""

from functools import partial

import streamlit as st

from stages.downloads import readers, spoken
from stages.downloads.edition import Look, chosen_edition, chosen_look, for_readers
from stages.parts import page_links, plain
from stages.parts.state import READY, Ready, widget_value
from stages.parts.visit import Visit, attempt, guarded, member, show_problem
from workshop.domain.policy import Situation, Verb, require
from workshop.domain.summary_release import may_take_summary, share_summary
from workshop.errors import NotAllowedError
from workshop.exports import FORMATS, Format, collect_shared, collect_story
from workshop.exports.formats.everything import bundle, file_name
from workshop.exports.telling.collect import NOT_SHARED, names_taken_out
from workshop.exports.telling.edition import Edition
from workshop.queries.about import WorkshopView, about
from workshop.queries.viewer import looking
from workshop.security_log import SecurityEvent, note

SPOT = "downloads.shared"
WORDS = {
    "brief": (
        "The brief",
        "One page for anybody with two minutes: the question, the new challenge, what we will do, "
        "what it costs, first steps and asks. It can be made at any time, also in the middle.",
    ),
    "pdf": (
        "The report",
        "For the team that goes on with the work, and for the file: the brief first, then every "
        "stage with what was said and chosen. To print or to send.",
    ),
    "html": (
        "The summary as a web page",
        "For reading on any screen, also with no network. Every step back to the cards can be "
        "opened. It prints well too.",
    ),
    "poster": ("The poster", "For the wall: the vision board on one sheet of A3."),
    "png": ("The picture", "For the fridge and the family chat: the vision board on a phone."),
    "pptx": (
        "The slides",
        "To tell it to others. Charts and tables can be changed; the notes say what to ask.",
    ),
    "docx": (
        "The document",
        "The report, to change as you like: for Word, LibreOffice and the like.",
    ),
    "md": ("The text", "The report as plain text with headings, for wikis and programs."),
    "xlsx": (
        "The workbook",
        "To check and count: every card by kind, the votes, and costs with their formulas.",
    ),
    "csv": ("The tables", "The same as the workbook, as plain tables for any program."),
    "packs": ("The packs", "A sheet for each solution, and for each case that you read."),
    "sla": (
        "The draft agreement",
        "For those who will share the work: who does what, to talk through. It is no legal advice.",
    ),
    "json": (
        "The archive",
        "The complete record of the workshop: every card, also those that the room never saw. "
        "Keep it safe and share it with nobody who should not read them all. "
        "It can be brought back into Reframe.",
    ),
}
"""A title and a line of help for each format that people choose from, in the order of the page."""


@guarded
def page() -> None:
    visit = member()
    if not visit.here.is_facilitator:
        _for_all(visit)
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.title("Who is it for?", anchor=False, width="content")
        st.text("Ready at any time, also in the middle of the road.", width="content")
        look = chosen_look()
    editions = for_readers(look)
    if editions is None:
        return
    readers.readers(visit, editions, lambda *what: partial(_content, *what), partial(_share, visit))
    spoken.spoken_list(visit)
    page_links.link(
        "vision", "Show or print the vision board", code=visit.here.code, icon=":material/flag:"
    )
    with st.expander(
        f"All {len(FORMATS)} formats, with and without names",
        icon=":material/folder_open:",
        key="downloads.formats",
    ):
        _all_formats(visit, look)


def _all_formats(visit: Visit, look: Look) -> None:
    """Every file in the edition that is chosen here, all in one or one at a time."""
    with st.container(border=True, key="downloads.edition"):
        edition = chosen_edition(visit.playbook.language, look)
        if edition is not None and edition.names == "roles":
            _names_gone(visit)
    if edition is None:
        return
    _everything(visit, edition)
    _files(visit, edition)


def _names_gone(visit: Visit) -> None:
    """What is taken out of people's words, to look at before a file leaves the house."""
    if not st.toggle("Show which names are taken out", key="downloads.names"):
        return
    found = names_taken_out(visit.db, visit.here)
    if not found:
        st.text("Nobody's words hold a name that somebody gave.")
    for name, times in sorted(found.items()):
        st.text(f"{name}: {times} times" if times > 1 else f"{name}: once")
    st.caption("A nickname, or a name that nobody gave when joining, is not found. Read it once.")


def brief(visit: Visit) -> None:
    """One press from any page: what there is so far, on one page, for the team."""
    made = FORMATS.get("brief")
    if made is None:
        return
    st.download_button(
        "One-page brief",
        data=partial(_content, visit, Edition(), made),
        file_name=made.file_name(visit.here.code),
        mime=made.media_type,
        icon=":material/description:",
        key="sidebar.brief",
        on_click="ignore",
        help="What there is so far, on one page.",
    )


def _for_all(visit: Visit) -> None:
    """For those who took part: the summary for sharing, once it is shared with them."""
    if not may_take_summary(_workshop(visit)):
        raise NotAllowedError(NOT_SHARED)
    st.title("Downloads", icon=":material/download:", anchor=False)
    code, made = visit.here.code, FORMATS["html"]
    st.text("This is what we made together, without names. It is yours to take home and share.")
    plain.same_tab_link("Read the summary", f"/summary/{code}", main=True)
    edition = Edition(audience="shareable")
    st.download_button(
        f"Download {made.file_name(code, edition)}",
        data=partial(_shared, visit, made),
        file_name=made.file_name(code, edition),
        mime=made.media_type,
        icon=":material/download:",
        key="downloads.shared",
        on_click="ignore",
    )


def _share(visit: Visit) -> None:
    """Whether those who took part may read it too."""
    workshop = _workshop(visit)
    st.checkbox(
        "Everybody who joined may read the summary for sharing after the close",
        value=workshop.summary_shared,
        key="downloads.share",
        on_change=_set_shared,
        args=(visit,),
    )
    if may_take_summary(workshop):
        st.text("They find it on their room page, and here under Downloads.")
    show_problem(SPOT)


def _set_shared(visit: Visit) -> None:
    shared = bool(widget_value("downloads.share"))
    attempt(SPOT, partial(share_summary, visit.db, viewer=visit.here, shared=shared))


def _workshop(visit: Visit) -> WorkshopView:
    with visit.reading() as session:
        return about(session, visit.here.workshop_id)


def _everything(visit: Visit, edition: Edition) -> None:
    """One press makes all files, and says how far it is; then one press takes them."""
    name = file_name(visit.here.code, edition)
    ready = READY.get()
    with st.container(border=True, key="downloads.all"):
        st.header("Everything in one file", icon=":material/folder_zip:", anchor=False)
        if ready is not None and ready.is_of(edition, _workshop(visit).revision):
            st.text("Everything is ready.")
            st.download_button(
                f"Download {name}",
                data=partial(_taken, visit, ready),
                file_name=name,
                mime="application/zip",
                icon=":material/download:",
                type="primary",
                key="downloads.take",
                on_click="ignore",
            )
            return
        if ready is not None:
            st.text("Something has changed since it was made. Make it again.")
        else:
            st.text("All the files below, in one. It takes a few seconds.")
        pressed = st.button(
            "Make everything ready",
            icon=":material/inventory_2:",
            type="primary",
            key="downloads.make",
        )
        if pressed:
            _make(visit, edition)
            st.rerun()


def _taken(visit: Visit, ready: Ready) -> bytes:
    """What was made ready earlier, for somebody who may still have it."""
    with looking(visit.db, visit.here) as (_, viewer):
        require(viewer.role, Verb.READ_ALL, Situation())
    return ready.content


def _make(visit: Visit, edition: Edition) -> None:
    bar = st.progress(0.0, "Reading the workshop …")
    story = collect_story(visit.db, visit.here, edition)
    note(SecurityEvent.FILE_TAKEN, visit.here.code, file="all", audience=edition.audience)

    def show(part: float, name: str) -> None:
        bar.progress(part, f"{name} is ready …" if name else "Ready.")

    bar.progress(0.0, "Making the files …")
    READY.set(Ready(edition, story.document.revision, bundle(story, show)))


def _files(visit: Visit, edition: Edition) -> None:
    """Two columns of files; one that has no such edition says so."""
    order = [*(name for name in WORDS if name in FORMATS), *(n for n in FORMATS if n not in WORDS)]
    columns = st.columns(2, gap="medium")
    for place, name in enumerate(order):
        with columns[place % 2]:
            _file(visit, edition, name, FORMATS[name])


def _file(visit: Visit, edition: Edition, name: str, made: Format) -> None:
    title, about = WORDS.get(name, (name, ""))
    with st.container(border=True, key=f"downloads.{name}"):
        st.markdown(f"### {title}")
        st.text(about)
        if made.whole_only and not edition.is_whole:
            st.caption("Only for the team, with names: it is always complete.")
            return
        st.download_button(
            f"Download {made.file_name(visit.here.code, edition)}",
            data=partial(_content, visit, edition, made),
            file_name=made.file_name(visit.here.code, edition),
            mime=made.media_type,
            icon=":material/download:",
            key=f"downloads.get.{name}",
            on_click="ignore",
        )


def _shared(visit: Visit, made: Format) -> bytes:
    content = made.render(collect_shared(visit.db, visit.here))
    note(SecurityEvent.FILE_TAKEN, visit.here.code, file=made.suffix, audience="shareable")
    return content


def _content(visit: Visit, edition: Edition, made: Format) -> bytes:
    content = made.render(collect_story(visit.db, visit.here, edition))
    note(SecurityEvent.FILE_TAKEN, visit.here.code, file=made.suffix, audience=edition.audience)
    return content
