"""The closed lists that more than one floor of the house needs."""

from enum import StrEnum


class Role(StrEnum):
    """What a viewer may do here; everything is refused that ``domain.policy`` does not name."""

    VISITOR = "visitor"
    PARTICIPANT = "participant"
    FACILITATOR = "facilitator"
    HOST = "host"
    """The command line on the server itself."""


class RoleGroup(StrEnum):
    """Whose voice a card carries. The words shown for each are in ``data/method``."""

    RESIDENT = "resident"
    STAFF = "staff"
    PARTNER = "partner"
    MANAGER = "manager"
    COUNCILLOR = "councillor"
    OBSERVER = "observer"
    UNKNOWN = "unknown"


class StageKey(StrEnum):
    """The road, in its order."""

    TEAM = "team"
    SEGMENTATION = "segmentation"
    INSIGHTS = "insights"
    HORIZON = "horizon"
    RESOURCES = "resources"
    REFRAME = "reframe"
    SOLUTIONS = "solutions"
    PROTOTYPING = "prototyping"
    VISION = "vision"


class Attribution(StrEnum):
    """How much of its author a card shows. Tightened in this order, never loosened."""

    NAMED = "named"
    ROLE = "role"
    ANONYMOUS = "anonymous"


class Visibility(StrEnum):
    """Who may ever read a card."""

    ROOM = "room"
    FACILITATOR = "facilitator"


class Via(StrEnum):
    """Which door a card came through."""

    PHONE = "phone"
    APP = "app"
    SCRIBE = "scribe"
    PAPER = "paper"
    IMPORT = "import"
    COMMAND = "command"


class WorkshopState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Way(StrEnum):
    """What people do in an activity."""

    WRITE = "write"
    SORT = "sort"
    VOTE = "vote"
    WORK = "work"
    READ = "read"
    TALK = "talk"


class GroupForm(StrEnum):
    SOLO = "solo"
    PAIR = "pair"
    TABLE = "table"
    PLENARY = "plenary"


class VoterWay(StrEnum):
    """How a ballot came in. Only ballots of one's OWN make a group large enough to be told."""

    OWN = "own"
    """On a device of one's own that was in this group when the vote opened."""
    LATE = "late"
    """On a device of one's own that came, or changed its group, after that."""
    TYPED = "typed"
    """Typed in by a facilitator or a table's scribe, who know what is on it."""


class VoteMethod(StrEnum):
    """How a room votes on cards; also the name of what a ballot says, but for dots and places."""

    DOTS = "dots"
    SCORE = "score"
    CONSENT = "consent"
    MATRIX = "matrix"


class Consent(StrEnum):
    """What a person answers when asked whether they agree."""

    YES = "yes"
    LIVE = "live"
    """Yes with a doubt: they can live with it."""
    NO = "no"
