// One paper at a time: it is shown whole before it can be ticked, and the next one is fetched meanwhile.

const form = document.getElementById("berturut");
const links = form ? [...form.querySelectorAll("[data-turn]")] : [];
const papers = links.map((link) => document.getElementById(link.hash.slice(1)));
const box = (at) => links[at].closest("tr").querySelector("input[type=checkbox]");
const frame = (at) => papers[at].querySelector("iframe");
const state = { at: 0 };
const stepped = new Set(); // places that stood on the screen: pages fetched ahead were not looked at
const drawn = new Set(); // places whose pages are all there

const pages = (of) => [...(of.contentDocument?.querySelectorAll("img") || [])];

// The frame is made as high as its pages, so that none of them is hidden in it.
function stretch(at) {
  const own = frame(at);
  const here = own ? pages(own) : [];
  if (!here.length || papers[at].hidden) return;
  const ends = here.map((page) => page.getBoundingClientRect().bottom + own.contentWindow.scrollY);
  own.style.height = `${Math.ceil(Math.max(...ends)) + 2}px`;
}

// A tick that a refused form kept was looked at before, and can be taken away.
function allow(at) {
  const seen = stepped.has(at) && drawn.has(at);
  box(at).disabled = !seen && !box(at).defaultChecked;
  papers[at].querySelector("[data-turn-seen]").disabled = !seen;
}

// A frame that says why there are no pages, or that they are coming, has none to look at; it fetches itself anew.
async function watch(at) {
  const own = frame(at);
  const here = pages(own);
  const whole = own.contentDocument?.querySelector("iframe.whole");
  here.forEach((page) => (page.loading = "eager"));
  const done = await Promise.all(here.map((page) => page.decode().then(() => true, () => false)));
  stretch(at);
  if (whole || (done.length > 0 && done.every(Boolean))) drawn.add(at);
  else drawn.delete(at);
  allow(at);
}

function show(at) {
  state.at = at;
  stepped.add(at);
  papers.forEach((paper, place) => (paper.hidden = place !== at));
  links.forEach((link, place) => {
    link.closest("tr").classList.toggle("is-here", place === at);
    if (place === at) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
  for (const near of [at, at + 1, at + 2]) if (papers[near] && frame(near)) frame(near).loading = "eager";
  stretch(at);
  if (box(at)) allow(at);
}

function go(at) {
  const end = at >= papers.length;
  show(Math.min(Math.max(at, 0), papers.length - 1));
  const button = form.querySelector("#tanda .button-main");
  if (end && button) {
    button.focus();
    button.scrollIntoView({ block: "nearest" });
    return;
  }
  links[state.at].focus({ preventScroll: true });
  links[state.at].scrollIntoView({ block: "nearest" });
  papers[state.at].scrollIntoView({ block: "start" });
}

function count() {
  const ticked = links.filter((_, at) => box(at)?.checked).length;
  form.querySelector("[data-turn-count]")?.replaceChildren(` (${ticked})`);
  form.querySelector("[data-turn-said]")?.replaceChildren(`${ticked} naskah dicentang.`); // read out as it changes
}

function begin() {
  links.forEach((link, at) => {
    const paper = papers[at];
    paper.querySelector(".in-turn-steps").hidden = false;
    link.addEventListener("focus", () => at !== state.at && show(at));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      go(at);
    });
    paper.querySelector("[data-turn-back]").addEventListener("click", () => go(at - 1));
    paper.querySelector("[data-turn-next]").addEventListener("click", () => go(at + 1));
    if (!box(at)) return;
    allow(at);
    box(at).addEventListener("focus", () => at !== state.at && show(at)); // what is ticked stands on the screen
    frame(at).addEventListener("load", () => watch(at));
    if (frame(at).contentDocument?.readyState === "complete" && pages(frame(at)).length) watch(at);
    box(at).addEventListener("change", count);
    paper.querySelector("[data-turn-seen]").addEventListener("click", () => {
      box(at).checked = true;
      count();
      go(at + 1);
    });
  });
  // What is sent stays as it was ticked: a box that is off by itself would not be sent.
  form.addEventListener("submit", () => links.forEach((_, at) => box(at)?.checked && (box(at).disabled = false)));
  form.addEventListener("keydown", (event) => {
    // Enter after a number is no signature: a browser would press the form's button.
    if (event.key === "Enter" && !event.ctrlKey && event.target.matches("[name^='nomor:']")) event.preventDefault();
    if (event.key !== "Enter" || !event.ctrlKey || !event.target.matches("[data-turn]")) return;
    event.preventDefault(); // a browser would open the link in another tab
    form.querySelector("#tanda .button-main")?.click();
  });
  window.addEventListener("resize", () => stretch(state.at));
  count();
  show(0);
}

if (links.length) begin();
