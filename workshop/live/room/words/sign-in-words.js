/** What is said where a guest wifi answers in the server's place. */
export const words = Object.freeze({
  signIn: "This wifi wants you to sign in: open it in another tab.",
  openTab: "Open the sign-in page",
  kept: "Your words are kept here, and go out by themselves afterwards.",
});
