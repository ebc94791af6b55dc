"""What a stage lends to the console while the room is in one of its steps.

The console knows no stage, and a stage no console: the registry, which knows both, says who lends.
"""

from collections.abc import Callable, Iterable

from stages.parts.board import Board

Tool = Callable[[Board], None]

_TOOLS: dict[str, Tool] = {}


def lend(steps: Iterable[str], tool: Tool) -> None:
    """Draw this on the console in these steps."""
    _TOOLS.update(dict.fromkeys(steps, tool))


def lent(board: Board) -> None:
    """Draw what a stage lends to the room's step, if one does."""
    tool = _TOOLS.get(board.current_key or "")
    if tool is not None:
        tool(board)
