"""Between button and number: taken back it leaves nothing, its time over it counts once, and a change ends it."""

import threading
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from models.actions.core import move_complaint as moving
from models.actions.core.move_complaint import move_complaint
from models.actions.papers import pending_signatures as pending_module
from models.actions.papers.draft_document import draft_document
from models.actions.papers.keep_template import activate_template, add_template
from models.actions.papers.letterhead.letterheads import keep_lines
from models.actions.papers.pending_signatures import (
    MOST_TRIES,
    attempt,
    carry_out,
    carry_out_due,
    due_signatures,
    mark_filed,
    pending_of,
    submit_signature,
    undo_signature,
    unfiled_signatures,
)
from models.actions.papers.sign_document import sign_document
from models.rules.cases.sop import Move, Stage
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed, NotVisible, OutputMissing, RuleBroken
from models.rules.core.moments import to_wib
from models.rules.papers.documents import DocumentState
from models.rules.papers.numbering import PaperDate
from models.rules.staff.roles import Role
from models.tables import (
    Document,
    History,
    IssuedNumber,
    Notice,
    NumberSeries,
    OfficeHolder,
    PendingSignature,
    Staff,
    database,
)
from tests.actions.drafting import nothing_wrong, set_office
from tests.actions.walking import Walk
from tests.office import actor

KASUBSI = Role.KASUBSI_INFOKIM
UNDO = 10.0
FORWARD = Move.TERUSKAN_KE_SEKSI


def _submitted(account: Any, move: Move | None = FORWARD) -> tuple[Walk, PendingSignature]:
    walk = Walk(account).at_kasubsi()
    draft = draft_document(walk.id, "ND-TERUS", actor(KASUBSI), walk.tick())
    pending = submit_signature(draft.id, actor(KASUBSI), walk.tick(), UNDO, way="basah", move=move)
    return walk, pending


def _then(walk: Walk, seconds: float = UNDO) -> datetime:
    walk.now += timedelta(seconds=seconds)
    return walk.now


def _numbers() -> list[str]:
    return [row.text for row in IssuedNumber.select().where(IssuedNumber.holder.startswith("document:"))]


def _told() -> str:
    return " ".join(row.text for row in Notice.select().where(Notice.kind == "tanda_tangan"))


def test_nothing_is_signed_before_the_time_is_over_and_then_all_of_it_once(account: Any) -> None:
    walk, pending = _submitted(account)
    assert (walk.stage, _numbers()) == (Stage.PENERUSAN_KASUBSI, [])
    assert not NumberSeries.select().where(NumberSeries.series == "kantor").exists()  # not even the series was made
    assert carry_out_due(_then(walk, UNDO - 1)) == 0
    assert list(pending_of([pending.document_id])) == [pending.document_id]
    assert carry_out_due(_then(walk, 1)) == 1
    assert carry_out_due(_then(walk)) == 0
    signed = Document.get_by_id(pending.document_id)
    assert (signed.state, signed.number) == (DocumentState.DITANDATANGANI, _numbers()[0])
    assert (walk.stage, signed.signed_by.username) == (Stage.ANALISA_SEKSI, str(KASUBSI))
    assert pending_of([pending.document_id]) == {}
    assert [row.document_id for row in unfiled_signatures()] == [signed.id]
    mark_filed(pending.id)
    assert unfiled_signatures() == []
    assert nothing_wrong()


def test_taken_back_it_leaves_no_number_and_can_be_submitted_again(account: Any) -> None:
    walk, pending = _submitted(account)
    with pytest.raises(AlreadyDone):  # not twice at the same time
        submit_signature(pending.document_id, actor(KASUBSI), walk.tick(), UNDO, way="basah")
    with pytest.raises(NotVisible):
        undo_signature(pending.document_id, actor(Role.KASI_TIKKIM), walk.now)
    undo_signature(pending.document_id, actor(KASUBSI), walk.now)
    with pytest.raises(AlreadyDone):
        undo_signature(pending.document_id, actor(KASUBSI), walk.now)
    assert (carry_out_due(_then(walk)), _numbers(), walk.stage) == (0, [], Stage.PENERUSAN_KASUBSI)
    submit_signature(pending.document_id, actor(KASUBSI), walk.tick(), UNDO, way="basah")
    assert (carry_out_due(_then(walk)), len(_numbers())) == (1, 1)
    with pytest.raises(AlreadyDone, match="sudah berlaku"):
        undo_signature(pending.document_id, actor(KASUBSI), walk.now)
    assert nothing_wrong()


def test_what_would_be_refused_is_refused_at_once_and_nothing_is_kept(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    draft = draft_document(walk.id, "ND-TERUS", actor(KASUBSI), walk.tick())
    with pytest.raises(DocumentNotAllowed):
        submit_signature(draft.id, actor(Role.PENGELOLA), walk.tick(), UNDO, way="basah", form_key="kunci-ttd-00001")
    with pytest.raises(RuleBroken):
        submit_signature(draft.id, actor(KASUBSI), walk.tick(), UNDO, way="basah", move=Move.TERUSKAN_KE_KEPALA)
    assert not PendingSignature.select().exists()
    submit_signature(draft.id, actor(KASUBSI), walk.tick(), UNDO, way="basah", form_key="kunci-ttd-00002")
    with pytest.raises(AlreadyDone):
        submit_signature(draft.id, actor(KASUBSI), walk.tick(), UNDO, way="basah", form_key="kunci-ttd-00002")
    assert (Document.get_by_id(draft.id).state, _numbers()) == (DocumentState.KONSEP, [])
    with pytest.raises(OutputMissing):
        walk.move(FORWARD)


def _reworded(walk: Walk, _pending: PendingSignature) -> None:
    draft_document(walk.id, "ND-TERUS", actor(Role.PENGELOLA), walk.tick(), changes={"hal": "Lain"})


def _moved_and_back(walk: Walk, _pending: PendingSignature) -> None:
    walk.move(Move.KEMBALIKAN_PENERUSAN)
    walk.move(Move.AJUKAN_PENERUSAN)


def _moved_away(walk: Walk, _pending: PendingSignature) -> None:
    walk.move(Move.KEMBALIKAN_PENERUSAN)  # a stage where this paper could still be signed


def _switched_off(_walk: Walk, pending: PendingSignature) -> None:
    Staff.update(active=False).where(Staff.id == pending.staff_id).execute()


def _post_ended(_walk: Walk, pending: PendingSignature) -> None:
    ended = OfficeHolder.update(valid_until=date(2026, 11, 24))
    ended.where(OfficeHolder.official == pending.staff.official_id).execute()


def _other_template(walk: Walk, _pending: PendingSignature) -> None:
    administrator = actor(Role.ADMINISTRATOR)
    version = add_template("ND-TERUS", "a" * 64, "", administrator, walk.tick())
    activate_template(version.id, actor(KASUBSI), walk.tick())


def _other_letterhead(walk: Walk, _pending: PendingSignature) -> None:
    keep_lines({"office": "Kantor Lain", "address": "Jalan Lain 2"}, actor(Role.ADMINISTRATOR), walk.tick())


def _signed_elsewhere(walk: Walk, pending: PendingSignature) -> None:
    sign_document(pending.document_id, actor(KASUBSI), walk.tick())


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (_reworded, "Kata-kata konsepnya berubah"),
        (_moved_and_back, "Kasusnya sudah berpindah"),
        (_moved_away, "Kasusnya sudah berpindah"),
        (_switched_off, "sudah tidak aktif"),
        (_post_ended, "Pemangku jabatan penanda tangannya berubah"),
        (_other_template, "Templat atau kop suratnya berubah"),
        (_other_letterhead, "Templat atau kop suratnya berubah"),
        (_signed_elsewhere, "sudah ditandatangani"),
    ],
)
def test_what_changes_meanwhile_ends_it_and_its_signer_is_told_why(
    sqlite_account: Any, change: Callable[[Walk, PendingSignature], None], why: str
) -> None:
    walk, pending = _submitted(sqlite_account)
    change(walk, pending)
    before, stage = _numbers(), walk.stage
    assert carry_out_due(_then(walk)) == 0
    assert (_numbers(), walk.stage) == (before, stage)
    assert why in _told()
    assert PendingSignature.get_by_id(pending.id).state == "gugur"
    assert carry_out_due(_then(walk)) == 0
    assert Notice.select().where(Notice.kind == "tanda_tangan").count() == 1
    assert nothing_wrong()


def _submitted_at(walk: Walk, moment: datetime, dated: PaperDate | None = None) -> PendingSignature:
    draft = draft_document(walk.id, "ND-TERUS", actor(KASUBSI), walk.tick())
    walk.now = moment
    return submit_signature(draft.id, actor(KASUBSI), moment, UNDO, way="basah", dated=dated)


def _before_midnight(walk: Walk) -> datetime:
    return datetime.combine(to_wib(walk.now).date(), time(16, 59, 55))  # 23.59.55 WIB


def test_submitted_before_midnight_it_is_not_signed_with_the_next_day(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    pending = _submitted_at(walk, _before_midnight(walk))
    assert (carry_out_due(_then(walk, 11)), _numbers()) == (0, [])
    assert "Harinya berganti" in _told()
    assert Document.get_by_id(pending.document_id).state == DocumentState.KONSEP
    again = submit_signature(pending.document_id, actor(KASUBSI), walk.tick(), UNDO, way="basah")
    assert carry_out_due(_then(walk)) == 1
    assert Document.get_by_id(again.document_id).date == to_wib(walk.now).date()


def test_with_a_date_of_its_own_it_is_signed_after_midnight_too(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    day = to_wib(walk.now).date()
    pending = _submitted_at(walk, _before_midnight(walk), PaperDate(day, "Nomor dari agenda"))
    assert carry_out_due(_then(walk, 11)) == 1
    assert Document.get_by_id(pending.document_id).date == day


def test_one_kept_before_looks_were_kept_is_signed_as_it_was(sqlite_account: Any) -> None:
    walk, pending = _submitted(sqlite_account)
    PendingSignature.update(look="").where(PendingSignature.id == pending.id).execute()
    _other_letterhead(walk, pending)
    assert carry_out_due(_then(walk)) == 1


def test_two_papers_with_the_same_number_from_outside_are_not_both_signed(sqlite_account: Any) -> None:
    first, second = Walk(sqlite_account).at_kasubsi(), Walk(sqlite_account, who="628110000002").at_kasubsi()
    set_office("mode_nomor", "eksternal")
    second.now = first.now = max(first.now, second.now)
    for walk in (first, second):
        draft = draft_document(walk.id, "ND-TERUS", actor(KASUBSI), walk.tick())
        how = {"way": "basah", "number": "WIM.32.IMI.5-UM.01.01-9"}
        submit_signature(draft.id, actor(KASUBSI), walk.tick(), UNDO, **how)
    assert carry_out_due(_then(second)) == 1
    assert "sudah dipakai naskah lain" in _told()
    assert nothing_wrong()


def test_many_who_carry_it_out_at_once_sign_it_once(account: Any) -> None:
    walk, pending = _submitted(account)
    moment, gate, done = _then(walk), threading.Barrier(6), []

    def one() -> None:
        gate.wait()
        with database.connection_context():
            done.append(carry_out(pending.id, moment) is not None)

    threads = [threading.Thread(target=one) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [False] * 5 + [True]
    assert (len(_numbers()), History.select().where(History.move == str(FORWARD)).count()) == (1, 1)
    assert not Notice.select().where(Notice.kind == "tanda_tangan").exists()


def test_taking_back_and_carrying_out_at_once_end_as_one_of_the_two(account: Any) -> None:
    walk, pending = _submitted(account)
    moment, gate, ended = _then(walk), threading.Barrier(2), []

    def act(how: Callable[[], object]) -> None:
        gate.wait()
        with database.connection_context():
            try:
                ended.append(how() is not None)
            except AlreadyDone:
                ended.append(False)

    kasubsi = actor(KASUBSI)
    ways = (lambda: carry_out(pending.id, moment), lambda: undo_signature(pending.document_id, kasubsi, moment))
    threads = [threading.Thread(target=act, args=(way,)) for way in ways]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == [False, True]
    state = PendingSignature.get_by_id(pending.id).state
    assert (state == "berlaku") is (len(_numbers()) == 1) is (walk.stage is Stage.ANALISA_SEKSI)


def test_a_fault_of_the_program_loses_nothing_and_the_third_sets_it_aside(
    sqlite_account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk, pending = _submitted(sqlite_account)
    moment = _then(walk)

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(pending_module, "move_complaint", broken)  # after the number was taken
    for _ in range(MOST_TRIES):
        assert due_signatures(moment) == [pending.id]
        with pytest.raises(ZeroDivisionError):
            attempt(pending.id, moment)
    assert (due_signatures(moment), _numbers(), walk.stage) == ([], [], Stage.PENERUSAN_KASUBSI)
    assert "Program gagal" in _told()
    assert moving.move_complaint is move_complaint
    assert nothing_wrong()
