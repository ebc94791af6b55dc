"""What a picture does to its reader ends with it: the process is ended, and the server goes on."""

import ast
import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from workshop.errors import InvalidInputError, WorkshopError
from workshop.pictures import apart, worker
from workshop.pictures.apart import BUSY, Redrawers
from workshop.pictures.limits import DAMAGED, TOO_LARGE

ROOT = Path(__file__).resolve().parents[3]
HANGS = (sys.executable, "-c", "import time; time.sleep(600)")
ENDS = (sys.executable, "-c", "import sys; sys.stdin.buffer.read(4)")
LITTLE = 250 * 1024**2


def says(answer: bytes, size: int | None = None) -> tuple[str, ...]:
    """A process that hears a picture and answers with these bytes, and a size of its own."""
    frame = struct.pack(">I", len(answer) if size is None else size) + answer
    heard = "sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(4), 'big'))"
    said = f"sys.stdout.buffer.write({frame!r}); sys.stdout.flush(); sys.stdin.read()"
    return (sys.executable, "-c", f"import sys; {heard}; {said}")


def picture(width: int, height: int) -> bytes:
    made = BytesIO()
    Image.new("RGB", (width, height), "#a8430e").save(made, "PNG")
    return made.getvalue()


@pytest.fixture
def kept() -> Iterator[Redrawers]:
    found = Redrawers()
    yield found
    found.end()


def pids(found: Redrawers) -> list[int]:
    return [one.process.pid for one in found._idle]


def test_one_process_redraws_picture_after_picture(kept: Redrawers) -> None:
    said = [kept.redraw(picture(30, 20)) for _ in range(3)]
    assert [mime for mime, _ in said] == ["image/png"] * 3
    assert Image.open(BytesIO(said[0][1])).size == (30, 20)
    (first,) = pids(kept)
    assert first != os.getpid()
    with pytest.raises(InvalidInputError, match="not a picture that we can keep"):
        kept.redraw(b"no picture at all")
    with pytest.raises(InvalidInputError, match="damaged"):
        kept.redraw(picture(30, 20)[:60])
    assert pids(kept) == [first], "a bad file is one sentence, and no end of the process"


def test_one_that_ended_while_it_waited_is_replaced_unheard(kept: Redrawers) -> None:
    kept.redraw(picture(30, 20))
    (one,) = kept._idle
    one.process.kill()
    one.process.wait()
    assert kept.redraw(picture(30, 20))[0] == "image/png"
    assert pids(kept) != [one.process.pid]


@pytest.mark.parametrize(
    ("command", "seconds", "sentence"),
    [
        (HANGS, 0.2, TOO_LARGE),
        (ENDS, 60, DAMAGED),
        (says(b"p" + b"no picture"), 60, DAMAGED),
        (says(b"x" + b"\x89PNG\r\n\x1a\n"), 60, DAMAGED),
        (says(b"r" + b"Nobody's sentence."), 60, DAMAGED),
        (says(b"", apart.MOST_ANSWERED + 1), 60, DAMAGED),
        ((str(ROOT / "no-such-program"),), 60, BUSY),
    ],
)
def test_one_that_hangs_or_breaks_is_ended_with_a_sentence(
    command: tuple[str, ...], seconds: float, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[apart._Kept] = []
    start = apart._Kept.__post_init__

    def starting(one: apart._Kept) -> None:
        start(one)
        made.append(one)

    monkeypatch.setattr(apart._Kept, "__post_init__", starting)
    found = Redrawers(command, seconds)
    for _ in range(2):
        with pytest.raises(WorkshopError) as refused:
            found.redraw(picture(30, 20))
        assert str(refused.value) == sentence
    assert [one.process.poll() is None for one in made] == [False] * (0 if sentence == BUSY else 2)
    assert found._idle == []


def test_one_is_replaced_after_so_many(kept: Redrawers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MOST_EACH", 2)
    kept.redraw(picture(30, 20))
    assert len(pids(kept)) == 1
    kept.redraw(picture(30, 20))
    assert pids(kept) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="held to its memory on Linux")
def test_one_that_grows_too_large_is_refused_and_small_pictures_go_on() -> None:
    """A plain picture of many pixels, to a process that may have little."""
    found = Redrawers((*apart._WORKER[:-1], str(LITTLE)))
    with pytest.raises(InvalidInputError, match=r"too large|damaged"):
        found.redraw(picture(7000, 7000))
    assert found.redraw(picture(30, 20))[0] == "image/png"
    found.end()
    assert Redrawers().redraw(picture(7000, 7000))[0] == "image/png", "it is no bad picture"


def test_it_ends_with_whoever_asks(kept: Redrawers) -> None:
    """A server that is killed closes the pipe, and nothing else is needed."""
    kept.redraw(picture(30, 20))
    (one,) = kept._idle
    one._asked.close()
    assert one.process.wait(60) == 0


def test_no_secret_of_the_server_is_told_to_it(
    kept: Redrawers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACILITATOR_KEY", "a-long-secret")
    monkeypatch.setenv("PYTHONPATH", "/somewhere/else")
    found = apart._environment()
    assert set(found) <= {*apart._HANDED_ON, "PYTHONPATH", "OMP_NUM_THREADS"}
    assert found["PYTHONPATH"] == f"{ROOT}{os.pathsep}/somewhere/else"
    assert kept.redraw(picture(30, 20))[0] == "image/png"


def test_half_a_frame_is_the_end(tmp_path: Path) -> None:
    assert worker.hear(BytesIO(b"\x00\x00")) is None
    assert worker.hear(BytesIO(b"\x00\x00\x00\x05abc")) is None
    worker.say(said := BytesIO(), b"abc")
    assert worker.hear(BytesIO(said.getvalue())) == b"abc"


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{one.name}" for one in node.names}
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
    return found


def test_nothing_else_opens_what_comes_from_outside() -> None:
    """Pictures are decoded by the worker; archives are read by the command line alone."""
    modules = [path for top in ("workshop", "stages") for path in (ROOT / top).rglob("*.py")]
    named = {path.relative_to(ROOT).as_posix(): imports(path) for path in modules}
    assert len(named) > 600

    def who(wanted: str) -> set[str]:
        return {path for path, found in named.items() if any(o.startswith(wanted) for o in found)}

    assert who("workshop.pictures.redraw.redrawn") == {"workshop/pictures/worker.py"}
    # The story draws pictures that were redrawn when they came in.
    telling = "workshop/exports/telling"
    drawn = {"workshop/pictures/redraw.py", f"{telling}/edition.py", f"{telling}/story.py"}
    assert who("PIL") == drawn
    assert who("pillow_heif") == {"workshop/pictures/redraw.py"}
    archives = {"workshop/cli/files.py", "workshop/examples/bring_in.py"}
    assert who("workshop.imports.archive.import_archive") == archives


def test_a_picture_loads_only_what_reads_its_own_sort() -> None:
    """Pillow loads all of its forty formats for one that it does not know by heart, as WebP."""
    script = (
        "import io, sys\nfrom PIL import Image\n"
        "from workshop.pictures.redraw import redrawn, small_copy\n"
        "made = io.BytesIO()\nImage.new('RGB', (30, 20)).save(made, 'PNG')\n"
        "redrawn(small_copy(made.getvalue()))\n"
        "print([name for name in sys.modules if 'PcxImagePlugin' in name])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout == b"[]\n"
