"""The ``workshop`` command: what it prints, what it does, and how it says that it could not."""

import gc
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest
from filelock import FileLock
from PIL import Image
from sqlmodel import select

from tests.workshop.filled import Filled
from workshop import cli
from workshop.cli import files
from workshop.cli.words import COMMANDS
from workshop.db import Database, database
from workshop.domain.erasure.cards import erase_card
from workshop.domain.people.members import new_token, take_over
from workshop.errors import NotFoundError
from workshop.exports import FORMATS, collect
from workshop.exports.formats import archive
from workshop.models import ActivityRun, Card, Workshop
from workshop.queries.room import run_sheet
from workshop.queries.viewer import host

BASE = "https://reframe.example.org"


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(
    db: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Run]:
    """Run a command against the test's database, in this process."""
    monkeypatch.setenv("DATABASE_URL", db.url)
    monkeypatch.setenv("PUBLIC_URL", BASE)
    database.cache_clear()

    def run_command(*words: str) -> Ran:
        capsys.readouterr()
        try:
            code = cli.main(list(words))
        except SystemExit as left:
            code = int(left.code or 0)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    yield run_command
    database(db.url).close()
    database.cache_clear()


def exported(db: Database, code: str) -> bytes:
    with db.read() as session:
        viewer = host(session, code)
    return archive.as_json(collect(db, viewer))


def test_new_prints_the_code_and_the_link_that_opens_it(db: Database, run: Run) -> None:
    ran = run("new", "Growing up in Zażółć")
    code = re.search(r"^Code: ([A-Z]{5})$", ran.out, re.MULTILINE)[1]
    secret = re.search(rf"{BASE}/f/([a-z]+-[a-z]+-[a-z]+-[a-z]+)$", ran.out, re.MULTILINE)[1]
    assert (ran.code, ran.err) == (0, "")
    assert take_over(db, token=new_token(), secret=secret) == code
    with db.read() as session:
        found = session.exec(select(Workshop)).one()
        assert (found.title, found.template) == ("Growing up in Zażółć", "one-day")


def test_new_for_a_program_prints_these_two_and_nothing_else(db: Database, run: Run) -> None:
    ran = run("new", "Taster", "--template", "taster", "--json")
    found = json.loads(ran.out)
    assert set(found) == {"code", "facilitator_url"}
    assert found["facilitator_url"].startswith(f"{BASE}/f/")
    with db.read() as session:
        assert session.exec(select(Workshop)).one().template == "taster"


def test_a_plan_goes_from_one_workshop_to_another_as_a_file(
    db: Database, run: Run, filled: Filled, tmp_path: Path
) -> None:
    to = tmp_path / "plans" / "ours.json"
    ran = run("plan", filled.code, "--to", str(to), "--title", "Our way")
    assert (ran.code, ran.out.strip(), ran.err) == (0, str(to), "")
    made = json.loads(run("new", "Next month", "--plan", str(to), "--json").out)["code"]
    with db.read() as session:
        sheets = [
            [
                (one.activity.key, one.minutes)
                for one in run_sheet(session, host(session, code).workshop_id)
            ]
            for code in (filled.code, made)
        ]
    assert sheets[0] == sheets[1]


def test_link_makes_new_words_and_the_old_ones_open_nothing(
    db: Database, run: Run, filled: Filled
) -> None:
    found = json.loads(run("link", filled.code, "--json").out)
    assert found["code"] == filled.code
    secret = found["facilitator_url"].rsplit("/", 1)[1]
    assert take_over(db, token=new_token(), secret=secret) == filled.code
    with pytest.raises(NotFoundError):
        take_over(db, token=new_token(), secret=filled.made.secret)


def activity(db: Database, code: str, key: str) -> ActivityRun:
    with db.read() as session:
        viewer = host(session, code)
        wanted = select(ActivityRun).where(
            ActivityRun.workshop_id == viewer.workshop_id, ActivityRun.key == key
        )
        return session.exec(wanted).one()


@pytest.mark.about_sqlite
def test_a_command_is_seen_by_whoever_has_the_file_open(
    db: Database, run: Run, filled: Filled
) -> None:
    """The running server watches this very number to know that another process has written."""
    with closing(sqlite3.connect(db.path)) as watching:
        version = watching.execute("PRAGMA data_version").fetchone()
        assert run("open", filled.code, "insights.write").code == 0
        assert watching.execute("PRAGMA data_version").fetchone() != version


def test_open_and_reveal_move_the_room(db: Database, run: Run, filled: Filled) -> None:
    assert run("open", filled.code, "insights.write").code == 0
    assert activity(db, filled.code, "insights.write").open
    assert not activity(db, filled.code, "insights.write").revealed
    assert run("reveal", filled.code).code == 0
    assert activity(db, filled.code, "insights.write").revealed
    assert run("reveal", filled.code, "team.hopes").code == 0
    assert activity(db, filled.code, "team.hopes").revealed


def test_a_command_for_a_step_that_the_room_has_left_does_nothing(
    db: Database, run: Run, filled: Filled
) -> None:
    """``--at`` says where the room was when it was typed; the refusal says where it is now."""
    assert run("open", filled.code, "insights.write").code == 0
    for words in (["reveal", filled.code], ["open", filled.code, "insights.sort"]):
        late = run(*words, "--at", "team.hopes")
        assert (late.code, late.out) == (1, "")
        assert late.err.startswith("Somebody has moved the room meanwhile: it is at “")
    assert not activity(db, filled.code, "team.hopes").revealed
    assert not activity(db, filled.code, "insights.write").revealed
    assert not activity(db, filled.code, "insights.sort").open
    shown = run("reveal", filled.code, "--at", "insights.write")
    assert (shown.code, "insights.write" in shown.out) == (0, True)
    assert activity(db, filled.code, "insights.write").revealed


def test_open_says_what_should_come_first_and_how_to_go_on(db: Database, run: Run) -> None:
    code = json.loads(run("new", "Fresh", "--json").out)["code"]
    ran = run("open", code, "resources.spend")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.endswith("To open it all the same, add --anyway.\n")
    assert not activity(db, code, "resources.spend").open
    assert run("open", code, "resources.spend", "--anyway").code == 0
    assert activity(db, code, "resources.spend").open


def test_export_writes_the_archive_into_the_folder(
    db: Database, run: Run, filled: Filled, tmp_path: Path
) -> None:
    """Named after the code, directly in the folder, once per format, with nothing left over."""
    there = tmp_path / "new" / "folder"
    ran = run("export", filled.code, "--format", "json", "--format", "json", "--to", str(there))
    path = there / f"{filled.code}-archive.json"
    assert (ran.code, ran.out, ran.err) == (0, f"{path}\n", "")
    assert list(there.iterdir()) == [path]
    assert path.read_bytes() == exported(db, filled.code)


def test_export_writes_an_edition_for_sharing(run: Run, filled: Filled, tmp_path: Path) -> None:
    """All formats that there are of it, in the organisation's look, directly in the folder."""
    logo = tmp_path / "logo.png"
    Image.new("RGB", (20, 10), "teal").save(logo)
    there = tmp_path / "out"
    look = ("--organisation", "Anywhere", "--colour", "#123456", "--logo", str(logo))
    asked = ("--format", "html", "--format", "md", "--audience", "shareable", "--language", "en")
    ran = run("export", filled.code, *asked, *look, "--to", str(there))
    assert (ran.code, ran.err) == (0, "")
    names = {path.name for path in there.iterdir()}
    assert f"{filled.code}-summary-shareable.html" in names
    assert len(names) == 2
    page = (there / f"{filled.code}-summary-shareable.html").read_text(encoding="utf-8")
    assert ("Summary for sharing" in page, "Anywhere" in page, "Amina" in page) == (
        True,
        True,
        False,
    )


def test_all_is_every_format_of_the_edition(
    run: Run, filled: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The archive is not among them where something is left out."""
    few = {name: FORMATS[name] for name in ("html", "json", "md")}
    monkeypatch.setattr(files, "FORMATS", few)
    run("export", filled.code, "--format", "all", "--to", str(tmp_path / "full"))
    run("export", filled.code, "--format", "all", "--roles-only", "--to", str(tmp_path / "roles"))
    assert sorted(path.name[6:] for path in (tmp_path / "full").iterdir()) == [
        "archive.json",
        "report.md",
        "summary.html",
    ]
    assert sorted(path.name[6:] for path in (tmp_path / "roles").iterdir()) == [
        "report-without-names.md",
        "summary-without-names.html",
    ]


def test_export_replaces_a_file_whole(run: Run, filled: Filled, tmp_path: Path) -> None:
    path = tmp_path / f"{filled.code}-archive.json"
    path.write_text("older")
    assert run("export", filled.code, "--format", "json", "--to", str(tmp_path)).code == 0
    assert json.loads(path.read_bytes())["workshop"]["code"] == filled.code


def test_import_makes_a_workshop_with_its_own_link(
    db: Database, run: Run, filled: Filled, tmp_path: Path
) -> None:
    run("export", filled.code, "--format", "json", "--to", str(tmp_path))
    ran = run("import", str(tmp_path / f"{filled.code}-archive.json"), "--json")
    found = json.loads(ran.out)
    assert set(found) == {"code", "facilitator_url"}
    assert found["code"] != filled.code
    with db.read() as session:
        old, new = (host(session, code).workshop_id for code in (filled.code, found["code"]))
        texts = [
            sorted(session.exec(select(Card.text).where(Card.workshop_id == workshop_id)))
            for workshop_id in (old, new)
        ]
    assert texts[0] == texts[1] != []


def test_list_shows_every_workshop(run: Run, filled: Filled) -> None:
    code = json.loads(run("new", "Zażółć 🚌", "--json").out)["code"]
    lines = run("list").out.splitlines()
    assert [(line[:5], line.rsplit("  ", 1)[1]) for line in lines] == [
        (filled.code, "Growing up in Ashby"),
        (code, "Zażółć 🚌"),
    ]
    assert "22 cards" in lines[0]
    assert "0 cards" in lines[1]


def test_list_of_nothing_says_how_to_begin(run: Run) -> None:
    ran = run("list")
    assert ran.out == "There is no workshop yet. Make one with: workshop new TITLE\n"


@pytest.mark.about_sqlite
def test_backup_is_a_whole_database(db: Database, run: Run, filled: Filled, tmp_path: Path) -> None:
    to = tmp_path / "copy.db"
    assert run("backup", str(to)) == Ran(0, f"{to}\n", "")
    copy = Database(f"sqlite:///{to}")
    assert exported(copy, filled.code) == exported(db, filled.code)
    copy.close()


@pytest.mark.about_sqlite
def test_backup_never_overwrites_unless_told(
    db: Database, run: Run, filled: Filled, tmp_path: Path
) -> None:
    to = tmp_path / "copy.db"
    to.write_bytes(b"my other backup")
    ran = run("backup", str(to))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"{to} is there already, so nothing was written.")
    assert to.read_bytes() == b"my other backup"
    assert run("backup", str(to), "--force").code == 0
    assert to.read_bytes().startswith(b"SQLite format 3\0")
    itself = f"{db.path} is the database itself. Give the name of another file.\n"
    assert run("backup", str(db.path), "--force") == Ran(1, "", itself)
    os.mkfifo(tmp_path / "pipe")
    assert run("backup", str(tmp_path / "pipe"), "--force").code == 1
    assert (tmp_path / "pipe").is_fifo()


MISTAKES = [
    (["open", "ZZZZZ", "insights.write"], "No workshop has this code."),
    (["open", "CODE", "insights"], "This workshop has no activity “insights”. Choose from: team."),
    (["reveal", "CODE", "insights"], "This workshop has no activity “insights”. Choose from: "),
    (["reveal", "ZZZZZ"], "No workshop has this code."),
    (["link", "ZZZZZ"], "No workshop has this code."),
    (["new", "  "], "Please give the workshop a title."),
    (["new", "x", "--template", "party"], "There is no template called “party”."),
    (["export", "CODE", "--format", "doc"], "There is no format “doc”. Choose from: "),
    (["export", "CODE", "--format", "html", "--colour", "teal"], "“teal” is not a colour."),
    (["export", "CODE", "--format", "html", "--logo", "/no/logo.png"], "A file could not be read"),
    (["export", "CODE", "--format", "html", "--language", "xx"], "There are no words in the langu"),
    (
        ["export", "CODE", "--format", "json", "--audience", "shareable"],
        "The archive is always complete, with names. Leave it out, or ask for the full edition.",
    ),
    (["export", "ZZZZZ", "--format", "json"], "No workshop has this code."),
    (["export", "CODE", "--format", "json", "--to", "FILE"], "A file could not be read or written"),
    (["import", "nowhere.json"], "A file could not be read or written: nowhere.json (No such"),
    (["import", "FILE"], "This file is not a whole archive."),
    (["new", "x", "--plan", "FILE"], "This file is not a plan that Reframe wrote."),
    (["new", "x", "--plan", "nowhere.json"], "A file could not be read or written: nowhere.json"),
    (["plan", "ZZZZZ"], "No workshop has this code."),
    (["import", "DIR"], "A file could not be read or written"),
    (["backup", "DIR"], "DIR is a folder. Give the name of a file in it."),
    (["backup", "DIR/none/copy.db"], "There is no folder DIR/none. Make it first."),
]


@pytest.mark.parametrize(("words", "sentence"), MISTAKES, ids=lambda value: str(value)[:40])
def test_what_cannot_be_done_is_a_sentence(
    run: Run, filled: Filled, tmp_path: Path, words: list[str], sentence: str
) -> None:
    """On stderr, with exit code 1, nothing on stdout, and never a stack trace."""
    (tmp_path / "file").write_text("a shopping list")
    there = {"CODE": filled.code, "DIR": str(tmp_path), "FILE": str(tmp_path / "file")}

    def filled_in(word: str) -> str:
        return re.sub("CODE|DIR|FILE", lambda found: there[found[0]], word)

    ran = run(*map(filled_in, words))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(filled_in(sentence))
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["dance"],
        ["new"],
        ["open", "BCDFG"],
        ["export", "BCDFG"],
        ["list", "--colour"],
        ["new", "x", "--temp", "taster"],
    ],
)
def test_what_is_misspelt_is_exit_code_2(run: Run, words: list[str]) -> None:
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("usage: workshop")


def test_help_names_every_command(run: Run) -> None:
    ran = run("--help")
    assert ran.code == 0
    for name in ("new", "list", "open", "reveal", "link", "export", "import", "spend", "backup"):
        assert re.search(rf"^    {name} +[A-Z]", ran.out, re.MULTILINE)
        assert run(name, "--help").code == 0


def test_spend_shows_a_file_and_stores_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For a program exactly five things, for a person a few lines; no database is even made."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    file = tmp_path / "march.csv"
    file.write_text("Supplier,Amount\nAcme,1.50\nAcme,-0.25\nTotal,1.25\n", encoding="utf-8")
    assert json.loads(run("spend", str(file), "--json").out) == {
        "rows": 2,
        "total_pence": 125,
        "negative_rows": 1,
        "skipped": [{"row": 4, "reason": "This row is a total (“Total”)."}],
        "warnings": [
            "Row 4 is a total and is left out.",
            "Row 3 is below zero: money back, -£0.25 in all.",
            "No currency is named in this file, so we take the amounts for pounds.",
        ],
    }
    ran = run("spend", str(file))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[:3] == ["2 rows: £1.25", "  amount: Amount", "  supplier: Supplier"]
    assert not (tmp_path / "none.db").exists()


def test_trouble_with_settings_or_storage_is_a_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere")
    assert run("list").err.startswith("DATABASE_URL needs the name of a database")
    monkeypatch.setenv("DATABASE_URL", "mysql://somewhere")
    assert run("list").err.startswith("DATABASE_URL must start with sqlite:///")
    (tmp_path / "damaged.db").write_bytes(b"no database " * 99)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'damaged.db'}")
    ran = run("list")
    assert (ran.code, ran.err) == (
        1,
        "The database file is damaged. Put the last backup in its place.\n",
    )


@pytest.mark.about_sqlite
def test_a_disk_that_fills_while_importing_leaves_nothing(
    db: Database, run: Run, filled: Filled, tmp_path: Path
) -> None:
    run("export", filled.code, "--format", "json", "--to", str(tmp_path))
    other = database(db.url)
    with other.read() as session:
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
    raw = other._writer.raw_connection()
    raw.driver_connection.execute(f"PRAGMA max_page_count = {pages}")
    raw.close()
    ran = run("import", str(tmp_path / f"{filled.code}-archive.json"))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("The server's disk is full.")
    assert len(run("list").out.splitlines()) == 1


def test_words_are_utf8_on_every_terminal(db: Database, filled: Filled) -> None:
    """A terminal that says it knows ASCII alone, as some on Windows do, still gets the title."""
    env = {**os.environ, "DATABASE_URL": db.url, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "workshop.cli"]
    new = subprocess.run([*command, "new", "Zażółć 🚌"], env=env, capture_output=True, check=False)
    assert (new.returncode, new.stderr) == (0, b"")
    listed = subprocess.run([*command, "list"], env=env, capture_output=True, check=True)
    assert "Zażółć 🚌" in listed.stdout.decode("utf-8")
    wrong = subprocess.run(
        [*command, "open", filled.code, "żółć"], env=env, capture_output=True, check=False
    )
    assert wrong.returncode == 1
    assert wrong.stderr.decode("utf-8").startswith("This workshop has no activity “żółć”.")


@pytest.mark.about_sqlite
def test_keep_makes_one_more_copy_beside_the_database(
    db: Database, run: Run, filled: Filled
) -> None:
    first = run("backup", "--keep", "1")
    assert Path(first.out.strip()).parent == db.path.parent / "backups"
    assert run("backup", "--keep", "0").err.startswith("--keep needs a number")
    assert run("backup").err.startswith("Give the file to make")


@pytest.mark.about_sqlite
def test_restore_is_refused_while_a_server_runs_and_keeps_what_was_there(
    db: Database, run: Run, filled: Filled, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    before = exported(db, filled.code)
    assert run("backup", str(copy)).code == 0
    run("new", "Made later")
    with FileLock(f"{db.path}-server.lock"):
        refused = run("restore", str(copy))
    assert (refused.code, refused.err.split(".")[0]) == (1, "Reframe is running on this database")
    db.close()
    database(db.url).close()
    ran = run("restore", str(copy))
    assert (ran.code, ran.err) == (0, "")
    again = Database(db.url)
    assert exported(again, filled.code) == before
    again.close()
    assert "Made later" not in run("list").out
    kept = Path(ran.out.strip().rpartition(" ")[2])
    with closing(sqlite3.connect(kept)) as opened:
        assert opened.execute("SELECT 1 FROM workshop WHERE title = 'Made later'").fetchone()
    assert run("restore", str(tmp_path / "none.db")).err.startswith("There is no file")
    assert run("restore", str(db.path)).err.endswith("Give a copy of it.\n")


def test_every_command_leads_to_what_runs_it() -> None:
    for one in COMMANDS:
        module, _, name = one.run.partition(".")
        assert callable(getattr(import_module(f"workshop.cli.{module}"), name)), one.name


@pytest.mark.parametrize(
    ("asked", "unneeded"),
    [
        ("--help", ("sqlmodel", "pydantic", "workshop.db", "workshop.exports")),
        ("spend FILE", ("sqlmodel", "pydantic", "workshop.kinds", "charset_normalizer")),
        (
            "new Ashby",
            (
                *("workshop.exports", "workshop.examples", "typst", "xlsxwriter", "pptx"),
                *("alembic", "workshop.queries.figures.shown_in_room"),
                *("PIL", "babel.dates", "babel.numbers", "babel.messages"),
            ),
        ),
        ("export BCDFG --format csv", ("workshop.imports", "typst", "xlsxwriter", "pptx")),
    ],
)
def test_a_command_loads_only_what_it_needs(
    asked: str, unneeded: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / "s.csv"
    file.write_text("Date,Supplier,Amount\n2024-01-02,A,12.50\n", encoding="utf-8")
    words = [str(file) if word == "FILE" else word for word in asked.split()]
    script = (
        "import sys\nfrom workshop.cli import main\n"
        f"try:\n    main({words!r})\nexcept SystemExit:\n    pass\n"
        f"print('loaded:', [name for name in {unneeded!r} if name in sys.modules])"
    )
    environ = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'a.db'}"}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environ, check=True
    )
    assert done.stdout.endswith("loaded: []\n")


def test_the_server_starts_without_what_its_first_answers_do_not_need() -> None:
    """Files, a certificate of its own, photos of phones and charts wait until they are wanted."""
    unneeded = (
        *("workshop.exports", "trustme", "cryptography.x509", "pillow_heif", "typst"),
        *("sqlalchemy.dialects.postgresql", "plotly", "PIL"),
    )
    script = (
        "import sys, stages.serving\n"
        f"print('loaded:', [name for name in {unneeded!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "loaded: []\n"


def test_a_command_puts_off_the_garbage_collector_for_itself_alone(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would look through all modules more than ten times; nothing of them is garbage."""
    usual = gc.get_threshold()
    seen: list[int] = []
    monkeypatch.setattr(
        "workshop.cli.spending.look", lambda _given: seen.append(gc.get_threshold()[0])
    )
    assert run("spend", "file.csv").code == 0
    assert seen[0] >= 100_000
    assert gc.get_threshold() == usual


@pytest.mark.about_sqlite
def test_erasing_again_from_the_same_database_by_another_name_says_so(
    run: Run, db: Database, filled: Filled
) -> None:
    with db.read() as session:
        card = session.exec(select(Card.id).where(Card.text != "")).first()
    erase_card(db, viewer=filled.facilitator, card_id=card or "")
    same = f"sqlite:///{db.path.parent}/../{db.path.parent.name}/{db.path.name}"
    ran = run("erased", "--again", same)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Nothing was erased again: no erasure is written down there")
    assert "not another way to write that of this one" in ran.out


def test_erasing_where_nobody_can_type_says_what_to_add(
    db: Database, run: Run, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    ran = run("erase", filled.code)
    assert ran.code == 1
    assert ran.err.strip() == (
        f"Nobody typed the code again, so nothing was erased. Add --yes {filled.code}."
    )
    assert exported(db, filled.code)
