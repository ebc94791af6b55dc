"""The document of the API is true: each route stands in it, and the copy in the docs is current."""

import inspect
import json
import re
from pathlib import Path

import pytest
from sqlmodel import select
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from tests.described import Description
from tests.workshop.filled import fill
from workshop import cli
from workshop.db import Database
from workshop.domain import room
from workshop.live import sort_api, steering
from workshop.live.feed import VIEWS
from workshop.live.hub import Hub
from workshop.live.openapi import EVENTS, PATH, as_text, document
from workshop.live.server import COOKIE, Server
from workshop.live.site import routes
from workshop.models import ActivityRun
from workshop.settings import Settings

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


def test_the_copy_in_the_docs_is_current(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    """``uv run workshop api > docs/openapi.json`` makes it anew, beside no server."""
    kept = (ROOT / "docs" / "openapi.json").read_text(encoding="utf-8")
    assert kept == as_text(routes(server))
    assert cli.main(["api"]) == 0
    assert capsys.readouterr().out == kept


def test_every_reference_leads_somewhere(server: Server) -> None:
    text = as_text(routes(server))
    schemas = json.loads(text)["components"]["schemas"]
    assert set(re.findall(r"#/components/schemas/(\w+)", text)) <= set(schemas)


def test_every_answer_of_json_has_a_schema_that_says_something(server: Server) -> None:
    """A new route whose answer is any object at all fails here."""
    api = Description(document(routes(server)))
    contents = [(*at, kind, one) for *at, told in api.answers() for kind, one in told.items()]
    assert len(contents) > 150
    vague = [
        (method, path, status)
        for method, path, status, kind, one in contents
        if kind.endswith("json") and not {"$ref", "anyOf"} & set(one.get("schema", {}))
    ]
    assert vague == []
    reply = {"done_in": None, "unannounced": 1}
    with pytest.raises(AssertionError, match="Additional properties"):
        api.validate({"$ref": "#/components/schemas/DoneAnswer"}, reply, "one name too many")
    with pytest.raises(AssertionError, match="is not of type"):
        api.validate({"$ref": "#/components/schemas/HandAnswer"}, {"hand": "up"}, "another type")


def test_a_full_workshop_is_told_as_described(db: Database) -> None:
    """Votes that were counted, translations, pictures, comments: to every view, in every step."""
    full = fill(db)
    server = Server(db=db, hub=Hub(db), settings=Settings(database_url=db.url))
    doors, said = routes(server), []
    api = Description(document(doors))
    with TestClient(Starlette(routes=doors), base_url="http://room") as client:
        client.cookies.set(COOKIE, full.token)
        with db.read() as session:
            runs = session.exec(select(ActivityRun.key)).all()
        for key in runs:
            room.move_to(db, viewer=full.facilitator, activity=key)
            asked = ["", "/taking", f"/votes?activity={key}", "/mine"]
            said += [client.get(f"/api/{full.code}{one}") for one in asked]
        for view in VIEWS:
            said.append(client.get(f"/api/{full.code}/changes?view={view}"))
            said.append(client.get(f"/api/{full.code}/votes?view={view}"))
    for answer in said:
        assert answer.status_code == 200, answer.text
        api.hold(answer)
    events = api.document["paths"]["/live/{code}"]["get"]["responses"]["200"]["content"][EVENTS]
    for view in VIEWS.values():
        found = server.hub.feed.snapshot(full.facilitator.workshop_id, view, None)
        assert found is not None
        payload = server.hub.feed.first_batch(found).payload.decode()
        told = [one.split("\n") for one in payload.split("\n\n") if one]
        for name, *_, data in told:
            schema = events["x-events"][name.partition(": ")[2]]
            api.validate(schema, json.loads(data.partition(": ")[2]), (view.name, name))
        assert [name for name, *_ in told] == ["event: snapshot", "event: room", "event: cards"]
    server.writer.close()


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
