"""Does a payee look like one person, or like a name that was taken out?

Better one company too many than one neighbour: whoever looks private is shown to the facilitator
alone.
"""

import re
from functools import lru_cache

_TAKEN_OUT = re.compile(
    r"\b(redact\w*|withheld|anonymi[sz]\w*|personal (data|information)|private individual|"
    r"individuals?|confidential|name removed|not disclosed|sensitive|client|service user|"
    r"foster\w*|claimant|tenant|landlord|parent|carer)\b|^x{3,}$|^\*+$|^\[.*\]$"
)
_TITLE = re.compile(r"^(mr|mrs|ms|miss|mx|dr|rev|revd|sir|dame|lady|lord|prof|master)\b\.? ")
_COUPLE = re.compile(r"\b(mr|mrs|ms|miss|dr) (and|&) (mr|mrs|ms|miss|dr)\b")
_INITIALS = re.compile(r"^(?:[A-Z]\.? ?){1,3}[ ]?[A-Z][A-Za-z'’-]{2,}$")
_LAST_FIRST = re.compile(r"^[A-Z][A-Za-z'’-]{2,}(?:, ?| )(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? ?)?[A-Z]\.?$")
_ORGANISATION = re.compile(
    r"\b(ltd|limited|plc|llp|cic|cio|council|trust|school|academy|college|nhs|university|"
    r"association|society|club|group|services?|solutions?|care|homes?|centre|church|foundation|"
    r"company|co|partnership|associates|solicitors|surgery|pharmacy|charity|fund|union|inc|uk|"
    r"housing|agency|department|board|committee|consultants?|consulting|builders|sons|hotel)\b|&"
)


@lru_cache(maxsize=20_000)
def looks_private(payee: str) -> bool:
    """“Mrs A Smith”, “J. Smith”, “Smith, J” or “Redacted”; not “A Smith Ltd”, not “Home Start”."""
    lower = payee.lower()
    if not lower:
        return False
    if _COUPLE.search(lower):
        return True
    if _ORGANISATION.search(lower):
        return bool(re.search(r"\bredact|\bwithheld", lower))
    return bool(
        _TAKEN_OUT.search(lower)
        or _TITLE.search(lower)
        or _INITIALS.fullmatch(payee)
        or _LAST_FIRST.fullmatch(payee)
    )
