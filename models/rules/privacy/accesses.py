"""What of the audit trail tells a person who saw or took away his data, in words; lists that hold nobody."""

from collections.abc import Mapping

from models.rules.staff.roles import ROLES, SECTION_LABELS, Role, Section

# By the event of the trail. Each is of one case, file or paper, so the trail says of whom it was.
ACCESSES: Mapping[str, str] = {
    "lihat_kasus": "membuka pengaduan",
    "lihat_berkas": "melihat atau mengunduh berkas",
    "lihat_identitas": "melihat identitas yang dirahasiakan",
    "lihat_lampiran": "melihat lampiran pengaduan yang dirahasiakan",
    "susun_berkas_perkara": "menyusun berkas perkara",
    "unduh_berkas_perkara": "mengunduh berkas perkara",
    "unduh_paket_naskah": "mengunduh paket naskah",
    "serahkan_data": "menyusun salinan seluruh data",
}
_WHOLE = frozenset({"susun_berkas_perkara", "unduh_berkas_perkara"})
_CASE = frozenset({"lihat_kasus", "lihat_berkas", "lihat_identitas"})
# What such an event showed, by the kind before the colon.
SHOWN: Mapping[str, str] = {
    "attachment": "lampiran pesan",
    "berkas_jawaban": "lampiran jawaban",
    "berkas_perkara": "berkas perkara",
    "daftar_isi": "daftar isi berkas kertas",
    "data_pribadi": "halaman data pribadi",
    "document": "naskah",
    "folder": "berkas kertas",
    "foto": "foto penelitian",
    "label": "label berkas kertas",
    "message": "pesan",
    "outbox": "jawaban",
    "proof": "bukti penyampaian",
}
# Events of which the trail says only how much left, not whose.
EXPORTS: Mapping[str, str] = {
    "ekspor": "diekspor di server",
    "ekspor_daftar": "diunduh sebagai daftar",
    "ekspor_laporan": "diunduh sebagai laporan",
}
# Lists of the office's own rows: whoever downloads them takes no citizen away. A list that is not named here may.
OF_NOBODY = frozenset(
    {
        *("categories", "classifications", "delegations", "holidays", "limits", "macros", "office_holders"),
        *("office_profile", "officials", "record_classes", "reply_texts", "sop_versions", "staff"),
        *("suggestion_rules", "working_hours"),
    }
)
# The lists that hold people, by the key in the trail; a report, month or chart stands under its own key.
_LISTS: Mapping[str, str] = {
    "complaints": "pengaduan",
    "messages": "pesan",
    "outbox": "jawaban",
    "documents": "naskah",
    "audit": "jejak audit",
    "steps": "langkah",
    "breach": "orang yang terkena kegagalan pelindungan data",
}
_PROGRAMS: Mapping[str, str] = {"operator": "Petugas di server", "sistem": "Program", "agen": "Program"}
OF_ANOTHER = "pengaduan lain yang memuat pesan ini"
# What the log cannot know; each stands with it on the screen and in the file.
LIMITS = (
    "Daftar, antrean, hasil pencarian, dan laporan memperlihatkan sebagian data "
    "tanpa catatan tentang siapa yang ada di dalamnya.",
    "Halaman yang dibuka lagi oleh akun yang sama dalam sepuluh menit dicatat satu kali.",
    "Pembukaan pengaduan disimpan sedetik sekali: bila program mati mendadak, yang terjadi dalam "
    "detik itu dapat hilang. Berkas dan identitas dicatat sebelum diperlihatkan.",
    "Yang dibaca langsung dari basis data, cadangan, atau berkas yang sudah diunduh tidak tercatat.",
)
GONE = "Akun yang tidak ada lagi"


def access_words(event: str, after: str) -> str:
    """Return what was done in such an event: the event, and the kind of thing it showed."""
    shown = SHOWN.get(after.partition(":")[0], "")
    return f"{ACCESSES[event]}: {shown}" if shown and shown not in ACCESSES[event] else ACCESSES[event]


def shows_whole_case(event: str, after: str) -> bool:
    """Whether such an event showed the whole conversation of its case, not one file or paper of it."""
    if event in _WHOLE:
        return True
    return event in _CASE and (not after or after.startswith("berkas_perkara"))


def post_words(username: str, summary: str | None) -> str:
    """Return the post that an account had by what the trail keeps of it (role · section); None: no such account."""
    if summary is None:
        return _PROGRAMS.get(username, GONE)
    parts = summary.split(" · ")
    if parts[0] not in set(Role):
        return GONE
    section = next((SECTION_LABELS[Section(part)] for part in parts[1:] if part in set(Section)), "")
    label = ROLES[Role(parts[0])].label
    return f"{label} ({section})" if section else label


def list_words(subject: str) -> str:
    """Return the name of an exported list from its subject of the trail (daftar:complaints)."""
    key = subject.partition(":")[2]
    return _LISTS.get(key, key.replace("-", " "))


def may_hold_people(subject: str) -> bool:
    """Whether an export of this subject of the trail may hold data of citizens."""
    return subject.partition(":")[2] not in OF_NOBODY
