"""A QR is large enough to print, has its quiet zone, and says its own words."""

import io

import segno
from PIL import Image

from docgen.archive.qr import qr_picture


def test_a_qr_is_read_back_module_by_module() -> None:
    picture = qr_picture("ADU-2026-000123")
    image = Image.open(io.BytesIO(picture.content)).convert("L")
    assert image.size == (picture.width, picture.height)
    modules = [
        list(map(bool, row))
        for row in segno.make("ADU-2026-000123", error="m", micro=False, boost_error=False).matrix
    ]
    side = len(modules)
    found = [[image.getpixel(((x + 4) * 8 + 4, (y + 4) * 8 + 4)) < 128 for x in range(side)] for y in range(side)]
    assert found == modules
    edge = [image.getpixel((at, place)) for at in range(image.width) for place in (4, image.height - 5)]
    assert set(edge) == {255}


def test_another_number_is_another_picture() -> None:
    assert qr_picture("ADU-2026-000123").content != qr_picture("ADU-2026-000124").content
