// Small habits of every page: menus that close and open, forms that are sent once. No library needed.
"use strict";
(() => {
  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll("details.menu-group[open]")) {
      const unfolded = open.closest(".side")?.clientWidth > 200;
      if (!unfolded && !open.contains(event.target)) open.open = false;
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
    for (const open of document.querySelectorAll("details.menu-group[open]")) {
      if (open.contains(document.activeElement)) open.querySelector("summary").focus();
      open.open = false;
    }
    const drawer = document.getElementById("buka-menu");
    if (drawer?.checked) { drawer.checked = false; drawer.focus(); }
  });
  // One group open at a time; where the menu is wide, the group of this page stands open.
  document.addEventListener("toggle", (event) => {
    if (!event.target.matches?.("details.menu-group[open]")) return;
    for (const open of document.querySelectorAll("details.menu-group[open]")) {
      if (open !== event.target && open.parentElement === event.target.parentElement) open.open = false;
    }
  }, true);
  const side = document.querySelector(".side");
  const openHere = () => {
    const here = side?.querySelector("details.has-here");
    if (here && side.clientWidth > 200) here.open = true;
  };
  openHere();
  // The width of the menu is kept by a cookie of this browser; without a script the form does the same.
  document.querySelector(".menu-width")?.addEventListener("submit", (event) => {
    const width = event.submitter?.value;
    if (!width) return;
    event.preventDefault();
    const [prefix, secure] = location.protocol === "https:" ? ["__Host-", "; secure"] : ["", ""];
    document.cookie = `${prefix}aduan_menu=${width}; path=/; max-age=31536000; samesite=lax${secure}`;
    document.documentElement.dataset.menu = width;
    for (const open of side.querySelectorAll("details[open]")) open.open = false;
    openHere();
    side.querySelector(width === "lebar" ? ".menu-narrow" : ".menu-widen").focus();
  });
  // Every form is sent once.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (event.target.method === "post" && event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "1";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });
})();
