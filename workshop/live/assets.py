"""What the light pages load, made small once: comments and spaces cost seconds on a bad phone."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import rcssmin
import rjsmin
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

STATIC = Path(__file__).parent / "room"
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
SMALLER = {".js": rjsmin.jsmin, ".css": rcssmin.cssmin}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is served, plain and compressed (RFC 1952)."""

    media_type: str
    plain: bytes
    gzipped: bytes
    tag: str


@cache
def version() -> str:
    """Changes whenever any file does, so that an address with it may be kept for ever."""
    digest = hashlib.sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.suffix in TYPES:
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def _asset(path: Path) -> Asset:
    content = path.read_bytes()
    if path.suffix in SMALLER:
        content = SMALLER[path.suffix](content.decode()).encode()
    tag = hashlib.sha256(content).hexdigest()[:16]
    return Asset(TYPES[path.suffix], content, gzip.compress(content, 9, mtime=0), f'"{tag}"')


def serve(request: Request) -> Response:
    """One file of the folder, and nothing outside of it.

    An address with the version in its path (``v-…/wall.js``) may be kept for ever, and what that
    module imports beside it has the same version.
    """
    first, _, rest = request.path_params["file"].partition("/")
    kept = first == f"v-{version()}"
    path = (STATIC / (rest if first.startswith("v-") else request.path_params["file"])).resolve()
    if not path.is_relative_to(STATIC) or path.suffix not in TYPES or not path.is_file():
        return JSONResponse({"detail": "There is no such file."}, 404)
    asset = _asset(path)
    age = "public, max-age=31536000, immutable" if kept else "no-cache"
    headers = {"Cache-Control": age, "ETag": asset.tag, "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == asset.tag:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(asset.gzipped, media_type=asset.media_type, headers=headers)
    return Response(asset.plain, media_type=asset.media_type, headers=headers)
