"""Uploaded emblems: trimmed and written anew in the worker; what is no picture, or harms its reader, is refused."""

import io
import struct
import zlib
from collections.abc import Iterator

import pytest
from PIL import Image

from docgen.errors import DocumentError, EmblemRefused
from docgen.render import Renderer
from models.rules.papers.letterheads import EMBLEM_OCTETS
from tests.docgen.letterhead.emblems import shield


@pytest.fixture(scope="module")
def worker() -> Iterator[Renderer]:
    """A worker of this module's own."""
    with Renderer() as renderer:
        yield renderer


def saved(image: Image.Image, kind: str = "PNG", **how: object) -> bytes:
    """Return a picture as a file."""
    stream = io.BytesIO()
    image.save(stream, kind, **how)
    return stream.getvalue()


def framed(colour: object, mode: str = "RGBA") -> Image.Image:
    """Return a blue block of 300 by 400 in a wide border of one colour."""
    image = Image.new(mode, (900, 1000), colour)  # type: ignore[arg-type]
    image.paste(Image.new("RGB", (300, 400), (20, 60, 140)), (250, 350))
    return image


@pytest.mark.parametrize(
    "content",
    [
        saved(framed((0, 0, 0, 0))),
        saved(framed((255, 255, 255, 255))),
        saved(framed((255, 255, 255), "RGB"), "JPEG", quality=80),
        saved(framed((255, 255, 255), "RGB").convert("CMYK"), "JPEG"),
        saved(framed(255, "L")),
        saved(framed((255, 255, 255), "RGB").convert("P")),
    ],
    ids=["transparent", "white", "JPEG", "CMYK", "grey", "palette"],
)
def test_the_empty_border_goes_whatever_it_is_made_of(worker: Renderer, content: bytes) -> None:
    made, width, height = worker.fit_emblem(content)
    with Image.open(io.BytesIO(made)) as image:
        assert (image.format, image.mode, image.size) == ("PNG", "RGBA", (width, height))
        assert image.info == {}
    assert (abs(width - 300) <= 16, abs(height - 400) <= 16) == (True, True)


def test_a_field_of_the_emblems_own_colour_stays(worker: Renderer) -> None:
    red = Image.new("RGB", (500, 500), (200, 20, 20))
    red.paste((255, 255, 255), (200, 200, 300, 300))
    assert worker.fit_emblem(saved(red))[1:] == (500, 500)


def test_a_large_emblem_is_kept_no_finer_than_print_needs_and_lies_as_the_camera_says(worker: Renderer) -> None:
    assert worker.fit_emblem(shield(2400, 3000))[1:] == (480, 600)
    notes = Image.Exif()
    notes[0x0112] = 6  # turned by a quarter
    assert worker.fit_emblem(saved(framed((255, 255, 255), "RGB"), "JPEG", exif=notes))[1] > 380


def chunk(kind: bytes, body: bytes) -> bytes:
    """Return one chunk of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def bomb(side: int) -> bytes:
    """Return a small PNG that says it is so many pixels wide and high."""
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    packed = zlib.compress(bytes(1_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "bukan gambar"),
        (b"MZ\x90\x00", "bukan gambar"),
        (shield()[:200], "bukan gambar"),
        (saved(framed((255, 255, 255), "RGB"), "GIF"), "bukan gambar"),
        (saved(framed((255, 255, 255), "RGB"), "WEBP"), "bukan gambar"),
        (bomb(50_000), "juta piksel|bukan gambar"),
        (bomb(13_000), "juta piksel"),
        (saved(Image.new("RGBA", (100, 100))), "kosong"),
        (saved(Image.new("RGB", (100, 100), "white")), "kosong"),
        (saved(Image.new("RGB", (3, 3), "red")), "hampir kosong"),
        (shield() + bytes(EMBLEM_OCTETS), "lebih besar dari 2 MB"),
    ],
    ids=["nothing", "program", "cut off", "GIF", "WEBP", "bomb", "large", "transparent", "white", "tiny", "bytes"],
)
def test_what_is_no_emblem_is_refused_with_what_to_do(worker: Renderer, content: bytes, said: str) -> None:
    with pytest.raises(EmblemRefused, match=said):
        worker.fit_emblem(content)


def test_a_picture_that_needs_too_long_ends_the_worker_and_not_the_program(worker: Renderer) -> None:
    with Renderer(time_limit=0.0001) as hurried, pytest.raises(DocumentError):
        hurried.fit_emblem(shield(2000, 2000))
    assert worker.fit_emblem(shield())[1:] == (480, 600)
