"""A blackened copy holds nothing of what lay under its boxes, nor of what the file said besides."""

import io

import pytest
from PIL import ExifTags, Image

from docgen.drawing.asking import shared_drawers
from docgen.drawing.blackened import blackened
from docgen.drawing.preview import redrawn
from docgen.errors import PictureRefused
from tests.docgen.test_pictures import filed, photo

DARK = 40  # a JPEG's black


def striped(mode: str = "RGB") -> Image.Image:
    """A white picture with a red square in its middle."""
    found = Image.new(mode, (200, 100), "white")
    found.paste("red", (80, 40, 120, 60))
    return found


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_of_what_lies_under_a_box_is_left_and_the_rest_stays(kind: str) -> None:
    seen = opened(blackened(filed(striped(), kind), [(400, 400, 200, 200)], 1600))
    pixels = [seen.getpixel((x, y)) for x in range(200) for y in range(100)]
    assert all(max(seen.getpixel((x, y))) < DARK for x in range(82, 118) for y in range(42, 58))  # type: ignore[arg-type]
    assert not any(red > 150 and green < 100 for red, green, _ in pixels)  # type: ignore[misc]
    assert seen.getpixel((10, 10)) == (255, 255, 255)


def test_a_box_in_the_corner_covers_the_edge_and_the_picture_is_upright() -> None:
    seen = opened(blackened(photo("JPEG", turned=6), [(0, 0, 1000, 500)], 1600))
    assert seen.size == (1067, 1600)
    assert all(max(seen.getpixel((x, y))) < DARK for x in (0, 500, 1066) for y in (0, 400, 799))  # type: ignore[arg-type]


def test_the_copy_tells_neither_place_nor_device_and_a_clear_picture_hides_nothing_in_its_clearness() -> None:
    assert b"Telepon Contoh" not in blackened(photo("JPEG", turned=6), [(0, 0, 10, 10)], 1600)
    clear = Image.new("RGBA", (60, 60), (255, 0, 0, 0))  # red that nobody sees
    assert opened(blackened(filed(clear, "PNG"), [(0, 0, 10, 10)], 1600)).getpixel((50, 50)) == (255, 255, 255)


def test_it_is_drawn_in_the_child_and_what_is_no_picture_is_refused() -> None:
    made = shared_drawers().blackened(filed(striped(), "PNG"), [(400, 400, 200, 200)], 100)
    assert opened(made).size == (100, 50)
    with pytest.raises(PictureRefused):
        shared_drawers().blackened(b"%PDF-1.4", [(0, 0, 10, 10)], 100)


SECRET = b"Siti Rahmawati"


def segments(jpeg: bytes) -> set[int]:
    """The kinds of segments a JPEG has before its pixels, and whether anything follows its end."""
    at, kinds = 2, set()
    while jpeg[at + 1] != 0xDA:
        kinds.add(jpeg[at + 1])
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4])
    assert jpeg.index(b"\xff\xd9", at) == len(jpeg) - 2
    return kinds


def test_nothing_that_a_file_carries_besides_its_pixels_goes_along() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = SECRET.decode()
    exif[ExifTags.Base.JpegIFOffset] = 8
    notes = {"exif": exif.tobytes() + filed(striped(), "JPEG"), "comment": SECRET, "xmp": SECRET}
    whole = filed(striped(), "JPEG", icc_profile=SECRET * 20, **notes) + SECRET  # and something hung on its end
    assert whole.count(SECRET) > 4
    made = blackened(whole, [(400, 400, 200, 200)], 1600)
    assert SECRET not in made
    assert segments(made) <= {0xE0, 0xDB, 0xC0, 0xC4}  # JFIF, tables, frame: no EXIF, XMP, ICC or comment
    assert b"JFIF" in made[:20] and made[18:20] == b"\0\0"  # no thumbnail


def test_of_moving_pictures_only_the_first_is_passed_on_for_only_that_was_seen() -> None:
    later = Image.new("RGB", (200, 100), "blue")
    for kind in ("GIF", "WEBP", "PNG"):
        moving = filed(striped(), kind, save_all=True, append_images=[later])
        made = Image.open(io.BytesIO(blackened(moving, [(400, 400, 200, 200)], 1600)))
        assert getattr(made, "n_frames", 1) == 1
        assert max(made.convert("RGB").getpixel((100, 50))) < DARK  # type: ignore[arg-type]
        assert not any(blue > 150 > red for red, _, blue in made.convert("RGB").getdata())


@pytest.mark.parametrize("size", [(3, 2), (1601, 7), (2999, 2001), (33, 4000)])
def test_a_box_covers_every_pixel_it_touches_however_the_picture_is_scaled(size: tuple[int, int]) -> None:
    full = blackened(filed(Image.new("RGB", size, "red"), "PNG"), [(0, 0, 1000, 1000)], 1600)
    assert max(max(one) for one in opened(full).getdata()) < DARK
    half = opened(blackened(filed(Image.new("RGB", size, "red"), "PNG"), [(333, 0, 1, 1000)], 1600))
    assert max(half.getpixel((half.width * 333 // 1000, half.height // 2))) < DARK  # type: ignore[arg-type]


@pytest.mark.parametrize("turned", range(1, 9))
def test_a_box_lies_where_it_was_drawn_however_the_camera_was_held(turned: int) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turned
    picture = Image.new("RGB", (400, 300), "white")
    picture.paste("red", (0, 0, 100, 100))
    file = filed(picture, "JPEG", exif=exif)
    shown = opened(redrawn(file, 200)[0])
    red = [(x, y) for x in range(shown.width) for y in range(shown.height) if shown.getpixel((x, y))[1] < 128]  # type: ignore[index]
    left, top = min(x for x, _ in red), min(y for _, y in red)
    across, down = max(x for x, _ in red) + 1 - left, max(y for _, y in red) + 1 - top
    whole = 1000 / shown.width, 1000 / shown.height
    box = (int(left * whole[0]), int(top * whole[1]), int(across * whole[0]) + 1, int(down * whole[1]) + 1)
    made = opened(blackened(file, [box], 200))
    assert not any(red > 150 and green < 100 for red, green, _ in made.getdata())
