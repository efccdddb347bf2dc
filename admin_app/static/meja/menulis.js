// The writing box: counts as the channel counts, inserts prepared texts at the cursor, and asks before typed text is left.

const lengthOf = { karakter: (text) => [...text].length, bita: (text) => new TextEncoder().encode(text).length };

function count(desk) {
  const box = desk.querySelector("#balasan");
  const counter = desk.querySelector("#hitungan");
  if (!box || !counter) return;
  const limit = Number(box.dataset.limit);
  const size = lengthOf[box.dataset.measure](box.value.trim());
  const over = size > limit;
  counter.textContent = over ? `Kelebihan ${size - limit} ${box.dataset.measure}` : `${size} / ${limit} ${box.dataset.measure}`;
  counter.classList.toggle("is-over", over);
  desk.querySelector("[data-send]").disabled = over;
}

function insert(desk, text, purpose) {
  const box = desk.querySelector("#balasan");
  const untouched = box.value === box.defaultValue || !box.value.trim();
  if (untouched) box.value = text;
  else box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
  const why = desk.querySelector("#tujuan");
  if (untouched && [...why.options].some((option) => option.value === purpose)) why.value = purpose;
  box.focus();
  mark(box);
  count(desk);
}

function mark(field) {
  if (field.form) field.form.dataset.dirty = "1";
}

export function followComposer(desk) {
  count(desk);
  desk.addEventListener("input", (event) => {
    if (event.target.form && event.target.form.method === "post") mark(event.target);
    if (event.target.id === "balasan") count(desk);
  });
  desk.addEventListener("change", (event) => {
    if (!event.target.matches("[data-templates]")) return;
    const chosen = event.target.selectedOptions[0];
    event.target.value = "";
    if (chosen && chosen.dataset.text !== undefined) insert(desk, chosen.dataset.text, chosen.dataset.purpose);
  });
  desk.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey && event.target.form) event.target.form.requestSubmit();
  });
  let sending = false;
  desk.addEventListener("submit", (event) => { sending = event.target.method === "post"; });
  addEventListener("pageshow", () => { sending = false; });
  addEventListener("beforeunload", (event) => {
    if (!sending && desk.querySelector("form[data-dirty]")) event.preventDefault();
  });
}

export const recount = count;
