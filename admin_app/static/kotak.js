// Boxes over a picture: drawn with mouse or finger, or added by a button and moved by the keyboard.
const form = document.querySelector("form[data-kotak]");
const frame = form.querySelector(".blackening");
const WHOLE = 1000;
const STEP = 10;
const MOVES = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
let chosen = null; // the box that was last moved, drawn or reached by the keyboard
const within = (value, least, most) => Math.min(Math.max(Math.round(value), least), most);

function place(box, left, top, width, height) {
  const w = within(width, STEP, WHOLE), h = within(height, STEP, WHOLE);
  const x = within(left, 0, WHOLE - w), y = within(top, 0, WHOLE - h);
  box.nextElementSibling.value = [x, y, w, h].join(",");
  Object.assign(box.style, { left: `${x / 10}%`, top: `${y / 10}%`, width: `${w / 10}%`, height: `${h / 10}%` });
}

const where = (box) => box.nextElementSibling.value.split(",").map(Number);

function add(left, top, width, height) {
  const boxes = frame.querySelectorAll("button");
  if (boxes.length >= Number(form.dataset.kotak)) return undefined;
  const box = document.createElement("button");
  box.type = "button";
  box.className = "blackening-box";
  box.setAttribute("aria-label", `Kotak ${boxes.length + 1}`);
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "kotak";
  frame.append(box, field);
  place(box, left, top, width, height);
  return box;
}

function pointed(event) {
  const edge = frame.getBoundingClientRect();
  return [(event.clientX - edge.left) / edge.width * WHOLE, (event.clientY - edge.top) / edge.height * WHOLE];
}

for (const typed of [...frame.querySelectorAll("input[name=kotak]")]) {
  typed.remove();
  add(...typed.value.split(",").map(Number));
}

function remove(box) {
  box?.nextElementSibling.remove();
  box?.remove();
}

form.querySelector("[data-tambah]").addEventListener("click", () => add(400, 400, 200, 100)?.focus());

// Where no box was chosen, the last one goes: a phone has no Delete.
form.querySelector("[data-hapus]").addEventListener("click", () => {
  remove(chosen?.isConnected ? chosen : [...frame.querySelectorAll("button")].at(-1));
});

frame.addEventListener("focusin", (event) => {
  chosen = event.target.closest(".blackening-box");
});

frame.addEventListener("keydown", (event) => {
  const box = event.target.closest(".blackening-box");
  if (!box) return;
  const [left, top, width, height] = where(box);
  const [across, down] = MOVES[event.key] ?? [0, 0];
  if (event.key === "Delete" || event.key === "Backspace") {
    remove(box);
    form.querySelector("[data-tambah]").focus();
  } else if (across || down) {
    if (event.shiftKey) place(box, left, top, width + across, height + down);
    else place(box, left + across, top + down, width, height);
  } else return;
  event.preventDefault();
});

frame.addEventListener("pointerdown", (event) => {
  if (event.button !== 0) return;
  const start = pointed(event);
  const moved = event.target.closest(".blackening-box");
  const box = moved ?? add(...start, STEP, STEP);
  if (!box) return;
  event.preventDefault();
  box.focus();
  const before = where(box);
  const follow = (next) => {
    const [x, y] = pointed(next);
    if (moved) place(box, before[0] + x - start[0], before[1] + y - start[1], before[2], before[3]);
    else place(box, Math.min(x, start[0]), Math.min(y, start[1]), Math.abs(x - start[0]), Math.abs(y - start[1]));
  };
  const stop = () => {
    removeEventListener("pointermove", follow);
    removeEventListener("pointerup", stop);
    removeEventListener("pointercancel", stop);
  };
  addEventListener("pointermove", follow);
  addEventListener("pointerup", stop);
  addEventListener("pointercancel", stop);
});
