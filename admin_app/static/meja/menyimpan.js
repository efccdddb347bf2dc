// Nothing typed or ticked is lost: kept in this browser at once, at the office a moment later; put back when one returns.
import { all, onTaken, open, PAGE, take, wordsOf } from "../ketikan/peti.js";
import { essence, isUrgent, wordsFor } from "../ketikan/keadaan.js";
import { showMerge, showVersions } from "../ketikan/pilih.js";
import { Keeper } from "../ketikan/penjaga.js";
import { EVERY, lineOf, SELDOM } from "../sambungan.js";
import { changedTicks, fieldsOf, hasWords, isTicked, isTyped, nameOf, textOf, tickName, ticksOf } from "./bidang.js";
import { recount } from "./menulis.js";
import { showLeftOver } from "../ketikan/tersisa.js";

const CHANGED = {
  stored: "Kini tersimpan di kasus (diubah petugas lain)", typed: "Ketikan Anda",
  useStored: "Pakai yang tersimpan", useTyped: "Pakai ketikan saya",
};
const WRITTEN_TWICE = {
  stored: "Baru saja Anda ketik", typed: "Ketikan Anda sebelumnya",
  useStored: "Pakai yang baru", useTyped: "Pakai yang sebelumnya",
};

const WHY_NOT_THERE = {
  lain: "ketikan itu berubah di perangkat atau tab lain. Muat ulang halaman untuk melihatnya.",
  terkirim: "formulir ini sudah diterima kantor. Muat ulang halaman untuk melihatnya.",
};

function lineOfWords(form) {
  let line = form.querySelector(".kept");
  if (!line) {
    line = document.createElement("p");
    line.className = "kept soft";
    line.setAttribute("role", "status");
    form.append(line);
  }
  return line;
}

function say(form, words, state, urgent) {
  const line = lineOfWords(form);
  line.setAttribute("aria-live", urgent ? "polite" : "off");
  line.dataset.state = urgent ? `${state} urgent` : state;
  let told = line.querySelector("[data-words]");
  if (!told) {
    told = document.createElement("span");
    told.dataset.words = "";
    line.replaceChildren(told);
  }
  if (told.textContent !== words) told.textContent = words;
  return line;
}

// Says where the words of a form are, whenever that may have changed.
function tell(keeper) {
  if (keeper.other && !keeper.form.querySelector(":scope > [data-choice]")) offerOther(keeper);
  const { form, truth } = keeper;
  if (keeper.isActive && truth.state === "kantor") form.dataset.kept = "1";
  else delete form.dataset.kept;
  const isAsking = Boolean(keeper.asking && keeper.isLost); // an answer in the same moment needs no words
  if (!keeper.isActive && !isAsking) {
    form.querySelector(".kept[data-asking]")?.remove();
    return;
  }
  say(form, wordsFor(truth), truth.state, isUrgent(truth)).toggleAttribute("data-asking", isAsking);
}

function apply(form, values) {
  for (const field of fieldsOf(form)) if (values[field.name] !== undefined) field.value = values[field.name];
  for (const field of ticksOf(form)) {
    const wanted = values[tickName(field)];
    if (!field.disabled) field.checked = wanted === undefined ? field.defaultChecked : wanted === "ya";
  }
  form.dataset.dirty = "1";
}

// What the office has was written elsewhere: by another device, or in another tab.
function offerOther(keeper) {
  const { isi, pukul } = keeper.other;
  const title = isi ? `Di kantor, ${pukul}, dari perangkat atau tab lain` : "Di perangkat atau tab lain ketikan ini sudah dikirim atau dibuang.";
  showVersions(keeper.form, keeper.read, { title, short: "yang di kantor", values: isi }, (values) => {
    if (values) {
      apply(keeper.form, values);
      keeper.chose();
    } else throwAway(keeper);
    recount(keeper.form.closest("[data-user]"));
  });
}

async function throwAway(keeper) {
  const { form } = keeper;
  for (const field of fieldsOf(form)) if (field.defaultValue !== undefined) field.value = field.defaultValue;
  for (const field of ticksOf(form)) field.checked = field.defaultChecked;
  for (const box of form.querySelectorAll(".merge")) box.remove();
  delete form.dataset.dirty;
  form.querySelector("[data-throw-away]")?.remove();
  recount(form.closest("[data-user]"));
  try {
    const { keadaan, pesan } = await keeper.throwAway();
    if (keadaan === "tersimpan") say(form, "Ketikan dibuang.", "kantor", false);
    else say(form, `Dibuang dari layar ini, di kantor tidak: ${WHY_NOT_THERE[keadaan] || pesan || "kantor menolak."}`, "layar", true);
  } catch {
    say(form, "Dibuang dari layar ini, di kantor belum: kantor tidak menjawab. Ketikan itu kembali bila kasusnya dibuka lagi.", "layar", true);
  }
}

function offerToThrowAway(keeper) {
  const line = say(keeper.form, "", "kantor", false);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-small";
  button.dataset.throwAway = "";
  button.textContent = "Buang";
  button.addEventListener("click", () => throwAway(keeper));
  line.append(" Ketikan Anda yang belum dikirim dipulihkan. ", button);
}

// The way of an answer among them: words meant for one person must not come back under the public one.
function tickAgain(form, values) {
  const wanted = ticksOf(form).filter((field) => !field.disabled && values[tickName(field)] !== undefined
    && field.checked !== (values[tickName(field)] === "ya"));
  for (const field of wanted) field.checked = values[tickName(field)] === "ya";
  return wanted.length > 0;
}

// Put words into the form as it came; whether that changed anything.
function putBack(form, values) {
  let changed = tickAgain(form, values);
  for (const field of fieldsOf(form)) {
    const typed = values[field.name]?.replaceAll("\r\n", "\n");
    const base = values[`dasar:${field.name}`]?.replaceAll("\r\n", "\n");
    if (typed === undefined || typed === field.value || (base !== undefined && typed === base)) continue;
    changed = true;
    if (field.defaultValue !== undefined && field.value !== field.defaultValue) {
      // Somebody typed faster than this script was loaded.
      showMerge(field, field.value, typed, WRITTEN_TWICE, true);
      continue;
    }
    if (field.id !== "balasan" && base !== undefined && base !== field.defaultValue) showMerge(field, field.defaultValue, typed, CHANGED);
    field.value = typed;
  }
  if (!changed) return false;
  form.dataset.dirty = "1";
  for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  return true;
}

// The entries that are no copy of what the office has, nor older than what their page wrote there.
async function newer(entries, draft) {
  const found = [];
  for (const entry of entries) {
    const values = await wordsOf(entry);
    const isKnown = draft && (essence(draft.isi) === (values && essence(values)) || (isOfPage(entry, draft) && entry.turn <= draft.urut));
    if (values === null || isKnown) take(entry);
    else found.push({ ...entry, values });
  }
  return found;
}

function isOfPage(entry, draft) {
  return entry.page !== "" && entry.page === draft.halaman;
}

function follows(entry, draft) {
  return !draft || entry.known === draft.versi || isOfPage(entry, draft);
}

function when(entry) {
  if (!entry.at) return "";
  const hour = new Intl.DateTimeFormat("id-ID", { timeZone: "Asia/Jakarta", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }).format(new Date(entry.at));
  return `, ${hour}`;
}

// What this browser still had of a form: taken up where it follows what the office has, else shown beside it.
function takeUp(keeper, entries, draft) {
  const { form } = keeper;
  const [last, ...others] = [...entries].reverse();
  const isTaken = !draft || (others.length === 0 && follows(last, draft));
  if (draft) keeper.stands(draft);
  const changed = putBack(form, isTaken ? last.values : draft.isi);
  if (isTaken && last.pressed) form.elements.form_key.value = last.formKey; // the same press again, not a second one
  if (changed) offerToThrowAway(keeper);
  keeper.typed({ after: 0 }).then(() => { if (isTaken && !keeper.isFull) take(last); });
  offerNext(keeper, isTaken ? others : [last, ...others]);
}

function offerNext(keeper, left) {
  const [entry, ...rest] = left;
  if (!entry) return;
  const title = `Tersimpan di perangkat ini${when(entry)}, belum pernah sampai di kantor`;
  showVersions(keeper.form, keeper.read, { title, short: "yang di perangkat ini", values: entry.values }, (values) => {
    apply(keeper.form, values);
    keeper.chose().then(() => take(entry));
    recount(keeper.form.closest("[data-user]"));
    offerNext(keeper, rest);
  });
}

async function begin(keeper, entries, draft) {
  const { form } = keeper;
  if (form.querySelector(".refusal") || form.previousElementSibling?.matches(".refusal, .refusal + .came-in")) {
    // The office answered: what was pressed stands in the form again, under a new key.
    if (draft) keeper.known = draft.versi;
    if (entries.length) keeper.typed({ after: 0 }).then(() => { for (const entry of entries) if (entry.pressed) take(entry); });
    return;
  }
  if (!entries.length) {
    if (!draft) return;
    keeper.stands(draft);
    if (!putBack(form, draft.isi)) return;
    keeper.isActive = true;
    offerToThrowAway(keeper);
    if (essence(keeper.read()) === keeper.there) tell(keeper);
    else keeper.typed();
    return;
  }
  const pressed = entries.find((entry) => entry.pressed);
  const rest = await newer(entries.filter((entry) => entry !== pressed), draft);
  if (!pressed) {
    if (rest.length) takeUp(keeper, rest, draft);
    else begin(keeper, [], draft);
    return;
  }
  keeper.askAbout(pressed, async (entry, isSent) => {
    const values = isSent ? null : await wordsOf(entry);
    if (values) takeUp(keeper, [...rest, { ...entry, values }], draft);
    else begin(keeper, [], isSent ? null : draft);
  });
}

export function followTyping(desk) {
  if (!desk.dataset.case) return { isWriting: () => false, keepers: [] };
  const line = lineOf(desk.dataset.user, desk.id === "meja" ? EVERY : SELDOM);
  const drafts = JSON.parse(desk.dataset.drafts || "{}");
  const state = { typed: 0 };
  const keepers = new Map();
  const here = all().filter((entry) => entry.of === desk.dataset.case && entry.page !== PAGE);

  function keeperOf(form) {
    const name = nameOf(form);
    if (!name || form.method !== "post") return null;
    if (!keepers.has(form)) {
      const place = { of: desk.dataset.case, number: desk.dataset.number, form: name, isProtected: "protected" in desk.dataset };
      keepers.set(form, new Keeper(form, place, () => textOf(form), line, tell));
    }
    return keepers.get(form);
  }

  for (const form of desk.querySelectorAll("form[method=post]")) {
    // Going back, a browser would put the words of the step before into the field that stands there now.
    form.autocomplete = "off";
    const name = nameOf(form);
    const entries = here.filter((entry) => entry.form === name);
    if (name && (drafts[name] || entries.length)) begin(keeperOf(form), entries, drafts[name] || null);
  }
  showLeftOver(desk, drafts);

  desk.addEventListener("input", (event) => {
    const form = event.target.form;
    const typed = isTyped(event.target);
    if (!form || form.method !== "post" || !nameOf(form) || !(typed || isTicked(event.target))) return;
    if (typed) state.typed = performance.now();
    keeperOf(form).typed();
  });
  desk.addEventListener("change", (event) => {
    if (event.target.type === "file" && keepers.has(event.target.form)) tell(keepers.get(event.target.form));
  });
  desk.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method !== "post") return;
    if (keepers.has(event.target) || hasWords(event.target) || event.target.matches(".composer form")) keeperOf(event.target)?.press();
  });
  // To look at what changed is safe: what was typed is kept first, and put back on the page that follows.
  desk.addEventListener("click", async (event) => {
    if (!event.target.closest(".changed a")) return;
    event.preventDefault();
    await saveAll();
    location.reload();
  });
  function saveAll() {
    return Promise.allSettled([...keepers.values()].map((keeper) => keeper.keepHere().then(() => keeper.send(true))));
  }
  document.addEventListener("aduan:simpan-semua", (event) => event.detail.push(saveAll()));
  document.addEventListener("aduan:belum-tersimpan", (event) => {
    for (const keeper of keepers.values()) if (keeper.isNowhere) event.detail.push(`Kasus ${desk.dataset.number}: ketikan di layar ini yang belum tersimpan di mana pun`);
  });
  document.addEventListener("aduan:dikosongkan", () => {
    for (const keeper of keepers.values()) keeper.stop();
    for (const form of document.querySelectorAll("form[data-dirty]")) delete form.dataset.dirty;
  });
  document.addEventListener("aduan:diambil", () => { for (const keeper of keepers.values()) keeper.stop(); for (const entry of here) take(entry); });
  onTaken(() => { for (const keeper of keepers.values()) if (keeper.here !== null) { keeper.here = null; keeper.keepHere(); } });
  line.onChange((now) => { if (now === "ok") open(); });
  addEventListener("pagehide", () => { for (const keeper of keepers.values()) keeper.leave(); });
  addEventListener("pageshow", (event) => { if (event.persisted) for (const keeper of keepers.values()) keeper.send(); });
  document.documentElement.dataset.menyimpan = "siap";
  return { isWriting: () => state.typed > 0 && performance.now() - state.typed < 12_000, keepers, isNowhere: () => [...keepers.values()].some((keeper) => keeper.isNowhere) };
}
