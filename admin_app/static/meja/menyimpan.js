// Nothing typed or ticked is lost: kept in this browser at once, on the server a moment later; put back when one returns.
import { recount } from "./menulis.js";

const PAUSE = 1200;

function nameOf(form) {
  return form.elements.form ? form.elements.form.value : "";
}

function isTyped(field) {
  return field.name && !field.name.startsWith("csrf") && !field.readOnly
    && field.matches("textarea, select, input:not([type=hidden]):not([type=file]):not([type=checkbox]):not([type=radio])");
}

function fieldsOf(form) {
  return [...form.elements].filter(isTyped);
}

// Files have their own keeping; a tick in the queue belongs to no case.
function isTicked(field) {
  return field.name && field.name !== "lampiran" && field.matches("input[type=checkbox], input[type=radio]")
    && !("quiet" in field.form.dataset);
}

function ticksOf(form) {
  return [...form.elements].filter(isTicked);
}

function tickName(field) {
  return `centang:${field.name}=${field.value}`;
}

// Only what differs from how the page came: a tick of two states then never stands against another officer's.
function changedTicks(form) {
  return ticksOf(form).filter((field) => field.checked !== field.defaultChecked && (field.type === "checkbox" || field.checked));
}

function textOf(form) {
  const values = {};
  for (const field of fieldsOf(form)) {
    values[field.name] = field.value;
    if (field.defaultValue !== undefined) values[`dasar:${field.name}`] = field.defaultValue;
  }
  for (const field of changedTicks(form)) values[tickName(field)] = field.checked ? "ya" : "tidak";
  return values;
}

function hasWords(form) {
  return changedTicks(form).length > 0
    || fieldsOf(form).some((field) => field.defaultValue !== undefined && field.value !== field.defaultValue);
}

function say(form, words) {
  let line = form.querySelector(":scope > .kept");
  if (!line) {
    line = document.createElement("p");
    line.className = "kept soft";
    line.setAttribute("role", "status");
    form.append(line);
  }
  line.textContent = words;
  return line;
}

// Two texts of one field side by side: the officer chooses, nothing is overwritten.
function showMerge(field, stored, typed, titles) {
  const box = document.createElement("div");
  box.className = "merge";
  const part = (title, text) => {
    const one = document.createElement("div");
    const head = document.createElement("b");
    head.textContent = title;
    const words = document.createElement("p");
    words.className = "merge-text";
    words.textContent = text || "(kosong)";
    one.append(head, words);
    return one;
  };
  const choice = (title, text) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small";
    button.textContent = title;
    button.addEventListener("click", () => {
      field.value = text;
      box.remove();
      field.focus();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    return button;
  };
  const actions = document.createElement("p");
  actions.className = "actions";
  actions.append(choice(titles.useTyped, typed), choice(titles.useStored, stored));
  if (field.matches("textarea") && stored) actions.append(choice("Gabungkan keduanya", `${stored}\n${typed}`));
  box.append(part(titles.stored, stored), part(titles.typed, typed), actions);
  field.after(box);
}

const CHANGED = {
  stored: "Kini tersimpan di kasus (diubah petugas lain)", typed: "Ketikan Anda",
  useStored: "Pakai yang tersimpan", useTyped: "Pakai ketikan saya",
};
const WRITTEN_TWICE = {
  stored: "Baru saja Anda ketik", typed: "Ketikan Anda sebelumnya",
  useStored: "Pakai yang baru", useTyped: "Pakai yang sebelumnya",
};

export function followTyping(desk) {
  const place = desk.dataset.case ? `meja.ketikan.${desk.dataset.user}.${desk.dataset.case}.` : "";
  if (!place) return { isWriting: () => false };
  const timers = new Map();
  const state = { typed: 0, sent: false };

  async function keep(form, values = textOf(form)) {
    clearTimeout(timers.get(form));
    const name = nameOf(form);
    const body = new FormData();
    for (const field of ["csrf_token", "form", "form_key"]) body.append(field, form.elements[field].value);
    for (const [key, value] of Object.entries(values)) body.append(`isi:${key}`, value);
    const answer = await fetch(desk.dataset.typing, { method: "POST", body, redirect: "error", keepalive: true });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    if (localStorage.getItem(place + name) === JSON.stringify(values)) localStorage.removeItem(place + name);
    form.dataset.kept = "1";
    if (Object.keys(values).length) say(form, "Ketikan tersimpan.");
  }

  function later(form) {
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => keep(form).catch(() => say(form, "Ketikan disimpan di perangkat ini; dikirim saat tersambung.")), PAUSE));
  }

  function throwAway(form) {
    for (const field of fieldsOf(form)) if (field.defaultValue !== undefined) field.value = field.defaultValue;
    for (const field of ticksOf(form)) field.checked = field.defaultChecked;
    localStorage.removeItem(place + nameOf(form));
    for (const box of form.querySelectorAll(".merge")) box.remove();
    delete form.dataset.dirty;
    recount(desk);
    keep(form, {}).then(() => say(form, "Ketikan dibuang.")).catch(() => {});
  }

  // The way of an answer among them: words meant for one person must not come back under the public one.
  function tickAgain(form, values) {
    const wanted = ticksOf(form).filter((field) => !field.disabled && values[tickName(field)] !== undefined
      && field.checked !== (values[tickName(field)] === "ya"));
    for (const field of wanted) field.checked = values[tickName(field)] === "ya";
    return wanted.length > 0;
  }

  function putBack(form, values, isLocal) {
    let changed = tickAgain(form, values);
    for (const field of fieldsOf(form)) {
      const typed = values[field.name];
      const base = values[`dasar:${field.name}`];
      if (typed === undefined || typed === field.value || (base !== undefined && typed === base)) continue;
      if (field.defaultValue !== undefined && field.value !== field.defaultValue) {
        // Somebody typed faster than this script was loaded.
        showMerge(field, field.value, typed, WRITTEN_TWICE);
        changed = true;
        continue;
      }
      if (field.id !== "balasan" && base !== undefined && base !== field.defaultValue) showMerge(field, field.defaultValue, typed, CHANGED);
      field.value = typed;
      changed = true;
    }
    if (!changed) return;
    form.dataset.dirty = "1";
    for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const line = say(form, "Ketikan Anda yang belum dikirim dipulihkan. ");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small";
    button.textContent = "Buang";
    button.addEventListener("click", () => throwAway(form));
    line.append(button);
    if (isLocal) later(form);
    else form.dataset.kept = "1";
  }

  const drafts = JSON.parse(desk.dataset.drafts || "{}");
  for (const form of desk.querySelectorAll("form[method=post]")) {
    // Going back, a browser would put the words of the step before into the field that stands there now.
    form.autocomplete = "off";
    const name = nameOf(form);
    if (!name || form.querySelector(".refusal")) continue;
    const local = localStorage.getItem(place + name);
    if (local) putBack(form, JSON.parse(local), true);
    else if (drafts[name]) putBack(form, drafts[name], false);
  }

  desk.addEventListener("input", (event) => {
    const form = event.target.form;
    const typed = isTyped(event.target);
    if (!form || form.method !== "post" || !nameOf(form) || !(typed || isTicked(event.target))) return;
    if (typed) state.typed = performance.now();
    delete form.dataset.kept;
    localStorage.setItem(place + nameOf(form), JSON.stringify(textOf(form)));
    later(form);
  });
  desk.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method !== "post") return;
    clearTimeout(timers.get(event.target));
    localStorage.removeItem(place + nameOf(event.target));
  });
  // To look at what changed is safe: what was typed is kept first, and put back on the page that follows.
  desk.addEventListener("click", async (event) => {
    if (!event.target.closest(".changed a")) return;
    event.preventDefault();
    const dirty = [...desk.querySelectorAll("form[data-dirty]")].filter((form) => nameOf(form) && hasWords(form));
    await Promise.allSettled(dirty.map((form) => keep(form)));
    location.reload();
  });
  addEventListener("pagehide", () => {
    for (const form of desk.querySelectorAll("form[data-dirty]:not([data-kept]):not([data-sent])")) if (nameOf(form)) keep(form).catch(() => {});
  });
  return { isWriting: () => state.typed > 0 && performance.now() - state.typed < 12_000 };
}
