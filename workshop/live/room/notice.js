/** Who has signed out leaves nothing in this browser; its other tabs hear of it and go, too. */
if (document.querySelector("[data-left]")) {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith("reframe.")) localStorage.removeItem(name);
    localStorage.setItem("reframe.left", String(Math.random()));
  } catch {
    // Storage is off, so there is nothing in it.
  }
}

/** The code box of the notice page: goes straight to the room. */
const form = /** @type {HTMLFormElement|null} */ (document.querySelector("form[data-part=code-form]"));
form?.addEventListener("submit", (event) => {
  const code = String(new FormData(form).get("code") || "").replace(/[^a-z]/gi, "").toUpperCase();
  event.preventDefault();
  if (code) window.location.assign(`${form.action}/${encodeURIComponent(code)}`);
});
