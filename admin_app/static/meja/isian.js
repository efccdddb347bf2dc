// Places of a prepared text still to be filled: named below the box, Tab goes from one to the next. The server refuses too.

const PLACE = /(?<![{$])\{(?:nomor|nama|kantor|jawaban|isi [^{}\n]{1,60})\}(?!\})|▮▮▮/g;

export function blanksIn(text) {
  return [...text.matchAll(PLACE)].map((found) => ({ start: found.index, end: found.index + found[0].length, words: found[0] }));
}

function plain(words) {
  return words.replaceAll(/^\{(?:isi )?|\}$/g, "");
}

// The next place at or after a point, or the first one.
export function selectBlank(box, after = 0) {
  const blanks = blanksIn(box.value);
  const next = blanks.find((blank) => blank.start >= after) || blanks[0];
  if (!next) return false;
  box.focus();
  box.setSelectionRange(next.start, next.end);
  return true;
}

export function showBlanks(desk) {
  const box = desk.querySelector("#balasan");
  const told = desk.querySelector("#isian-kosong");
  if (!box || !told) return 0;
  const blanks = blanksIn(box.value);
  told.hidden = !blanks.length;
  const marks = blanks.map((blank) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "blank";
    button.dataset.at = blank.start;
    button.textContent = plain(blank.words);
    return button;
  });
  told.replaceChildren(...(blanks.length ? ["Belum diisi (Tab): ", ...marks] : []));
  return blanks.length;
}

export function followBlanks(desk) {
  desk.addEventListener("click", (event) => {
    const mark = event.target.closest(".blank");
    if (mark) selectBlank(desk.querySelector("#balasan"), Number(mark.dataset.at));
  });
  desk.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || event.shiftKey || event.target.id !== "balasan") return;
    if (selectBlank(event.target, event.target.selectionEnd)) event.preventDefault();
  });
}
