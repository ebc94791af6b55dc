"""Read the method from its files and refuse what is broken, naming the file and the key."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from workshop.enums import Attribution, GroupForm, RoleGroup, StageKey, VoteMethod, Way
from workshop.errors import SettingsError
from workshop.kinds import load_kind_words, shared_options
from workshop.kinds.words import read_toml
from workshop.places import DATA
from workshop.playbook.boxes import boxes_fed
from workshop.playbook.model import (
    WRITE_INSIGHTS,
    Activity,
    Gate,
    Playbook,
    Stage,
    Template,
    Words,
)
from workshop.playbook.thread import thread_problem

DATA_DIR = DATA


def languages(root: Path = DATA_DIR) -> tuple[str, ...]:
    """The languages in which the method is there, in alphabetical order."""
    return tuple(sorted(path.name for path in (root / "method").iterdir() if path.is_dir()))


def load_playbook(language: str = "en", root: Path = DATA_DIR) -> Playbook:
    """The method in one language, read and checked once.

    Raises:
        SettingsError: a file is missing or broken; the message names the file and the key.
    """
    return _load(language, root)


@cache
def _load(language: str, root: Path) -> Playbook:
    method = root / "method" / language
    if not method.is_dir():
        raise SettingsError(f"There is no method in the language “{language}” in {method.parent}.")
    stages = tuple(_read_stage(method / f"{key}.toml", key) for key in StageKey)
    playbook = Playbook(
        language=language,
        stages=stages,
        templates=_read_templates(root / "templates", stages),
        words=_read_words(method / "words.toml", method.parent, language),
        kinds=load_kind_words(language, method.parent),
        own=_read_own(method / "own.toml"),
    )
    _check_gates(method / "words.toml", playbook)
    return playbook


Read = TypeVar("Read")


def _read(path: Path, shape: type[Read], table: Mapping[str, Any]) -> Read:
    try:
        read: Read = _adapter(shape).validate_python(table)  # type: ignore[arg-type]  # has a hash
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        key = ".".join(str(part) for part in first["loc"]) or "the file"
        raise SettingsError(f"{path}: {key}: {first['msg']}.") from error
    return read


@cache
def _adapter(shape: type[Any]) -> TypeAdapter[Any]:
    """What checks a shape: made once, since many files have the same."""
    return TypeAdapter(shape)


def _read_stage(path: Path, key: StageKey) -> Stage:
    table = read_toml(path)
    for activity in table.get("activities", []):
        activity["stage"] = key
    stage = _read(path, Stage, table)
    if stage.key != key:
        raise SettingsError(f"{path}: key must be “{key}”.")
    for activity in stage.activities:
        _check_activity(path, activity)
    _no_twins(path, [activity.key for activity in stage.activities])
    return stage


def _read_own(path: Path) -> tuple[Activity, ...]:
    """The sorts of steps that a facilitator can add; a language may do without them."""
    if not path.exists():
        return ()
    found = []
    for table in read_toml(path).get("activities", []):
        activity = _read(path, Activity, {"stage": StageKey.TEAM, **table})
        _check_activity(path, activity)
        found.append(activity)
    _no_twins(path, [activity.key for activity in found])
    return tuple(found)


def _check_activity(path: Path, activity: Activity) -> None:
    def wrong(problem: str) -> SettingsError:
        return SettingsError(f"{path}: {activity.key}: {problem}.")

    if problem := thread_problem(activity.takes, activity.gives):
        raise wrong(problem)
    if strange := [kind for kind in activity.either if kind not in activity.collects]:
        raise wrong(f"either has “{strange[0]}”, which gives lacks")
    if activity.way is Way.WRITE and not activity.collects:
        raise wrong("people write here, so gives needs a kind")
    if activity.way in (Way.VOTE, Way.SORT) and not activity.about:
        raise wrong("people sort or vote here, so takes or decide needs a kind")
    if (activity.votes == VoteMethod.MATRIX) != (activity.axes is not None):
        raise wrong("axes go with votes = “matrix”, and the other way round")
    if activity.way is Way.VOTE and activity.votes is None:
        raise wrong("people vote here, so votes must say how")
    decided = activity.decide
    forward = activity.forward
    if decided and decided.by == "table" and (not forward or forward.kind != decided.kind):
        raise wrong(f"decide: by table needs a forward of {decided.kind}")
    if decided and decided.by not in ("press", "table", activity.votes):
        raise wrong(f"decide: by “{decided.by}” needs votes = “{decided.by}”")
    if decided and decided.kind not in (*(t.kind for t in activity.takes), *activity.collects):
        raise wrong(f"decide: {decided.kind} is neither taken nor made here")
    known = {*(taken.kind for taken in activity.takes), *activity.collects}
    if activity.forward and activity.forward.kind not in known:
        raise wrong(f"forward: {activity.forward.kind} is neither taken nor made here")


def _read_templates(folder: Path, stages: tuple[Stage, ...]) -> tuple[Template, ...]:
    known = {activity.key for stage in stages for activity in stage.activities}
    templates = []
    for path in sorted(folder.glob("*.toml")):
        template = _read(path, Template, read_toml(path))
        keys = [planned.key for planned in template.activities]
        if template.key != path.stem:
            raise SettingsError(f"{path}: key must be “{path.stem}”, like the file.")
        if unknown := [key for key in keys if key not in known]:
            raise SettingsError(f"{path}: activities: there is no activity “{unknown[0]}”.")
        if WRITE_INSIGHTS not in keys:
            raise SettingsError(f"{path}: activities: every template needs “{WRITE_INSIGHTS}”.")
        _no_twins(path, keys)
        _check_sessions(path, template)
        _check_board(path, template, stages)
        templates.append(template)
    if not templates:
        raise SettingsError(f"{folder}: there is no template. Put them back from the release.")
    return tuple(sorted(templates, key=lambda template: template.order))


def _check_sessions(path: Path, template: Template) -> None:
    numbers = [session.number for session in template.sessions] or [1]
    for planned in template.activities:
        if planned.session not in numbers:
            raise SettingsError(f"{path}: {planned.key}: there is no session {planned.session}.")


def _check_board(path: Path, template: Template, stages: tuple[Stage, ...]) -> None:
    """The board that a template promises is the one that its activities can fill."""
    known = {activity.key: activity for stage in stages for activity in stage.activities}
    fed = boxes_fed(known[planned.key] for planned in template.activities)
    for box in template.board:
        if box not in fed:
            raise SettingsError(f"{path}: board: no activity of this plan fills “{box}”.")
    for box in fed:
        if box not in template.board:
            raise SettingsError(f"{path}: board: lacks “{box}”, which this plan fills.")


def _read_words(path: Path, method_dir: Path, language: str) -> Words:
    table = read_toml(path)
    labels = shared_options(language, method_dir)["role_group"]
    groups = table.get("role_groups", {})
    table["role_groups"] = {
        key: {"label": labels.get(key, ""), "help": help_line} for key, help_line in groups.items()
    }
    words = _read(path, Words, table)
    wanted: tuple[tuple[str, set[str], set[str]], ...] = (
        ("role_groups", set(words.role_groups), set(RoleGroup)),
        ("attribution", set(words.attribution), set(Attribution)),
        ("ways", set(words.ways), set(Way)),
        ("forms", set(words.forms), set(GroupForm)),
        ("gates", set(words.gates), set(Gate)),
        ("votes", set(words.votes), set(VoteMethod)),
    )
    for name, given, needed in wanted:
        if missing := sorted(needed - given):
            raise SettingsError(f"{path}: {name} lacks words for {', '.join(missing)}.")
    return words


def _check_gates(path: Path, playbook: Playbook) -> None:
    known = {activity.key for activity in playbook.activities}
    for gate, words in playbook.words.gates.items():
        if unknown := [key for key in words.met_in if key not in known]:
            raise SettingsError(f"{path}: gates.{gate}: there is no activity “{unknown[0]}”.")


def _no_twins(path: Path, keys: list[str]) -> None:
    if twins := [key for key in keys if keys.count(key) > 1]:
        raise SettingsError(f"{path}: the activity “{twins[0]}” stands there twice.")
