"""What participants read, in their own language: gettext catalogues in ``data/words``.

One tool for code, templates and the method's data: a sentence is found by its English words, so
that one that is missing falls back alone. Babel brings the plurals and names that CLDR knows.
"""

from workshop.words.catalogues import (
    ENGLISH,
    Catalogue,
    Form,
    catalogue,
    languages,
    own_name,
    with_cases,
)
from workshop.words.choosing import best_of

__all__ = [
    "ENGLISH",
    "Catalogue",
    "Form",
    "best_of",
    "catalogue",
    "languages",
    "own_name",
    "with_cases",
]
