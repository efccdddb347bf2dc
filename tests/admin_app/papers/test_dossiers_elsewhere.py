"""A dossier that another back office of the data folder makes is being made for this one too."""

from pathlib import Path
from typing import Any

import pytest

from admin_app.papers.dossiers import dossier_of
from docgen.pdf import PdfFailed
from models.rules.staff.roles import Role
from models.tables import Complaint
from models.tables.core.file_lock import in_turn
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, Clock, back_office, text
from tests.admin_app.papers.test_dossiers import broken_by


def test_while_another_program_makes_it_the_page_says_so_and_does_not_make_it_a_second_time(
    sqlite_account: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = back_office(tmp_path, Clock())
    case, browser = Walk(sqlite_account).case, Browser(app)
    browser.sign_in(Role.PENGELOLA)
    queue = broken_by(monkeypatch, PdfFailed())
    with app.app_context():
        dossier = dossier_of(case, app.config["ADUAN"])
    dossier.turn.parent.mkdir(parents=True)
    with in_turn(dossier.turn):
        assert "Berkas perkara sedang disusun." in text(browser.get(f"/berkas/{case.public_id}"))
        submit_anyway(browser, case)
        assert queue.place(dossier.key) == -1
    page = text(browser.get(f"/berkas/{case.public_id}"))
    assert ("sedang disusun" in page, "Susun berkas perkara" in page) == (False, True)


def submit_anyway(browser: Browser, case: Complaint) -> None:
    """Press the button of a page that was opened before."""
    browser.post(f"/berkas/{case.public_id}/susun", on=f"/berkas/{case.public_id}", form_key="kunci-lain")
