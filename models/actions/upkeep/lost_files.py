"""Stored files that lack: compared with what the rows name, noted, and recorded as lost by two people."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from peewee import Field

from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR, Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.actions.retention.destruction.remove_files import NAMING, is_named
from models.rules.core.errors import AlreadyDone, ReasonMissing
from models.rules.core.texts import storable
from models.rules.staff.permissions import Permission
from models.rules.upkeep.losses import FAULT_SENTENCES, Fault, check_second
from models.tables import Attachment, ComplaintMessage, LostFile, Outbox, ReplyFile, Staff, database
from models.tables.core.bulk import insert_rows
from models.tables.core.files.store import FileStore
from models.tables.core.filled import filled

MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Lack:
    """One file that could not be had, why, and whether two people recorded its loss."""

    sha256: str
    fault: Fault
    acknowledged: bool = False

    @property
    def sentence(self) -> str:
        """Return what the operator reads."""
        known = " (its loss is on record, agreed by two people)" if self.acknowledged else ""
        return f"the file {self.sha256} {FAULT_SENTENCES[self.fault]}{known}."


def column_name(column: Field) -> str:
    """Return by which word of the trail a column that names files is known."""
    return f"{column.model._meta.table_name}.{column.name}"


def naming_here() -> list[Field]:
    """Return the columns naming files that the open database has: an older one, about to be upgraded, has not all."""
    there = set(database.get_tables())
    tables = {column.model for column in NAMING if column.model._meta.table_name in there}
    has = {(table, one.name) for table in tables for one in database.get_columns(table._meta.table_name)}
    return [column for column in NAMING if (column.model, column.column_name) in has]


def named_files() -> set[str]:
    """Return the sha256 of every file that a row names now."""
    asked = (column.model.select(column).where(column != "").tuples() for column in naming_here())
    return {sha256 for rows in asked for (sha256,) in rows}


def fault_of(store: FileStore, sha256: str) -> Fault | None:
    """Return why a file cannot be had, None where it is whole."""
    try:
        if store.is_intact(sha256):
            return None
    except OSError:
        return Fault.UNREADABLE
    return Fault.CHANGED if store.has(sha256) else Fault.MISSING


def lacking_files(store: FileStore, whole: Collection[str] = ()) -> dict[str, Fault]:
    """Return the files that rows name and that are not whole; those just found `whole` are not read again."""
    found = ((sha256, fault_of(store, sha256)) for sha256 in sorted(named_files() - set(whole)))
    return {sha256: fault for sha256, fault in found if fault is not None}


def still_named(lacking: dict[str, Fault]) -> dict[str, Fault]:
    """Return those of these files that a row still names: what was destroyed meanwhile is no loss."""
    named = named_files() if lacking else set()
    return {sha256: fault for sha256, fault in lacking.items() if sha256 in named}


def acknowledged() -> set[str]:
    """Return the files whose loss two people recorded; an older database, about to be replaced, has no record."""
    if LostFile._meta.table_name not in database.get_tables():
        return set()
    return {
        sha256 for (sha256,) in LostFile.select(LostFile.sha256).where(LostFile.agreed_at.is_null(False)).tuples()
    }


def with_records(lacking: dict[str, Fault]) -> list[Lack]:
    """Return these lacks in order, each with what is on record about it."""
    known = acknowledged()
    return [Lack(sha256, fault, sha256 in known) for sha256, fault in sorted(lacking.items())]


def note_losses(lacking: dict[str, Fault], store: FileStore, now: datetime, actor: Actor = OPERATOR) -> None:
    """Note what was just found to lack, and forget what is whole again or needed no more, its record included.

    A file that is found again and lost anew is a new loss: two people look at it anew.
    """
    lacking = still_named(lacking)
    over = _over(set(lacking), store)  # reads files, so before the transaction
    with database.atomic():
        known = {row.sha256: row for row in LostFile.select()}
        for sha256 in over & known.keys():
            LostFile.delete().where(LostFile.id == known[sha256].id).execute()
            audit_trail.write(actor, now, AuditEvent("berkas_kembali", f"lost_file:{known[sha256].id}", sha256))
        for sha256 in lacking.keys() & known.keys():
            changed = (LostFile.sha256 == sha256) & (LostFile.fault != str(lacking[sha256]))
            LostFile.update(fault=str(lacking[sha256])).where(changed).execute()
        fresh = [
            {"sha256": sha256, "fault": str(fault), "found_at": now}
            for sha256, fault in sorted(lacking.items())
            if sha256 not in known
        ]
        if fresh:
            insert_rows(LostFile, fresh, ignore=True)  # two backups at once find the same
            audit_trail.write(actor, now, AuditEvent("berkas_hilang", "files", after=f"{len(fresh)} berkas"))


def _over(lacking: set[str], store: FileStore) -> set[str]:
    rows = [row.sha256 for row in LostFile.select(LostFile.sha256)]
    rest = [sha256 for sha256 in rows if sha256 not in lacking]
    return {sha256 for sha256 in rest if not is_named(sha256) or fault_of(store, sha256) is None}


def look_again(store: FileStore, now: datetime, actor: Actor) -> None:
    """Look at the files on the list again: what is whole or needed no more leaves it."""
    rows = [row.sha256 for row in LostFile.select(LostFile.sha256)]
    found = {sha256: fault_of(store, sha256) for sha256 in rows if is_named(sha256)}
    note_losses({sha256: fault for sha256, fault in found.items() if fault is not None}, store, now, actor)


def report_losses(
    ids: Iterable[int], reason: str, actor: Actor, now: datetime, *, form_key: str | None = None
) -> int:
    """Record as the first of two people why these files stay lost. Raises ReasonMissing, AlreadyDone."""
    actor.demand(Permission.RECORD_LOSS)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        if not reason.strip():
            raise ReasonMissing("Tulis sebabnya: apa yang terjadi, dan di mana sudah dicari.")
        rows = _chosen(ids)
        why = storable(reason).strip()
        said: dict[str, object] = {"reported_by": actor.person_id, "reported_at": now, "reason": why}
        _change(rows, LostFile.reported_at.is_null(), said)
        _trace("catat_kehilangan", rows, why, actor, now)
        return len(rows)


def agree_losses(ids: Iterable[int], actor: Actor, now: datetime, *, form_key: str | None = None) -> int:
    """Agree as the second person. Raises LossNotAllowed, NotPermitted, AlreadyDone."""
    actor.demand(Permission.AGREE_LOSS)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        rows = _chosen(ids)
        for row in rows:
            check_second(row.reported_by_id is not None, _same_person(row.reported_by_id, actor.person_id))
        open_still = LostFile.agreed_at.is_null() & LostFile.reported_at.is_null(False)
        # Not his own: also where somebody else recorded it anew in between.
        _change(
            rows,
            open_still & (LostFile.reported_by != actor.person_id),
            {"agreed_by": actor.person_id, "agreed_at": now},
        )
        _trace("setujui_kehilangan", rows, "", actor, now)
        return len(rows)


def _same_person(first: int | None, second: int) -> bool:
    """Whether two accounts are one person's: the same account, or accounts of the same official."""
    officials = {row.official_id for row in Staff.select(Staff.official).where(Staff.id.in_([first, second]))}
    return first == second or (len(officials) == 1 and None not in officials)


def return_losses(
    ids: Iterable[int], reason: str, actor: Actor, now: datetime, *, form_key: str | None = None
) -> int:
    """Put aside what was recorded of these losses, also after the agreement, with the reason in the trail."""
    actor.demand(Permission.RECORD_LOSS)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        if not reason.strip():
            raise ReasonMissing
        rows = _chosen(ids)
        none: dict[str, object] = {"reported_by": None, "reported_at": None, "reason": ""}
        _change(rows, LostFile.reported_at.is_null(False), none | {"agreed_by": None, "agreed_at": None})
        _trace("kembalikan_kehilangan", rows, storable(reason).strip(), actor, now)
        return len(rows)


def _chosen(ids: Iterable[int]) -> list[LostFile]:
    wanted = sorted(set(ids))[:MOST_AT_ONCE]
    rows = list(LostFile.select().where(LostFile.id.in_(wanted)).order_by(LostFile.id))
    if not wanted or len(rows) != len(wanted):
        raise AlreadyDone("Ada berkas yang sudah utuh lagi atau tidak diperlukan lagi. Muat ulang halaman.")
    return rows


def _change(rows: list[LostFile], still: object, said: dict[str, object]) -> None:
    """Change all of these rows or none. Raises AlreadyDone where somebody was quicker."""
    mine = LostFile.id.in_([row.id for row in rows])
    if LostFile.update(said).where(mine & still).execute() != len(rows):
        raise AlreadyDone("Keadaan berkas ini sudah berubah. Muat ulang halaman.")


def _trace(event: str, rows: list[LostFile], why: str, actor: Actor, now: datetime) -> None:
    events = (AuditEvent(event, f"lost_file:{row.id}", row.sha256, why or row.reason) for row in rows)
    audit_trail.write_all(actor, now, events)


def uses_of(sha256s: Collection[str]) -> Iterator[tuple[str, Field, int]]:
    """Yield who names these files: the sha256, the column, and the id of the row."""
    for column in NAMING:
        rows = column.model.select(column.model.id, column).where(column.in_(list(sha256s)))
        yield from ((sha256, column, key) for key, sha256 in rows.tuples())


def cases_naming(uses: Collection[tuple[str, Field, int]]) -> dict[str, set[int]]:
    """Return for each file the cases whose rows name it."""
    found: dict[str, set[int]] = defaultdict(set)
    for sha256, column, key in uses:
        found[sha256] |= _cases_of(column, key)
    return found


def _cases_of(column: Field, key: int) -> set[int]:
    if column.model is Attachment:
        links = ComplaintMessage.select(ComplaintMessage.complaint).where(ComplaintMessage.undone_at.is_null())
        message = Attachment.select(Attachment.message).where(Attachment.id == key)
        return {case for (case,) in links.where(ComplaintMessage.message.in_(message)).tuples()}
    if column.model is ReplyFile:
        reply = ReplyFile.select(ReplyFile.reply).where(ReplyFile.id == key)
        rows = Outbox.select(Outbox.complaint).where(Outbox.id.in_(reply) & Outbox.complaint.is_null(False))
        return {filled(case) for (case,) in rows.tuples()}
    case = column.model._meta.fields.get("complaint")
    if case is None:
        return set()
    return {one for (one,) in column.model.select(case).where(column.model.id == key).tuples() if one is not None}
