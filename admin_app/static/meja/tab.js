// The panes as tabs on narrow screens: arrow keys, roles, and the pane one chose kept for the next case.

const CHOSEN = "meja.panel";
const NARROW = matchMedia("(max-width: 1099px)");

function tabsOf(desk) {
  return [...desk.querySelectorAll(".pane-tabs a")].filter((tab) => getComputedStyle(tab).display !== "none");
}

function paneOf(tab) {
  return document.getElementById(tab.getAttribute("href").slice(1));
}

// Where conversation and case share a tab, that tab stands for both.
function currentOf(desk) {
  const tabs = tabsOf(desk);
  return tabs.find((tab) => tab.dataset.pane === desk.dataset.pane) || tabs.at(-1);
}

function drawRoles(desk) {
  const bar = desk.querySelector(".pane-tabs");
  if (!bar) return;
  const current = NARROW.matches && currentOf(desk);
  if (current) bar.setAttribute("role", "tablist");
  else bar.removeAttribute("role");
  for (const tab of bar.querySelectorAll("a")) {
    const pane = paneOf(tab);
    tab.removeAttribute("aria-current");
    if (!current) {
      for (const name of ["role", "aria-selected", "aria-controls", "tabindex"]) tab.removeAttribute(name);
      for (const name of ["role", "aria-labelledby"]) pane.removeAttribute(name);
      continue;
    }
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", pane.id);
    tab.setAttribute("aria-selected", String(tab === current));
    tab.tabIndex = tab === current ? 0 : -1;
    pane.setAttribute("role", "tabpanel");
    pane.setAttribute("aria-labelledby", tab.id);
  }
}

export function choosePane(desk, name) {
  if (!name || !desk.querySelector(`#pane-${name}`)) return;
  const was = desk.dataset.pane;
  desk.dataset.pane = name;
  drawRoles(desk);
  if (was !== name) desk.dispatchEvent(new CustomEvent("aduan:panel", { detail: name }));
}

export function paneNameOf(element) {
  const pane = element && element.closest(".pane");
  return pane && pane.id.startsWith("pane-") ? pane.id.slice(5) : "";
}

// A chosen pane is a habit: the next case opens with it. The list itself is none, or no case would ever be seen.
function choose(desk, tab) {
  choosePane(desk, tab.dataset.pane);
  if (tab.dataset.pane !== "antrean") sessionStorage.setItem(CHOSEN, tab.dataset.pane);
}

export function followTabs(desk) {
  const bar = desk.querySelector(".pane-tabs");
  if (!bar) return;
  const asked = paneNameOf(document.getElementById(location.hash.slice(1)));
  const habit = desk.dataset.paneFixed === undefined ? sessionStorage.getItem(CHOSEN) : "";
  desk.dataset.live = "";
  choosePane(desk, asked || habit);
  drawRoles(desk);
  NARROW.addEventListener("change", () => drawRoles(desk));
  bar.addEventListener("click", (event) => {
    const tab = event.target.closest("a");
    if (!tab) return;
    event.preventDefault();
    event.stopPropagation();
    choose(desk, tab);
  });
  bar.addEventListener("keydown", (event) => {
    const tabs = tabsOf(desk);
    const at = tabs.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || (to === undefined && event.key !== " ")) return;
    event.preventDefault();
    const tab = event.key === " " ? tabs[at] : tabs[(to + tabs.length) % tabs.length];
    tab.focus();
    choose(desk, tab);
  });
}
