// Signing out empties this person's part of the browser: first everything is sent that can be, then what is not at the
// office is shown, and the officer decides.
import { dropAll, recordsOf } from "../penelitian/simpanan.js";
import { all, empty, onLeft, USER } from "./peti.js";
import { carryAll } from "./titipan.js";

const SLOW = 700; // milliseconds after which who signs out is told why nothing happens yet

async function saveAll() {
  const asked = [];
  document.dispatchEvent(new CustomEvent("aduan:simpan-semua", { detail: asked }));
  await Promise.allSettled([...asked, carryAll()]);
}

// What would be lost, one line each.
async function notThere() {
  const asked = [];
  document.dispatchEvent(new CustomEvent("aduan:belum-tersimpan", { detail: asked }));
  const kept = all().map((entry) => (entry.pressed
    ? `Kasus ${entry.number || entry.of}: belum diketahui apakah yang Anda kirim sudah diterima kantor`
    : `Kasus ${entry.number || entry.of}: ketikan yang hanya ada di perangkat ini`));
  const shots = new Map();
  for (const shot of await recordsOf(USER)) shots.set(shot.number, (shots.get(shot.number) || 0) + 1);
  return [...new Set([...asked, ...kept]), ...[...shots].map(([number, count]) => `Kasus ${number}: ${count} foto yang belum di kantor`)];
}

function dialogOf(lines, leave) {
  const dialog = document.createElement("dialog");
  dialog.className = "ask leaving";
  dialog.setAttribute("aria-labelledby", "keluar-judul");
  const part = (tag, words) => { const made = document.createElement(tag); made.textContent = words; dialog.append(made); return made; };
  part("h2", "Belum semuanya ada di kantor").id = "keluar-judul";
  const list = part("ul", "");
  list.append(...lines.map((words) => { const item = document.createElement("li"); item.textContent = words; return item; }));
  part("p", "Keluar mengosongkan peramban ini: semua yang disebut di atas hilang. Tetaplah masuk sampai tersambung, atau salin dahulu.");
  const told = part("p", "");
  told.setAttribute("role", "alert");
  const actions = part("p", "");
  actions.className = "actions";
  const button = (words, style, action) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = `button ${style}`;
    made.textContent = words;
    made.addEventListener("click", action);
    actions.append(made);
  };
  button("Tetap masuk", "button-main", () => dialog.close());
  button("Keluar dan hapus", "button-bad", async () => { told.textContent = (await leave()) || ""; });
  dialog.addEventListener("close", () => dialog.remove());
  return dialog;
}

// Returns why one is still signed in, where the office does not answer; what is kept here stays then.
async function leave(form, line) {
  if (!(await line.check()) && line.state === "lost") return "Belum keluar: sambungan ke kantor terputus. Tidak ada yang dihapus.";
  // Where the session ended already, or somebody else is signed in now, only this person's part of the browser is left to empty.
  const isMine = line.state === "ok";
  await dropAll(USER);
  empty();
  document.dispatchEvent(new CustomEvent("aduan:dikosongkan"));
  if (isMine) form.submit();
  else location.assign("/login");
  return "";
}

function tell(form, words) {
  let told = form.querySelector(".not-sent");
  if (!told) {
    told = document.createElement("p");
    told.className = "notice notice-bad not-sent";
    told.setAttribute("role", "alert");
    form.append(told);
  }
  told.textContent = words;
  return told;
}

// Whoever signed out in another tab leaves this one too, so that no page of his stays open. Words that are nowhere but on
// this screen keep it there; the line says that the session ended.
function followLeavingElsewhere(line) {
  let isLeft = false;
  function go() {
    const asked = [];
    document.dispatchEvent(new CustomEvent("aduan:belum-tersimpan", { detail: asked }));
    if (asked.length) return;
    sessionStorage.clear();
    document.dispatchEvent(new CustomEvent("aduan:dikosongkan"));
    location.replace("/login");
  }
  line.onChange((state) => { if (isLeft && (state === "ended" || state === "other")) go(); });
  onLeft(() => {
    isLeft = true;
    line.check();
  });
}

export function followLeaving(line) {
  let isBusy = false;
  followLeavingElsewhere(line);
  addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.getAttribute("action") !== "/logout") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isBusy) return;
    isBusy = true;
    let told = null;
    const slow = setTimeout(() => {
      told = tell(form, "Sebentar: yang belum ada di kantor disimpan dahulu …");
      told.classList.remove("notice-bad");
    }, SLOW);
    try {
      await saveAll();
      const lines = await notThere();
      clearTimeout(slow);
      told?.remove();
      if (!lines.length) {
        const why = await leave(form, line);
        if (why) tell(form, why);
        return;
      }
      const dialog = dialogOf(lines, () => leave(form, line));
      document.body.append(dialog);
      dialog.showModal();
    } finally {
      clearTimeout(slow);
      isBusy = false;
    }
  }, true);
  // Pressed before this script was there (shell/top_bar.html).
  for (const form of document.querySelectorAll('form[action="/logout"][data-waits]')) {
    form.querySelector(".not-sent")?.remove();
    delete form.dataset.waits;
    form.requestSubmit();
  }
}
