"""A signer takes his memo back with the case while the next desk has not acted; both memos stay in the register."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.actions.cases.take_case import take_case
from models.actions.core.actor import actor_of
from models.actions.core.move_complaint import move_complaint
from models.actions.core.statutory_clocks import clocks_of, start_clocks
from models.actions.core.write_output import write_output
from models.actions.papers.agenda_lines import agenda_series
from models.actions.papers.cancel_document import cancel_document
from models.actions.papers.draft_document import draft_document
from models.actions.papers.sign_document import sign_document
from models.actions.papers.withdraw_memo import withdraw_memo, withdrawable_memo
from models.actions.upkeep.verify import course, outputs, trail
from models.actions.upkeep.verify.office import Office
from models.rules.cases.sop import Move, Output, Stage
from models.rules.core.errors import (
    AlreadyDone,
    DocumentNotAllowed,
    MoveNotAllowed,
    NotVisible,
    OutputMissing,
    ReasonMissing,
    RuleBroken,
)
from models.rules.papers.documents import DocumentState
from models.rules.staff.roles import Role, Section
from models.tables import Complaint, Document, IssuedNumber, OfficeHolder, Official, Staff, StatutoryRule
from tests.actions.drafting import nothing_wrong, set_office
from tests.actions.walking import Walk
from tests.office import NOW, actor, add_staff

KASUBSI, TIKKIM, HEAD = Role.KASUBSI_INFOKIM, Role.KASI_TIKKIM, Role.KEPALA_KANTOR


def sound() -> bool:
    """Whether history, outputs, clocks, trail and numbers pass their proofs."""
    office = Office(None, None, NOW)  # type: ignore[arg-type]
    checks = (course.histories, course.records, course.clocks, outputs.lacking, trail.traces, trail.chains)
    assert [line for check in checks for line in check(office)] == []
    return nothing_wrong()


def _forwarded(account: Any, section: Section = Section.LALINTALKIM) -> Walk:
    return Walk(account, section).at_section()


def _escalated(account: Any) -> Walk:
    walk = Walk(account).at_section()
    walk.write(Output.IDENTIFIKASI_SEKSI)
    _memo(walk, "ND-ESKAL", reason="bukan", opinion="pendapat", proposal="usul")
    walk.move(Move.TIDAK_DAPAT_DITANGANI)
    return walk


def _answered(account: Any, section: Section = Section.LALINTALKIM) -> Walk:
    walk = Walk(account, section).with_answer()
    walk.paper("ND-JAWAB")
    walk.move(Move.SERAHKAN_KE_KASUBSI if section is Section.TIKKIM else Move.SERAHKAN_KE_KASI_TIKKIM)
    return walk


def _answered_by_head(account: Any) -> Walk:
    walk = Walk(account, Section.KEPALA_KANTOR).at_section()
    walk.write(Output.NASKAH_JAWABAN, "Kami tindak lanjuti.")
    walk.move(Move.DISPOSISI_JAWAB)
    walk.paper("ND-JAWAB")
    walk.move(Move.SERAHKAN_DARI_KEPALA)
    return walk


def _handed_on(account: Any) -> Walk:
    walk = _answered(account)
    walk.paper("ND-TERUSJWB")
    walk.move(Move.TERUSKAN_JAWABAN_KE_KASUBSI)
    return walk


def _memo(walk: Walk, code: str, **words: str) -> Document:
    who = walk.holder()
    return sign_document(draft_document(walk.id, code, who, walk.tick(), changes=words).id, who, walk.tick())


def _newest(walk: Walk) -> Document:
    signed = (Document.complaint == walk.id) & Document.number.is_null(False)
    return Document.select().where(signed).order_by(Document.id.desc()).get()


WAYS: list[Any] = [
    pytest.param(
        _forwarded, KASUBSI, Stage.PENERUSAN_KASUBSI, "ND-TERUS", Move.TERUSKAN_KE_SEKSI, id="to the section"
    ),
    pytest.param(
        lambda account: _forwarded(account, Section.KEPALA_KANTOR),
        *(KASUBSI, Stage.PENERUSAN_KASUBSI, "ND-TERUS", Move.TERUSKAN_KE_KEPALA),
        id="to the head",
    ),
    pytest.param(
        _escalated,
        Role.KASI_LALINTALKIM,
        Stage.ANALISA_SEKSI,
        "ND-ESKAL",
        Move.TIDAK_DAPAT_DITANGANI,
        id="escalation",
    ),
    pytest.param(
        *(_answered, Role.KASI_LALINTALKIM, Stage.JAWABAN_SEKSI, "ND-JAWAB", Move.SERAHKAN_KE_KASI_TIKKIM),
        id="answer of a section",
    ),
    pytest.param(
        lambda account: _answered(account, Section.TIKKIM),
        *(TIKKIM, Stage.JAWABAN_SEKSI, "ND-JAWAB", Move.SERAHKAN_KE_KASUBSI),
        id="answer of TIKKIM",
    ),
    pytest.param(
        _answered_by_head, HEAD, Stage.JAWABAN_KEPALA, "ND-JAWAB", Move.SERAHKAN_DARI_KEPALA, id="answer of the head"
    ),
    pytest.param(
        _handed_on, TIKKIM, Stage.JAWABAN_KASI_TIKKIM, "ND-TERUSJWB", Move.TERUSKAN_JAWABAN_KE_KASUBSI, id="handed on"
    ),
]


@pytest.mark.parametrize(("handed_over", "signer", "back_at", "code", "again"), WAYS)
def test_a_memo_signed_and_forwarded_is_taken_back_by_its_signer_and_replaced_by_one_that_says_so(
    sqlite_account: Any, handed_over: Callable[[Any], Walk], signer: Role, back_at: Stage, code: str, again: Move
) -> None:
    walk = handed_over(sqlite_account)
    memo = _newest(walk)
    withdraw_memo(memo.id, "Keliru tujuan", actor(signer), walk.tick())
    assert (walk.stage, walk.holder().role) == (back_at, signer)
    withdrawn = Document.get_by_id(memo.id)
    assert (withdrawn.type, withdrawn.state, withdrawn.number) == (code, DocumentState.DITARIK, memo.number)
    number = IssuedNumber.get(IssuedNumber.holder == f"document:{memo.id}")
    assert (number.cancelled, number.text) == (False, memo.number)
    assert sound()
    words = {"reason": "bukan", "opinion": "pendapat", "proposal": "usul"} if code == "ND-ESKAL" else {}
    new = _memo(walk, code, **words)
    assert (new.replaces_id, new.number != memo.number) == (memo.id, True)
    assert json.loads(new.facts)["replaced"] == {"number": memo.number, "date": memo.date.isoformat()}
    walk.move(again)
    assert sound()
    lines = {line["number"]: line for series in agenda_series("2026-11") for line in series["numbers"]}
    assert (lines[memo.number]["cancelled"], lines[memo.number]["reason"]) == (False, "ditarik: Keliru tujuan")
    assert (lines[new.number]["cancelled"], lines[new.number]["reason"]) == (False, "")


def test_on_both_databases_the_case_leaves_the_section_and_the_memo_cannot_be_taken_back_twice(account: Any) -> None:
    walk = _forwarded(account)
    memo, kasubsi = _newest(walk), actor(KASUBSI)
    with pytest.raises(ReasonMissing):
        withdraw_memo(memo.id, "  ", kasubsi, walk.tick())
    withdraw_memo(memo.id, "Salah seksi", kasubsi, walk.tick(), form_key="kunci-tarik-000001")
    assert not walk.case.forwarded
    with pytest.raises(AlreadyDone):
        withdraw_memo(memo.id, "Salah seksi", kasubsi, walk.tick())
    with pytest.raises(AlreadyDone):
        withdraw_memo(memo.id, "Salah seksi", kasubsi, walk.tick(), form_key="kunci-tarik-000001")
    with pytest.raises(NotVisible):  # a stale press of the section
        take_case(walk.id, actor(Role.KASI_LALINTALKIM), walk.tick())
    with pytest.raises(OutputMissing):  # it cannot leave again without a new memo
        walk.move(Move.TERUSKAN_KE_SEKSI)
    with pytest.raises(AlreadyDone):
        cancel_document(memo.id, "lagi", kasubsi, walk.tick())
    assert sound()


def _taken(walk: Walk) -> None:
    take_case(walk.id, actor(Role.KASI_LALINTALKIM), walk.tick())


def _written(walk: Walk) -> None:
    write_output(walk.id, Output.IDENTIFIKASI_SEKSI, "Kami periksa.", actor(Role.KASI_LALINTALKIM), walk.tick())


def _drafted(walk: Walk) -> None:
    draft_document(walk.id, "ND-ESKAL", actor(Role.PETUGAS_SEKSI), walk.tick())


def _moved(walk: Walk) -> None:
    _written(walk)
    walk.move(Move.DAPAT_DITANGANI)


def _given_back(walk: Walk) -> None:
    walk.move(Move.BUKAN_SEKSI_INI)


@pytest.mark.parametrize("act", [_taken, _written, _drafted, _moved, _given_back])
def test_what_the_next_desk_did_ends_the_way_back(sqlite_account: Any, act: Callable[[Walk], None]) -> None:
    walk = _forwarded(sqlite_account)
    memo = _newest(walk)
    assert withdrawable_memo(walk.case, actor(KASUBSI), walk.tick()) == memo
    act(walk)
    assert withdrawable_memo(walk.case, actor(KASUBSI), walk.tick()) is None
    with pytest.raises(DocumentNotAllowed, match="tidak dapat ditarik"):
        withdraw_memo(memo.id, "Salah seksi", actor(KASUBSI), walk.tick())
    assert Document.get_by_id(memo.id).state == DocumentState.DITANDATANGANI


def test_nobody_takes_back_what_another_signed(sqlite_account: Any) -> None:
    walk = _answered(sqlite_account)
    memo = _newest(walk)
    for role in set(Role) - {Role.KASI_LALINTALKIM}:
        with pytest.raises(RuleBroken):
            withdraw_memo(memo.id, "Saya kira keliru", actor(role), walk.tick())
        assert withdrawable_memo(walk.case, actor(role), walk.now) is None
    for move in (Move.TARIK_JAWABAN_SEKSI, Move.TARIK_JAWABAN_KEPALA):
        with pytest.raises(MoveNotAllowed):  # nor by the button of a move, which would leave the memo signed
            move_complaint(walk.id, move, actor(Role.KASI_LALINTALKIM), walk.tick(), reason="keliru")
    assert Document.get_by_id(memo.id).state == DocumentState.DITANDATANGANI


def test_who_holds_the_post_now_takes_back_what_his_predecessor_signed(sqlite_account: Any) -> None:
    walk = _forwarded(sqlite_account)
    memo = _newest(walk)
    signer = Staff.get(Staff.username == str(KASUBSI))
    Staff.update(active=False).where(Staff.id == signer.id).execute()
    OfficeHolder.update(valid_until=date(2026, 11, 24)).where(OfficeHolder.official == signer.official_id).execute()
    after = add_staff(KASUBSI, username="kasubsi_baru")
    withdraw_memo(memo.id, "Salah seksi", actor_of(after), walk.tick())
    assert Document.get_by_id(memo.id).cancelled_by_id == after.id
    assert (
        Official.get_by_id(after.official_id).name
        in json.loads(_memo_again(walk, actor_of(after)).facts)["signer"]["name"]
    )


def _memo_again(walk: Walk, who: Any) -> Document:
    return sign_document(draft_document(walk.id, "ND-TERUS", who, walk.tick()).id, who, walk.tick())


def test_a_draft_older_than_the_withdrawal_is_not_signed_without_naming_what_it_replaces(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    kasubsi = actor(KASUBSI)
    memo = sign_document(draft_document(walk.id, "ND-TERUS", kasubsi, walk.tick()).id, kasubsi, walk.tick())
    left_over = draft_document(walk.id, "ND-TERUS", kasubsi, walk.tick())
    walk.move(Move.TERUSKAN_KE_SEKSI)
    withdraw_memo(memo.id, "Salah seksi", kasubsi, walk.tick())
    with pytest.raises(DocumentNotAllowed, match="digantikannya"):
        sign_document(left_over.id, kasubsi, walk.tick())
    again = draft_document(walk.id, "ND-TERUS", kasubsi, walk.tick())
    assert again.id == left_over.id
    assert sign_document(again.id, kasubsi, walk.tick()).replaces_id == memo.id
    third = draft_document(walk.id, "ND-TERUS", kasubsi, walk.tick())
    assert json.loads(third.facts)["replaced"] is None  # it replaces one that stands, not the withdrawn one


def test_a_limit_of_the_law_that_the_memo_met_runs_again(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    rule = {"kind": "", "source": "", "basis": "contoh", "valid_from": date(2020, 1, 1)}
    StatutoryRule.create(key="contoh", label="Meneruskan", action="meneruskan", amount=3, unit="hari_kerja", **rule)
    start_clocks([walk.id])

    def met() -> Any:
        return next(row.met_at for row in clocks_of([walk.id])[walk.id] if row.label == "Meneruskan")

    memo = walk.paper("ND-TERUS")
    walk.move(Move.TERUSKAN_KE_SEKSI)
    assert met() == memo.signed_at
    withdraw_memo(memo.id, "Salah seksi", actor(KASUBSI), walk.tick())
    assert met() is None
    new = walk.paper("ND-TERUS")
    walk.move(Move.TERUSKAN_KE_SEKSI)
    assert met() == new.signed_at


def test_a_number_from_outside_stays_with_the_withdrawn_memo(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    set_office("mode_nomor", "eksternal")
    kasubsi = actor(KASUBSI)
    draft = draft_document(walk.id, "ND-TERUS", kasubsi, walk.tick())
    memo = sign_document(draft.id, kasubsi, walk.tick(), number="WIM.32.IMI.5-UM.01.01-77")
    walk.move(Move.TERUSKAN_KE_SEKSI)
    withdraw_memo(memo.id, "Salah seksi", kasubsi, walk.tick())
    again = draft_document(walk.id, "ND-TERUS", kasubsi, walk.tick())
    with pytest.raises(RuleBroken, match="sudah dipakai"):
        sign_document(again.id, kasubsi, walk.tick(), number="WIM.32.IMI.5-UM.01.01-77")
    new = sign_document(again.id, kasubsi, walk.tick(), number="WIM.32.IMI.5-UM.01.01-78")
    assert json.loads(new.facts)["replaced"]["number"] == "WIM.32.IMI.5-UM.01.01-77"
    lines = {line["number"]: line["reason"] for row in agenda_series("2026-11") for line in row["numbers"]}
    assert lines["WIM.32.IMI.5-UM.01.01-77"] == "ditarik: Salah seksi"
    assert Complaint.get_by_id(walk.id).stage == Stage.PENERUSAN_KASUBSI
    assert sound()
