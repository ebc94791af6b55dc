/**
 * Reads texts aloud, each in its own language with a voice of this device.
 */

/** @typedef {{text: string, lang: string}} Part */

/** What this browser reads with; null where it cannot. @returns {SpeechSynthesis|null} */
export const reader = () => (window.speechSynthesis && typeof SpeechSynthesisUtterance !== "undefined" ? window.speechSynthesis : null);

/** Urdu of anywhere is Urdu. @param {string} tag */
export const language = (tag) => tag.toLowerCase().split(/[-_]/u)[0];

/** The language of what stands in an element. @param {Element|null} node */
export const spokenIn = (node) => language(node?.closest("[lang]")?.getAttribute("lang") || "en");

/** Whether there is a voice for any of them. @param {SpeechSynthesis} voice @param {Part[]} parts */
export function canRead(voice, parts) {
  const there = new Set(voice.getVoices().map(({ lang }) => language(lang)));
  return parts.some(({ lang }) => there.has(lang));
}

/** All for which there is a voice, one after the other. @param {SpeechSynthesis} voice @param {Part[]} parts @param {() => void} done */
export function read(voice, parts, done) {
  const voices = voice.getVoices();
  const said = parts.flatMap(({ text, lang }) => {
    const found = voices.find((each) => language(each.lang) === lang);
    return found ? [Object.assign(new SpeechSynthesisUtterance(text), { lang: found.lang, voice: found })] : [];
  });
  const last = said[said.length - 1];
  if (!last) return done();
  last.onend = last.onerror = done;
  for (const each of said) voice.speak(each);
  return undefined;
}
