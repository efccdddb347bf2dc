"""Writes a note for colleagues on a complaint, and tells those it names if they may see the complaint."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor, actor_of
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import is_visible, locked_case
from models.actions.core.form_key import spend_form_key
from models.rules.core.errors import RuleBroken, TextEmpty, TextTooLong
from models.rules.core.moments import to_wib
from models.rules.core.texts import storable
from models.rules.staff.mentions import mentioned
from models.rules.staff.permissions import Permission
from models.tables import CaseNote, Complaint, Notice, Staff, database

NOTICE = "sebutan"
LONGEST = 4000


@dataclass(frozen=True)
class NoteLeft:
    """A note that was written, and the accounts it names that were not told: unknown, or the case is not theirs."""

    note: CaseNote
    untold: tuple[str, ...]


def write_note(complaint_id: int, text: str, actor: Actor, now: datetime, *, form_key: str | None = None) -> NoteLeft:
    """Write a note; the case's version stays, so no form becomes stale. Raises NotVisible, TextEmpty, TextTooLong."""
    with database.atomic():
        case = locked_case(complaint_id, actor)
        actor.demand(Permission.READ_CASES)
        if actor.staff_id is None:
            raise RuleBroken("Catatan hanya dapat ditulis dengan akun petugas.")
        spend_form_key(form_key, actor, now)
        note = CaseNote.create(complaint=case.id, text=_checked(text), made_by=actor.staff_id, made_at=now)
        told = _tell(case, note, mentioned(note.text), actor, now)
        audit_trail.write(actor, now, AuditEvent("catatan_internal", f"complaint:{case.id}"))
        return NoteLeft(note, tuple(name for name in mentioned(note.text) if name not in told))


def _checked(text: str) -> str:
    kept = storable(text).strip()
    if not kept:
        raise TextEmpty
    if len(kept) > LONGEST:
        raise TextTooLong(
            f"Catatan {len(kept)} karakter, batasnya {LONGEST}. Kurangi {len(kept) - LONGEST} karakter."
        )
    return kept


def _tell(case: Complaint, note: CaseNote, names: Sequence[str], actor: Actor, now: datetime) -> set[str]:
    """Tell the named accounts that see this case, without the note's words; return whom it reached."""
    told = set()
    for person in Staff.select().where(Staff.active & Staff.username.in_(list(names))):
        if not is_visible(case, actor_of(person, day=to_wib(now).date())):
            continue
        told.add(person.username)
        if person.id != actor.staff_id:
            text = f"{actor.username} menyebut Anda dalam catatan pada {case.number}."
            key = f"catatan:{note.id}:{person.id}"
            notice = Notice.insert(staff=person.id, kind=NOTICE, text=text, made_at=now, complaint=case.id, key=key)
            notice.on_conflict_ignore().execute()
    return told
