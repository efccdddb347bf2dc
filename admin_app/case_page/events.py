"""The history of a case for reading, newest first: moves, warnings, pauses, and from whom it was hidden."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from admin_app.case_page.links import LinkEvent
from admin_app.clocks.case_clocks import PauseShown
from models.actions.clocks.recount_words import recount_words
from models.actions.core.rare_rows import may_have
from models.actions.papers.outdated_words import shown_words
from models.actions.privacy.name_party import parties_of
from models.actions.privacy.unmask_identity import looks_asked
from models.rules.cases.corrections import FIELD_LABELS
from models.rules.cases.links import LINK_LABELS, LinkMove
from models.rules.cases.sop import MOVES, STAGES, Stage
from models.rules.clocks.warnings import WARNINGS, Clock
from models.rules.core.declarations import Harmless
from models.tables import (
    Audit,
    Complaint,
    ConflictParty,
    History,
    OutputCorrection,
    ReportReturn,
    SecrecyChange,
    Staff,
    StepRecord,
    StepRecount,
    Unmasking,
)
from models.tables import Warning as WarningGiven
from models.tables.core.prepared import prepared


@dataclass(frozen=True)
class Event:
    """One thing that happened: when, by whom, what, where the case went, and why."""

    at: datetime
    who: Harmless[str]
    what: Harmless[str]
    stage: Harmless[str] = ""
    reason: str = ""


def read_events(
    case: Complaint,
    history: list[History],
    pauses: list[PauseShown],
    links: list[LinkEvent],
    returns: list[ReportReturn],
    corrections: list[OutputCorrection],
) -> list[Event]:
    """Return moves, warnings, pauses, links and namings in one order, by at most six queries."""
    given = _warnings(case.id) if may_have(case, WarningGiven) else ()
    events = [*map(_move, history), *map(_warning, given), *(event for row in pauses for event in _pause(row))]
    events += _recounts(case)
    events += map(_given_back, returns)
    events += map(_corrected, corrections)
    looks = looks_asked(case.id) if may_have(case, Unmasking) else ()
    events += [event for row in looks for event in _look(row)]
    parties = parties_of(case.id) if may_have(case, ConflictParty) else ()
    events += [event for row in parties for event in _party(row)]
    events += _protections(case)
    events += map(_secrecy, _audited(f"complaint:{case.id}"))
    events += [Event(row.at, row.who, row.what, reason=row.why) for row in links]
    return sorted(events, key=lambda event: event.at, reverse=True)


@prepared
def _warnings(case: int) -> Any:
    return WarningGiven.select().where(WarningGiven.complaint == case).order_by(WarningGiven.id)


@prepared
def _audited(subject: str) -> Any:
    audited = (Audit.subject == subject) & Audit.event.in_(list(_SECRECY))
    told = Audit.event.in_(list(_PROTECTION.values())) & (Audit.after == "")  # with its reason, in a row of its own
    return Audit.select().where(audited & ~told)


_WHAT = {str(move): row.label for move, row in MOVES.items()} | {str(move): LINK_LABELS[move] for move in LinkMove}


def _move(row: History) -> Event:
    what = _WHAT.get(row.move, "Pesan diterima, pengaduan dibuka")
    who = row.actor.name if row.actor else "Sistem"
    return Event(row.at, who, what, STAGES[Stage(row.to_stage)].label, row.reason)


_WORDS = {(row.clock, row.grade): row.words for row in WARNINGS}


def _warning(row: WarningGiven) -> Event:
    clock = Clock.LANGKAH if row.record_id else Clock.HUKUM
    name = "waktu langkah" if clock is Clock.LANGKAH else "batas waktu peraturan"
    return Event(row.at, "Sistem", f"Peringatan: {name} {_WORDS.get((clock, row.grade), row.grade)}")


def _pause(row: PauseShown) -> list[Event]:
    # Whether the clock stood still is what became of it: one that was refused, or still waits, stopped nothing.
    what = f"Jeda jam langkah {row.step}: {row.reason} ({row.state})"
    began = Event(row.starts_at, row.maker, what, reason=row.why)
    ended = [Event(row.ends_at, "", f"Jeda jam langkah {row.step} berakhir")] if row.ends_at else []
    return [began, *ended]


def _recounts(case: Complaint) -> list[Event]:
    """Return how ended steps of a case were counted anew: what they were, what they are, and why."""
    if not may_have(case, StepRecount):
        return []
    rows = StepRecount.select(StepRecount, StepRecord.id, StepRecord.step).join(StepRecord)
    mine = rows.where(StepRecord.complaint == case.id).order_by(StepRecount.id)
    return [
        Event(row.at, "Sistem", f"Langkah {row.record.step} dihitung ulang", reason=recount_words(row))
        for row in mine
    ]


_SECRECY = {
    "rahasiakan_identitas": "Identitas pelapor dirahasiakan",
    "akhiri_kerahasiaan": "Kerahasiaan identitas diakhiri",
    "tandai_perilaku_pegawai": "Ditandai sebagai pengaduan perilaku pegawai",
    "lihat_identitas": "Identitas pelapor dilihat",
    "lihat_lampiran": "Lampiran tersegel dibuka",
    "buat_samaran": "Salinan tersamar dibuat",
    "hapus_samaran": "Salinan tersamar dihapus",
    "tinjau_kata": "Kata-kata ditinjau",
    "samarkan_kata": "Kata disamarkan",
    "biarkan_kata": "Kata dibiarkan tampak",
    "cabut_tanda": "Tanda pada kata dicabut",
    "ambil_kasus": "Kasus dipegang",
    "tunjuk_kasus": "Kasus diserahkan untuk dipegang",
    "lepas_kasus": "Kasus dilepas",
    "ubah_urgensi": "Urgensi diubah",
    "makro": "Makro dijalankan",
}


_PROTECTION = {True: "rahasiakan_identitas", False: "akhiri_kerahasiaan"}


def _protections(case: Complaint) -> list[Event]:
    if not may_have(case, SecrecyChange):
        return []
    rows = SecrecyChange.select(SecrecyChange, Staff).join(Staff)
    return [
        Event(row.made_at, row.made_by.name, _SECRECY[_PROTECTION[row.protected]], reason=row.reason)
        for row in rows.where(SecrecyChange.complaint == case.id).order_by(SecrecyChange.id)
    ]


def _secrecy(row: Audit) -> Event:
    return Event(row.at, row.actor, _SECRECY[row.event], reason=row.after)


def _given_back(row: ReportReturn) -> Event:
    return Event(row.made_at, row.made_by.name, "Laporan penelitian dikembalikan kepada petugas", reason=row.reason)


def _corrected(row: OutputCorrection) -> Event:
    was, now = shown_words(row.field, row.before), shown_words(row.field, row.after)
    what = f"{FIELD_LABELS.get(row.field, row.kind)} dibetulkan"
    return Event(
        row.made_at, row.made_by.name, what, reason=f"{row.why}\nSemula: {was or '–'}\nMenjadi: {now or '–'}"
    )


def _look(row: Unmasking) -> list[Event]:
    asked = Event(row.asked_at, row.asked_by.name, "Minta melihat identitas pelapor", reason=row.motive)
    if row.decided_at is None:
        return [asked]
    answer = "disetujui" if row.granted else "ditolak"
    who = row.decided_by.name if row.decided_by else "Sistem"
    return [asked, Event(row.decided_at, who, f"Permintaan melihat identitas {answer}: {row.asked_by.name}")]


def _party(row: ConflictParty) -> list[Event]:
    name, why = row.staff.name or row.staff.username, row.why
    named = Event(row.named_at, row.named_by.name if row.named_by else "", f"{name} dikecualikan", reason=why)
    if row.lifted_at is None:
        return [named]
    who = row.lifted_by.name if row.lifted_by else ""
    return [named, Event(row.lifted_at, who, f"Pengecualian {name} dicabut")]
