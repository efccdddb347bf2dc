"""Which role has which permission besides the moves of the SOP: one table and its reader."""

from enum import StrEnum

from models.rules.core.errors import NotPermitted
from models.rules.staff.roles import LANE_POSTS, ROLES, Role


class Permission(StrEnum):
    """What a role may be permitted to do."""

    READ_CASES = "membaca kasus"  # only what models/rules/privacy/visibility.py lets them see
    READ_MESSAGES = "membaca pesan masuk"
    WRITE_REPLY = "menulis jawaban kepada pelapor"
    FILE_COMPLAINT = "mencatat pengaduan dan mengimpor percakapan"
    JOIN_CONTACTS = "menggabungkan data pelapor"
    LINK_CASES = "menggabungkan dan memecah pengaduan"
    PROTECT = "merahasiakan identitas pelapor"
    UNPROTECT = "mengakhiri kerahasiaan identitas pelapor"
    NAME_PARTY = "mengecualikan pegawai dari sebuah kasus"
    LIFT_PARTY = "mencabut pengecualian pegawai"
    UNMASK = "meminta pembukaan identitas pelapor"
    GRANT_UNMASK = "memutuskan pembukaan identitas pelapor"
    HAND_OVER = "mencatat Plh. dan Plt."
    SETTLE_REPLY = "menyelesaikan jawaban tertahan"
    WRITE_REPORT = "menulis laporan penelitian"
    READ_DOCUMENTS = "membaca naskah"
    REGISTER_NUMBER = "mencatat nomor naskah"
    DATE_BACK = "memberi tanggal lebih awal pada naskah"
    SEE_MONTHS = "melihat akhir bulan"
    CLOSE_MONTH = "menutup bulan dan membetulkan register"
    SEE_REPORTS = "melihat laporan"  # counted only from the cases he may see
    SEE_DASHBOARD = "melihat dasbor"
    COMPARE_OFFICERS = "melihat angka setiap petugas"
    READ_OUTBOX = "melihat kotak keluar"
    SEE_CHANNELS = "melihat kesehatan kanal"
    KEEP_CHANNELS = "mengatur kanal"
    DECLARE_BLOCKED = "menyatakan nomor diblokir atau pulih"
    KEEP_ACCOUNTS = "mengatur akun"
    KEEP_WATCH = "melihat surat pengawas"
    COUNTERSIGN_PAUSE = "memaraf atau menolak jeda"
    KEEP_STATUTORY = "mengatur batas waktu peraturan"
    KEEP_CALENDAR = "mengatur hari libur dan jam kerja"
    COUNTERSIGN_CALENDAR = "memaraf perubahan kalender dan batas waktu untuk waktu yang sudah lewat"
    KEEP_TEXTS = "mengatur teks siap pakai"
    KEEP_TEMPLATES = "mengunggah templat naskah"
    KEEP_PAPER_TYPES = "mengatur jenis naskah"
    ACTIVATE_TEMPLATES = "memeriksa dan mengaktifkan templat naskah"
    PRINT_DOSSIER = "menyusun berkas perkara"
    KEEP_CATEGORIES = "mengatur kategori pengaduan"
    KEEP_SOP = "mengatur SOP"
    KEEP_OFFICE = "mengatur profil kantor dan pejabat"
    SEE_AUDIT = "melihat jejak audit"
    EXPORT = "mengekspor daftar"
    HOLD_FILE = "menahan berkas dari pemusnahan"
    KEEP_RETENTION = "mengatur jadwal retensi"
    PROPOSE_DESTRUCTION = "mengusulkan dan melaksanakan pemusnahan berkas"
    APPROVE_DESTRUCTION = "memutuskan penilaian dan pemusnahan berkas"
    TRANSFER_FILES = "memindahkan berkas inaktif ke unit kearsipan"
    KEEP_FOLDERS = "menata berkas kertas di rak dan mencatat peminjamannya"
    APPRAISE_FILE = "menilai berkas yang habis masa simpannya"
    HAND_OUT_DATA = "menyusun data tentang seorang pelapor"
    CORRECT_DATA = "membetulkan data pelapor"
    RECORD_LOSS = "mencatat kehilangan berkas"
    AGREE_LOSS = "menyetujui catatan kehilangan berkas"
    KEEP_SUGGESTIONS = "mengatur kata-kata usulan"
    KEEP_MACROS = "mengatur makro dan tampilan bersama"
    ASSIGN_CASES = "menunjuk pemegang kasus"
    MARK_URGENT = "mengubah urgensi kasus"
    DECIDE_CONDUCT = "memutuskan dugaan perilaku pegawai"
    SECOND = "menyetujui yang perlu orang kedua"
    KEEP_LANE = "mengatur jalur khusus pengaduan tentang pegawai"


_D, _R = Permission, Role

_CASE_WORK = frozenset(Role) - {Role.ADMINISTRATOR}
_FRONT_DESK = frozenset({_R.PENGELOLA, _R.KASUBSI_INFOKIM, _R.KASI_TIKKIM, _R.KEPALA_KANTOR})

PERMISSIONS: dict[Permission, frozenset[Role]] = {
    _D.READ_CASES: _CASE_WORK,
    _D.READ_MESSAGES: _FRONT_DESK,
    _D.WRITE_REPLY: frozenset({_R.PENGELOLA}),
    _D.FILE_COMPLAINT: frozenset({_R.PENGELOLA, _R.KASUBSI_INFOKIM}),
    _D.JOIN_CONTACTS: frozenset({_R.PENGELOLA, _R.KASUBSI_INFOKIM}),
    _D.LINK_CASES: frozenset({_R.PENGELOLA, _R.KASUBSI_INFOKIM}),
    _D.PROTECT: frozenset({_R.PENGELOLA, _R.KASUBSI_INFOKIM, _R.KEPALA_KANTOR}),
    _D.UNPROTECT: frozenset({_R.KASUBSI_INFOKIM, _R.KEPALA_KANTOR}),
    _D.NAME_PARTY: frozenset({_R.PENGELOLA, _R.KASUBSI_INFOKIM, _R.KASI_TIKKIM, _R.KEPALA_KANTOR}),
    # Not Pengelola, who keeps the conversation and might lift a measure against a colleague.
    _D.LIFT_PARTY: frozenset({_R.KASUBSI_INFOKIM, _R.KASI_TIKKIM, _R.KEPALA_KANTOR}),
    _D.UNMASK: _CASE_WORK - {_R.PETUGAS_SEKSI},
    _D.GRANT_UNMASK: frozenset({_R.KASI_TIKKIM, _R.KEPALA_KANTOR}),
    _D.HAND_OVER: frozenset({_R.KASUBSI_INFOKIM, _R.KEPALA_KANTOR, _R.ADMINISTRATOR}),
    _D.SETTLE_REPLY: frozenset({_R.PENGELOLA, _R.KASUBSI_INFOKIM}),
    _D.WRITE_REPORT: frozenset({_R.KASI_TIKKIM, _R.KASI_LALINTALKIM, _R.KASI_INTELDAKIM, _R.PETUGAS_SEKSI}),
    _D.READ_DOCUMENTS: _CASE_WORK,
    _D.REGISTER_NUMBER: _CASE_WORK - {_R.PETUGAS_SEKSI},
    # They keep the register of numbers while Tata Usaha has no account of its own.
    _D.DATE_BACK: frozenset({_R.KASUBSI_INFOKIM, _R.KEPALA_KANTOR}),
    _D.SEE_MONTHS: _FRONT_DESK,
    _D.CLOSE_MONTH: frozenset({_R.KASUBSI_INFOKIM}),
    _D.SEE_REPORTS: _CASE_WORK,
    _D.SEE_DASHBOARD: _CASE_WORK - {_R.PENGELOLA, _R.PETUGAS_SEKSI},
    # Heads compare; everybody else sees what he himself ended.
    _D.COMPARE_OFFICERS: _CASE_WORK - {_R.PENGELOLA, _R.PETUGAS_SEKSI},
    _D.READ_OUTBOX: _FRONT_DESK,
    _D.SEE_CHANNELS: frozenset(Role),
    _D.KEEP_CHANNELS: frozenset({_R.ADMINISTRATOR}),
    _D.DECLARE_BLOCKED: frozenset({_R.KASUBSI_INFOKIM, _R.ADMINISTRATOR}),
    _D.KEEP_ACCOUNTS: frozenset({_R.ADMINISTRATOR}),
    _D.KEEP_WATCH: frozenset({_R.ADMINISTRATOR}),
    _D.COUNTERSIGN_PAUSE: _CASE_WORK - {_R.PENGELOLA, _R.PETUGAS_SEKSI},
    _D.KEEP_STATUTORY: frozenset({_R.ADMINISTRATOR, _R.KASUBSI_INFOKIM}),
    _D.KEEP_CALENDAR: frozenset({_R.ADMINISTRATOR, _R.KASUBSI_INFOKIM}),
    # Not who keeps the machines alone: it moves everybody's count.
    _D.COUNTERSIGN_CALENDAR: frozenset({_R.KASUBSI_INFOKIM, _R.KASI_TIKKIM, _R.KEPALA_KANTOR}),
    _D.KEEP_TEXTS: frozenset({_R.ADMINISTRATOR, _R.KASUBSI_INFOKIM}),
    _D.KEEP_TEMPLATES: frozenset({_R.ADMINISTRATOR}),
    _D.KEEP_PAPER_TYPES: frozenset({_R.ADMINISTRATOR}),
    _D.ACTIVATE_TEMPLATES: frozenset({_R.ADMINISTRATOR, _R.KASUBSI_INFOKIM}),
    _D.PRINT_DOSSIER: _FRONT_DESK,  # it holds the whole conversation and who the citizen is
    _D.KEEP_CATEGORIES: frozenset({_R.ADMINISTRATOR, _R.KASUBSI_INFOKIM}),
    _D.KEEP_SOP: frozenset({_R.ADMINISTRATOR}),
    _D.KEEP_OFFICE: frozenset({_R.ADMINISTRATOR}),
    _D.SEE_AUDIT: frozenset({_R.ADMINISTRATOR, _R.KEPALA_KANTOR}),
    _D.EXPORT: frozenset({_R.KASUBSI_INFOKIM, _R.KASI_TIKKIM, _R.KEPALA_KANTOR}),
    _D.HOLD_FILE: frozenset({_R.KASUBSI_INFOKIM, _R.KASI_TIKKIM, _R.KEPALA_KANTOR}),
    _D.KEEP_RETENTION: frozenset({_R.ADMINISTRATOR, _R.KASUBSI_INFOKIM}),
    _D.PROPOSE_DESTRUCTION: frozenset({_R.KASUBSI_INFOKIM}),
    _D.APPROVE_DESTRUCTION: frozenset({_R.KEPALA_KANTOR}),
    _D.TRANSFER_FILES: frozenset({_R.KASUBSI_INFOKIM}),
    _D.KEEP_FOLDERS: frozenset({_R.PENGELOLA, _R.KASUBSI_INFOKIM}),
    _D.APPRAISE_FILE: _CASE_WORK,  # who is on the panel; opinions are its members' alone
    _D.HAND_OUT_DATA: frozenset({_R.KASUBSI_INFOKIM}),
    _D.CORRECT_DATA: frozenset({_R.PENGELOLA, _R.KASUBSI_INFOKIM}),
    _D.RECORD_LOSS: frozenset({_R.KASUBSI_INFOKIM, _R.KEPALA_KANTOR, _R.ADMINISTRATOR}),
    # Not who keeps the machines alone: the file was the office's.
    _D.AGREE_LOSS: frozenset({_R.KASUBSI_INFOKIM, _R.KEPALA_KANTOR}),
    _D.KEEP_SUGGESTIONS: frozenset({_R.ADMINISTRATOR, _R.KASUBSI_INFOKIM}),
    _D.KEEP_MACROS: frozenset({_R.ADMINISTRATOR, _R.KASUBSI_INFOKIM}),
    # Heads give out work; everybody takes what waits for himself.
    _D.ASSIGN_CASES: _CASE_WORK - {_R.PENGELOLA, _R.PETUGAS_SEKSI},
    _D.MARK_URGENT: _FRONT_DESK,
    _D.DECIDE_CONDUCT: frozenset(LANE_POSTS),
    # Who is no administrator, and answers for the office: of another post than whoever asked.
    _D.SECOND: frozenset(LANE_POSTS),
    _D.KEEP_LANE: frozenset({_R.KEPALA_KANTOR}),
}


def may(role: Role, permission: Permission) -> bool:
    """Whether a role has a permission."""
    return role in PERMISSIONS[permission]


def check(role: Role, permission: Permission) -> None:
    """Raise NotPermitted where a role does not have a permission."""
    if not may(role, permission):
        raise NotPermitted(f"Peran {ROLES[role].label} tidak berwenang {permission}.")
