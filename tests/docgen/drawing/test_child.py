"""Whatever a foreign file does to its reader, the child lives on and says that it is no picture."""

import pytest

from docgen.drawing import child
from docgen.errors import FieldWrong, PictureRefused
from docgen.sandbox import Forbidden


def asked(monkeypatch: pytest.MonkeyPatch, problem: Exception) -> child.Answer:
    def fail(_head: object, _body: bytes) -> child.Answer:
        raise problem

    monkeypatch.setitem(child._WORK, "preview", fail)
    return child.work({"picture": "preview"}, b"x")


@pytest.mark.parametrize("problem", [ZeroDivisionError(), OverflowError(), AttributeError("tile")])
def test_what_no_reader_should_raise_is_no_picture(monkeypatch: pytest.MonkeyPatch, problem: Exception) -> None:
    with pytest.raises(PictureRefused):
        asked(monkeypatch, problem)


@pytest.mark.parametrize("problem", [FieldWrong("photos.picture", "foto"), Forbidden("open"), MemoryError()])
def test_what_is_told_by_its_name_stays_what_it_is(monkeypatch: pytest.MonkeyPatch, problem: Exception) -> None:
    with pytest.raises(type(problem)):
        asked(monkeypatch, problem)
