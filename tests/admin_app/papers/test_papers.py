"""Papers as files: makeable before a number is spent, filed under their sha256, made again after a crash."""

import hashlib
import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordDocument

from admin_app.papers import papers
from docgen.render import render
from models.actions.papers.draft_document import draft_document
from models.actions.papers.keep_template import activate_template, add_template
from models.actions.papers.sign_document import sign_document
from models.rules.core.errors import DocumentNotAllowed
from models.rules.papers.long_words import LONGEST
from models.rules.staff.roles import Role
from models.tables import Document, IssuedNumber
from models.tables.core.settings import load_settings
from tests.actions.walking import Walk
from tests.docgen.papers import changed
from tests.office import NOW, actor


@pytest.fixture
def settings(tmp_path: Path) -> Any:
    return load_settings({"ADUAN_DATA_DIR": str(tmp_path)}, tmp_path / "none.toml")


def words(content: bytes) -> str:
    document = WordDocument(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def draft(walk: Walk) -> Document:
    return draft_document(walk.id, "ND-TERUS", actor(Role.KASUBSI_INFOKIM), walk.tick())


def test_a_signed_paper_is_filed_with_its_number_and_date(sqlite_account: Any, settings: Any) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    signed = papers.sign(draft(walk).id, actor(Role.KASUBSI_INFOKIM), walk.tick(), settings)
    content = papers.issued(signed, settings, NOW)
    assert hashlib.sha256(content).hexdigest() == signed.sha256
    assert settings.files.read(signed.sha256) == content
    text = words(content)
    for wanted in ("WIM.32.IMI.5-UM.01.01-1", "25 November 2026", "Contoh Kasubsi Infokim", walk.case.number):
        assert wanted in text
    assert papers.file_name(signed) == f"ND-TERUS_{walk.case.number}_WIM.32.IMI.5-UM.01.01-1.docx"


@pytest.mark.parametrize("said", ["Paspor?", "Paspor saya. " * 300], ids=["short", "long"])
def test_it_is_remembered_how_many_enclosures_its_file_names(sqlite_account: Any, settings: Any, said: str) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    memo = draft(walk)
    facts = json.dumps({**json.loads(memo.facts), "lampiran": 2, "complaint_text": said})
    Document.update(facts=facts).where(Document.id == memo.id).execute()
    signed = papers.sign(memo.id, actor(Role.KASUBSI_INFOKIM), walk.tick(), settings)
    named = "3 (tiga) berkas" if len(said) > LONGEST else "2 (dua) berkas"
    assert (named in words(papers.issued(signed, settings, NOW)), signed.enclosures) == (True, int(named[0]))


def test_a_paper_that_cannot_be_made_takes_no_number(sqlite_account: Any, settings: Any) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    broken = draft(walk)
    Document.update(facts='{"hal": "x"}').where(Document.id == broken.id).execute()
    with pytest.raises(DocumentNotAllowed, match="belum ada"):
        papers.sign(broken.id, actor(Role.KASUBSI_INFOKIM), walk.tick(), settings)
    assert not IssuedNumber.select().where(IssuedNumber.holder.startswith("document:")).exists()


def test_the_power_going_right_after_signing_loses_no_file(sqlite_account: Any, settings: Any) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    signed = sign_document(draft(walk).id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    assert signed.sha256 is None
    content = papers.issued(signed, settings, NOW)
    again = Document.get_by_id(signed.id)
    assert (again.sha256, papers.issued(again, settings, NOW)) == (hashlib.sha256(content).hexdigest(), content)


def test_a_paper_is_made_from_the_template_in_use_and_remembers_it(sqlite_account: Any, settings: Any) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    own = changed("ND-TERUS", "NOTA DINAS", "NOTA DINAS KANTOR")
    version = add_template("ND-TERUS", settings.files.keep(own), "", actor(Role.ADMINISTRATOR), walk.tick())
    before = papers.preview(draft(walk), settings, NOW)
    activate_template(version.id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    signed = papers.sign(draft(walk).id, actor(Role.KASUBSI_INFOKIM), walk.tick(), settings)
    assert "NOTA DINAS KANTOR" not in words(before)
    assert "NOTA DINAS KANTOR" in words(papers.issued(signed, settings, NOW))
    assert (signed.template_id, signed.template_sha256) == (version.id, hashlib.sha256(own).hexdigest())


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count the papers made, by type."""
    codes: list[str] = []

    def counted(code: str, facts: Any, template: bytes) -> bytes:
        codes.append(code)
        return render(code, facts, template)

    monkeypatch.setattr(papers, "render", counted)
    return codes


def _numbers() -> int:
    return IssuedNumber.select().where(IssuedNumber.holder.startswith("document:")).count()


def test_a_paper_looked_at_is_made_once_at_its_signing(sqlite_account: Any, settings: Any, made: list[str]) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    paper = draft(walk)
    looked_at = papers.issued(paper, settings, NOW)
    assert made == ["ND-TERUS"]
    signed = papers.sign(paper.id, actor(Role.KASUBSI_INFOKIM), walk.tick(), settings)
    assert made == ["ND-TERUS", "ND-TERUS"]
    content = settings.files.read(signed.sha256)
    changed_lines = {line for line in words(content).splitlines() if line not in words(looked_at).splitlines()}
    assert all("WIM.32.IMI.5-UM.01.01-1" in line or "25 November 2026" in line for line in changed_lines)
    assert len(changed_lines) == 2  # what was looked at is what is filed, with its number and its date


def test_a_signature_that_can_be_taken_back_tries_nothing_again_that_was_looked_at(
    sqlite_account: Any, tmp_path: Path, made: list[str]
) -> None:
    environ = {"ADUAN_DATA_DIR": str(tmp_path), "ADUAN_UNDO_SECONDS": "10"}
    settings = load_settings(environ, tmp_path / "none.toml")
    walk = Walk(sqlite_account).at_kasubsi()
    paper = draft(walk)
    papers.issued(paper, settings, NOW)
    assert papers.submit_signature(paper.id, actor(Role.KASUBSI_INFOKIM), walk.tick(), settings) is not None
    assert made == ["ND-TERUS"]


def test_other_words_than_those_looked_at_are_tried_before_a_number_is_given(
    sqlite_account: Any, settings: Any
) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    paper = draft(walk)
    papers.issued(paper, settings, NOW)
    Document.update(facts='{"hal": "x"}').where(Document.id == paper.id).execute()
    with pytest.raises(DocumentNotAllowed, match="belum ada"):
        papers.sign(paper.id, actor(Role.KASUBSI_INFOKIM), walk.tick(), settings)
    assert _numbers() == 0


def test_a_template_changed_after_the_look_is_tried_before_a_number_is_given(
    sqlite_account: Any, settings: Any
) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    paper = draft(walk)
    papers.issued(paper, settings, NOW)
    sha256 = settings.files.keep(b"bukan Word")
    version = add_template("ND-TERUS", sha256, "", actor(Role.ADMINISTRATOR), walk.tick())
    activate_template(version.id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    with pytest.raises(DocumentNotAllowed, match="bukan berkas Word"):
        papers.sign(paper.id, actor(Role.KASUBSI_INFOKIM), walk.tick(), settings)
    assert _numbers() == 0


def test_a_photo_lost_after_the_look_is_missed_before_a_number_is_given(sqlite_account: Any, settings: Any) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    paper, sha256 = draft(walk), settings.files.keep(b"sebuah foto")
    facts = json.loads(paper.facts) | {"photos": [{"sha256": sha256}]}
    Document.update(facts=json.dumps(facts)).where(Document.id == paper.id).execute()
    papers.issued(Document.get_by_id(paper.id), settings, NOW)
    next(path for path in settings.files_dir.rglob(f"{sha256}*")).unlink()
    with pytest.raises(DocumentNotAllowed, match="foto penelitian hilang"):
        papers.sign(paper.id, actor(Role.KASUBSI_INFOKIM), walk.tick(), settings)
    assert _numbers() == 0


def test_a_template_whose_file_is_gone_is_said_and_spends_no_number(sqlite_account: Any, settings: Any) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    version = add_template("ND-TERUS", "f" * 64, "", actor(Role.ADMINISTRATOR), walk.tick())
    activate_template(version.id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    with pytest.raises(DocumentNotAllowed, match="kembali ke templat bawaan"):
        papers.sign(draft(walk).id, actor(Role.KASUBSI_INFOKIM), walk.tick(), settings)
    assert not IssuedNumber.select().where(IssuedNumber.holder.startswith("document:")).exists()


def test_every_paper_of_a_whole_case_can_be_made(sqlite_account: Any, settings: Any) -> None:
    walk = Walk(sqlite_account).with_answer().handed_back().finished()
    made = {row.type: words(papers.issued(row, settings, NOW)) for row in Document.select()}
    assert set(made) == {"ND-TERUS", "LAPORAN", "ND-JAWAB", "LEMBAR"}
    assert all(walk.case.number in text for text in made.values())
    assert "Paspor dapat diambil besok." in made["ND-JAWAB"]
