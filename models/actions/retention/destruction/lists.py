"""Lists of files proposed for destruction: candidates, proposing, agreeing, refusing. Nothing is destroyed here."""

from collections.abc import Collection, Iterable
from datetime import datetime

from peewee import ColumnBase, fn

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.actions.retention.appraisal.standing import last_appraisals, said_to_go, standings
from models.actions.retention.over import Candidate, Schedule, ended, first_over, schedule, time_over
from models.rules.core.errors import NotVisible, ReasonMissing, RuleBroken
from models.rules.core.moments import to_wib
from models.rules.core.texts import storable
from models.rules.retention.retention import ApprovalNotAllowed, check_decision, may_be_proposed
from models.rules.staff.permissions import Permission
from models.tables import Complaint, DestructionItem, DestructionList, database
from models.tables.core.bulk import insert_rows
from models.tables.core.database import is_sqlite
from models.tables.privacy.visible import visible

MOST_LISTED = 500


def candidates(actor: Actor, now: datetime, limit: int = MOST_LISTED) -> list[Candidate]:
    """Return the cases this officer sees that may be proposed now and are on no open list, the oldest first."""
    kept = schedule()
    return first_over(_free(actor), kept, now, limit, lambda cases: _may_go(cases, kept, now))


def _free(actor: Actor) -> ColumnBase:
    seen = ended() & visible(actor.scope)
    return seen & Complaint.id.in_(said_to_go()) & Complaint.id.not_in(running_items())


def may_go(cases: Collection[Complaint], now: datetime) -> list[Candidate]:
    """Return those of these cases that may be destroyed: time over, not held, and appraised so since they closed."""
    return _may_go(cases, schedule(), now)


def _may_go(cases: Collection[Complaint], kept: Schedule, now: datetime) -> list[Candidate]:
    said, over = standings(cases), (one for case in cases for one in time_over(case, kept, now))
    return [
        one for one in over if may_be_proposed(one.row, one.case.closed_at, one.case.hold, said.get(one.case.id), now)
    ]


def propose(
    complaints: Iterable[int], note: str, actor: Actor, now: datetime, *, form_key: str | None = None
) -> DestructionList:
    """Propose these cases on a new list. Raises RuleBroken where one may not be proposed, or none is given."""
    actor.demand(Permission.PROPOSE_DESTRUCTION)
    wanted = sorted(set(complaints))
    with database.atomic():
        spend_form_key(form_key, actor, now)
        _one_at_a_time()
        free = Complaint.select().where(_free(actor) & Complaint.id.in_(wanted))
        may = {one.case.id: one for one in may_go(list(free), now)}
        if not wanted:
            raise RuleBroken("Pilih paling sedikit satu berkas untuk diusulkan.")
        if not set(wanted) <= may.keys():
            raise RuleBroken("Ada berkas yang tidak lagi boleh diusulkan. Muat ulang halaman, lalu pilih lagi.")
        made = DestructionList.create(made_by=actor.person_id, made_at=now, note=storable(note).strip())
        appraised = last_appraisals(wanted)
        rows = [
            {
                "list": made.id,
                "complaint": key,
                "number": may[key].case.number,
                "reason": f"{may[key].reason}; dinilai musnah {to_wib(appraised[key].decided_at):%d-%m-%Y}"[:200],
                "appraisal": appraised[key].id,
            }
            for key in wanted
        ]
        insert_rows(DestructionItem, rows)
        audit_trail.write(
            actor, now, AuditEvent("usul_musnah", f"destruction_list:{made.id}", after=f"{len(rows)} berkas")
        )
        return made


def approve(list_id: int, actor: Actor, now: datetime, *, form_key: str | None = None) -> DestructionList:
    """Agree to another person's list. Raises ApprovalNotAllowed, NotVisible, NotPermitted, AlreadyDone."""
    actor.demand(Permission.APPROVE_DESTRUCTION)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        row = locked_list(list_id)
        check_decision(row.made_by_id, actor.staff_id, _is_decided(row))
        if hides_any(row, actor):
            raise ApprovalNotAllowed(
                "Daftar ini memuat berkas yang bukan untuk Anda. Minta pejabat lain memutuskannya."
            )
        _decide(row, approved_by=actor.staff_id, approved_at=now)
        audit_trail.write(actor, now, AuditEvent("setujui_musnah", f"destruction_list:{row.id}"))
        return row


def refuse(list_id: int, reason: str, actor: Actor, now: datetime, *, form_key: str | None = None) -> DestructionList:
    """Refuse a list, or withdraw one's own, with a reason. Raises ReasonMissing, ApprovalNotAllowed, NotVisible."""
    with database.atomic():
        spend_form_key(form_key, actor, now)
        row = locked_list(list_id)
        own = row.made_by_id == actor.staff_id and actor.may(Permission.PROPOSE_DESTRUCTION)
        if not own:
            actor.demand(Permission.APPROVE_DESTRUCTION)
        if _is_decided(row):
            check_decision(row.made_by_id, actor.staff_id, True)
        if not reason.strip():
            raise ReasonMissing
        _decide(row, refused_at=now, refuse_reason=storable(reason).strip())
        audit_trail.write(actor, now, AuditEvent("tolak_musnah", f"destruction_list:{row.id}"))
        return row


def locked_list(list_id: int) -> DestructionList:
    """Return a list, locked in this transaction. Raises NotVisible."""
    query = DestructionList.select().where(DestructionList.id == list_id)
    row = (query if is_sqlite() else query.for_update()).get_or_none()
    if row is None:
        raise NotVisible
    return row


def _decide(row: DestructionList, **changes: object) -> None:
    DestructionList.update(changes).where(DestructionList.id == row.id).execute()
    for name, value in changes.items():
        setattr(row, name, value)


def _is_decided(row: DestructionList) -> bool:
    return row.approved_at is not None or row.refused_at is not None


def hides_any(row: DestructionList, actor: Actor) -> bool:
    """Whether a file on the list is hidden from this officer."""
    mine = DestructionItem.select(DestructionItem.complaint).where(DestructionItem.list == row.id)
    seen = Complaint.select(Complaint.id).where(Complaint.id.in_(mine) & visible(actor.scope))
    return bool(seen.count() < mine.count())


def hidden_from(actor: Actor) -> ColumnBase:
    """Return the condition of lists that hold a file hidden from this officer: others decide them."""
    seen = Complaint.select(Complaint.id).where(visible(actor.scope))
    unseen = DestructionItem.select().where(
        (DestructionItem.list == DestructionList.id) & DestructionItem.complaint.not_in(seen)
    )
    return fn.EXISTS(unseen)


def running_items() -> object:
    """Return the items of lists neither refused nor carried out; a case left out of a finished list is free again."""
    running = DestructionList.refused_at.is_null() & DestructionList.carried_out_at.is_null()
    return DestructionItem.select(DestructionItem.complaint).join(DestructionList).where(running)


def _one_at_a_time() -> None:
    if not is_sqlite():
        database.execute_sql("SELECT pg_advisory_xact_lock(hashtext('destruction'))")
