"""How a channel is: every condition by its edge, the worst one decides, and each says in Indonesian what to do."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from models.rules.channels.channel_facts import GRADE_LABELS, Facts, Grade
from models.rules.channels.channel_health import CONDITIONS, judge
from models.rules.channels.costs.budget import Spending
from models.rules.channels.costs.prices import MILLION, Charged
from models.rules.channels.lifetimes import ApiVersion, TokenLife
from models.rules.channels.pace import Full, Use
from models.rules.channels.passes import JOBS, Job, Pass, overdue
from models.rules.channels.verdicts import NOTHING_TO_DO

NOW = datetime(2026, 11, 25, 2, 0)
WELL = Facts(moment=NOW, created_at=NOW - timedelta(days=9), last_success_at=NOW - timedelta(seconds=8))


def ago(**by: float) -> datetime:
    return NOW - timedelta(**by)


def ahead(**by: float) -> datetime:
    return NOW + timedelta(**by)


def spent(dollars: float) -> Spending:
    return Spending(NOW, {(NOW.date(), Charged.MESSAGE_READ): round(dollars * 100)}, 10 * MILLION, NOW.date())


# code: what makes it hold, and what is just not enough
EDGES: dict[str, tuple[dict[str, object], dict[str, object]]] = {
    "agent_down": ({"agent_alive": False}, {"agent_alive": True}),
    "locked": ({"agent_alive": False, "locked": True}, {"agent_alive": False, "locked": False}),
    "sign_in": ({"state": "jeda", "reason": "Kunci ditolak."}, {"state": "ok"}),
    "token_expired": ({"token_expires_at": NOW}, {"token_expires_at": ahead(seconds=1)}),
    "disturbed": ({"state": "terganggu", "fails": 3}, {"state": "terganggu", "fails": 2}),
    "unread": ({"last_success_at": ago(minutes=5, seconds=1)}, {"last_success_at": ago(minutes=5)}),
    "stands_still": (
        {"passes": {"deliver": Pass(ago(minutes=3, seconds=1))}},
        {"passes": {"deliver": Pass(ago(minutes=3))}},
    ),
    "disk": ({"passes": {"deliver": Pass(NOW, "disk")}}, {"passes": {"media": Pass(NOW, "disk")}}),
    "clock": ({"passes": {"deliver": Pass(NOW, "clock")}}, {"passes": {"deliver": Pass(NOW)}}),
    "restored": ({"passes": {"deliver": Pass(NOW, "restored")}}, {"passes": {"deliver": Pass(NOW)}}),
    "deaf": ({"deaf": True}, {"deaf": False}),
    "token_days": ({"token_expires_at": ahead(days=3)}, {"token_expires_at": ahead(days=3, seconds=1)}),
    "token_weeks": ({"token_expires_at": ahead(days=14)}, {"token_expires_at": ahead(days=14, seconds=1)}),
    "token_unknown": ({"token_life": TokenLife.UNKNOWN}, {"token_life": TokenLife.LASTS}),
    "version_ends": (
        {"version": ApiVersion("Graph API", "v1.0", NOW.date() + timedelta(days=90))},
        {"version": ApiVersion("Graph API", "v1.0", NOW.date() + timedelta(days=91))},
    ),
    "blip": ({"state": "terganggu", "fails": 1}, {"state": "terganggu", "fails": 3}),
    "late": ({"late": 1, "late_since": ago(minutes=10)}, {"late": 0}),
    "held": ({"held": 1}, {"held": 0}),
    "held_late": ({"held_late": 1}, {"held": 1}),
    "parked_late": ({"parked_late": 1}, {"parked_late": 0}),
    "failed": ({"failed": 1}, {"failed": 0}),
    "stuck": ({"stuck": 1}, {"stuck": 0}),
    "unreadable": ({"unreadable": 2}, {"unreadable": 0}),
    "blocked": ({"blocked": "dinyatakan petugas"}, {"blocked": ""}),
    "cap_full": ({"full": Full(ahead(minutes=4), "batas 30 pesan sejam")}, {"full": None}),
    "budget_over": ({"spending": spent(10)}, {"spending": spent(9.99)}),
    "budget_near": ({"spending": spent(7)}, {"spending": spent(6.99)}),
    "cap_near": ({"uses": (Use(24, 30, "sejam"),)}, {"uses": (Use(23, 30, "sejam"), Use(9, 0, "sehari"))}),
    "turns": ({"turns": 1, "turns_end": ahead(minutes=4)}, {"turns": 0}),
    "machine_gone": ({"machine": "gerbang1", "machine_gone": True}, {"machine": "gerbang1"}),
    "lacks_secret": ({"machine": "gerbang1", "lacks_secret": True}, {"machine": "gerbang1"}),
    "restarted": ({"restarts": 1}, {"restarts": 0}),
    "pushes": ({"push_waits_since": ago(minutes=2, seconds=1)}, {"push_waits_since": ago(minutes=2)}),
    "quota": ({"quota_used": 80}, {"quota_used": 79}),
    "clock_told": (
        {"advice": "Jam salah.", "passes": {"poll": Pass(NOW, "clock told")}},
        {"advice": "Jam salah.", "passes": {"poll": Pass(NOW)}},
    ),
    "advice": ({"advice": "Periksa nomor."}, {"advice": ""}),
    "new": ({"state": "baru", "last_success_at": None, "created_at": ago(minutes=1)}, {"state": "ok"}),
}


def test_every_condition_has_its_edge_here() -> None:
    assert set(EDGES) == {row.code for row in CONDITIONS}


@pytest.mark.parametrize("code", EDGES)
def test_a_condition_holds_from_its_edge_on(code: str) -> None:
    holds, not_yet = EDGES[code]
    row = next(row for row in CONDITIONS if row.code == code)
    verdict = judge(replace(WELL, **holds))  # type: ignore[arg-type]
    assert verdict.holds(code)
    assert verdict.grade is row.grade
    assert not judge(replace(WELL, **not_yet)).holds(code)  # type: ignore[arg-type]


@pytest.mark.parametrize("code", EDGES)
def test_every_finding_says_in_whole_sentences_what_to_do(code: str) -> None:
    verdict = judge(replace(WELL, **EDGES[code][0]))  # type: ignore[arg-type]
    finding = next(one for one in verdict.findings if one.code == code)
    assert finding.to_do[0].isupper() or finding.to_do[0].isdigit()
    assert finding.to_do.endswith(".")
    assert finding.operators


def test_of_a_number_taken_for_banned_nothing_says_when_its_answers_leave() -> None:
    full, uses = Full(ahead(minutes=4), "batas 30 pesan sejam"), (Use(24, 30, "sejam"),)
    waiting = {"turns": 2, "turns_end": ahead(minutes=4), "late": 1, "late_since": ago(minutes=10)}
    for limits in ({"full": full}, {"uses": uses}):
        facts = replace(WELL, blocked="dinyatakan petugas", **waiting, **limits)  # type: ignore[arg-type]
        assert [finding.code for finding in judge(facts).findings] == ["blocked"]


def test_a_single_failure_that_lasts_is_no_blip() -> None:
    """A try may wait in vain for as long as a request may take, and a platform may ask to wait for an hour."""
    lasting = replace(WELL, state="terganggu", fails=1, state_since=ago(seconds=26))
    assert judge(lasting).grade is Grade.DISTURBED
    assert judge(replace(lasting, state_since=ago(seconds=25))).holds("blip")


def test_a_job_that_fails_is_told_sooner_than_one_that_is_late() -> None:
    for halt, seconds, told in (("fault", 31, True), ("fault", 30, False), ("", 31, False)):
        assert (
            judge(replace(WELL, passes={"deliver": Pass(ago(seconds=seconds), halt)})).holds("stands_still") is told
        )


def test_all_is_well() -> None:
    verdict = judge(WELL)
    assert (verdict.grade, verdict.findings, verdict.to_do) == (Grade.OK, (), NOTHING_TO_DO)


def test_the_worst_decides_and_the_rest_is_still_said() -> None:
    verdict = judge(replace(WELL, state="jeda", reason="QR lepas.", held=2, deaf=True))
    assert [finding.grade for finding in verdict.findings] == [Grade.PAUSED, Grade.DEAF, Grade.ATTENTION]
    assert verdict.to_do.startswith("QR lepas.")


def test_R4_a_channel_nobody_reads_is_seen_after_five_minutes_whatever_its_state_says() -> None:
    facts = Facts(moment=NOW, state="baru", created_at=ago(minutes=6))
    assert judge(facts).grade is Grade.DISTURBED


def test_a_channel_that_is_off_is_only_off() -> None:
    assert judge(replace(WELL, enabled=False, state="jeda", agent_alive=False)).grade is Grade.OFF


def test_what_waits_for_people_counts_for_the_office_and_a_channel_that_is_off_still_owes_it() -> None:
    late = replace(WELL, held_late=1, parked_late=1)
    verdict = judge(late)
    assert (verdict.grade, [one.code for one in verdict.findings if one.degrades]) == (
        Grade.ATTENTION,
        ["held_late", "parked_late"],
    )
    assert not any(one.degrades for one in judge(replace(WELL, held=1, unreadable=1)).findings)
    off = judge(replace(late, enabled=False, late=2))
    assert (off.grade, off.holds("late_off"), "4 jawaban" in off.findings[1].to_do) == (Grade.OFF, True, True)
    assert judge(replace(WELL, enabled=False)).findings[0].degrades is False


def test_what_officers_write_down_themselves_needs_no_agent() -> None:
    facts = Facts(moment=NOW, needs_agent=False, agent_alive=False, state="baru", created_at=ago(days=9))
    assert judge(facts).grade is Grade.OK
    assert judge(replace(facts, unreadable=1)).grade is Grade.ATTENTION


def test_lag_is_the_age_of_the_last_good_look_or_of_the_oldest_unread_push() -> None:
    assert WELL.lag == timedelta(seconds=8)
    assert replace(WELL, push_waits_since=ago(minutes=1)).lag == timedelta(minutes=1)
    assert replace(WELL, last_success_at=ahead(minutes=1)).lag == timedelta(0)
    assert Facts(moment=NOW).lag is None


def test_every_grade_has_a_label() -> None:
    assert set(GRADE_LABELS) == set(Grade)


@pytest.mark.parametrize("job", Job)
def test_no_job_that_stopped_is_ok_because_another_goes_on(job: Job) -> None:
    passes = {str(one): Pass(NOW) for one in Job}
    assert judge(replace(WELL, passes=passes)).grade is Grade.OK
    passes[str(job)] = Pass(NOW - JOBS[job].limit - timedelta(seconds=1))
    verdict = judge(replace(WELL, passes=passes))
    assert verdict.grade is Grade.DISTURBED
    assert JOBS[job].stands_still in verdict.to_do


def test_a_stamp_of_a_time_to_come_is_no_news() -> None:
    assert overdue({"deliver": Pass(NOW + timedelta(days=3))}, NOW) == (Job.DELIVER,)


def test_a_rest_the_platform_asked_for_is_no_standstill() -> None:
    old = {"deliver": Pass(NOW - timedelta(minutes=9))}
    resting = replace(WELL, passes=old, state="terganggu", fails=1, paused_until=NOW + timedelta(minutes=6))
    assert not judge(resting).holds("stands_still")
    assert judge(replace(resting, paused_until=NOW)).holds("stands_still")


@pytest.mark.parametrize("field", ["last_success_at", "push_waits_since"])
def test_F40_a_stamp_of_a_time_to_come_is_no_news_of_now(field: str) -> None:
    code = {"last_success_at": "unread", "push_waits_since": "pushes"}[field]
    changes: dict[str, Any] = {field: ahead(days=400)}
    assert judge(replace(WELL, **changes)).holds(code)
    changes = {field: ahead(minutes=9)}
    assert not judge(replace(WELL, **changes)).holds(code)


def test_F40_a_rest_until_a_time_to_come_does_not_keep_what_stands_still_from_being_told() -> None:
    halted = {"state": "terganggu", "fails": 1, "passes": {"deliver": Pass(ago(minutes=4))}}
    changes: dict[str, Any] = {**halted, "paused_until": ahead(minutes=5)}
    assert not judge(replace(WELL, **changes)).holds("stands_still")
    changes = {**halted, "paused_until": ahead(days=400)}
    assert judge(replace(WELL, **changes)).holds("stands_still")
