"""The wall of insights: a column for each theme, and cards that move by a choice."""

from dataclasses import dataclass
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from stages.insights.field_notes import field_note
from stages.insights.insight_card import insight, more_about
from stages.parts import plain, redraw
from stages.parts.board import Board
from stages.parts.cards import card_list, quotes
from stages.parts.cards.add_switch import Addition, adding, adding_any
from stages.parts.cards.card_form import Preset
from stages.parts.state import MOVING, set_widget, start_widget, widget_value
from stages.parts.visit import show_problem
from stages.parts.voice_counts import voice_counts
from workshop.domain.policy import Verb
from workshop.domain.themes.sorts import move_cards
from workshop.drafts import CardMove
from workshop.enums import StageKey
from workshop.errors import NotFoundError
from workshop.grouping.finding import finder
from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.insights import InsightWall, ThemeColumn, insight_wall
from workshop.queries.trace import Trace

KEY = StageKey.INSIGHTS
NO_THEME = ""
WHOLE = 40
"""A wall of up to so many cards is drawn whole; of a larger one a window in each theme."""
WINDOWS = 24
"""Cards of a larger wall that are drawn at first, shared among its themes."""
FEWEST = 3
SORT, MOVED, FIND = "insights.sorting", "insights.moved", "insights.find"
COLUMN, VOICES = "insights.column", "insights.voices"
WHILE_SORTING = ("insights.sort", "insights.name", "insights.step-back")
WAYS = (
    Addition(
        CardKind.INSIGHT,
        "Add an insight",
        Preset(first=("evidence", "quote", "speaker", "consent", "surprise")),
    ),
    Addition(CardKind.THEME, "Name a theme", Preset(first=("tells_us",))),
)
BODIES = {CardKind.INSIGHT: insight, CardKind.FIELD_NOTE: field_note}


def wall_part(board: Board, trace: Trace) -> None:
    """Themes side by side, and the cards that are in none yet; what one does with them beside.

    The tools come first for who goes by keyboard or looks on a phone, and stand at the right.
    """
    whole = insight_wall(trace)
    beside, middle = st.columns([252, 778], gap="medium")
    with beside, st.container(key="insights.tools", gap="xsmall"):
        wall = _tools(board, whole, middle)
    with middle:
        _wall(board, whole, wall)
    redraw.part(VOICES, board, _voices)
    _comments(board)


def _voices(board: Board) -> None:
    voice_counts(board, "Whose voice is on the wall?", CardKind.INSIGHT)


def _tools(board: Board, whole: InsightWall, forms: DeltaGenerator) -> InsightWall:
    """Find, add and sort; answers what of the wall is looked for."""
    wall = _found(board, whole)
    sort = partial(_sort_ways, board, whole)
    adding_any(board, KEY, "insights.wall", WAYS, last=sort, forms=forms)
    st.caption("Say what you saw, not what we should do. One thing on each card.")
    return wall


def _found(board: Board, whole: InsightWall) -> InsightWall:
    """The cards that say what is looked for; all of them while nothing is.

    A theme that says it itself keeps all its cards: they are what it was looked for.
    """
    if not (whole.columns or whole.loose):
        return whole
    typed = st.text_input(
        "Find a card",
        key=FIND,
        max_chars=60,
        icon=":material/search:",
        placeholder="Find a card",
        label_visibility="collapsed",
    )
    return _saying(board, whole, typed)


def _saying(board: Board, whole: InsightWall, typed: str) -> InsightWall:
    if not typed.strip():
        return whole
    finds = finder(typed, board.workshop.language)

    def says(card: CardView) -> bool:
        own = any(finds(one, card.language) for one in _read_on(board, card) if one)
        return own or any(finds(one.text, one.language) for one in card.translations)

    columns = [
        one if says(one.theme) else ThemeColumn(one.theme, tuple(filter(says, one.cards)))
        for one in whole.columns
        if says(one.theme) or any(map(says, one.cards))
    ]
    return InsightWall(tuple(columns), tuple(filter(says, whole.loose)))


def _read_on(board: Board, card: CardView) -> list[str]:
    """What this person reads on a card or a theme of the wall; a quote that is kept back is not."""
    names = ["sentence", "tells_us"]
    if not quotes.kept_back(board, card):
        names += quotes.words_and_speaker(CardKind(card.kind))
    return [card.text, *(str(card.fields.get(name) or "") for name in names)]


def _wall(board: Board, whole: InsightWall, wall: InsightWall) -> None:
    _face_down(board)
    show_problem(MOVED)
    if not (whole.columns or whole.loose):
        st.text("No insights to see yet. What did you see or hear that you did not expect?")
    elif not (wall.columns or wall.loose):
        st.text(f"No card says “{widget_value(FIND, '').strip()}”.")
        st.button("Show all cards", key=f"{FIND}.all", on_click=partial(set_widget, FIND, ""))
    sorting = _sorts(board, whole) and bool(widget_value(SORT))
    grid = st.grid(min(3, max(1, len(wall.columns) + bool(wall.loose))), min_column_width=230)
    shown = _Shown(board, whole, wall, sorting)
    for theme in _themes(wall):
        with grid.cell():
            redraw.part(_column_part(theme), board, partial(_column_of, shown, theme))


@dataclass(frozen=True)
class _Shown:
    """The wall as it was drawn with the page."""

    board: Board
    whole: InsightWall
    wall: InsightWall
    sorting: bool


def _themes(wall: InsightWall) -> list[str]:
    """What stands as a column each: the themes, and last what is in none."""
    return [*(one.theme.id for one in wall.columns), *([NO_THEME] if wall.loose else [])]


def _column_part(theme: str) -> str:
    return f"{COLUMN}.{theme or 'loose'}"


def _where(theme: str) -> str:
    """How the keys of the cards in a column begin."""
    return f"insights.wall.{theme or 'loose'}"


def _form(wall: InsightWall) -> list[tuple[str, bool]]:
    """What of the wall all columns share: which there are, and which of them have cards."""
    return [
        *((one.theme.id, bool(one.cards)) for one in wall.columns),
        (NO_THEME, bool(wall.loose)),
    ]


def _column_of(shown: _Shown, theme: str, board: Board) -> None:
    """The column as the room is now. Raises KeyError where the wall has another form by now."""
    whole, wall = shown.whole, shown.wall
    if board is not shown.board:
        whole = insight_wall(Trace(board.cards.values()))
        wall = _saying(board, whole, widget_value(FIND, ""))
        if (_form(wall), _form(whole)) != (_form(shown.wall), _form(shown.whole)):
            raise KeyError(theme)
    with st.container(key=_column_part(theme), gap="xsmall"):
        if theme == NO_THEME:
            _loose(board, whole, wall.loose, sorting=shown.sorting)
            return
        column = next(one for one in wall.columns if one.theme.id == theme)
        _column(board, whole, column, sorting=shown.sorting)


def _sort_ways(board: Board, wall: InsightWall) -> None:
    """The page for sorting together; and whether all cards have their choice of themes here."""
    if not board.state.closed:
        plain.same_tab_link("Sort together", f"/sort/{board.viewer.code}?kind=insight")
    if _sorts(board, wall):
        start_widget(SORT, board.current_key in WHILE_SORTING)
        st.toggle("Choose a theme on each card", key=SORT, on_change=MOVING.clear)


def _sorts(board: Board, wall: InsightWall) -> bool:
    return bool(wall.columns) and board.may(Verb.SORT)


def _face_down(board: Board) -> None:
    lying = sum(run.face_down for run in board.runs_of(KEY))
    if lying:
        said = "1 card lies" if lying == 1 else f"{lying} cards lie"
        st.info(f"{said} face down until the facilitator shows them.", icon=":material/flip:")


def _column(board: Board, wall: InsightWall, column: ThemeColumn, *, sorting: bool) -> None:
    theme = column.theme
    of = next(len(one.cards) for one in wall.columns if one.theme.id == theme.id)
    head = partial(_head, _counted(len(column.cards), of))
    card_list.card_list(board, f"insights.theme.{theme.id}", [theme], head, framed=False)
    if not column.cards:
        st.text("No cards in it yet. Move some here.")
    _cards(board, wall, column.cards, theme, sorting=sorting)


def _counted(shown: int, of: int) -> str:
    """How many cards stand here, and of how many where only some are what is looked for."""
    count = f"{of} {'card' if of == 1 else 'cards'}"
    return count if shown == of else f"{shown} of {count}"


def _head(cards: str, board: Board, theme: CardView) -> None:
    """What a theme is called and tells us; what else is known of it, quietly below."""
    plain.heading(plain.said(theme), level=2, kind="column-head")
    if tells := theme.fields.get("tells_us"):
        plain.paragraph(plain.said_in(theme, str(tells)), "soft")
    shown = {board.visit.playbook.kind(CardKind.THEME).fields["tells_us"].label}
    links = set(board.visit.playbook.kind(CardKind.THEME).links.values())
    facts = [one for one in card_list.facts(board, theme) if one[0] not in shown | links]
    signs = [one for one in card_list.signs(board, theme) if not isinstance(one, plain.GroupSign)]
    plain.notes([cards, *signs], facts)


def _loose(board: Board, wall: InsightWall, cards: tuple[CardView, ...], *, sorting: bool) -> None:
    of = len(wall.loose)
    count = str(of) if len(cards) == of else f"{len(cards)} of {of}"
    plain.heading(f"In no theme yet: {count}", level=2, kind="column-head")
    _cards(board, wall, cards, None, sorting=sorting)


def _cards(
    board: Board,
    wall: InsightWall,
    cards: tuple[CardView, ...],
    theme: CardView | None,
    *,
    sorting: bool,
) -> None:
    """All of them, or the newest first where the wall is so full that a page would be slow."""
    columns = [column.cards for column in wall.columns] + [wall.loose]
    if sum(map(len, columns)) <= WHOLE:
        for card in cards:
            _card(board, wall, card, theme, sorting=sorting)
        return
    where = _where(theme.id if theme else NO_THEME)
    at_once = max(FEWEST, WINDOWS // sum(map(bool, columns)))
    place = {one: number for number, one in enumerate(board.cards)}
    shown = card_list.window(where, sorted(cards, key=lambda c: place[c.id]), at_once)
    for card in shown:
        _card(board, wall, card, theme, sorting=sorting)
    card_list.more(where, len(cards) - len(shown), at_once)


def _card(
    board: Board, wall: InsightWall, card: CardView, theme: CardView | None, *, sorting: bool
) -> None:
    where = _where(theme.id if theme else NO_THEME)
    mover = partial(_mover, board, wall, theme)
    asked = mover if _sorts(board, wall) and not sorting else None
    below = mover if sorting else None
    kind = CardKind(card.kind)
    body, details = BODIES.get(kind), more_about if kind is CardKind.INSIGHT else None
    card_list.card_list(board, where, [card], body, mover=asked, below=below, details=details)


def _mover(board: Board, wall: InsightWall, theme: CardView | None, card: CardView) -> None:
    """A choice of themes below a card or in its menu, for those who may sort."""
    open_themes = [column.theme.id for column in wall.columns]
    here = theme.id if theme else NO_THEME
    spot = f"insights.move.{here}.{card.id}"
    set_widget(spot, here)
    names = plain.told_apart(
        {NO_THEME: "No theme"} | {one: board.label(one) for one in open_themes}
    )
    st.selectbox(
        plain.as_text(f"Theme of “{board.label(card.id)}”"),
        [NO_THEME, *open_themes],
        format_func=names.__getitem__,
        key=spot,
        label_visibility="collapsed",
        on_change=partial(_move, board, spot, card.id, here),
    )


def _move(board: Board, spot: str, card_id: str, here: str) -> None:
    """It changes two columns. What is refused is said above the wall: the card may stand elsewhere
    by then.
    """
    there = widget_value(spot)

    def verb() -> None:
        draft = CardMove(cards=(card_id,), source=here or None, target=there or None)
        if move_cards(board.visit.db, viewer=board.viewer, draft=draft).stayed:
            raise NotFoundError("Somebody else moved this card first. It stays where they put it.")

    if MOVING.get() == f"{_where(here)}.{card_id}":
        MOVING.clear()  # the choice in its own menu goes with it; one in another is the page's
    redraw.doing(board, MOVED, verb, _column_part(here), _column_part(there))()
    MOVING.clear()


def _comments(board: Board) -> None:
    found = [card for card in board.of_kind((CardKind.COMMENT,)) if _is_about_the_wall(board, card)]
    run = board.run("insights.step-back")
    if not found and run is None:
        return
    st.header("What we see from three steps back", icon=":material/comment:", anchor=False)
    adding(board, KEY, "insights.comments", CardKind.COMMENT, "Add a comment")
    card_list.card_list(board, "insights.comments", found)


def _is_about_the_wall(board: Board, card: CardView) -> bool:
    run = board.run(card.activity)
    return run is not None and run.activity.stage == KEY
