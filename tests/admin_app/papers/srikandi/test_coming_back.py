"""A PDF that comes back when a file of what went is lost: told, compared with what is left, and asked about."""

from hashlib import sha256
from typing import Any

import pytest
from flask import Flask

from docgen.render import shipped_template
from models.rules.papers.documents import DocumentState
from models.rules.papers.signed_elsewhere import LostFile
from models.rules.staff.roles import Role
from models.tables import ExternalNumber, SentPaper, TemplateVersion
from tests.actions.walking import Walk
from tests.admin_app.browsing import text
from tests.admin_app.papers.srikandi.away import NUMBER, Away
from tests.office import NOW


@pytest.fixture
def away(app: Flask, sqlite_account: Any, monkeypatch: Any) -> Away:
    """A draft on the signer's desk."""
    return Away(app, Walk(sqlite_account).at_kasubsi(), monkeypatch)


@pytest.fixture
def kasubsi(signed_in: Any) -> Any:
    """The browser of who signs it."""
    return signed_in(Role.KASUBSI_INFOKIM)


def lose(away: Away, name: str) -> None:
    """Take a file of what was handed over out of the store."""
    away.app.config["ADUAN"].files.path_of(str(getattr(SentPaper.get(), name))).unlink()


@pytest.mark.parametrize(("name", "lost"), [("word", LostFile.WORD), ("template_sha256", LostFile.TEMPLATE)])
def test_what_is_lost_is_told_and_the_paper_issued_only_with_a_yes(
    away: Away, kasubsi: Any, name: str, lost: LostFile
) -> None:
    away.handed_over(kasubsi)
    assert away.bring(kasubsi, away.back()).status_code == 303
    assert lost not in away.page(kasubsi)
    lose(away, name)
    assert away.submit(kasubsi, "periksa").status_code == 303
    page = away.page(kasubsi)
    assert lost in page and "Periksa lagi” beberapa menit lagi" not in page
    assert away.confirm(kasubsi).status_code == 409
    assert away.now_kept.state == DocumentState.KONSEP
    assert away.confirm(kasubsi, NUMBER, "2026-11-25", str(lost)).status_code == 303
    paper = away.now_kept
    assert (paper.state, paper.number) == (DocumentState.DITANDATANGANI, NUMBER)
    assert paper.template_sha256 == sha256(shipped_template("ND-TERUS")).hexdigest()
    assert lost in SentPaper.get().agreed


def test_other_words_are_not_taken_for_those_of_what_is_lost(away: Away, kasubsi: Any) -> None:
    away.handed_over(kasubsi)
    lose(away, "word")
    other = away.back(of=f"orang lain, pengaduan {away.walk.case.number}")
    assert away.bring(kasubsi, other).status_code == 303
    assert SentPaper.get().compared == "different"
    assert 'id="tegaskan"' not in away.page(kasubsi)


def test_a_paper_that_cannot_be_made_takes_no_number(away: Away, kasubsi: Any) -> None:
    away.handed_over(kasubsi)
    away.bring(kasubsi, away.back())
    lose(away, "template_sha256")
    row = {"document_type": "ND-TERUS", "number": 1, "uploaded_at": NOW, "activated_at": NOW}
    TemplateVersion.create(sha256="e" * 64, **row)
    refused = away.confirm(kasubsi, NUMBER, "2026-11-25", str(LostFile.TEMPLATE))
    assert refused.status_code == 409 and "versi 1 hilang" in text(refused)
    assert away.now_kept.state == DocumentState.KONSEP
    assert not ExternalNumber.select().exists()
