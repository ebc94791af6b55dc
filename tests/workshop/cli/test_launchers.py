"""Something to double-click: as each system reads it. Windows and a Mac are simulated here."""

import os
import shlex
import stat
import subprocess
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from workshop.cli import handing_over, main
from workshop.cli.launchers import launcher

ODD = "/Users/Zoë O'Hara/100% $mine `x`/py\\thon"


def test_windows_reads_a_batch_file_in_utf_8_with_its_line_ends() -> None:
    made = launcher("win32", PureWindowsPath(r"C:\Users\Zoë\100% mine\python.exe"))
    lines = made.content.decode("utf-8").split("\r\n")
    assert made.name == "Reframe.bat"
    assert lines[1] == "chcp 65001 >nul", "read as UTF-8 before the first name with an accent"
    assert '"C:\\Users\\Zoë\\100%% mine\\python.exe" -m workshop serve' in lines
    assert "\n" not in made.content.decode().replace("\r\n", "")
    assert not made.content.startswith(b"\xef\xbb\xbf")


def test_a_mac_runs_a_shell_script_whatever_the_path_is_called() -> None:
    made = launcher("darwin", PurePosixPath(ODD))
    assert made.name.endswith(".command")
    assert shlex.split(made.content.decode().splitlines()[1])[1] == ODD


def test_linux_reads_a_desktop_entry() -> None:
    made = launcher("linux", PurePosixPath(ODD))
    line = next(one for one in made.content.decode().splitlines() if one.startswith("Exec="))
    # As the desktop entry specification unescapes: the value first, then the quoted argument.
    value = line.removeprefix("Exec=").replace("\\\\", "\\").replace("%%", "%")
    quoted = value[1 : value.rindex('"')]
    plain = quoted
    for mark in ("$", "`", '"', "\\"):
        plain = plain.replace(f"\\{mark}", mark)
    assert plain == ODD


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script is for the others")
def test_the_script_of_a_mac_starts_this_very_python(tmp_path: Path) -> None:
    """With ``workshop`` for a server that only says that it was started."""
    (tmp_path / "workshop.py").write_text("import sys\nprint('started', *sys.argv[1:])")
    script = tmp_path / "Reframe.command"
    script.write_bytes(launcher("darwin", Path(sys.executable)).content)
    script.chmod(0o755)
    there = os.environ | {"PYTHONPATH": str(tmp_path)}
    ran = subprocess.run(
        [script], capture_output=True, text=True, check=True, cwd=tmp_path, env=there
    )
    assert ran.stdout.strip() == "started serve"


def test_the_command_puts_it_where_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(handing_over.sys, "platform", "darwin")
    assert main(["shortcut", "--to", str(tmp_path)]) == 0
    made = tmp_path / "Reframe.command"
    assert capsys.readouterr().out.strip() == str(made)
    assert made.stat().st_mode & stat.S_IXUSR
    assert main(["shortcut", "--to", str(tmp_path / "none")]) == 1
