"""Both ways of packing: nothing of this machine or moment is in the file, and what is packed is what was given."""

import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from releases.packing import Member, pack

MEMBERS = {"b.txt": Member(b"second"), "a/run.sh": Member(b"#!/bin/sh\n", runs=True), "a/w.whl": Member(bytes(2000))}
MOMENT = 1_764_000_000


@pytest.mark.parametrize("packing", ["tar.gz", "zip"])
def test_the_same_members_are_the_same_bytes_in_any_order(tmp_path: Path, packing: str) -> None:
    pack(tmp_path / "one", "top", MEMBERS, MOMENT, packing)
    before = os.umask(0o077)
    pack(tmp_path / "other-name", "top", dict(reversed(MEMBERS.items())), MOMENT, packing)
    os.umask(before)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other-name").read_bytes()
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_tar_is_sorted_and_of_root(tmp_path: Path) -> None:
    pack(tmp_path / "one.tar.gz", "top", MEMBERS, MOMENT, "tar.gz")
    assert (tmp_path / "one.tar.gz").read_bytes()[3] == 0  # no name of a file in the header of gzip (RFC 1952)
    with tarfile.open(tmp_path / "one.tar.gz") as packed:
        entries = packed.getmembers()
        assert [entry.name for entry in entries] == ["top/a/run.sh", "top/a/w.whl", "top/b.txt"]
        assert [entry.mode for entry in entries] == [0o755, 0o644, 0o644]
        assert {(entry.uid, entry.gid, entry.uname, entry.mtime) for entry in entries} == {(0, 0, "root", MOMENT)}
        content = packed.extractfile("top/b.txt")
        assert content
        assert content.read() == b"second"


def test_a_zip_is_sorted_with_modes_and_utc(tmp_path: Path) -> None:
    pack(tmp_path / "one.zip", "top", MEMBERS, MOMENT, "zip")
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        assert packed.namelist() == ["top/a/run.sh", "top/a/w.whl", "top/b.txt"]
        assert {entry.date_time for entry in packed.infolist()} == {(2025, 11, 24, 16, 0, 0)}
        assert [entry.external_attr >> 16 & 0o777 for entry in packed.infolist()] == [0o755, 0o644, 0o644]
        assert packed.getinfo("top/a/w.whl").compress_type == zipfile.ZIP_STORED
        assert packed.read("top/b.txt") == b"second"


def test_a_zip_of_before_1980_has_the_first_time_it_knows(tmp_path: Path) -> None:
    pack(tmp_path / "one.zip", "top", MEMBERS, 0, "zip")
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        assert packed.infolist()[0].date_time[0] == 1980
