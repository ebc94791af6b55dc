"""The launcher in a copy of the source folder: ``uv run app.py`` starts everything on one port."""

import gc
import sys

gc.set_threshold(200_000)  # the server puts it back: nothing of what is loaded now is garbage

from stages.serving import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
