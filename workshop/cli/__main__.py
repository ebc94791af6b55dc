"""``python -m workshop.cli``."""

import sys

from workshop.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
