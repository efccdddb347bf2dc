"""Every screen in menu order: the back office's table of contents."""

from pathlib import Path

from flask import Flask
from flask_admin import Admin, BaseView
from flask_admin.theme import Bootstrap4Theme

from admin_app.case_page.view import Workspace
from admin_app.cases.complaints_screen import ComplaintsView
from admin_app.cases.macros_screen import MacrosView
from admin_app.cases.persons_screen import PersonsPage
from admin_app.cases.suggestion_rules_screen import SuggestionRulesView
from admin_app.channels.blocked_screen import BlockedPage
from admin_app.channels.channels_screen import ChannelsPage
from admin_app.channels.cost_screen import CostsPage
from admin_app.channels.machines_screen import MachinesPage
from admin_app.clocks.limits_screen import LimitsView
from admin_app.field_checks.field_checks_screen import FieldChecksPage
from admin_app.figures.dashboard_screen import DashboardPage
from admin_app.figures.months_screen import MonthsPage
from admin_app.figures.reports_screen import ReportsPage
from admin_app.home.home_screen import HomePage
from admin_app.intake.chat_import_screen import ChatImportPage
from admin_app.intake.filing_screen import FilingPage
from admin_app.intake.findings_screen import GapsView, QuarantineView
from admin_app.intake.messages_screen import MessagesView
from admin_app.office import setting_up
from admin_app.office.audit_trail_screen import AuditView
from admin_app.office.calendar_screen import HolidaysView, WorkingHoursView
from admin_app.office.categories_screen import CategoriesView
from admin_app.office.delegations_screen import DelegationsView
from admin_app.office.hand_overs_screen import HandOversPage
from admin_app.office.office_people_screen import OfficeHoldersView, OfficialsView
from admin_app.office.office_profile_screen import OfficeProfileView
from admin_app.office.setting_up_screen import SetupPage
from admin_app.office.sop_versions_screen import SopVersionsView
from admin_app.office.work_calendar_screen import WorkCalendarPage
from admin_app.papers.classifications_screen import ClassificationsView
from admin_app.papers.documents_screen import DocumentsView
from admin_app.papers.dossiers_screen import DossierPage
from admin_app.papers.esign.esign_screen import EsignPage
from admin_app.papers.esign.service_screen import SigningServicePage
from admin_app.papers.in_turn.in_turn_screen import InTurnPage
from admin_app.papers.letterhead_screen import LetterheadPage
from admin_app.papers.numbering_screen import NumberingPage
from admin_app.papers.office_papers_screen import OfficePapersPage
from admin_app.papers.own.types_screen import PaperTypesPage
from admin_app.papers.srikandi.srikandi_screen import SrikandiPage
from admin_app.papers.templates_screen import TemplatesPage
from admin_app.papers.trust_roots_screen import TrustRootsPage
from admin_app.privacy.blackened_screen import BlackenedPage
from admin_app.privacy.breaches_screen import BreachesPage
from admin_app.privacy.confidentiality_screen import ConfidentialityPage
from admin_app.privacy.personal_data_screen import PersonalDataPage
from admin_app.privacy.review_screen import ReviewPage
from admin_app.privacy.way_in_screen import WayInPage
from admin_app.queue.bulk_screen import BulkPage
from admin_app.queue.queue_views_screen import ViewsPage
from admin_app.queue.taking_screen import TakingPage
from admin_app.replies.outbox_screen import OutboxView
from admin_app.replies.reply_texts_screen import ReplyTextsView
from admin_app.retention.appraisal_screen import AppraisalPage
from admin_app.retention.folders_screen import FoldersPage
from admin_app.retention.record_classes_screen import RecordClassesView
from admin_app.retention.retention_screen import RetentionPage
from admin_app.retention.scheme_screen import SchemePage
from admin_app.retention.transfer_screen import TransferPage
from admin_app.search.search_screen import SearchPage
from admin_app.shell import icons, side_menu
from admin_app.shell.guide_screen import GuideScreen
from admin_app.shell.safe_headers import csp_nonce
from admin_app.staff.notices_screen import NoticesPage
from admin_app.staff.second_screen import SecondPage
from admin_app.staff.staff_screen import StaffView
from admin_app.style_guide.look_screen import LookPage
from admin_app.upkeep.lost_files_screen import LostFilesPage
from admin_app.upkeep.watcher_letters_screen import WatcherLettersPage
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
    """Return every screen in menu order: daily work first; a group's name is the screen's category."""
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
        ReviewPage("Tinjau kata-kata", CASES, "text_review", "/tinjauan"),
        BlackenedPage("Salinan tersamar", CASES, "blackened", "/samaran"),
        PersonalDataPage("Data pribadi", CASES, "personal_data", "/data-pribadi"),
        FoldersPage("Arsip", CASES, "folders", "/arsip"),
        TransferPage("Daftar arsip", CASES, "transfer", "/daftar-arsip"),
        RetentionPage("Retensi", CASES, "retention", "/retensi"),
        AppraisalPage("Penilaian arsip", CASES, "appraisal", "/penilaian"),
        PersonsPage("Satukan pelapor", None, "persons", "/orang"),
    )


def _screens_of_papers() -> tuple[BaseView, ...]:
    return (
        DocumentsView(Document, "Naskah", PAPERS, "documents", "/naskah"),
        OfficePapersPage("Naskah kantor", PAPERS, "office_papers", "/naskah-kantor"),
        SrikandiPage("Tanda tangan di SRIKANDI", PAPERS, "srikandi", "/srikandi"),
        EsignPage("Tanda tangan lewat layanan", PAPERS, "esign", "/tanda-tangan"),
        InTurnPage("Tanda tangan berturut-turut", PAPERS, "in_turn", "/tanda-tangan-berturut"),
        NumberingPage("Penomoran", PAPERS, "numbering", "/penomoran"),
        MonthsPage("Akhir bulan", PAPERS, "months", "/akhir-bulan"),
        DashboardPage("Dasbor", None, "dashboard", "/dasbor"),
        ReportsPage("Laporan", None, "reports", "/laporan"),
    )


def _screens_of_channels() -> tuple[BaseView, ...]:
    return (
        ChannelsPage("Kanal", CHANNELS, "channels", "/kanal"),
        BlockedPage("Nomor diblokir", None, "blocked", "/nomor-diblokir"),
        CostsPage("Biaya kanal", None, "costs", "/biaya-kanal"),
        MachinesPage("Komputer kanal", CHANNELS, "machines", "/komputer-kanal"),
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
        LetterheadPage("Kop surat", OFFICE, "letterhead", "/kop-surat"),
        TrustRootsPage("Sertifikat akar", OFFICE, "trust_roots", "/sertifikat-akar"),
        SigningServicePage("Layanan tanda tangan", OFFICE, "signing_service", "/layanan-ttd"),
        WorkCalendarPage("Kalender kerja", OFFICE, "work_calendar", "/kalender"),
        HolidaysView(Holiday, "Hari libur", OFFICE, "holidays", "/hari-libur"),
        WorkingHoursView(WorkingBlock, "Jam kerja", OFFICE, "working_hours", "/jam-kerja"),
        LimitsView(StatutoryRule, "Batas waktu peraturan", OFFICE, "limits", "/batas-waktu"),
        SopVersionsView(SopVersion, "SOP", OFFICE, "sop_versions", "/sop"),
        WayInPage("Jalur khusus", OFFICE, "way_in", "/jalur-khusus"),
        CategoriesView(Category, "Kategori", REFERENCE, "categories", "/kategori"),
        ClassificationsView(Classification, "Klasifikasi", REFERENCE, "classifications", "/klasifikasi"),
        RecordClassesView(RecordClass, "Jadwal retensi", REFERENCE, "record_classes", "/jadwal-retensi"),
        SchemePage("Skema arsip", REFERENCE, "scheme", "/skema-arsip"),
        SuggestionRulesView(SuggestionRule, "Aturan usulan", REFERENCE, "suggestion_rules", "/aturan-usulan"),
        ReplyTextsView(ReplyTemplate, "Teks siap pakai", REFERENCE, "reply_texts", "/teks"),
        MacrosView(Macro, "Makro", REFERENCE, "macros", "/makro"),
        PaperTypesPage("Jenis naskah", REFERENCE, "paper_types", "/jenis-naskah"),
        TemplatesPage("Templat", REFERENCE, "templates", "/templat"),
        SetupPage("Persiapan", SYSTEM, "setup", "/persiapan"),
        StaffView(Staff, "Akun", SYSTEM, "staff", "/pegawai"),
        SecondPage("Persetujuan", SYSTEM, "seconds", "/persetujuan"),
        LostFilesPage("Berkas hilang", SYSTEM, "lost_files", "/berkas-hilang"),
        BreachesPage("Kegagalan data", SYSTEM, "breaches", "/kegagalan-data"),
        WatcherLettersPage("Surat pengawas", SYSTEM, "watcher_letters", "/surat-pengawas"),
        AuditView(Audit, "Jejak audit", SYSTEM, "audit", "/jejak-audit"),
        LookPage("Gaya", SYSTEM, "look", "/gaya"),
        GuideScreen("Bantuan", None, "guide", "/bantuan"),
    )


def add_screens(app: Flask) -> Admin:
    """Add the screens to the app."""
    admin = Admin(
        app,
        name="Aduan",
        index_view=HomePage(name="Beranda", url="/"),
        theme=Bootstrap4Theme(base_template="shell/admin_base.html", fluid=True),
        translations_path=str(TRANSLATIONS),
        csp_nonce_generator=csp_nonce,
    )
    for screen in screens():
        admin.add_view(screen)
    for part in (icons, side_menu, setting_up):
        part.register(app)
    return admin
