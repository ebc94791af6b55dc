/**
 * A device that the server knows no more asks for itself, with the very module that a phone runs.
 * What it keeps comes as JSON on the command line, and whether the first door never answers; what it
 * joined with goes to stdout.
 */
const [room, kept, gone, silent] = process.argv.slice(2);

const disk = new Map(Object.entries(JSON.parse(kept)).map(([name, value]) => [`reframe.BCDFG.${name}`, JSON.stringify(value)]));
globalThis.localStorage = {
  get length() { return disk.size; },
  key: (at) => [...disk.keys()][at],
  getItem: (name) => disk.get(name) ?? null,
  setItem: (name, value) => disk.set(name, value),
  removeItem: (name) => disk.delete(name),
};
const node = () => ({ append() {}, setAttribute() {}, addEventListener() {}, remove() {}, style: {} });
globalThis.document = { createElement: node, getElementById: () => null, documentElement: { dataset: {} }, body: { prepend() {} } };
globalThis.window = { localStorage, addEventListener() {} };
globalThis.location = { href: "http://192.168.4.1:8501/room/BCDFG" };
globalThis.history = { state: {}, replaceState() {} };

const asked = [];
let known = false;
const later = setTimeout;
globalThis.setTimeout = (run, ms) => later(run, ms / 100);
let stays = silent === "true";
globalThis.fetch = async (address, { headers = {}, body, signal } = {}) => {
  const answer = (status, detail) => new Response(
    JSON.stringify(status < 300 ? { me: { joined: true } } : { type: "urn:reframe:problem:x", title: "No", status, detail }),
    { status, headers: { "X-Reframe-Answer": headers["X-Reframe-Ask"], "Content-Type": status < 300 ? "application/json" : "application/problem+json" } });
  if (address.includes("/join/")) {
    if (!stays) return answer(200);
    stays = false;
    return new Promise((_, fail) => signal?.addEventListener("abort", () => fail(signal.reason)));
  }
  if (!address.endsWith("/join")) return known ? answer(200) : answer(401, "Please join.");
  const sent = JSON.parse(body);
  asked.push(sent);
  if (sent.role_group === gone) return answer(422, "This group is not in the room any more.");
  known = true;
  return answer(200);
};

const { call } = await import(`${room}/parts/api.js`);
const { isObject } = await import(`${room}/parts/validators.js`);
const { ok } = await call("BCDFG", "", { is: isObject });
process.stdout.write(JSON.stringify({ ok, asked }));
