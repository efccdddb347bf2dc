"""Closes a month: its register lines and figures are frozen; a later correction is a new line."""

import json
from collections.abc import Mapping
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import demand_not_destroyed, is_visible
from models.actions.core.form_key import spend_form_key
from models.actions.figures.correction_trail import correction_event
from models.actions.figures.keep_facts import keep_facts
from models.actions.figures.line_words import SHOWN
from models.actions.figures.month_figures import live_figures
from models.actions.figures.register_chain import add_line, kept_facts, seal_of_month, sealed, serialise
from models.actions.figures.register_choices import Choices, register_choices
from models.actions.figures.register_lines import live_lines
from models.rules.core.errors import MonthNotAllowed, NotVisible
from models.rules.core.texts import storable
from models.rules.figures.month_seal import canonical, without_subjects
from models.rules.figures.months import is_over, month_label, month_of, months_between, under_way_words
from models.rules.figures.register_words import REGISTER_LABELS
from models.rules.figures.typed_keys import CHOSEN, typed_keys
from models.rules.privacy.masking import HIDDEN
from models.rules.staff.permissions import Permission
from models.tables import CalendarChange, Complaint, MonthClose, RegisterLine, database
from models.tables.core.bulk import insert_rows

# What a correction may change; number, date and channel of a complaint never do.
CORRECTABLE = (*(key for key in SHOWN if key != "subject"), "follow_up", "status", "category", "section")


def open_months(now: datetime) -> list[str]:
    """Return the past months with complaints that are not closed yet, the oldest first."""
    first = Complaint.select(Complaint.opened_at).order_by(Complaint.opened_at).first()
    if first is None:
        return []
    closed = {row.month for row in MonthClose.select(MonthClose.month)}
    months = months_between(month_of(first.opened_at), month_of(now))
    return [month for month in months if month not in closed and is_over(month, now)]


def close_month(month: str, actor: Actor, now: datetime, *, form_key: str | None = None) -> MonthClose:
    """Freeze a past month, once and in order. Raises MonthNotAllowed, AlreadyDone, NotPermitted."""
    actor.demand(Permission.CLOSE_MONTH)
    label = month_label(month)
    with database.atomic():
        serialise()
        spend_form_key(form_key, actor, now)
        if MonthClose.select().where(MonthClose.month == month).exists():
            raise MonthNotAllowed(f"Register {label} sudah ditutup. Perbaikan dicatat sebagai baris pembetulan.")
        if not is_over(month, now):
            raise MonthNotAllowed(f"{label} belum berakhir. Register ditutup mulai tanggal 1 bulan berikutnya.")
        counting = CalendarChange.select().where(CalendarChange.hours != "").first()
        if counting is not None:
            raise MonthNotAllowed(f"{under_way_words(counting.counted, counting.to_count)} Tutup bulan sesudahnya.")
        earlier = [other for other in open_months(now) if other < month]
        if earlier:
            raise MonthNotAllowed(f"Tutup register {month_label(earlier[0])} lebih dahulu.")
        close = _freeze(month, actor, now)
        count = RegisterLine.select().where(RegisterLine.month == month).count()
        what = f"{count} baris, sha256 {close.sha256}"
        audit_trail.write(actor, now, AuditEvent("tutup_bulan", f"bulan:{month}", "", what))
        return close


def _freeze(month: str, actor: Actor, now: datetime) -> MonthClose:
    """Keep lines, figures and the facts under them, sealed."""
    seal, rows = "", []
    for line, case in live_lines(month, now):
        rows.append(sealed(_row(month, line, case, actor, now), seal))
        seal = str(rows[-1]["seal"])
    insert_rows(RegisterLine, rows)
    figures = canonical(without_subjects(live_figures(month, now)))
    keep_facts(month, now, now)
    seal = seal_of_month(seal, figures, kept_facts(month))
    return MonthClose.create(
        month=month, figures=figures, sha256=seal, seal=seal, closed_by=actor.person_id, closed_at=now
    )


def correct_line(
    line_id: int,
    changes: Mapping[str, str],
    reason: str,
    actor: Actor,
    now: datetime,
    *,
    form_key: str | None = None,
) -> RegisterLine:
    """Add to a closed register a line that corrects an earlier one, with the reason.

    Raises MonthNotAllowed, AlreadyDone, NotPermitted, NotVisible where its case is hidden from who corrects, and
    RuleBroken where its case was destroyed: a form drawn before that would bring its words back. The corrected line
    itself stays as it was printed.
    """
    actor.demand(Permission.CLOSE_MONTH)
    with database.atomic():
        serialise()
        spend_form_key(form_key, actor, now)
        wrong = RegisterLine.get_or_none(RegisterLine.id == line_id)
        if wrong is None:
            raise MonthNotAllowed("Baris register ini tidak ada. Muat ulang halaman.")
        if not is_visible(wrong.complaint, actor):
            raise NotVisible
        demand_not_destroyed(wrong.complaint)
        facts = _corrected(wrong, changes, reason)
        line = add_line(
            {
                "month": wrong.month,
                "complaint": wrong.complaint_id,
                "facts": canonical(facts),
                "reason": storable(reason).strip(),
                "made_by": actor.staff_id,
                "typed": typed_keys(wrong.typed or "", json.loads(wrong.facts), facts, register_choices(wrong.month)),
            },
            now,
            wrong,
        )
        audit_trail.write(actor, now, correction_event(line, wrong))
        return line


def _facts(line: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in line.items() if name != "position"}


def _row(month: str, line: Mapping[str, object], case: int, actor: Actor, now: datetime) -> dict[str, object]:
    return {
        "month": month,
        "position": line["position"],
        "complaint": case,
        "facts": canonical(_facts(line)),
        "reason": "",
        "made_by": actor.staff_id,
        "made_at": now,
    }


def _corrected(wrong: RegisterLine, changes: Mapping[str, str], reason: str) -> dict[str, object]:
    if RegisterLine.select().where(RegisterLine.corrects == wrong.id).exists():
        raise MonthNotAllowed("Baris ini sudah dibetulkan. Betulkan baris pembetulannya yang terakhir.")
    if not reason.strip():
        raise MonthNotAllowed("Tuliskan alasan pembetulan lebih dahulu.")
    before = json.loads(wrong.facts)
    known = {name: storable(value).strip() for name, value in changes.items() if name in CORRECTABLE}
    if all(before.get(name) == value for name, value in known.items()):
        raise MonthNotAllowed("Belum ada isian yang berubah. Ubah isian yang salah, lalu simpan.")
    if any(HIDDEN in value and HIDDEN not in str(before.get(name)) for name, value in known.items()):
        raise MonthNotAllowed(f"Yang tertutup ({HIDDEN}) tidak dapat dicatat. Tulis isian itu lengkap, atau biarkan.")
    _demand_choices(register_choices(wrong.month), before, known)
    return {**before, **known}


def _demand_choices(choices: Choices, before: Mapping[str, object], known: Mapping[str, str]) -> None:
    for name in CHOSEN:
        if name in known and known[name] not in (before.get(name), *choices[name]):
            raise MonthNotAllowed(f"{REGISTER_LABELS[name]} dipilih dari daftar kantor. Pilih salah satu.")
