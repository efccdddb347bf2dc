// Keeps one's place: the queue's scroll, the conversation at its first new message, and the pane a link leads to.

import { choosePane, paneNameOf } from "./tab.js";

const QUEUE_PLACE = "meja.antrean";

// What needs the height of a pane waits until its tab is opened, whichever was opened before it.
function onceShown(desk, pane, action) {
  const look = () => {
    if (!pane.clientHeight) return;
    desk.removeEventListener("aduan:panel", look);
    action();
  };
  desk.addEventListener("aduan:panel", look);
  look();
}

// The page itself puts the scroll back before it is drawn (case_page/page.html); here it is kept, and the open case seen.
export function keepPlace(desk) {
  const queue = desk.querySelector(".pane-queue");
  const view = queue.dataset.view;
  const putBack = () => {
    const [of, at] = (sessionStorage.getItem(QUEUE_PLACE) || "").split("|");
    if (of === view) queue.scrollTop = Number(at);
    const current = queue.querySelector(".row[aria-current]");
    if (!current) return;
    const [row, pane] = [current.getBoundingClientRect(), queue.getBoundingClientRect()];
    if (row.top < pane.top || row.bottom > pane.bottom) current.scrollIntoView({ block: "center" });
  };
  onceShown(desk, queue, putBack);
  let isLeft = false; // signed out: this browser keeps nothing of the page
  document.addEventListener("aduan:dikosongkan", () => { isLeft = true; });
  addEventListener("pagehide", () => {
    if (!isLeft && queue.clientHeight) sessionStorage.setItem(QUEUE_PLACE, `${view}|${queue.scrollTop}`);
  });
}

function openAtNew(talk) {
  const fresh = talk.querySelector("#baru");
  // Who has just answered looks for his answer, while it can be taken back.
  if (fresh && !talk.querySelector("form.undo")) talk.scrollTop += fresh.getBoundingClientRect().top - talk.getBoundingClientRect().top - 40;
  else talk.scrollTop = talk.scrollHeight;
}

// At the first message nobody looked at, else at the newest, or at the answer just given; on a narrow screen once its tab is opened.
export function openNewest(desk) {
  const talk = desk.querySelector(".bubbles");
  if (talk) onceShown(desk, talk, () => openAtNew(talk));
}

export function showPane(desk) {
  const show = (target) => {
    const name = paneNameOf(target);
    if (!name) return;
    choosePane(desk, name);
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const field = target.querySelector("textarea") || target.querySelector("input:not([type=hidden]), select, summary, button") || target;
    field.focus({ preventScroll: true });
    target.scrollIntoView({ block: "nearest" });
  };
  // What was just prepared below the step stays open, to go on with.
  const begun = document.getElementById(location.hash.slice(1));
  if (begun instanceof HTMLDetailsElement) {
    begun.open = true;
    show(begun);
  }
  desk.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const target = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!target) return;
    event.preventDefault();
    show(target);
  });
}

// The forms say which news they had shown: not what an update has put on the page since, before that was looked at.
export function sayShown(desk, shown) {
  desk.dataset.shown = shown;
  for (const field of desk.querySelectorAll('input[name="dilihat"]')) field.value = shown;
}

// Who gave no sign for so long may have left his chair: what comes meanwhile is looked at when he is back.
const AWAY = 120_000;
const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"];
let sign = Date.now(); // the page was just asked for

export function followReader(desk) {
  const isBack = () => {
    const wasAway = isAway();
    sign = Date.now();
    if (wasAway) markRead(desk);
  };
  for (const kind of SIGNS) addEventListener(kind, isBack, { capture: true, passive: true });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) isBack(); });
}

function isAway() {
  return Date.now() - sign > AWAY;
}

// Tells the office that the messages on the screen were looked at, by the one who answers, once they really were.
export function markRead(desk) {
  const form = desk.querySelector(".mark-read");
  if (!form || !form.querySelector("button") || document.hidden || isAway()) return;
  if (getComputedStyle(desk.querySelector(".pane-talk")).display === "none") return;
  const button = form.querySelector("button");
  button.remove();
  const seen = form.elements.sampai.value;
  fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" })
    .then((answer) => { if (answer.type === "opaqueredirect") sayShown(desk, seen); })
    .catch(() => form.append(button));
}
