/** Which cards a phone in Arabic says were chosen, and how it shortens words: JSON to stdout. */
const [room] = process.argv.slice(2);
const said = { "“{card}”, “{last}”": ["«{card}»، «{last}»"], "You chose {cards} and {last}": ["اخترتم {cards} و{last}"] };
globalThis.reframeWords = { language: "ar", forms: ["other"], said };
const { first } = await import(`file://${room}/parts/say.js`);
const { proposed } = await import(`file://${room}/vote/result-figures.js`);
const values = { cards: "“Sleep”, “A “dry”, “warm” room”", last: "“Less”" };
const quoted = { cards: ["Sleep", "A “dry”, “warm” room"], last: ["Less"] };
const text = "You chose {cards} and {last}";
console.log(JSON.stringify([
  proposed({ detail: "", said: { text, values, count: null, quoted } }),
  proposed({ detail: "", said: { text, values: { cards: "Tea", last: "“We are tired”" } } }),
  first("Free tea on Mondays, with somebody", 24),
  first("Free tea on Mondays, with somebody", 25),
  first("Nachbarschaftshilfe", 10),
  first("A Llanfairpwllgwyngyll", 10),
  first("See https://reframe.example/room", 11),
  first("Tea", 10),
]));
