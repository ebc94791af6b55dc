/** The shapes that the modules pass to each other, for editors and type checkers only. */

/** What this browser keeps for one workshop. */
export interface Store {
  /** The value, or null; the caller knows what it keeps under this name. */
  get<T = unknown>(name: string): T | null;
  set(name: string, value: unknown): void;
  remove(name: string): void;
  names(prefix: string): string[];
  /** False once something could only be kept in memory. */
  durable(): boolean;
  /** Another tab changed a value. */
  onOther(run: (name: string) => void): () => void;
}

/** Whether something that came over the wire is what it should be. */
export type Is<T> = (value: unknown) => value is T;

/** How something is asked of the server, and what its answer must be to be ours. */
export interface Asking<T> {
  is: Is<T>;
  method?: string;
  body?: unknown;
  /** The Idempotency-Key. */
  key?: string;
  /** Milliseconds until it is given up. */
  patience?: number;
  /** False: do not join again where this device is not known. */
  again?: boolean;
}

/** What the server answered, or that it could not be reached, or that somebody else answered. */
export type Answer<T> = Taken<T> | Refused;

interface Heard {
  /** 0 when the server could not be reached; also when the answer was not the server's own. */
  status: number;
  /** The sentence for people, when it was refused. */
  detail: string;
  /** Seconds, or 0. */
  retryAfter: number;
}

export interface Taken<T> extends Heard {
  ok: true;
  data: T;
}

export interface Refused extends Heard {
  ok: false;
  data: Problem;
}

/** A sentence of the server, in English, and how it is put together, to be said in another language. */
export interface Told {
  detail?: string | null;
  said?: { text: string; values: Fields; count?: number | null; ours?: string[]; quoted?: Record<string, string[]> } | null;
}

/** What came with a refusal (RFC 9457). */
export interface Problem extends Told {
  type?: string | null;
  /** What the card says now, when somebody else changed it. */
  current?: { text: string; version: number } | null;
  /** Cards that say nearly the same. */
  alike?: { id: string; text: string; lang?: string }[] | null;
}

/** What the stream and the pulse tell, by name. */
export interface News {
  room: Room;
  cards: Change[];
  mine: Card[];
  snapshot: object;
  fetch: object;
  trouble: { detail: string };
  ping: { now?: string | null; at?: string | null };
  status: PulseStatus;
  open: undefined;
}

/** GET /api/CODE/changes */
export interface Missed {
  id?: string | null;
  snapshot?: boolean | null;
  room?: Room | null;
  cards?: Change[] | null;
  mine?: Card[] | null;
}

export type PulseStatus = "connecting" | "connected" | "waiting";

/** The room as it is heard by every module of a tab. */
export interface Pulse {
  on<K extends keyof News>(name: K, run: (data: News[K]) => void): () => void;
  /** The server's clock, in milliseconds. */
  now(): number;
  /** Learn from a time that the server just sent. */
  clock(time: string | null | undefined): void;
  status(): PulseStatus;
  /** Open the stream anew: this device has just joined, or the stream may have died unheard. */
  again(): void;
  /** This module needs the pulse no longer. */
  release(): void;
}

/** What a field holds: words, a number, yes or no, several of a list, £100 shared out. */
export type Value = string | number | boolean | string[] | Record<string, number> | null;
export type Fields = Record<string, Value | undefined>;

/** A voice that waits to be sent; its `text` stands where no words do. */
export interface Voice {
  content: string;
  type: string;
  text: string;
}

/** What goes out with the next card besides its words. */
export interface Extra {
  picture?: Picture;
  recording?: Voice;
  person?: string;
}

/** A photo or a drawing in base64, and words that stand for it. */
export interface Picture {
  content: string;
  type: string;
  text: string;
}

/** What a person wrote or did, until the server has acknowledged it. */
export interface Item {
  /** Idempotency key, and its name here. */
  key: string;
  op: "add" | "edit" | "withdraw" | "restore" | "act";
  state: "waiting" | "refused";
  /** Milliseconds, for the order. */
  at: number;
  text: string;
  activity?: string;
  /** Where it is not the first kind that the activity asks for. */
  kind?: string;
  fields?: Fields;
  picture?: Picture;
  recording?: Voice;
  /** For whom a table's device wrote it. */
  person?: string;
  /** The card, for edit, withdraw and restore. */
  id?: string;
  /** The version that an edit started from. */
  version?: number;
  /** What went out first under this key; a key never changes its text. */
  sentText?: string;
  /** The cards of the same words that were there before it. */
  older?: string[];
  /** What is done that makes no card, and what of it: `{up: true}`. */
  act?: keyof Acted;
  body?: Record<string, unknown>;
  /** Taken back before the server had answered. */
  gone?: boolean;
  /** Why it was refused. */
  reason?: string;
  /** What the card says now, when somebody else changed it. */
  current?: { text: string; version: number } | null;
  /** The card that this adds to, in place of a new one; `version` is the one it started from. */
  onto?: string;
  /** The words of that card. */
  title?: string;
  /** What was tapped and typed beside the box, as people read it, and what was typed alone. */
  inWords?: string;
  typed?: string;
  /** The cards that this one rests on, by the name of the link. */
  links?: Record<string, string[]>;
  /** Cards that say nearly the same: its writer is asked which is meant. */
  alike?: { id: string; text: string; lang?: string }[] | null;
  /** It is new, whatever it is like. */
  sure?: boolean;
  /** The card that says the same. */
  sameAs?: string;
}

/** What one's table can put before the room, `most` of them at once. */
export interface PuttingForward {
  activity: string | null;
  kind: string | null;
  most: number;
  cards: { id: string; text: string; on: boolean; lang?: string; translations?: Said[] }[];
}

/** Which earlier cards were tapped. `onto` is "" where a new card is written on purpose. */
export interface Thread {
  doing?: number;
  onto?: string;
  version?: number;
  links?: Record<string, string[]>;
}

/** What the server answers to an act, by its name. */
export interface Acted {
  hand: { hand: boolean };
  done: { done_in: string | null };
  seats: { id: string; me: Me };
}

/** What came of an item of the outbox, whichever it was. */
export interface Got extends Partial<Acted["hand"]>, Partial<Acted["done"]>, Partial<Acted["seats"]> {
  revision?: number;
  version?: number | null;
  ask?: string | null;
}

/** What lies in the box of an activity and was not sent. */
export interface Draft {
  text: string;
  fields: Fields;
  kind?: string;
  thread?: Thread;
  /** The words of the card that it is about, for the list of what is kept. */
  title?: string;
  /** What was tapped and typed beside the box, as people read it, and what was typed alone. */
  inWords?: string;
  typed?: string;
}

/** An earlier card to tap for a link; `fills` is what a card has from it. */
export interface TapCard {
  id: string;
  text: string;
  first: boolean;
  lang?: string;
  translations?: Said[];
  fills?: Fields | null;
}

/** An earlier card to add to; `said` is what it holds of what is asked. */
export interface Offered {
  id: string;
  text: string;
  first: boolean;
  lang?: string;
  translations?: Said[];
  said: Fields;
  version: number;
}

export interface Tap {
  link: string;
  label: string;
  least: number;
  one: boolean;
  alone: boolean;
  cards: TapCard[];
}

/** One thing that can be done in a step: make a card, or add to one. */
export interface Doing {
  kind: string;
  say: string;
  adds: boolean;
  /** A new card can be written where none of those is meant. */
  anew: boolean;
  /** What the main box asks. */
  label: string;
  box: boolean;
  /** The fields that are asked before the box. */
  first: string[];
  carries: boolean;
  max: number;
  asks: Ask[];
  /** What is known without being asked. */
  known: Fields;
  onto: Offered[];
  taps: Tap[];
}

/** GET /api/CODE/taking */
export interface Taking {
  activity: string | null;
  kinds: string[];
  doings: Doing[];
  /** What to do where nothing is there. */
  says: string[];
  /** What of the library lies on this person's table. */
  reads: (Shown & { key: string })[];
}

/** My own card as the server knows it. */
export interface Card extends InWords {
  id: string;
  activity: string;
  text: string;
  fields?: Fields | null;
  version: number;
  /** The room's revision at its last change. */
  revision?: number | null;
  withdrawn: boolean;
  /** It waits for the facilitator's yes. */
  waiting?: boolean | null;
  hidden: boolean;
  late?: boolean | null;
  person?: string | null;
  pictures?: { id: string; alt: string }[] | null;
}

/** One row of my cards as it should be shown. */
export interface Entry {
  key: string;
  state:
    | "waiting"
    | "sent"
    | "saved"
    | "late"
    | "saving"
    | "refused"
    | "asked"
    | "kept"
    | "removed"
    | "withdrawn"
    | "held"
    | "hidden";
  /** What was begun and not sent. */
  draft?: Draft;
  text: string;
  activity: string;
  /** The name of whom it was written for. */
  who?: string;
  /** For whom a table's device wrote it; "" is oneself. */
  person?: string;
  /** What was said for it, and not sent. */
  picture?: Picture;
  recording?: Voice;
  pictures?: { src: string; alt: string }[];
  reason?: string;
  /** The words of the card that it was added to. */
  about?: string;
  /** Cards that say nearly the same, of which one may be meant. */
  alike?: { id: string; text: string; lang?: string }[];
  actions: string[];
  card?: Card;
  item?: Item;
}

/** One line of the stream's cards; a card that lies face down has only `op` and `id`. */
/** What a card says in another language; `older`: its own words have changed since. */
export interface Said {
  lang: string;
  text: string;
  older?: boolean;
}

/** A card's words. `lang` is not told where it is the workshop's own. */
export interface InWords {
  text?: string;
  lang?: string;
  said?: Said[];
}

export interface Change extends InWords {
  op: "add" | "edit" | "remove";
  id: string;
  activity?: string;
  kind?: string;
  /** What stands before the card's words, where these are the second half: “From: …”, then “To:”. */
  head?: string;
  /** The second half of a sentence, where a card has one. */
  more?: string;
  role?: string;
  role_label?: string;
  author?: string;
  starred?: boolean;
  /** Its table put it before the room. */
  forward?: boolean;
  pictures?: { id: string; alt: string }[];
  /** Ids of the themes that gather it. */
  themes?: string[];
  /** The card that it is shown with, as one. */
  merged_into?: string;
  /** The card that a comment is about. */
  about?: string;
  /** Of a theme. */
  colour?: string;
  version?: number;
  /** On a wall: the cards that are shown with it as one. */
  others?: Change[];
}

/** A small question beside the box. */
export interface Ask {
  name: string;
  label: string;
  widget: string;
  help?: string | null;
  low?: number | null;
  high?: number | null;
  options?: { value: string; label: string }[] | null;
}

/** What the room is asked to do now. */
export interface Activity {
  key: string;
  title: string;
  prompt: string;
  hint?: string | null;
  stage_title?: string | null;
  open: boolean;
  /** Written alone until it is revealed. */
  hidden?: boolean | null;
  revealed?: boolean | null;
  /** When its time is up. */
  ends_at?: string | null;
  /** Seconds that are left while the clock stands still; then there is no end. */
  left?: number | null;
  /** Until when what was written in time is still taken. */
  late_until?: string | null;
  kind?: string | null;
  box: boolean;
  promise?: string | null;
  asks?: Ask[] | null;
  /** The most letters a card may have. */
  max?: number | null;
  way?: string | null;
  /** Whether everybody may sort. */
  sorting?: boolean | null;
  forward?: boolean | null;
  /** Whether only the facilitator reads what is written. */
  private?: boolean | null;
  /** How many cards lie face down. */
  face_down?: number | null;
  /** The role groups that write the first kind; empty where everybody does. */
  writers?: string[] | null;
  /** What the others may write meanwhile. */
  answer?: { kind: string; prompt: string; max: number } | null;
  /** Kinds between which a person chooses before writing; empty where there is no choice. */
  either?: Either[] | null;
  vote?: Round | null;
  /** On one's own, in twos, at the table or all together; and the same in words. */
  form?: string | null;
  together?: string | null;
  /** What is done, one thing after the other. */
  steps?: string[] | null;
  /** Who sees who wrote: named, role or anonymous. */
  attribution?: string | null;
  /** Parts of the work over which each person shares out £100; empty at any other question. */
  split?: string[] | null;
  /** Whether it starts from earlier cards. */
  takes?: boolean | null;
  /** Whether it adds to one of them, and makes no new card. */
  adds?: boolean | null;
  /** The kinds of card that are looked at, where nothing is written. */
  about?: string[] | null;
  /** What each table does, table 1 first, where they do different things; "" does as all do. */
  tracks?: string[] | null;
  /** What of the library each table reads; the table is null in a room without numbers. */
  dealt?: { table: number | null; titles: string[] }[] | null;
}

/** One kind of card that can be written here, with what is promised for it. */
export interface Either {
  kind: string;
  label: string;
  promise: string;
  max: number;
  asks: Ask[];
}

/** What this person is asked: the activity's own question, or the answer to others. */
export interface Task {
  key: string;
  kind?: string;
  prompt: string;
  hint: string;
  stage: string;
  promise: string;
  box: boolean;
  open: boolean;
  late?: string | null;
  max: number;
  asks: Ask[];
  either?: Either[];
  /** Whether it starts from earlier cards. */
  takes?: boolean;
  /** Whether it adds to one of them, and makes no new card. */
  adds?: boolean;
}

export type Method = "dots" | "score" | "consent" | "matrix";

/** A vote, as everybody may know it while it runs. */
export interface Round {
  round: string;
  number: number;
  method: Method;
  dots: number;
  open: boolean;
  voted: number;
  could: number;
  axes: Axes | null;
  /** When it ends by itself: everybody has voted. */
  closes_at?: string | null;
}

export interface Axes {
  x: string;
  x_low: string;
  x_high: string;
  y: string;
  y_low: string;
  y_high: string;
}

/** A card that can be voted on. */
export interface Option extends InWords {
  id: string;
  kind: string;
  text: string;
  /** The words of the cards that are shown with it as one. */
  also?: string[] | null;
}

/** What one ballot says about one card. */
export interface Choice {
  card: string;
  score?: number;
  consent?: string;
  x?: number;
  y?: number;
}

/** How some people voted on one card. */
export interface Figures {
  votes: number;
  voters: number;
  percent?: number;
  counts?: Record<string, number>;
  mean?: number;
  median?: number;
  spread?: number;
  x?: number;
  y?: number;
  spread_x?: number;
  spread_y?: number;
}

/** One card's result in a closed round. */
export interface OptionResult extends Option, Figures {
  rank: number | null;
  groups: Record<string, Figures>;
  gap: number | null;
  talk: boolean;
}

/** A closed round. */
export interface Results extends Round {
  voters: number;
  groups: { role_group: string; label: string; voters: number; voice?: string }[];
  others: number;
  options: OptionResult[];
  ties: string[][];
  /** false: no figure of this round can be told without telling somebody's vote */
  told: boolean;
  /** cards whose figures cannot be told */
  held_back: number;
}

/** What a closed vote proposes that the room takes on, and what it has taken on. */
export interface Decision {
  /** What it is then: “our focus”. */
  say: string;
  /** What the room chose, in one sentence; "" where nothing is proposed. */
  sentence: string;
  /** Ties, splits, and what else is to be said aloud. */
  says: string[];
  /** The sentence and what is said, each as it is put together. */
  told: Told[];
  level: string[];
  /** The next press, and what stands on it. */
  step: "ask" | "take-on" | null;
  press: string;
  press_said?: Told["said"];
  doubts: boolean;
}

/** GET /api/CODE/votes */
export interface Voting {
  round: Round | null;
  options: Option[];
  mine?: Choice[];
  left?: number | null;
  results: Results[];
  decision?: Decision | null;
}

/** What the projector shows large. */
export interface Shown {
  kind: string;
  title: string;
  /** The language of a card, where it is not the workshop's. */
  lang?: string;
  said?: Said[];
  subtitle: string;
  text: string;
  points: string[];
  note: string;
  drawing?: Drawing;
  /** What became of a case. */
  later?: string;
  /** The one figure of a case, and how sure one can be of it: a level from 0 to 5. */
  number?: { label: string; value: string; level: number; sure: string; method: string; source: string };
  /** The questions at its end. */
  closing?: string[];
  /** What of a case stays English. */
  english?: string[];
  /** The old challenge beside the new one; of each pair, the old one first. */
  turn?: { before: string; whom: string[]; run_by: string[] };
}

/** A figure: lengths and dots are parts of the longest bar, from 0 to 1. */
export interface Drawing {
  rows: {
    label: string;
    note: string;
    marks: {
      name: string;
      said: string;
      look: "counted" | "forecast" | "start" | "goal" | "guess" | "people" | "need";
      part: number | null;
      dots: number[];
    }[];
  }[];
}

/** The room's state: GET /api/CODE, and `event: room`. */
export interface Room {
  code: string;
  revision: number;
  now: string;
  activity: Activity | null;
  closed: boolean;
  paused: boolean;
  locked?: boolean | null;
  people?: number | null;
  facilitators?: number | null;
  done?: number | null;
  hands?: number | null;
  /** When the newest hand that is up was raised. */
  last_hand?: string | null;
  /** How many people sit at each table; empty without tables. */
  tables?: number[] | null;
  next?: { key: string; title: string } | null;
  projector: { show: string; theme?: string | null; item?: Shown | null };
  /** Only where the server was asked by this device, never in the stream. */
  me?: Me | null;
}

export interface Me {
  joined?: boolean | null;
  role_group?: string | null;
  /** The key of an own voice of the room, "" for none. */
  voice?: string | null;
  facilitator?: boolean | null;
  /** The activity that this person is done with. */
  done_in?: string | null;
  hand?: boolean | null;
  /** Where this person sits. */
  table?: number | null;
  /** Only one or two people of this person's group are here. */
  few?: boolean | null;
  /** The two words that lead back. */
  words?: string | null;
  /** For whom this device writes. */
  people?: Person[] | null;
  /** Whose ballot is shown; "" is one's own. Known here only. */
  person?: string;
}

/** Who had this phone before, as its screen tells the table. */
export interface Passed {
  group: string;
  label: string;
  cards: number;
}

/** Somebody passes this phone on, and no answer has come yet; the same key is asked again. */
export interface Leaving {
  passed: Passed[];
  key: string;
  /** What they chose when they joined, for the case that they stay. */
  me?: unknown;
}

export interface Person {
  id: string;
  role_group: string;
  voice?: string | null;
  name: string | null;
}

/** The words of a phone's language, by their English ones, a form for each CLDR category. */
export interface Words {
  language: string;
  forms: string[];
  said: Record<string, string[]>;
}

declare global {
  var reframeWords: Words | undefined;
}
