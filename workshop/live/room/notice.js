/** The code box of the notice page: goes straight to the room. */
const form = /** @type {HTMLFormElement|null} */ (document.querySelector("form[data-part=code-form]"));
form?.addEventListener("submit", (event) => {
  const code = String(new FormData(form).get("code") || "").replace(/[^a-z]/gi, "").toUpperCase();
  event.preventDefault();
  if (code) window.location.assign(`${form.action}/${encodeURIComponent(code)}`);
});
