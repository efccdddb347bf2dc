"""axe-core in a page of ours: what it finds against WCAG 2.2 AA and good practice, as lines to act on."""

from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Page

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_SOURCE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# What the pieces of a page decide together, each of which may be well by itself.
OF_THE_WHOLE = (
    *("bypass", "document-title", "duplicate-id-aria", "heading-order", "page-has-heading-one", "region"),
    *("landmark-one-main", "landmark-unique", "landmark-no-duplicate-main", "landmark-main-is-top-level"),
    *("landmark-banner-is-top-level", "landmark-no-duplicate-banner", "landmark-contentinfo-is-top-level"),
    *("form-field-multiple-labels", "label", "aria-valid-attr-value", "nested-interactive", "table-duplicate-name"),
)
# What looks another way on a screen of another width and in another theme; everything else stands in the page.
OF_THE_LOOK = ("color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable")
_PLACE = "/axe.js"
# From an address the browser keeps what it compiled; a page without a server is given the words.
_LOAD = """(place) => new Promise((done) => {
  const script = document.createElement("script");
  for (const [name, result] of [["load", true], ["error", false]])
    script.addEventListener(name, () => { script.remove(); done(result); });
  script.src = place;
  document.head.append(script);
})"""
# Run through the debugger, so that the page's own policy stands as it is.
_RUN = """async ([where, without, type, values]) => {
  const found = await axe.run({ include: [where], exclude: without }, {
    runOnly: { type, values }, resultTypes: ["violations"], iframes: false,
    preload: { assets: ["media"] }, // no rule of these reads the style sheets
  });
  const said = (node) => node.any.concat(node.all, node.none).map((one) => one.message).join("; ");
  return found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${node.target.join(" ")} | ${node.html.slice(0, 160)} | ${said(node).slice(0, 220)}`));
}"""


def violations(page: Page, where: str = "html", without: Sequence[str] = (), rules: Sequence[str] = ()) -> list[str]:
    """Return what axe-core finds on the page, or in one piece of it, leaving some out; by some rules, or by all."""
    if not page.evaluate("typeof axe !== 'undefined'") and not page.evaluate(_LOAD, _PLACE):
        page.evaluate(_SOURCE)
    asked = ["rule", list(rules)] if rules else ["tag", list(_TAGS)]
    found: list[Any] = page.evaluate(_RUN, [where, list(without), *asked])
    return [str(one) for one in found]


def with_axe(app: "WSGIApplication") -> "WSGIApplication":
    """Return an application that gives its pages axe-core as well."""
    source, kept = _SOURCE.encode(), ("Cache-Control", "private, max-age=31536000, immutable")

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if environ["PATH_INFO"] != _PLACE:
            return app(environ, start_response)
        start_response("200 OK", [("Content-Type", "text/javascript"), ("Content-Length", str(len(source))), kept])
        return [source]

    return answer
