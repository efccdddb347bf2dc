// Signals an officer asked for: the number of waiting cases in the tab's title, and a short sound for what is new.

const RUNG = "aduan.bunyi"; // several tabs of one office ring once
const APART = 3000;

let audio = null;
let title = "";
let known = null;

function bell() {
  return document.querySelector(".bell");
}

export function wants(signal) {
  return (bell()?.dataset.signals || "").split(" ").includes(signal);
}

// Browsers let a page sound only after its owner touched it.
export function unlock() {
  if (!audio && window.AudioContext) audio = new AudioContext();
  if (audio?.state === "suspended") audio.resume().catch(() => {});
}

// Two soft notes, made here; no file is loaded.
export function ring() {
  if (audio?.state !== "running") return false;
  [[880, 0], [1174.7, 0.16]].forEach(([pitch, after]) => {
    const note = audio.createOscillator();
    const loud = audio.createGain();
    const start = audio.currentTime + after;
    note.frequency.value = pitch;
    loud.gain.setValueAtTime(0.0001, start);
    loud.gain.exponentialRampToValueAtTime(0.12, start + 0.02);
    loud.gain.exponentialRampToValueAtTime(0.0001, start + 0.3);
    note.connect(loud).connect(audio.destination);
    note.start(start);
    note.stop(start + 0.32);
  });
  return true;
}

function isRisen(counts) {
  return known !== null && counts.some((count, place) => count > (known[place] || 0));
}

function rungElsewhere() {
  const last = Number(localStorage.getItem(RUNG)) || 0;
  if (Date.now() - last < APART) return true;
  localStorage.setItem(RUNG, String(Date.now()));
  return false;
}

// Look at the bell, which carries the counts: the title follows, and what rose is heard.
export function signal(words = title) {
  title = words || title || document.title;
  const waiting = Number(bell()?.dataset.waiting) || 0;
  document.title = wants("lencana") && waiting ? `(${waiting > 99 ? "99+" : waiting}) ${title}` : title;
  const counts = (bell()?.dataset.counts || "").split(" ").filter(Boolean).map(Number);
  if (wants("bunyi") && isRisen(counts) && !rungElsewhere() && ring()) document.dispatchEvent(new CustomEvent("aduan:bunyi"));
  known = counts;
}

export function followSignals() {
  for (const gesture of ["pointerdown", "keydown"]) addEventListener(gesture, () => { if (wants("bunyi")) unlock(); }, { passive: true });
  document.querySelector("[data-try-sound]")?.addEventListener("click", () => {
    unlock();
    (audio?.resume() || Promise.resolve()).then(() => {
      if (!ring()) document.querySelector("[data-no-sound]").hidden = false;
    });
  });
  signal();
}

// A hidden page asks nothing, unless its owner wants to be told there too.
export function hiddenWait() {
  return wants("bunyi") || wants("lencana") ? 30_000 : 0;
}
