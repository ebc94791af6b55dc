"""A plain table that anybody can read, screen readers included; every word in it is escaped."""

from collections.abc import Sequence
from html import escape

import streamlit as st


def table(
    caption: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    numbers: Sequence[int] = (),
    foot: Sequence[str] = (),
) -> None:
    """Rows of words under ``heads``; the columns in ``numbers`` are lined up to the right.

    The first cell of each row is its heading. ``foot`` is a last row, such as the sum.
    """

    def side(place: int) -> str:
        return ' class="rf-number"' if place in numbers else ""

    def cells(row: Sequence[str], last: bool = False) -> str:
        first, *others = row
        tag = "th" if last else "td"
        inside = "".join(
            f'<{tag}{side(place)} data-head="{escape(heads[place])}" dir="auto">'
            f"{escape(said)}</{tag}>"
            for place, said in enumerate(others, 1)
        )
        return f'<tr><th scope="row" dir="auto">{escape(first)}</th>{inside}</tr>'

    head = "".join(
        f'<th scope="col"{side(place)}>{escape(words)}</th>' for place, words in enumerate(heads)
    )
    body = "".join(cells(row) for row in rows)
    bottom = f"<tfoot>{cells(foot, last=True)}</tfoot>" if foot else ""
    st.html(
        f'<div class="rf-table" role="region" aria-label="{escape(caption)}" tabindex="0"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody>{bottom}</table></div>"
    )
