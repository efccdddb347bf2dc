"""All complaints a person may see: where each is and whether it is late. Work is done in Meja Kerja."""

from typing import Any

from markupsafe import Markup
from peewee import Expression, ModelSelect

from admin_app.lists.guarded_view import GuardedView
from admin_app.queue.due_conditions import NO_SECTION, of_today
from admin_app.shell.access import now, signed_in_actor
from admin_app.shell.columns import Choice, Column, case_link, pill
from admin_app.shell.filing_words import account_options, section_options, stage_options
from admin_app.shell.masking import mask_rows
from admin_app.shell.times import due_mark
from admin_app.shell.wording import EMPTY, section_label, stage_label, wib
from models.actions.core.recused_posts import recused_in_open_cases
from models.actions.papers.numbers.archive_codes import codes_of_files
from models.rules.cases.sop import Stage, Step
from models.rules.cases.workflow import holder_of
from models.rules.privacy.masking import reporter_label
from models.rules.search.searching import Found
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES, Section
from models.tables import Category, Complaint, Contact, Handle, Thread
from models.tables.privacy.visible import visible

_KINDS = {"terlambat": "bad", "segera": "warn"}


def reporter(case: Complaint) -> str:
    """Return the complainant's name as a list may show it."""
    protected = case.identity_protected or case.contact.identity_protected
    handle = case.thread.handle
    return reporter_label(case.contact.name or handle.display_name, handle.value, protected, case.number)


def due(case: Complaint) -> Markup | str:
    """Return the due time, marked as in the queue where it is late or near."""
    if not case.open or case.due_at is None:
        return EMPTY
    mark = due_mark(case.due_at, case.stage_since, now())
    kind = _KINDS.get(mark.state)
    return Markup('{} <span class="soft">{}</span>').format(pill(mark.words, kind) if kind else "", wib(case.due_at))


def _desk(case: Complaint) -> str:
    if not case.open:
        return EMPTY
    section = Section(case.section) if case.section else None
    return ROLES[holder_of(Stage(case.stage), section, case.recused_posts)].label


def _late(value: str) -> Expression:
    late = (Complaint.open == True) & (Complaint.due_at < now())  # noqa: E712
    return late if value == "ya" else ~late | Complaint.due_at.is_null()


_TODAY = (("masuk", "Masuk hari ini"), ("selesai", "Selesai hari ini"), ("batas", "Batasnya hari ini"))


def _steps() -> list[tuple[str, str]]:
    return [(str(int(step)), f"{int(step)}") for step in Step]


def _sections() -> list[tuple[str, str]]:
    return [*section_options(), (NO_SECTION, "Belum dipilih")]


def _of_section(value: str) -> Expression:
    return Complaint.section.is_null() if value == NO_SECTION else Complaint.section == value


def _number(case: Complaint) -> Markup:
    new = Markup(" {}").format(pill(f"{case.unread} baru", "info")) if case.unread else Markup("")
    return case_link(case.public_id, case.number) + new


class ComplaintsView(GuardedView):
    """The list of complaints."""

    permission = Permission.READ_CASES
    export_permission = Permission.EXPORT
    explanation = "Klik nomor untuk membuka kasus di Meja Kerja."
    search_hint = "Nomor, pokok aduan, nama, nomor pelapor"
    empty_sentence = "Belum ada pengaduan."
    id_field = Complaint.public_id
    list_joins = (Complaint.contact, Complaint.thread, Complaint.account, Thread.handle)
    order = (Complaint.open.desc(), Complaint.opened_at.desc())
    searched = (Complaint.number, Complaint.subject, Contact.name, Handle.value)
    found_as = Found.KASUS
    columns = (
        Column("nomor", "Nomor", _number, Complaint.number, plain=lambda case: case.number),
        Column("masuk", "Masuk", lambda case: case.opened_at, Complaint.opened_at),
        Column("kanal", "Kanal", lambda case: case.account.label),
        Column("pelapor", "Pelapor", reporter),
        Column("pokok", "Pokok aduan", lambda case: case.subject),
        Column("seksi", "Seksi", lambda case: section_label(case.section), Complaint.section),
        Column("tahap", "Tahap", lambda case: stage_label(case.stage), Complaint.stage),
        Column("kode", "Kode arsip", lambda case: case.file_code),
        Column("meja", "Di meja", _desk),
        Column("batas", "Batas waktu", due, Complaint.due_at, plain=lambda case: case.due_at),
    )
    detail_columns = (
        *columns,
        Column("kategori", "Kategori", lambda case: case.category_label),
        Column("tempat", "Tempat kejadian", lambda case: case.incident_place),
        Column("waktu", "Waktu kejadian", lambda case: case.incident_time),
        Column("mendesak", "Urgensi", lambda case: case.urgency),
        Column("ditutup", "Selesai", lambda case: case.closed_at),
    )
    choices = (
        Choice("tahap", "Tahap", stage_options, lambda value: Complaint.stage == value),
        Choice("langkah", "Langkah", _steps, lambda value: Complaint.step == int(value)),
        Choice("seksi", "Seksi", _sections, _of_section),
        Choice("terlambat", "Terlambat", lambda: [("ya", "Ya"), ("tidak", "Tidak")], _late),
        Choice("kanal", "Kanal", account_options, lambda value: Complaint.account == int(value)),
        Choice(
            "status",
            "Status",
            lambda: [("terbuka", "Terbuka"), ("selesai", "Selesai")],
            lambda value: Complaint.open == (value == "terbuka"),
        ),
        Choice("hari", "Hari ini", lambda: list(_TODAY), lambda value: of_today(value, now())),
    )

    def scope(self, query: ModelSelect) -> ModelSelect:
        """Narrow to the complaints who is asking may see."""
        return query.where(visible(signed_in_actor().scope))

    def title_of(self, row: Complaint) -> str:
        """Return the complaint's title."""
        return f"Pengaduan {row.number}"

    def prepare(self, rows: list[Any]) -> None:
        """Put the category's label and the posts passed over on the rows, and mask the protected ones."""
        mask_rows(case for case in rows if case.identity_protected)
        labels = {row.key: row.label for row in Category.select(Category.key, Category.label)} if rows else {}
        recused = recused_in_open_cases() if rows else {}
        codes = codes_of_files()
        for case in rows:
            case.recused_posts = recused.get(case.id, frozenset())
            case.file_code = codes.of_file(case)
            case.category_label = labels.get(case.category, case.category)
