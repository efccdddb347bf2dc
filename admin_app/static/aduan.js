// Small habits of every page: menus that close, questions before deeds, rows that open. No library needed.
"use strict";
(() => {
  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll("details.menu-group[open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
    const back = event.target.closest("[data-back]");
    if (back) {
      event.preventDefault();
      if (history.length > 1) history.back();
      else location.assign("/");
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const open of document.querySelectorAll("details.menu-group[open]")) open.open = false;
  });
  // A form or button with data-confirm asks first; every form is sent once.
  document.addEventListener("submit", (event) => {
    const question = (event.submitter && event.submitter.dataset.confirm) || event.target.dataset.confirm;
    if (question && !window.confirm(question)) {
      event.preventDefault();
      return;
    }
    if (event.target.method === "post" && event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "1";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });
})();
