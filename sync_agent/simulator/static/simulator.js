// Renews the parts of a page that change, keeps the newest bubble in view, and eases the form of faults.
"use strict";

function atBottom(box) {
  return box.scrollHeight - box.scrollTop - box.clientHeight < 80;
}

function renew(box) {
  let tag = null;
  const follow = box.hasAttribute("data-follow");
  const once = async () => {
    const headers = tag ? { "If-None-Match": tag } : {};
    const answer = await fetch(box.dataset.renew, { headers, cache: "no-store" });
    if (answer.status !== 200) return;
    tag = answer.headers.get("ETag");
    const html = await answer.text();
    if (box.innerHTML === html) return;
    const stay = follow && !atBottom(box);
    box.innerHTML = html;
    if (follow && !stay) box.scrollTop = box.scrollHeight;
  };
  const again = () => once().catch(() => {}).finally(() => setTimeout(again, Number(box.dataset.every)));
  if (follow) box.scrollTop = box.scrollHeight;
  setTimeout(again, Number(box.dataset.every));
}

function easeWriting(form) {
  const text = form.querySelector("textarea");
  const file = form.querySelector("input[type=file]");
  const attached = form.querySelector(".attached");
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  text.addEventListener("input", () => {
    text.style.height = "auto";
    text.style.height = `${Math.min(text.scrollHeight, 140)}px`;
  });
  file.addEventListener("change", () => {
    attached.hidden = !file.files.length;
    attached.textContent = file.files.length ? `Terlampir: ${file.files[0].name}` : "";
  });
}

function easeFaults(form) {
  const kind = form.querySelector("[name=kind]");
  const fill = () => {
    const chosen = kind.selectedOptions[0];
    form.querySelector("[name=settings]").value = chosen.dataset.settings.trim();
  };
  kind.addEventListener("change", fill);
  fill();
}

document.querySelectorAll("[data-renew]").forEach(renew);
document.querySelectorAll("form.write").forEach(easeWriting);
document.querySelectorAll("[data-testid=fault-form]").forEach(easeFaults);
