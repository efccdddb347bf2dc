"""Carries out an agreed list, case by case; after a crash it continues where it stopped."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import is_visible
from models.actions.core.form_key import spend_form_key
from models.actions.core.give_number import take
from models.actions.figures.register_chain import serialise
from models.actions.retention.appraisal.standing import last_appraisals
from models.actions.retention.destruction.beside import clear_beside
from models.actions.retention.destruction.consent import demand_consent
from models.actions.retention.destruction.lists import locked_list, may_go
from models.actions.retention.destruction.remove_files import remove_files
from models.actions.retention.destruction.take_out_person import take_out_people
from models.actions.retention.erasure.ask_erasure import ask_erasure
from models.actions.retention.folders.place import standing_of
from models.actions.search.indexing import catch_up
from models.rules.core.moments import to_wib
from models.rules.papers.numbering import AGENDA_UNIT, RECORD_FORMAT, RECORD_SERIES
from models.rules.replies.delivery import ReplyState
from models.rules.retention.erasing import Why
from models.rules.retention.retention import ApprovalNotAllowed
from models.rules.staff.permissions import Permission
from models.tables import Complaint, DestructionItem, DestructionList, Outbox, database
from models.tables.core.database import is_sqlite
from models.tables.core.settings import Settings

# Notes for the search worked off at once; more are only there right after an upgrade.
_NOTES = 20_000
_ENDED = [str(state) for state in (ReplyState.SENT, ReplyState.REFUSED, ReplyState.CANCELLED)]


def carry_out(
    list_id: int, settings: Settings, actor: Actor, now: datetime, *, form_key: str | None = None
) -> DestructionList:
    """Empty the files of an agreed list. Raises ApprovalNotAllowed, NotVisible, NotPermitted, AlreadyDone.

    Nothing begins before the archive authority's consent is recorded. A case held, reopened, no longer said to go,
    or hidden since from who carries it out is left out, with the reason. Stored files are
    removed after the transactions; the database's own file is rewritten later (models/actions/retention/erasure).
    """
    actor.demand(Permission.PROPOSE_DESTRUCTION)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        row = locked_list(list_id)
        if row.approved_at is None or row.refused_at is not None:
            raise ApprovalNotAllowed("Daftar ini belum disetujui. Mintakan persetujuan lebih dahulu.")
        demand_consent(row)
        _number(row, actor, now)
    for item in DestructionItem.select().where(DestructionItem.list == list_id).order_by(DestructionItem.id):
        if item.destroyed_at is None and not item.kept_because:
            with database.atomic():
                _one(item.id, actor, now)
    with database.atomic():
        ended = DestructionList.carried_out_at.is_null() & (DestructionList.id == list_id)
        if DestructionList.update(carried_out_at=now).where(ended).execute():
            audit_trail.write(actor, now, AuditEvent("laksanakan_musnah", f"destruction_list:{list_id}"))
    catch_up(_NOTES)  # destroyed words must not stay findable until the agent's next turn
    remove_files(settings.files, now)
    clear_beside(settings.data_dir, now)
    return DestructionList.get(DestructionList.id == list_id)


def _number(row: DestructionList, actor: Actor, now: datetime) -> None:
    """Give the record of the destruction its number, once."""
    if not row.record_number:
        holder, year = f"destruction_list:{row.id}", to_wib(now).year
        (number,) = take(AGENDA_UNIT, year, RECORD_SERIES, [holder], RECORD_FORMAT, actor, now)
        DestructionList.update(record_number=number).where(DestructionList.id == row.id).execute()


def _one(item_id: int, actor: Actor, now: datetime) -> None:
    serialise()  # it changes register lines, and a correction of one may be written at this moment
    item = DestructionItem.get(DestructionItem.id == item_id)
    query = Complaint.select().where(Complaint.id == item.complaint)
    case = (query if is_sqlite() else query.for_update()).get()
    if case.destroyed_at is not None or item.destroyed_at is not None:
        return
    why = _why_not(case, item, actor, now)
    if why:
        DestructionItem.update(kept_because=why).where(DestructionItem.id == item_id).execute()
        return
    ask_erasure(Why.PEMUSNAHAN, now, item.list_id)
    messages, files = take_out_people(case, now)
    done = {"destroyed_at": now, "messages": messages, "files": files}
    DestructionItem.update(done).where(DestructionItem.id == item_id).execute()
    after = f"daftar {item.list_id}; pesan {messages}; berkas {files}"
    audit_trail.write(actor, now, AuditEvent("musnahkan", f"complaint:{case.id}", after=after))


def _why_not(case: Complaint, item: DestructionItem, actor: Actor, now: datetime) -> str:
    """Return why a case is kept after all, or an empty text."""
    if not is_visible(case, actor):
        return "Bukan untuk yang melaksanakan; diusulkan lagi oleh pejabat lain"
    if case.hold:
        return "Ditahan sesudah diusulkan"
    if case.open or not may_go([case], now):
        return "Dibuka kembali, masa simpannya berubah, atau penilaiannya bukan musnah"
    if item.appraisal_id != last_appraisals([case.id])[case.id].id:  # nobody agreed to, nor consented to, this one
        return "Dinilai sesudah daftar ini disusun; diusulkan lagi"
    if standing_of(case).loan is not None:
        return "Berkas kertasnya sedang dipinjam; diusulkan lagi setelah kembali"
    pending = Outbox.state.not_in(_ENDED) & (Outbox.complaint == case.id)
    return "Masih ada jawaban di kotak keluar" if Outbox.select().where(pending).exists() else ""
