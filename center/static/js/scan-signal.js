/* What a hand hears and feels: each outcome has its own rhythm, so that nobody needs to look. */

const TONES = {
  // [frequency in Hz, length in s, pause after it in s]
  ok: { wave: "sine", notes: [[1040, 0.1, 0]], shake: [60] },
  warn: { wave: "triangle", notes: [[620, 0.14, 0.08], [620, 0.14, 0]], shake: [120, 80, 120] },
  refused: { wave: "square", notes: [[230, 0.22, 0.07], [230, 0.22, 0.07], [230, 0.34, 0]], shake: [300, 100, 300, 100, 300] },
};

let context;

/** Let sound through; a browser wants this from within a touch or a key press. */
export function allowSound() {
  const Audio = window.AudioContext ?? window.webkitAudioContext;
  if (!Audio) return;
  context ??= new Audio();
  if (context.state === "suspended") context.resume();
}

/** Sound and shake for an outcome: ok, warn or refused. */
export function signal(outcome, { muted = false } = {}) {
  const tone = TONES[outcome] ?? TONES.refused;
  navigator.vibrate?.(tone.shake);
  if (muted || context?.state !== "running") return;
  let at = context.currentTime;
  for (const [frequency, length, pause] of tone.notes) {
    const note = context.createOscillator();
    const volume = context.createGain();
    note.type = tone.wave;
    note.frequency.value = frequency;
    volume.gain.setValueAtTime(0.0001, at);
    volume.gain.exponentialRampToValueAtTime(0.35, at + 0.01);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + length);
    note.connect(volume).connect(context.destination);
    note.start(at);
    note.stop(at + length);
    at += length + pause;
  }
}
