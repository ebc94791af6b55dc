"""What the light pages load, made small once: comments and spaces cost seconds on a bad phone."""

import hashlib
import re
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import rcssmin
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from workshop.live import script_bundle
from workshop.live.this_server import home_path
from workshop.tokens import chosen_schemes

STATIC = Path(__file__).parent / "room"
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
PACKED = (".woff2",)
"""What is small already, and whose bytes are no text."""
MONTH = 30 * 24 * 3600
SMALLER = {".js": script_bundle.small, ".css": rcssmin.cssmin}
PAGE = "|".join(script_bundle.PAGES)
NAME = re.compile(rf"(?:on-(?P<page>{PAGE})/)?(?P<file>(?:[\w-]+/)*[\w-]+\.\w+)", re.ASCII)
TOKENS = STATIC / "tokens.css"
TYPE = STATIC / "type.css"
WORLD = STATIC / "world.css"
"""Scripts that few rooms need, named by a sheet of its own, which a phone hears of later."""
HEARD_LATER = "extras.css"
STYLES = {
    "room": "room.css",
    "projector": "project.css",
    "boardpage": "boardpage.css",
    "sort": "room.css",
}
CHOOSE_COLOURS = ("projector", "boardpage")
BUNDLES = script_bundle.bundles(STATIC)


@dataclass(frozen=True, slots=True)
class ServedFile:
    """One file as it is served, plain and compressed (RFC 1952)."""

    media_type: str
    plain: bytes
    gzipped: bytes | None
    tag: str


@cache
def version() -> str:
    """Changes whenever any file does, so that an address with it may be kept for ever."""
    digest = hashlib.sha256(Path(script_bundle.__file__).read_bytes())
    for path in sorted(STATIC.rglob("*")):
        if path.suffix in TYPES:
            below = path.relative_to(STATIC).as_posix()
            digest.update(below.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _asset(asked: str) -> ServedFile | None:
    """A file of the folder (``parts/api.js``) or of a page (``on-room/vote/vote.js``), or None."""
    found = NAME.fullmatch(asked)
    path = STATIC / found["file"] if found else None
    if found is None or path is None or path.suffix not in TYPES or not path.is_file():
        return None
    return _made(found["page"], path)


@cache
def _made(page: str | None, path: Path) -> ServedFile | None:
    if path.suffix in PACKED:
        packed = path.read_bytes()
        return ServedFile(TYPES[path.suffix], packed, None, _tag(packed))
    content = _of_page(page, path) if page else path.read_text(encoding="utf-8")
    if content is None:
        return None
    smaller = SMALLER[path.suffix](content).encode() if path.suffix in SMALLER else content.encode()
    packed = min((_gzip(smaller, memory) for memory in (7, 8, 9)), key=len)
    return ServedFile(TYPES[path.suffix], smaller, packed, _tag(smaller))


def _gzip(content: bytes, memory: int) -> bytes:
    """Less memory means shorter blocks, which fit some texts better: which, only trying tells."""
    packing = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16, memory)
    return packing.compress(content) + packing.flush()


def _tag(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:16]}"'


def _of_page(page: str, path: Path) -> str | None:
    """What a page sees under this name: its bundle, what its modules import later, its styles."""
    if path.suffix == ".js":
        return BUNDLES[page].code(path.relative_to(STATIC).with_suffix("").as_posix())
    own = path.read_text(encoding="utf-8")
    if path.name == HEARD_LATER or path == WORLD:
        return _at_home(WORLD) + (own if path != WORLD else "")
    if path.name != STYLES[page]:
        return own
    schemes = chosen_schemes() if page in CHOOSE_COLOURS else ""
    return _faces(page) + TOKENS.read_text(encoding="utf-8") + schemes + own


def _faces(page: str) -> str:
    """The type that we ship. A phone shows its own at once and takes ours from its second page on:
    on a weak network words that are read now matter more than their look. Scripts that a machine
    may have no letters for come in as soon as they are there."""
    if page == "room":
        return _at_home(TYPE).replace("font-display: swap", "font-display: optional")
    return _at_home(TYPE) + _at_home(WORLD)


def _at_home(faces: Path) -> str:
    """One address for all our pages, wherever the sheet that names the files is served."""
    files = f'url("{home_path()}/room/static/fonts/'
    return (
        faces.read_text(encoding="utf-8")
        .replace('url("/room/static/fonts/', files)
        .replace('url("../fonts/', files)
    )


def address(page: str) -> str:
    """Where the files of a page are."""
    return f"{home_path()}/room/static/v-{version()}/on-{page}"


def first(page: str, *names: str) -> list[str]:
    """The files that these modules of a page need besides its bundle, to be fetched at once."""
    return BUNDLES[page].together(*names)


def serve(request: Request) -> Response:
    """One file of the folder or of a page's bundle, and nothing outside of it.

    An address with the version in its path (``v-…/parts/api.js``) may be kept for ever, and
    what that module imports has the same version.
    """
    first, _, rest = request.path_params["file"].partition("/")
    kept = first == f"v-{version()}"
    asset = _asset(rest if first.startswith("v-") else request.path_params["file"])
    if asset is None:
        return JSONResponse({"detail": "There is no such file."}, 404)
    age = "public, max-age=31536000, immutable" if kept else "no-cache"
    if asset.media_type == TYPES[".woff2"]:
        age = f"public, max-age={MONTH}"  # one address for all our pages, Streamlit's too
    headers = {"Cache-Control": age, "ETag": asset.tag, "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == asset.tag:
        return Response(status_code=304, headers=headers)
    if asset.gzipped and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(asset.gzipped, media_type=asset.media_type, headers=headers)
    return Response(asset.plain, media_type=asset.media_type, headers=headers)
