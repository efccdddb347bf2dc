"""Photos of a dossier: as many and as large as their stand-ins, each in the place of its own, or said to lack."""

import io
from collections.abc import Callable
from functools import partial

import pypdf
import pytest
from PIL import Image

from docgen.bound.photos import drawn, fills, framed
from docgen.pdf_pages import Chapter, StandInMissing, bundle
from docgen.pictures import fit_photo
from docgen.plain_document import Picture
from tests.docgen.dossier_case import photo
from tests.docgen.test_pdf_pages import numbered


def noise(shade: int, size: tuple[int, int] = (900, 600)) -> bytes:
    stream = io.BytesIO()
    Image.effect_noise(size, 40 + shade).save(stream, "JPEG")
    return stream.getvalue()


def read_from(*contents: bytes) -> dict[str, Callable[[], bytes]]:
    return {f"{place:064}": partial(bytes, content) for place, content in enumerate(contents)}


def wanted() -> bool:
    return False


def test_every_photo_fills_a_frame_of_its_own_in_the_order_of_the_case() -> None:
    photos = read_from(*(photo(shade) for shade in range(20)))
    frames = framed(photos)
    fit = drawn(photos, frames, wanted)
    assert list(fit) == list(frames) == list(photos)
    assert fills(fit, frames)
    assert [each.content for each in fit.values()] == [fit_photo(photo(shade), 1200)[0] for shade in range(20)]
    assert len({frame.content for frame in frames.values()}) == 20


def test_what_is_no_photo_has_no_frame_and_what_ends_too_early_leaves_its_frame_empty() -> None:
    photos = read_from(photo(1), b"bukan gambar", noise(2)[:9000], noise(3))
    frames = framed(photos)
    assert [int(mark) for mark in frames] == [0, 2, 3]
    fit = drawn(photos, frames, wanted)
    assert [int(mark) for mark in fit] == [0, 3]
    assert not fills(fit, frames)


def test_a_photo_of_another_size_than_its_frame_does_not_fill_it() -> None:
    photos = read_from(photo(1))
    frames = framed(photos)
    (mark,) = photos
    fit = {mark: Picture(b"", "jpg", 3, 4)}
    assert not fills(fit, frames)


def test_nobody_draws_for_a_dossier_that_failed() -> None:
    read: list[int] = []
    photos = {mark: lambda: read.append(1) or photo(1) for mark in read_from(*[b""] * 9)}
    frames = framed(photos)
    before = len(read)
    assert drawn(photos, frames, lambda: True) == {}
    assert len(read) == before


def page_with(*pictures: bytes) -> bytes:
    """Return a PDF with a page for each picture, as LibreOffice draws it."""
    stream = io.BytesIO()
    first, *others = (Image.open(io.BytesIO(content)) for content in pictures)
    first.save(stream, "PDF", save_all=True, append_images=others)
    writer = pypdf.PdfWriter(io.BytesIO(stream.getvalue()))
    for page, content in zip(writer.pages, pictures, strict=True):
        for image in page["/Resources"]["/XObject"].values():  # type: ignore[index]
            image.get_object()._data = content
    packed = io.BytesIO()
    writer.write(packed)
    return packed.getvalue()


def test_a_photo_takes_the_place_of_its_stand_in_octet_for_octet() -> None:
    photos = read_from(photo(1), noise(2))
    frames = framed(photos)
    fit = drawn(photos, frames, wanted)
    places = {frames[mark].content: picture for mark, picture in fit.items()}
    chapter = Chapter("Foto", page_with(*(frame.content for frame in frames.values()), photo(9)), places)
    made = pypdf.PdfReader(io.BytesIO(bundle([chapter], "J", "K", numbered(3))))
    shown = [image.get_object() for page in made.pages for image in page["/Resources"]["/XObject"].values()]  # type: ignore[index]
    images = [each for each in shown if each["/Subtype"] == "/Image"]
    assert [each._data for each in images] == [*(picture.content for picture in fit.values()), photo(9)]
    assert [(each["/Width"], each["/Height"]) for each in images[:2]] == [(400, 300), (900, 600)]


def test_a_photo_without_a_place_is_said_to_lack() -> None:
    frames = framed(read_from(photo(1), photo(2)))
    places = {frame.content: Picture(photo(1), "jpg", 400, 300) for frame in frames.values()}
    with pytest.raises(StandInMissing):
        bundle([Chapter("Foto", page_with(next(iter(places))), places)], "J", "K", numbered(1))
