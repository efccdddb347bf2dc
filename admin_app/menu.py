"""Every screen in menu order: the back office's table of contents."""

from pathlib import Path

from flask import Flask
from flask_admin import Admin, BaseView
from flask_admin.theme import Bootstrap4Theme

from admin_app import icons, setting_up, side_menu
from admin_app.safe_headers import csp_nonce
from admin_app.views.audit_trail import AuditView
from admin_app.views.bulk import BulkPage
from admin_app.views.calendar import HolidaysView, WorkingHoursView
from admin_app.views.categories import CategoriesView
from admin_app.views.channels import ChannelsPage
from admin_app.views.chat_import import ChatImportPage
from admin_app.views.classifications import ClassificationsView
from admin_app.views.complaints import ComplaintsView
from admin_app.views.confidentiality import ConfidentialityPage
from admin_app.views.dashboard import DashboardPage
from admin_app.views.delegations import DelegationsView
from admin_app.views.documents import DocumentsView
from admin_app.views.dossiers import DossierPage
from admin_app.views.field_checks import FieldChecksPage
from admin_app.views.filing import FilingPage
from admin_app.views.findings import GapsView, QuarantineView
from admin_app.views.guide import GuideScreen
from admin_app.views.hand_overs import HandOversPage
from admin_app.views.home import HomePage
from admin_app.views.limits import LimitsView
from admin_app.views.look import LookPage
from admin_app.views.macros import MacrosView
from admin_app.views.messages import MessagesView
from admin_app.views.months import MonthsPage
from admin_app.views.notices import NoticesPage
from admin_app.views.numbering import NumberingPage
from admin_app.views.office_papers import OfficePapersPage
from admin_app.views.office_people import OfficeHoldersView, OfficialsView
from admin_app.views.office_profile import OfficeProfileView
from admin_app.views.outbox import OutboxView
from admin_app.views.personal_data import PersonalDataPage
from admin_app.views.persons import PersonsPage
from admin_app.views.queue_views import ViewsPage
from admin_app.views.record_classes import RecordClassesView
from admin_app.views.reply_texts import ReplyTextsView
from admin_app.views.reports import ReportsPage
from admin_app.views.retention import RetentionPage
from admin_app.views.search import SearchPage
from admin_app.views.setting_up import SetupPage
from admin_app.views.sop_versions import SopVersionsView
from admin_app.views.staff import StaffView
from admin_app.views.suggestion_rules import SuggestionRulesView
from admin_app.views.taking import TakingPage
from admin_app.views.templates import TemplatesPage
from admin_app.views.work_calendar import WorkCalendarPage
from admin_app.workspace.view import Workspace
from models.tables import (
    Audit,
    Category,
    Classification,
    Complaint,
    Delegation,
    Document,
    Gap,
    Holiday,
    Macro,
    Message,
    OfficeHolder,
    OfficeSetting,
    Official,
    Outbox,
    Quarantine,
    RecordClass,
    ReplyTemplate,
    SopVersion,
    Staff,
    StatutoryRule,
    SuggestionRule,
    WorkingBlock,
)

TRANSLATIONS = Path(__file__).parent / "translations"


CASES, PAPERS, CHANNELS = "Kasus", "Naskah", "Kanal"
OFFICE, REFERENCE, SYSTEM = "Kantor", "Acuan", "Sistem"


def screens() -> tuple[BaseView, ...]:
    """Make every screen, in menu order: daily work first; a group's name is the screen's category."""
    return (*_screens_of_cases(), *_screens_of_papers(), *_screens_of_channels(), *_screens_of_office())


def _screens_of_cases() -> tuple[BaseView, ...]:
    return (
        Workspace("Meja Kerja", None, "meja", "/meja"),
        TakingPage("Ambil berikutnya", None, "taking", "/ambil"),
        BulkPage("Kerjakan sekaligus", None, "bulk", "/sekaligus"),
        ViewsPage("Tampilan antrean", None, "queue_views", "/tampilan"),
        FieldChecksPage("Penelitian lapangan", None, "field_checks", "/penelitian"),
        SearchPage("Cari", None, "search", "/cari"),
        NoticesPage("Pemberitahuan", None, "notices", "/pemberitahuan"),
        FilingPage("Catat pengaduan", None, "filing", "/catat"),
        ComplaintsView(Complaint, "Pengaduan", CASES, "complaints", "/pengaduan"),
        MessagesView(Message, "Pesan", CASES, "messages", "/pesan"),
        DossierPage("Berkas perkara", CASES, "dossiers", "/berkas"),
        ConfidentialityPage("Kerahasiaan", CASES, "confidentiality", "/kerahasiaan"),
        PersonalDataPage("Data pribadi", CASES, "personal_data", "/data-pribadi"),
        RetentionPage("Retensi", CASES, "retention", "/retensi"),
        PersonsPage("Satukan pelapor", None, "persons", "/orang"),
    )


def _screens_of_papers() -> tuple[BaseView, ...]:
    return (
        DocumentsView(Document, "Naskah", PAPERS, "documents", "/naskah"),
        OfficePapersPage("Naskah kantor", PAPERS, "office_papers", "/naskah-kantor"),
        NumberingPage("Penomoran", PAPERS, "numbering", "/penomoran"),
        MonthsPage("Akhir bulan", PAPERS, "months", "/akhir-bulan"),
        DashboardPage("Dasbor", None, "dashboard", "/dasbor"),
        ReportsPage("Laporan", None, "reports", "/laporan"),
    )


def _screens_of_channels() -> tuple[BaseView, ...]:
    return (
        ChannelsPage("Kanal", CHANNELS, "channels", "/kanal"),
        OutboxView(Outbox, "Kotak keluar", CHANNELS, "outbox", "/kotak-keluar"),
        ChatImportPage("Impor percakapan", CHANNELS, "chat_import", "/impor"),
        QuarantineView(Quarantine, "Kiriman tak terbaca", CHANNELS, "quarantine", "/tak-terbaca"),
        GapsView(Gap, "Celah pesan", CHANNELS, "gaps", "/celah"),
    )


def _screens_of_office() -> tuple[BaseView, ...]:
    return (
        HandOversPage("Serah tugas", OFFICE, "hand_overs", "/serah-tugas"),
        OfficialsView(Official, "Pejabat", OFFICE, "officials", "/pejabat"),
        OfficeHoldersView(OfficeHolder, "Pemangku jabatan", OFFICE, "office_holders", "/jabatan"),
        DelegationsView(Delegation, "Pelimpahan", OFFICE, "delegations", "/pelimpahan"),
        OfficeProfileView(OfficeSetting, "Profil kantor", OFFICE, "office_profile", "/profil-kantor"),
        WorkCalendarPage("Kalender kerja", OFFICE, "work_calendar", "/kalender"),
        HolidaysView(Holiday, "Hari libur", OFFICE, "holidays", "/hari-libur"),
        WorkingHoursView(WorkingBlock, "Jam kerja", OFFICE, "working_hours", "/jam-kerja"),
        LimitsView(StatutoryRule, "Batas waktu peraturan", OFFICE, "limits", "/batas-waktu"),
        SopVersionsView(SopVersion, "SOP", OFFICE, "sop_versions", "/sop"),
        CategoriesView(Category, "Kategori", REFERENCE, "categories", "/kategori"),
        ClassificationsView(Classification, "Klasifikasi", REFERENCE, "classifications", "/klasifikasi"),
        RecordClassesView(RecordClass, "Jadwal retensi", REFERENCE, "record_classes", "/jadwal-retensi"),
        SuggestionRulesView(SuggestionRule, "Aturan usulan", REFERENCE, "suggestion_rules", "/aturan-usulan"),
        ReplyTextsView(ReplyTemplate, "Teks siap pakai", REFERENCE, "reply_texts", "/teks"),
        MacrosView(Macro, "Makro", REFERENCE, "macros", "/makro"),
        TemplatesPage("Templat", REFERENCE, "templates", "/templat"),
        SetupPage("Persiapan", SYSTEM, "setup", "/persiapan"),
        StaffView(Staff, "Akun", SYSTEM, "staff", "/pegawai"),
        AuditView(Audit, "Jejak audit", SYSTEM, "audit", "/jejak-audit"),
        LookPage("Gaya", SYSTEM, "look", "/gaya"),
        GuideScreen("Bantuan", None, "guide", "/bantuan"),
    )


def add_screens(app: Flask) -> Admin:
    """Put the screens into the app."""
    admin = Admin(
        app,
        name="Aduan",
        index_view=HomePage(name="Beranda", url="/"),
        theme=Bootstrap4Theme(base_template="aduan/admin_base.html", fluid=True),
        translations_path=str(TRANSLATIONS),
        csp_nonce_generator=csp_nonce,
    )
    for screen in screens():
        admin.add_view(screen)
    for part in (icons, side_menu, setting_up):
        part.register(app)
    return admin
