"""The API, described: one OpenAPI 3.1 document, made from what stands beside each route.

A route says what it takes where it is declared (``Says``), and its handler's docstring says what
it does. Everything else in the document follows, so it cannot tell of a route that is not there.
"""

import inspect
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from typing import Any

from anyio import to_thread
from pydantic import BaseModel, TypeAdapter
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from workshop.live.answers.problem import ProblemAnswer

PATH = "/api/openapi.json"
EVENTS = "text/event-stream"
REFUSALS: Mapping[int, str] = {
    401: "This device is not known here: join again, then send it again.",
    403: "Not for this device, or sent from another page.",
    404: "There is no such workshop, card or picture, or it is not to be seen yet.",
    409: "Not now: something is closed, locked, or was changed meanwhile.",
    422: "This cannot be read, or a value is not possible; the sentence says which.",
    429: "Too much at once. Retry-After says when to send it again.",
    500: "A mistake of the server. Keep what was sent, and send it again.",
    503: "Nothing can be stored just now. Keep what was sent, and send it again.",
}
QUERIES: Mapping[str, dict[str, Any]] = {
    "view": {"type": "string", "enum": ["projector", "console", "phone"]},
    "since": {"type": "string"},
    "fetches": {"type": "string"},
    "at": {"type": "string"},
    "activity": {"type": "string"},
    "person": {"type": "string"},
    "kind": {"type": "string"},
}


@dataclass(frozen=True, slots=True)
class Says:
    """What a route takes and answers with, beside its path and handler.

    ``answer`` is the type of what it says where all went well (``answers``): None for what is no
    JSON, and for a stream the type of each of its events. ``body`` is a draft or a JSON schema;
    ``keyed``: an Idempotency-Key is needed.
    """

    answer: Any
    done: int = 200
    body: type[BaseModel] | Mapping[str, Any] | None = None
    query: tuple[str, ...] = ()
    keyed: bool = False
    media: str = "application/json"
    more: tuple[int, ...] = field(default=())


def obj(required: str = "", **properties: Any) -> dict[str, Any]:
    """A JSON object with these properties; other names are left alone."""
    return {"type": "object", "properties": properties, "required": required.split()}


TEXT: Mapping[str, Any] = {"type": "string"}
FLAG: Mapping[str, Any] = {"type": "boolean"}
WHOLE: Mapping[str, Any] = {"type": "integer"}
IDS: Mapping[str, Any] = {"type": "array", "items": {"type": "string"}}


def described(route: Route, says: Says, handler: Any) -> Route:
    """A route that carries its own description."""
    route.says = says  # type: ignore[attr-defined]
    route.words = inspect.cleandoc(handler.__doc__ or "")  # type: ignore[attr-defined]
    return route


def document(routes: Iterable[BaseRoute]) -> dict[str, Any]:
    """The document of all routes that carry a description."""
    schemas: dict[str, Any] = {}
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        says: Says | None = getattr(route, "says", None)
        if says is None or not isinstance(route, Route):
            continue
        for method in sorted((route.methods or set()) - {"HEAD"}):
            at = paths.setdefault(route.path, {})
            at[method.lower()] = _operation(route, says, method, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Reframe",
            "version": version("reframe-workshop"),
            "description": "What phones, the big screen and any other client may ask and say. "
            "Mistakes are application/problem+json (RFC 9457); their detail is for people.",
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "device": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": "reframe_device",
                    "description": "Given by GET /join/{code}, HttpOnly.",
                }
            },
        },
        "security": [{"device": []}],
    }


def _operation(route: Route, says: Says, method: str, schemas: dict[str, Any]) -> dict[str, Any]:
    words: str = route.words  # type: ignore[attr-defined]
    summary, _, more = words.partition("\n\n")
    found: dict[str, Any] = {"summary": " ".join(summary.split())}
    if more:
        found["description"] = " ".join(more.split())
    found["parameters"] = list(_parameters(route.path, says))
    if says.body is not None and method != "DELETE":
        schema = _schema(says.body, schemas)
        found["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": schema}},
        }
    refused = _answer(ProblemAnswer, schemas)
    found["responses"] = {
        str(status): {"description": "Done.", "content": {says.media: _done(says, schemas)}}
        for status in (says.done, *says.more)
    } | {
        str(status): {
            "description": sentence,
            "content": {"application/problem+json": {"schema": refused}},
        }
        for status, sentence in REFUSALS.items()
    }
    return found


def _parameters(path: str, says: Says) -> Iterable[dict[str, Any]]:
    for name in re.findall(r"{(\w+)}", path):
        yield {"name": name, "in": "path", "required": True, "schema": dict(TEXT)}
    for name in says.query:
        yield {"name": name, "in": "query", "required": False, "schema": QUERIES[name]}
    if says.keyed:
        key = {"type": "string", "minLength": 1, "maxLength": 200}
        yield {"name": "Idempotency-Key", "in": "header", "required": True, "schema": key}


def _schema(body: type[BaseModel] | Mapping[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(body, type):
        return dict(body)
    found = body.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(found.pop("$defs", {}))
    schemas[body.__name__] = found
    return {"$ref": f"#/components/schemas/{body.__name__}"}


def _done(says: Says, schemas: dict[str, Any]) -> dict[str, Any]:
    """What is said where all went well; a stream says each of its events in ``says.answer``."""
    if says.media == EVENTS:
        events = {name: _answer(kind, schemas) for name, kind in says.answer.items()}
        return {"schema": dict(TEXT), "x-events": events}
    return {} if says.answer is None else {"schema": _answer(says.answer, schemas)}


def _answer(kind: Any, schemas: dict[str, Any]) -> dict[str, Any]:
    """The schema of a body. More names may come to it in time, so none is ruled out."""
    schema = _of_type(kind)
    schemas.update(schema.get("$defs", {}))
    bare = {name: value for name, value in schema.items() if name != "$defs"}
    if "properties" not in bare:
        return bare
    schemas[bare["title"]] = bare
    return {"$ref": f"#/components/schemas/{bare['title']}"}


@cache
def _of_type(kind: Any) -> dict[str, Any]:
    place = "#/components/schemas/{model}"
    return TypeAdapter(kind).json_schema(ref_template=place, mode="serialization")


def openapi_route(routes: Sequence[BaseRoute]) -> Route:
    """``GET /api/openapi.json``: the same for everybody, since it tells of no room."""
    text = cache(lambda: as_text(routes))  # made when it is asked for first: it takes a moment

    async def openapi(_request: Request) -> Response:
        return Response(await to_thread.run_sync(text), media_type="application/json")

    return Route(PATH, openapi, methods=["GET"])


def as_text(routes: Iterable[BaseRoute]) -> str:
    """The document as it is served and kept in the docs."""
    return json.dumps(document(routes), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
