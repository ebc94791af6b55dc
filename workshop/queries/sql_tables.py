"""The tables as SQLAlchemy Core sees them, for what every single card causes to be read or written.

Mapped objects cost about four times as much; a room of a thousand people notices. Statements over
these are built once, when their module is imported.
"""

from workshop.models import Table

_ALL = Table.metadata.tables

WORKSHOP = _ALL["workshop"]
DEVICE = _ALL["device"]
PERSON = _ALL["person"]
ACTIVITY_RUN = _ALL["activity_run"]
CARD = _ALL["card"]
LINK = _ALL["link"]
MEDIA = _ALL["media"]
RECEIPT = _ALL["receipt"]
AUDIT = _ALL["audit"]
VOTE_ROUND = _ALL["vote_round"]
VOTER = _ALL["voter"]
BALLOT = _ALL["ballot"]
TAKEN_ON = _ALL["taken_on"]
SPEND_IMPORT = _ALL["spend_import"]
SPEND_ROW = _ALL["spend_row"]
