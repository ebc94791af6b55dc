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
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("X-Frame-Options", "SAMEORIGIN")
    headers.setdefault("Permissions-Policy", PERMISSIONS)
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    if lasting:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if path.startswith(MEDIA):
        headers["Cache-Control"] = "no-store"
    if headers.get("content-type", "").startswith("text/html"):
        headers.setdefault("Content-Security-Policy", policy)
