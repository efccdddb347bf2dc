"""The bundle by its command: a file of its owner's alone, without a secret."""

import zipfile
from pathlib import Path

import pytest

from docgen.pdf import Converter, PdfUnavailable
from tests.admin_app.cli.programs import Office
from tests.admin_app.cli.test_offices import with_complaint


def test_it_is_written_whole_and_readable_by_its_owner_only(ready: Office, tmp_path: Path) -> None:
    with_complaint(ready)
    file = tmp_path / "serah.docx"
    done = ready.run("handover", str(file))
    assert (done.code, "Print it" in done.out) == (0, True)
    assert file.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(file) as zipped:
        said = zipped.read("word/document.xml").decode()
    assert "BERKAS SERAH TERIMA ADMINISTRATOR" in said and "kunci\n" not in said


def test_a_file_of_another_kind_is_refused(here: Office, tmp_path: Path) -> None:
    assert here.run("handover", str(tmp_path / "serah.txt")).refused(2, ".pdf")


def test_without_libreoffice_it_says_what_to_do_instead(
    here: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_self: object, _papers: object) -> list[bytes]:
        raise PdfUnavailable

    monkeypatch.setattr(Converter, "convert", none)
    assert here.run("handover", str(tmp_path / "serah.pdf")).refused(1, "ends in .docx")
    assert not (tmp_path / "serah.pdf").exists()
