"""What the forms of the plain page send: the key of a form, and drafts as the scripts send them."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from workshop.drafts import Joining
from workshop.enums import RoleGroup
from workshop.errors import InvalidInputError
from workshop.live.plain.reading import NEW
from workshop.live.reading.plain_form import draft_of

Pairs = Sequence[tuple[str, str]]
LINK = "link."


def form_key(pairs: Pairs) -> str:
    """One for each opening of a form and what stands in it: twice pressed is once."""
    said = f"{dict(pairs).get('key', '')[:60]} {[one for one in pairs if one[0] != 'key']}"
    return f"plain-{hashlib.sha256(said.encode()).hexdigest()[:40]}"


def added_of(pairs: Pairs) -> dict[str, Any]:
    """A card, or what is added to one. Raises InvalidInputError where it is not said to which."""
    sent = dict(pairs)
    draft = draft_of(pairs)
    onto = sent.get("onto", "")
    if onto and onto != NEW:
        words = {"text": sent["text"]} if sent.get("text", "").strip() else {}
        fields = draft.get("fields", {})
        said = {"activity": draft["activity"], "fields": fields, "onto": onto}
        return said | words | {"version": number(sent)}
    if "onto" in sent and not onto:
        raise InvalidInputError("Tap first which one you mean.")
    links: dict[str, list[str]] = {}
    for name, value in pairs:
        if name.startswith(LINK):
            links.setdefault(name.removeprefix(LINK), []).append(value)
    if links and not draft["text"].strip():
        del draft["text"]  # the tapped cards say it
    return draft | {"links": links}


def joining_of(sent: Mapping[str, str]) -> Joining:
    """As whom somebody says that they are here. A table that is no number is none."""
    table, seated = sent.get("table", "").strip(), sent.get("seated", "")
    asked = {
        "role_group": sent.get("role_group") or RoleGroup.UNKNOWN,
        "name": sent.get("name", ""),
        "table": int(table) if table.isdecimal() and len(table) < 10 else None,
        "seated": int(seated) if seated.isdecimal() and len(seated) < 3 else None,
    }
    return Joining.read(asked)


def number(sent: Mapping[str, str], name: str = "version") -> int:
    """A version that the form held. Raises InvalidInputError where it is none."""
    given = sent.get(name, "")
    if not (given.isascii() and given.isdecimal() and 0 < len(given) < 10):
        raise InvalidInputError("This form could not be read. Please send it again.")
    return int(given)
