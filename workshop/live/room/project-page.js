/** Starts the projector page from the state that the server wrote into it. */
import { mount } from "./projector.js";

const main = /** @type {HTMLElement} */ (document.querySelector("main"));
const state = JSON.parse(document.getElementById("state")?.textContent || "{}");
mount(main, { code: state.code, state, canSteer: main.dataset.steer === "yes" });
