"""What a picture may be, and what is said of one that is not: no library that opens one is loaded
for that, so a server and its commands start without them.
"""

from typing import Literal

from workshop.errors import Sentence

MOST_BYTES = 5 * 1024 * 1024

Mime = Literal["image/png", "image/jpeg", "image/webp"]
TOO_LARGE = Sentence("This picture is too large. Make it smaller, or take it again.")
DAMAGED = Sentence(
    "This picture is damaged, or it is not what it says. Save it again, then send it."
)
NOT_KEPT = Sentence(
    "This is not a picture that we can keep. Use PNG, JPEG or WebP, or a phone's HEIC photo."
)
TOO_MANY = Sentence("This picture has too many pixels. Make it smaller first.")
REFUSALS = {str(one): one for one in (TOO_LARGE, DAMAGED, NOT_KEPT, TOO_MANY)}
