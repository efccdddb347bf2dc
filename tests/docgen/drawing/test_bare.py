"""What a camera noted goes, what the picture shows stays; a file that is damaged or of another kind harms nothing."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageOps, PngImagePlugin

from docgen.drawing.bare import bare
from tests.docgen.test_pictures import filed, photo, quarters

PLACE = b"-01.1536+103.8921/ rumah Sari"
XMP = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + PLACE + b"</x:xmpmeta>"
WHOLE = {kind: photo(kind, (20, 20)) for kind in ("JPEG", "PNG", "WEBP", "AVIF")}


def same(before: bytes, after: bytes) -> bool:
    """Whether two files show the same, upright as each says."""
    with Image.open(io.BytesIO(before)) as one, Image.open(io.BytesIO(after)) as other:
        shown = [ImageOps.exif_transpose(each).convert("RGBA") for each in (one, other)]
    return shown[0].size == shown[1].size and ImageChops.difference(*shown).getbbox(alpha_only=False) is None


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("turned", [1, 6])
def test_a_photo_loses_place_owner_and_device_and_shows_the_same(kind: str, turned: int) -> None:
    before = photo(kind, (300, 200), turned=turned)
    after = bare(before)
    assert (b"Telepon Contoh" in before, b"Telepon Contoh" in after) == (True, False)
    with Image.open(io.BytesIO(after)) as seen:
        assert seen.getexif().get(0x0112, 1) == turned
        assert set(seen.getexif()) <= {0x0112}
    assert same(before, after)


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2, "big") + body


def test_a_jpeg_loses_its_packet_its_comment_and_what_a_telephone_lists_or_fills_in() -> None:
    before = filed(quarters(), "JPEG", comment=PLACE)
    listed = segment(0xE2, b"MPF\0" + PLACE) + segment(0xE0, b"JFXX\0" + PLACE) + segment(0xED, PLACE)
    told = before[:2] + segment(0xE1, XMP) + b"\xff\xff" + segment(0xE1, PLACE) + listed + before[2:]
    after = bare(told)
    assert (told.count(PLACE), PLACE in after) == (6, False)
    assert same(before, after)


@pytest.mark.parametrize("hung", [photo(size=(90, 60)), b"", b"\0\0\0\x18ftypmp42" + b"\xff\xd9 gerak \xff\xd8" * 9])
def test_a_jpeg_loses_what_hangs_behind_its_end(hung: bytes) -> None:
    before = filed(quarters(), "JPEG", progressive=True)
    after = bare(before + hung + PLACE)
    assert PLACE not in after
    assert after.endswith(before[-200:])
    assert same(before, after)


def test_a_jpeg_loses_what_stands_between_two_scans() -> None:
    before = filed(quarters(), "JPEG", progressive=True)
    second = before.rindex(b"\xff\xda")
    told = before[:second] + segment(0xFE, PLACE) + before[second:]
    assert PLACE not in bare(told)
    assert same(before, bare(told))


def test_a_jpeg_cut_short_stays_a_picture() -> None:
    before = photo(size=(300, 200))
    after = bare(before[:-40])
    assert b"Telepon Contoh" not in after
    with Image.open(io.BytesIO(after)) as seen:
        assert seen.size == (300, 200)


def test_the_colours_stay_as_the_profile_says() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in ("JPEG", "PNG", "WEBP"):
        with Image.open(io.BytesIO(bare(filed(quarters(), kind, icc_profile=profile)))) as seen:
            assert seen.info["icc_profile"] == profile


def test_a_png_loses_its_texts() -> None:
    said = PngImagePlugin.PngInfo()
    said.add_text("Location", PLACE.decode())
    said.add_itxt("XML:com.adobe.xmp", PLACE.decode())
    before = filed(quarters(), "PNG", pnginfo=said)
    assert (PLACE in before, PLACE in bare(before)) == (True, False)
    assert same(before, bare(before))


def test_a_webp_loses_its_packet() -> None:
    before = filed(quarters(), "WEBP", lossless=True, xmp=PLACE)
    assert (PLACE in before, PLACE in bare(before)) == (True, False)
    assert same(before, bare(before))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 isi", b"OggS" + PLACE, b"PK\x03\x04"])
def test_a_file_of_another_kind_stays_as_it_is(content: bytes) -> None:
    assert bare(content) == content


@given(st.binary(max_size=200), st.sampled_from(["JPEG", "PNG", "WEBP", "AVIF"]), st.integers(0, 400))
def test_a_damaged_file_is_no_error(noise: bytes, kind: str, cut: int) -> None:
    assert len(bare(WHOLE[kind][:cut] + noise + WHOLE[kind][cut + 7 :])) <= len(WHOLE[kind]) + len(noise) + 40


def test_a_file_of_marks_alone_costs_no_more_than_its_length() -> None:
    assert bare(b"\xff\xd8" + b"\xff" * 3_000_000) == b"\xff\xd8\xff\xd9"
