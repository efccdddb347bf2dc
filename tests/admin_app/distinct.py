"""What of a page axe-core is asked about: of rows made alike two, and nothing that another page had just so."""

import re
from functools import cache

from playwright.sync_api import Page

from tests.tools import ROOT

# Of rows made of the same pieces, leaves the first two: axe-core would say the same of each.
_FEW_ALIKE = """() => {
  for (const list of document.querySelectorAll("main tbody, main ul, main ol, main select, main .rows")) {
    const seen = {};
    for (const row of [...list.children]) {
      const shape = [row, ...row.querySelectorAll("*")].map((one) =>
        [one.tagName, one.className, one.textContent.trim() !== "", ...one.getAttributeNames()].join()).join(";");
      seen[shape] = (seen[shape] || 0) + 1;
      if (seen[shape] > 2 && !row.selected) row.remove();
    }
  }
}"""
# A piece is an element with its attributes, whether it holds words, and what it stands in. A part is marked where all
# its pieces are known; a new one is left whole, for what stands in it stands there for the first time. A class that
# no style sheet names makes nothing another, nor does how much a field may hold.
_MARK_KNOWN = """([had, styled]) => {
  for (const one of document.querySelectorAll("[data-known]")) delete one.dataset.known;
  const known = new Set(had.split("\\n")), looks = new Set(styled.split(" "));
  const words = /^(value|title|placeholder|alt|aria-label|content|datetime|nonce|min|max|data-.*)$/;
  const places = /^(href|src|action|id|for|form|list|name|aria-(labelledby|describedby|controls))$/;
  const amounts = /^(maxlength|rows|colspan|accept)$/;
  const differs = (name) => words.test(name) || places.test(name) || amounts.test(name);
  const look = (one) => one.hasAttribute("class") && [...one.classList].filter((name) => looks.has(name)).join(" ");
  const holds = (one, name) => name === "class" ? look(one)
    : differs(name) ? one.getAttribute(name) !== "" : one.getAttribute(name);
  const attributes = (one) => one.getAttributeNames().sort().map((name) => `${name}=${holds(one, name)}`);
  const made = (one) => [
    one.parentElement.localName, look(one.parentElement),
    one.localName, one.textContent.trim() !== "", ...attributes(one),
  ].join(" ").replace(/\\s+/g, " ");
  const all = [...document.body.querySelectorAll("*")];
  const pieces = new Map(all.map((one) => [one, made(one)]));
  const isNew = (one) => !known.has(pieces.get(one));
  const walk = (one) => {
    if (isNew(one)) return;
    if ([...one.querySelectorAll("*")].some(isNew)) for (const part of one.children) walk(part);
    else one.dataset.known = "";
  };
  for (const part of document.body.children) walk(part);
  return [...new Set(pieces.values())].filter((piece) => !known.has(piece)).join("\\n");
}"""
KNOWN = "[data-known]"


def leave_few_alike(page: Page) -> None:
    """Take the rows out of a page that are made as two others are."""
    page.evaluate(_FEW_ALIKE)


def hide(page: Page, where: str) -> None:
    """Hide what is asked about elsewhere: that costs less than to leave it out by name alone."""
    hidden = "where => { for (const one of document.querySelectorAll(where)) one.style.display = 'none'; }"
    page.evaluate(hidden, where)


def mark_known(page: Page, known: set[str]) -> set[str]:
    """Mark the parts of a page whose pieces are all known, remember the other pieces and return them."""
    found: str = page.evaluate(_MARK_KNOWN, ["\n".join(sorted(known)), _styled()])
    new = set(found.split("\n")) - {""}
    known |= new
    return new


def remember_unseen(page: Page) -> None:
    """Remember on the page what of it nobody sees now."""
    page.evaluate("for (const one of document.querySelectorAll('*')) one.unseen = !one.checkVisibility();")


def shows_unseen(page: Page) -> bool:
    """Whether a part that is not known is seen now that was not seen then."""
    seen = f"(one) => one.unseen && one.checkVisibility() && !one.closest('{KNOWN}')"
    return bool(page.evaluate(f"[...document.querySelectorAll('*')].some({seen})"))


@cache
def _styled() -> str:
    """Return the classes that the style sheets name."""
    sheets = [sheet.read_text("utf-8") for sheet in (ROOT / "admin_app" / "static").rglob("*.css")]
    return " ".join(sorted({name for sheet in sheets for name in re.findall(r"\.([a-z][\w-]*)", sheet)}))
