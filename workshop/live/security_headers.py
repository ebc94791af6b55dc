"""What every answer tells browsers to refuse: frames, foreign scripts, devices, guessed types."""

import base64
import hashlib
import re

from starlette.datastructures import MutableHeaders

MEDIA = "/media/"
CONTENT_POLICY = (
    "default-src 'self'; img-src 'self' data:; media-src 'self' data:; "
    "style-src 'self'; script-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'self'; object-src 'none'"
)
PERMISSIONS = (
    "camera=(), microphone=(self), geolocation=(), payment=(), usb=(), serial=(), "
    "midi=(), hid=(), display-capture=(), browsing-topics=()"
)
SAFE = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
)
"""What stands in every answer, as the web server writes it: each request passes here."""
OF_PAGES = (
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"permissions-policy", PERMISSIONS.encode()),
    (b"cross-origin-opener-policy", b"same-origin"),
)
"""What browsers heed of a page alone: said with every script, style and font it would cost a phone
on a weak network 220 bytes each time."""
PARTS_OF_PAGES = (b"text/javascript", b"text/css", b"font/")


def app_policy(page: str) -> str:
    """What the app's own pages may load: their server's files, and the scripts that stand in them.

    ``page`` is the page that the framework sends: its inline scripts are allowed by their hashes,
    and no others. It loads parts that the server sent it as ``blob:``, and they set styles on
    elements, so inline styles are allowed. What people write
    is text in it all the same: no page of ours makes markup of it.
    """
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in scripts)
    allowed = "".join(f" 'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'self'; script-src 'self' blob:{allowed}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; "
        "connect-src 'self'; worker-src 'self' blob:; frame-src 'self'; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    )


def make_safe(headers: MutableHeaders, *, path: str, policy: str, lasting: bool) -> None:
    """Add what the answer at ``path`` does not say itself.

    ``policy`` is what a page may load. ``lasting``: browsers may insist on https for a year.
    """
    said = dict(headers.raw)
    kind = said.get(b"content-type", b"")
    due = SAFE if kind.startswith(PARTS_OF_PAGES) else SAFE + OF_PAGES
    headers.raw.extend([pair for pair in due if pair[0] not in said])
    if lasting:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if path.startswith(MEDIA):
        headers["Cache-Control"] = "no-store"
    if kind.startswith(b"text/html"):
        headers.setdefault("Content-Security-Policy", policy)
