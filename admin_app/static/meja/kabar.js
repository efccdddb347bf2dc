// The news: one conditional request every few seconds while the page is looked at; only what changed is put in place.
import { recount } from "./menulis.js";

const EVERY = 4000;
const SLOWEST = 30000;

function sameStamp(old, fresh) {
  return old.dataset.stamp === fresh.dataset.stamp;
}

// Typed text and the place of the cursor are never taken away.
function isBusy(part) {
  return part.querySelector("form[data-dirty]") !== null || (part.contains(document.activeElement)
    && document.activeElement.matches("input, textarea, select"));
}

function tellChanged(part) {
  if (part.querySelector(".changed")) return;
  const line = document.createElement("p");
  line.className = "changed";
  line.setAttribute("role", "status");
  line.append("Kasus ini baru berubah. Yang Anda ketik tetap di sini. ");
  const link = document.createElement("a");
  link.href = location.href;
  link.textContent = "Muat ulang untuk melihat";
  line.append(link);
  part.prepend(line);
}

function replaceWhole(old, fresh) {
  const opened = new Set([...old.querySelectorAll("details[id][open]")].map((fold) => fold.id));
  const focused = old.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  old.replaceWith(fresh);
  for (const fold of fresh.querySelectorAll("details[id]")) if (opened.has(fold.id)) fold.open = true;
  if (focused) fresh.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

// Bubbles are matched by their keys, so that reading and scrolling go on undisturbed.
function replaceKeyed(old, fresh) {
  const atEnd = old.scrollHeight - old.scrollTop - old.clientHeight < 60;
  const known = new Map([...old.children].map((child) => [child.dataset.key, child]));
  // Where reading began stays marked until the page is left, though the messages were looked at meanwhile.
  const begun = known.get("baru");
  if (begun) {
    known.delete("baru");
    fresh.querySelector(':scope > [data-key="baru"]')?.remove();
  }
  let place = old.firstElementChild;
  for (const child of [...fresh.children]) {
    if (begun && place === begun) place = place.nextElementSibling;
    const had = known.get(child.dataset.key);
    known.delete(child.dataset.key);
    if (had && sameStamp(had, child)) {
      if (had !== place) old.insertBefore(had, place);
      else place = place.nextElementSibling;
      continue;
    }
    old.insertBefore(child, place);
    if (had) {
      // A tick is typed text too.
      const box = child.querySelector(".tick input");
      if (box && had.querySelector(".tick input:checked")) box.checked = true;
      if (had === place) place = had.nextElementSibling;
      had.remove();
    }
  }
  for (const gone of known.values()) gone.remove();
  old.dataset.stamp = fresh.dataset.stamp;
  if (atEnd) old.scrollTop = old.scrollHeight;
}

function putInPlace(desk, html) {
  const made = new DOMParser().parseFromString(html, "text/html");
  for (const fresh of made.querySelectorAll("[data-part]")) {
    const old = desk.querySelector(`[data-part="${fresh.dataset.part}"]`);
    if (!old || sameStamp(old, fresh)) continue;
    if ("keyed" in fresh.dataset) replaceKeyed(old, document.adoptNode(fresh));
    else if (isBusy(old)) tellChanged(old);
    else replaceWhole(old, document.adoptNode(fresh));
  }
  // The hidden fields that say up to which message was looked.
  const form = made.querySelector(".mark-read");
  if (form) desk.querySelector(".mark-read")?.replaceWith(document.adoptNode(form));
}

export function followNews(desk, after, typing) {
  const state = { mark: desk.dataset.mark, wait: EVERY };
  const lost = desk.querySelector(".line-state");
  async function ask() {
    const headers = { "If-None-Match": `"${state.mark}"`, "X-Aduan-Otomatis": "1", Accept: "application/json", "X-Aduan-Hadir": typing.isWriting() ? "menulis" : "melihat" };
    const answer = await fetch(desk.dataset.news, { headers, redirect: "error" });
    if (answer.status === 401) { location.reload(); return; }
    if (answer.status === 404) { return; }
    if (answer.status !== 304 && !answer.ok) throw new Error(`status ${answer.status}`);
    if (answer.status === 200) {
      const news = await answer.json();
      state.mark = answer.headers.get("ETag").replaceAll(/^W\/|"/g, "");
      for (const part of ["antrean", "percakapan", "kasus"]) if (news[part]) putInPlace(desk, news[part]);
      for (const part of ["kanal", "lonceng"]) if (news[part]) putInPlace(document, news[part]);
      document.title = `${news.judul} · Aduan`;
      recount(desk);
      after();
    }
    state.wait = EVERY;
    lost.hidden = true;
  }
  async function round() {
    if (!document.hidden) {
      try {
        await ask();
      } catch {
        state.wait = Math.min(state.wait * 2, SLOWEST);
        lost.hidden = false;
      }
    }
    setTimeout(round, state.wait);
  }
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask().catch(() => {}); });
  setTimeout(round, state.wait);
}
