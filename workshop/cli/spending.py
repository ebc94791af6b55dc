"""The command that looks at a file of spending."""

import argparse
import json

from workshop.errors import InvalidInputError
from workshop.imports import spend


def look(given: argparse.Namespace) -> None:
    if given.file.stat().st_size > spend.MAX_BYTES:
        raise InvalidInputError(spend.TOO_LARGE)
    found = spend.preview(given.file.read_bytes(), all_sheets=given.all_sheets)
    if given.json:
        print(json.dumps(found.as_json(), ensure_ascii=False))
        return
    reading = found.reading
    noun = "row" if len(reading.rows) == 1 else "rows"
    print(f"{len(reading.rows):,} {noun}: {spend.money(reading.total_pence, reading.currency)}")
    for role, column in found.layout.columns.items():
        print(f"  {role}: {found.layout.headings[column]}")
    for sentence in found.warnings:
        print(f"- {sentence}")
