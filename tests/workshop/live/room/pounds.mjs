/** How a phone writes a sum in each language: JSON to stdout. */
const [room] = process.argv.slice(2);
const told = {};
for (const language of ["en", "pl", "ro", "ar"]) {
  globalThis.reframeWords = { language, forms: ["one", "other"], said: {} };
  const { pounds } = await import(`file://${room}/parts/say.js?${language}`);
  told[language] = [pounds(60), pounds(12345)];
}
console.log(JSON.stringify(told));
