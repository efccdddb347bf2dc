// The parts of a page that news replaces: only what changed is put in place, and nothing typed or ticked is taken away.

// A list carries no mark of what it shows: its words are one.
function sameStamp(old, fresh) {
  return old.dataset.stamp === undefined ? old.textContent === fresh.textContent : old.dataset.stamp === fresh.dataset.stamp;
}

// Typed text and the place of the cursor are never taken away, nor a form on its way.
function isBusy(part) {
  return part.querySelector("form[data-dirty], form[data-checking], .col-tick input:checked") !== null
    || (part.contains(document.activeElement) && document.activeElement.matches("input:not([type=checkbox]), textarea, select"));
}

function tellChanged(part) {
  if (part.querySelector(".changed")) return;
  const line = document.createElement("p");
  line.className = "changed";
  line.setAttribute("role", "status");
  line.append(part.closest("[data-case]") ? "Kasus ini baru berubah. Yang Anda ketik tetap di sini. " : "Ada yang baru. ");
  const link = document.createElement("a");
  link.href = location.href;
  link.textContent = "Muat ulang untuk melihat";
  line.append(link);
  part.prepend(line);
}

function replaceWhole(old, fresh) {
  const opened = new Set([...old.querySelectorAll("details[id][open]")].map((fold) => fold.id));
  const focused = old.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  const ticked = new Set([...old.querySelectorAll(".tick-row input:checked")].map((box) => box.value));
  const wanted = old.querySelector(".bulk select")?.value;
  old.replaceWith(fresh);
  // What was ticked to be done at once stays ticked.
  for (const box of fresh.querySelectorAll(".tick-row input")) if (ticked.has(box.value)) box.checked = true;
  if (wanted) fresh.querySelector(".bulk select").value = wanted;
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

export function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

// Put the changed parts of a page that was drawn anew in place of the old ones below `root`.
export function putInPlace(root, made) {
  for (const fresh of made.querySelectorAll("[data-part]")) {
    const old = root.querySelector(`[data-part="${CSS.escape(fresh.dataset.part)}"]`);
    if (!old || sameStamp(old, fresh)) continue;
    if ("keyed" in fresh.dataset) replaceKeyed(old, document.adoptNode(fresh));
    else if (isBusy(old)) tellChanged(old);
    else replaceWhole(old, document.adoptNode(fresh));
  }
}

// The counters of the menu; the menu itself stays, open groups and all.
export function countMenu(made) {
  const lines = document.querySelectorAll(".side .menu .menu-item");
  const fresh = made.querySelectorAll(".menu .menu-item");
  if (lines.length !== fresh.length) return;
  lines.forEach((line, place) => {
    const had = line.querySelector(".menu-count");
    const now = fresh[place].querySelector(".menu-count");
    if (had?.textContent === now?.textContent) return;
    had?.remove();
    if (now) line.append(document.adoptNode(now));
  });
}
