"""Deletes all practice data in one transaction; real work beside it stays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from peewee import ForeignKeyField, IntegrityError, OperationalError

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.actions.retention.destruction.remove_files import NAMING
from models.actions.retention.destruction.take_out import ask_removal
from models.actions.search.indexing import forget
from models.actions.upkeep.sample_data.people import people_left, take_out_people
from models.actions.upkeep.sample_data.reach import Rows, in_parts, keys_to, loosened, sample_rows
from models.rules.search.searching import Found
from models.rules.staff.permissions import Permission
from models.rules.upkeep.sample_data import CANCELLED, EVENT, FORMER, SampleNotRemovable, check_agreed
from models.tables import (
    TABLES,
    BaseTable,
    CaseNote,
    ChannelAccount,
    Complaint,
    ComplaintMessage,
    DestructionItem,
    DestructionList,
    Document,
    ExternalNumber,
    IssuedNumber,
    Message,
    MonthClose,
    MonthFacts,
    NumberBlock,
    NumberSeries,
    Outbox,
    PdfCopy,
    RegisterLine,
    Staff,
    Transfer,
    TransferItem,
    database,
)
from models.tables.core.database import is_sqlite

# The tables whose texts are indexed.
_FOUND = {
    Found.KASUS: Complaint,
    Found.PESAN: Message,
    Found.JAWABAN: Outbox,
    Found.CATATAN: CaseNote,
    Found.NASKAH: Document,
}
# How often it is tried again after a deadlock.
_TRIES = 3


@dataclass(frozen=True)
class SampleCount:
    """What would be deleted: how many of each, which cases, and what prevents it, if anything."""

    complaints: int
    messages: int
    papers: int
    channels: tuple[str, ...]
    accounts: tuple[str, ...]
    months: tuple[str, ...]
    real: int  # complaints that stay
    hindrance: str = ""

    @property
    def any(self) -> bool:
        """Whether there is any practice data."""
        return bool(self.complaints or self.channels or self.accounts)


def count_sample(actor: Actor) -> SampleCount:
    """Return what would be deleted, changing nothing. Raises NotPermitted."""
    actor.demand(Permission.KEEP_OFFICE)
    found = sample_rows()
    labels = ChannelAccount.select(ChannelAccount.label).where(ChannelAccount.id.in_(found[ChannelAccount]))
    return SampleCount(
        complaints=len(found[Complaint]),
        messages=len(found[Message]),
        papers=len(found[Document]),
        channels=tuple(label for (label,) in labels.order_by(ChannelAccount.id).tuples()),
        accounts=tuple(row.username for row in people_left()),
        months=tuple(sorted(_months(found))),
        real=Complaint.select().count() - len(found[Complaint]),
        hindrance=_hindrance(found, actor),
    )


def remove_sample(typed: str, actor: Actor, now: datetime, *, form_key: str | None = None) -> SampleCount:
    """Delete practice data and return what was deleted. Raises SampleNotRemovable, NotPermitted, AlreadyDone.

    All tables are locked, since the agent may be storing practice messages; after a deadlock it is tried again.
    Stored files are removed afterwards (retention/destruction/remove_files).
    """
    actor.demand(Permission.KEEP_OFFICE)
    check_agreed(typed)
    for left in reversed(range(_TRIES)):
        try:
            return _remove(actor, now, form_key)
        except (OperationalError, IntegrityError) as err:
            if not left:
                raise SampleNotRemovable(
                    "Data latihan belum terhapus karena agen sedang menulis pada saat yang sama. "
                    "Tidak ada yang berubah. Tekan hapus sekali lagi."
                ) from err
    raise AssertionError  # the last try gives or raises


def _remove(actor: Actor, now: datetime, form_key: str | None) -> SampleCount:
    with database.atomic():
        hold_all_tables()
        spend_form_key(form_key, actor, now)
        found = sample_rows()
        hindrance = _hindrance(found, actor)
        if hindrance:
            raise SampleNotRemovable(hindrance)
        gone = count_sample(actor)
        audit_trail.write_all(actor, now, _traces(found))
        _reopen_months(found)
        ask_removal(_files(found), now)
        release_numbers(found, actor.staff_id)
        _delete(found)
        for kind, table in _FOUND.items():
            forget(kind, found[table])
        take_out_people()
        after = f"{gone.complaints} pengaduan; {gone.messages} pesan; {gone.papers} naskah; {len(gone.accounts)} akun"
        audit_trail.write(actor, now, AuditEvent(EVENT, "office", after=after))
    return gone


def hold_all_tables() -> None:
    """Lock out other writers until this transaction ends; readers go on (on SQLite it already does)."""
    if not is_sqlite():
        names = ", ".join(f'"{table._meta.table_name}"' for table in TABLES)
        database.execute_sql(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")


def _hindrance(found: Rows, actor: Actor) -> str:
    """Return why practice data cannot be removed yet, or an empty text."""
    if Staff.select().where((Staff.id == actor.staff_id) & (Staff.sample == True)).exists():  # noqa: E712
        return (
            "Anda masuk dengan akun latihan, yang ikut terhapus. Buat akun Administrator sungguhan, masuk dengannya, "
            "lalu hapus data latihan."
        )
    entangled = sorted(_entangled(found))
    if entangled:
        return (
            f"Pengaduan sungguhan {', '.join(entangled[:5])} masih terhubung dengan data latihan (pesan atau "
            "penggabungan). Lepaskan hubungannya di Meja Kerja lebih dahulu."
        )
    if mixed := _mixed(found):
        return (
            f"Berita acara pemindahan {', '.join(mixed[:5])} memuat berkas latihan dan berkas sungguhan, jadi tidak "
            "dapat dihapus sebagian. Data latihan tetap ada."
        )
    return ""


def _mixed(found: Rows) -> list[str]:
    """Return the numbers of transfer records with practice files and real ones: part of one cannot be taken away."""
    rows = list(TransferItem.select(TransferItem.id, TransferItem.transfer).tuples()) if found[TransferItem] else []
    gone = {whole for item, whole in rows if item in found[TransferItem]}
    mixed = sorted(gone & {whole for item, whole in rows if item not in found[TransferItem]})
    named = Transfer.select(Transfer.number).where(Transfer.id.in_(mixed)).order_by(Transfer.id)
    return [number for (number,) in named.tuples()] if mixed else []


def _entangled(found: Rows) -> set[str]:
    """Return the real cases linked with practice data, in either direction."""
    cases: set[int] = set()
    for table in TABLES:
        for key in keys_to(table, Complaint):
            for some in in_parts(found[table]):
                mine = table.id.in_(some)
                if "undone_at" in table._meta.fields:
                    mine &= table._meta.fields["undone_at"].is_null()
                cases |= {case for (case,) in table.select(key).where(mine).tuples() if case is not None}
    for some in in_parts(found[Complaint]):
        here = ComplaintMessage.complaint.in_(some) & ComplaintMessage.undone_at.is_null()
        rows = ComplaintMessage.select(ComplaintMessage.message, ComplaintMessage.complaint).where(here).tuples()
        strangers = {message for message, _case in rows} - found[Message]
        also = ComplaintMessage.select(ComplaintMessage.complaint).where(ComplaintMessage.message.in_(strangers))
        cases |= {case for (case,) in also.tuples()}
    real = sorted(cases - found[Complaint])
    return {number for some in in_parts(real) for number in _numbers(some)}


def _numbers(cases: list[int]) -> list[str]:
    return [number for (number,) in Complaint.select(Complaint.number).where(Complaint.id.in_(cases)).tuples()]


def _traces(found: Rows) -> Iterator[AuditEvent]:
    """Return an audit event for each deleted case, numbered paper and reply: a reused id begins with it."""
    for table, column in ((Complaint, Complaint.number), (Document, Document.number), (Outbox, Outbox.reply_key)):
        for some in in_parts(found[table]):
            for key, name in table.select(table.id, column).where(table.id.in_(some)).order_by(table.id).tuples():
                yield AuditEvent(EVENT, f"{table._meta.table_name}:{key}", before=name or "")


def _months(found: Rows) -> set[str]:
    """Return the closed months that contain a sample case."""
    months: set[str] = set()
    for some in in_parts(found[RegisterLine]):
        lines = RegisterLine.select(RegisterLine.month).where(RegisterLine.id.in_(some))
        months |= {month for (month,) in lines.tuples()}
    return months


def _reopen_months(found: Rows) -> None:
    """Reopen months that counted practice cases; the office closes them again from real cases alone."""
    for month in sorted(_months(found)):
        RegisterLine.update(corrects=None).where(RegisterLine.month == month).execute()
        RegisterLine.delete().where(RegisterLine.month == month).execute()
        for table in (MonthClose, MonthFacts):
            table.delete().where(table.month == month).execute()


def _files(found: Rows) -> set[str]:
    """Return the stored files these rows name, and the PDFs made of them; removal skips those named elsewhere."""
    files: set[str] = set()
    for field in NAMING:
        for some in in_parts(found[field.model]):
            named = field.model.select(field).where(field.model.id.in_(some) & field.is_null(False))
            files |= {sha256 for (sha256,) in named.tuples() if sha256}
    copies = PdfCopy.select(PdfCopy.id, PdfCopy.sha256).where(PdfCopy.source.in_(sorted(files)))
    for key, sha256 in list(copies.tuples()):
        files.add(sha256)
        found[PdfCopy].add(key)
    return files


def _delete(found: Rows) -> None:
    """Delete rows, dependent ones first."""
    for table in TABLES:
        for column in loosened(table):
            for some in in_parts(found[table]):
                table.update({column: None}).where(column.in_(some)).execute()
    for table in reversed(TABLES):
        for some in in_parts(found[table]):
            table.delete().where(table.id.in_(some)).execute()
    kept = DestructionItem.select(DestructionItem.list)
    if found[DestructionItem]:
        DestructionList.delete().where(DestructionList.id.not_in(kept)).execute()
    if found[TransferItem]:
        left = TransferItem.select(TransferItem.transfer)
        Transfer.delete().where(Transfer.id.not_in(left)).execute()


def release_numbers(found: Rows, staff_id: int | None) -> None:
    """Free or cancel the numbers of these cases and papers, leaving every series without gaps."""
    holders = {f"document:{key}" for key in found[Document]} | {f"external:{key}" for key in found[ExternalNumber]}
    for item, whole, held in (
        (DestructionItem, DestructionItem.list, "destruction_list"),
        (TransferItem, TransferItem.transfer, "transfer"),
    ):
        holders |= {f"{held}:{key}" for key in _emptied(item, whole, found)}
    cases: set[str] = set()
    for some in in_parts(found[Complaint]):
        cases |= {text for (text,) in Complaint.select(Complaint.number).where(Complaint.id.in_(some)).tuples()}
    mine: dict[int, list[IssuedNumber]] = {}
    others: set[int] = set()
    for row in IssuedNumber.select().iterator():
        if row.holder in holders or row.text in cases or row.holder.startswith(FORMER):
            mine.setdefault(row.series_id, []).append(row)
        else:
            others.add(row.series_id)
    others |= {series for (series,) in NumberBlock.select(NumberBlock.series).tuples()}
    for series, rows in mine.items():
        if series in others:
            _cancel(rows, staff_id)
        else:
            IssuedNumber.delete().where(IssuedNumber.series == series).execute()
            NumberSeries.delete().where(NumberSeries.id == series).execute()


def _emptied(table: type[BaseTable], whole: ForeignKeyField, found: Rows) -> set[int]:
    """Return the lists, or records, that hold none but these items."""
    rows, gone = list(table.select(table.id, whole).tuples()), found[table]
    return {key for _item, key in rows} - {key for item, key in rows if item not in gone}


def _cancel(rows: list[IssuedNumber], staff_id: int | None) -> None:
    for row in rows:
        if row.holder.startswith((FORMER, "external:")):
            continue  # cancelled already
        row.holder, row.cancelled, row.cancelled_by_id = f"{FORMER}{row.holder}", True, staff_id
        row.cancel_reason = row.cancel_reason or CANCELLED
        row.save()
