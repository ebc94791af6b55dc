"""The launcher in a copy of the source folder: ``uv run app.py`` starts everything on one port."""

import sys

from stages.serving import main

if __name__ == "__main__":
    sys.exit(main())
