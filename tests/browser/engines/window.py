"""A window of any engine: what a person does in it, and what they see.

Two things are asked of an engine: to run a function in the page, and to do what hands do. Things
are found by role and label, by the words that stand on them.
"""

import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

PATIENCE = 60.0  # seconds, for a busy machine

FIND = """
const seen = (node) =>
  node.checkVisibility({ visibilityProperty: true }) && !node.closest("[inert]");
const name = (node) => {
  const labels = [...(node.labels || [])].map((label) => label.textContent).join(" ");
  const said = node.getAttribute("aria-label") || labels || node.textContent || node.value || "";
  return said.replace(/\\s+/g, " ").trim();
};
const kinds = {
  button: "button, [role=button], summary",
  radio: "input[type=radio]",
  box: "textarea, input:not([type=radio]):not([type=hidden])",
};
const found = (kind, words) => {
  const there = [...document.querySelectorAll(kinds[kind])];
  const all = there.filter((node) => kind === "radio" || seen(node));
  return all.find((node) => name(node) === words)
    || all.find((node) => name(node).startsWith(words));
};
"""
"""``found(kind, words)``: the first that is seen and is called so, or is called so at first."""


class Window(ABC):
    """One page of a browser with cookies of its own."""

    @abstractmethod
    def go(self, url: str) -> None:
        """Open an address, and wait until it is loaded."""

    @abstractmethod
    def run(self, body: str, *given: object) -> Any:
        """What a function with this body returns in the page; it has ``given`` as its arguments."""

    @abstractmethod
    def press_at(self, x: float, y: float) -> None:
        """A press of the pointer at pixels of what is seen."""

    @abstractmethod
    def keys(self, text: str) -> None:
        """Typed on the keyboard, into what has the focus; U+E000 and above name keys."""

    @abstractmethod
    def shot(self, path: Path) -> None:
        """A picture of what is seen, as PNG."""

    @abstractmethod
    def close(self) -> None:
        """End it, with all that it kept."""

    def until(self, body: str, *given: object) -> Any:
        """Wait for the function to return something true; what that is."""
        deadline = time.monotonic() + PATIENCE
        last: object = None
        while time.monotonic() < deadline:
            try:
                last = self.run(body, *given)
            except GoneError as gone:  # the page went on to another meanwhile
                last = gone
            else:
                if last:
                    return last
            time.sleep(0.1)
        seen = self.run("return location.href + '\\n' + document.body.innerText")
        raise AssertionError(f"Not so after {PATIENCE} s: {body} {given}: {last}\n{seen}")

    def shows(self, words: str) -> None:
        self.until("return document.body.innerText.includes(arguments[0])", words)

    def shows_no(self, words: str) -> None:
        self.until("return !document.body.innerText.includes(arguments[0])", words)

    def press(self, words: str, kind: str = "button") -> None:
        """What is called so is brought into sight and pressed in its middle."""
        place = """
        const node = found(arguments[0], arguments[1]);
        if (!node || node.disabled || node.getAttribute("aria-disabled") === "true") return null;
        const shown = arguments[0] === "radio" ? node.closest("label") || node : node;
        shown.scrollIntoView({ block: "center", behavior: "instant" });
        const { left, top, width, height } = shown.getBoundingClientRect();
        const at = [Math.round(left + width / 2), Math.round(top + height / 2)];
        const there = document.elementFromPoint(...at);
        return there && (shown.contains(there) || there.contains(shown)) ? at : null;
        """
        before: object = None
        while (at := self.until(FIND + place, kind, words)) != before:  # until it stands still
            before = at
            time.sleep(0.3)
        self.press_at(*at)

    def write(self, label: str, text: str) -> None:
        """Typed by keys into the box of that label, at the end of what stands there."""
        self.until(FIND + "const box = found('box', arguments[0]); box?.focus(); return box", label)
        self.keys(text)
        self.until(
            FIND + "return found('box', arguments[0]).value.endsWith(arguments[1])", label, text
        )

    def value(self, label: str) -> str:
        return str(
            self.until(
                FIND + "const box = found('box', arguments[0]); return box && '=' + box.value",
                label,
            )
        )[1:]

    def reload(self) -> None:
        self.go(str(self.run("return location.href")))


class GoneError(Exception):
    """The page that was asked is there no longer."""
