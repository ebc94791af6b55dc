"""Where the product's files are found, and where what people write is kept."""

from pathlib import Path

import platformdirs
import pytest

from workshop import places
from workshop.places import CHECKOUT, DATA, HOME, checkout_of, data_of, home_of
from workshop.settings import load_settings


@pytest.fixture
def package(tmp_path: Path) -> Path:
    made = tmp_path / "site-packages" / "workshop"
    made.mkdir(parents=True)
    return made


def test_an_installed_package_holds_its_data_and_none_of_the_users(package: Path) -> None:
    assert checkout_of(package) is None
    assert data_of(package) == package / "data"
    assert not home_of(package).is_relative_to(package.parent)
    assert home_of(package) == platformdirs.user_data_path("reframe", appauthor=False)
    assert home_of(package) != Path.cwd()


def test_a_neighbour_called_app_makes_no_checkout_of_it(package: Path) -> None:
    """Site-packages hold whatever others put there; both files of ours must be."""
    (package.parent / "app.py").touch()
    assert checkout_of(package) is None


def test_this_folder_keeps_its_own() -> None:
    root = Path(places.__file__).resolve().parents[1]
    assert (root, root / "data", root / "data") == (CHECKOUT, DATA, HOME)
    assert load_settings({}, None).database_path == root / "data" / "reframe.db"
