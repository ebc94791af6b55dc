/**
 * What a phone that speaks Welsh makes of a lens beside the words of people: JSON to stdout.
 */
import "./fake-page.mjs";

const [room] = process.argv.slice(2);
const said = { "What would be fair?": ["Beth fyddai’n deg?"], Library: ["Llyfrgell"], "A try": ["Cais"] };
globalThis.reframeWords = { language: "cy", forms: ["one", "other"], said };
globalThis.document.documentElement.dataset.method = "en";
const { spoken, strangeIn } = await import(`file://${room}/parts/say.js`);

const like = { title: "Library", points: ["What would be fair?", "Not yet?"], note: "Library" };
const given = {
  reads: [{ kind: "lens", key: "Library", ...like, closing: ["Library"] }, { kind: "case", ...like }],
  projector: { show: "item", item: { kind: "lens", ...like } },
  dealt: [{ table: 1, titles: ["Library", "A town"] }],
};
const wall = { projector: { show: "item", item: { kind: "card", ...like } }, people: [{ title: "Library" }] };
const found = [spoken(given), spoken(wall), spoken({ projector: { show: "wall" } })];
process.stdout.write(JSON.stringify([...found, ["Not yet?", "A town"].map(strangeIn)]));
