"""The modules of a page as few files: a round trip on weak wifi costs more than a thousand letters.

Each module becomes a function of its own, in the order in which a browser would have run them. What
a page imports only later stays a file of its own, and finds the modules of the page in the page's
bundle, so that both speak with the same ones. Words that two such files need stand in both: some
browsers remember for as long as a page is open that a file did not come (Firefox 153 and WebKit
2.50, seen by answering 503 once), and whoever asks again for one file cannot ask at another address
for what that file imports. A module is named by its path below the folder,
without ``.js``: ``parts/api``.
"""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

PATH = r"(\.\.?/[\w./-]+)\.js"
IMPORT = re.compile(rf'^import\s+([^"();]+?)\s+from\s+"{PATH}";?$', re.MULTILINE)
EXPORT = re.compile(r"^export\s+((?:async\s+)?function|const|class)\s+(\w+)", re.MULTILINE)
LATER = re.compile(rf"""(\bimport\(\s*["'`]){PATH}""")
OF_TYPES = re.compile(rf"""typeof {LATER.pattern}|{LATER.pattern}["'`]\)\.[A-Z]""")
BESIDE = re.compile(r"""(\bnew URL\(\s*["'`])([\w./-]+)(?=["'`],\s*import\.meta\.url)""")
LEFT_OVER = re.compile(r"^(?:import|export)\b[^(].*", re.MULTILINE)
RENAMED = re.compile(r"\s+as\s+")
PAGES = ("room", "projector", "boardpage", "sort")


class BundleError(Exception):
    """A module is written in a way that cannot be bundled."""


def small(script: str) -> str:
    """The same script in fewer letters: no comments, no blanks, short names for its own variables.

    Raises ValueError for what is no JavaScript.
    """
    import minify  # 20 ms to load: not for the command line

    return str(minify.string("text/javascript", script))


@dataclass(frozen=True)
class Module:
    """One source file: whom it needs at once, whom later, and what it gives to others."""

    name: str
    source: str

    @cached_property
    def needs(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._at(path) for _, path in IMPORT.findall(self.source)))

    @cached_property
    def later(self) -> tuple[str, ...]:
        if not LATER.search(OF_TYPES.sub("", self.source)):
            return ()  # most name the shapes of others in comments, and import nothing later
        code = small(self.source)
        return tuple(dict.fromkeys(self._at(path) for _, path in LATER.findall(code)))

    @cached_property
    def gives(self) -> tuple[str, ...]:
        return tuple(name for _, name in EXPORT.findall(self.source))

    @property
    def held(self) -> str:
        """The name that holds what the module gives."""
        return "$" + self.name.replace("-", "_").replace("/", "$")

    def body(self, file: str) -> str:
        """The module as a constant: what it gives, made by a function that is run once.

        ``file`` is where it will stand; what it asks for later is named as seen from there.
        """
        code = self._inside
        if self.later:
            code = LATER.sub(partial(self._moved, file), code)
        code = BESIDE.sub(partial(self._moved, file), code)
        gives = ", ".join(self.gives)
        return f"const {self.held} = (() => {{\n{code}\nreturn {{ {gives} }};\n}})();\n"

    @cached_property
    def _inside(self) -> str:
        """The code with what it imports as constants, and its exports as its own."""
        code = EXPORT.sub(r"\1 \2", IMPORT.sub(self._taken, self.source))
        if left := LEFT_OVER.search(code):
            raise BundleError(f"{self.name}.js: cannot bundle “{left[0]}”.")
        return code

    def _taken(self, found: re.Match[str]) -> str:
        names, held = found[1], Module(self._at(found[2]), "").held
        if every := re.fullmatch(r"\*\s+as\s+(\w+)", names):
            return f"const {every[1]} = {held};"
        return f"const {RENAMED.sub(': ', names)} = {held};"

    def _moved(self, file: str, found: re.Match[str]) -> str:
        return f"{found[1]}{_seen(file, self._at(found[2]))}{'.js' if found.re is LATER else ''}"

    def _at(self, path: str) -> str:
        """The module that this one means by a path relative to its own folder."""
        name = posixpath.normpath(posixpath.join(posixpath.dirname(self.name), path))
        if name.startswith("."):
            raise BundleError(f"{self.name}.js: “{path}” is outside of the folder.")
        return name


def _seen(file: str, other: str) -> str:
    """How one file names another: ``../parts/api``."""
    way = posixpath.relpath(other, posixpath.dirname(file) or ".")
    return way if way.startswith(".") else f"./{way}"


@dataclass
class Bundles:
    """The files of one page: ``entry`` with all that it needs at once, and what comes later."""

    entry: str
    read: Callable[[str], str]
    _modules: dict[str, Module] = field(default_factory=dict)
    _closures: dict[str, list[str]] = field(default_factory=dict)

    def code(self, file: str) -> str | None:
        """The text of one of the page's files (a name without ``.js``), or None if it has none.

        Raises BundleError for modules that import each other in a circle, or another syntax than
        named imports and exports.
        """
        if file not in self._homes:
            return None
        inside = [name for name in self._closure(file) if file in self._homes[name]]
        outside: dict[str, list[str]] = {}
        for needed in (need for name in inside for need in self._module(name).needs):
            if file not in (homes := self._homes[needed]):
                outside.setdefault(homes[0], []).append(self._module(needed).held)
        own = self._module(file)
        if not inside:  # it stands in another file: imported later by one, at once by another
            outside = {self._homes[file][0]: [own.held]}
        lines = [
            f'import {{ {", ".join(dict.fromkeys(held))} }} from "{_seen(file, home)}.js";\n'
            for home, held in outside.items()
        ]
        lines += [self._module(name).body(file) for name in inside]
        lines += [f"export {{ {', '.join(self._module(name).held for name in inside)} }};\n"]
        if own.gives:
            lines += [f"export const {{ {', '.join(own.gives)} }} = {own.held};\n"]
        return "".join(lines)

    def together(self, *names: str) -> list[str]:
        """The files that a browser must have before these modules can run, the entry's left out."""
        wanted = [
            next((home for home in self._homes[each] if home == name), self._homes[each][0])
            for name in names
            for each in self._closure(name)
        ]
        return [file for file in dict.fromkeys(wanted) if file != self.entry]

    def _module(self, name: str) -> Module:
        if name not in self._modules:
            self._modules[name] = Module(name, self.read(name))
        return self._modules[name]

    @cached_property
    def _homes(self) -> dict[str, list[str]]:
        """Module -> the files that it stands in: its users', or one of its own."""
        roots = [self.entry]
        for root in roots:  # grows while it is read
            found = (late for name in self._closure(root) for late in self._module(name).later)
            roots += [late for late in dict.fromkeys(found) if late not in roots]
        users: dict[str, list[str]] = {}
        for root in roots:
            for name in self._closure(root):
                users.setdefault(name, []).append(root)
        return {name: _home(name, found, self.entry) for name, found in users.items()}

    def _closure(self, root: str) -> list[str]:
        """The module and all that it needs at once, in the order in which they run."""
        if root not in self._closures:
            found: dict[str, None] = {}
            self._walk(root, (), found)
            self._closures[root] = list(found)
        return self._closures[root]

    def _walk(self, name: str, above: tuple[str, ...], found: dict[str, None]) -> None:
        if name in above:
            raise BundleError(f"{name}.js imports itself by way of {', '.join(above)}.")
        if name in found:
            return
        for needed in self._module(name).needs:
            self._walk(needed, (*above, name), found)
        found[name] = None


def _home(name: str, users: list[str], entry: str) -> list[str]:
    if entry in users:
        return [entry]
    return users if len(users) == 1 or name.startswith("words/") else [name]


def bundles(folder: Path) -> dict[str, Bundles]:
    """The files of every page whose modules stand in this folder."""

    def read(name: str) -> str:
        return (folder / f"{name}.js").read_text(encoding="utf-8")

    modules: dict[str, Module] = {}  # read and parsed once for all pages
    return {page: Bundles(page, read, modules) for page in PAGES}
