/**
 * Voting on a phone. It is fetched when the first vote opens. The ballot is secret, can be changed
 * until the round closes, and nothing is counted before that.
 */
import { call, worthWaiting } from "../parts/api.js";
import { ballot } from "./ballot.js";
import { isVoting } from "./vote-answers.js";
import { el, pause, setText, sheet, show } from "../parts/elements.js";
import { words } from "../words/vote-words.js";

/** @typedef {import("../types.js").Round} Round */

const APART_MS = 1_200; // a whole room asks when a vote opens or closes, so not all at once
const CHANGED_MS = 800;

/**
 * @param {HTMLElement} root
 * @param {{code: string, pulse: import("../types.js").Pulse, say: (text: string) => void}} options
 */
export function mount(root, { code, pulse, say }) {
  /** @type {Round|null} */
  let round = null;
  let asked = ""; // which round, open or closed, was asked for last
  /** @type {import("../types.js").Voting|null} */
  let known = null;
  /** @type {ReturnType<typeof ballot>|null} */
  let paper = null;
  /** @type {typeof import("./result-list.js")|null} the module that shows results */
  let lister = null;
  let me = /** @type {import("../types.js").Me} */ ({});
  /** @type {Map<string, ReturnType<typeof import("./vote-cards.js").row>>} */
  const rows = new Map();

  const title = el("h2", { text: words.title });
  const how = el("p", { class: "vote-how" });
  const list = el("ol", { class: "cards", "aria-label": words.title });
  const left = el("span", { class: "vote-left" });
  const state = el("span", { class: "vote-state" });
  const bar = el("div", { class: "vote-bar", role: "status" }, left, state);
  const done = el("div", { class: "vote-done" });
  root.replaceChildren(title, how, list, bar, done);
  const dressed = sheet(new URL("../vote.css", import.meta.url));

  const draw = () => {
    show(root, Boolean(round));
    if (!round) return;
    const closed = !round.open;
    const votes = round.open && !me.facilitator;
    const here = known && known.round && known.round.round === round.round ? known : null;
    setText(title, closed ? words.results : words.title);
    setText(how, closed ? "" : me.facilitator ? words.facilitator : howTo(round, here));
    show(how, Boolean(how.textContent));
    show(list, votes && rows.size > 0);
    show(bar, (votes && rows.size > 0) || (closed && paper?.held().state === "refused"));
    show(done, closed);
    drawBallot(round);
  };

  /** @param {Round} now */
  const drawBallot = (now) => {
    if (!paper) return;
    const held = paper.held();
    const on = held.choices.filter((each) => rows.has(each.card)).length;
    const free = now.dots - on;
    for (const [id, row] of rows) row.update(paper.choice(id), free);
    const many = now.method === "dots" ? words.dotsLeft(Math.max(0, free), now.dots) : words.answered(on, rows.size);
    setText(left, now.open ? many : "");
    const said = held.state === "refused" ? `${words.refused}. ${held.reason || ""}` : held.state === "empty" ? "" : words[held.state];
    setText(state, said);
    bar.dataset.state = held.state;
  };

  /** @param {import("../types.js").Voting} found */
  const take = async (found) => {
    known = found;
    if (!round || !found.round || found.round.round !== round.round) return draw();
    if (round.open) await takeOptions(found, round);
    else await takeResults(found);
    return draw();
  };

  /** @param {import("../types.js").Voting} found @param {Round} now */
  const takeOptions = async ({ options, mine }, now) => {
    const module = await import("./vote-cards.js");
    if (round !== now && round?.round !== now.round) return;
    const offered = new Set(options.map((option) => option.id));
    if (!me.facilitator) {
      paper?.learn(mine || []);
      paper?.keepOnly(offered);
    }
    for (const [id, row] of rows) {
      if (offered.has(id)) continue;
      row.node.remove();
      rows.delete(id);
    }
    for (const option of options) {
      if (!rows.has(option.id)) {
        const choose = (/** @type {import("../types.js").Choice|null} */ said) => paper?.set(option.id, said);
        const row = module.row(now, option, { choose, say });
        rows.set(option.id, row);
        list.append(row.node);
      }
      rows.get(option.id)?.dress([option.text, ...(option.also || [])].join("\n"));
    }
  };

  /** @param {import("../types.js").Voting} found */
  const takeResults = async ({ results }) => {
    const shower = (lister ||= await import("./result-list.js"));
    await shower.dressed();
    const last = results[results.length - 1];
    const before = results.slice(0, -1).reverse().map((old) =>
      el("details", { class: "before" }, el("summary", { text: words.earlier(old.number) }), shower.resultList(old)));
    done.replaceChildren(...(last ? [shower.resultList(last)] : []), ...before);
  };

  /** Asks until there is an answer, unless something newer was asked for. @param {number} ms */
  const load = async (ms) => {
    const wanted = asked;
    await pause(ms);
    for (let tries = 1; wanted === asked; tries += 1) {
      const answer = await call(code, me.person ? `/votes?person=${me.person}` : "/votes", { is: isVoting });
      if (wanted !== asked) return;
      if (answer.ok) {
        await dressed;
        try {
          await take(answer.data);
          return;
        } catch {
          // A module could not be fetched: the room is away, so try again as for any request.
        }
      } else if (!worthWaiting(answer)) return;
      await pause(Math.min(3_000, 250 * 2 ** tries) * (0.5 + Math.random() / 2));
    }
  };

  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let later;
  let whole = false; // the next list of cards is the full one
  const offs = [
    pulse.on("status", (status) => status === "connected" && paper?.run()),
    pulse.on("snapshot", () => {
      whole = true;
    }),
    pulse.on("cards", (changes) => {
      const all = whole;
      whole = false;
      if (!round || !round.open || !known || !touches(changes, known.options, all)) return;
      clearTimeout(later);
      later = setTimeout(() => load(0), CHANGED_MS + Math.random() * APART_MS);
    }),
  ];

  /** @param {Round} next */
  const begin = (next) => {
    paper?.unmount();
    rows.clear();
    list.replaceChildren();
    done.replaceChildren();
    paper = ballot(code, next.round, { person: me.person, onchange: draw });
  };

  return {
    /** @param {import("../types.js").Room} room @param {import("../types.js").Me} who */
    update(room, who) {
      const was = round;
      const other = (me.person || "") !== (who.person || "");
      me = who;
      round = (room.activity && !room.closed && room.activity.vote) || null;
      const wanted = round ? `${round.round} ${round.open} ${Boolean(me.joined)} ${me.person || ""}` : "";
      if (wanted !== asked) {
        if (round && (other || was?.round !== round.round)) begin(round);
        if (round && was && was.round === round.round && was.open && !round.open) say(words.resultsSay);
        const first = !asked;
        asked = wanted;
        if (round) load(first || other ? 0 : Math.random() * APART_MS);
      }
      draw();
    },
    unmount() {
      paper?.unmount();
      for (const off of offs) off();
    },
  };
}

/**
 * Whether what can be voted on may be other than was known.
 *
 * @param {import("../types.js").Change[]} changes
 * @param {import("../types.js").Option[]} options
 * @param {boolean} all `changes` is every card of the room
 */
function touches(changes, options, all) {
  const texts = new Map(options.map((option) => [option.id, option.text]));
  const kinds = new Set(options.map((option) => option.kind));
  const here = new Set(changes.map((change) => change.id));
  if (all && options.some((option) => !here.has(option.id))) return true;
  return changes.some(({ op, id, kind, text }) =>
    texts.has(id)
      ? op === "remove" || text !== texts.get(id)
      : op !== "remove" && text !== undefined && (!kinds.size || kinds.has(kind || "")));
}

/** @param {Round} round @param {import("../types.js").Voting|null} known */
function howTo(round, known) {
  if (!known) return words.loading;
  if (!known.options.length) return words.nothing;
  return [round.number > 1 ? words.again : "", words.how[round.method], words.secret].filter(Boolean).join(" ");
}
