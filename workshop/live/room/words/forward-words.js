/**
 * Every sentence about what a table puts before the whole room; it is fetched with that part.
 */
import { n, t } from "../parts/say.js";
export const words = Object.freeze({
  /** @param {number} most */
  lead: (most) =>
    n("Tap the one card that your table puts forward.", "Tap up to {n} cards that your table puts forward.", most),
  help: t("Everybody at your table sees this. You can change it until the room goes on."),
  goesOn: t("This card goes on to the whole room."),
  staysHere: t("This card stays at your table."),
  waits: t("Waiting for the room. We keep trying."),
});
