/**
 * A gentle sound when the time is up: two soft notes that the browser makes itself. It is for the
 * big screen alone, can be switched off there, and stays off for this browser.
 */
import { store } from "./store.js";

const NOTES = [[523.25, 0], [783.99, 0.35]]; // C and G, one after the other
const LOUD = 0.18;
const SECONDS = 1.6;

/** @param {string} code */
export function sound(code) {
  const kept = store(code);
  /** @type {AudioContext|null} */
  let voice = null;

  /** A browser lets a page sound only after somebody has pressed something on it. */
  const ready = () => {
    voice = voice || new AudioContext();
    if (voice.state === "suspended") voice.resume().catch(() => undefined);
    return voice;
  };
  const play = () => {
    if (kept.get("silent")) return;
    const out = ready();
    for (const [pitch, after] of NOTES) {
      const note = out.createOscillator();
      const volume = out.createGain();
      const start = out.currentTime + after;
      note.type = "sine";
      note.frequency.value = pitch;
      volume.gain.setValueAtTime(0, start);
      volume.gain.linearRampToValueAtTime(LOUD, start + 0.05);
      volume.gain.exponentialRampToValueAtTime(0.001, start + SECONDS);
      note.connect(volume).connect(out.destination);
      note.start(start);
      note.stop(start + SECONDS);
    }
    document.documentElement.dataset.sounded = String(Number(document.documentElement.dataset.sounded || 0) + 1);
  };

  return {
    play,
    silent: () => Boolean(kept.get("silent")),
    /** Switches the sound off, or on with a first note to hear. */
    turn() {
      if (kept.get("silent")) kept.remove("silent");
      else kept.set("silent", true);
      play();
      return Boolean(kept.get("silent"));
    },
  };
}
