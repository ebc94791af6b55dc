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
    headed: bool = False,
) -> None:
    """Rows of words under ``heads``; the columns in ``numbers`` are lined up to the right.

    The first cell of each row is its heading. ``foot`` is a last row, such as the sum. A column in
    which no row says anything is left out. ``headed``, the heading above says the caption already,
    and only who cannot see it is told it again.
    """
    said = [
        at
        for at in range(len(heads))
        if at == 0 or any(row[at].strip() for row in (*rows, foot) if row)
    ]

    def side(place: int) -> str:
        return ' class="rf-number"' if place in numbers else ""

    def cells(row: Sequence[str], last: bool = False) -> str:
        tag = "th" if last else "td"
        inside = "".join(
            f'<{tag}{side(place)} data-head="{escape(heads[place])}" dir="auto">'
            f"{escape(row[place])}</{tag}>"
            for place in said[1:]
        )
        return f'<tr><th scope="row" dir="auto">{escape(row[0])}</th>{inside}</tr>'

    head = "".join(f'<th scope="col"{side(place)}>{escape(heads[place])}</th>' for place in said)
    body = "".join(cells(row) for row in rows)
    bottom = f"<tfoot>{cells(foot, last=True)}</tfoot>" if foot else ""
    seen = ' class="rf-unseen"' if headed else ""
    st.html(
        f'<div class="rf-table" role="region" aria-label="{escape(caption)}" tabindex="0"><table>'
        f"<caption{seen}>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody>{bottom}</table></div>"
    )
