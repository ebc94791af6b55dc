"""The acts that move the room: one of them is the next thing to do."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from stages.parts import plain
from stages.parts.board import Board
from workshop.domain import room, timer
from workshop.domain.seen import Seen
from workshop.domain.workshops import close_workshop
from workshop.playbook import Activity
from workshop.queries.pictures import untyped_at_the_close
from workshop.queries.room import RunState

SPOT = "console.steering"
Place = Literal["row", "beside", "more"]


@dataclass(frozen=True, slots=True)
class Action:
    """A button: what it says, its icon, and the verb behind it."""

    label: str
    icon: str
    verb: Callable[[], None]
    asks: str = ""
    """The question that comes first, by its name."""
    place: Place = "more"
    """In the row of the main act, beside the words, or with what is seldom done."""
    key: str = ""
    """The letter that presses it, where it has one."""
    clock: bool = False
    """Whether it moves nothing but the clock of the step."""
    turn: str = ""
    """The name of a button that says the one or the other of two things, by turns."""

    @property
    def name(self) -> str:
        """Stays while the button does: by it a browser keeps the focus."""
        return self.turn or self.icon


CLOSE, LEAVE, LEAVE_BACK = "console.sure.close", "console.sure.leave", "console.sure.back"
TURN_OVER, PAUSE = "T", "P"


def main_action(board: Board) -> Action | None:
    """The one thing to do now; at the end of the road that is to close. None without a plan."""
    do, absolute = partial(verb, board, at=seen(board)), partial(verb, board)
    run, following = board.current, board.state.next_activity
    if run is None:
        return Action("Begin", "play_arrow", do(room.step, forward=True)) if following else None
    if run.open:
        label = by_what_people_do(
            run, "Close the vote", "Close the writing", "Finish this", "Close this step"
        )
        return Action(label, "stop_circle", do(room.close_activity))
    if board.gates and run.ended_at is None:
        label = board.gates[0].words.open_anyway
        return Action(label, "lock_open", do(room.open_activity, anyway=True))
    if run.ended_at is None:
        label = by_what_people_do(
            run, "Open the vote", "Open for writing", "Start the time", "Open this step"
        )
        return Action(label, "play_arrow", do(room.open_activity))
    if run.face_down:
        return Action("Show the cards to the room", "visibility", do(room.reveal), key=TURN_OVER)
    if following is not None:
        return Action(_next(board, following), NEXT, do(room.step, forward=True))
    return Action("End here and close the workshop", "lock", absolute(close_workshop), CLOSE)


def by_what_people_do(run: RunState, vote: str, write: str, talk: str, both: str) -> str:
    """What a button says, by what people do in this step."""
    if run.activity.votes is not None and run.activity.collects:
        return both
    if run.activity.votes is not None:
        return vote
    return write if run.activity.collects else talk


def other_actions(board: Board) -> list[Action]:
    """Everything else that can be done now, in the order in which it stands."""
    run = board.current
    if run is None:
        return []
    found = [*_ways(board, run), *_timing(board, run)]
    main = main_action(board)
    taken = {main.label} if main is not None else set()
    return [one for one in found if one.label not in taken]


NEXT = "arrow_forward"


def _next(board: Board, following: Activity) -> str:
    """What comes next, and for how long; the same act has the same name wherever it stands."""
    coming = board.run(following.key)
    minutes = f", {coming.minutes} min" if coming else ""
    return f"Next: {plain.as_text(following.title)}{minutes}"


def _back(board: Board, run: RunState) -> str:
    """Where it leads is said, so that a double press is one: by then the button says another."""
    at = [one.activity.key for one in board.runs].index(run.activity.key)
    return f"Back: {plain.as_text(board.runs[at - 1].activity.title)}" if at else "Back"


def _ways(board: Board, run: RunState) -> list[Action]:
    """To the cards, and from step to step."""
    do = partial(verb, board, at=seen(board))
    following = board.state.next_activity
    leaves = LEAVE if run.face_down else ""
    back = LEAVE_BACK if run.face_down else ""
    found = []
    waits = run.ended_at is not None and bool(run.face_down)  # then it is the main act
    if run.hidden and not run.revealed and (run.open or not waits):
        label = "Show the cards"
        found.append(Action(label, "visibility", do(room.reveal), place="row", key=TURN_OVER))
    if following is not None:
        label = _next(board, following)
        found.append(Action(label, NEXT, do(room.step, forward=True), leaves, "row"))
    found.append(Action(_back(board, run), "arrow_back", do(room.step, forward=False), back))
    if not run.open and run.ended_at is not None:
        label = by_what_people_do(run, "Vote again", "Open again", "Start again", "Open again")
        do_again = do(room.open_activity, anyway=True)
        found.append(Action(label, "play_arrow", do_again, place="row"))
    return found


def _timing(board: Board, run: RunState) -> list[Action]:
    """The clock of the step, and the pause of every device."""
    do, absolute = partial(verb, board, at=seen(board)), partial(verb, board)
    paused = board.state.paused
    label, icon = ("Go on", "play_circle") if paused else ("Pause", "pause")
    pause = absolute(room.pause, paused=not paused)
    found = [
        Action(label, icon, pause, place="beside", key=PAUSE, clock=True, turn="pause"),
        Action(
            "+1 minute", "more_time", do(timer.add_minutes, minutes=1), place="beside", clock=True
        ),
    ]
    if run.ends_at is not None:
        found.append(Action("Stop the clock", "timer_off", do(timer.stop_timer), clock=True))
    if run.ends_at is not None or (run.open and run.activity.closes_itself):
        closes = run.closes_at_end
        label = "Stay open at the end" if closes else "Close at the end"
        if run.activity.closes_itself:
            label = "Keep the vote open" if closes else "Close by itself when all have voted"
        icon = "timelapse" if closes else "alarm_off"
        closing = do(timer.close_at_end, closes=not closes)
        found.append(Action(label, icon, closing, clock=True, turn="closing"))
    return found


def seen(board: Board) -> Seen:
    """Where the room was when these buttons were drawn; they do nothing once it is elsewhere."""
    return Seen(board.current_key)


def verb(board: Board, act: Callable[..., None], **given: object) -> Callable[[], None]:
    """That act of the domain, by this viewer."""
    return partial(act, board.visit.db, viewer=board.viewer, **given)


def at_the_end(board: Board) -> bool:
    """Whether the last step of the plan is over."""
    run = board.current
    last = run is not None and board.state.next_activity is None
    return bool(last and run and run.ended_at is not None and not run.open)


def voices_go(board: Board) -> str:
    """What is said before the close of words that are there as a recording alone, which goes."""
    with board.visit.reading() as session:
        count = untyped_at_the_close(session, board.viewer)
    if not count:
        return ""
    said, goes = (
        ("1 card was", "its recording goes")
        if count == 1
        else (f"{count} cards were", "their recordings go")
    )
    return f" {said} spoken and not typed yet, and {goes} with the close. Type the words first."
