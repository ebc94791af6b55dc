"""The quick way through a text gives the same cells as the careful one, or it declines."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop.errors import InvalidInputError
from workshop.imports.spend import payments, preview
from workshop.imports.spend.cell_columns import SheetRows
from workshop.imports.spend.opening import arrow_texts, regular_text, text_file
from workshop.imports.spend.opening.regular_text import regular_columns

CELLS = st.text(alphabet='ab1.£é,;\t" \n\r-', max_size=6)
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=6)
)


def carefully(text: str, delimiter: str) -> list[list[str]]:
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    while rows and not any(map(str.strip, rows[-1])):
        rows.pop()
    width = max(map(len, rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def the_same_or_none(text: str, delimiter: str) -> bool:
    found = regular_columns(text.encode("utf-8", "surrogatepass"), delimiter)
    if found is None:
        return False
    assert list(SheetRows(*found)) == carefully(text, delimiter)
    return True


@given(TABLES, st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n"]), st.booleans())
@settings(max_examples=150, deadline=None)
def test_what_a_program_writes_is_cut_alike(
    table: list[list[str]], delimiter: str, end: str, every: bool
) -> None:
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(table)
    the_same_or_none(out.getvalue(), delimiter)


@given(st.text(alphabet='a1,"\n\r ', max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_is_cut_alike(text: str) -> None:
    the_same_or_none(text, ",")


@pytest.mark.parametrize(
    ("text", "quick"),
    [
        ('a,"b, c"\n"d ""e""",f\n', True),
        ('a,b\n"",""\n', True),
        ("a,b\r\n£1,é\r\n\r\n", True),
        ("a,b\n\nc,d\n", True),
        ("a,b\n,\n", True),
        ('a,b"c\nd,e\n', False),
        ('a,"b\nc"\nd,e\n', False),
        ('a,"b"c\nd,e\n', False),
        ("a,b\nc,d,e\n", False),
        ("a,b\rc,d\n", False),
    ],
)
def test_which_texts_go_the_quick_way(text: str, quick: bool) -> None:
    assert the_same_or_none(text, ",") is quick


@pytest.mark.parametrize("few", [20_000, 10])
def test_a_file_gives_the_same_reading_both_ways(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    """More different cells than are looked at one by one, and every oddity once."""
    lines = [f"Alder {n} Ltd,{n % 28 + 1:02d}/04/2024,{n}.{n % 100:02d}" for n in range(1, 4000)]
    lines[7] = lines[7].replace("8.08", '"1,234.50"')
    lines[9] = "Mrs A Smith,n/a,(30.00)"
    lines[11] = "refund,05/04/2024,£12.345"
    lines[13] = "Birch Ltd,06/04/2024,none"
    lines += [lines[20], ",,", "Supplier,Date,Amount", "Total,,99.00", "Cedar Ltd,07/04/2024,0"]
    data = ("Supplier,Date,Amount\n" + "\n".join(lines) + "\n").encode()
    careful = preview(data)
    monkeypatch.setattr(text_file, "_WORTH_IT", 0)
    monkeypatch.setattr(arrow_texts, "_FEW", few)  # above it, texts are made some at a time
    monkeypatch.setattr(payments, "_FEW", few)
    monkeypatch.setattr(arrow_texts, "_PART", 300)
    quick = preview(data)
    assert list(quick.reading.rows) == list(careful.reading.rows)
    assert list(quick.reading.rows[5:9]) == list(careful.reading.rows[5:9])
    assert quick.reading.skipped == careful.reading.skipped
    assert quick.warnings == careful.warnings
    assert (
        quick.reading.total_pence
        == careful.reading.total_pence
        == sum(row.amount_pence for row in careful.reading.rows)
    )


@pytest.mark.parametrize("bound", ["MAX_ROWS", "MAX_CELLS"])
def test_a_regular_text_of_too_many_rows_or_cells_is_refused(
    monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    """Both ways stop at the limit, so a regular text of 50 MB cannot take all memory."""
    monkeypatch.setattr(regular_text, bound, 3000)
    monkeypatch.setattr(text_file, bound, 3000)
    monkeypatch.setattr(text_file, "_WORTH_IT", 0)
    inside = "Supplier,Amount\n" + "Alder Ltd,1.00\n" * 1000
    assert preview(inside.encode()).reading.total_pence == 100_000
    with pytest.raises(InvalidInputError, match="or too many cells"):
        preview((inside + "Alder Ltd,1.00\n" * 2500).encode())
