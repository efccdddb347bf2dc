"""attempts.log in segments: what the database knows is not read again, an older one reads it, killed anywhere."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.replies import keep_attempts
from models.actions.replies.after_restore import Behind
from models.actions.replies.keep_attempts import leave_out_old, mark_known, marked, reconcile_log
from models.actions.upkeep.verify.office import Office
from models.actions.upkeep.verify.replies import attempts
from models.rules.core.moments import iso
from models.rules.replies.delivery import ReplyState
from models.tables import KnownSegment, Outbox
from models.tables.core import sealed_log
from models.tables.core.database import is_sqlite
from models.tables.core.sealed_log import seal_log, segments
from models.tables.replies import attempts_log
from models.tables.replies.attempts_log import Attempt, append, entries_of
from tests.actions.sending import queue, sending
from tests.actions.walking import Walk

LONG = timedelta(days=500)


class Killed(BaseException):
    """The program ends here."""


def killed(*_: object, **__: object) -> None:
    raise Killed


def line(walk: Walk, key: str, attempt: int = 1) -> Attempt:
    row = Outbox.get_or_none(Outbox.reply_key == key)
    return Attempt(key, attempt, row.text_hash if row else "h", "628110000001@c.us", "3EB0", iso(walk.now) or "")


def sealed_with(log: Path, *lines: Attempt) -> Path:
    for one in lines:
        append(log, one)
    segment = seal_log(log, 1)
    assert segment is not None
    return segment


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "attempts.log"


@pytest.fixture
def walk(account: Any) -> Walk:
    """One reply on its way, tried once."""
    walk = Walk(account)
    queue(walk, "a")
    sending(walk)
    return walk


def test_a_start_reads_no_segment_that_the_database_knows(
    walk: Walk, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    segment = sealed_with(log, line(walk, "a"))
    assert mark_known(log, walk.now) == [segment.name]
    assert mark_known(log, walk.now) == []
    monkeypatch.setattr(attempts_log, "entries_of", killed)
    assert reconcile_log(log, walk.now) == Behind(0, 0)


def test_an_older_database_has_no_mark_and_reads_the_segment(walk: Walk, log: Path) -> None:
    sealed_with(log, line(walk, "a"))
    mark_known(log, walk.now)
    KnownSegment.delete().execute()  # as in the backup
    Outbox.update(state=str(ReplyState.QUEUED), attempts=0).execute()
    assert reconcile_log(log, walk.now) == Behind(1, 0)
    assert (Outbox.get().state, len(marked())) == (ReplyState.UNKNOWN, 1)


def test_a_segment_with_a_sending_nobody_knows_is_read_at_every_start(walk: Walk, log: Path) -> None:
    sealed_with(log, line(walk, "a"), line(walk, "hilang"))
    for _ in range(2):
        assert (reconcile_log(log, walk.now), marked()) == (Behind(0, 1), set())


def test_a_sending_seen_twice_because_it_was_sealed_meanwhile_changes_nothing(walk: Walk, log: Path) -> None:
    sealed_with(log, line(walk, "a"))
    append(log, line(walk, "a"))
    assert reconcile_log(log, walk.now) == Behind(0, 0)


@pytest.fixture
def many(walk: Walk, log: Path, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """Five segments of old sendings of ended replies, of which the newest two are kept whatever a clock says."""
    monkeypatch.setattr(keep_attempts, "KEPT_SEGMENTS", 2)
    Outbox.update(state=str(ReplyState.REFUSED)).execute()
    for _ in range(5):
        sealed_with(log, line(walk, "a"))
    mark_known(log, walk.now)
    return walk


def kept(log: Path) -> list[bool]:
    """Whether each segment still has its lines."""
    return [bool(list(entries_of(segment))) for segment in segments(log)]


def test_old_segments_keep_only_their_end_and_the_newest_stay(many: Walk, log: Path) -> None:
    assert (leave_out_old(log, many.now + timedelta(days=399)), kept(log)) == (0, [True] * 5)
    assert (leave_out_old(log, many.now + LONG), kept(log)) == (2, [False, True, True])
    assert (leave_out_old(log, many.now + LONG), len(marked())) == (0, 3)
    assert reconcile_log(log, many.now) == Behind(0, 0)
    assert list(attempts(Office(log.parent, log, many.now))) == []


def test_no_segment_goes_while_a_reply_of_it_has_not_ended(many: Walk, log: Path) -> None:
    Outbox.update(state=str(ReplyState.PARKED)).execute()
    assert (leave_out_old(log, many.now + LONG), kept(log)) == (0, [True] * 5)


def test_no_segment_goes_that_the_database_does_not_know(many: Walk, log: Path) -> None:
    KnownSegment.delete().where(KnownSegment.name == segments(log)[1].name).execute()
    assert (leave_out_old(log, many.now + LONG), kept(log)) == (0, [True] * 5)


def test_a_database_older_than_what_was_left_out_sends_nothing_of_then_unasked(many: Walk, log: Path) -> None:
    leave_out_old(log, many.now + LONG)
    KnownSegment.delete().execute()
    Outbox.update(state=str(ReplyState.QUEUED), attempts=0, last_attempt_at=None, first_attempt_at=None).execute()
    many.now += LONG
    queue(many, "baru")
    found = reconcile_log(log, many.now)
    assert found.replies >= 1
    states = dict(Outbox.select(Outbox.reply_key, Outbox.state).tuples())
    assert states == {"a": ReplyState.UNKNOWN, "baru": ReplyState.QUEUED}
    assert (reconcile_log(log, many.now).replies, len(marked())) == (0, 3)


@pytest.mark.parametrize("where", ["leave_out", "unlink", "delete"])
def test_leaving_out_killed_on_the_way_is_made_up_for(
    many: Walk, log: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    places: dict[str, tuple[object, str]] = {
        "leave_out": (attempts_log, "leave_out"),
        "unlink": (Path, "unlink"),
        "delete": (KnownSegment, "delete"),
    }
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(*places[where], killed)
        leave_out_old(log, many.now + LONG)
    assert reconcile_log(log, many.now) == Behind(0, 0)
    assert list(attempts(Office(log.parent, log, many.now))) == []
    leave_out_old(log, many.now + LONG)
    assert kept(log) == [False, True, True]
    assert reconcile_log(log, many.now) == Behind(0, 0)


@pytest.mark.parametrize("act", [lambda log, now: seal_log(log, 1), mark_known])
@pytest.mark.parametrize("where", ["sync_folder", "segments"])
def test_sealing_or_marking_killed_on_the_way_loses_no_line(
    walk: Walk, log: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[..., object], where: str
) -> None:
    sealed_with(log, line(walk, "a"))
    append(log, line(walk, "a", 2))
    Outbox.update(attempts=2).execute()
    with monkeypatch.context() as patch:
        patch.setattr(sealed_log, where, killed)
        with suppress(Killed):
            act(log, walk.now)
    assert [one.attempt for one in attempts_log.entries(log)] == [1, 2]
    append(log, line(walk, "a", 3))
    assert reconcile_log(log, walk.now) == Behind(1, 0) if Outbox.get().attempts < 3 else Behind(0, 0)
    assert Outbox.get().attempts == 3


def test_verify_names_a_segment_that_is_gone(walk: Walk, log: Path) -> None:
    gone = [sealed_with(log, line(walk, "a")) for _ in range(3)][1]
    mark_known(log, walk.now)
    office = Office(log.parent, log, walk.now)
    assert list(attempts(office)) == []
    gone.unlink()
    assert [gone.name in found for found in attempts(office)] == ([True] if is_sqlite() else [])


def test_verify_compares_sendings_when_only_segments_are_there(walk: Walk, log: Path) -> None:
    sealed_with(log, line(walk, "hilang"))
    office = Office(log.parent, log, walk.now)
    assert ["hilang" in found for found in attempts(office)] == [True]
    assert office.notes == []
