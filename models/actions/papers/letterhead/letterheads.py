"""Keeps the office's letterhead: a draft to look at, put into force from a day on, or taken back before it came.

The caller has had the emblem made fit (docgen's fit_emblem) and stored it before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.rules.core.errors import AlreadyDone, NotVisible, RuleBroken
from models.rules.core.moments import to_wib
from models.rules.core.texts import storable
from models.rules.papers.letterheads import EMBLEM_MM, LEAST_DPI, SHORTEST_MM, TALLEST_MM, dots_per_inch, version_on
from models.rules.staff.permissions import Permission
from models.tables import LetterheadVersion, database
from models.tables.core.database import is_sqlite
from models.tables.core.prepared import prepared_of_office

# column: what staff call it
LINES = {
    "ministry": "Kepala surat baris 1",
    "directorate": "Kepala surat baris 2",
    "region": "Kepala surat baris 3",
    "office": "Kepala surat baris 4 (kantor)",
    "address": "Alamat",
    "web": "Laman",
    "email": "Pos-el",
}
_NEEDED = ("office", "address")
_LONGEST = 300


class LetterheadNotAllowed(RuleBroken):
    """Kop surat ini tidak dapat disimpan."""


@dataclass(frozen=True)
class KeptEmblem:
    """An emblem in the file store, made fit: its sha256 and its size in pixels."""

    sha256: str
    width: int
    height: int


def letterhead_on(day: date) -> LetterheadVersion | None:
    """Return the version that papers of a day carry; None in an office without any."""
    return version_on(day, _in_force())


@prepared_of_office
def _in_force() -> Any:
    version = LetterheadVersion
    return version.select().where(version.valid_from.is_null(False) & version.withdrawn_at.is_null())


def letterhead_facts(day: date) -> dict[str, object]:
    """Return the letterhead of a day as the facts of a paper."""
    version = letterhead_on(day)
    return facts_of(version if version is not None else LetterheadVersion())


def facts_of(version: LetterheadVersion) -> dict[str, object]:
    """Return one version as the facts of a paper; the emblem by its sha256."""
    lines = (version.ministry, version.directorate, version.region, version.office)
    sizes = {"width": version.emblem_width, "height": version.emblem_height, "mm": version.emblem_mm}
    return {
        "lines": [line for line in lines if line],
        "address": version.address,
        "web": version.web,
        "email": version.email,
        "emblem": {"sha256": version.emblem, **sizes} if version.emblem else None,
    }


def draft_of_letterhead() -> LetterheadVersion | None:
    """Return the draft that waits to be put into force."""
    return LetterheadVersion.select().where(_waiting()).first()


def _waiting() -> Any:
    return LetterheadVersion.valid_from.is_null() & LetterheadVersion.withdrawn_at.is_null()


def versions_of_letterhead() -> list[LetterheadVersion]:
    """Return every version but drafts, the latest first."""
    version = LetterheadVersion
    kept = version.select().where(version.valid_from.is_null(False))
    return list(kept.order_by(version.valid_from.desc(), version.id.desc()))


def draft_letterhead(
    lines: Mapping[str, str],
    tall: str,
    emblem: KeptEmblem | None,
    actor: Actor,
    now: datetime,
    *,
    without_emblem: bool = False,
    form_key: str | None = None,
) -> LetterheadVersion:
    """Keep a draft with these lines in place of the one there is. Raises LetterheadNotAllowed.

    `emblem`: a new one; else that of the present draft or version stays, unless `without_emblem`.
    """
    actor.demand(Permission.KEEP_OFFICE)
    words, height = checked_lines(lines), _height(tall)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        if not is_sqlite():  # of two at once the later takes the place of the earlier, as one after the other
            database.execute_sql("SELECT pg_advisory_xact_lock(hashtext('letterhead'))")
        before = draft_of_letterhead() or letterhead_on(to_wib(now).date())
        shown = None if without_emblem else emblem or _emblem_of(before)
        _check_fineness(shown, height)
        LetterheadVersion.update(withdrawn_at=now).where(_waiting()).execute()
        draft = _create(words, shown, height, actor, now)
        _trace("konsep_kop_surat", draft, actor, now)
        return draft


def put_into_force(
    draft_id: int, day: date, actor: Actor, now: datetime, *, form_key: str | None = None
) -> LetterheadVersion:
    """Make the draft the letterhead of papers from a day on. Raises LetterheadNotAllowed, AlreadyDone."""
    actor.demand(Permission.KEEP_OFFICE)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        if day < to_wib(now).date():
            raise LetterheadNotAllowed(
                "Kop surat berlaku paling awal hari ini: naskah yang sudah terbit memakai kop pada tanggalnya."
            )
        mine = (LetterheadVersion.id == draft_id) & _waiting()
        if not LetterheadVersion.update(valid_from=day, made_at=now).where(mine).execute():
            raise AlreadyDone("Konsep kop surat ini sudah diberlakukan, diganti, atau dibuang. Muat ulang halaman.")
        version = LetterheadVersion.get_by_id(draft_id)
        _trace("kop_surat", version, actor, now, day.isoformat())
        return version


def discard_draft(draft_id: int, actor: Actor, now: datetime, *, form_key: str | None = None) -> None:
    """Set the draft aside for good. Raises AlreadyDone where it is none any more."""
    actor.demand(Permission.KEEP_OFFICE)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        mine = (LetterheadVersion.id == draft_id) & _waiting()
        if not LetterheadVersion.update(withdrawn_at=now).where(mine).execute():
            raise AlreadyDone("Konsep kop surat ini sudah diberlakukan, diganti, atau dibuang. Muat ulang halaman.")
        audit_trail.write(actor, now, AuditEvent("buang_konsep_kop_surat", f"letterhead:{draft_id}"))


def withdraw(version_id: int, actor: Actor, now: datetime, *, form_key: str | None = None) -> None:
    """Take back a version whose first day has not come. Raises LetterheadNotAllowed once papers may carry it."""
    actor.demand(Permission.KEEP_OFFICE)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        version = LetterheadVersion.get_or_none(LetterheadVersion.id == version_id)
        if version is None or version.valid_from is None:
            raise NotVisible
        if version.withdrawn_at is not None:
            raise AlreadyDone("Versi ini sudah dibatalkan.")
        if version.valid_from <= to_wib(now).date():
            raise LetterheadNotAllowed("Versi yang sudah mulai berlaku tidak dapat dibatalkan. Buat versi baru.")
        LetterheadVersion.update(withdrawn_at=now).where(LetterheadVersion.id == version_id).execute()
        _trace("batal_kop_surat", version, actor, now, version.valid_from.isoformat())


def keep_lines(lines: Mapping[str, str], actor: Actor, now: datetime) -> None:
    """Make these lines the letterhead from today on, with today's emblem; the same lines change nothing."""
    actor.demand(Permission.KEEP_OFFICE)
    words, today = checked_lines(lines), to_wib(now).date()
    before = letterhead_on(today)
    if before is not None and all(getattr(before, name) == word for name, word in words.items()):
        return
    with database.atomic():
        version = _create(words, _emblem_of(before), before.emblem_mm if before else EMBLEM_MM, actor, now)
        LetterheadVersion.update(valid_from=today).where(LetterheadVersion.id == version.id).execute()
        _trace("kop_surat", version, actor, now, f"{today.isoformat()}: {version.office}, {version.address}")


def checked_lines(lines: Mapping[str, str]) -> dict[str, str]:
    """Return the lines as they are stored. Raises LetterheadNotAllowed where one may not be empty or is too long."""
    words = {name: " ".join(storable(lines.get(name, "")).split()) for name in LINES}
    for name, word in words.items():
        if not word and name in _NEEDED:
            raise LetterheadNotAllowed(f"{LINES[name]}: isian ini tidak boleh kosong.")
        if len(word) > _LONGEST:
            raise LetterheadNotAllowed(f"{LINES[name]}: paling panjang {_LONGEST} huruf.")
    return words


def _height(typed: str) -> int:
    tall = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 0
    if not SHORTEST_MM <= tall <= TALLEST_MM:
        raise LetterheadNotAllowed(f"Tinggi lambang: isi {SHORTEST_MM} sampai {TALLEST_MM} milimeter.")
    return tall


def _check_fineness(emblem: KeptEmblem | None, tall: int) -> None:
    found = dots_per_inch(emblem.width, emblem.height, tall) if emblem else LEAST_DPI
    if found < LEAST_DPI:
        raise LetterheadNotAllowed(
            f"Gambar lambangnya terlalu kasar untuk dicetak: {found} titik per inci pada ukuran itu, paling sedikit "
            f"{LEAST_DPI}. Cari berkas yang lebih besar, atau SVG."
        )


def _emblem_of(version: LetterheadVersion | None) -> KeptEmblem | None:
    if version is None or not version.emblem:
        return None
    return KeptEmblem(version.emblem, version.emblem_width, version.emblem_height)


def _create(
    words: Mapping[str, str], emblem: KeptEmblem | None, tall: int, actor: Actor, now: datetime
) -> LetterheadVersion:
    drawn = {"emblem": emblem.sha256, "emblem_width": emblem.width, "emblem_height": emblem.height} if emblem else {}
    row: dict[str, Any] = {**words, **drawn, "emblem_mm": tall, "made_by": actor.staff_id, "made_at": now}
    return LetterheadVersion.create(**row)


def _trace(event: str, version: LetterheadVersion, actor: Actor, now: datetime, said: str = "") -> None:
    emblem = f"lambang {version.emblem[:12]}" if version.emblem else "tanpa lambang"
    after = ", ".join(part for part in (said, emblem) if part)[:200]
    audit_trail.write(actor, now, AuditEvent(event, f"letterhead:{version.id}", after=after))
