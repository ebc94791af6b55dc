/** Which cards a phone says were chosen, and how it shortens one, in a language each: JSON to stdout. */
const [room] = process.argv.slice(2);
const told = {};
const WAYS = { en: [], ar: ["«{card}»، «{last}»", "اخترتم {cards} و{last}"], pl: ["„{card}”, „{last}”", "Wybór sali: {cards} i {last}"] };
for (const [language, [way, chose]] of Object.entries(WAYS)) {
  const said = way ? { "“{card}”, “{last}”": [way], "You chose {cards} and {last}": [chose] } : {};
  globalThis.reframeWords = { language, forms: ["one", "other"], said };
  const { first, retold } = await import(`file://${room}/parts/say.js?${language}`);
  const values = { cards: "“Sleep”, “A “dry” room”", last: "“Less”" };
  told[language] = [
    retold({ detail: "You chose “Sleep”, “A “dry” room” and “Less”", said: { text: "You chose {cards} and {last}", values, count: null } }),
    first("Free tea on Mondays, with somebody", 25), first("Nachbarschaftshilfe", 10), first("Tea", 10),
  ];
}
console.log(JSON.stringify(told));
