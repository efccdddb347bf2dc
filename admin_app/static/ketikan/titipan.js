// Carries to the office what pages that died left in this browser, from whichever page of the same person is open. It
// presses nothing: words become a draft; of a form that was on its way it only asks whether it came.
import { FIRST_WAIT, keep, longer, spread, wasSent } from "./kantor.js";
import { all, PAGE, take, wordsOf } from "./peti.js";

// What this page takes up itself.
function isHere(entry) {
  const desk = document.querySelector("[data-case][data-user]");
  if (entry.page === PAGE) return true;
  if (desk?.dataset.case !== entry.of) return false;
  return [...desk.querySelectorAll("form[method=post] [name=form]")].some((field) => field.value === entry.form);
}

async function carry(entry) {
  if (entry.pressed) {
    if (await wasSent(entry)) take(entry);
    return;
  }
  const values = await wordsOf(entry);
  const answer = values ? await keep(entry, values) : { keadaan: "terkirim" };
  // “lain”: both are shown where the case is opened. A refusal is shown when one signs out.
  if (answer.keadaan === "tersimpan" || answer.keadaan === "terkirim") take(entry);
}

export async function carryAll() {
  for (const entry of all()) if (!isHere(entry)) await carry(entry);
  document.dispatchEvent(new CustomEvent("aduan:terbawa"));
}

export function followLeftBehind(line) {
  let timer = 0;
  let wait = FIRST_WAIT;
  let isBusy = false;
  async function round() {
    clearTimeout(timer);
    if (isBusy || !all().some((entry) => !isHere(entry))) return;
    isBusy = true;
    try {
      await carryAll();
      wait = FIRST_WAIT;
    } catch {
      timer = setTimeout(round, spread(wait));
      wait = longer(wait);
      line.check();
    } finally {
      isBusy = false;
    }
  }
  line.onChange((state) => { if (state === "ok") round(); });
  addEventListener("online", round);
  round();
}
