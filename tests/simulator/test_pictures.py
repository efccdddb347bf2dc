"""The made pictures and the voice note are files that other programs can read."""

import io

import filetype
import pytest
from PIL import Image

from sync_agent.simulator.pictures import HEIGHT, WIDTH, photo, voice_note


@pytest.mark.parametrize("kind", ["paspor", "layar", "bukti", "surat", "ruang", "apa saja"])
def test_a_photo_opens_and_has_more_than_one_colour(kind: str) -> None:
    image = Image.open(io.BytesIO(photo(kind).content))
    image.load()
    assert image.size == (WIDTH, HEIGHT)
    colours = image.getcolors(WIDTH * HEIGHT)
    assert colours is not None and len(colours) > 2


def test_photos_of_different_shade_are_different_files() -> None:
    assert len({photo("paspor", shade).content for shade in range(24)}) == 24


def test_a_voice_note_is_an_ogg_file() -> None:
    guess = filetype.guess(voice_note().content)
    assert guess is not None and guess.mime == "audio/ogg"
