/** What stands before a card's words in another language. */
import { t } from "../parts/say.js";

export const words = Object.freeze({ older: t("Of earlier words:"), untyped: t("Spoken, not yet typed") });
