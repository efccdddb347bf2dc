// Prepared texts by their code: "/" in the writing box opens a list that narrows while one types; Enter inserts there.

const TYPED = /(^|\s)\/([\p{L}\d-]*)$/u;
const SHOWN = 8;

function offered(desk, typed) {
  const wanted = typed.toLowerCase();
  const texts = [...desk.querySelectorAll("#templat option[data-code]")].filter((option) => !option.disabled);
  const rank = (option) => {
    const { code, text } = option.dataset;
    if (code.startsWith(wanted)) return 0;
    if (`${code} ${option.text}`.toLowerCase().includes(wanted)) return 1;
    return wanted.length > 2 && text.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return texts.map((option) => [rank(option), option]).filter(([place]) => place < 3)
    .sort(([one], [other]) => one - other).map(([, option]) => option).slice(0, SHOWN);
}

function line(option, number) {
  const item = document.createElement("li");
  item.id = `kode-${number}`;
  item.role = "option";
  item.dataset.code = option.dataset.code;
  const code = document.createElement("b");
  code.textContent = `/${option.dataset.code}`;
  const words = document.createElement("span");
  words.className = "soft";
  words.textContent = option.dataset.text.replaceAll(/\s+/g, " ").slice(0, 90);
  item.append(code, ` ${option.text} `, words);
  return item;
}

export function followCodes(desk, insert) {
  const state = { chosen: 0, from: 0, options: [] };
  const list = () => desk.querySelector("#kode");
  const isOpen = () => list() !== null && !list().hidden;

  function close(box) {
    if (!list()) return;
    list().hidden = true;
    box.removeAttribute("aria-activedescendant");
  }

  function point(box) {
    [...list().children].forEach((item, place) => item.setAttribute("aria-selected", String(place === state.chosen)));
    box.setAttribute("aria-activedescendant", `kode-${state.chosen}`);
    list().children[state.chosen].scrollIntoView({ block: "nearest" });
  }

  function look(box) {
    const before = box.selectionStart === box.selectionEnd ? box.value.slice(0, box.selectionStart) : "";
    const found = TYPED.exec(before);
    state.options = found ? offered(desk, found[2]) : [];
    if (!state.options.length) return close(box);
    state.from = box.selectionStart - found[2].length - 1;
    state.chosen = 0;
    list().replaceChildren(...state.options.map(line));
    list().hidden = false;
    box.setAttribute("aria-controls", "kode");
    return point(box);
  }

  function take(box, option) {
    const start = state.from;
    box.setRangeText("", start, box.selectionStart, "end");
    close(box);
    insert(option.dataset.text, option.dataset.purpose, start);
  }

  desk.addEventListener("input", (event) => { if (event.target.id === "balasan") look(event.target); });
  desk.addEventListener("focusout", (event) => { if (event.target.id === "balasan") close(event.target); });
  desk.addEventListener("mousedown", (event) => {
    const item = event.target.closest("#kode li");
    if (!item) return;
    event.preventDefault();
    take(desk.querySelector("#balasan"), state.options[[...list().children].indexOf(item)]);
  });
  // Before any other habit of the page sees the key: while the list is open, Enter inserts and Escape closes.
  desk.addEventListener("keydown", (event) => {
    if (event.target.id !== "balasan" || !isOpen() || event.ctrlKey || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      state.chosen = (state.chosen + step + state.options.length) % state.options.length;
      point(event.target);
    } else if (event.key === "Enter" || event.key === "Tab") take(event.target, state.options[state.chosen]);
    else if (event.key === "Escape") close(event.target);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
}
