"""Where pages hand over what is called later, and what that can come to, read from their code.

A page can reach what is stored by two ways alone: a function of ``workshop`` that takes the
database, or ``Visit.reading``. So whatever a callback names is followed, through the pages' own
functions, to the functions of ``workshop`` that take a database.
"""

import ast
import builtins
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LATER = ("on_click", "on_submit", "on_select")
ASKS = {"acting", "looking", "as_now"}
"""What identifies a viewer anew, in the very transaction or read."""


@dataclass(frozen=True)
class Site:
    """A call that hands something over: the module, the line, and what is handed over.

    ``given`` is that, and what it is called with.
    """

    module: str
    line: int
    given: ast.Tuple = field(compare=False)
    scope: tuple[ast.FunctionDef, ...] = field(compare=False)

    def __str__(self) -> str:
        return f"{self.module.removeprefix('stages.')}:{self.line}"


def _is_later(call: ast.Call, given: ast.keyword) -> bool:
    name = given.arg or ""
    if isinstance(given.value, ast.Constant):
        return False  # “rerun”, “ignore”
    if isinstance(call.func, ast.Attribute) and call.func.attr == "download_button":
        return name == "data"
    return name in LATER or (name.startswith("on_") and name.endswith("change"))


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(inspect.getsource(import_module(module)))


@cache
def nodes(module: str) -> tuple[tuple[ast.AST, tuple[ast.FunctionDef, ...]], ...]:
    return tuple(_scoped(tree(module)))


@cache
def functions(module: str) -> dict[str, list[tuple[ast.FunctionDef, tuple[ast.FunctionDef, ...]]]]:
    found: dict[str, list[tuple[ast.FunctionDef, tuple[ast.FunctionDef, ...]]]] = {}
    for node, scope in nodes(module):
        if isinstance(node, ast.FunctionDef):
            found.setdefault(node.name, []).append((node, scope))
    return found


@cache
def named(node: ast.AST) -> list[ast.Name | ast.Attribute]:
    """The names in a piece of code, and the parts of those."""
    return [
        one
        for one in ast.walk(node)
        if isinstance(one, ast.Name)
        or (isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name))
    ]


@cache
def calls() -> dict[str, list[tuple[str, ast.Call, tuple[ast.FunctionDef, ...]]]]:
    """All calls of the pages by the name that is called, or that a ``partial`` holds."""
    found: dict[str, list[tuple[str, ast.Call, tuple[ast.FunctionDef, ...]]]] = {}
    for module in modules():
        for node, scope in nodes(module):
            if isinstance(node, ast.Call):
                name = _called(node)
                if name == "partial" and node.args:
                    name = ast.unparse(node.args[0]).rpartition(".")[2]
                found.setdefault(name, []).append((module, node, scope))
    return found


@cache
def modules() -> tuple[str, ...]:
    return tuple(
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted((ROOT / "stages").rglob("*.py"))
        if path.stem != "shell"  # the script itself: whoever imports it runs it
    )


def _scoped(
    node: ast.AST, scope: tuple[ast.FunctionDef, ...] = ()
) -> Iterator[tuple[ast.AST, tuple[ast.FunctionDef, ...]]]:
    yield node, scope
    inner = (*scope, node) if isinstance(node, ast.FunctionDef) else scope
    for child in ast.iter_child_nodes(node):
        yield from _scoped(child, inner)


def sites() -> list[Site]:
    """Every place of the pages' code that hands over a callback, or a file to make later."""
    return [
        Site(module, node.lineno, ast.Tuple([given.value, *_with(node)]), scope)
        for module in modules()
        for node, scope in nodes(module)
        if isinstance(node, ast.Call)
        for given in node.keywords
        if _is_later(node, given)
    ]


def _with(call: ast.Call) -> list[ast.expr]:
    return [one.value for one in call.keywords if one.arg in ("args", "kwargs")]


@dataclass
class Reached:
    """What a callback comes to: functions of ``workshop``, and names that were not understood."""

    functions: set[Callable[..., Any]] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    _seen: set[tuple[str, int, int]] = field(default_factory=set)
    _asked: set[str] = field(default_factory=set)
    _entered: set[ast.FunctionDef] = field(default_factory=set)
    """Functions that were called on the way: what they are given stands where they are called."""

    def follow(self, module: str, node: ast.AST, scope: tuple[ast.FunctionDef, ...]) -> None:
        for one in named(node):
            here = (module, one.lineno, one.col_offset)
            if isinstance(one, ast.Attribute):
                assert isinstance(one.value, ast.Name)
                held = getattr(import_module(module), one.value.id, None)
                if isinstance(held, ModuleType) and here not in self._seen:
                    self._seen.add(here)
                    self._object(getattr(held, one.attr, None), ast.unparse(one))
            elif here not in self._seen:
                self._seen.add(here)
                self._name(module, one.id, scope)

    def _name(self, module: str, name: str, scope: tuple[ast.FunctionDef, ...]) -> None:
        key = f"{module}.{'.'.join(one.name for one in scope)}:{name}"
        if key in self._asked:
            return
        self._asked.add(key)
        for depth in range(len(scope), 0, -1):
            function, around = scope[depth - 1], scope[: depth - 1]
            given = _bound(function, name)
            if given is None:
                continue
            for one in given:
                inner = (*around, function)
                self.follow(
                    module, one, (*inner, one) if isinstance(one, ast.FunctionDef) else inner
                )
            if name in _parameters(function) and function not in self._entered:
                self._from_callers(function.name)
            return
        found = getattr(import_module(module), name, None)
        if found is not None:
            self._object(found, name)
        elif not hasattr(builtins, name):
            self.unknown.add(f"{module}.{name}")

    def _from_callers(self, name: str) -> None:
        """A parameter is whatever any caller in the pages gives to a function of that name."""
        if name in self._asked:
            return
        self._asked.add(name)
        for module, node, scope in calls().get(name, ()):
            for given in _all_given(node):
                self.follow(module, given, scope)

    def _object(self, found: object, name: str) -> None:
        if not inspect.isfunction(found):
            return  # a type, a slot of the session, a value, or Streamlit's own
        found = inspect.unwrap(found)
        if found.__module__.startswith("workshop"):
            self.functions.add(found)
        elif found.__module__.startswith("stages"):
            key = f"{found.__module__}.{found.__qualname__}"
            if key in self._asked:
                return
            self._asked.add(key)
            for node, scope in functions(found.__module__).get(found.__name__, ()):
                self._entered.add(node)
                self.follow(found.__module__, node, (*scope, node))


def _called(node: ast.Call) -> str:
    return ast.unparse(node.func).rpartition(".")[2]


def _parameters(function: ast.FunctionDef) -> set[str]:
    return {one.arg for one in _arguments(function.args)}


def _arguments(given: ast.arguments) -> list[ast.arg]:
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    return [*named, *(one for one in (given.vararg, given.kwarg) if one is not None)]


def _bound(function: ast.FunctionDef, name: str) -> list[ast.AST] | None:
    """What a name holds in a function: all that is ever put there. None where it is not its own."""
    found, own = _holds(function)
    return found.get(name) or ([] if name in own else None)


@cache
def _holds(function: ast.FunctionDef) -> tuple[dict[str, list[ast.AST]], set[str]]:
    """All that is put into each name within a function, and the names that are its own."""
    found: dict[str, list[ast.AST]] = {}
    own = _parameters(function)
    for node in ast.walk(function):
        own |= _values(node)
        if node is not function and isinstance(node, ast.FunctionDef):
            found.setdefault(node.name, []).append(node)
        for target, value in _put(node):
            for name in {one.id for one in ast.walk(target) if isinstance(one, ast.Name)}:
                found.setdefault(name, []).append(value)
    return found, own


def _values(node: ast.AST) -> set[str]:
    """Names that hold what stands elsewhere: a mistake, a part of a match, what is given to a
    function inside, which is followed where it is called."""
    match node:
        case ast.ExceptHandler(name=str() as name) | ast.MatchAs(name=str() as name):
            return {name}
        case ast.Lambda() | ast.FunctionDef():
            return {one.arg for one in _arguments(node.args)}
    return set()


def _put(node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    match node:
        case ast.Assign():
            yield from ((target, node.value) for target in node.targets)
        case ast.AnnAssign(value=ast.expr() as value) | ast.NamedExpr(value=value):
            yield node.target, value
        case ast.For():
            yield node.target, node.iter
        case ast.comprehension():
            yield node.target, node.iter
        case ast.withitem(optional_vars=ast.expr() as target):
            yield target, node.context_expr


def takes_database(function: Callable[..., Any]) -> bool:
    kinds = {str(one.annotation) for one in inspect.signature(function).parameters.values()}
    return any("Database" in kind or "UnitOfWork" in kind for kind in kinds)


@cache
def asks_anew(function: Callable[..., Any]) -> bool:
    """Whether a function that takes the database asks who acts before it does anything with it.

    Its first transaction or read is one that identifies, or it only hands the database on to
    functions of which that holds.
    """
    node = ast.parse(inspect.cleandoc("\n" + inspect.getsource(function))).body[0]
    opened = [
        ast.unparse(item.context_expr.func)
        for one in ast.walk(node)
        if isinstance(one, ast.With)
        for item in one.items
        if isinstance(item.context_expr, ast.Call)
    ]
    begun = [one for one in opened if one in ASKS or one.endswith((".read", ".write"))]
    if begun:
        first_read_asks = any(
            isinstance(one, ast.Call) and _called(one) == "as_now" for one in ast.walk(node)
        )
        return begun[0] in ASKS or first_read_asks
    called = [
        _resolved(function.__module__, one)
        for one in ast.walk(node)
        if isinstance(one, ast.Call)
        and any(ast.unparse(given) in ("db", "database") for given in _all_given(one))
    ]
    return bool(called) and all(one is not None and asks_anew(one) for one in called)


def _all_given(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(one.value for one in call.keywords)]


def _resolved(module: str, call: ast.Call) -> Callable[..., Any] | None:
    func = call.args[0] if _called(call) == "partial" else call.func
    found: Any = import_module(module)
    for part in ast.unparse(func).split("."):
        found = getattr(found, part, None)
    return inspect.unwrap(found) if inspect.isfunction(found) else None
