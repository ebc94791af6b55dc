/**
 * What the room page says when a phone is passed on, or a group was chosen by mistake.
 */
export const words = Object.freeze({
  failed: "That did not reach the room. Please try again.",

  change: "What do you want to change?",
  wrong: "I chose wrongly",
  somebodyElse: "Somebody else is here now",
  goBack: "Back",
  /** @param {number} cards @param {string} group */
  putRight: (cards, group) => `${cards ? `${cards === 1 ? "1 card says" : `${cards} cards say`} ${group} now. ` : ""}What you wrote without a name holds no group. A vote that is closed stays as it was counted.`,

  /** @param {number} cards */
  thanks: (cards) => (cards ? `Thank you. Your ${cards === 1 ? "card is" : `${cards} cards are`} in.` : "Pass the phone on"),
  passOn: "Now pass the phone on.",
  putAway: "Your words are put away. The next person cannot read or change them.",
  soFar: "This phone so far",
  /** @param {string} group @param {number} cards */
  oneSoFar: (group, cards) => (cards ? `${group}, ${cards === 1 ? "1 card" : `${cards} cards`}` : group),
  next: "I am the next person",
  oneMore: "I have one more card",
  onlyMe: "It is only me on this phone",

  /** @param {number} texts */
  unsent: (texts) => `${texts === 1 ? "One thing is" : `${texts} things are`} not sent yet. The next person does not get it: send it first, or it is thrown away.`,
  sendFirst: "Go back and send it",

  /** @param {number} waiting */
  onTheirWay: (waiting) => `Wait a moment: ${waiting === 1 ? "something is" : `${waiting} things are`} still on the way`,
  onTheirWayMore: "What you sent goes out as yours. Pass the phone on when it is saved.",
  waits: "Waiting for the room",
});
