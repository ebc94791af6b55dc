/**
 * Where the focus goes when news of the room take away what has it: to a heading, and never nowhere.
 * Parts that know a better place put it there themselves, in the same turn.
 */

/**
 * @param {HTMLElement} root whose parts come and go
 * @param {HTMLElement} heading takes the focus, with a tabindex of -1
 */
export function keep(root, heading) {
  /** @type {HTMLElement|null} what the keyboard was in last; a tap beside it lets go of it */
  let held = null;
  const gone = () => held && (!held.isConnected || held.closest("[hidden]") || held.matches(":disabled"));
  root.addEventListener("pointerdown", () => (held = null));
  root.addEventListener("focusin", (event) => (held = /** @type {HTMLElement} */ (event.target)));
  const look = () => {
    const now = document.activeElement;
    if (!gone() || (now !== document.body && now !== held)) return;
    held = null;
    heading.focus({ preventScroll: true }); // on a phone nothing jumps
  };
  document.addEventListener("close", () => setTimeout(look), true); // of a dialog, whose opener went meanwhile
  new MutationObserver(look).observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: ["hidden", "disabled"] });
}
