"""A press that signs papers and moves their cases: no move comes between two papers, no news stops a signature."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from models.actions.core.unread_news import news_of
from models.actions.papers.draft_document import draft_document
from models.actions.papers.pending_signatures import carry_out_due
from models.rules.cases.sop import Stage
from models.rules.papers.own.own_type import Numbering, Question
from models.rules.staff.roles import Role
from models.tables import Document
from tests.actions.walking import Walk
from tests.admin_app.browsing import Clock
from tests.admin_app.papers.esign.at_service import without_office_program
from tests.admin_app.papers.in_turn.walking_along import Along, drafted, states, told
from tests.office import actor, citizen_message, take_in
from tests.own_types import RECORD, keep

KASUBSI = Role.KASUBSI_INFOKIM
NOTE = replace(
    RECORD,
    code="CATATAN",
    title="Catatan Pemeriksaan",
    numbering=Numbering.SURAT,
    stages=(Stage.PENERUSAN_KASUBSI,),
    drafters=(Role.PENGELOLA,),
    signer=KASUBSI,
    questions=(Question("nama", "Nama yang diperiksa"),),
)


@pytest.fixture(autouse=True)
def shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show every paper at once; its pages are not what is tried here."""
    without_office_program(monkeypatch)


@pytest.fixture(params=[0.0, 10.0], ids=["at once", "to be undone"])
def undo(request: pytest.FixtureRequest, app: Flask) -> float:
    """Let signatures take effect at once, or be taken back for a while."""
    app.config["ADUAN"] = replace(app.config["ADUAN"], undo_seconds=request.param)
    return float(request.param)


def both(account: Any) -> tuple[Walk, list[Document]]:
    """Return a case with the memo whose signature moves it, and after that another paper of its signer."""
    walk, memo = drafted(account)
    keep(NOTE)
    return walk, [memo, draft_document(walk.id, NOTE.code, actor(Role.PENGELOLA), walk.tick())]


def test_the_move_comes_after_the_last_paper_of_its_case(
    sqlite_account: Any, signed_in: Any, clock: Clock, undo: float
) -> None:
    walk, papers = both(sqlite_account)
    clock.move(minutes=30)
    answer = Along(signed_in(KASUBSI)).look().submit(*papers, teruskan="ya")
    assert {mark for mark, _ in told(answer)} == {"dapat diurungkan" if undo else "ditandatangani"}
    clock.move(seconds=undo + 1)
    carry_out_due(clock.now)
    assert (states(*papers), walk.stage) == (["ditandatangani"] * 2, Stage.ANALISA_SEKSI)


def test_news_nobody_read_stops_the_move_and_not_the_signature(
    sqlite_account: Any, signed_in: Any, clock: Clock, undo: float
) -> None:
    walk, paper = drafted(sqlite_account)
    clock.move(minutes=30)
    take_in(sqlite_account, citizen_message("belum beres", "628110000001"), now=clock.now)
    kasubsi = actor(KASUBSI)
    assert news_of(walk.id, kasubsi.scope, walk.case.read_news).exists()
    (mark, sentence), *_ = told(Along(signed_in(KASUBSI)).look().submit(paper, teruskan="ya"))
    assert mark == ("dapat diurungkan" if undo else "ditandatangani")
    assert "belum diteruskan: ada kabar pelapor" in sentence
    clock.move(seconds=undo + 1)
    carry_out_due(clock.now)
    assert (states(paper), walk.stage) == (["ditandatangani"], Stage.PENERUSAN_KASUBSI)
