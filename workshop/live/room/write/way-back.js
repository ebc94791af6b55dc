/**
 * Coming back: two words from another screen make me who I was there.
 */
import { call } from "../parts/api.js";
import { el, setText } from "../parts/elements.js";
import { isWho } from "../parts/validators.js";
import { words } from "../words/after-joining-words.js";

/**
 * @param {HTMLElement} after the button that asked for this
 * @param {{code: string, joined: (me: import("../types.js").Me) => void}} options
 */
export function mount(after, { code, joined }) {
  const box = /** @type {HTMLInputElement} */ (el("input", { class: "field", id: "back-words",
    autocomplete: "off", autocapitalize: "none", spellcheck: "false", "aria-describedby": "back-help" }));
  const said = el("p", { class: "join-say", role: "status" });
  const go = el("button", { type: "button", class: "button", text: words.backGo });
  const form = el("div", { class: "back-form" },
    el("label", { for: "back-words", text: words.backLabel }), box,
    el("small", { id: "back-help", text: words.backHelp }), said, go);
  after.replaceWith(form);
  box.focus();

  const come = async () => {
    const answer = await call(code, "/return", { is: isWho, method: "POST", body: { words: box.value } });
    if (!answer.ok) {
      setText(said, answer.detail || words.failed);
      box.focus();
      return;
    }
    setText(said, "");
    box.value = "";
    joined(answer.data.me);
  };
  go.addEventListener("click", come);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // the form around it would join as somebody new
    come();
  });
}
