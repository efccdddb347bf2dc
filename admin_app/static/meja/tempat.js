// Keeps one's place: the queue's scroll, the conversation at its first new message, and the pane a link leads to.

const QUEUE_PLACE = "meja.antrean";

export function keepPlace(desk) {
  const queue = desk.querySelector(".pane-queue");
  const kept = Number(sessionStorage.getItem(QUEUE_PLACE));
  if (kept) queue.scrollTop = kept;
  addEventListener("pagehide", () => sessionStorage.setItem(QUEUE_PLACE, String(queue.scrollTop)));
}

export function openNewest(desk) {
  const talk = desk.querySelector(".bubbles");
  if (!talk) return;
  const fresh = talk.querySelector("#baru");
  talk.scrollTop = fresh ? fresh.offsetTop - talk.offsetTop - 40 : talk.scrollHeight;
}

export function showPane(desk) {
  const show = (target) => {
    const pane = target && target.closest(".pane");
    if (!pane) return;
    const name = pane.classList.contains("pane-talk") ? "percakapan" : pane.classList.contains("pane-case") ? "kasus" : "antrean";
    desk.querySelector(`#pane-${name}`).checked = true;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const field = target.querySelector("textarea") || target.querySelector("input:not([type=hidden]), select, summary, button") || target;
    field.focus({ preventScroll: true });
    target.scrollIntoView({ block: "nearest" });
  };
  desk.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const target = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!target) return;
    event.preventDefault();
    show(target);
  });
}

// Tells the office that the messages on the screen were looked at, by the one who answers, once they really were.
export function markRead(desk) {
  const form = desk.querySelector(".mark-read");
  if (!form || !form.querySelector("button") || document.hidden) return;
  if (getComputedStyle(desk.querySelector(".pane-talk")).display === "none") return;
  const button = form.querySelector("button");
  button.remove();
  fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).catch(() => form.append(button));
}
