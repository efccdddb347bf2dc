"""axe-core in a page of ours: what it finds against WCAG 2.2 AA and good practice, as lines to act on."""

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

_SOURCE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# Run through the debugger, so that the page's own policy stands as it is.
_RUN = """async ([where, without, tags]) => {
  const found = await axe.run({ include: [where], exclude: without }, {
    runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], iframes: false,
  });
  const said = (node) => node.any.concat(node.all, node.none).map((one) => one.message).join("; ");
  return found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${node.target.join(" ")} | ${node.html.slice(0, 160)} | ${said(node).slice(0, 220)}`));
}"""


def violations(page: Page, where: str = "html", without: Sequence[str] = ()) -> list[str]:
    """Return what axe-core finds on the page, or in one piece of it, leaving some pieces out."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(_SOURCE)
    found: list[Any] = page.evaluate(_RUN, [where, list(without), list(_TAGS)])
    return [str(one) for one in found]
