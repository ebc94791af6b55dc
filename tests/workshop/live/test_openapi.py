"""The document of the API is true: each route stands in it, and the copy in the docs is current."""

import inspect
import json
import re
from pathlib import Path

import pytest
from starlette.routing import Route

from workshop.live import sort_api, steering
from workshop.live.openapi import PATH, as_text, document
from workshop.live.server import Server
from workshop.live.site import routes

ROOT = Path(__file__).resolve().parents[3]


def test_every_route_of_the_api_is_described(server: Server) -> None:
    """A route without a sentence on what it does fails here."""
    made = [route for route in routes(server) if isinstance(route, Route)]
    ours = {
        (method.lower(), route.path)
        for route in made
        for method in (route.methods or set()) - {"HEAD"}
        if route.path.startswith(("/api/", "/live/")) and route.path != PATH
    }
    paths = document(made)["paths"]
    assert {(method, path) for path, at in paths.items() for method in at} == ours
    assert not [at for one in paths.values() for at in one.values() if not at["summary"]]


def test_the_copy_in_the_docs_is_current(server: Server) -> None:
    """``uv run workshop api > docs/openapi.json`` makes it anew."""
    assert (ROOT / "docs" / "openapi.json").read_text(encoding="utf-8") == as_text(routes(server))


def test_every_reference_leads_somewhere(server: Server) -> None:
    text = as_text(routes(server))
    schemas = json.loads(text)["components"]["schemas"]
    assert set(re.findall(r"#/components/schemas/(\w+)", text)) <= set(schemas)


@pytest.mark.parametrize(
    ("function", "named"),
    [
        (steering.steering, steering.WITH_MORE),
        (sort_api.SortApi._on_themes, sort_api.ON_THEMES),
        (sort_api.SortApi._on_cards, sort_api.ON_CARDS),
    ],
)
def test_what_can_be_done_is_what_is_named(function: object, named: tuple[str, ...]) -> None:
    arms = re.findall(r"^ +case ([^:]+):", inspect.getsource(function), re.MULTILINE)  # type: ignore[arg-type]
    words = {word for arm in arms for word in re.findall('"([a-z-]+)"', arm.partition(" if ")[0])}
    assert words == set(named)
