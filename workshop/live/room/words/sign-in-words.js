/** What is said where a guest wifi answers in the server's place. */
import { t } from "../parts/say.js";
export const words = Object.freeze({
  signIn: t("This wifi wants you to sign in: open it in another tab."),
  openTab: t("Open the sign-in page"),
  kept: t("Your words are kept here, and go out by themselves afterwards."),
});
