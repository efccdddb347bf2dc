"""Runs every check of the table below and collects what fails, in plain English lines. Changes nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from peewee import fn

from models.actions.upkeep.trail_checkpoints import Evidence
from models.actions.upkeep.verify import (
    answered,
    attempts_kept,
    complaints,
    counts,
    course,
    delivered,
    destruction,
    erased,
    files,
    limits,
    messages,
    months,
    numbers,
    outputs,
    received,
    replies,
    search,
    signatures,
    stamps,
    storage,
    trail,
)
from models.actions.upkeep.verify.clocks import looks
from models.actions.upkeep.verify.office import NO_EVIDENCE, Office
from models.actions.upkeep.verify.seals import seal_check
from models.rules.upkeep.clock_readings import CLOCK_TOLD
from models.tables import Attachment, Audit, Complaint, Document, Message, Outbox
from models.tables.core.files.store import FileStore


@dataclass(frozen=True)
class Check:
    """One invariant: its code in reliability §4.4 (or the SOP), its sentence, and the function that checks it."""

    code: str
    says: str
    look: Callable[[Office], Iterator[str]]


CHECKS: tuple[Check, ...] = (
    Check("I-9", "the database itself is whole", storage.damage),
    Check("I-2", "no item came in twice", messages.doubles),
    Check("R1", "raw item and message belong together", messages.halves),
    Check("R10", "every citizen's message belongs to a complaint", messages.strays),
    Check("I-10", "no cursor moved over nothing", messages.cursors),
    Check("I-11", "the first text stays, edits are versions", messages.versions),
    Check("R10", "every complaint has its messages", complaints.empty),
    Check("SOP", "stage, step and state of a complaint agree", complaints.states),
    Check("R10", "an open complaint holds its conversation, a closed one none", complaints.threads),
    Check("R10", "what is merged stands in what it went into, and nothing else", complaints.links),
    Check("SOP", "the history is a walk along the SOP", course.histories),
    Check("SOP", "no complaint is past a step that lacks its output", outputs.lacking),
    Check("SOP", "an archived complaint has no unfinished paper", outputs.unfinished),
    Check("SOP", "step records agree with stage and history", course.records),
    Check("SOP", "the clocks of ended steps are right", course.clocks),
    Check("SOP", "only accepted pauses give a step more time", course.pauses),
    Check("SOP", "a calendar on record is as steps were counted by it", counts.calendars),
    Check("SOP", "an ended step counts as its calendar and its pauses say", counts.ended),
    Check("SOP", "a running step is due as its start, calendar and pauses say", counts.running),
    Check("SOP", "a complaint ended, and stands where it is, since its last move", stamps.finished),
    Check("SOP", "the marks of a complaint are those its moves set", stamps.marks),
    Check("SOP", "a limit of the law is met by what still counts", limits.met),
    Check("SOP", "a limit of the law begins with its case or output", limits.begun),
    Check("SOP", "a limit of the law is due as its start and calendar say", counts.limits),
    Check("SOP", "what a clock hangs on is noted for its warnings and limits", looks.triggers),
    Check("SOP", "no warning is due that the clock job does not look for", looks.moments),
    Check("SOP", "no limit counts otherwise that the clock job does not keep", looks.limits),
    Check("I-7", "replies are in lawful states and went lawful ways", replies.states),
    Check("I-5", "a sent reply has the platform's id or a person's word", replies.proofs),
    Check("I-6", "what is visible was approved, once (I-4)", replies.visible),
    Check("I-13", "replies of a conversation left in the order approved, one at a time", replies.order),
    Check("I-5", "grades of deliveries are what became known of them", delivered.grades),
    Check("SOP", "nothing stands on an answer that is not there", delivered.standing),
    Check("I-6", "an answer goes to the citizen's own conversation or one confirmed as his", answered.conversations),
    Check("SOP", "who is called unreachable has no answer", answered.unreachable),
    Check("I-7", "every attempt of attempts.log is known", replies.attempts),
    Check("I-7", "attempts.log is as the database keeps it", attempts_kept.copies),
    Check("NUM", "numbers run without gaps, each used once or cancelled with a reason", numbers.series),
    Check("NUM", "complaints and papers carry the numbers they were given", numbers.holders),
    Check("NUM", "a signature in effect has signed its paper", signatures.in_effect),
    Check("NUM", "who signed for another did it by an authority on record", signatures.authorities),
    Check("I-7", "what signings.log says was signed is known", signatures.asked_there),
    Check("NUM", "closed months are as they were closed", months.lines),
    Check("NUM", "a line of a closed month is of a complaint of that month", stamps.months),
    Check("LAW", "a complaint counts from when it was received", received.moments),
    Check("NUM", "what is recorded after its month was closed stands in its register", received.registers),
    Check("I-15", "attachments and papers have their files, and files their rows", files.rows_and_files),
    Check("I-15", "no half-written file lies about", files.leftovers),
    Check("DES", "files ordered to be removed are gone from every machine", files.removals),
    Check("FIND", "everything is found as it stands, and nothing else", search.entries),
    Check("FIND", "no words are kept of the files of a protected case", search.file_texts),
    Check("FIND", "changes are noted for the search, and its index is whole", search.index),
    Check("DES", "what was destroyed is gone, by an agreed list, and nothing else", destruction.traces),
    Check("DES", "what was destroyed is erased in the file, or ordered to be", erased.orders),
    Check("DES", "nothing beside the database knows a destroyed person", erased.beside),
    Check("DES", "no destroyed case is back", erased.returned_cases),
    Check("I-16", "the audit trail is unbroken", trail.chains),
    Check("I-16", "the audit trail is signed with accepted keys", trail.signatures),
    Check("I-16", "the audit trail is as its checkpoints noted it", trail.checkpoints),
    Check("I-16", "every move and delivery left its trace", trail.traces),
    Check("I-16", "no complaint was taken out", trail.removed),
    Check("I-17", "the seals of the rows are as the audit trail noted them", seal_check.batches),
    Check("I-17", "what was sealed of a row is what stands there", seal_check.altered),
)
# A broken invariant may have ten thousand cases; the first ones are enough.
SHOWN = 20


@dataclass(frozen=True)
class Report:
    """What fails (nothing: all is well), the first of each check; notes; how many rows were checked by table; all."""

    failures: list[str]
    notes: list[str]
    counted: dict[str, int]
    uncut: frozenset[str]  # every failure: which are the first depends on the database


def verify(store: FileStore, attempts_log: Path, now: datetime, evidence: Evidence = NO_EVIDENCE) -> Report:
    """Check every invariant on the open database, and the audit trail by what is known of it beside the database."""
    office = Office(store, attempts_log, now, evidence)
    office.notes.extend(_of_clock(now))
    failures, uncut = list[str](), set[str]()
    for check in CHECKS:
        found = [f"{check.code} {check.says}: {line}" for line in check.look(office)]
        failures += found[:SHOWN]
        uncut.update(found)
        if len(found) > SHOWN:
            failures.append(f"{check.code} {check.says}: … and {len(found) - SHOWN} more.")
    tables = (Complaint, Message, Attachment, Outbox, Document)
    counted = {table.__name__.lower(): table.select().count() for table in tables}
    return Report(failures, office.notes, counted, frozenset(uncut))


def _of_clock(now: datetime) -> Iterator[str]:
    """Yield a note where this PC's clock cannot be right: then what is said below of times may be untrue."""
    newest = Audit.select(fn.MAX(Audit.at)).scalar()
    if newest is not None and newest > now + CLOCK_TOLD:
        yield (
            f"this PC says {now:%Y-%m-%d %H:%M} UTC, but the database knows {newest:%Y-%m-%d %H:%M} UTC already: "
            "its clock is wrong, or was when that was written; what is said of times may be untrue."
        )
