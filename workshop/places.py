"""Where the product's own files are, and where those of whoever runs it belong.

The method's words stand beside the packages in a copy of the source folder, and inside the package
where it was installed. What people write is never kept in an installed package, in a cache or in
the folder that a command happens to be called from.
"""

from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


def checkout_of(package: Path) -> Path | None:
    """The copy of the source folder that holds the package; None where it was installed."""
    above = package.parent
    return above if all((above / one).is_file() for one in ("app.py", "pyproject.toml")) else None


def data_of(package: Path) -> Path:
    """The method, templates, cases and words that belong to the package."""
    checkout = checkout_of(package)
    return package / "data" if checkout is None else checkout / "data"


def home_of(package: Path) -> Path:
    """Where the database is kept, unless a setting says otherwise; it need not be there yet."""
    checkout = checkout_of(package)
    if checkout is not None:
        return checkout / "data"
    return Path(platformdirs.user_data_dir("reframe", appauthor=False))


CHECKOUT = checkout_of(_PACKAGE)
DATA = data_of(_PACKAGE)
HOME = home_of(_PACKAGE)
SETTINGS_FILE = (CHECKOUT or HOME) / ".env"
