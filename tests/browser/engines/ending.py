"""How the programs of an engine end: asked to, and made to where that is not enough."""

import subprocess

PATIENCE = 30  # seconds


def end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
