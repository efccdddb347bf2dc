"""Fast forward: a complaint left alone at each step warns and escalates as the table says, each notice once."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from models.actions.clocks.give_warnings import give_warnings
from models.actions.clocks.pause_step import pause_step, resume_step
from models.actions.core.office_facts import office_calendar
from models.actions.core.step_clock import running
from models.actions.privacy.name_party import name_party
from models.rules.cases.sop import Move, Output, Step
from models.rules.clocks.pauses import PauseReason
from models.rules.clocks.working_time import add_minutes, net_minutes
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role, Section
from models.tables import Audit, Notice, Staff, StatutoryClock, database
from models.tables import Warning as WarningGiven
from tests.actions.proving import letter_of
from tests.actions.walking import Walk
from tests.office import NOW, actor, add_staff

# The table of warnings as the head of the office signed it: grade, share of the step, working minutes after it, who.
HOLDER, KASI, KEPALA = "holder", "kasi_tikkim", "kepala_kantor"
SIGNED = [
    ("50", 0.5, 0, {HOLDER}),
    ("80", 0.8, 0, {HOLDER}),
    ("100", 1.0, 0, {HOLDER}),
    ("kasi", 1.0, 30, {HOLDER, KASI}),
    ("kepala", 1.0, 450, {HOLDER, KEPALA}),
]


def _to_analysis_by_the_head(account: Any) -> Walk:
    walk = Walk(account).at_section()
    walk.write(Output.IDENTIFIKASI_SEKSI)
    walk.move(Move.TIDAK_DAPAT_DITANGANI)
    return walk


def _to_delivery(account: Any) -> Walk:
    return Walk(account).with_answer().handed_back()


def _to_filing(account: Any) -> Walk:
    walk = _to_delivery(account)
    walk.answer(Purpose.JAWABAN)
    return walk


def _answered(account: Any) -> Walk:
    walk = Walk(account).identified()
    walk.answer(Purpose.TANGGAPAN_AWAL)
    return walk


# Every step that can be left alone (step 1 ends as it begins), and on whose desk it then lies.
STEPS: dict[str, tuple[Step, str, Callable[[Any], Walk]]] = {
    "2": (Step.IDENTIFIKASI, "pengelola", Walk),
    "3": (Step.TANGGAPAN_AWAL, "pengelola", lambda account: Walk(account).identified()),
    "4": (Step.MENERUSKAN, "pengelola", _answered),
    "4-kasubsi": (Step.MENERUSKAN, "kasubsi_infokim", lambda account: Walk(account).at_kasubsi()),
    "5": (Step.ANALISA, "kasi_lalintalkim", lambda account: Walk(account).at_section()),
    "5a": (Step.ANALISA, "kepala_kantor", _to_analysis_by_the_head),
    "6": (Step.PENELITIAN, "kasi_lalintalkim", lambda account: Walk(account).at_fieldwork()),
    "7": (Step.MENERIMA_JAWABAN, "kasi_lalintalkim", lambda account: Walk(account).with_answer()),
    "8": (Step.MENYAMPAIKAN, "pengelola", _to_delivery),
    "9": (Step.MENDOKUMENTASIKAN, "pengelola", _to_filing),
}


def two_agents(now: datetime) -> int:
    """Let two agents run the clock at the very same moment; return how many warnings they gave together."""
    given: list[int] = []

    def one() -> None:
        with database.connection_context():
            given.append(give_warnings(now))

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(given) == 2
    return sum(given)


def moments(walk: Walk) -> Iterator[tuple[str, datetime, set[str]]]:
    """Work out from the signed table when each grade of the running step is reached."""
    record = running(walk.case)
    assert record is not None and record.due_at is not None
    calendar = office_calendar()
    whole = net_minutes(calendar, record.started_at, record.due_at)
    for grade, share, after, who in SIGNED:
        at = add_minutes(calendar, record.started_at, whole * share)
        yield grade, add_minutes(calendar, at, after) if after else at, who


def told(kind: str = "langkah") -> dict[str, set[str]]:
    """Return by grade who was told."""
    found: dict[str, set[str]] = {}
    for row in Notice.select(Notice, Staff).join(Staff):
        sort, _, grade, _ = row.key.split(":")
        if sort == kind:
            found.setdefault(grade, set()).add(row.staff.username)
    return found


def forget() -> None:
    """Leave out what was given on the way to the step."""
    WarningGiven.delete().execute()
    Notice.delete().execute()
    StatutoryClock.delete().execute()


@pytest.mark.parametrize("name", STEPS)
def test_a_complaint_left_alone_warns_and_escalates_exactly_as_the_table_says(name: str, account: Any) -> None:
    step, holder, walk_to = STEPS[name]
    walk = walk_to(account)
    assert walk.case.step == step
    forget()
    expected: dict[str, set[str]] = {}
    for grade, at, who in moments(walk):
        before = at - timedelta(seconds=1)
        # Two minutes' steps come to their grades within one round; the gravest alone is then announced.
        if before > walk.now:
            two_agents(before)
            assert told() == expected, f"too early: {grade}"
        two_agents(at)
        expected[grade] = {holder if one == HOLDER else one for one in who}
        assert told() == expected
        assert two_agents(at) == 0
    last = at + timedelta(days=30)
    assert two_agents(last) == 0
    assert WarningGiven.select().count() == len(SIGNED)
    assert Audit.select().where(Audit.event == "peringatan").count() == len(SIGNED)
    assert walk.case.number in Notice.select().first().text


def test_after_a_standstill_every_grade_is_written_and_everybody_hears_once(account: Any) -> None:
    walk = Walk(account).at_section()
    forget()
    assert two_agents(walk.now + timedelta(days=20)) == len(SIGNED)
    assert told() == {"kepala": {"kasi_lalintalkim", "kepala_kantor"}, "kasi": {"kasi_tikkim"}}
    assert two_agents(walk.now + timedelta(days=20)) == 0


def test_the_next_round_of_a_step_warns_anew_and_an_ended_one_no_more(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    forget()
    give_warnings(walk.now + timedelta(minutes=16))
    walk.paper("ND-TERUS")
    walk.move(Move.TERUSKAN_KE_SEKSI)
    walk.move(Move.BUKAN_SEKSI_INI)
    record = running(walk.case)
    assert record is not None
    assert (record.step, record.round) == (Step.MENERUSKAN, 2)
    give_warnings(record.started_at + timedelta(minutes=16))
    assert [row.record_id for row in WarningGiven.select().order_by(WarningGiven.id)][1] == record.id
    assert WarningGiven.select().count() == 2


def test_R4_a_limit_of_the_law_warns_at_half_at_four_fifths_and_at_its_end(account: Any) -> None:
    walk = Walk(account)
    limit = StatutoryClock.get()
    for days, grades in ((6.9, set()), (7, {"50"}), (11.2, {"50", "80"}), (14, {"50", "80", "100"})):
        two_agents(NOW + timedelta(days=days))
        assert set(told("hukum")) == grades
    assert told("hukum")["80"] == {"pengelola", "kasi_tikkim"}
    assert told("hukum")["100"] == {"pengelola", "kasi_tikkim", "kepala_kantor"}
    assert WarningGiven.select().where(WarningGiven.clock == limit.id).count() == 3
    assert walk.case.number in Notice.select().where(Notice.key.startswith("hukum")).first().text


def test_a_clock_that_stands_still_warns_nobody_and_goes_on_where_it_stood(account: Any) -> None:
    walk = Walk(account).at_section()
    forget()
    holder, now = actor(Role.KASI_LALINTALKIM), walk.now + timedelta(minutes=10)
    pause_step(walk.id, PauseReason.MENUNGGU_INSTANSI, "Menunggu Disdukcapil.", letter_of(walk), holder, now)
    assert give_warnings(now + timedelta(minutes=60)) == 0
    resume_step(walk.id, holder, now + timedelta(minutes=60))
    assert give_warnings(now + timedelta(minutes=64)) == 0
    assert give_warnings(now + timedelta(minutes=65)) == 1
    assert set(told()) == {"50"}


def test_nobody_hears_of_a_case_he_may_not_see_the_next_one_up_does(account: Any) -> None:
    add_staff(Role.KASI_INTELDAKIM, username="kasi_inteldakim_2")
    walk = Walk(account, Section.INTELDAKIM).at_section()
    forget()
    give_warnings(walk.now + timedelta(minutes=16))
    assert told() == {"50": {"kasi_inteldakim", "kasi_inteldakim_2"}}
    forget()
    Staff.update(active=False).where(Staff.role == Role.KASI_INTELDAKIM).execute()
    give_warnings(walk.now + timedelta(minutes=16))
    assert told() == {"50": {"kepala_kantor"}}


def test_where_the_head_is_named_his_desk_is_warned_of_to_who_stands_in(account: Any) -> None:
    walk = _to_analysis_by_the_head(account)
    head = Staff.get(Staff.username == "kepala_kantor").id
    name_party(walk.id, head, "terlapor", actor(Role.KASUBSI_INFOKIM), walk.tick())
    record = running(walk.case)
    assert record is not None and record.due_at is not None
    give_warnings(record.due_at)
    told = (
        Notice.select(Staff.username).join(Staff).where((Notice.kind == "peringatan") & Notice.key.contains(":100:"))
    )
    assert {name for (name,) in told.where(Notice.complaint == walk.id).tuples()} == {"kasi_tikkim"}
    assert not Notice.select().where((Notice.staff == head) & (Notice.made_at >= record.due_at)).exists()
