// Time that runs out before one's eyes: the channel's window, and the seconds in which an answer or a signature can be taken back.

const ends = new WeakMap();

function left(element, seconds) {
  if (seconds === "" || seconds === undefined) return null;
  const known = ends.get(element);
  const end = known && known.from === seconds ? known.end : performance.now() + Number(seconds) * 1000;
  ends.set(element, { from: seconds, end });
  return Math.max(0, Math.ceil((end - performance.now()) / 1000));
}

function span(seconds) {
  if (seconds < 60) return `${seconds} dtk`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} mnt`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} j ${Math.floor(seconds % 3600 / 60)} mnt`;
  return `${Math.floor(seconds / 86400)} hari`;
}

function show(desk) {
  for (const form of desk.querySelectorAll("form.undo")) {
    const seconds = left(form, form.dataset.leaves);
    form.querySelector("[data-left]").textContent = seconds ? ` (${seconds} dtk lagi)` : ` (${form.dataset.then ?? "sedang berangkat"})`;
  }
  const time = desk.querySelector("#jendela [data-left]");
  const seconds = time && left(time, time.dataset.left);
  if (seconds !== null && time) {
    time.textContent = seconds ? `sisa ${span(seconds)}` : "waktu habis";
    time.classList.toggle("is-soon", seconds < 3600);
  }
}

export function followTime(desk) {
  show(desk);
  setInterval(() => { if (!document.hidden) show(desk); }, 500);
}
