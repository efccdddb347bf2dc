"""Imports a classification scheme, whole or not at all; what was numbered and filed before keeps its code."""

from collections.abc import Sequence
from datetime import date, datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.rules.core.errors import RuleBroken
from models.rules.core.moments import to_wib
from models.rules.core.texts import storable
from models.rules.retention.scheme import SchemeRow, check_scheme, read_scheme
from models.rules.staff.permissions import Permission
from models.tables import ArchiveScheme, Classification, database
from models.tables.core.bulk import insert_rows

_TOLD = 50  # faults shown at once


class SchemeFaulty(RuleBroken):
    """Skema belum diimpor. Perbaiki baris yang disebut, lalu unggah lagi."""

    def __init__(self, faults: Sequence[str]) -> None:
        more = f" … dan {len(faults) - _TOLD} lagi." if len(faults) > _TOLD else ""
        self.faults = tuple(faults)
        super().__init__(
            "Skema belum diimpor; perbaiki semua baris ini, lalu unggah lagi. " + " ".join(faults[:_TOLD]) + more
        )


def import_scheme(
    name: str,
    valid_from: date,
    cells: Sequence[Sequence[str]],
    sha256: str,
    actor: Actor,
    now: datetime,
    *,
    form_key: str | None = None,
) -> ArchiveScheme:
    """Store a scheme read from a file. Raises SchemeFaulty with every fault, SchemeUnreadable, RuleBroken."""
    actor.demand(Permission.KEEP_RETENTION)
    read, told = read_scheme(cells), storable(name).strip()[:40]
    if read.faults:
        raise SchemeFaulty(read.faults)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        latest = ArchiveScheme.select().order_by(ArchiveScheme.valid_from.desc()).first()
        check_scheme(told, valid_from, to_wib(now).date(), latest.valid_from if latest else None)
        if Classification.select().where(Classification.scheme == told).exists():
            raise RuleBroken(f"Skema bernama “{told}” sudah ada. Beri nama lain.")
        made = ArchiveScheme.create(
            name=told,
            valid_from=valid_from,
            codes=len(read.rows),
            sha256=sha256,
            imported_by=actor.person_id,
            imported_at=now,
        )
        insert_rows(Classification, [_stored(row, told, valid_from) for row in read.rows])
        after = f"{told}, {len(read.rows)} kode, berlaku {valid_from:%d-%m-%Y}"
        audit_trail.write(actor, now, AuditEvent("impor_skema", f"archive_scheme:{made.id}", after=after))
        return made


def _stored(row: SchemeRow, scheme: str, valid_from: date) -> dict[str, object]:
    kept: dict[str, object] = {
        "active_years": row.active_years,
        "inactive_years": row.inactive_years,
        "fate": str(row.fate or ""),
    }
    return {"code": row.code, "meaning": storable(row.title), "scheme": scheme, "valid_from": valid_from} | kept
