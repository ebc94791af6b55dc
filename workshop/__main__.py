"""``python -m workshop``: the ``workshop`` command where its script is not on the path."""

import sys

from workshop.cli import main

if __name__ == "__main__":
    sys.exit(main())
