"""Photos made fit for papers: small, upright, without what the camera noted; and placed in a paper as drawings."""

import base64
import io
import random
from datetime import datetime

import pytest
from PIL import ExifTags, Image, ImageChops, ImageCms, ImageOps, ImageStat

from docgen.documents import content_of
from docgen.documents.examples import examples
from docgen.errors import FieldWrong
from docgen.pictures import PHOTO_OCTETS, PHOTO_SIDE, camera_notes, fit_photo, fitted_size, photo_size
from docgen.placed import Gallery, Picture
from docgen.render import render
from tests.docgen.letterhead.emblems import emblem_facts
from tests.docgen.papers import opened


def photo(kind: str = "JPEG", size: tuple[int, int] = (3000, 2000), **noted: object) -> bytes:
    """Return a photo as a phone makes one: with the place, the time and which side is up."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = noted.get("turned", 1)
    exif[ExifTags.Base.Make] = "Telepon Contoh"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (1.0, 9.0, 12.0)
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = noted.get("taken", "2026:11:25 10:15:00")
    stream = io.BytesIO()
    Image.new("RGB", size, "teal").save(stream, kind, exif=exif)
    return stream.getvalue()


def test_a_photo_is_made_small_and_loses_place_owner_and_device() -> None:
    fit, taken = fit_photo(photo())
    with Image.open(io.BytesIO(fit)) as opened:
        assert (opened.format, opened.size) == ("JPEG", (PHOTO_SIDE, 1067))
        assert not opened.getexif()
    assert b"Telepon Contoh" not in fit
    assert taken == datetime(2026, 11, 25, 10, 15)
    assert photo_size(fit, "x") == (PHOTO_SIDE, 1067)


def test_a_photo_held_upright_stands_upright() -> None:
    fit, _ = fit_photo(photo(turned=6))
    assert photo_size(fit, "x") == (1067, PHOTO_SIDE)


def quarters(mode: str = "RGB", size: tuple[int, int] = (1200, 900)) -> Image.Image:
    """Return a picture whose quarters are told apart, and that no turning leaves as it is."""
    drawn = Image.new("RGB", size, "white")
    half = (size[0] // 2, size[1] // 2)
    for place, colour in (((0, 0), "red"), ((half[0], 0), "blue"), ((0, half[1]), "black")):
        drawn.paste(colour, (*place, place[0] + half[0], place[1] + half[1]))
    return drawn.convert(mode)


def filed(picture: Image.Image, kind: str, **noted: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **noted)
    return stream.getvalue()


def looks_like(fit: bytes, meant: Image.Image) -> bool:
    """Whether a photo shows what is meant, but for its packing."""
    with Image.open(io.BytesIO(fit)) as shown:
        assert (shown.format, shown.mode) == ("JPEG", "RGB")
        apart = ImageChops.difference(shown, meant.resize(shown.size))
    return max(ImageStat.Stat(apart).mean) < 4


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("turned", range(1, 9))
def test_a_photo_stands_as_its_camera_noted_however_it_was_held(kind: str, turned: int) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turned
    content = filed(quarters(), kind, exif=exif)
    fit, _ = fit_photo(content, 400)
    with Image.open(io.BytesIO(content)) as opened:
        assert looks_like(fit, ImageOps.exif_transpose(opened).convert("RGB"))
    assert fitted_size(content, 400) == photo_size(fit, "x") == ((400, 300) if turned < 5 else (300, 400))


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("CMYK", "JPEG"), ("L", "JPEG"), ("L", "PNG"), ("P", "PNG"), ("P", "WEBP"), ("RGBA", "WEBP"), ("LA", "PNG")],
)
def test_a_photo_of_another_colour_space_is_the_same_photo(mode: str, kind: str) -> None:
    content = filed(quarters(mode), kind)
    fit, _ = fit_photo(content, 400)
    with Image.open(io.BytesIO(content)) as opened:
        assert looks_like(fit, opened.convert("RGB"))
    assert fitted_size(content, 400) == photo_size(fit, "x")


def test_sixteen_bits_a_colour_that_shows_through_and_a_colour_profile_are_read() -> None:
    fit, _ = fit_photo(filed(Image.new("I;16", (900, 600), 65_535), "PNG"), 300)
    assert looks_like(fit, Image.new("RGB", (300, 200), "white"))
    fit, _ = fit_photo(filed(quarters(), "PNG", transparency=(255, 0, 0)), 400)
    with Image.open(io.BytesIO(fit)) as shown:
        assert shown.getpixel((100, 100)) == (255, 255, 255)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    fit, _ = fit_photo(filed(quarters(), "JPEG", icc_profile=profile), 400)
    assert looks_like(fit, quarters())
    assert b"ICC_PROFILE" not in fit


@pytest.mark.parametrize("size", [(4001, 2999), (1201, 1), (1, 5000), (1600, 1600), (17, 1)])
def test_a_photo_is_as_large_as_its_head_lets_expect(size: tuple[int, int]) -> None:
    content = filed(Image.new("RGB", size, "teal"), "JPEG")
    fit, _ = fit_photo(content, 1200)
    assert fitted_size(content, 1200) == photo_size(fit, "x")


def test_a_photo_that_ends_too_early_has_a_head_and_is_none() -> None:
    whole = filed(Image.effect_noise((900, 600), 80), "JPEG")
    cut = whole[: len(whole) // 2]
    assert fitted_size(cut, 300) == (300, 200)
    with pytest.raises(FieldWrong):
        fit_photo(cut, 300)
    # Whether a PNG stands upright may be written behind its picture.
    for content in (filed(quarters(), "GIF"), grainy(300)[:9000], b"", whole[:100]):
        with pytest.raises(FieldWrong):
            fitted_size(content, 300)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_kinds_become_jpeg_and_small_ones_stay_small(kind: str) -> None:
    fit, _ = fit_photo(photo(kind, (80, 40)))
    assert photo_size(fit, "x") == (80, 40)


def test_a_comment_in_a_photo_goes_too_and_what_shows_through_is_white() -> None:
    noted, see_through = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(noted, "JPEG", comment=b"Budi Contoh, 0811")
    assert b"Budi Contoh" in noted.getvalue()
    assert b"Budi Contoh" not in fit_photo(noted.getvalue())[0]
    Image.new("RGBA", (300, 200), (0, 0, 0, 0)).save(see_through, "PNG")
    with Image.open(io.BytesIO(fit_photo(see_through.getvalue())[0])) as opened:
        assert opened.getpixel((150, 100)) == (255, 255, 255)


def test_an_odd_time_is_no_time() -> None:
    assert fit_photo(photo(taken="kemarin"))[1] is None


@pytest.mark.parametrize("content", [b"", b"MZ virus", b"%PDF-1.7", photo()[:500]])
def test_what_is_no_whole_photo_is_refused(content: bytes) -> None:
    with pytest.raises(FieldWrong):
        fit_photo(content)


def test_only_a_photo_that_was_made_fit_goes_into_a_paper() -> None:
    for content in (photo(size=(80, 40)), b"bukan foto"):
        with pytest.raises(FieldWrong, match="photos"):
            photo_size(content, "photos[1].picture")


def grainy(side: int) -> bytes:
    """Return a photo that packs as badly as one can."""
    stream = io.BytesIO()
    Image.frombytes("RGB", (side, side), random.Random(7).randbytes(side * side * 3)).save(stream, "PNG")
    return stream.getvalue()


def test_a_report_of_two_dozen_photos_that_pack_badly_has_them_all() -> None:
    fit, _ = fit_photo(grainy(1600))
    assert 400_000 < len(fit) <= PHOTO_OCTETS
    one = {"caption": "", "taken": None, "sha256": "", "picture": base64.b64encode(fit).decode()}
    facts = examples("LAPORAN")[0] | {"photos": [one] * 24}
    made = opened(render("LAPORAN", facts))
    assert len(made.inline_shapes) == 24


def test_a_large_emblem_and_a_large_chart_are_read_whole() -> None:
    facts = examples("REKAP")[0]
    chart = base64.b64encode(grainy(400)).decode()
    kop = {**facts["kop"], "emblem": emblem_facts(grainy(500), 500, 500)}
    words = content_of("REKAP", facts | {"kop": kop, "charts": [{"caption": "Uji", "picture": chart}]})
    assert len(words.words["kop_surat"].emblem.content) > 500_000
    assert words.words["grafik"][0]["kiri"].width == 400


def test_the_same_picture_twice_is_one_part_and_two_drawings() -> None:
    gallery = Gallery()
    fit = fit_photo(photo())[0]
    first, second = (gallery.place(Picture(fit, 1600, 1067, (8.0, 6.0), "<Foto> & 1")) for _ in range(2))
    assert list(gallery.parts) == ["word/media/rIdGambar1.jpg"]
    assert 'id="1001"' in first.markup
    assert 'id="1002"' in second.markup
    assert 'descr="&lt;Foto&gt; &amp; 1"' in first.markup
    assert f'cx="{8 * 360_000}"' in first.markup


def noted(latitude: object, longitude: object, north: str = "N", east: str = "E") -> bytes:
    """A photo whose camera wrote down where it stood."""
    notes, out = Image.Exif(), io.BytesIO()
    place = notes.get_ifd(ExifTags.IFD.GPSInfo)
    place |= {ExifTags.GPS.GPSLatitudeRef: north, ExifTags.GPS.GPSLongitudeRef: east}
    place |= {ExifTags.GPS.GPSLatitude: latitude, ExifTags.GPS.GPSLongitude: longitude}
    notes.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:11:25 09:30:00"
    Image.effect_noise((900, 600), 80).save(out, "JPEG", exif=notes)
    return out.getvalue()


@pytest.mark.parametrize(
    ("north", "east", "place"),
    [("N", "E", (1.1532, 103.8921)), ("S", "W", (-1.1532, -103.8921)), ("", "", (1.1532, 103.8921))],
)
def test_time_and_place_are_read_from_a_photo_and_from_its_beginning_alone(
    north: str, east: str, place: tuple[float, float]
) -> None:
    photo = noted((1.0, 9.0, 11.52), (103.0, 53.0, 31.56), north, east)
    for part in (photo, photo[:4096]):
        notes = camera_notes(part)
        assert notes.taken == datetime(2026, 11, 25, 9, 30)
        assert (notes.latitude, notes.longitude) == pytest.approx(place, abs=1e-6)


@pytest.mark.parametrize("cut", range(0, 240, 7))
def test_a_beginning_cut_anywhere_tells_what_it_holds_and_raises_nothing(cut: int) -> None:
    camera_notes(noted((1.0, 9.0, 11.52), (103.0, 53.0, 31.56))[:cut])


@pytest.mark.parametrize("odd", [(1.0, 2.0), (1.0, 2.0, 3.0, 4.0), ()])
def test_a_place_that_is_none_is_left_out(odd: object) -> None:
    notes = camera_notes(noted(odd, (103.0, 53.0, 31.56)))
    assert (notes.latitude, notes.longitude) == (None, pytest.approx(103.8921, abs=1e-6))
