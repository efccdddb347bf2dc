"""A folder of backups is known by its mark, and an empty one in its place is not it."""

import os
from pathlib import Path

from models.tables.upkeep.backup_plan import give_mark, mark_of


def test_a_folder_keeps_the_mark_it_was_given_and_an_empty_one_has_none(tmp_path: Path) -> None:
    place = tmp_path / "cadangan"
    assert mark_of(place) == ""  # not there
    place.mkdir()
    mark = give_mark(place)
    assert (len(mark), give_mark(place), mark_of(place)) == (32, mark, mark)
    assert len(list(place.iterdir())) == 1
    place.rename(tmp_path / "away")
    place.mkdir()  # the mount point
    assert mark_of(place) == ""
    assert give_mark(place) != mark
    (tmp_path / "file").touch()
    assert mark_of(tmp_path / "file") == ""
    assert os.listdir(tmp_path / "away")  # noqa: PTH208 - whatever is in it
