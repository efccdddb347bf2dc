"""A restored backup older than attempts.log: what may be out already is looked up, never sent again (F45)."""

from pathlib import Path
from typing import Any

import pytest

from models.actions.replies.after_restore import Behind, reconcile_attempts, undecided_replies
from models.actions.replies.deliver_reply import claim_due
from models.rules.core.moments import iso
from models.rules.replies.delivery import ReplyState
from models.tables import Outbox
from models.tables.replies import attempts_log
from models.tables.replies.attempts_log import Attempt
from tests.actions.sending import queue, sending
from tests.actions.walking import Walk


def seen(walk: Walk, key: str, attempt: int = 1) -> Attempt:
    return Attempt(key, attempt, "hash", "628110000001@c.us", "3EB0A", iso(walk.now) or "")


def test_a_log_that_agrees_changes_nothing(account: Any) -> None:
    walk = Walk(account)
    queue(walk, "a")
    sending(walk)
    before = list(Outbox.select().tuples())
    assert reconcile_attempts([seen(walk, "a")], walk.now) == Behind(0, 0)
    assert reconcile_attempts([], walk.now) == Behind(0, 0)
    assert list(Outbox.select().tuples()) == before


@pytest.mark.parametrize("state", [ReplyState.QUEUED, ReplyState.WAITING, ReplyState.PARKED])
def test_a_sending_the_database_forgot_is_unknown_and_not_sent_again(account: Any, state: ReplyState) -> None:
    walk = Walk(account)
    queue(walk, "a")
    Outbox.update(state=str(state)).execute()
    log = [seen(walk, "a"), seen(walk, "a", 2)]
    found = reconcile_attempts(log, walk.now)
    row = Outbox.get()
    assert (found.replies, found.any) == (1, True)
    assert (row.state, row.attempts, row.client_ref) == (ReplyState.UNKNOWN, 2, "3EB0A")
    assert claim_due(account.id, "agen", 60, walk.tick()) is None
    assert undecided_replies(account.id) == 1
    # The second look finds nothing new.
    assert reconcile_attempts(log, walk.now) == Behind(0, 0)


def test_a_line_that_forgot_where_it_went_still_prevents_a_second_sending(account: Any, tmp_path: Path) -> None:
    walk, log = Walk(account), tmp_path / "attempts.log"
    queue(walk, "a")
    attempts_log.append(log, seen(walk, "a"))
    assert (attempts_log.forget(log, {"a"}), b"6281" in log.read_bytes()) == (1, False)
    assert reconcile_attempts(attempts_log.entries(log), walk.now) == Behind(1, 0)
    assert (Outbox.get().state, Outbox.get().attempts) == (ReplyState.UNKNOWN, 1)
    assert claim_due(account.id, "agen", 60, walk.tick()) is None


def test_a_reply_the_database_never_heard_of_is_counted(account: Any) -> None:
    walk = Walk(account)
    assert reconcile_attempts([seen(walk, "hilang")], walk.now) == Behind(0, 1)


def test_what_is_settled_stays_settled(account: Any) -> None:
    walk = Walk(account)
    queue(walk, "a")
    Outbox.update(state=str(ReplyState.CANCELLED)).execute()
    reconcile_attempts([seen(walk, "a")], walk.now)
    assert Outbox.get().state == ReplyState.CANCELLED
