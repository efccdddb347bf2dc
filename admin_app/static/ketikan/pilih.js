// Texts of one form or field beside each other: the officer chooses, nothing is overwritten before.

function part(title, lines) {
  const one = document.createElement("div");
  const head = document.createElement("b");
  head.textContent = title;
  one.append(head);
  for (const [label, text] of lines) {
    const words = document.createElement("p");
    words.className = "merge-text";
    if (label) {
      const name = document.createElement("span");
      name.className = "soft";
      name.textContent = `${label}: `;
      words.append(name);
    }
    words.append(text || "(kosong)");
    one.append(words);
  }
  return one;
}

function box(parts, choices, after) {
  const made = document.createElement("div");
  made.className = "merge";
  const actions = document.createElement("p");
  actions.className = "actions";
  for (const [title, action] of choices) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small";
    button.textContent = title;
    button.addEventListener("click", () => { made.remove(); action(); });
    actions.append(button);
  }
  made.append(...parts.map(([title, lines]) => part(title, lines)), actions);
  after(made);
  return made;
}

// Two texts of one field. `isOwn`: both are this officer's, and neither is kept at the office before he chose.
export function showMerge(field, stored, typed, titles, isOwn = false) {
  const use = (text) => () => {
    field.value = text;
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const choices = [[titles.useTyped, use(typed)], [titles.useStored, use(stored)]];
  if (field.matches("textarea") && stored) choices.push(["Gabungkan keduanya", use(`${stored}\n${typed}`)]);
  const made = box([[titles.stored, [["", stored]]], [titles.typed, [["", typed]]]], choices, (one) => field.after(one));
  if (isOwn) made.dataset.choice = "";
}

function labelOf(form, name) {
  const field = form.elements[name.replace(/^centang:/, "").replace(/=[^=]*$/, (rest) => (name.startsWith("centang:") ? "" : rest))];
  const one = field?.length && !field.matches ? [...field].find((tick) => name.endsWith(`=${tick.value}`)) || field[0] : field;
  const words = one?.labels?.[0]?.innerText || one?.getAttribute?.("aria-label") || name;
  return words.split("\n")[0].replace(/\s*\(bila ada\)$/, "").trim();
}

function differing(values, other) {
  const names = new Set([...Object.keys(values), ...Object.keys(other)].filter((name) => !name.startsWith("dasar:")));
  const plain = (words) => (words || "").replaceAll("\r\n", "\n");
  return [...names].filter((name) => plain(values[name]) !== plain(other[name]));
}

// The same form as it stands on the screen and as it was typed elsewhere. `other.values` is null where it was sent or
// put aside there. `read` returns what is on the screen; `use` gets the values chosen, null for none.
export function showVersions(form, read, other, use) {
  const shown = read();
  form.querySelector(":scope > [data-choice]")?.remove();
  const there = other.values || {};
  const names = other.values ? differing(shown, there) : [];
  const lines = (values) => names.map((name) => [labelOf(form, name), name.startsWith("centang:") ? { ya: "dicentang", tidak: "tidak dicentang" }[values[name]] || "seperti semula" : values[name]]);
  const choices = [["Pakai yang di layar ini", () => use(read())]];
  choices.push(other.values ? [`Pakai ${other.short}`, () => use(there)] : ["Buang ketikan di layar ini", () => use(null)]);
  const texts = names.filter((name) => form.elements[name]?.matches?.("textarea") && shown[name]?.trim() && there[name]?.trim());
  const both = (now) => ({ ...now, ...Object.fromEntries(texts.map((name) => [name, `${there[name]}\n${now[name]}`])) });
  if (texts.length) choices.push(["Gabungkan keduanya", () => use(both(read()))]);
  const parts = other.values ? [[other.title, lines(there)], ["Di layar ini", lines(shown)]] : [[other.title, []]];
  const made = box(parts, choices, (one) => form.prepend(one));
  made.dataset.choice = "";
  made.setAttribute("role", "alert");
}
