"""What people read for each kind of card, field, option and link, from ``data/method``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from workshop.errors import SettingsError
from workshop.kinds.card_kinds import CardKind
from workshop.kinds.registry import KINDS, field_specs
from workshop.places import DATA

METHOD_DIR = DATA / "method"


@dataclass(frozen=True, slots=True)
class FieldWords:
    """The label of a field, a line of help ("" where none is needed), and its options' labels."""

    label: str
    help: str = ""
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class KindWords:
    """The words of one kind. ``text`` is the question above the main box.

    ``promise`` is said before somebody writes one, where it is not what the step promises.
    """

    kind: CardKind
    singular: str
    plural: str
    text: str
    icon: str
    fields: Mapping[str, FieldWords]
    links: Mapping[str, str]
    promise: str = ""


def read_toml(path: Path) -> dict[str, Any]:
    """The content of a file of the method.

    Raises:
        SettingsError: the file is missing or is not TOML in UTF-8.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SettingsError(f"The file {path} is missing. Put it back from the release.") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"The file {path} cannot be read: {error}.") from error


def load_kind_words(language: str = "en", root: Path = METHOD_DIR) -> Mapping[CardKind, KindWords]:
    """The words of all kinds in one language.

    Raises:
        SettingsError: words are missing, left over or not text; the message names file and key.
    """
    return _load(language, root)


@cache
def _load(language: str, root: Path) -> Mapping[CardKind, KindWords]:
    path = root / language / "kinds.toml"
    tables = read_toml(path)
    shared = tables.pop("options", {})
    _same_keys(path, "kinds", set(tables), {kind.value for kind in KINDS})
    return MappingProxyType(
        {kind: _kind_words(path, kind, tables[kind.value], shared) for kind in KINDS}
    )


@cache
def shared_options(
    language: str = "en", root: Path = METHOD_DIR
) -> Mapping[str, Mapping[str, str]]:
    """The labels of lists of options that several kinds use, such as the role groups."""
    tables = read_toml(root / language / "kinds.toml").get("options", {})
    return MappingProxyType({name: MappingProxyType(labels) for name, labels in tables.items()})


def _kind_words(path: Path, kind: CardKind, table: Any, shared: Mapping[str, Any]) -> KindWords:
    table = _table(path, kind, table)
    fields = _table(path, f"{kind}.fields", table.get("fields", {}))
    links = _table(path, f"{kind}.links", table.get("links", {}))
    given = set(table) - {"fields", "links", "promise"}
    _same_keys(path, kind, given, {"singular", "plural", "text", "icon"})
    _same_keys(path, f"{kind}.fields", set(fields), {spec.name for spec in field_specs(kind)})
    _same_keys(path, f"{kind}.links", set(links), {link.name for link in KINDS[kind].links})
    return KindWords(
        kind=kind,
        singular=_words(path, f"{kind}.singular", table["singular"]),
        plural=_words(path, f"{kind}.plural", table["plural"]),
        text=_words(path, f"{kind}.text", table["text"]),
        icon=_words(path, f"{kind}.icon", table["icon"]),
        fields=MappingProxyType(
            {
                spec.name: _field_words(
                    path, f"{kind}.fields.{spec.name}", fields[spec.name], spec.options, shared
                )
                for spec in field_specs(kind)
            }
        ),
        links=MappingProxyType(
            {name: _words(path, f"{kind}.links.{name}", label) for name, label in links.items()}
        ),
        promise=_words(path, f"{kind}.promise", table["promise"]) if "promise" in table else "",
    )


def _field_words(
    path: Path, key: str, given: Any, options: tuple[str, ...], shared: Mapping[str, Any]
) -> FieldWords:
    table = {"label": given} if isinstance(given, str) else given
    if not isinstance(table, dict) or set(table) - {"label", "help", "options"}:
        raise SettingsError(f"{path}: {key} needs a label, and may have help and options.")
    labels = table.get("options", {})
    if isinstance(labels, str):
        if labels not in shared:
            raise SettingsError(f"{path}: {key} uses the options “{labels}”, which are not there.")
        labels = shared[labels]
    labels = _table(path, f"{key}.options", labels)
    _same_keys(path, f"{key}.options", set(labels), set(options))
    return FieldWords(
        label=_words(path, f"{key}.label", table.get("label")),
        help=_words(path, f"{key}.help", table["help"]) if "help" in table else "",
        options=MappingProxyType(
            {option: _words(path, f"{key}.options.{option}", labels[option]) for option in options}
        ),
    )


def _same_keys(path: Path, key: str, given: set[str], wanted: set[str]) -> None:
    if missing := sorted(wanted - given):
        raise SettingsError(f"{path}: {key} lacks words for {', '.join(missing)}.")
    if left_over := sorted(given - wanted):
        raise SettingsError(f"{path}: {key} has words for nothing: {', '.join(left_over)}.")


def _table(path: Path, key: str, given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise SettingsError(f"{path}: {key} must be a table, not a single value.")
    return given


def _words(path: Path, key: str, given: Any) -> str:
    if not isinstance(given, str) or not given.strip():
        raise SettingsError(f"{path}: {key} must be words, not empty.")
    return given.strip()
