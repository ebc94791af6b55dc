"""A workbook is read in bounds: its sizes parsed, or by a process of its own that may end."""

import errno
import zipfile
import zlib

import pytest

from tests.workshop.imports.spend.files import as_xlsx, changed_part
from workshop.errors import InvalidInputError
from workshop.imports.spend.opening import apart, binary_file
from workshop.imports.spend.opening.apart import ReadingLimits, read_apart, read_bounded
from workshop.imports.spend.opening.binary_file import TOO_LARGE, read_workbook
from workshop.imports.spend.opening.sheet_size import plain_size, size_of_sheet

ROWS = [["Supplier", "Amount"], ["Alder Ltd", 1.5], ["Birch Ltd", 2]]
SHEET = "xl/worksheets/sheet1.xml"


def test_a_process_of_its_own_reads_the_same() -> None:
    apart_, here = read_apart(as_xlsx(ROWS)), read_workbook(as_xlsx(ROWS))
    assert list(apart_.sheets[0].rows) == list(here.sheets[0].rows)
    assert apart_.sheets[0].name == here.sheets[0].name


@pytest.mark.parametrize("limits", [ReadingLimits(memory=1024**2), ReadingLimits(seconds=0.001)])
def test_a_process_that_meets_its_limit_is_one_sentence(limits: ReadingLimits) -> None:
    with pytest.raises(InvalidInputError) as refused:
        read_apart(as_xlsx(ROWS * 4000), limits)
    assert str(refused.value) == TOO_LARGE


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOMEM, "Cannot allocate memory"),
        zlib.error("Error -4 while preparing to decompress data"),
    ],
)
def test_a_whole_file_for_which_no_memory_is_left_is_not_called_damaged(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_memory(*_: object) -> bytes:
        raise error

    data = as_xlsx(ROWS)
    monkeypatch.setattr(zipfile.ZipFile, "read", without_memory)
    with pytest.raises(InvalidInputError) as refused:
        read_workbook(data)
    assert str(refused.value) == TOO_LARGE
    monkeypatch.setattr(zipfile.ZipFile, "testzip", without_memory)
    with pytest.raises(InvalidInputError) as refused:
        read_bounded(data)
    assert str(refused.value) == TOO_LARGE


def test_what_that_process_refuses_is_said_in_its_words() -> None:
    with pytest.raises(InvalidInputError) as refused:
        read_apart(as_xlsx(ROWS)[:-200])
    assert str(refused.value) == binary_file.DAMAGED


def test_large_ones_go_there_and_small_ones_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(apart, "read_apart", lambda data: asked.append(data) or read_workbook(data))
    read_bounded(as_xlsx(ROWS))
    assert not asked
    monkeypatch.setattr(apart, "SMALL", 100)
    monkeypatch.setattr(apart, "PLAIN", 100)
    read_bounded(as_xlsx(ROWS))
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("xml", "size"),
    [
        (b"<x><row r='3'><c r='D3'/></row></x>", (3, 4)),
        (b'<a:x xmlns:a="y"><a:row\n a="1" r="2"><a:c s="1" r="AB2"/></a:row></a:x>', (2, 28)),
        (b"<x><row><c/><c/></row><row><c/></row></x>", (2, 2)),
        (b"<x/>", (0, 0)),
    ],
)
def test_the_size_of_a_sheet_however_it_is_written(xml: bytes, size: tuple[int, int]) -> None:
    assert size_of_sheet(xml) == size


def test_a_far_cell_is_seen_in_single_quotes_too(monkeypatch: pytest.MonkeyPatch) -> None:
    data = changed_part(as_xlsx(ROWS), SHEET, (b'r="B3"', b"r='Z9'"))
    monkeypatch.setattr(binary_file, "MAX_CELLS", 100)
    with pytest.raises(InvalidInputError) as refused:
        read_bounded(data)
    assert str(refused.value) == TOO_LARGE


DECLARED = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'


@pytest.mark.parametrize(
    ("xml", "size"),
    [
        (b'<worksheet><c r="A1"/><c r="AB12" s="1"><v>1</v></c></worksheet>', (12, 28)),
        (DECLARED + b'<worksheet xmlns="x"><cols/><c r="B3"><f>A1</f></c></worksheet>', (3, 2)),
        (DECLARED + b"<worksheet><sheetData/></worksheet>", (0, 0)),
    ],
)
def test_places_written_plainly_tell_the_size(xml: bytes, size: tuple[int, int]) -> None:
    assert plain_size(xml) == size == size_of_sheet(xml)


@pytest.mark.parametrize(
    "xml",
    [
        b"<worksheet><c r='A1'/></worksheet>",
        b'<worksheet><c s="1" r="A1"/><c r="B1"/></worksheet>',
        b'<worksheet><c r="A1"/><c/></worksheet>',
        b'<x:worksheet xmlns:x="y"><x:c r="A1"/></x:worksheet>',
        b'<worksheet xmlns:x="y"><c r="A1"/><x:c r="B9"/></worksheet>',
        b'<worksheet><c\nr="A1"/><c r="B1"/></worksheet>',
        b'<worksheet><!-- a --><c r="A1"/></worksheet>',
        b'<!DOCTYPE worksheet><worksheet><c r="A1"/></worksheet>',
        b'<worksheet><c r="A&#49;"/></worksheet>',
        DECLARED.replace(b"UTF-8", b"UTF-7") + b'<worksheet><c r="A1"/></worksheet>',
        '<?xml version="1.0" encoding="UTF-16"?><worksheet><c r="A1"/></worksheet>'.encode(
            "utf-16"
        ),
    ],
)
def test_anything_else_is_left_to_a_parser(xml: bytes) -> None:
    assert plain_size(xml) is None


def test_a_large_plain_workbook_needs_no_process_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []
    monkeypatch.setattr(apart, "read_apart", lambda data: asked.append(data) or read_workbook(data))
    monkeypatch.setattr(apart, "SMALL", 100)
    read_bounded(as_xlsx(ROWS))
    assert not asked
    read_bounded(changed_part(as_xlsx(ROWS), SHEET, (b'r="B3"', b"r='B3'")))
    monkeypatch.setattr(binary_file, "MOST_HERE", 5)
    read_bounded(as_xlsx(ROWS))
    monkeypatch.setattr(apart, "PLAIN", 100)
    read_bounded(as_xlsx(ROWS))
    assert len(asked) == 3
