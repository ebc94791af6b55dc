/**
 * Every sentence that sharing out £100 can say; it is fetched with the module that needs it.
 */
export const words = Object.freeze({
  lead: "Share out £100 over the parts of the work. Guess. Nobody can be wrong.",
  /** @param {string} part */
  pounds: (part) => `${part}: pounds out of 100`,
  slider: (/** @type {string} */ part) => `${part}: slide for more or less`,
  less: (/** @type {string} */ part) => `One pound less for ${part}`,
  more: (/** @type {string} */ part) => `One pound more for ${part}`,
  /** @param {number} left below 0 when too much is shared out */
  left: (left) =>
    left > 0
      ? `£${left} left to share out`
      : left < 0
        ? `£${-left} too much. Take some away.`
        : "All £100 is shared out.",
  send: "Send my guess",
  sendChange: "Send my new guess",
  change: "Change my guess",
  keep: "Leave it as it was",
  saved: "Your guess is saved.",
  waiting: "Your guess is kept here. It goes out by itself.",
  notYet: "Share out all £100 first. Then you can send your guess.",
  closed: "This question is not open now. Your numbers stay here.",
  /** @param {string} part @param {number} pounds */
  said: (part, pounds) => `${part} £${pounds}`,
});
