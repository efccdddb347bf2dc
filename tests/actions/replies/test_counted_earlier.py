"""An answer counts from when the platform had it, also where that is told after better news of it."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.figures.close_month import close_month
from models.actions.replies.deliver_reply import claim_due, record_intent, record_sent
from models.actions.replies.queue_reply import queue_reply
from models.actions.upkeep.verify import counts, course
from models.actions.upkeep.verify.office import Office
from models.rules.channels.grades import DeliveryGrade
from models.rules.channels.messages import Ack, Receipt
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import (
    Audit,
    DeliveryChange,
    Invitation,
    Outbox,
    Pause,
    RegisterLine,
    StepOutput,
    StepRecord,
    StepRecount,
)
from tests.actions.delivering import clock, faults, give, give_with_file, tell
from tests.actions.inviting import INVITATION, Invited
from tests.actions.walking import Walk
from tests.admin_app.asked import listening
from tests.office import actor


def read_first(walk: Walk, later: timedelta = timedelta(hours=3)) -> tuple[str, datetime]:
    """Give an answer of which the platform first says that it was read; return its id, and since when it had it."""
    given, accepted = give(walk, Purpose.JAWABAN, Ack.PENDING), walk.now
    walk.now += later
    tell(walk, given, Ack.READ, at=walk.now)
    return given, accepted


def end_of(walk: Walk) -> StepRecord:
    return StepRecord.get((StepRecord.complaint == walk.id) & (StepRecord.step == 8))


def test_an_acceptance_told_after_the_reading_moves_the_end_of_the_step_back(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    given, accepted = read_first(walk)
    before, began = (
        end_of(walk),
        StepRecord.get((StepRecord.complaint == walk.id) & (StepRecord.step == 9)).started_at,
    )
    assert before.finished_at > accepted
    tell(walk, given, Ack.SENT, at=accepted, times=2)
    row, ended = Outbox.get(Outbox.external_id == given), end_of(walk)
    assert (row.grade, row.there_at, row.grade_at) == (DeliveryGrade.READ, accepted, before.finished_at)
    assert (ended.finished_at, clock(walk, "memutuskan").met_at) == (accepted, accepted)
    assert ended.net_minutes < before.net_minutes
    assert StepOutput.get(StepOutput.reference == f"outbox:{row.id}").made_at == accepted
    assert StepRecount.get(StepRecount.record == ended.id).net_before == before.net_minutes
    assert StepRecord.get((StepRecord.complaint == walk.id) & (StepRecord.step == 9)).started_at == began
    assert Audit.select().where(Audit.event == "kabar_lebih_awal").count() == 1
    assert DeliveryChange.select().where(DeliveryChange.reply == row.id).count() == 3
    assert not faults()


@pytest.mark.parametrize("again", [Ack.SENT, Ack.READ])
def test_the_same_news_told_again_of_an_earlier_moment_is_one_row_with_that_moment(account: Any, again: Ack) -> None:
    walk = Walk(account).with_answer().handed_back()
    given, accepted = read_first(walk)
    tell(walk, given, Ack.SENT, at=accepted + timedelta(hours=2))
    tell(walk, given, again, at=accepted + timedelta(hours=1))
    tell(walk, given, again, at=accepted + timedelta(hours=1), times=2)
    row, ended = Outbox.get(Outbox.external_id == given), end_of(walk)
    assert (row.grade, row.there_at) == (DeliveryGrade.READ, accepted + timedelta(hours=1))
    assert ended.finished_at == accepted + timedelta(hours=1)
    assert DeliveryChange.select().where(DeliveryChange.reply == row.id).count() == 3
    assert not faults()


def test_verify_names_a_time_that_no_telling_names(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).with_answer().handed_back()
    given, accepted = read_first(walk)
    tell(walk, given, Ack.SENT, at=accepted)
    Outbox.update(there_at=accepted - timedelta(minutes=1)).where(Outbox.external_id == given).execute()
    assert [fault for fault in faults() if "other times of delivery" in fault]


def test_a_later_or_a_fallen_time_moves_nothing(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    given = give(walk, Purpose.JAWABAN)
    since = Outbox.get(Outbox.external_id == given).there_at
    tell(walk, given, Ack.DELIVERED, at=since + timedelta(minutes=5))
    tell(walk, given, Ack.SENT, at=since + timedelta(minutes=1))
    assert Outbox.get(Outbox.external_id == given).there_at == since
    other = Walk(account, who="628110000002").with_answer().handed_back()
    other.now = max(other.now, walk.now)
    fell = give(other, Purpose.JAWABAN, key="jawab-2")
    tell(other, fell, Ack.FAILED)
    tell(other, fell, Ack.SENT, at=other.now - timedelta(minutes=1))
    assert Outbox.get(Outbox.external_id == fell).grade == DeliveryGrade.FAILED
    assert not faults()


def test_of_an_answer_with_a_file_the_later_of_both_counts(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).with_answer().handed_back()
    words = give_with_file(walk)
    sent, ended = Outbox.get_by_id(words).sent_at, end_of(walk).finished_at
    tell(walk, f"true_{words}_1", Ack.SENT, at=sent - timedelta(seconds=30))
    assert end_of(walk).finished_at == ended  # the file was there no sooner
    assert not faults()


def test_before_it_was_being_sent_it_was_not_there(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).with_answer().handed_back()
    given, accepted = read_first(walk)
    tell(walk, given, Ack.SENT, at=accepted - timedelta(days=3))
    row = Outbox.get(Outbox.external_id == given)
    assert row.there_at == (row.last_attempt_at or row.created_at)


def test_a_closed_month_has_a_line_that_says_so(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    given, accepted = read_first(walk, timedelta(days=12))
    StepRecord.update(late=False).where(StepRecord.step == 3).execute()
    assert end_of(walk).late
    close_month("2026-11", actor(Role.KASUBSI_INFOKIM), walk.now)
    newest = RegisterLine.select().order_by(RegisterLine.id.desc()).get()
    assert json.loads(newest.facts)["on_time"] is False
    tell(walk, given, Ack.SENT, at=accepted)
    line = RegisterLine.select().order_by(RegisterLine.id.desc()).get()
    assert (json.loads(line.facts)["on_time"], line.corrects_id) == (None, newest.id)  # its last step runs
    assert line.reason.startswith("Platform baru kemudian memberi tahu")


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_it_and_the_closing_of_a_month_take_turns_before_either_holds_a_case(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    given, accepted = read_first(walk)
    with listening() as asked:
        tell(walk, given, Ack.SENT, at=accepted)
    said = [sql for sql, _ in asked]
    turn, case = (next(n for n, sql in enumerate(said) if word in sql) for word in ("'register'", "FOR UPDATE"))
    assert turn < case


def test_an_acceptance_told_later_moves_the_rest_for_an_invitation_back_to_it(account: Any, tmp_path: Path) -> None:
    walk = Invited(account).at_answering()
    queue_reply(walk.id, INVITATION, Purpose.UNDANGAN, "undang-1", actor(Role.PENGELOLA), walk.tick())
    taken = claim_due(walk.account.id, "agen-1", 60, walk.tick())
    assert taken is not None
    accepted = walk.now
    assert record_intent(taken, 60, accepted)
    assert record_sent(taken, Receipt("undangan_1", Ack.PENDING), walk.now)
    walk.now += timedelta(hours=3)
    tell(walk, "undangan_1", Ack.READ, at=walk.now)
    lasts = Invitation.get().expires_at
    assert Pause.get().starts_at > accepted
    tell(walk, "undangan_1", Ack.SENT, at=accepted, times=2)
    assert Pause.get().starts_at == accepted
    assert Invitation.get().expires_at == lasts  # nobody loses a day by late news
    assert Audit.select().where(Audit.event == "kabar_lebih_awal").count() == 1
    office = Office(tmp_path, tmp_path / "attempts.log", walk.now)
    assert not [*faults(), *course.pauses(office), *counts.running(office)]
