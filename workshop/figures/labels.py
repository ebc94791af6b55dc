"""Words on a figure that have little room."""

from workshop.figures.told_text import original


def shortened(words: str, length: int) -> str:
    """The first words on one line, at most ``length`` letters, cut between words where it can be.

    What was cut is shown by an ellipsis, with no comma or stop before it.
    """
    line = " ".join(original(words).split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    within = line[length - 1] != " " and " " in cut[length // 2 :]
    head = cut.rsplit(" ", 1)[0] if within else cut
    return f"{head.rstrip(' ,;:.–-')}…"
