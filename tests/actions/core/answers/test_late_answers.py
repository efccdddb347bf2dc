"""Which answers are late by their edges, with the cause of each; nothing of them changes."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.channels.channel_health import look_at_channels
from models.actions.channels.serve_account import beat
from models.actions.channels.stamp_passes import stamp_passes
from models.actions.core.answers.late_answers import is_late, late_by_account, late_causes
from models.rules.channels.channel_facts import Grade
from models.rules.channels.late_answers import TIMES, late_after
from models.rules.channels.passes import Pass
from models.tables import Outbox
from tests.actions.sending import S, queue
from tests.actions.walking import Walk

SECONDS = 600.0


@pytest.mark.parametrize("state", TIMES)
def test_an_answer_is_late_from_its_edge_on_and_keeps_its_state(account: Any, state: S) -> None:
    walk = Walk(account)
    made = queue(walk, "a").created_at
    Outbox.update(state=str(state), not_before=None, last_attempt_at=None).execute()
    edge = made + late_after(state, SECONDS)
    late = [Outbox.select().where(is_late(moment, SECONDS)).count() for moment in (edge - timedelta(seconds=1), edge)]
    assert late == [0, 1]
    assert list(late_causes([Outbox.get()], edge, SECONDS, True)) == [Outbox.get().id]
    assert Outbox.get().state == state


def test_what_is_planned_for_later_is_late_only_after_that(account: Any) -> None:
    walk = Walk(account)
    made = queue(walk, "a").created_at
    Outbox.update(not_before=made + timedelta(hours=2)).execute()
    assert late_by_account(made + timedelta(hours=2), SECONDS) == {}
    assert late_by_account(made + timedelta(hours=2, minutes=10), SECONDS) == {account.id: (1, made)}


def test_a_short_disk_is_the_cause_and_the_channel_is_disturbed_though_its_poll_is_ok(account: Any) -> None:
    walk = Walk(account)
    moment = queue(walk, "a").created_at + timedelta(minutes=10)
    type(account).update(state="ok", last_success_at=moment, last_inbound_at=moment).execute()
    beat("agen", moment)
    stamp_passes(account.id, {"deliver": Pass(moment, "disk")})
    assert "disk" in late_causes([Outbox.get()], moment, SECONDS, True)[Outbox.get().id]
    (view,) = [one for one in look_at_channels(moment, 10.0) if one.account.id == account.id]
    assert view.verdict.grade is Grade.DISTURBED
    assert view.verdict.holds("late")
    assert view.verdict.holds("disk")
    Outbox.update(state="sent").execute()
    stamp_passes(account.id, {"deliver": Pass(moment)})
    (view,) = [one for one in look_at_channels(moment, 10.0) if one.account.id == account.id]
    assert view.verdict.grade is Grade.OK


def test_a_dead_agent_and_a_job_that_does_not_go_through_are_causes_of_their_own(account: Any) -> None:
    walk = Walk(account)
    moment = queue(walk, "a").created_at + timedelta(minutes=10)
    row = Outbox.get()
    type(account).update(state="ok").execute()
    assert "tidak berjalan" in late_causes([row], moment, SECONDS, False)[row.id]
    assert "tidak mengirim" in late_causes([row], moment, SECONDS, True)[row.id]  # never went through
    stamp_passes(account.id, {"deliver": Pass(moment - timedelta(minutes=3, seconds=1))})
    assert "tidak mengirim" in late_causes([row], moment, SECONDS, True)[row.id]


def test_where_another_program_holds_the_database_that_is_the_cause_and_not_a_dead_agent(account: Any) -> None:
    walk = Walk(account)
    moment = queue(walk, "a").created_at + timedelta(minutes=10)
    row = Outbox.get()
    assert "dikunci program lain" in late_causes([row], moment, SECONDS, False, locked=True)[row.id]


@pytest.mark.parametrize(("state", "code"), [(S.HOLD, "held_late"), (S.PARKED, "parked_late")])
def test_what_waits_too_long_for_people_counts_though_the_channel_works(account: Any, state: S, code: str) -> None:
    walk = Walk(account)
    made = queue(walk, "a").created_at
    Outbox.update(state=str(state), not_before=None).execute()
    edge = made + late_after(state, SECONDS)

    def counts(moment: Any) -> list[str]:
        type(account).update(state="ok", last_success_at=moment, last_inbound_at=moment).execute()
        beat("agen", moment)
        (view,) = [one for one in look_at_channels(moment, 10.0) if one.account.id == account.id]
        return [finding.code for finding in view.verdict.findings if finding.degrades]

    assert counts(edge - timedelta(seconds=1)) == []
    assert counts(edge) == [code]
    type(account).update(enabled=False).execute()
    assert counts(edge) == ["late_off"]
