"""The facts of a period are those of its complaints, as far as a person may see them, on both databases."""

from datetime import timedelta
from typing import Any

from models.actions.clocks.pause_step import pause_step
from models.actions.core.move_complaint import move_complaint
from models.actions.figures.period_facts import period_facts, received_in, sop_steps
from models.rules.cases.sop import Move
from models.rules.clocks.pauses import PauseReason
from models.rules.figures.periods import Span, after, now_in
from models.rules.privacy.visibility import Scope, scope_of
from models.rules.staff.roles import Role, Section
from models.tables import Complaint, ConflictParty, Staff, StepRecord, Survey
from tests.actions.proving import letter_of
from tests.actions.walking import Walk
from tests.office import NOW, actor, new_complaint

EDGES = now_in(Span.HARI, NOW).edges


def test_a_fact_is_what_the_record_says(account: Any) -> None:
    walk = Walk(account).at_section()
    later = walk.now + timedelta(days=30)
    facts = period_facts(EDGES, later)
    (case,) = facts.cases
    assert case[1:6] == ("waha", "pengaduan", "paspor", "lalintalkim", "analisa_seksi")
    assert (case.open, case.late) == (True, True)
    records = list(StepRecord.select().order_by(StepRecord.id))
    assert len(facts.steps) == len(records) == 5
    for fact, record in zip(facts.steps, records, strict=True):
        assert (fact.step, fact.section, fact.actor) == (record.step, record.section, record.actor_id)
        assert bool(fact.ended) == (record.finished_at is not None)
        assert bool(fact.late) == (record.finished_at is None or bool(record.late))
        assert fact.net_minutes == (record.net_minutes or 0)
    assert not any(fact.late for fact in period_facts(EDGES, walk.now).steps if not fact.ended)
    assert facts.officers[Staff.get(role=str(Role.PENGELOLA)).id] == "Contoh Pengelola Pengaduan"
    assert facts.categories["paspor"]


def test_of_a_step_broken_off_neither_time_nor_pauses_are_counted(account: Any) -> None:
    walk = Walk(account).at_section()
    at, kasi = walk.tick() + timedelta(minutes=5), actor(Role.KASI_LALINTALKIM)
    pause_step(walk.id, PauseReason.MENUNGGU_INSTANSI, "Menunggu surat.", letter_of(walk), kasi, at)
    walk.now = at + timedelta(minutes=10)
    assert [fact.step for fact in period_facts(EDGES, walk.now).pauses] == [5]
    move_complaint(walk.id, Move.TUTUP_DI_TENGAH, actor(Role.KASUBSI_INFOKIM), walk.tick(), reason="Iklan.")
    facts = period_facts(EDGES, walk.tick())
    assert (facts.pauses, 5 in {fact.step for fact in facts.steps}) == ([], False)


def test_a_period_has_what_was_received_in_it_and_nothing_else(account: Any) -> None:
    new_complaint(account)
    assert len(period_facts(EDGES, NOW).cases) == 1
    assert period_facts(after(now_in(Span.HARI, NOW)).edges, NOW).cases == []
    start, end = EDGES
    Complaint.update(opened_at=end).execute()
    assert period_facts(EDGES, NOW).steps == []
    Complaint.update(opened_at=start).execute()
    assert Complaint.select().where(received_in(EDGES)).count() == 1


def test_a_section_counts_what_was_forwarded_to_it_and_nobody_a_case_that_names_him(account: Any) -> None:
    walk = Walk(account).at_section()
    new_complaint(account, who="628110000002")
    kasi = Staff.get(role=str(Role.KASI_TIKKIM))
    Survey.create(complaint=walk.id, asked_at=NOW, answer=3)
    everything = period_facts(EDGES, NOW)
    assert (len(everything.cases), len(everything.surveys)) == (2, 1)
    own = period_facts(EDGES, NOW, scope_of(Role.KASI_LALINTALKIM, Section.LALINTALKIM))
    assert ([case.id for case in own.cases], len(own.steps)) == ([walk.id], 5)
    assert period_facts(EDGES, NOW, scope_of(Role.KASI_INTELDAKIM, Section.INTELDAKIM)).cases == []
    ConflictParty.create(complaint=walk.id, staff=kasi.id, named_at=NOW)
    his = period_facts(EDGES, NOW, Scope(everything=True, person=kasi.id))
    assert ([case.id for case in his.cases if case.id == walk.id], his.surveys) == ([], [])
    assert {fact.complaint for fact in his.steps}.isdisjoint({walk.id})
    Complaint.update(misconduct=True).where(Complaint.id == walk.id).execute()
    assert period_facts(EDGES, NOW, scope_of(Role.KASI_LALINTALKIM, Section.LALINTALKIM)).cases == []


def test_the_steps_are_those_of_the_sop(account: Any) -> None:
    assert [step for step, _title, _standard in sop_steps(EDGES)] == list(range(1, 10))
    new_complaint(account)
    assert sop_steps(EDGES)[0][2].endswith(("menit", "hari"))
