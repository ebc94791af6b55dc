"""What the sum of a spending file rests on is told in summary, document, workbook and data."""

import io
import zipfile

import pytest

from workshop.db import Database
from workshop.domain.money.spending_files import import_spend
from workshop.drafts import NewSpend
from workshop.exports import FORMATS, collect_story
from workshop.exports.telling.edition import Edition
from workshop.payment import Payment
from workshop.queries.viewer import Viewer

DECIDED = "column Actual, taken for thousands"


@pytest.mark.parametrize("name", ["html", "json", "md", "docx", "xlsx", "csv"])
def test_what_was_decided_is_told(db: Database, facilitator: Viewer, name: str) -> None:
    given = {"activity": "resources.spend", "file_name": "march.csv", "digest": "a" * 64}
    draft = NewSpend.read({**given, "decided": DECIDED, "period": "year"})
    payments = [Payment(2, 100_000, "Acme Ltd"), Payment(3, 50_050, "Beta Ltd")]
    import_spend(db, viewer=facilitator, draft=draft, payments=payments)
    made = FORMATS[name].render(collect_story(db, facilitator, Edition()))
    if made.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            made = b"".join(map(archive.read, archive.namelist()))
    assert DECIDED.encode() in made
