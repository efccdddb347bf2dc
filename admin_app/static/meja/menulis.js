// The writing box: which way, how long as the channel counts, prepared texts at the cursor; asks before text is left.
import { followBlanks, selectBlank, showBlanks } from "./isian.js";
import { followCodes } from "./kode.js";
import { lengthOf } from "./mengukur.js";
import { choosePane } from "./tab.js";

// What an invitation fills when it is sent: its way, and a code of this length.
function asSent(desk) {
  const text = desk.querySelector("#balasan").value.trim();
  const way = desk.querySelector("#jalur")?.selectedOptions[0];
  if (!way || desk.querySelector("#tujuan").value !== "undangan") return text;
  return text.replaceAll("{jalur}", way.dataset.words).replaceAll("{kode}", "AD-••••••");
}

// An invitation is for everybody to read, and asks where to.
function showInvitation(desk) {
  const choice = desk.querySelector("[data-invite]");
  if (!choice) return;
  const way = chosenWay(desk);
  const why = desk.querySelector("#tujuan");
  for (const option of why.options) {
    if (option.value !== "undangan") continue;
    option.disabled = Boolean(way && way.dataset.public !== "ya");
    if (option.disabled && option.selected) why.selectedIndex = 0;
  }
  choice.hidden = why.value !== "undangan";
}

function count(desk) {
  const box = desk.querySelector("#balasan");
  const counter = desk.querySelector("#hitungan");
  const left = showBlanks(desk);
  const preview = desk.querySelector("[data-preview]");
  if (preview) preview.textContent = asSent(desk) || "(masih kosong)";
  if (!box || !counter) return;
  const limit = Number(box.dataset.limit);
  const size = lengthOf[box.dataset.measure](asSent(desk));
  const over = size > limit;
  counter.textContent = over ? `Kelebihan ${size - limit} ${box.dataset.measure}` : `${size} / ${limit} ${box.dataset.measure}`;
  counter.classList.toggle("is-over", over);
  for (const button of desk.querySelectorAll("[data-send], [data-send-next]")) button.disabled = over || left > 0;
}

// Into an empty box, or one nobody changed, whole; else at the cursor. The first place to be filled is selected.
function insert(desk, text, purpose, typedAt = null) {
  const box = desk.querySelector("#balasan");
  const untouched = typedAt === null ? box.value === box.defaultValue || !box.value.trim() : !box.value.trim();
  const start = untouched ? 0 : box.selectionStart;
  if (untouched) box.value = text;
  else box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
  const why = desk.querySelector("#tujuan");
  if (untouched && [...why.options].some((option) => option.value === purpose)) why.value = purpose;
  showInvitation(desk);
  box.focus();
  selectBlank(box, start);
  mark(box);
  count(desk);
}

function mark(field) {
  if (field.form) field.form.dataset.dirty = "1";
}

function chosenWay(desk) {
  return desk.querySelector('[name="cara"]:checked');
}

// Only prepared texts that fit the way are offered; the first of the purpose takes the place of one nobody changed.
function offerTexts(desk, way, swap) {
  const list = desk.querySelector("[data-templates]");
  if (!list) return;
  const language = desk.querySelector("#bahasa")?.value;
  const offered = [];
  for (const option of list.options) {
    if (option.dataset.kind === undefined) continue;
    const other = language && option.dataset.language !== language;
    option.hidden = option.disabled = Boolean(other || (way && option.dataset.kind !== way.dataset.kind));
    if (!option.hidden) offered.push(option);
  }
  const box = desk.querySelector("#balasan");
  const prepared = [...list.options].some((option) => option.dataset.text === box.value.trim());
  if (!swap || (box.value.trim() ? !prepared : language)) return;
  const purpose = desk.querySelector("#tujuan").value;
  const found = offered.find((option) => option.dataset.purpose === purpose);
  if (found || !language) box.value = found ? found.dataset.text : "";
}

// What only works with this script; the language chosen outlives a box drawn anew by the news.
let spoken = "";
function reveal(desk) {
  for (const part of desk.querySelectorAll(".composer [data-scripted]")) part.hidden = false;
  const languages = desk.querySelector("#bahasa");
  if (!languages || !spoken) return;
  languages.value = spoken;
  offerTexts(desk, chosenWay(desk), false);
}

function showWay(desk, swap) {
  const way = chosenWay(desk);
  if (!way) return;
  const open = way.dataset.public === "ya";
  const box = desk.querySelector("#balasan");
  box.dataset.limit = way.dataset.limit;
  box.dataset.measure = way.dataset.measure;
  const button = desk.querySelector("[data-send]");
  const shut = way.dataset.shut === "ya";
  button.textContent = shut ? "Simpan; berangkat saat pelapor menulis lagi" : way.dataset.button;
  desk.querySelector("[data-send-next]").textContent = `${shut ? "Simpan" : "Kirim"} & berikutnya`;
  button.classList.toggle("button-public", open);
  button.classList.toggle("button-main", !open);
  way.form.classList.toggle("is-public", open);
  const note = desk.querySelector("[data-public-note]");
  if (note) note.hidden = !open;
  const time = desk.querySelector("#jendela");
  time.querySelector("[data-window]").textContent = way.dataset.window;
  const left = time.querySelector("[data-left]");
  if (left) {
    left.dataset.left = way.dataset.left;
    left.hidden = shut || !way.dataset.left;
  }
  desk.querySelector("[data-ways-out]").hidden = !shut;
  time.hidden = !way.dataset.window;
  time.classList.toggle("is-shut", shut);
  showInvitation(desk);
  offerTexts(desk, way, swap);
  count(desk);
}

export function followComposer(desk) {
  followCodes(desk, (text, purpose, typedAt) => insert(desk, text, purpose, typedAt));
  followBlanks(desk);
  reveal(desk);
  showWay(desk, false);
  showInvitation(desk);
  count(desk);
  desk.addEventListener("input", (event) => {
    // A tick in the queue is nothing typed: it neither holds the page nor asks when one leaves.
    if (event.target.form && event.target.form.method === "post" && !("quiet" in event.target.form.dataset)) mark(event.target);
    if (event.target.id === "balasan") count(desk);
  });
  desk.addEventListener("change", (event) => {
    if (event.target.name === "cara") showWay(desk, true);
    if (event.target.id === "jalur") count(desk);
    if (event.target.id === "tujuan") {
      showInvitation(desk);
      offerTexts(desk, chosenWay(desk), true);
      count(desk);
    }
    if (event.target.id === "bahasa") {
      spoken = event.target.value;
      offerTexts(desk, chosenWay(desk), true);
      count(desk);
    }
    if (!event.target.matches("[data-templates]")) return;
    const chosen = event.target.selectedOptions[0];
    event.target.value = "";
    if (chosen && chosen.dataset.text !== undefined) insert(desk, chosen.dataset.text, chosen.dataset.purpose);
  });
  desk.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) {
      if (!event.target.form.querySelector("[data-send]:disabled")) event.target.form.requestSubmit();
      else selectBlank(event.target.form.querySelector("#balasan"));
    }
  });
  // Alt+T from anywhere: to the answer; Alt+N: to a note. One of the two is shown, never both.
  desk.addEventListener("click", (event) => {
    const mention = event.target.closest("[data-mention]");
    if (!mention) return;
    const box = desk.querySelector("#isi-catatan");
    box.setRangeText(mention.dataset.mention, box.selectionStart, box.selectionEnd, "end");
    mark(box);
    box.focus();
  });
  document.addEventListener("keydown", (event) => {
    const key = event.altKey && !event.ctrlKey && !event.metaKey ? event.key.toLowerCase() : "";
    const box = desk.querySelector({ t: "#balasan", n: "#isi-catatan" }[key] || null);
    if (!box) return;
    event.preventDefault();
    choosePane(desk, "percakapan");
    desk.querySelector("#catatan").open = key === "n";
    box.focus();
  });
  let sending = false;
  desk.addEventListener("submit", (event) => { sending = event.target.method === "post"; });
  addEventListener("pageshow", () => { sending = false; });
  addEventListener("beforeunload", (event) => {
    if (!sending && desk.querySelector("form[data-dirty]:not([data-kept])")) event.preventDefault();
  });
}

export function recount(desk) {
  reveal(desk);
  showWay(desk, false);
  count(desk);
}
