"""Said where facilitators come by while something that was erased still stands in a file."""

import streamlit as st

from workshop.db import Database


def say_unerased(db: Database) -> None:
    """Say so while erased words can still be found in the files of the server."""
    if db.still_erasing:
        st.warning(
            "What was erased is gone from the pages, but not yet from the server's files: "
            "somebody is still reading there. It goes on trying. Look at this page again, or stop "
            "the server: then it is erased."
        )
