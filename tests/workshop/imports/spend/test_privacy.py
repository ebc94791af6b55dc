"""Who looks like one person is kept from the room; companies are not."""

import pytest

from workshop.imports.spend.privacy import looks_private


@pytest.mark.parametrize(
    "payee",
    [
        "Mr John Smith",
        "MRS A. SMITH",
        "Dr Patel",
        "J Smith",
        "J. A. Smith",
        "Smith, J",
        "Smith Mr J",
        "Mr & Mrs Jones",
        "REDACTED",
        "Redacted - Personal Data",
        "Redacted Ltd",
        "Name withheld",
        "Private Individual",
        "Foster carer",
        "XXXX",
        "[name]",
    ],
)
def test_people_and_taken_out_names(payee: str) -> None:
    assert looks_private(payee)


@pytest.mark.parametrize(
    "payee",
    [
        "",
        "Acme Ltd",
        "J Smith Ltd",
        "A Smith & Sons",
        "Home Start",
        "Age UK",
        "Ashby Council",
        "BT plc",
        "Miss Selfridge Limited",
        "Altrincham Children's Choir",
        "St Mary's Church",
        "Foster Care Associates",
    ],
)
def test_organisations(payee: str) -> None:
    assert not looks_private(payee)
