"""The papers say what this server is set to, and nothing that it is not."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from workshop.cli import main
from workshop.errors import InvalidInputError
from workshop.papers import papers
from workshop.settings import Settings, SignIn

DAY = date(2026, 12, 3)
BARE = Settings("sqlite:////srv/reframe.db", keep_days=0)
FULL = replace(
    BARE,
    public_url="https://workshops.example.org",
    keep_days=90,
    nightly_backups=14,
    facilitator_key="a long one",
    metrics_token="another long one",
    log_json=True,
)
ACCOUNTS = SignIn(
    "https://login.ashby.example/.well-known/openid-configuration",
    "reframe",
    "what the provider is shown",
    "what signs the cookies of browsers",
    ("@ashby.example", "ada_b@other.example"),
)
SIGNED_IN = replace(FULL, sign_in=ACCOUNTS)
ON_SERVER = replace(FULL, database_url="postgresql+psycopg://me:hunter2@db.example/reframe")


def test_there_is_a_paper_for_each_question() -> None:
    assert sorted(papers(FULL, day=DAY)) == [
        "1-impact-assessment.md",
        "2-record-of-processing.md",
        "3-retention.md",
        "4-accessibility-statement.md",
        "5-security.md",
    ]


def test_they_say_what_is_set() -> None:
    made = papers(FULL, day=DAY, organisation="Ashby Council")
    whole = "\n".join(made.values())
    assert "90 days" in made["3-retention.md"]
    assert "14 nights" in made["3-retention.md"]
    assert "plain http" not in whole
    assert "only by hand" not in whole
    assert all("3 December 2026" in text for text in made.values())
    assert all("https://workshops.example.org" in text for text in made.values())
    assert "Ashby Council" in made["4-accessibility-statement.md"]
    assert "a long one" not in whole, "no secret stands in a paper"
    assert "another long one" not in whole


def test_they_say_what_is_missing() -> None:
    made = papers(BARE, day=DAY)
    assert "**plain http" in made["5-security.md"]
    assert "Set `NIGHTLY_BACKUPS`" in made["5-security.md"]
    assert "Set `KEEP_DAYS`" in made["5-security.md"]
    assert "no last day is set" in made["1-impact-assessment.md"]
    assert "`KEEP_DAYS` is 0" in made["3-retention.md"]


def test_accounts_stand_in_every_paper_about_data_where_people_sign_in() -> None:
    made = papers(SIGNED_IN, day=DAY)
    for name in made.keys() - {"4-accessibility-statement.md"}:
        assert "login.ashby.example" in made[name], name
    whole = "\n".join(made.values())
    assert "@ashby.example, ada\\_b@other.example" in made["5-security.md"]
    assert "emails of its owners" in made["1-impact-assessment.md"]
    assert "signed in nowhere" in made["2-record-of-processing.md"]
    assert "taken off" in made["3-retention.md"]
    assert "asks no other server for anything" in made["1-impact-assessment.md"]
    assert "Nothing goes out" not in whole
    assert "OIDC_ALLOWED" not in whole
    assert "what the provider is shown" not in whole, "no secret stands in a paper"
    assert "what signs the cookies" not in whole
    anybody = papers(replace(FULL, sign_in=replace(ACCOUNTS, allowed=())), day=DAY)
    assert "Set `OIDC_ALLOWED`" in anybody["5-security.md"]


def test_without_accounts_no_paper_speaks_of_them() -> None:
    made = papers(FULL, day=DAY)
    assert "off: nobody has an account" in made["5-security.md"]
    for word in ("OIDC", "owners", "30 days", "sign in with"):
        assert word not in "\n".join(made.values())


def test_a_database_server_is_no_file_here_and_its_address_stays_out() -> None:
    made = papers(ON_SERVER, day=DAY)
    whole = "\n".join(made.values())
    assert "one file" not in whole
    assert "log of the database" not in whole
    assert "hunter2" not in whole
    assert "db.example" not in whole
    assert "NIGHTLY_BACKUPS" not in made["1-impact-assessment.md"]
    assert "yours to make" in made["5-security.md"]


@pytest.mark.parametrize("settings", [BARE, FULL, SIGNED_IN, ON_SERVER])
def test_they_are_whole_markdown_with_tables(settings: Settings) -> None:
    for name, text in papers(settings, day=DAY, organisation="A | B <i> *c*").items():
        assert "{{" not in text
        assert "{%" not in text
        html = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
        assert html.startswith("<h1>")
        assert "<em>c</em>" not in html, name
        assert text.count("\n| ") < 4 or "<table>" in html


def test_a_name_of_several_lines_is_refused() -> None:
    with pytest.raises(InvalidInputError):
        papers(BARE, day=DAY, organisation="A\n# B")


def test_the_command_writes_them_and_keeps_what_was_filled_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    folder = tmp_path / "papers"
    assert main(["papers", "--to", str(folder)]) == 0
    assert len(list(folder.iterdir())) == 5
    (folder / "3-retention.md").write_text("filled in")
    capsys.readouterr()
    assert main(["papers", "--to", str(folder)]) == 1
    assert "is there already" in capsys.readouterr().err
    assert (folder / "3-retention.md").read_text() == "filled in"
    assert main(["papers", "--to", str(folder), "--force"]) == 0
    assert not (tmp_path / "none.db").exists()
