"""What is tried once at the end: cursors deleted (I-10), the oldest backup of the run restored (I-12)."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import requests

from models.rules.channels.channels import Inbox, channel
from sync_agent.connectors.facebook import chats as facebook
from sync_agent.connectors.instagram import chats as instagram
from sync_agent.connectors.tiktok import reading as tiktok
from tests.soak.judge.late_reading import may_be_late
from tests.soak.judge.snapshot import Office, Snapshot, Written
from tests.soak.reading import TROUBLE, tried

if TYPE_CHECKING:
    from tests.soak.course import Course

_GAPS = """SELECT DISTINCT channel_account.kind FROM gap
JOIN channel_account ON channel_account.id = gap.account_id WHERE gap.settled_at IS NULL"""
# How many of a conversation's messages these platforms show; there is no paging behind them (channels.md F18).
_SHOWN = {"facebook": facebook.NEWEST, "instagram": instagram.NEWEST, "tiktok": tiktok.NEWEST_MESSAGES}
_SWEEP = 60.0  # seconds an agent has at least to read everything once more


@dataclass(frozen=True)
class Drill:
    """One row: its code, its sentence, and what yields whatever is broken."""

    code: str
    says: str
    do: Callable[["Course"], Iterator[str]]


def _without_cursors(course: "Course") -> Iterator[str]:
    office = course.office
    before = course.look()
    cases = office.reader.rows("SELECT COUNT(*) FROM complaint")
    office.agent.stop()
    with closing(office.reader.connect(writes=True)) as one:
        one.execute("DELETE FROM cursor")
    office.agent.begin()
    _settle(course)
    after = course.look()
    late = may_be_late(office.reader)
    here = {(row.channel, row.id) for row in before.office.stored}
    for channel_kind, name in sorted(late - here):
        course.journal.note(f"{channel_kind} {name} was read only now, as the channel's row says")
    yield from changed(before, after, late)
    if (now := office.reader.rows("SELECT COUNT(*) FROM complaint")) != cases:
        yield f"complaints went from {cases[0][0]} to {now[0][0]}"


def changed(before: Snapshot, after: Snapshot, late: frozenset[tuple[str, str]] = frozenset()) -> Iterator[str]:
    """Yield what was stored or sent though nothing happened; `late`: what no poll had to read yet, by channel."""
    here = {(row.channel, row.id) for row in before.office.stored}
    for row in after.office.stored:
        if (row.channel, row.id) not in here | late:
            yield f"{row.channel} {row.id} ({row.direction}) was stored anew"
    if len(after.shown) != len(before.shown):
        yield f"citizens see {len(after.shown)} answers, before {len(before.shown)}"


def _restored(course: "Course") -> Iterator[str]:
    if course.backup is None:
        yield "there is no backup to restore"
        return
    office, before = course.office, course.look()
    known = tried(office.data / "attempts.log")
    office.agent.stop()
    office.back_office.stop()
    done = office.command("run_admin.py", "restore", str(course.backup), "--replace")
    if done.returncode:
        yield f"restore failed: {done.stdout[-300:]}{done.stderr[-300:]}"
    course.judging.memory.states.clear()  # what was approved since is gone, as every restore says
    course.judging.memory.first_texts.clear()
    course.judging.memory.audits = 0
    office.agent.begin()
    office.back_office.begin()
    office.renew_accounts()  # an old backup has old keys: the program asks a person for the present ones
    _settle(course)
    _, shown = office.platforms.truth()
    written = before.written
    after = Snapshot(time.time(), written, shown, office=office.reader.office())
    yield from repeated(before, after, known, _told_gaps(course))
    verified = office.command("run_admin.py", "verify")
    yield from (f"verify: {line}" for line in verified.stdout.splitlines() if verified.returncode)


def repeated(
    before: Snapshot, after: Snapshot, known: frozenset[str], gaps: frozenset[str] = frozenset()
) -> Iterator[str]:
    """Yield what was sent again after a restore, and what a citizen wrote that is not stored any more.

    What was pushed since the backup and can never be read again is lost with it, also what stands in a conversation
    behind the newest that its platform shows; `gaps`: the channels of which the office says so (Celah pesan), so that
    somebody looks at the phone.
    """
    old = {(one.channel, one.id) for one in before.shown}
    owner = {(row.channel, row.external_id): row.key for row in after.office.answers if row.external_id}
    for one in after.shown:
        if (one.channel, one.id) in old:
            continue
        key = owner.get((one.channel, one.id), "")
        if not key or key in known:
            yield f"{one.channel} {one.id} was sent again after the restore"
    for each in _not_stored(after.written, after.office, gaps):
        yield f"{each.channel} {each.id} is not stored any more after the restore"


def _not_stored(written: Iterable[Written], office: Office, gaps: frozenset[str]) -> Iterator[Written]:
    here = {(row.channel, row.id) for row in office.stored}
    never_again = {kind for kind in gaps if channel(kind).inbox is Inbox.NONE}
    yield from (
        one
        for one in written
        if not one.gone and (one.channel, one.id) not in here and one.channel not in never_again
        if not (one.channel in gaps and _is_behind_the_newest(one))
    )


def _is_behind_the_newest(one: Written) -> bool:
    """Whether its platform shows it no more, since so many newer ones stand in its conversation."""
    return one.channel in _SHOWN and one.newer >= _SHOWN[one.channel]


def _told_gaps(course: "Course") -> frozenset[str]:
    """Return the kinds of the channels of which the office says that messages may be missing."""
    rows = course.office.reader.rows(_GAPS)
    return frozenset(str(kind) for (kind,) in rows)


def _settle(course: "Course") -> None:
    """Wait a while, then until nothing is on its way any more; nobody judges: much is out of the ordinary."""
    began, most = time.monotonic(), course.judging.limits.settled
    while (gone := time.monotonic() - began) < most and (gone < _SWEEP or _on_its_way(course)):
        time.sleep(2.0)
        for program in course.office.programs:
            if ended := program.look_after():
                says = f"{ended.program} ended by itself with {ended.code} in a drill"
                course.journal.breach("LIFE", "no program ends by itself", says)


def _on_its_way(course: "Course") -> bool:
    try:
        written, _ = course.office.platforms.truth()
        office = course.office.reader.office()
        gaps = _told_gaps(course)
    except (*TROUBLE, requests.RequestException):
        return True
    open_answers = bool(office.on_their_way())
    return open_answers or any(True for _ in _not_stored(written, office, gaps))


DRILLS: tuple[Drill, ...] = (
    Drill("I-10", "cursors deleted and everything read again changes nothing", _without_cursors),
    Drill("I-12", "after a restore nothing is lost and nothing is sent again", _restored),
)
