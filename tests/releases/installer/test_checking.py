"""No archive is installed of which anything was changed, added or taken away, or that another key signed."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from releases.installer.checking import (
    KEY,
    NOTE,
    SIGNATURE,
    SUMS,
    Refused,
    check_signature,
    fingerprint,
    key_in,
    read_archive,
)
from releases.signing import public_pem
from tests.releases.toy import KEY as SIGNER
from tests.releases.toy import OTHER_KEY, toy_archive, unpacked

OURS, OTHER = (key.public_key().public_bytes_raw() for key in (SIGNER, OTHER_KEY))


def test_an_archive_as_it_was_published_is_whole_and_signed(archive: Path) -> None:
    found = read_archive(archive)
    assert (found.version, found.platform, found.key) == ("1.0.0", "linux-x86_64", OURS)
    for trusted in (b"", OURS):
        check_signature(found, trusted, unsigned=False)


def test_a_changed_byte_in_any_member_is_named(archive: Path) -> None:
    members = sorted(path for path in archive.rglob("*") if path.is_file() and path.name not in (SUMS, SIGNATURE))
    assert len(members) > 20
    for path in members:
        before = path.read_bytes()
        path.write_bytes(before[:-1] + bytes([before[-1] ^ 1]) if before else b"x")
        with pytest.raises(Refused, match=f"{path.name} has another content"):
            read_archive(archive)
        path.write_bytes(before)
    assert read_archive(archive).version == "1.0.0"


def _added(archive: Path) -> None:
    (archive / "installer" / "json.py").write_text("")


def _taken(archive: Path) -> None:
    (archive / "program" / "LICENSE").unlink()


def _linked(archive: Path) -> None:
    (archive / "program" / "LICENSE").rename(archive.parent / "elsewhere")
    (archive / "program" / "LICENSE").symlink_to(archive.parent / "elsewhere")


def _linked_folder(archive: Path) -> None:
    (archive / "program" / "more").symlink_to(archive.parent, target_is_directory=True)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_added, "installer/json.py is not of it"),
        (_taken, "program/LICENSE is missing"),
        (_linked, "program/LICENSE is missing"),
        (_linked_folder, "program/more is not of it"),
    ],
    ids=["added", "taken", "linked", "linked folder"],
)
def test_what_was_added_or_taken_away_is_named(archive: Path, change: Callable[[Path], None], said: str) -> None:
    change(archive)
    with pytest.raises(Refused, match=said):
        read_archive(archive)


def _summed_anew(archive: Path) -> None:
    """Write the checksums anew, as somebody would who changed a file."""
    rows = [line.split("  ", 1)[1] for line in (archive / SUMS).read_text().splitlines()]
    sums = [f"{hashlib.sha256((archive / name).read_bytes()).hexdigest()}  {name}\n" for name in rows]
    (archive / SUMS).write_text("".join(sums))


def test_new_checksums_of_a_changed_file_are_not_those_that_were_signed(archive: Path) -> None:
    (archive / "program" / "run_admin.py").write_text("print('evil')")
    _summed_anew(archive)
    with pytest.raises(Refused, match="signature of this archive is not of these checksums"):
        check_signature(read_archive(archive), b"", unsigned=True)


@pytest.mark.parametrize("unsigned", [False, True])
def test_an_archive_signed_with_another_key_is_refused_where_one_is_trusted(
    toy: Path, archive: Path, unsigned: bool
) -> None:
    other = unpacked(toy_archive(toy, OTHER_KEY, "other"), archive.parent / "other")
    with pytest.raises(Refused, match="another key") as refused:
        check_signature(read_archive(other), OURS, unsigned)
    assert fingerprint(OURS) in str(refused.value)
    assert fingerprint(OTHER) in str(refused.value)
    check_signature(read_archive(other), b"", unsigned)


def test_another_key_under_the_old_name_does_not_help(archive: Path) -> None:
    (archive / KEY).write_bytes(public_pem(OTHER_KEY))
    _summed_anew(archive)
    with pytest.raises(Refused, match="signature"):
        check_signature(read_archive(archive), b"", unsigned=False)


def test_one_that_was_never_signed_is_taken_only_when_said_and_where_no_key_is_trusted(
    toy: Path, tmp_path: Path
) -> None:
    found = read_archive(unpacked(toy_archive(toy, None, "unsigned"), tmp_path))
    for trusted, unsigned in ((b"", False), (OURS, False), (OURS, True)):
        with pytest.raises(Refused, match="no signature"):
            check_signature(found, trusted, unsigned)
    check_signature(found, b"", unsigned=True)


@pytest.mark.parametrize("unsigned", [False, True])
@pytest.mark.parametrize("trusted", [b"", OURS], ids=["first", "update"])
def test_one_whose_signature_or_key_was_taken_away_is_never_taken(
    archive: Path, unsigned: bool, trusted: bytes
) -> None:
    signature = (archive / SIGNATURE).read_bytes()
    (archive / SIGNATURE).unlink()
    with pytest.raises(Refused, match="has lost its signature"):
        check_signature(read_archive(archive), trusted, unsigned)
    (archive / SIGNATURE).write_bytes(signature)
    (archive / KEY).unlink()
    sums = (archive / SUMS).read_text().splitlines(keepends=True)
    (archive / SUMS).write_text("".join(line for line in sums if not line.endswith(f"  {KEY}\n")))
    with pytest.raises(Refused, match="has lost its signature"):
        check_signature(read_archive(archive), trusted, unsigned)


@pytest.mark.parametrize("content", [b"", b"{", b"no checksums\n"], ids=str)
def test_a_folder_that_is_no_archive_is_called_so(archive: Path, content: bytes) -> None:
    (archive / SUMS).write_bytes(content)
    with pytest.raises(Refused, match="no unpacked archive"):
        read_archive(archive)
    (archive / SUMS).unlink()
    with pytest.raises(Refused, match="no unpacked archive"):
        read_archive(archive)


def test_what_is_no_public_key_is_called_so(archive: Path) -> None:
    for file in (archive / NOTE, archive / "absent"):
        with pytest.raises(Refused, match="no public key"):
            key_in(file)
    assert len(fingerprint(OURS).split()) == 8
