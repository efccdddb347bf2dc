"""The program's failures belong to one reply: counted there, tried again, and the third in a row sets it aside."""

from typing import Any

import pytest
from peewee import DatabaseError, IntegrityError, OperationalError

from models.actions.replies import deliver_reply as deliver
from models.actions.replies import read_back
from models.actions.replies.row_faults import RowFailed, at_row, record_fault
from models.rules.channels.messages import Finding, Readback, Receipt
from models.rules.replies.delivery import MOST_FAULTS
from models.tables import Outbox
from tests.actions.sending import S, claim, queue, sending, state
from tests.actions.walking import Walk


def test_what_surely_has_not_left_is_tried_again_later_and_then_set_aside(account: Any) -> None:
    walk = Walk(account)
    queue(walk, "a")
    number = Outbox.get().id
    claim(walk)
    assert record_fault(number, "KeyError", walk.now) is S.QUEUED
    row = Outbox.get()
    assert (row.owner, row.lease_until, row.faults) == (None, None, 1)
    assert row.not_before > walk.now
    assert "KeyError" in row.reason
    assert claim(walk, walk.now) is None
    assert record_fault(number, "KeyError", walk.now) is S.QUEUED
    assert record_fault(number, "KeyError", walk.now) is S.HOLD
    assert "disisihkan" in Outbox.get().reason
    assert record_fault(number, "KeyError", walk.now) is S.HOLD  # a person's now


def test_what_may_have_left_is_looked_for_first(account: Any) -> None:
    walk = Walk(account)
    queue(walk, "a")
    taken = sending(walk)
    assert record_fault(taken.row_id, "KeyError", walk.now) is S.UNKNOWN
    assert Outbox.get().faults == 1
    assert record_fault(taken.row_id, "KeyError", walk.now) is S.UNKNOWN
    assert Outbox.get().last_readback_at == walk.now
    assert record_fault(taken.row_id, "KeyError", walk.now) is S.HOLD


def test_only_failures_in_a_row_count(account: Any) -> None:
    walk = Walk(account)
    queue(walk, "a")
    Outbox.update(faults=MOST_FAULTS - 1).execute()
    deliver.record_waiting(sending(walk), walk.now, "429", walk.now)
    assert Outbox.get().faults == 0
    taken = sending(walk)
    deliver.record_unknown(taken, "putus", walk.now)
    Outbox.update(faults=MOST_FAULTS - 1).execute()
    read_back.record_readback(taken, Readback(Finding.ABSENT), True, walk.tick())
    assert Outbox.get().faults == 0
    Outbox.update(faults=MOST_FAULTS - 1).execute()
    read_back.record_readback(taken, Readback(Finding.FOUND, "m"), True, walk.tick())
    assert Outbox.get().faults == 0
    queue(walk, "b")
    Outbox.update(faults=MOST_FAULTS - 1).where(Outbox.reply_key == "b").execute()
    deliver.record_sent(sending(walk), Receipt("n"), walk.now)
    assert (state("b"), Outbox.get(Outbox.reply_key == "b").faults) == (S.SENT, 0)


@pytest.mark.parametrize("ours", [OperationalError(), DatabaseError(), ValueError()])
def test_the_trouble_of_database_and_channel_is_no_row_s(ours: Exception) -> None:
    with pytest.raises(type(ours)), at_row(1, ValueError):
        raise ours


def test_any_other_failure_names_its_row_once() -> None:
    with pytest.raises(RowFailed) as failed, at_row(2), at_row(1):
        raise IntegrityError("UNIQUE")
    assert failed.value.row_id == 1
    assert isinstance(failed.value.__cause__, IntegrityError)
