"""The staff guide as pages of the application: docs/panduan rendered as HTML by a library that allows no raw HTML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from models.rules.staff.roles import Role

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "panduan"
PICTURES = FOLDER / "gambar"
ALL_PICTURES = (PICTURES, FOLDER.parent / "gambar")
ADDRESS = "/bantuan"
OPENING, SHEET = "README", "ringkas.pdf"
OUTSIDE = "../gambar/"  # pictures of the whole project, which the guide names too
# Whose page is which.
OF_ROLE: dict[Role, str] = {
    Role.PENGELOLA: "pengelola",
    Role.KASUBSI_INFOKIM: "kasubsi-infokim",
    Role.KASI_TIKKIM: "kasi-tikkim",
    Role.KASI_LALINTALKIM: "kasi-seksi",
    Role.KASI_INTELDAKIM: "kasi-seksi",
    Role.PETUGAS_SEKSI: "petugas-seksi",
    Role.KEPALA_KANTOR: "kepala-kantor",
    Role.ADMINISTRATOR: "administrator",
}
_NAME = re.compile(r"[a-z][a-z-]*|README")
_LINK = re.compile(r"\]\(([\w-]+)\.md\)")
_TAGS = re.compile(r"<[^>]+>")
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class GuidePage:
    """One page of the guide; `headings` are (id, words) of its parts."""

    name: str
    title: str
    html: Markup
    headings: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Found:
    """One place that contains all words asked for: the page, its part, and the words around."""

    page: GuidePage
    heading: tuple[str, str]
    around: str


def guide_page(name: str) -> GuidePage | None:
    """Return a page by its name; None where the guide has no such page."""
    path = FOLDER / f"{name}.md"
    if not _NAME.fullmatch(name) or not path.is_file():
        return None
    return _read(name, path.stat().st_mtime_ns)


def contents() -> list[tuple[str, list[GuidePage]]]:
    """Return the pages: those of the roles, then those of subjects, in the opening page's order."""
    opening = (FOLDER / f"{OPENING}.md").read_text("utf-8")
    named = list(dict.fromkeys(_LINK.findall(opening)))
    roles = list(dict.fromkeys(OF_ROLE.values()))
    subjects = [name for name in named if name not in roles]
    found = (("Menurut peran", roles), ("Menurut pokok", subjects))
    return [(title, [page for name in names if (page := guide_page(name))]) for title, names in found]


def part(name: str, heading: str) -> Markup:
    """Return one part of a page without its heading, by the heading's id. Raises KeyError where there is none."""
    page = guide_page(name)
    for piece in _pieces(page) if page else ():
        if piece.startswith(f'<h2 id="{heading}"'):
            return Markup(piece.partition("</h2>")[2])  # noqa: S704  HTML of the library alone
    raise KeyError(f"{name}.md has no part #{heading}")


def search(words: str) -> list[Found]:
    """Return the parts of the guide that contain all these words."""
    wanted = words.casefold().split()
    pages = [page for _, group in contents() for page in group]
    return [found for page in pages for found in _parts_with(page, wanted)] if wanted else []


def _parts_with(page: GuidePage, wanted: list[str]) -> Iterator[Found]:
    known = dict(page.headings)
    for piece in _pieces(page):
        head = re.match(r'<h[23] id="([^"]+)"', piece)
        text = " ".join(unescape(_TAGS.sub(" ", piece)).split())
        folded = text.casefold()
        if all(word in folded for word in wanted):
            place = max(0, folded.find(wanted[0]) - 60)
            heading = (head[1], known[head[1]]) if head else ("", page.title)
            yield Found(page, heading, ("… " if place else "") + text[place : place + 200] + " …")


def _pieces(page: GuidePage) -> list[str]:
    return re.split(r"(?=<h[23] id=)", str(page.html))


@lru_cache(maxsize=64)
def _read(name: str, _changed: int) -> GuidePage:
    tokens = _markdown.parse((FOLDER / f"{name}.md").read_text("utf-8"))
    title, headings = name, []
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            words = _TAGS.sub("", _markdown.renderInline(tokens[place + 1].content))
            if token.tag == "h1":
                title = unescape(words)
            else:
                token.attrSet("id", _id_of(unescape(words)))
                headings.append((str(token.attrGet("id")), unescape(words)))
        elif token.type == "table_open":
            token.attrSet("class", "table-plain")
        for child in token.children or ():
            _lead(child)
    # The frame shows the title; a wide table and long commands scroll in a frame of their own, by the keyboard too.
    html = _markdown.renderer.render(_without_title(tokens), _markdown.options, {})
    html = html.replace("<table", '<div class="table-frame" tabindex="0"><table').replace(
        "</table>", "</table></div>"
    )
    html = html.replace("<pre>", '<pre tabindex="0">')
    return GuidePage(name, title, Markup(html), tuple(headings))  # noqa: S704  HTML of the library alone


def _without_title(tokens: list[Token]) -> list[Token]:
    return tokens[3:] if tokens and tokens[0].tag == "h1" else tokens


def _lead(token: Token) -> None:
    """Change links between pages and to pictures into the application's addresses."""
    if token.type == "link_open":
        page, dot, anchor = str(token.attrGet("href")).partition(".md")
        if dot and "/" not in page:
            token.attrSet("href", f"{ADDRESS}/{page}{anchor}")
        elif page == SHEET:
            token.attrSet("href", f"{ADDRESS}/ringkas")
        elif page.startswith(OUTSIDE):
            token.attrSet("href", f"{ADDRESS}/gambar/{page.removeprefix(OUTSIDE)}")
        elif page.startswith("http"):
            token.attrSet("rel", "noopener noreferrer")
    elif token.type == "image":
        token.attrSet("src", f"{ADDRESS}/{token.attrGet('src')}")
        token.attrSet("loading", "lazy")


def _id_of(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")
