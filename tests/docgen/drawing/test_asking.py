"""Pictures are opened in children with limits: what is too much for one ends with it, and the next is drawn."""

import io
import os
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from docgen import sandbox
from docgen.drawing.asking import Drawers
from docgen.errors import DocumentError, FieldWrong, PictureRefused, RenderLimit, TemplateBroken
from docgen.pictures import CameraNotes, camera_notes, fit_photo, fitted_size
from tests.docgen.test_pictures import filed, photo


@pytest.fixture(scope="module")
def drawers() -> Iterator[Drawers]:
    """Children of their own, ended afterwards."""
    made = Drawers(2)
    yield made
    made.close()


def pids(drawers: Drawers) -> list[int]:
    """Return the processes of the children that were begun."""
    return [one._worker.pid for one in drawers._all if one._worker is not None]


def test_a_child_makes_what_is_made_here(drawers: Drawers) -> None:
    content = photo(turned=6)
    assert drawers.photo(content, 400) == fit_photo(content, 400)
    assert drawers.fitted_size(content, 400) == fitted_size(content, 400)
    assert drawers.camera_notes(content) == camera_notes(content)
    assert drawers.camera_notes(content).taken == datetime(2026, 11, 25, 10, 15)
    assert drawers.preview(content, 480)[1] == "image/jpeg"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", photo()[:3000]], ids=["nothing", "pdf", "cut"])
def test_what_is_no_photo_is_refused_as_it_is_here(drawers: Drawers, content: bytes) -> None:
    with pytest.raises(FieldWrong):
        drawers.photo(content)
    with pytest.raises(PictureRefused):
        drawers.preview(content, 480)
    assert drawers.camera_notes(content) == camera_notes(content)


def test_S10_eight_pictures_of_39_million_pixels_at_once_stay_within_the_memory_of_the_children(
    drawers: Drawers,
) -> None:
    bomb = filed(Image.new("RGBA", (6300, 6300), (1, 2, 3, 4)), "PNG")
    before, drawn = _peak(os.getpid()), list[bytes]()

    def look() -> None:
        try:
            drawn.append(drawers.preview(bomb, 480)[0])
        except PictureRefused:
            drawn.append(b"")

    looking = [threading.Thread(target=look) for _ in range(8)]
    for one in looking:
        one.start()
    for one in looking:
        one.join(120)
    assert len(drawn) == 8
    assert _peak(os.getpid()) - before < 64 * 1024
    assert all(_peak(pid) < sandbox.MEMORY_LIMIT // 1024 for pid in pids(drawers))


def _peak(pid: int) -> int:
    """Return the most memory a process ever had, in KiB."""
    return int(Path(f"/proc/{pid}/status").read_text().split("VmHWM:")[1].split()[0])


def test_a_picture_that_takes_too_long_ends_its_child_and_the_next_is_drawn() -> None:
    late = Drawers(1, time_limit=0.001)
    with pytest.raises(PictureRefused):
        late.preview(filed(Image.new("RGB", (6000, 6000)), "PNG"), 480)
    late._all[0]._time_limit = 60.0
    assert late.preview(photo(), 480)[0]
    late.close()


@pytest.mark.parametrize("ended", [RenderLimit(), TemplateBroken(), DocumentError("Naskah tidak dapat dibuat.")])
def test_however_a_child_ends_it_is_said_of_the_picture(monkeypatch: pytest.MonkeyPatch, ended: Exception) -> None:
    ending = Drawers(1)

    def ask(_head: object, _content: bytes) -> None:
        raise ended

    monkeypatch.setattr(ending, "_ask", ask)
    with pytest.raises(PictureRefused, match="Gambar ini"):
        ending.preview(b"x", 480)
    with pytest.raises(FieldWrong, match="harus berupa foto"):
        ending.photo(b"x")
    assert ending.camera_notes(b"x") == CameraNotes()


def test_a_child_that_lies_about_a_photo_is_not_believed(drawers: Drawers, monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"taken": "kemarin", "latitude": "di mana-mana", "longitude": [1]}
    monkeypatch.setattr(drawers, "_ask", lambda _head, _content: (said, b""))
    found = drawers.camera_notes(b"x")
    assert (found.taken, found.latitude, found.longitude) == (None, None, None)


def test_the_child_needs_no_more_of_the_program_than_pictures() -> None:
    made = Drawers(1)
    made.preview(photo(size=(40, 30)), 480)
    maps = Path(f"/proc/{pids(made)[0]}/maps").read_text()
    made.close()
    assert not any(name in maps for name in ("lxml", "numpy", "_sqlite3"))


def test_a_preview_of_a_picture_of_a_telephone_is_a_picture(drawers: Drawers) -> None:
    with Image.open(io.BytesIO(drawers.preview(photo(size=(4000, 3000)), 1600)[0])) as seen:
        assert max(seen.size) == 1600
