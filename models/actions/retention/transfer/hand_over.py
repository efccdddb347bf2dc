"""Makes the record of inactive files handed to the records centre: numbered, once, with the people named."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.actions.core.give_number import take
from models.actions.core.office_facts import office_settings
from models.actions.papers.letterhead.letterheads import letterhead_facts
from models.actions.retention.folders.place import end_places
from models.actions.retention.transfer.lists import FileLine, may_be_transferred
from models.rules.core.errors import NotVisible
from models.rules.core.moments import iso, to_wib
from models.rules.core.texts import storable
from models.rules.papers.numbering import AGENDA_UNIT, TRANSFER_FORMAT, TRANSFER_SERIES
from models.rules.retention.phases import TransferRefused, check_transfer
from models.rules.staff.permissions import Permission
from models.tables import Complaint, Transfer, TransferItem, database
from models.tables.core.bulk import insert_rows
from models.tables.core.database import is_sqlite
from models.tables.privacy.visible import visible

_OFFICE = (("nama_kantor", "office", "nama kantor"), ("kota", "town", "kota"))


@dataclass(frozen=True)
class Hands:
    """Who hands files over and who receives them, and for which unit, as typed."""

    handed_by: str
    handed_title: str
    received_by: str
    received_title: str
    receiver: str

    @property
    def labelled(self) -> dict[str, str]:
        """Return what was typed by the words of the form."""
        return {
            "nama yang memindahkan": self.handed_by,
            "jabatan yang memindahkan": self.handed_title,
            "nama yang menerima": self.received_by,
            "jabatan yang menerima": self.received_title,
            "unit kearsipan penerima": self.receiver,
        }


def hand_over(
    cases: Iterable[int], hands: Hands, actor: Actor, now: datetime, *, form_key: str | None = None
) -> Transfer:
    """Record that these files were handed over. Raises TransferRefused where one may not be, NotPermitted."""
    actor.demand(Permission.TRANSFER_FILES)
    wanted = sorted(set(cases))
    check_transfer(hands.labelled, len(wanted))
    _check_office()
    with database.atomic():
        spend_form_key(form_key, actor, now)
        if not is_sqlite():
            database.execute_sql("SELECT pg_advisory_xact_lock(hashtext('transfer'))")
            # What was read of a case counts only once nobody can hold, reopen, lend or destroy it any more.
            locked = Complaint.select(Complaint.id).where(Complaint.id.in_(wanted)).order_by(Complaint.id)
            list(locked.for_update())
        lines = may_be_transferred(wanted, actor, now)
        if len(lines) != len(wanted):
            raise TransferRefused(
                "Ada berkas yang tidak lagi dapat dipindahkan, misalnya karena sudah diusulkan musnah. Muat ulang "
                "halaman, lalu pilih lagi."
            )
        if lent := [line.case.number for line in lines if line.lent]:
            raise TransferRefused(f"Berkas {', '.join(lent[:5])} sedang dipinjam. Catat kembalinya lebih dahulu.")
        if newer := [line.case.number for line in lines if line.newer]:
            raise TransferRefused(
                f"Berkas {', '.join(newer[:5])} mendapat naskah sesudah lembarnya dihitung. Masukkan naskahnya, lalu "
                "catat tempat dan lembarnya lagi."
            )
        return _made(lines, hands, actor, now)


def _office() -> dict[str, str]:
    """Return the office and its town as they are now."""
    settings = office_settings()
    return {column: " ".join(settings.get(key, "").split()) for key, column, _label in _OFFICE}


def _check_office() -> None:
    """Raise TransferRefused where the record would lack its office or place: a number given to it would be lost."""
    named = _office()
    lacking = [label for _key, column, label in _OFFICE if not named[column]]
    if lacking:
        raise TransferRefused(f"Isi {' dan '.join(lacking)} pada Profil kantor lebih dahulu.")


def _made(lines: list[FileLine], hands: Hands, actor: Actor, now: datetime) -> Transfer:
    here = _office()
    made = Transfer.create(
        handed_by=storable(hands.handed_by).strip(),
        handed_title=storable(hands.handed_title).strip(),
        received_by=storable(hands.received_by).strip(),
        received_title=storable(hands.received_title).strip(),
        receiver=storable(hands.receiver).strip(),
        office=here["office"],
        town=here["town"],
        made_by=actor.person_id,
        made_at=now,
    )
    (number,) = take(
        AGENDA_UNIT, to_wib(now).year, TRANSFER_SERIES, [f"transfer:{made.id}"], TRANSFER_FORMAT, actor, now
    )
    Transfer.update(number=number).where(Transfer.id == made.id).execute()
    insert_rows(TransferItem, [_item(made.id, line) for line in lines])
    end_places([line.case.id for line in lines], now)
    event = AuditEvent("pindahkan_arsip", f"transfer:{made.id}", after=f"{number}, {len(lines)} berkas")
    audit_trail.write(actor, now, event)
    return Transfer.get_by_id(made.id)


def _item(transfer: int, line: FileLine) -> dict[str, object]:
    told = {"code": line.code, "category": line.category, "years": line.years, "sheets": line.sheets}
    placed = {"place": line.place, "kept_until": line.until}
    return {"transfer": transfer, "complaint": line.case.id, "number": line.case.number} | told | placed


def transfer_for(transfer_id: int, actor: Actor) -> Transfer:
    """Return a record all of whose files this officer sees. Raises NotVisible."""
    row = Transfer.get_or_none(Transfer.id == transfer_id)
    if row is None:
        raise NotVisible
    mine = TransferItem.select(TransferItem.complaint).where(TransferItem.transfer == row.id)
    seen = Complaint.select(Complaint.id).where(Complaint.id.in_(mine) & visible(actor.scope))
    if seen.count() < mine.count():
        raise NotVisible
    return row


def transfer_facts(row: Transfer) -> dict[str, object]:
    """Return the facts of the record (berita acara pemindahan)."""
    items = TransferItem.select().where(TransferItem.transfer == row.id).order_by(TransferItem.id)
    today = _office()
    return {
        "kop": letterhead_facts(to_wib(row.made_at).date()),
        "office": row.office or today["office"],
        "place": row.town or today["town"],
        "number": row.number,
        "made": iso(row.made_at),
        "receiver": row.receiver,
        "handed_by": {"name": row.handed_by, "title": row.handed_title},
        "received_by": {"name": row.received_by, "title": row.received_title},
        "items": [
            {
                **{"place": at, "number": item.number, "code": item.code, "category": item.category},
                **{"years": item.years, "sheets": item.sheets, "stood": item.place, "until": item.kept_until},
            }
            for at, item in enumerate(items, 1)
        ],
    }
