"""How the server sets Streamlit up."""

import gc

from stages import serving
from workshop.domain.pictures import MOST_BYTES
from workshop.settings import Settings


def test_the_server_takes_no_larger_files_than_pictures() -> None:
    """The box for pictures refuses larger ones in the browser, where anybody can go round it."""
    found = serving.config(Settings(database_url="sqlite:///unused.db"))
    assert found["server.maxUploadSize"] * 1024**2 == MOST_BYTES


def test_the_garbage_collector_passes_by_what_is_loaded() -> None:
    """A full collection of a started server would hold up every card for a tenth of a second."""
    try:
        serving.leave_alone()
        assert gc.get_freeze_count() > 10 * len(gc.get_objects())
    finally:
        gc.unfreeze()
