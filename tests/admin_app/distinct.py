"""What of a page axe-core is asked about: of rows made alike two, and nothing that another page had just so."""

from playwright.sync_api import Page

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
# its pieces are known; a new one is left whole, for what stands in it stands there for the first time.
_MARK_KNOWN = """(had) => {
  for (const one of document.querySelectorAll("[data-known]")) delete one.dataset.known;
  const known = new Set(had);
  const words = /^(value|title|placeholder|alt|aria-label|content|datetime|nonce|min|max|data-.*)$/;
  const places = /^(href|src|action|id|for|form|list|name|aria-(labelledby|describedby|controls))$/;
  const differs = (name) => words.test(name) || places.test(name);
  const holds = (one, name) => differs(name) ? one.getAttribute(name) !== "" : one.getAttribute(name);
  const attributes = (one) => one.getAttributeNames().sort().map((name) => `${name}=${holds(one, name)}`);
  const made = (one) => [
    one.parentElement.localName, one.parentElement.getAttribute("class"),
    one.localName, one.textContent.trim() !== "", ...attributes(one),
  ].join(" ");
  const all = [...document.body.querySelectorAll("*")];
  const pieces = new Map(all.map((one) => [one, made(one)]));
  const isNew = (one) => !known.has(pieces.get(one));
  const walk = (one) => {
    if (isNew(one)) return;
    if ([...one.querySelectorAll("*")].some(isNew)) for (const part of one.children) walk(part);
    else one.dataset.known = "";
  };
  for (const part of document.body.children) walk(part);
  return [...new Set(pieces.values())].filter((piece) => !known.has(piece));
}"""
KNOWN = "[data-known]"


def leave_few_alike(page: Page) -> None:
    """Take the rows out of a page that are made as two others are."""
    page.evaluate(_FEW_ALIKE)


def hide(page: Page, where: str) -> None:
    """Hide what is asked about elsewhere: that costs less than to leave it out by name alone."""
    page.locator(where).evaluate_all("all => { for (const one of all) one.style.display = 'none'; }")


def mark_known(page: Page, known: set[str]) -> bool:
    """Mark the parts of a page whose pieces are all known, remember the others, and return whether there were any."""
    new = page.evaluate(_MARK_KNOWN, sorted(known))
    known.update(new)
    return bool(new)
