"""Forms of a page as a browser without scripts has them: read from its HTML, and sent."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx

from tests.workshop.live.conftest import Browser


@dataclass
class Form:
    """One form: where it goes, and each of its fields as name, value, and whether it is sent."""

    action: str
    fields: list[tuple[str, str, str, bool]] = field(default_factory=list)
    """Name, value, type, and whether it is ticked or chosen now."""

    def names(self, start: str) -> list[str]:
        return list(dict.fromkeys(name for name, *_ in self.fields if name.startswith(start)))

    def values(self, name: str) -> list[str]:
        return [value for one, value, _, _ in self.fields if one == name]

    def held(self, start: str = "") -> dict[str, str]:
        """What would be sent as it stands, without what is empty."""
        return {n: v for n, v, _, on in self.fields if on and v and n.startswith(start)}

    def filled(self, **_: str) -> list[tuple[str, str]]:
        return [(n, v) for n, v, _, on in self.fields if on]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.area = self.select = ""
        self.text = ""
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        on = "checked" in given or "selected" in given
        if tag == "form":
            self.forms.append(Form(given["action"]))
            self.inside = True
        if not self.inside:
            return
        if tag == "input":
            kind = given.get("type", "text")
            sent = on if kind in ("radio", "checkbox") else True
            self.add(given["name"], given.get("value", ""), kind, sent)
        elif tag == "textarea":
            self.area, self.text = given["name"], ""
        elif tag == "select":
            self.select = given["name"]
        elif tag == "option":
            self.add(self.select, given.get("value", ""), "option", on)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea" and self.area:
            self.add(self.area, self.text, "textarea", True)
            self.area = ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def add(self, name: str, value: str, kind: str, sent: bool) -> None:
        self.forms[-1].fields.append((name, value, kind, sent))


def forms_of(page: str) -> list[Form]:
    reader = _Reader()
    reader.feed(page)
    return reader.forms


def form_for(page: str, do: str, **hidden: str) -> Form:
    """The form that does this, to the card or the like that is named."""
    for form in forms_of(page):
        if form.held().items() >= {"do": do, **hidden}.items():
            return form
    raise AssertionError(f"No form for {do} {hidden}")


def plain(browser: Browser, path: str = "") -> str:
    answer = browser.http.get(f"/plain/{browser.code}{path}")
    assert answer.status_code == 200, answer.text
    return answer.text


def sends(
    browser: Browser,
    form: Form,
    *,
    follow: bool = True,
    without: Sequence[str] = (),
    **typed: str | list[str],
) -> httpx.Response:
    """The form as it stands, with what somebody types, chooses and unticks; then what is shown."""
    sent = dict[str, list[str]]()
    for name, value in form.filled():
        if name not in without:
            sent.setdefault(name, []).append(value)
    sent |= {name: [value] if isinstance(value, str) else value for name, value in typed.items()}
    return browser.http.post(form.action, data=sent, follow_redirects=follow)
