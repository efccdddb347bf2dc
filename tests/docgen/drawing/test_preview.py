"""A preview is small, upright, and holds nothing of the file besides its pixels; a bomb is refused by its head."""

import io

import pytest
from PIL import Image

from docgen.drawing.preview import MOST_PIXELS, redrawn
from docgen.errors import PictureRefused
from tests.docgen.test_pictures import filed, photo


def opened(drawn: bytes) -> Image.Image:
    return Image.open(io.BytesIO(drawn))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_preview_tells_neither_place_nor_owner_nor_device(kind: str) -> None:
    drawn, mime = redrawn(photo(kind, turned=6), 1600)
    assert mime in ("image/jpeg", "image/png")
    with opened(drawn) as seen:
        assert not seen.getexif()
        assert seen.size == (1067, 1600)  # upright, as the camera noted it
    assert b"Telepon Contoh" not in drawn


def test_what_a_picture_says_in_words_is_not_taken_along() -> None:
    packet = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>-1.1536 103.8921 rumah Sari</x:xmpmeta>"
    noted = filed(Image.new("RGB", (90, 60), "teal"), "JPEG", comment=b"rumah Sari", icc_profile=b"profil Sari")
    noted = noted[:2] + b"\xff\xe1" + (len(packet) + 2).to_bytes(2, "big") + packet + noted[2:]
    assert b"Sari" not in redrawn(noted, 480)[0]


def test_a_clear_picture_stays_clear_and_any_other_becomes_a_photograph() -> None:
    assert redrawn(filed(Image.new("RGBA", (5, 5), (0, 0, 0, 0)), "PNG"), 480)[1] == "image/png"
    assert redrawn(filed(Image.new("L", (5, 5), 7), "PNG"), 480)[1] == "image/jpeg"
    assert redrawn(filed(Image.new("P", (5, 5), 1), "GIF"), 480)[1] == "image/png"


@pytest.mark.parametrize("size", [(6400, 6300), (40_000, 2)])
def test_S10_more_pixels_than_a_telephone_takes_are_refused(size: tuple[int, int]) -> None:
    assert size[0] * size[1] > MOST_PIXELS or size[0] > 20_000
    with pytest.raises(PictureRefused, match="terlalu besar"):
        redrawn(filed(Image.new("1", size), "PNG"), 480)


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"%PDF-1.4", photo()[:2000]], ids=["nothing", "gif", "pdf", "cut"]
)
def test_what_is_no_whole_picture_is_refused(content: bytes) -> None:
    with pytest.raises(PictureRefused, match="Unduh berkasnya"):
        redrawn(content, 480)
