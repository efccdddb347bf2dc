"""trail.key: made once, readable by its owner only, and never replaced silently."""

import os
import stat
from pathlib import Path

import pytest

from models.tables.core.keys.trail_key import TrailKeyBroken, is_signed, new_trail_key, public_here, trail_key


def test_a_folder_keeps_the_key_it_was_given_first(tmp_path: Path) -> None:
    assert public_here(tmp_path / "data") == ""
    first = trail_key(tmp_path / "data")
    assert trail_key(tmp_path / "data") == first
    assert public_here(tmp_path / "data") == first.public


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    trail_key(tmp_path)
    assert stat.S_IMODE((tmp_path / "trail.key").stat().st_mode) == 0o600


def test_what_it_signs_is_its_own_and_no_other_words(tmp_path: Path) -> None:
    key, other = trail_key(tmp_path), new_trail_key()
    signature = key.sign("the words")
    assert is_signed(key.public, "the words", signature)
    assert not is_signed(key.public, "the word", signature)
    assert not is_signed(other.public, "the words", signature)


@pytest.mark.parametrize("signature", ["", "zz", "00" * 64, "00"])
def test_what_is_no_signature_signs_nothing(signature: str) -> None:
    assert not is_signed(new_trail_key().public, "words", signature)
    assert not is_signed("", "words", signature)


def test_a_broken_key_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "trail.key").write_bytes(b"half")
    with pytest.raises(TrailKeyBroken, match=r"trail\.key holds no key"):
        trail_key(tmp_path)
    with pytest.raises(TrailKeyBroken):
        public_here(tmp_path)
    assert (tmp_path / "trail.key").read_bytes() == b"half"
