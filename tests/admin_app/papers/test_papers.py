"""Papers as files: rendered before a number is spent, filed under their sha256, made again after a crash."""

import hashlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordDocument

from admin_app.papers import papers
from models.actions.papers.draft_document import draft_document
from models.actions.papers.keep_template import activate_template, add_template
from models.actions.papers.sign_document import sign_document
from models.rules.core.errors import DocumentNotAllowed
from models.rules.staff.roles import Role
from models.tables import Document, IssuedNumber
from models.tables.core.file_store import keep, read
from models.tables.core.settings import load_settings
from tests.actions.walking import Walk
from tests.docgen.papers import changed
from tests.office import actor


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
    content = papers.issued(signed, settings)
    assert hashlib.sha256(content).hexdigest() == signed.sha256
    assert read(settings.files_dir, signed.sha256) == content
    text = words(content)
    for wanted in ("WIM.32.IMI.5-UM.01.01-1", "25 November 2026", "Contoh Kasubsi Infokim", walk.case.number):
        assert wanted in text
    assert papers.file_name(signed) == f"ND-TERUS_{walk.case.number}_WIM.32.IMI.5-UM.01.01-1.docx"


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
    content = papers.issued(signed, settings)
    again = Document.get_by_id(signed.id)
    assert (again.sha256, papers.issued(again, settings)) == (hashlib.sha256(content).hexdigest(), content)


def test_a_paper_is_made_from_the_template_in_use_and_remembers_it(sqlite_account: Any, settings: Any) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    own = changed("ND-TERUS", "NOTA DINAS", "NOTA DINAS KANTOR")
    version = add_template("ND-TERUS", keep(settings.files_dir, own), "", actor(Role.ADMINISTRATOR), walk.tick())
    before = papers.preview(draft(walk), settings)
    activate_template(version.id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    signed = papers.sign(draft(walk).id, actor(Role.KASUBSI_INFOKIM), walk.tick(), settings)
    assert "NOTA DINAS KANTOR" not in words(before)
    assert "NOTA DINAS KANTOR" in words(papers.issued(signed, settings))
    assert (signed.template_id, signed.template_sha256) == (version.id, hashlib.sha256(own).hexdigest())


def test_a_template_whose_file_is_gone_is_said_and_spends_no_number(sqlite_account: Any, settings: Any) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    version = add_template("ND-TERUS", "f" * 64, "", actor(Role.ADMINISTRATOR), walk.tick())
    activate_template(version.id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    with pytest.raises(DocumentNotAllowed, match="kembali ke templat bawaan"):
        papers.sign(draft(walk).id, actor(Role.KASUBSI_INFOKIM), walk.tick(), settings)
    assert not IssuedNumber.select().where(IssuedNumber.holder.startswith("document:")).exists()


def test_every_paper_of_a_whole_case_can_be_made(sqlite_account: Any, settings: Any) -> None:
    walk = Walk(sqlite_account).with_answer().handed_back().finished()
    made = {row.type: words(papers.issued(row, settings)) for row in Document.select()}
    assert set(made) == {"ND-TERUS", "LAPORAN", "ND-JAWAB", "LEMBAR"}
    assert all(walk.case.number in text for text in made.values())
    assert "Paspor dapat diambil besok." in made["ND-JAWAB"]
