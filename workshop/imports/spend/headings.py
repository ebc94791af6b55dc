"""What the heading of a column says it holds, in the words that public bodies use.

The names come from the layouts of the Local Government Transparency Code, the central government
guidance on spend over £25,000, and the 360Giving standard, and from what councils make of them.
"""

import re
from collections.abc import Iterable
from enum import StrEnum

from workshop.imports.spend.words import fold, says, words


class ColumnRole(StrEnum):
    """What a column is for."""

    AMOUNT = "amount"
    SUPPLIER = "supplier"
    PURPOSE = "purpose"
    DEPARTMENT = "department"
    DATE = "date"
    CURRENCY = "currency"


Weighted = tuple[tuple[re.Pattern[str], int], ...]


def _weights(*pairs: tuple[str, int]) -> Weighted:
    return tuple((re.compile(pattern), weight) for pattern, weight in pairs)


_NUMBERED = (
    r"\b(number|num|no|nos|nbr|ref|reference|id|identifier|code|key|urn|uprn|registration)\b"
)
_WITHOUT_VAT = (
    r"\b(ex|excl|exc|excluding|exclude|exclusive|excludes|less|nett?|without|before|non)\b"
)
_WITH_VAT = r"\b(incl?|including|inclusive|includes|with|plus)\b"

_AMOUNT = _weights(
    (r"^amount awarded$", 120),
    (r"\bnett?\b.*\b(amount|amt|value|total|invoice|spend|paid|payment|cost|expenditure)\b", 100),
    (r"\b(amount|amt|value|total|invoice|spend|paid|cost|expenditure)\b.*\bnett?\b", 98),
    (r"^(£ )?nett?( £| gbp)?$", 97),
    (r"^(the )?(amount|amt)( in| of)?( £| gbp| sterling| pounds)*$", 96),
    (r"\bamount( actually)? paid\b|\bpaid amount\b", 95),
    (
        r"\b(payment|transaction|invoice|line|distribution|supplier|grant|award|spend)s? amount\b",
        94,
    ),
    (r"\bamount\b", 88),
    (r"\bamt\b", 86),
    (r"\b(payment|transaction|invoice|line|grant|award|spend)s? value\b", 84),
    (r"\bvalue of (the )?(payment|grant|invoice|transaction|spend|award)", 83),
    (r"^value( £| gbp)?$", 80),
    (r"\b(amount )?disbursed\b", 60),
    (r"^(total )?(spend|spent|spending|expenditure|paid|payments?)( £| gbp| total)?$", 78),
    (r"\b(actual|outturn)s?\b", 66),
    (r"\b(spend|expenditure|cost|costs|paid|payment)\b.*(£|gbp)", 64),
    (r"\bgross\b", 62),
    (r"^(grand )?total( £| gbp| cost| spend| paid)?$", 60),
    (r"^(£|gbp|pounds|sterling)$", 72),
    (r"\bawarded\b|^grants?( £| gbp)?$|\bgrants? (£|gbp|total)\b|^(swm|betrag|montant)\b", 58),
    (r"\b(cost|costs|price|sum|value|total|debit|spend|spending|expenditure)\b", 40),
)
_NO_AMOUNT = re.compile(
    r"\b(type|date|category|description|currency|band|method|status|percent|count|quantity|"
    r"qty|rate|frequency|month|period|who|name|terms|group|class|purpose|latitude|"
    r"longitude|postcode|duration|flag|balance|retention|credit)\b|%|"
    r"\b(payment|paid|payable) (to|by)\b|\bper (unit|hour|day|item|head)\b|" + _NUMBERED
)
_PAID = (
    r"(suppliers?|vendors?|beneficiary|payees?|creditors?|merchants?|recipients?|receiver|"
    r"grantees?)"
)
_SUPPLIER = _weights(
    (r"^recipient org(anisation)? name$", 120),
    (rf"^{_PAID}( s)?( name)?$", 115),
    (rf"\b{_PAID}\b.*\bname\b", 110),
    (rf"\bname of (the )?{_PAID}", 108),
    (rf"\b{_PAID}\b", 90),
    (r"\b(paid to|payment to|payable to|who was paid|contractor|provider)\b", 84),
    (r"\b(company|business|charity) name\b", 74),
    (r"\b(organisation|organization|company|charity)\b", 50),
    (r"^(name|who)$", 45),
)
_NO_SUPPLIER = re.compile(
    r"\b(type|category|class|address|postcode|city|county|country|street|date|site|town|location|"
    r"description|web|url|email|funding|body|amount|value|group|sector|size|latitude|longitude|"
    r"department|spend|paid by|council|provider org|buyer|payer|activity)\b|" + _NUMBERED
)
_PURPOSE = _weights(
    (r"\b(expenditure|expense|spend|spending)s? (category|type)\b", 112),
    (r"\bpurpose\b", 110),
    (r"\b(expenditure|expense|spend) (description|name|label)\b", 106),
    (r"^expenses?$|^expenditure$", 100),
    (r"\b(subjective|account|detailed expenditure)\b.*\b(description|name|type|label)\b", 98),
    (
        r"\b(procurement|purchase|product|merchant|category|proclass)\b.*\b(category|description|label)",
        92,
    ),
    (r"^(service )?category( label| name| description)?$", 90),
    (r"^(description|narrative|details?|summary|what for|reason|nature)\b", 86),
    (r"\bdescription\b|\bnarrative\b|\bdetails?\b", 74),
    (r"\b(subjective|account|category|proclass|cipfa)\b", 66),
    (r"^grant programme title$", 60),
    (r"^title$", 50),
)
_NO_PURPOSE = re.compile(
    r"\b(date|amount|value|supplier|vendor|payee|recipient|beneficiary|directorate|department|"
    r"location|url|postcode|vat|document type|doc type|transaction type|"
    r"cost cent(re|er)|org|organisation|merchant name)\b|" + _NUMBERED
)
_DEPARTMENT = _weights(
    (r"^funding org(anisation)? department$", 115),
    (r"\bdirectorate\b", 110),
    (r"^(department|dept|service area|service)( name| label| description)?$", 108),
    (r"\b(department|dept)\b(?! family)", 100),
    (r"\bservice (area|division|unit|group|label|name|description)\b", 98),
    (r"\b(expense|expenditure|spend) area\b", 96),
    (r"\b(division|business unit|business area|portfolio|team|section)\b", 84),
    (r"\b(cost cent(re|er)|costc)\b", 76),
    (r"\borganisational unit\b|\bentity\b", 70),
    (r"\bservice\b", 60),
    (r"\bdepartment family\b|\barea\b", 30),
)
_NO_DEPARTMENT = re.compile(
    r"\b(date|amount|value|supplier|vendor|category|type|postcode|expense type|start|end)\b|"
    + _NUMBERED
)
_DATE = _weights(
    (r"\b(payment|paid|effective|award|cleared|clearing|distribution)\b.*\bdate\b", 110),
    (r"\bdate\b.*\b(paid|of payment|cleared|of award)\b|^paid on$", 108),
    (r"^date$", 106),
    (r"\b(transaction|posting|posted|accounting|gl)\b.*\bdate\b", 100),
    (r"\binvoice\b.*\bdate\b|\bdate\b.*\binvoice\b", 90),
    (r"\bdate\b", 60),
    (r"^(month|period|payment month|posting period)$", 20),
)
_NO_DATE = re.compile(
    r"\b(planned|modified|updated|duration|due|start|end|created|birth|to date|"
    r"up to date)\b"
)
_CURRENCY = _weights(
    (r"^(iso )?currency( code| type)?$", 100),
    (r"\bbilling cur(rency)?\b", 90),
    (r"\bcurrency\b|\bcur\b", 60),
)
_CODES = re.compile(_NUMBERED + r"|\b(siret|siren|insee|cif|nif|nip|kvk)\b")
_SPENT = re.compile(r"\b(actual|actuals|outturn|paid|spent|ist|realised)\b")
_MONEY_AFTER_ALL = re.compile(r"\b(share of cost|amount|amt) (paid|spent|due)\b")
PLANNED, MONEY_IN = 18, 9
"""Scores of columns of what was meant to be spent, and of what was received."""

_ALL: dict[ColumnRole, tuple[Weighted, re.Pattern[str] | None]] = {
    ColumnRole.SUPPLIER: (_SUPPLIER, _NO_SUPPLIER),
    ColumnRole.PURPOSE: (_PURPOSE, _NO_PURPOSE),
    ColumnRole.DEPARTMENT: (_DEPARTMENT, _NO_DEPARTMENT),
    ColumnRole.DATE: (_DATE, _NO_DATE),
    ColumnRole.CURRENCY: (_CURRENCY, None),
}


def plain_heading(heading: str) -> str:
    """``Amount (£)`` as ``amount £``: small plain letters and signs, one space between."""
    return fold(heading.replace("£", " £ "))


def heading_score(role: ColumnRole, heading: str) -> int:
    """0 where the heading does not speak of this role, else up to 120 for the words it uses."""
    plain = plain_heading(heading)
    if not plain or len(plain) > 90:
        return 0
    if role is ColumnRole.AMOUNT:
        return _amount_score(plain)
    weighted, never = _ALL[role]
    if never is not None and never.search(plain):
        return 0
    return max(_best(weighted, plain), _foreign(role, plain))


def _foreign(role: ColumnRole, plain: str) -> int:
    """What other languages than English call it; a number of something is never it."""
    if role is not ColumnRole.CURRENCY and _CODES.search(plain):
        return 0
    return words().score(role.value, plain)


def _best(weighted: Weighted, plain: str) -> int:
    return max((weight for pattern, weight in weighted if pattern.search(plain)), default=0)


def never_money(heading: str) -> bool:
    """A percentage, a place on the map, a code, a count of people: numbers that are no money."""
    plain = plain_heading(heading)
    return words().score("never", plain) > 0 and not _MONEY_AFTER_ALL.search(plain)


def _amount_score(plain: str) -> int:
    """Net before gross, spent before planned, out before in; what was only asked for is none."""
    if re.search(r"\b(applied|requested|asked)\b", plain):
        return 0
    score = max(_best(_AMOUNT, plain), _foreign(ColumnRole.AMOUNT, plain))
    if re.search(r"\b(vat|tax)\b", plain):
        if re.search(_WITHOUT_VAT, plain):
            return max(score, 70) + 6
        return max(score, 60) - 12 if re.search(_WITH_VAT, plain) else 0
    if says("without_tax", plain) or says("with_tax", plain):
        return _taxed(score, plain)
    said = re.sub(r"\b(sum|value) of\b|\b(up )?to date\b", "", plain)
    if _NO_AMOUNT.search(said) or never_money(said):
        return 0
    return _lowered(score, plain)


def _taxed(score: int, plain: str) -> int:
    """What other languages call before and after tax; each may also be the whole of a heading."""
    if says("with_tax", plain) and "excl" not in plain:
        return min(score or 55, 60)
    return min(max(score, 70) + 20, 99)


def _lowered(score: int, plain: str) -> int:
    """Columns that are taken only where no better one is there."""
    if says("planned", plain) and not _SPENT.search(plain):
        return min(score, PLANNED) or PLANNED
    if says("in", plain) and not says("out", plain):
        return min(score, MONEY_IN) or MONEY_IN
    if not score:
        return 0
    if re.search(r"\b(original|foreign|local|transaction currency)\b", plain):
        return min(score, 50)
    if re.search(r"\b(billing|billed|settlement)\b", plain):
        return max(score, 95)
    if re.search(r"\b(to date|ytd|cumulative)\b", plain):
        return min(score, 45)
    if "gross" in plain:
        return min(score, 62)
    return score - 30 if "disbursed" in plain and score > 60 else score


def knows(headings: Iterable[str]) -> int:
    """How many of these cells read like the headings of a table of spending."""
    found: set[ColumnRole] = set()
    for heading in headings:
        for role in ColumnRole:
            if role not in found and heading_score(role, heading):
                found.add(role)
                break
    return len(found)
