"""The archive: originals unchanged, a manifest of every one, the same content hash for the same case."""

import hashlib
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from docgen.dossier_archive import Entry, Original, content_hash, numbered, read_manifest, write_archive

FACTS: dict[str, Any] = {"number": "ADU-2026-000123", "conversation": [{"text": "{{ 7*7 }} <b>&"}]}


def original(name: str, path: Path) -> Original:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return Original(name, lambda: path.open("rb"), "lampiran pesan", sha256)


@pytest.fixture
def originals(tmp_path: Path) -> list[Original]:
    (tmp_path / "satu").write_bytes(b"\xff\xd8foto")
    (tmp_path / "dua").write_bytes(b"PK naskah")
    names = ((numbered("lampiran", 1, "foto.jpg"), "satu"), (numbered("naskah", 1, "ND.docx"), "dua"))
    return [original(name, tmp_path / file) for name, file in names]


def write(
    target: Path, facts: dict[str, Any], originals: list[Original], pdf: bytes | None, gone: Mapping[str, str] = {}
) -> str:
    return write_archive(target, facts, originals, gone, pdf, "LibreOffice tidak ada." if pdf is None else "")


def test_every_original_lies_in_it_unchanged_and_stands_in_the_manifest(
    tmp_path: Path, originals: list[Original]
) -> None:
    content = write(tmp_path / "a.zip", FACTS, originals, b"%PDF-")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.testzip() is None
        manifest = json.loads(archive.read("manifest.json"))
        for row in manifest["berkas"]:
            kept = archive.read(row["nama"])
            assert (len(kept), hashlib.sha256(kept).hexdigest()) == (row["ukuran"], row["sha256"])
        assert [row["nama"] for row in manifest["berkas"]] == ["lampiran/001_foto.jpg", "naskah/001_ND.docx"]
        assert archive.read("lampiran/001_foto.jpg") == b"\xff\xd8foto"
        assert manifest["isi_sha256"] == content
        assert hashlib.sha256(archive.read("berkas-perkara.pdf")).hexdigest() == manifest["pdf"]["sha256"]
        plain = archive.read("manifest.txt").decode("utf-8")
        assert content in plain
        assert all(row["sha256"] in plain for row in manifest["berkas"])


def test_the_same_case_gives_the_same_bytes_and_another_pdf_the_same_content_hash(
    tmp_path: Path, originals: list[Original]
) -> None:
    first = write(tmp_path / "a.zip", FACTS, originals, b"%PDF-")
    assert write(tmp_path / "b.zip", FACTS, originals, b"%PDF-") == first
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert write(tmp_path / "c.zip", FACTS, originals, None) == first
    assert write(tmp_path / "d.zip", FACTS, list(reversed(originals)), None) == first


def test_another_word_or_another_file_gives_another_hash(tmp_path: Path, originals: list[Original]) -> None:
    first = write(tmp_path / "a.zip", FACTS, originals, None)
    assert write(tmp_path / "b.zip", FACTS | {"stage": "selesai"}, originals, None) != first
    (tmp_path / "drei").write_bytes(b"\xff\xd8lain")
    other = original(originals[0].name, tmp_path / "drei")
    assert write(tmp_path / "c.zip", FACTS, [other, originals[1]], None) != first


def test_an_original_that_is_gone_is_named_with_why_and_not_looked_for(
    tmp_path: Path, originals: list[Original]
) -> None:
    never = Original("lampiran/003_gagal.mp4", lambda: pytest.fail("opened"), "lampiran pesan", "")
    gone = {originals[0].name: "isinya berubah sejak disimpan", never.name: "belum pernah tersimpan"}
    write(tmp_path / "a.zip", FACTS, [*originals, never], None, gone)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        manifest, plain = json.loads(archive.read("manifest.json")), archive.read("manifest.txt").decode("utf-8")
        assert "lampiran/001_foto.jpg" not in archive.namelist()
    assert [row["nama"] for row in manifest["berkas"]] == ["naskah/001_ND.docx"]
    assert (manifest["tidak_ada"], manifest["sebab_tidak_ada"]) == (list(gone), gone)
    assert "TIDAK ADA: lampiran/001_foto.jpg (isinya berubah sejak disimpan)" in plain
    assert manifest["pdf"] is None
    assert "LibreOffice" in plain


def test_anybody_can_check_the_hash_from_the_archive_alone_odd_texts_too(
    tmp_path: Path, originals: list[Original]
) -> None:
    odd = FACTS | {"conversation": [{"text": "setengah \ud800 😀 العربية \x00"}]}
    content = write(tmp_path / "a.zip", odd, originals, None)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        facts = json.loads(archive.read("isi.json"))
        entries = [Entry(**row) for row in json.loads(archive.read("manifest.json"))["berkas"]]
    assert facts == odd
    assert content_hash(facts, entries) == content == read_manifest(tmp_path / "a.zip")["isi_sha256"]
