"""A facilitator brings in a spending file by hand: mapping, preview, lines, payments, undo."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import CONSOLE, PHONE
from tests.browser.people import SLOW, Console, Room, sideways
from tests.browser.running import RunningServer

FILE = (
    "Payments over £500,,,,\n"
    "Service Area,Supplier,Expense Type,Date,Net Amount\n"
    "Adults,Acme Ltd,Care,01/04/2024,1000.00\n"
    "Adults,Mrs A Smith,Help at home,02/04/2024,300.00\n"
    "Children,Beta,Rent,03/04/2024,(50.25)\n"
    "Total,,,,1249.75\n"
)


def test_a_spending_file_from_upload_to_undo(
    server: RunningServer, device: Callable[..., Page], tmp_path: Path
) -> None:
    """Dropped once, understood, kept, looked into and taken out, with nothing for axe to say."""
    file = tmp_path / "april.csv"
    file.write_text(FILE, encoding="cp1252")
    room = Room(server).open("resources.spend")
    page = device(CONSOLE)
    console = Console(page, server).take_over(room.words)
    console.come(room.code, "resources")
    console.settled()
    gate = page.get_by_role("button", name="Show money now")
    if gate.count():
        gate.click()
        console.settled()
    page.locator("input[type=file]").set_input_files(file)

    expect(page.get_by_text("3 payments add up to £1,249.75.")).to_be_visible(timeout=SLOW)
    console.settled()
    expect(page.get_by_text("Row 6 is a total and is left out.")).to_be_visible()
    expect(page.get_by_role("combobox", name=re.compile("How much"))).to_have_value("Net Amount")
    lines = page.get_by_role("region", name="The lines that the room will see")
    expect(lines.get_by_role("row", name="Adults 2 £1,300.00")).to_be_visible()
    assert violations(page) == set()
    assert sideways(page) == 0

    page.get_by_role("button", name=re.compile("Keep 2 lines")).click()
    expect(page.get_by_role("heading", name="From spending files")).to_be_visible(timeout=SLOW)
    console.settled()
    page.get_by_text("Look at every payment").click()
    payments = page.get_by_role("region", name="Payments")
    expect(payments.get_by_role("row")).to_have_count(4, timeout=SLOW)
    page.get_by_label("Look for words").fill("smith")
    page.get_by_label("Look for words").press("Enter")
    expect(payments.get_by_role("row")).to_have_count(2, timeout=SLOW)
    console.settled()
    expect(page.get_by_test_id("stToast")).to_have_count(0, timeout=SLOW)
    assert violations(page) == set()
    page.set_viewport_size(PHONE)
    console.settled()
    assert sideways(page) == 0

    page.get_by_role("button", name=re.compile("Take this file out")).click()
    heading = page.get_by_role("heading", name="From spending files")
    expect(heading).to_have_count(0, timeout=SLOW)
