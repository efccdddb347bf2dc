"""Pictures inside a paper's text: what a template prints as {{ foto.gambar }} becomes a drawing."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

_EMU = 360_000  # in a centimetre
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_MIMES = {"png": "image/png", "jpg": "image/jpeg"}
_SPACES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_DRAWING = (
    '<w:drawing {spaces}><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
    '<wp:docPr id="{number}" name="{name}" descr="{words}"/><wp:cNvGraphicFramePr/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="{number}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
)
# A drawing stands beside the text of a run, not in it.
_IN_A_RUN = '</w:t>{}<w:t xml:space="preserve">'
_NO_LINKS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


def drawing(relation: str, number: int, name: str, words: str, sides: tuple[int, int]) -> str:
    """Return the markup of a picture of a part's relation, with its alternative text and its sides (EMU)."""
    return _DRAWING.format(
        spaces=_SPACES, relation=relation, number=number, name=name, words=escape(words), cx=sides[0], cy=sides[1]
    )


@dataclass(frozen=True)
class Picture:
    """A PNG or JPEG for the file, the box (centimetres) it must fit in, and its alternative text."""

    content: bytes
    width: int  # pixels
    height: int
    box: tuple[float, float]
    words: str

    @property
    def extension(self) -> str:
        """Return the file ending of its part."""
        return "png" if self.content.startswith(b"\x89PNG") else "jpg"


@dataclass(frozen=True)
class Drawing:
    """A picture where the template prints it: markup of our own, never a citizen's."""

    markup: Markup


class Gallery:
    """The pictures of one paper, numbered in order; equal contents share one part."""

    def __init__(self) -> None:
        self.parts: dict[str, bytes] = {}
        self._relations: dict[bytes, str] = {}
        self._drawn = 0

    def place(self, picture: Picture) -> Drawing:
        """Add a picture and return what the template prints."""
        relation = self._relations.get(picture.content)
        if relation is None:
            relation = self._relations[picture.content] = f"rIdGambar{len(self._relations) + 1}"
            self.parts[f"word/media/{relation}.{picture.extension}"] = picture.content
        self._drawn += 1
        scale = min(picture.box[0] / picture.width, picture.box[1] / picture.height) * _EMU
        sides = (int(picture.width * scale), int(picture.height * scale))
        drawn = drawing(relation, 1000 + self._drawn, f"Gambar {self._drawn}", picture.words, sides)
        return Drawing(Markup(_IN_A_RUN.format(drawn)))  # noqa: S704

    def packed_with(self, parts: dict[str, bytes], body: str) -> dict[str, bytes]:
        """Return a paper's parts with the pictures, their relations and their types."""
        return linked(parts, body, self.parts)


def linked(
    parts: Mapping[str, bytes], owner: str, media: Mapping[str, bytes], relation: str = ""
) -> dict[str, bytes]:
    """Return a paper's parts with pictures of one part: its relations are named as their files, or as it is said."""
    if not media:
        return dict(parts)
    folder, name = owner.rsplit("/", 1)
    relations, types = f"{folder}/_rels/{name}.rels", "[Content_Types].xml"
    links = "".join(
        f'<Relationship Id="{relation or path.rsplit("/", 1)[1].partition(".")[0]}" Type="{_RELATION}" '
        f'Target="/{path}"/>'
        for path in media
    )
    known = parts.get(relations, _NO_LINKS)
    if b"</Relationships>" not in known:
        known = _NO_LINKS  # written as one empty element
    return {
        **parts,
        **media,
        relations: known.replace(b"</Relationships>", links.encode() + b"</Relationships>"),
        types: _with_types(parts[types], {path.rsplit(".", 1)[1] for path in media}),
    }


def _with_types(types: bytes, endings: set[str]) -> bytes:
    for ending in sorted(endings):
        if f'Extension="{ending}"'.encode() not in types:
            line = f'<Default Extension="{ending}" ContentType="{_MIMES[ending]}"/>'.encode()
            start = types.index(b">", types.index(b"<Types")) + 1
            types = types[:start] + line + types[start:]
    return types


def png_size(content: bytes) -> tuple[int, int]:
    """Return the width and height stated in a PNG's header."""
    width, height = struct.unpack(">II", content[16:24])
    return int(width), int(height)


def is_png(content: bytes) -> bool:
    """Whether a picture says of itself that it is a PNG."""
    return content.startswith(b"\x89PNG\r\n\x1a\n")
