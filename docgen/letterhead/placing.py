"""The letterhead put into a template: the block where its tag stands, the emblem alone in one from before the tag."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lxml import etree
from markupsafe import Markup

from docgen.errors import TemplateBroken
from docgen.inspection import W, place_of, strict_parser
from docgen.letterhead.block import PART, RELATION, TAG, Letterhead, block, style_ids
from docgen.letterhead.named_styles import with_styles
from docgen.pictures import blank_square, in_square
from docgen.placed import Drawing, linked

# The grey disc that stood in the templates before an office could set its emblem: a paper never prints it.
_DISC = "f94dc3162ae44b3265f7426384d5c698974380e478b744b5d91b5f52079b6106"
_USUAL_WIDTH = 9071  # twips between the margins of an upright page


@dataclass(frozen=True)
class Place:
    """Where the letterhead goes in a template: the parts with its tag, the width of the text, its styles' ids.

    `old`: the picture that a template made before the tag has in its place.
    """

    owners: tuple[str, ...] = ()
    width: int = _USUAL_WIDTH
    styles: Mapping[str, str] = field(default_factory=style_ids)
    old: str | None = None


def place_in(
    parts: dict[str, bytes], body: str, asked: Mapping[str, Iterable[str]], old: str | None
) -> tuple[Place, dict[str, bytes]]:
    """Return where a template has its letterhead, and its parts with the styles the block needs."""
    owners = tuple(name for name, names in asked.items() if TAG in names)
    if not owners:
        return Place(old=old), parts
    styles, parts = with_styles(parts)
    return Place(owners, _text_width(parts[body]), styles, old), parts


def _text_width(body: bytes) -> int:
    """Return the width between the margins of the document's last section."""
    sections = list(etree.fromstring(body, strict_parser()).iter(f"{W}sectPr"))
    page, margins = (sections[-1].find(f"{W}{name}") for name in ("pgSz", "pgMar")) if sections else (None, None)
    if page is None or margins is None:
        return _USUAL_WIDTH
    sides = [int(page.get(f"{W}w", 0)), *(int(margins.get(f"{W}{side}", 0)) for side in ("left", "right"))]
    left = sides[0] - sides[1] - sides[2]
    return left if left > 0 else _USUAL_WIDTH


def drawn(place: Place, kop: object) -> object:
    """Return what the tag prints; anything but a letterhead as it is."""
    if not isinstance(kop, Letterhead):
        return kop
    return Drawing(Markup(block(kop, place.width, place.styles)))  # noqa: S704


def with_emblem(parts: dict[str, bytes], place: Place, kop: object) -> dict[str, bytes]:
    """Return a filled paper's parts with the emblem's picture, where the office has one.

    A picture of the office's own in a template from before stays until an emblem is set; the grey disc never does.
    """
    emblem = kop.emblem if isinstance(kop, Letterhead) else None
    if place.old is not None:
        ending = PurePosixPath(place.old).suffix.lstrip(".")
        if emblem is not None:
            parts = parts | {place.old: in_square(emblem.content, ending)}
        elif hashlib.sha256(parts[place.old]).hexdigest() == _DISC:
            parts = parts | {place.old: blank_square(ending)}
    if emblem is not None:
        for owner in place.owners:
            parts = linked(parts, owner, {PART: emblem.content}, RELATION)
    return parts


def check_alone(root: etree._Element, name: str) -> None:
    """Raise TemplateBroken where the tag stood in a line of text: a table cannot."""
    if any(table.getparent().tag in (f"{W}t", f"{W}r", f"{W}p") for table in root.iter(f"{W}tbl")):
        raise TemplateBroken(
            f"Tag kop surat harus ditulis “{{{{p {TAG} }}}}”, sendirian pada satu paragraf (di {place_of(name)})."
        )
