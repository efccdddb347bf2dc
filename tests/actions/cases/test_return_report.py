"""A report is given back: it no longer counts, its writer is told, and what must be mended stays beside the case."""

from typing import Any

import pytest

from models.actions.cases.hand_in_report import hand_in_report, newest_report
from models.actions.cases.return_report import return_report, returnable, standing_remark
from models.actions.core.case import facts_of
from models.rules.cases.sop import Output, Stage
from models.rules.core.errors import DocumentNotAllowed, MoveNotAllowed, StaleCase, TextEmpty
from models.rules.staff.roles import Role
from models.tables import Audit, Notice, ReportReturn, Staff
from tests.actions.walking import Walk
from tests.office import actor


def handed_in(account: Any) -> Walk:
    """A case whose report an officer of the section handed in."""
    walk = Walk(account).at_fieldwork()
    hand_in_report(walk.id, "Rak kosong.", actor(Role.PETUGAS_SEKSI), walk.tick())
    return walk


def test_a_returned_report_counts_no_more_and_its_writer_is_told_once(account: Any) -> None:
    walk = handed_in(account)
    given = return_report(walk.id, " Sebutkan \x00siapa yang ditemui. ", walk.holder(), walk.tick())
    assert (given.reason, given.output_id) == ("Sebutkan \ufffdsiapa yang ditemui.", newest_report(walk.id))
    assert Output.LAPORAN not in facts_of(walk.case, walk.now).outputs
    assert (walk.stage, returnable(walk.id)) == (Stage.PENELITIAN, None)
    waiting = Notice.select().where((Notice.kind == "penelitian") & Notice.lapsed_at.is_null())
    assert [Staff.get_by_id(row.staff_id).role for row in waiting] == [str(Role.PETUGAS_SEKSI)]
    assert Audit.select().where(Audit.event == "kembalikan_laporan").count() == 1
    assert standing_remark(walk.id) == given.reason
    hand_in_report(walk.id, "Bertemu Kepala Loket.", actor(Role.PETUGAS_SEKSI), walk.tick())
    assert standing_remark(walk.id) == ""
    waiting = Notice.select().where((Notice.kind == "penelitian") & Notice.lapsed_at.is_null())
    assert [Staff.get_by_id(row.staff_id).role for row in waiting] == [str(Role.KASI_LALINTALKIM)]


def test_only_the_head_gives_back_and_only_what_an_officer_wrote(account: Any) -> None:
    walk = handed_in(account)
    for role in (Role.PETUGAS_SEKSI, Role.PENGELOLA):
        with pytest.raises(MoveNotAllowed):
            return_report(walk.id, "Perbaiki.", actor(role), walk.tick())
    hand_in_report(walk.id, "Saya periksa sendiri.", walk.holder(), walk.tick())
    with pytest.raises(DocumentNotAllowed):
        return_report(walk.id, "Perbaiki.", walk.holder(), walk.tick())
    assert not ReportReturn.select().exists()


def test_nothing_to_give_back_no_words_or_an_old_page_is_refused(account: Any) -> None:
    walk = Walk(account).at_fieldwork()
    with pytest.raises(DocumentNotAllowed):
        return_report(walk.id, "Perbaiki.", walk.holder(), walk.tick())
    hand_in_report(walk.id, "Rak kosong.", actor(Role.PETUGAS_SEKSI), walk.tick())
    with pytest.raises(TextEmpty):
        return_report(walk.id, " \n", walk.holder(), walk.tick())
    with pytest.raises(StaleCase):
        return_report(walk.id, "Perbaiki.", walk.holder(), walk.tick(), version=walk.case.version - 1)


def test_a_writer_whose_account_ended_is_not_told_and_the_report_goes_back_all_the_same(account: Any) -> None:
    walk = handed_in(account)
    Staff.update(active=False).where(Staff.role == str(Role.PETUGAS_SEKSI)).execute()
    return_report(walk.id, "Perbaiki.", walk.holder(), walk.tick())
    assert not Notice.select().where(Notice.key.startswith("penelitian-kembali")).exists()
