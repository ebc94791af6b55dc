/**
 * What stands beside a case, a lens or a challenge, on phones and on the projector.
 */
import { t } from "../parts/say.js";

export const words = Object.freeze({
  onTheWall: t("On the big screen"),
  from: t("From"),
  seeItAs: t("See it as"),
  breaksWhen: t("It breaks when"),
  thenAsk: t("Then ask"),
  askEachOther: t("Ask each other"),
  soWeAsk: t("So we ask"),
  to: t("To"),
  forWhom: t("For"),
  runBy: t("Run by"),
  howSure: t("How sure we can be"),
  levelOf: (/** @type {number} */ level) => t("{level} of 5", { level }),
});
