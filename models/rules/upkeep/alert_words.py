"""The words of a letter about the watcher's conditions, in Indonesian: what began, what goes on, what is over.

A letter leaves the office. It has the sentences of the conditions and no person, case, number or message.
"""

from datetime import datetime

from models.rules.core.moments import MONTHS, parse_iso, to_wib
from models.rules.core.signed_trail import Checkpoint
from models.rules.upkeep.alerts import Alert, Letter
from models.rules.upkeep.carried_checkpoints import wrapped

TRIAL_SUBJECT = "Percobaan surat peringatan"
_TRIAL = "Ini percobaan. Surat peringatan dari pengawas Aduan sampai lewat jalan ini."


def subject(letter: Letter, machine: str) -> str:
    """Return the subject of a letter."""
    if letter.begun:
        return f"Aduan ({machine}): {len(letter.begun)} hal perlu ditangani"
    if letter.still:
        return f"Aduan ({machine}): {len(letter.still)} hal belum pulih"
    if letter.over:
        return f"Aduan ({machine}): semua yang dikabarkan sudah pulih"
    return f"Aduan ({machine}): titik periksa jejak audit"


def body(letter: Letter, machine: str, now: datetime) -> str:
    """Return the words of a letter; `now` is naive UTC."""
    parts = [
        _part("Baru terjadi:", letter.begun),
        _part("Masih berlangsung:", letter.still),
        _part("Sudah pulih:", letter.over),
        f"Dilihat oleh pengawas di komputer {machine}, {_moment(now)}.",
        _HOW if letter.begun or letter.still else "",
        _proof(letter.checkpoint) if letter.checkpoint else "",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def trial(machine: str, now: datetime) -> str:
    """Return the words of a letter that tries a way."""
    return f"{_TRIAL}\nDikirim dari komputer {machine}, {_moment(now)}.\n"


_HOW = (
    "Yang sudah ada penanggungnya dicatat dengan run_agent.py watch acknowledge KODE, supaya tidak diulang. "
    "Yang perlu dilakukan juga tertulis di panduan, bab Bila komputer bermasalah."
)


def _proof(noted: Checkpoint) -> str:
    ends = ", ".join(f"{chain} sampai baris {seq}" for chain, (seq, _seal) in sorted(noted.ends.items()))
    moment = _moment(parse_iso(noted.at))
    return f"Titik periksa jejak audit, dicatat {moment}: {ends}. {_KEEP}\n{wrapped(noted.line())}"


_KEEP = (
    "Simpan surat ini di luar komputer kantor: run_admin.py verify --checkpoints BERKAS membandingkan jejak yang ada "
    "dengannya."
)


def _part(head: str, alerts: tuple[Alert, ...]) -> str:
    return "\n".join([head, *(_line(one) for one in alerts)]) if alerts else ""


def _line(one: Alert) -> str:
    known = ", sudah ada yang menangani" if one.acknowledged else ""
    return f"- {one.wrong.staff or one.wrong.operators}\n  (kode {one.key}, sejak {_moment(one.since)}{known})"


def _moment(moment: datetime) -> str:
    here = to_wib(moment)
    return f"{here.day} {MONTHS[here.month - 1]} {here.year} pukul {here:%H.%M} WIB"
