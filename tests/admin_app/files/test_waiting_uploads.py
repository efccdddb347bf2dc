"""Uploads that wait: their owner's alone, named by nothing guessable, gone after a day."""

import os
import time
from pathlib import Path

import pytest

from admin_app.files.waiting_uploads import drop, put_aside, take_up
from models.rules.core.errors import RuleBroken


def test_an_upload_waits_for_its_owner_alone(tmp_path: Path) -> None:
    name = put_aside(tmp_path / "impor", 1, b"isi")
    assert take_up(tmp_path / "impor", 1, name) == b"isi"
    for owner, asked in ((2, name), (1, name[:-1]), (1, "../" + name), (1, "")):
        with pytest.raises(RuleBroken, match="sekali lagi"):
            take_up(tmp_path / "impor", owner, asked)
    drop(tmp_path / "impor", 1, name)
    with pytest.raises(RuleBroken):
        take_up(tmp_path / "impor", 1, name)


def test_what_nobody_came_back_for_is_swept_away_after_a_day(tmp_path: Path) -> None:
    old, young = put_aside(tmp_path, 1, b"lama"), put_aside(tmp_path, 1, b"baru")
    long_ago = time.time() - 25 * 3600
    os.utime(tmp_path / f"1-{old}", (long_ago, long_ago))
    put_aside(tmp_path, 2, b"lain")
    assert take_up(tmp_path, 1, young) == b"baru"
    with pytest.raises(RuleBroken):
        take_up(tmp_path, 1, old)
