/**
 * What the composer works in, as room.html serves it, for a page of the app, which comes without.
 */
import { el } from "../parts/elements.js";
import { words } from "../words/room-words.js";

export function parts() {
  return [
    el("p", { class: "stage", "data-part": "stage" }),
    el("h1", { class: "prompt", "data-part": "prompt", tabindex: "-1" }),
    el("p", { class: "hint", "data-part": "hint", id: "hint" }),
    el("div", { "data-part": "moved", class: "moved", hidden: true }),
    el("div", { "data-part": "writing", class: "writing" },
      el("p", { class: "promise", "data-part": "promise", id: "promise" }),
      el("label", { class: "unseen", for: "box", text: words.boxLabel }),
      el("textarea", { id: "box", "data-part": "box", rows: "4", autocomplete: "off", dir: "auto",
        "aria-describedby": "promise hint why" }),
      el("div", { "data-part": "asks" }),
      el("div", { class: "send-row" },
        el("button", { type: "button", class: "button", "data-part": "send", text: words.send }),
        el("span", { class: "send-keys", "data-part": "keys", text: words.sendKeys }))),
    el("div", { "data-part": "mine" }),
    el("p", { class: "unseen", "data-part": "say", "aria-live": "polite" }),
  ];
}
