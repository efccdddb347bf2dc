// Drafts whose form is not on the page any more, because the case went on: still to be read, copied and put aside.
import { keep } from "./kantor.js";
import { PAGE } from "./peti.js";

function typedIn(values) {
  return Object.entries(values).filter(([name, text]) => !/^(dasar|centang):/.test(name) && text.trim() && text !== values[`dasar:${name}`]);
}

function boxFor(text, number) {
  const box = document.createElement("textarea");
  box.className = "input";
  box.readOnly = true;
  box.rows = text.length > 60 ? 4 : 1;
  box.value = text;
  box.setAttribute("aria-label", `Ketikan ${number}`);
  return box;
}

function foldFor(desk, form, draft) {
  const fold = document.createElement("details");
  fold.className = "fold left-typed";
  const head = document.createElement("summary");
  head.textContent = `Ketikan Anda (${draft.pukul}) untuk formulir yang tidak ada di halaman ini`;
  const words = document.createElement("p");
  words.className = "soft";
  words.textContent = "Langkahnya sudah berlanjut, atau formulirnya ada di halaman lain. Ketikan ini tersimpan di kantor dan belum dikirim.";
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-small";
  button.textContent = "Buang";
  button.addEventListener("click", async () => {
    const entry = { of: desk.dataset.case, form, known: draft.versi, page: PAGE, turn: 0 };
    const answer = await keep(entry, {}, { byHand: true }).catch(() => ({}));
    if (answer.keadaan === "tersimpan") fold.remove();
    else told.textContent = answer.keadaan === "lain" ? "Ketikan ini berubah di perangkat lain. Muat ulang halaman." : "Belum dibuang: kantor tidak menjawab.";
  });
  fold.append(head, words, ...typedIn(draft.isi).map(([, text], place) => boxFor(text, place + 1)), button, told);
  return fold;
}

export function showLeftOver(desk, drafts) {
  const next = desk.querySelector("#berikut");
  if (!next) return;
  const part = document.createElement("div");
  part.className = "part";
  const shown = new Set([...desk.querySelectorAll("form[method=post] [name=form]")].map((field) => field.value));
  for (const [form, draft] of Object.entries(drafts)) {
    if (!shown.has(form) && typedIn(draft.isi).length) part.append(foldFor(desk, form, draft));
  }
  if (part.hasChildNodes()) next.after(part);
}
