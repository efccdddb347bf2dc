"""What must hold all the time (reliability §4.4): a row each, with code, sentence and the function that looks.

A function gets one look, what the judge remembers and the limits; it yields what is broken, in plain English.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from models.rules.replies.delivery import ENDED, MAYBE_OUT, REPLY_MOVES, ReplyState
from tests.soak.judge.limits import Limits, Memory
from tests.soak.judge.office_invariants import OFFICE_INVARIANTS
from tests.soak.judge.snapshot import Answer, Shown, Snapshot

Look = Callable[[Snapshot, Memory, Limits], Iterator[str]]


@dataclass(frozen=True)
class Invariant:
    """One row."""

    code: str
    says: str
    look: Look


def lost(snapshot: Snapshot, _memory: Memory, limits: Limits) -> Iterator[str]:
    """Yield what a citizen wrote long enough ago, with nothing in the way, and is not in the database."""
    if snapshot.well_since is None:
        return
    here = {(row.channel, row.id) for row in snapshot.office.stored}
    for one in snapshot.written:
        waited = snapshot.at - max(one.at, snapshot.well_since)
        if not one.gone and (one.channel, one.id) not in here and waited > limits.stored:
            yield f"{one.channel} {one.id} is not stored after {waited:.0f} s without a fault"


def taken_in_twice(snapshot: Snapshot, _memory: Memory, _limits: Limits) -> Iterator[str]:
    """Yield messages that are in the database more than once."""
    for (channel, key), times in Counter((row.channel, row.id) for row in snapshot.office.stored).items():
        if times > 1:
            yield f"{channel} {key} is stored {times} times"


def invented(snapshot: Snapshot, _memory: Memory, _limits: Limits) -> Iterator[str]:
    """Yield messages that no platform has, and our own answers taken for words of somebody at the telephone."""
    there = {(one.channel, one.id) for one in (*snapshot.written, *snapshot.shown)}
    known = {row.channel for row in snapshot.written} | {row.channel for row in snapshot.shown}
    for row in snapshot.before.stored:
        if row.channel in known and row.origin == "platform" and (row.channel, row.id) not in there:
            yield f"{row.channel} {row.id} is stored, and the platform does not have it"
        if row.origin == "aplikasi_asli":
            yield f"{row.channel} {row.id} is ours and was taken for one typed at the telephone"


def doubled(snapshot: Snapshot, _memory: Memory, _limits: Limits) -> Iterator[str]:
    """Yield answers citizens see more often than the office approved and tried them."""
    tried = Counter((row.channel, row.text) for row in snapshot.office.answers if may_be_out(row))
    for (channel, text), times in Counter((one.channel, one.text) for one in snapshot.shown).items():
        if times > tried[channel, text]:
            yield f"{channel}: '{text[:40]}' is visible {times} times, approved and tried {tried[channel, text]}"


def may_be_out(row: Answer) -> bool:
    """Whether a citizen may see this answer."""
    return row.attempts > 0 or row.state == ReplyState.SENT or row.state in MAYBE_OUT


def not_there(snapshot: Snapshot, _memory: Memory, _limits: Limits) -> Iterator[str]:
    """Yield answers called sent which the citizen does not see."""
    there = {(one.channel, one.id) for one in snapshot.shown}
    seen = Counter((one.channel, one.text) for one in snapshot.shown)
    sent = [row for row in snapshot.before.answers if row.state == ReplyState.SENT]
    for row in sent:
        if row.external_id and (row.channel, row.external_id) not in there:
            yield f"{row.key} is sent as {row.external_id}, which {row.channel} does not show"
    for (channel, text), times in Counter((row.channel, row.text) for row in sent).items():
        if times > seen[channel, text]:
            yield f"{channel}: '{text[:40]}' is sent {times} times and visible {seen[channel, text]}"


def not_approved(snapshot: Snapshot, _memory: Memory, _limits: Limits) -> Iterator[str]:
    """Yield what citizens see and no officer approved, and one message that two answers claim."""
    words = {(row.channel, row.text) for row in snapshot.office.answers}
    for one in snapshot.shown:
        if (one.channel, one.text) not in words:
            yield f"{one.channel} {one.id} is visible and was approved by nobody: '{one.text[:40]}'"
    claimed = Counter((row.channel, row.external_id) for row in snapshot.office.answers if row.external_id)
    for (channel, key), times in claimed.items():
        if times > 1:
            yield f"{channel} {key} is claimed by {times} answers"


def mistold(snapshot: Snapshot, memory: Memory, _limits: Limits) -> Iterator[str]:
    """Yield answers whose page said "sent" though they are not, or something else though they were long ago."""
    row_of = {row.number: row for row in snapshot.office.answers}
    for bubble in snapshot.bubbles:
        if (row := row_of.get(bubble.number)) is None:
            continue
        said, was = bubble.state == ReplyState.SENT, memory.states.get(row.key) == ReplyState.SENT
        if said and row.state != ReplyState.SENT:  # nothing leaves that state again
            yield f"the page of answer {row.key} said sent, and it is {row.state}"
        if was and not said:
            yield f"the page of answer {row.key} said {bubble.state} after it was sent"


def vanished(snapshot: Snapshot, memory: Memory, _limits: Limits) -> Iterator[str]:
    """Yield answers that are gone, and those whose state came by no lawful way."""
    now = {row.key: row.state for row in snapshot.office.answers}
    for key, state in memory.states.items():
        if key not in now:
            yield f"answer {key} ({state}) is gone"
        elif now[key] not in reachable(state):
            yield f"answer {key} went from {state} to {now[key]}"
    memory.states.update(now)


def reachable(state: str) -> set[str]:
    """Return every state an answer may be in some time after this one."""
    found, todo = {state}, [state]
    while todo:
        new = {str(one) for one in REPLY_MOVES[ReplyState(todo.pop())]} - found
        found |= new
        todo += new
    return found


def out_of_order(snapshot: Snapshot, _memory: Memory, _limits: Limits) -> Iterator[str]:
    """Yield conversations whose answers do not stand in the order they were approved, or which are mixed up."""
    row_of = {(row.channel, row.external_id): row for row in snapshot.office.answers if row.external_id}
    seen: dict[int, list[tuple[Shown, Answer]]] = defaultdict(list)
    for one in snapshot.shown:
        if row := row_of.get((one.channel, one.id)):
            seen[row.thread].append((one, row))
    for thread, pairs in seen.items():
        numbers = [row.number for _, row in pairs]
        if numbers != sorted(numbers):
            yield f"conversation {thread} shows answers {numbers}"
        if len(who := {one.who for one, _ in pairs}) > 1:
            yield f"the answers of conversation {thread} are with {len(who)} citizens"


def silent(snapshot: Snapshot, memory: Memory, limits: Limits) -> Iterator[str]:
    """Yield answers that wait for too long while nothing says so.

    When the cause is over the alarm ends at once, and the answer goes in its turn: for that it has the margin.
    """
    ended = {str(state) for state in ENDED}
    for row in snapshot.office.answers:
        if snapshot.telling.alarms(row.account):
            memory.alarmed[row.account] = snapshot.at
        if row.state in ended:
            memory.since.pop(row.key, None)
            continue
        state, since = memory.states.get(row.key), memory.since.setdefault(row.key, snapshot.at)
        if state is not None and state != row.state and "hold" in (state, row.state):
            since = memory.since[row.key] = snapshot.at
        told = snapshot.at - memory.alarmed.get(row.account, 0.0) <= limits.margin
        if snapshot.at - since > limits.alarm_after(row.state) and not told:
            waits = f"answer {row.key} is {row.state} for {snapshot.at - since:.0f} s on {row.channel}"
            yield f"{waits}, and nothing says so"


INVARIANTS: tuple[Invariant, ...] = (
    Invariant("I-1", "what a citizen wrote is stored", lost),
    Invariant("I-2", "nothing is stored twice", taken_in_twice),
    Invariant("I-3", "nothing is stored that no platform has", invented),
    Invariant("I-4", "no answer is visible more than once", doubled),
    Invariant("I-5", "what is called sent is visible", not_there),
    Invariant("I-6", "what is visible was approved, and belongs to one answer", not_approved),
    # Both before I-7, which remembers the states.
    Invariant("I-8", "a page says sent where the answer is sent, and nowhere else", mistold),
    Invariant("LATE", "no answer is older than its time without an alarm", silent),
    Invariant("I-7", "no answer disappears, and states go lawful ways", vanished),
    Invariant("I-13", "a conversation shows answers as they were approved", out_of_order),
    *(Invariant(*row) for row in OFFICE_INVARIANTS),
)
# What cannot be seen from outside, and where it is proven instead.
ELSEWHERE = {
    "I-10": "drills.py: cursors deleted at the end",
    "I-17": "I-4 and I-16 while two agents take turns",
}


def judge(snapshot: Snapshot, memory: Memory, limits: Limits) -> Iterator[tuple[Invariant, str]]:
    """Yield every breach of one look."""
    for row in INVARIANTS:
        for broken in row.look(snapshot, memory, limits):
            yield row, broken
