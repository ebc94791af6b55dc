/**
 * A room of robots, each in a thread of its own, steered by lines of JSON: begin, ready, act,
 * reload, rest, look, end. Each line is answered with one line.
 */
import { createInterface } from "node:readline";
import { Worker } from "node:worker_threads";

const [packages, modules] = process.argv.slice(2);
const ROBOT = new URL("./robot.mjs", import.meta.url);
/** @type {Phone[]} */
const crowd = [];
let robots = [];
const problems = [];

class Phone {
  /** @param {string} name */
  constructor(name) {
    this.waiting = new Map();
    this.count = 0;
    this.coming = Promise.resolve(); // settled when its page is there
    this.here = false;
    this.acting = 0; // the pace at which it acts, or 0
    this.worker = new Worker(ROBOT, { workerData: { packages, modules, name } });
    this.worker.on("message", (told) => (told.problem ? this.fail(told.problem) : this.hear(told)));
    this.worker.on("error", (problem) => this.fail(problem.stack));
    this.name = name;
  }

  hear(told) {
    this.waiting.get(told.id)?.(told);
    this.waiting.delete(told.id);
  }

  fail(problem) {
    problems.push(`${this.name}: ${problem}`);
    for (const done of this.waiting.values()) done({});
  }

  ask(ask, more = {}) {
    return new Promise((done) => {
      this.waiting.set((this.count += 1), done);
      this.worker.postMessage({ ask, id: this.count, ...more });
    });
  }

  come(ask, more) {
    this.here = false;
    this.coming = this.ask(ask, more).then(() => {
      this.here = true;
      if (this.acting) this.ask("act", { pace: this.acting });
    });
  }
}

const does = {
  async begin({ count, seed, ...settings }) {
    while (crowd.length < count) crowd.push(new Phone(`R${crowd.length}`));
    robots = crowd.slice(0, count);
    robots.forEach((one, at) => one.come("begin", { ...settings, seed: seed * 1000 + at }));
  },
  async ready() {
    await Promise.all(robots.map((one) => one.coming));
  },
  async act({ pace }) {
    for (const one of robots) {
      one.acting = pace;
      if (one.here) one.ask("act", { pace });
    }
  },
  /** A page goes and comes back, with what its phone kept; one that is still coming is left alone. */
  async reload({ at }) {
    if (!robots[at].here) return;
    await robots[at].ask("rest");
    robots[at].come("reload");
  },
  async rest() {
    for (const one of robots) one.acting = 0;
    await Promise.all(robots.filter((one) => one.here).map((one) => one.ask("rest")));
  },
  /** Of those pages that are there. */
  async look() {
    return { robots: await Promise.all(robots.filter((one) => one.here).map((one) => one.ask("look"))) };
  },
  async end() {
    await Promise.all(robots.map((one) => one.ask("end")));
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { ask, ...more } = JSON.parse(line);
  const answer = await does[ask](more);
  process.stdout.write(`${JSON.stringify({ ...answer, problems })}\n`);
}
process.exit(0);
