"""Pictures inside a paper's text: what a template prints as {{ foto.gambar }} becomes a drawing."""

import struct
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
    '</w:t><w:drawing {spaces}><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
    '<wp:docPr id="{number}" name="Gambar {place}" descr="{words}"/><wp:cNvGraphicFramePr/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="{number}" name="Gambar {place}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    '</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing><w:t xml:space="preserve">'
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
        words = {"spaces": _SPACES, "number": 1000 + self._drawn, "place": self._drawn, "relation": relation}
        sides = {"cx": int(picture.width * scale), "cy": int(picture.height * scale)}
        return Drawing(Markup(_DRAWING.format(**words, **sides, words=escape(picture.words))))  # noqa: S704

    def packed_with(self, parts: dict[str, bytes], body: str) -> dict[str, bytes]:
        """Return a paper's parts with the pictures, their relations and their types."""
        if not self.parts:
            return parts
        folder, name = body.rsplit("/", 1)
        relations, types = f"{folder}/_rels/{name}.rels", "[Content_Types].xml"
        links = "".join(
            f'<Relationship Id="{path.rsplit("/", 1)[1].partition(".")[0]}" Type="{_RELATION}" Target="/{path}"/>'
            for path in self.parts
        )
        return (
            parts
            | self.parts
            | {
                relations: parts[relations].replace(b"</Relationships>", links.encode() + b"</Relationships>"),
                types: _with_types(parts[types], {path.rsplit(".", 1)[1] for path in self.parts}),
            }
        )


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
