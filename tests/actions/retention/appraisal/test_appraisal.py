"""Files are appraised by a named panel before anything else may happen to them. Both databases."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.retention.appraisal.appraise import decide_appraisal, give_opinions, to_appraise
from models.actions.retention.appraisal.panel import appoint_panel, members_of, running_panel
from models.actions.retention.destruction.lists import candidates, propose
from models.actions.retention.hold_case import hold_case
from models.rules.core.errors import NotPermitted, NotVisible, ReasonMissing, RuleBroken
from models.rules.retention.appraisal import AppraisalNotAllowed, Part, Verdict
from models.rules.staff.roles import Role
from models.tables import (
    Appraisal,
    AppraisalOpinion,
    AppraisalPanel,
    Audit,
    Complaint,
    ConflictParty,
    RecordClass,
    Staff,
)
from tests.actions.retention.appraising import LATER, MEMBERS, appraise, panel, say
from tests.actions.upkeep.verify.test_verify import Someone
from tests.office import NOW, actor

KASUBSI, TIKKIM, HEAD = Role.KASUBSI_INFOKIM, Role.KASI_TIKKIM, Role.KEPALA_KANTOR
M, P = Verdict.MUSNAH, Verdict.PERMANEN
# What the schedule may say; each of them, but permanent, is appraised.
FATES = ("musnah", "dinilai_kembali", "permanen")


def closed(account: Any, who: int = 31) -> Complaint:
    case = Someone(account, who).case
    ended = {"open": False, "stage": "ditutup", "closed_at": NOW}
    Complaint.update(ended).where(Complaint.id == case.id).execute()
    return Complaint.get_by_id(case.id)


def refused(case: Complaint, verdict: Verdict = M, reason: str = "x") -> None:
    decide_appraisal(case.id, verdict, reason, actor(HEAD), LATER)


@pytest.mark.parametrize("fate", FATES)
@pytest.mark.parametrize("verdict", [None, M, P], ids=["none", "musnah", "permanen"])
def test_only_what_a_panel_says_may_go_is_ever_proposed(account: Any, fate: str, verdict: Verdict | None) -> None:
    case = closed(account)
    if verdict:
        appraise(case, verdict=verdict)
    RecordClass.update(fate=fate).execute()
    may = fate != "permanen" and verdict is M
    assert [one.case.id for one in candidates(actor(KASUBSI), LATER)] == [case.id] * may
    if not may:
        with pytest.raises(RuleBroken, match="tidak lagi boleh"):
            propose([case.id], "", actor(KASUBSI), LATER)


def test_a_file_of_a_permanent_class_is_not_even_appraised(account: Any) -> None:
    case = closed(account)
    panel()
    RecordClass.update(fate="permanen").execute()
    assert to_appraise(actor(HEAD), LATER, 9) == []
    with pytest.raises(AppraisalNotAllowed, match="belum berakhir"):
        say(case, who=(TIKKIM,))
    with pytest.raises(AppraisalNotAllowed, match="belum berakhir"):
        refused(case)


def test_a_verdict_needs_a_panel_all_its_opinions_and_a_reason(account: Any) -> None:
    case = closed(account)
    with pytest.raises(AppraisalNotAllowed, match="Belum ada panitia"):
        refused(case)
    panel()
    say(case, who=(TIKKIM, KASUBSI))
    with pytest.raises(AppraisalNotAllowed, match="Masih 1 anggota"):
        refused(case)
    say(case, P, who=(HEAD,))
    with pytest.raises(AppraisalNotAllowed, match="berpendapat permanen"):
        refused(case)
    say(case, M, who=(HEAD,))  # he changed his mind: the latest counts
    with pytest.raises(ReasonMissing):
        refused(case, reason=" ")
    with pytest.raises(NotPermitted):
        decide_appraisal(case.id, M, "x", actor(KASUBSI), LATER)
    refused(case)
    assert (Appraisal.get().verdict, AppraisalOpinion.select().count()) == ("musnah", 4)
    with pytest.raises(AppraisalNotAllowed, match="sudah diputuskan"):
        refused(case, P)
    assert [row.event for row in Audit.select().where(Audit.subject == f"complaint:{case.id}").order_by(-Audit.id)][
        :2
    ] == ["putuskan_penilaian", "pendapat_panitia"]
    assert not Audit.select().where(Audit.after.contains("Nilai guna")).exists()


def test_a_member_whose_account_is_out_of_use_holds_nothing_up_unsaid(account: Any) -> None:
    case = closed(account)
    panel()
    say(case, who=(KASUBSI, HEAD))
    Staff.update(active=False).where(Staff.id == actor(TIKKIM).staff_id).execute()
    with pytest.raises(AppraisalNotAllowed, match=r"Contoh Kasi TIKKIM tidak dipakai lagi.*mencatat panitia lain"):
        refused(case)
    Staff.update(active=True).execute()
    say(case, who=(TIKKIM,))
    Staff.update(active=False).where(Staff.id == actor(TIKKIM).staff_id).execute()
    refused(case)  # what he said stands
    assert Appraisal.get().verdict == "musnah"


def test_only_members_say_and_of_what_they_may_see(account: Any) -> None:
    case = closed(account)
    panel()
    with pytest.raises(AppraisalNotAllowed, match="Hanya anggota"):
        give_opinions({case.id: (M, "x")}, actor(Role.PENGELOLA), LATER)
    with pytest.raises(NotPermitted):
        give_opinions({case.id: (M, "x")}, actor(Role.ADMINISTRATOR), LATER)
    with pytest.raises(ReasonMissing):
        give_opinions({case.id: (M, "")}, actor(TIKKIM), LATER)
    with pytest.raises(AppraisalNotAllowed, match="paling sedikit satu"):
        give_opinions({}, actor(TIKKIM), LATER)
    ConflictParty.create(complaint=case, staff=actor(TIKKIM).staff_id, named_at=NOW)
    with pytest.raises(NotVisible):
        say(case, who=(TIKKIM,))
    assert to_appraise(actor(TIKKIM), LATER, 9) == []
    say(case, who=(KASUBSI, HEAD))
    refused(case)  # whom it names is not asked
    assert Appraisal.get().verdict == "musnah"


def test_who_said_permanent_is_not_silenced_by_hiding_the_file_from_him(account: Any) -> None:
    case = closed(account)
    panel()
    say(case, P, who=(TIKKIM,))
    say(case, who=(KASUBSI, HEAD))
    ConflictParty.create(complaint=case, staff=actor(TIKKIM).person_id, why="x", named_at=LATER)
    with pytest.raises(AppraisalNotAllowed, match="permanen"):
        refused(case)
    refused(case, P)


def test_one_member_alone_decides_of_nothing(account: Any) -> None:
    case = closed(account)
    panel()
    for role in (TIKKIM, KASUBSI):
        ConflictParty.create(complaint=case, staff=actor(role).staff_id, named_at=NOW)
    say(case, who=(HEAD,))
    with pytest.raises(AppraisalNotAllowed, match="Paling sedikit 2"):
        refused(case)


def test_a_file_closed_again_is_appraised_again_but_permanent_stays(account: Any) -> None:
    gone, kept = closed(account), closed(account, 32)
    appraise(gone)
    appraise(kept, verdict=P)
    again = LATER + timedelta(days=1)
    Complaint.update(closed_at=again).execute()
    much = again + timedelta(days=6 * 366)
    assert [one.case.id for one in candidates(actor(KASUBSI), much)] == []
    assert [one.case.id for one in to_appraise(actor(HEAD), much, 9)] == [gone.id]
    with pytest.raises(AppraisalNotAllowed, match="Masih 3 anggota"):  # what they said was of the file as it was
        decide_appraisal(gone.id, M, "x", actor(HEAD), much)


def test_held_and_open_files_wait(account: Any) -> None:
    case = closed(account)
    panel()
    hold_case(case.id, True, "Gugatan", actor(HEAD), LATER)
    with pytest.raises(AppraisalNotAllowed, match="ditahan"):
        say(case, who=(TIKKIM,))
    assert to_appraise(actor(HEAD), LATER, 9) == []


def test_a_new_panel_takes_the_place_of_the_old_and_says_anew(account: Any) -> None:
    case, first = closed(account), panel()
    say(case)
    head = actor(HEAD).person_id
    others = {head: Part.KETUA, actor(Role.PENGELOLA).person_id: Part.ANGGOTA, actor(KASUBSI).person_id: Part.ANGGOTA}
    with pytest.raises(NotPermitted):
        appoint_panel("SK-8", LATER.date(), others, actor(HEAD), LATER)
    with pytest.raises(AppraisalNotAllowed, match="tidak lagi dapat"):
        appoint_panel(
            "SK-8", LATER.date(), others | {actor(Role.ADMINISTRATOR).person_id: Part.ANGGOTA}, actor(KASUBSI), LATER
        )
    made = appoint_panel("SK-8", LATER.date(), others, actor(KASUBSI), LATER)
    assert (running_panel(), AppraisalPanel.get_by_id(first.id).ended_at) == (made, LATER)
    assert next(row.staff_id for row in members_of(made)) == head
    assert members_of(made)[0].name == "Contoh Kepala Kantor"
    with pytest.raises(AppraisalNotAllowed, match="Masih 3 anggota"):
        refused(case)
    assert len(MEMBERS) == len(members_of(first))
