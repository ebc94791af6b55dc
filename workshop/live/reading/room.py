"""The room page: drawn once for all who come in, but for the little that is each one's."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from markupsafe import Markup

from workshop.domain.summary_release import may_take_summary
from workshop.live.answers.room import StateAnswer
from workshop.live.plain_writing import Plainly
from workshop.live.reading.plain_form import in_plain
from workshop.live.running.kept_renders import KeptRenders
from workshop.live.wire import dump
from workshop.playbook import load_playbook
from workshop.queries.about import WorkshopView

KEY, STATE = secrets.token_hex(16), secrets.token_hex(16)
"""Stand in a kept page where those of each one go. Nobody can write them: nobody knows them."""
MOST_KEPT = 64
_OF_ME = ("joined", "facilitator", "role_group", "voice", "name", "table")
_OF_STATE = ("closed", "paused")
_OF_ACTIVITY = (
    *("key", "stage_title", "prompt", "hint", "promise", "writers", "answer", "forward"),
    *("box", "open", "split", "sorting", "way", "kind", "asks", "either"),
)


def drawn(state: StateAnswer, language: str) -> dict[str, Any]:
    """What the page says in words of the room's state: little of it changes when somebody joins."""
    activity = state["activity"]
    said = None
    if activity is not None:
        vote = activity["vote"]
        said = {name: activity[name] for name in _OF_ACTIVITY}  # type: ignore[literal-required]
        said["vote"] = vote and {"open": vote["open"]}
        said |= in_plain(activity, language)
    me = {name: state["me"][name] for name in _OF_ME}  # type: ignore[literal-required]
    kept = {name: state[name] for name in _OF_STATE}  # type: ignore[literal-required]
    return {**kept, "me": me, "activity": said}


def in_a_page(state: StateAnswer) -> bytes:
    """JSON that can stand between tags of HTML."""
    said = dump(state)
    for sign in b"<>&'":
        said = said.replace(bytes([sign]), b"\\u%04x" % sign)
    return said


def groups_of(workshop: WorkshopView) -> list[dict[str, Any]]:
    """As whom somebody can join: the room's own groups, then those of the method."""
    own = [
        {"key": one.key, "role": one.role_group, "label": one.name, "own": True}
        for one in workshop.open_voices
    ]
    words = load_playbook(workshop.language).words
    return own + [
        {"key": group, "role": group, "label": found.label, "help": found.help}
        for group, found in words.role_groups.items()
    ]


@dataclass(frozen=True, slots=True)
class RoomPages:
    """``render`` draws the template in the language of whoever asks.

    Only the page of people who have not said yet who they are is kept: what is theirs is a key.
    """

    render: Callable[..., str]
    kept: KeptRenders[tuple[bytes, bytes, bytes]] = field(
        default_factory=partial(KeptRenders, MOST_KEPT)
    )

    async def html(
        self, workshop: WorkshopView, state: StateAnswer, plainly: Plainly, speaks: str
    ) -> bytes:
        """The page; ``speaks`` is the language in which it is drawn."""
        context = {
            "code": workshop.code,
            "title": workshop.title,
            "language": workshop.language,
            "groups": groups_of(workshop),
            "summary": may_take_summary(workshop),
        }
        said, heard = drawn(state, workshop.language), in_a_page(state)
        if state["me"]["joined"] or plainly.said or plainly.text:
            html = self.render(
                plainly=plainly,
                state=said,
                # Made a line above, with every sign of a tag escaped.
                heard=Markup(heard.decode()),  # noqa: S704
                **context,
            )
            return html.encode()
        stamp = hashlib.sha256(dump([said, context])).digest()

        async def make() -> tuple[bytes, tuple[bytes, bytes, bytes]]:
            holes = replace(plainly, key=KEY)
            html = self.render(plainly=holes, state=said, heard=STATE, **context)
            before, _, rest = html.encode().partition(KEY.encode())
            between, _, after = rest.partition(STATE.encode())
            return stamp, (before, between, after)

        before, between, after = await self.kept.get(f"{workshop.id} {speaks}", stamp, make)
        return b"".join((before, plainly.key.encode(), between, heard, after))
