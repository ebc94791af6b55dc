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
    name: "room" | "cards" | "mine" | "snapshot" | "status",
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
  fields?: Record<string, any>;
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

/** My own card as the server knows it. */
export interface Card {
  id: string;
  activity: string;
  text: string;
  fields?: Record<string, any>;
  version: number;
  withdrawn: boolean;
  hidden: boolean;
}

/** One row of my cards as it should be shown. */
export interface Entry {
  key: string;
  state:
    | "waiting"
    | "sent"
    | "saved"
    | "saving"
    | "refused"
    | "kept"
    | "removed"
    | "withdrawn"
    | "hidden";
  text: string;
  activity: string;
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
  role?: string;
  role_label?: string;
  author?: string;
  starred?: boolean;
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
  box: boolean;
  promise?: string;
  asks?: Ask[];
  /** The most letters a card may have. */
  max?: number;
}

export interface Room {
  activity: Activity | null;
  closed: boolean;
  paused: boolean;
}
