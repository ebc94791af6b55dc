"""What the API answers is held to its own description, and to nothing besides what that names."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from typing import Any

import httpx
import jsonschema_rs

Schema = dict[str, Any]
Validator = jsonschema_rs.Draft202012Validator


def closed(schema: Any) -> Any:
    """The same schema, in which no object may hold a name that it does not describe.

    Clients are told that more names may come in time; our own answers hold none unannounced.
    """
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: closed(one) for name, one in schema.items()}
    if schema.get("type") == "object" and isinstance(schema.get("properties"), dict):
        found.setdefault("additionalProperties", False)
    return found


@dataclass
class Description:
    """The document of the API, with a validator for every answer that it describes.

    ``held`` are the answers that were held to it: method, path and status.
    """

    document: Schema
    held: set[tuple[str, str, int]] = field(default_factory=set)
    _made: dict[str, Validator] = field(default_factory=dict)
    _components: Schema = field(init=False)

    def __post_init__(self) -> None:
        self._components = closed(self.document["components"])

    def hold(self, answer: httpx.Response) -> None:
        """Whatever was asked, by a client: addresses that are no route of the API are let be."""
        for path in self._paths(answer.request.method, answer.request.url.path):
            self.hold_at(answer.request.method, path, answer)
            return

    def hold_at(self, method: str, path: str, answer: httpx.Response) -> None:
        """The status, the type of the body, and the body itself."""
        at = self.document["paths"].get(path, {}).get(method.lower())
        if at is None:
            return
        told, status = at["responses"], str(answer.status_code)
        kind = answer.headers["content-type"].partition(";")[0]
        said = (method, path, status, kind)
        assert status in told, said
        fitting = [one for name, one in told[status]["content"].items() if fnmatch(kind, name)]
        assert fitting, said
        if kind.endswith("json"):
            self.validate(fitting[0]["schema"], answer.json(), said)
        self.held.add((method, path, answer.status_code))

    def validate(self, schema: Schema, body: object, said: object) -> None:
        """Raises AssertionError with what is wrong, and where."""
        name = json.dumps(schema, sort_keys=True)
        if name not in self._made:
            self._made[name] = Validator({**closed(schema), "components": self._components})
        wrong = self._made[name].iter_errors(body)
        found = [f"{one.instance_path}: {one.message}" for one in wrong]
        assert found == [], f"{said}: {found}"

    def answers(self) -> Iterator[tuple[str, str, str, Mapping[str, Any]]]:
        """Method, path, status and content of every answer that is described."""
        for path, at in self.document["paths"].items():
            for method, one in at.items():
                for status, told in one["responses"].items():
                    yield method.upper(), path, status, told["content"]

    def _paths(self, method: str, path: str) -> Iterator[str]:
        """The routes that answer this address, those with the fewest holes first."""
        fitting = [
            one
            for one, at in self.document["paths"].items()
            if method.lower() in at and re.fullmatch(re.sub(r"{\w+}", "[^/]+", one), path)
        ]
        yield from sorted(fitting, key=lambda one: one.count("{"))
