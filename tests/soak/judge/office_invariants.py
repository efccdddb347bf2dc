"""What must hold of the office itself all the time: its pages, logs, trail, figures, and what it says of itself."""

import re
from collections import Counter
from collections.abc import Iterator

from tests.soak.judge.limits import MEGABYTE, Limits, Memory
from tests.soak.judge.snapshot import Ended, Exit, Snapshot, Telling

# An error of these kinds is a fault of the program, whatever happens around it.
NEVER = re.compile(
    r"\b(AttributeError|TypeError|KeyError|IndexError|NameError|UnboundLocalError|AssertionError|RecursionError"
    r"|ZeroDivisionError|IntegrityError|ProgrammingError|StopIteration|UnicodeDecodeError|UnicodeEncodeError)\b"
)

CRASH = re.compile(r"^Traceback \(most recent call last\)|^Fatal Python error|^Segmentation fault", re.MULTILINE)


def unverified(snapshot: Snapshot, _memory: Memory, _limits: Limits) -> Iterator[str]:
    """Yield what `verify` fails at a quiet point: damage, files, trail, numbers, clocks and all its other checks."""
    yield from snapshot.verified or ()


def overwritten(snapshot: Snapshot, memory: Memory, _limits: Limits) -> Iterator[str]:
    """Yield messages whose first text is another one now."""
    for row in snapshot.office.stored:
        first = memory.first_texts.setdefault((row.channel, row.id), row.text)
        if first != row.text:
            yield f"{row.channel} {row.id}: its first text was overwritten"


def sent_twice(snapshot: Snapshot, _memory: Memory, _limits: Limits) -> Iterator[str]:
    """Yield forms sent twice that had two effects: by their words, since the database allows no key twice."""
    times = Counter(row.text for row in snapshot.office.answers)
    yield from (
        f"the form of '{text}' had {times[text]} effects" for text in sorted(snapshot.twice) if times[text] > 1
    )


def files_left(snapshot: Snapshot, _memory: Memory, _limits: Limits) -> Iterator[str]:
    """Yield files that were never fetched, at a quiet point."""
    if snapshot.quiet and snapshot.office.files_waiting:
        yield f"{snapshot.office.files_waiting} files of messages are not fetched though all is quiet"


def trail_shorter(snapshot: Snapshot, memory: Memory, _limits: Limits) -> Iterator[str]:
    """Yield an audit trail that lost rows."""
    if snapshot.office.audits < memory.audits:
        yield f"the audit trail had {memory.audits} rows and has {snapshot.office.audits}"
    memory.audits = max(memory.audits, snapshot.office.audits)


def untried(snapshot: Snapshot, _memory: Memory, _limits: Limits) -> Iterator[str]:
    """Yield what citizens see although attempts.log does not know that it was tried."""
    if snapshot.tried is None:
        return
    for row in snapshot.before.answers:
        if row.external_id and row.attempts and row.key not in snapshot.tried:
            yield f"answer {row.key} is out, and attempts.log does not know it"


def held_open(snapshot: Snapshot, _memory: Memory, limits: Limits) -> Iterator[str]:
    """Yield that somebody keeps a writing transaction open, as across a request to a platform.

    What it waited for while a fault held the database is no fault of its own.
    """
    found, since = snapshot.open_write, snapshot.well_since
    if found is None or (since is None and not snapshot.alone):
        return
    if (found.seconds if since is None else min(found.seconds, snapshot.at - since)) > limits.write:
        yield f"a writing transaction of {found.whose} was open for {found.seconds:.0f} s"


def unseen(snapshot: Snapshot, memory: Memory, limits: Limits) -> Iterator[str]:
    """Yield what is held, unreadable or paused and is not told within a minute (and the margin of a busy machine)."""
    hidden = set(_hidden(snapshot)) if snapshot.telling.reached and snapshot.telling.database == "ok" else set()
    for what in [one for one in memory.hidden_since if one.startswith("channel ") and one not in hidden]:
        del memory.hidden_since[what]
    for what in sorted(hidden):
        since = memory.hidden_since.setdefault(what, snapshot.at)
        if snapshot.at - since > 60 + limits.margin:
            yield f"{what} for {snapshot.at - since:.0f} s, and nothing says so"


def _hidden(snapshot: Snapshot) -> Iterator[str]:
    telling: Telling = snapshot.telling
    held = [row.account for row in snapshot.office.answers if row.state == "hold"]
    for account, state in snapshot.office.channels.items():
        if held.count(account) > telling.held.get(account, 0):
            yield f"channel {account} has answers held"
        if snapshot.office.unreadable.get(account, 0) > telling.unreadable.get(account, 0):
            yield f"channel {account} has items that could not be read"
        if state == "jeda" and not telling.alarms(account):
            yield f"channel {account} is paused"


def broken_pages(snapshot: Snapshot, _memory: Memory, _limits: Limits) -> Iterator[str]:
    """Yield error pages: a plain 500 at any time; anything but a page while nothing is wrong."""
    for page in snapshot.pages:
        if page.status == 500:
            yield f"{page.path} was answered with a plain 500"
        elif page.status in (0, 502, 503, 504) and snapshot.well_since is not None and page.at > snapshot.well_since:
            yield f"{page.path} was answered with {page.status or 'nothing'} while all was well"


def errors_logged(snapshot: Snapshot, _memory: Memory, _limits: Limits) -> Iterator[str]:
    """Yield errors in the logs: of the program's own kind at any time, of any kind while nothing is wrong."""
    for line in snapshot.log:
        if NEVER.search(line.words):
            yield f"{line.program} logged a fault of its own: {line.words[:200]}"
        elif line.calm:
            yield f"{line.program} logged an error while all was well: {line.words[:200]}"


def ended_alone(snapshot: Snapshot, _memory: Memory, _limits: Limits) -> Iterator[str]:
    """Yield programs that ended by themselves, but for the announced ends of the fault that is on; never a crash."""
    for one in snapshot.ended:
        crashed = CRASH.search(one.wrote)
        if crashed or not any(_brought_about(one, exit_) for exit_ in snapshot.lawful):
            last = one.wrote.strip().rpartition("\n")[2]
            said = (
                f"with a crash ({crashed[0]})" if crashed else f"saying '{last[:160]}'" if last else "without a word"
            )
            yield f"{one.program} ended by itself with {one.code}, {said}"


def _brought_about(one: Ended, lawful: Exit) -> bool:
    begins = one.program.startswith(lawful.program) and one.code == lawful.code
    return begins and bool(re.search(lawful.words, one.wrote))


def unrestored(snapshot: Snapshot, _memory: Memory, _limits: Limits) -> Iterator[str]:
    """Yield what a backup of this run, restored in a folder and a database of its own, lacks or fails."""
    yield from snapshot.restored or ()


def unwell(snapshot: Snapshot, memory: Memory, limits: Limits) -> Iterator[str]:
    """Yield what the office complains of although nothing is wrong with it, and although nobody is waited for."""
    what, telling = "the office is not well", snapshot.telling
    said = [*telling.checks, *_of_no_person(snapshot)]
    if snapshot.well_since is None or (telling.reached and telling.ready and not said):
        memory.hidden_since.pop(what, None)
        return
    since = memory.hidden_since.setdefault(what, snapshot.at)
    if snapshot.at - since > limits.margin:
        said = said or ["not ready"]
        yield f"{what} for {snapshot.at - since:.0f} s without a fault: {'; '.join(said)}"


def _of_no_person(snapshot: Snapshot) -> list[str]:
    """Return what is said of the channels, but for those where an answer is held and others wait behind it.

    That is rightly said until an officer has settled it, however long he takes.
    """
    held = {row.account for row in snapshot.office.answers if row.state == "hold"}
    names = tuple(f"channel {account} " for account in held)
    return [one for one in snapshot.telling.degraded if not one.startswith(names)]


def grown(snapshot: Snapshot, memory: Memory, limits: Limits) -> Iterator[str]:
    """Yield figures beyond their bounds: memory and descriptors of one life, the write-ahead log, logs, tables."""
    for name, value in snapshot.figures.items():
        what, _, whose = name.partition(" of ")
        base = memory.base.setdefault(name, value) if ", life " in whose else 0.0
        bounds = {
            "memory": (limits.memory, limits.most_memory),
            "descriptors": (limits.descriptors, limits.most_descriptors),
        }
        grows, most = bounds.get(what, (float("inf"), float("inf")))
        if value - base > (grows if base else most):
            yield f"{what} of {whose} grew from {base:,.0f} to {value:,.0f}"
    if snapshot.quiet and (wal := snapshot.figures.get("write-ahead log", 0)) > limits.wal:
        yield f"the write-ahead log has {wal / MEGABYTE:.0f} MB at a quiet point"
    if (an_hour := snapshot.figures.get("log an hour", 0)) > limits.log_hour:
        yield f"the logs grow by {an_hour / MEGABYTE:.0f} MB an hour"
    messages = len(snapshot.office.stored)
    for name, value in snapshot.figures.items():
        if name.startswith("rows of ") and messages >= 100 and value > limits.rows * messages:
            yield f"{name[8:]} has {value:,.0f} rows for {messages} messages"


OFFICE_INVARIANTS = (
    ("I-9", "at quiet points `verify` is clean", unverified),
    ("I-11", "the first text of every message is still stored", overwritten),
    ("I-12", "a backup of the run, restored elsewhere, has everything and is clean", unrestored),
    ("I-14", "the same form sent twice has one effect", sent_twice),
    ("I-15", "every file of a message is fetched", files_left),
    ("I-16", "the audit trail only grows", trail_shorter),
    ("I-18", "no answer leaves before attempts.log has it", untried),
    ("I-19", "no writing transaction is kept open", held_open),
    ("I-20", "what is held, unreadable or paused is seen", unseen),
    ("PAGE", "officers see pages, and no error page outside a fault", broken_pages),
    ("LOG", "the logs tell no errors outside a fault", errors_logged),
    ("WELL", "without a fault the office says that all is well", unwell),
    ("LIFE", "no program ends by itself, but as the fault that is on says", ended_alone),
    ("GROWTH", "memory, descriptors, logs and tables are bounded", grown),
)
