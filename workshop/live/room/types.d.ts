/** The shapes that the modules pass to each other, for editors and type checkers only. */

/** What this browser keeps for one workshop. */
export interface Store {
  /** The value, or null. */
  get(name: string): any;
  set(name: string, value: any): void;
  remove(name: string): void;
  names(prefix: string): string[];
  /** False once something could only be kept in memory. */
  durable(): boolean;
  /** Another tab changed a value. */
  onOther(run: (name: string) => void): () => void;
}

/** What the server answered, or that it could not be reached. */
export interface Answer {
  ok: boolean;
  /** 0 when the server could not be reached. */
  status: number;
  /** The JSON body, or {}. */
  data: any;
  /** The sentence for people, when it was refused. */
  detail: string;
  /** Seconds, or 0. */
  retryAfter: number;
}

export type PulseStatus = "connecting" | "connected" | "waiting";

/** The room as it is heard by every module of a tab. */
export interface Pulse {
  on(
    name: "room" | "cards" | "mine" | "snapshot" | "status" | "open",
    run: (data: any) => void,
  ): () => void;
  /** The server's clock, in milliseconds. */
  now(): number;
  /** Learn from a time that the server just sent. */
  clock(time: string | undefined): void;
  status(): PulseStatus;
  /** Open the stream anew: this device has just joined, or the stream may have died unheard. */
  again(): void;
  /** This module needs the pulse no longer. */
  release(): void;
}

/** What a person wrote or did, until the server has acknowledged it. */
export interface Item {
  /** Idempotency key, and its name here. */
  key: string;
  op: "add" | "edit" | "withdraw" | "restore";
  state: "waiting" | "refused";
  /** Milliseconds, for the order. */
  at: number;
  text: string;
  activity?: string;
  /** Where it is not the first kind that the activity asks for. */
  kind?: string;
  fields?: Record<string, any>;
  /** A photo or a drawing in base64. */
  picture?: { content: string; type: string; text: string };
  /** For whom a table's device wrote it. */
  person?: string;
  /** The card, for edit, withdraw and restore. */
  id?: string;
  /** The version that an edit started from. */
  version?: number;
  /** What went out first under this key; a key never changes its text. */
  sentText?: string;
  /** Taken back before the server had answered. */
  gone?: boolean;
  /** Why it was refused. */
  reason?: string;
  /** What the card says now, when somebody else changed it. */
  current?: { text: string; version: number };
}

/** What lies in the box of an activity and was not sent. */
export interface Draft {
  text: string;
  fields: Record<string, any>;
  kind?: string;
}

/** My own card as the server knows it. */
export interface Card {
  id: string;
  activity: string;
  text: string;
  fields?: Record<string, any>;
  version: number;
  withdrawn: boolean;
  hidden: boolean;
  late?: boolean;
  person?: string | null;
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
    | "kept"
    | "removed"
    | "withdrawn"
    | "hidden";
  text: string;
  activity: string;
  /** The name of whom it was written for. */
  who?: string;
  pictures?: { src: string; alt: string }[];
  reason?: string;
  actions: string[];
  card?: Card;
  item?: Item;
}

/** One line of the stream's cards; a card that lies face down has only `op` and `id`. */
export interface Change {
  op: "add" | "edit" | "remove";
  id: string;
  activity?: string;
  kind?: string;
  text?: string;
  /** The second half of a sentence, where a card has one. */
  more?: string;
  role?: string;
  role_label?: string;
  author?: string;
  starred?: boolean;
  pictures?: { id: string; alt: string }[];
}

/** A small question beside the box. */
export interface Ask {
  name: string;
  label: string;
  widget: string;
  help?: string;
  low?: number;
  high?: number;
  options?: { value: string; label: string }[];
}

/** What the room is asked to do now. */
export interface Activity {
  key: string;
  title: string;
  prompt: string;
  hint?: string;
  stage_title?: string;
  open: boolean;
  /** Until when what was written in time is still taken. */
  late_until?: string | null;
  box: boolean;
  promise?: string;
  asks?: Ask[];
  /** The most letters a card may have. */
  max?: number;
  way?: string;
  /** The role groups that write the first kind; empty where everybody does. */
  writers?: string[];
  /** What the others may write meanwhile. */
  answer?: { kind: string; prompt: string; max: number } | null;
  vote?: Round | null;
  /** Parts of the work over which each person shares out £100; empty at any other question. */
  split?: string[];
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
export interface Option {
  id: string;
  kind: string;
  text: string;
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
  groups: { role_group: string; label: string; voters: number }[];
  others: number;
  options: OptionResult[];
  ties: string[][];
}

/** GET /api/CODE/votes */
export interface Voting {
  activity: string | null;
  round: Round | null;
  options: Option[];
  mine?: Choice[];
  left?: number;
  results: Results[];
}

/** What the projector shows large. */
export interface Shown {
  kind: string;
  title: string;
  subtitle: string;
  text: string;
  points: string[];
  note: string;
  drawing?: Drawing;
}

/** A figure: lengths and dots are parts of the longest bar, from 0 to 1. */
export interface Drawing {
  rows: {
    label: string;
    note: string;
    marks: {
      name: string;
      said: string;
      look: "counted" | "forecast" | "guess" | "people" | "need";
      part: number | null;
      dots: number[];
    }[];
  }[];
}

export interface Room {
  activity: Activity | null;
  closed: boolean;
  paused: boolean;
  projector?: { show: string; item?: Shown };
  /** Only where the server was asked by this device, never in the stream. */
  me?: Me;
}

export interface Me {
  joined?: boolean;
  role_group?: string;
  facilitator?: boolean;
  /** The activity that this person is done with. */
  done_in?: string | null;
  hand?: boolean;
  /** The two words that lead back. */
  words?: string;
  /** For whom this device writes. */
  people?: { id: string; role_group: string; name: string }[];
  /** Whose ballot is shown; "" is one's own. */
  person?: string;
}
