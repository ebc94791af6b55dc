/**
 * What becomes of the microphone, by the very module that a phone runs, with presses and answers
 * in any order: JSON to stdout, how each story ends.
 */
import { Element, kept } from "./fake-page.mjs";

const [room] = process.argv.slice(2);

let asked = []; // the answers that the microphone's question still waits for
let on = 0; // tracks whose light is on
let broken = "";
let recorders = [];
let fell = 0; // what nobody caught
process.on("unhandledRejection", () => { fell += 1; });
const stream = () => {
  on += 1;
  let live = true;
  return { getTracks: () => [{ stop: () => { if (live) on -= 1; live = false; } }] };
};
const mediaDevices = { getUserMedia: () => new Promise((yes, no) => asked.push({ yes: () => yes(stream()), no })) };
Object.defineProperty(globalThis, "navigator", { value: { mediaDevices } });
globalThis.MediaRecorder = class {
  static isTypeSupported = () => true;
  constructor(_stream, { mimeType }) {
    if (broken === "new") throw new Error("not here");
    Object.assign(this, { heard: {}, state: "inactive", mimeType });
    recorders.push(this);
  }
  addEventListener(name, run) { this.heard[name] = run; }
  start() {
    if (broken === "start") throw new Error("not now");
    this.state = "recording";
  }
  stop() {
    this.state = "inactive";
    queueMicrotask(() => {
      this.heard.dataavailable({ data: new Blob(["sound"]) });
      this.heard.stop();
    });
  }
};

const { mount } = await import(`file://${room}/write/recording.js`);
const settled = () => new Promise((done) => setTimeout(done, 20));

/** @param {(page: {saying: ReturnType<typeof mount>, answer: (how?: string) => void}) => unknown} run */
async function story(run, fault = "") {
  [asked, on, broken, recorders, fell] = [[], 0, fault, [], 0];
  kept.clear();
  const box = { place: () => "problem.cards", takesVoice: () => true, out: { on() {} }, mine: { draw() {} }, attach() {}, focus() {} };
  const saying = mount(new Element(), { code: "BCDFG", box, button: new Element(), say() {} });
  saying.open();
  const answer = (how = "yes") => asked.shift()?.[how](new Error("denied"));
  const step = async (act) => { act(); await settled(); };
  await run({ saying, answer, step });
  await settled();
  const left = recorders.filter(({ state }) => state === "recording").length;
  return { fell, lit: on, recording: left, made: Boolean(saying.made), asked: asked.length,
    ready: !saying.turn.hasAttribute("aria-disabled"), file: !saying.byFile.hidden };
}

const found = {
  "start twice, stop": await story(async ({ saying, answer, step }) => {
    saying.press();
    saying.press();
    await step(answer);
    await step(answer);
    await step(saying.press);
  }),
  "start twice, cancel": await story(async ({ saying, answer, step }) => {
    saying.press();
    saying.press();
    await step(answer);
    await step(answer);
    await step(saying.close);
  }),
  "cancel while it is asked": await story(async ({ saying, answer, step }) => {
    saying.press();
    await step(saying.close);
    await step(answer);
  }),
  "cancel, open and start while it is asked": await story(async ({ saying, answer, step }) => {
    saying.press();
    await step(saying.close);
    saying.open();
    saying.press();
    await step(answer);
    await step(answer);
    await step(saying.press);
  }),
  "cancel and open while it is asked": await story(async ({ saying, answer, step }) => {
    saying.press();
    await step(saying.close);
    saying.open();
    await step(answer);
  }),
  "not allowed": await story(async ({ saying, answer, step }) => {
    saying.press();
    await step(() => answer("no"));
  }),
  "a recorder that cannot be made": await story(async ({ saying, answer, step }) => {
    saying.press();
    await step(answer);
  }, "new"),
  "a recorder that does not start": await story(async ({ saying, answer, step }) => {
    saying.press();
    await step(answer);
  }, "start"),
  "a file while it records": await story(async ({ saying, answer, step }) => {
    saying.press();
    await step(answer);
    saying.file.files = [new Blob(["other"], { type: "audio/mp4" })];
    await step(saying.chosen);
    await step(saying.take);
  }),
};
process.stdout.write(JSON.stringify(found), () => process.exit());
