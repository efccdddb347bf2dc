"""The facts of a case in the words of the screen, with as much about the complainant as the reader needs."""

from typing import Any

from admin_app.forms.fields import TOLD_FIELDS
from admin_app.shell.access import now
from admin_app.shell.times import full as full_moment
from models.actions.core.answers.questions_asked import was_asked
from models.actions.core.rare_rows import may_have
from models.actions.papers.numbers.archive_codes import file_code
from models.actions.retention.folders.place import Standing, standing_of
from models.rules.cases.identification import KIND_LABELS, URGENCY_LABELS, ComplaintKind, Urgency
from models.rules.channels.channels import channel
from models.rules.core.moments import to_wib
from models.rules.intake.three_times import tell_apart
from models.rules.privacy.masking import reporter_label
from models.rules.replies.satisfaction import answer_label
from models.rules.retention.folders import is_overdue
from models.rules.staff.roles import SECTION_LABELS, Section
from models.tables import Category, Complaint, FolderPlace, Survey, TransferItem
from models.tables.core.prepared import prepared


def case_facts(case: Complaint, full: bool) -> list[tuple[str, str]]:
    """Return labels and values; `full` shows the complainant's handle unmasked."""
    return [
        ("Nomor", case.number),
        ("Pelapor", _reporter(case, full)),
        ("Kanal", f"{channel(case.account.kind).label} ({case.account.label})"),
        ("Diterima", full_moment(case.opened_at)),
        ("Dicatat", full_moment(case.recorded_at) if tell_apart(case.opened_at, case.recorded_at) else ""),
        ("Pesan terakhir", full_moment(case.last_inbound_at)),
        ("Jenis", KIND_LABELS[ComplaintKind(case.kind)] if case.kind else ""),
        ("Kategori", _category(case.category)),
        ("Urgensi", URGENCY_LABELS[Urgency(case.urgency)] if case.kind else ""),
        ("Seksi", SECTION_LABELS[Section(case.section)] if case.section else ""),
        *((field.label, getattr(case, field.name)) for field in TOLD_FIELDS),
        ("Ditutup", full_moment(case.closed_at)),
        ("Kode arsip", file_code(case)),
        ("Berkas kertas", _folder(case)),
        ("Kepuasan", _satisfaction(case)),
    ]


def _reporter(case: Complaint, full: bool) -> str:
    name, handle = case.contact.name or case.thread.handle.display_name, case.thread.handle.value
    if full and not case.identity_protected:
        return f"{name} ({handle})" if name else handle
    return reporter_label(name, handle, case.identity_protected, case.number)


def _satisfaction(case: Complaint) -> str:
    asked = Survey.get_or_none(Survey.complaint == case.id) if may_have(case, Survey) else None
    if asked is None:
        return ""
    if asked.answer is None and not Survey.select().where((Survey.id == asked.id) & was_asked()).exists():
        return "belum ditanyakan: pertanyaannya belum atau tidak terkirim"
    if asked.answer is None:
        return f"ditanyakan {full_moment(asked.asked_at)}, belum dijawab"
    return f"{answer_label(asked.answer, asked.scale)}, {full_moment(asked.answered_at)}"


def _folder(case: Complaint) -> str:
    known = may_have(case, FolderPlace) or may_have(case, TransferItem)
    stands = standing_of(case) if known else Standing()
    if stands.loan is not None:
        late = ", terlambat" if is_overdue(stands.loan.due, to_wib(now()).date()) else ""
        return f"dipinjam {stands.loan.borrower}, harus kembali {stands.loan.due:%d-%m-%Y}{late}"
    more = f"; {stands.newer} naskah sesudahnya belum tercatat masuk" if stands.newer else ""
    return stands.words + more


def _category(key: str) -> str:
    row = _label.first(key) if key else None
    return str(row[0]) if row else ""


@prepared
def _label(key: str) -> Any:
    return Category.select(Category.label).where(Category.key == key).tuples()
