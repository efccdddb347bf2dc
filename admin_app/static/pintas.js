// The keys of every page, by the table in the help sheet (admin_app/shell/keys.py): what is not listed there does nothing.

const sheet = document.getElementById("pintas");
const FIELD = "textarea, select, [contenteditable=true], input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit])";
const WAIT = 1500; // milliseconds in which the letter after g must come
const state = { going: 0 };

const isShown = (element) => element.getClientRects().length > 0;
const all = (selector) => [...document.querySelectorAll(selector)];

// Brings an element before one's eyes: its pane on a narrow screen, every fold around it.
function reveal(element) {
  const pane = element.closest(".pane");
  if (pane && !isShown(pane)) document.getElementById(pane.id.replace("pane-", "tab-"))?.click();
  for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}

function fieldIn(element) {
  const fields = [...element.querySelectorAll(FIELD)].filter((field) => field.type !== "hidden" && isShown(field));
  const empty = fields.find((field) => field.required && !field.value);
  const own = element.querySelector(":scope > summary");
  const buttons = [...element.querySelectorAll(".button-main, summary, button, a[href]")].filter((one) => one !== own && isShown(one));
  return empty || fields.find((field) => !field.readOnly && !field.value) || fields[0] || buttons[0];
}

function goTo(selector) {
  const element = all(selector).find(isShown) || document.querySelector(selector);
  if (!element) return false;
  reveal(element);
  const goal = element.matches(`${FIELD}, button, a[href]`) ? element : fieldIn(element);
  if (!goal) return false;
  goal.focus();
  goal.scrollIntoView({ block: "nearest" });
  return true;
}

// The rows of the queue, or of a list: the link that opens each.
function rows() {
  const queue = all(".queue .row");
  return (queue.length ? queue : all("table.list tbody tr").map((row) => row.querySelector("a[href]")).filter(Boolean)).filter(isShown);
}

function chosenRow(links) {
  const active = document.activeElement;
  const row = active && active.closest(".queue li, table.list tbody tr");
  return links.findIndex((link) => link === active || (row && row.contains(link)));
}

function step(by) {
  const links = rows();
  if (!links.length) {
    const queue = document.getElementById("tab-antrean");
    if (!queue) return false;
    queue.click();
    return step(by);
  }
  let at = chosenRow(links);
  if (at < 0) at = links.findIndex((link) => link.getAttribute("aria-current") === "true");
  const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1);
  links[next].focus();
  links[next].scrollIntoView({ block: "nearest" });
  return true;
}

function openRow() {
  const links = rows();
  const link = links[Math.max(chosenRow(links), 0)];
  if (!link) return false;
  link.click();
  return true;
}

function tick() {
  const links = rows();
  const link = links[Math.max(chosenRow(links), 0)];
  const box = link && link.closest("li, tr").querySelector("input[type=checkbox]");
  if (!box) return false;
  box.click();
  link.focus();
  return true;
}

function press(selector) {
  const element = all(selector).find((one) => isShown(one) && !one.disabled);
  if (!element) return false;
  element.click();
  return true;
}

// The answer or the note: one of the two is shown, never both.
function write(selector, asNote) {
  const box = document.querySelector(selector);
  if (!box) return false;
  reveal(box);
  const notes = document.getElementById("catatan");
  if (notes) notes.open = asNote;
  box.focus();
  return true;
}

// Sends the form of a field or button by its main button; andNext: the next case of the queue is opened afterwards.
function sendFrom(element, andNext) {
  const form = element && element.form;
  if (!form || form.method !== "post") return false;
  if (form.querySelector("[data-send]:disabled")) return true;
  if (andNext) {
    if (!form.closest("#meja")) return false;
    const wish = form.querySelector("input[name=lalu]") || form.appendChild(document.createElement("input"));
    Object.assign(wish, { type: "hidden", name: "lalu", value: "berikutnya" });
  }
  const main = element.matches("button") ? element : [...form.querySelectorAll(".button-main")].find(isShown);
  form.requestSubmit(main || undefined);
  return true;
}

function mainStep(andNext) {
  const button = all("#berikut .todo .button-main").find((one) => isShown(one) && !one.disabled);
  if (!button) return false;
  if (!andNext) button.click();
  else return sendFrom(button, true);
  return true;
}

function help() {
  if (sheet.open) sheet.close();
  else sheet.showModal();
  return true;
}

const DOES = {
  bantuan: help,
  tekan: (target) => press(target),
  ke: (target) => goTo(target),
  turun: () => step(1),
  naik: () => step(-1),
  buka: openRow,
  centang: tick,
  jawab: (target) => write(target, false),
  catat: (target) => write(target, true),
  utama: () => mainStep(false),
};

function pressed(event) {
  const parts = [event.ctrlKey || event.metaKey ? "Ctrl" : "", event.altKey ? "Alt" : ""];
  if (event.shiftKey && event.key.length > 1) parts.push("Shift");
  return [...parts.filter(Boolean), event.key].join("+");
}

function go(letter) {
  const place = sheet.querySelector(`[data-place="${CSS.escape(letter)}"]`);
  state.going = 0;
  if (place) location.assign(place.dataset.url);
  return Boolean(place);
}

function withField(event, name) {
  if (name === "Escape") {
    event.target.blur();
    return true;
  }
  if (name === "Ctrl+Enter") return sendFrom(event.target, false);
  return name === "Ctrl+Shift+Enter" && sendFrom(event.target, true);
}

function withoutField(event, name) {
  if (state.going > performance.now()) return go(name);
  if (name === "Ctrl+Shift+Enter") return mainStep(true);
  const single = name.length === 1;
  if (single && sheet.dataset.single !== "ya") return false;
  if (name === "g") {
    state.going = performance.now() + WAIT;
    return true;
  }
  const row = [...sheet.querySelectorAll("[data-act]")].find((one) => one.dataset.key === name && DOES[one.dataset.act]);
  return row ? DOES[row.dataset.act](row.dataset.target) : false;
}

if (sheet) {
  // The forms of a case go on by their main button; the writing box below the conversation sends by itself.
  document.addEventListener("keydown", (event) => {
    const form = event.target.form;
    if (pressed(event) !== "Ctrl+Enter" || !form || !form.closest(".pane-case") || event.isComposing) return;
    if (!event.target.closest(FIELD)) return;
    event.preventDefault();
    event.stopPropagation();
    sendFrom(event.target, false);
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.repeat && !"jk".includes(event.key)) return;
    const name = pressed(event);
    if (sheet.open) {
      if (name === "?" && !event.target.matches(FIELD)) { event.preventDefault(); help(); }
      return;
    }
    const done = event.target.closest?.(FIELD) ? withField(event, name) : withoutField(event, name);
    if (done) event.preventDefault();
  });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-keys-open]")) help(); });
  if (sheet.dataset.single === "ya") {
    for (const row of sheet.querySelectorAll('[data-act="tekan"], [data-act="ke"]')) {
      for (const element of all(row.dataset.target)) if (element.matches(`${FIELD}, button`)) element.setAttribute("aria-keyshortcuts", row.dataset.key);
    }
  }
}
