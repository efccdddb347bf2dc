"""The audit trail in the office's words: keys are shown as the names of things; the rows themselves never change."""

import re
from collections.abc import Iterable, Mapping

from admin_app.office.office_choices import SETTINGS, own_ways
from models.actions.core.own_types.catalogue import row_of_type
from models.rules.cases.sop import MOVES, STAGES
from models.rules.clocks.warnings import WARNINGS, Clock
from models.rules.office.setting_up import STEPS
from models.rules.papers.documents import DOCUMENTS
from models.rules.papers.own.own_checks import may_be_chosen
from models.rules.privacy.conduct_lane import CONDUCT_LABELS
from models.rules.replies.delivery import PURPOSES, REPLY_LABELS
from models.rules.staff.roles import ROLES, SECTION_LABELS
from models.tables import Complaint

# The kind before the colon of a row's subject.
OBJECTS: Mapping[str, str] = {
    "alamat": "Halaman",
    "appraisal_panel": "Panitia penilai",
    "archive_scheme": "Skema arsip",
    "attachment": "Lampiran",
    "berkas_jawaban": "Berkas jawaban",
    "berkas_perkara": "Berkas perkara",
    "bulan": "Bulan",
    "calendar_change": "Perubahan kalender atau batas",
    "category": "Kategori",
    "channel": "Kanal",
    "classification": "Kode klasifikasi",
    "code_choice": "Kode arsip",
    "tinjauan": "Tinjauan kata-kata",
    "trust_root": "Sertifikat akar",
    "signing_service": "Layanan tanda tangan",
    "complaint": "Pengaduan",
    "contact": "Pelapor",
    "daftar": "Daftar",
    "daftar_isi": "Daftar isi folder",
    "data_pribadi": "Data pribadi",
    "delegation": "Pelimpahan",
    "destruction_list": "Daftar usul musnah",
    "erasure": "Penghapusan di berkas",
    "document": "Naskah",
    "external": "Nomor dari luar",
    "folder": "Folder berkas",
    "foto": "Foto penelitian",
    "holiday": "Hari libur",
    "hours": "Jam khusus",
    "jejak": "Rangkaian jejak audit",
    "kegagalan": "Kegagalan pelindungan",
    "label": "Label folder",
    "laporan": "Laporan",
    "letterhead": "Kop surat",
    "list": "Daftar",
    "lost_file": "Berkas hilang",
    "macro": "Makro",
    "message": "Pesan",
    "nomor": "Nomor",
    "number_block": "Blok nomor",
    "office_holder": "Pemangku jabatan",
    "office_setting": "Isian profil",
    "official": "Pejabat",
    "outbox": "Jawaban",
    "paper_type": "Jenis naskah",
    "pause": "Jeda",
    "proof": "Bukti penyampaian",
    "record_class": "Kelas retensi",
    "reply_template": "Teks siap pakai",
    "samaran": "Salinan tersamar",
    "saved_view": "Tampilan antrean",
    "setup_step": "Langkah persiapan",
    "second_request": "Permintaan orang kedua",
    "sop": "Terbitan SOP",
    "staff": "Akun",
    "statutory_rule": "Batas waktu peraturan",
    "suggestion_rule": "Aturan usulan",
    "template": "Templat",
    "thread": "Percakapan",
    "transfer": "Pemindahan arsip",
    "working_block": "Jam kerja",
}
# Subjects of which there is one.
_WHOLE: Mapping[str, str] = {
    "cadangan": "Cadangan",
    "cari": "Seluruh kantor",
    "database": "Basis data",
    "files": "Berkas tersimpan",
    "kegagalan": "Register kegagalan",
    "kunci_pemulihan": "Kunci pemulihan",
    "office": "Kantor",
}
# The lists an operator exports.
_LISTS: Mapping[str, str] = {
    "audit": "jejak audit",
    "breach": "orang yang terkena kegagalan pelindungan",
    "complaints": "pengaduan",
    "documents": "naskah",
    "messages": "pesan",
    "outbox": "jawaban",
    "register": "register",
    "steps": "langkah",
}
# Events whose key alone says too little.
_EVENTS: Mapping[str, str] = {
    "antre_jawaban": "Jawaban disetujui untuk dikirim",
    "batal": "Naskah dibatalkan",
    "berkas_hilang": "Berkas tersimpan ternyata tidak utuh",
    "berkas_kembali": "Berkas utuh lagi, atau tidak diperlukan lagi",
    "buang_berkas_lepas": "Berkas yang tidak disebut data mana pun dibuang",
    "terima_folder_berkas": "Folder berkas komputer ini diterima sebagai folder berkas kantor",
    "lupakan_komputer": "Komputer yang sudah tidak ada dilupakan: perintah hapus berkas tidak menunggunya lagi",
    "tarik_naskah": "Nota dinas ditarik",
    "ajukan_tanda_tangan": "Tanda tangan ditekan, masih dapat diurungkan",
    "urungkan_tanda_tangan": "Tanda tangan diurungkan",
    "tanda_tangan_gugur": "Tanda tangan tidak jadi",
    "batalkan_sop": "Batalkan terbitan SOP",
    "buat_jenis_naskah": "Jenis naskah dibuat",
    "ubah_jenis_naskah": "Jenis naskah diubah",
    "matikan_jenis_naskah": "Jenis naskah dimatikan",
    "hidupkan_jenis_naskah": "Jenis naskah dipakai lagi",
    "teruskan_templat": "Templat dipakai terus untuk versi baru jenisnya",
    "buka": "Pengaduan dibuka",
    "hapus_contoh": "Hapus data latihan",
    "usul_kalender": "Perubahan kalender atau batas diusulkan",
    "paraf_kalender": "Perubahan kalender atau batas diparaf",
    "selesai_hitung_kalender": "Langkah selesai dihitung ulang menurut perubahan kalender",
    "tolak_kalender": "Perubahan kalender atau batas ditolak",
    "tarik_kalender": "Perubahan kalender atau batas ditarik kembali",
    "isi": "Keluaran diisi",
    "catat_kegagalan": "Kegagalan pelindungan data pribadi dicatat",
    "beri_tahu_kegagalan": "Kegagalan pelindungan data pribadi diberitahukan",
    "bukan_kegagalan": "Dipastikan: tidak ada kegagalan pelindungan data pribadi",
    "kanal": "Keadaan kanal",
    "kabar_lebih_awal": "Platform memberi tahu bahwa jawaban diterimanya lebih dahulu",
    "kunci_baru": "Kunci baru",
    "peran_agen": "Login basis data sebuah penghubung kanal",
    "kode_komputer": "Kode pendaftaran komputer kanal dibuat",
    "komputer_kanal": "Komputer kanal didaftarkan atau dicabut",
    "pindah_kanal": "Kanal dipindahkan ke komputer lain",
    "kunci_pemulihan": "Kunci pemulihan cadangan ditetapkan",
    "kunci_pemulihan_dicoba": "Kunci pemulihan cadangan dimasukkan lagi",
    "berkas_serah_terima": "Berkas serah terima administrator disusun",
    "latihan_pemulihan": "Latihan memulihkan cadangan",
    "rencana_cadangan": "Rencana cadangan ditetapkan atau diakhiri",
    "cadangan_dibuang": "Cadangan yang waktunya lewat dibuang menurut rencana",
    "kabar_jatuh": "Jawaban ternyata tidak sampai atau ditarik",
    "minta_orang_kedua": "Persetujuan orang kedua diminta",
    "setujui_orang_kedua": "Orang kedua menyetujui; yang diminta dilakukan",
    "tolak_orang_kedua": "Orang kedua menolak",
    "tarik_orang_kedua": "Permintaan kepada orang kedua ditarik",
    "tanpa_orang_kedua": "Dilakukan di server tanpa orang kedua; pejabat diberi tahu",
    "kirim": "Pengiriman jawaban",
    "konsep": "Konsep naskah",
    "konsep_kop_surat": "Konsep kop surat disimpan",
    "kop_surat": "Kop surat diberlakukan",
    "buang_konsep_kop_surat": "Konsep kop surat dibuang",
    "batal_kop_surat": "Kop surat dibatalkan sebelum berlaku",
    "lanjut": "Jam berjalan lagi",
    "lihat_kasus": "Kasus dibuka",
    "lihat_berkas": "Berkas dilihat atau diunduh",
    "cari": "Pencarian",
    "ditolak": "Halaman atau perbuatan ditolak",
    "formulir_ditolak": "Formulir tanpa tanda sesinya ditolak",
    "mulai_lagi": "Pelayanan kanal dimulai lagi",
    "nomor_diblokir": "Nomor dinyatakan diblokir: tidak ada yang dikirim",
    "nomor_pulih": "Nomor dinyatakan pulih: pengiriman berjalan lagi",
    "pindah_jawaban": "Jawaban dipindahkan ke nomor lain",
    "pastikan_jawaban": "Petugas memastikan balasan umum memuat jawaban",
    "salinan_ttd": "Salinan bertanda tangan",
    "serahkan_naskah": "Naskah diserahkan untuk ditandatangani",
    "unduh_paket_naskah": "Paket naskah diunduh",
    "naskah_kembali": "PDF naskah kembali",
    "periksa_naskah_kembali": "PDF naskah yang kembali diperiksa lagi",
    "tegaskan_naskah": "PDF naskah ditegaskan",
    "ambil_kembali_naskah": "Naskah diambil kembali",
    "naskah_ke_kertas": "Dipilih: naskah ditandatangani di atas kertas",
    "ganti_salinan_ttd": "Salinan bertanda tangan diganti",
    "periksa_salinan_ttd": "Salinan bertanda tangan diperiksa lagi",
    "ubah_layanan_ttd": "Layanan tanda tangan diatur",
    "periksa_layanan_ttd": "Layanan tanda tangan diperiksa",
    "hapus_layanan_ttd": "Layanan tanda tangan dihapus",
    "ttd_layanan_mulai": "Tanda tangan lewat layanan dimulai",
    "ttd_layanan_kirim": "Naskah dikirim ke layanan tanda tangan",
    "ttd_layanan_ditolak": "Layanan tanda tangan menolak, atau tidak ada yang dikirim",
    "ttd_layanan_tidak_pasti": "Tidak pasti apakah layanan menandatangani",
    "ttd_layanan_tidak_jadi": "Dipastikan: layanan tidak menandatangani",
    "ttd_layanan_cabut": "Pernyataan “tidak ditandatangani” dicabut",
    "nomor_dilewati": "Nomor yang dipakai naskah yang hilang dilewati",
    "isi_nik": "NIK untuk layanan tanda tangan diisi atau dihapus",
    "akar_dipercaya": "Sertifikat akar dipercaya",
    "akar_dihapus": "Sertifikat akar tidak lagi dipercaya",
    "beri_kode_masuk": "Kode masuk sekali pakai diberikan",
    "pakai_kode_masuk": "Kode masuk dipakai",
    "gagal_kode_masuk": "Kode masuk ditolak",
    "cabut_kata_sandi": "Kata sandi dicabut: orangnya membuat yang baru dengan kode masuk",
    "segel_isi": "Isi baris disegel",
    "terima_kunci_jejak": "Kunci jejak audit komputer lain diterima",
    "terima_undangan": "Undangan ke pesan pribadi diterima",
    "terbitkan_sop": "Terbitkan SOP",
    "tetap_sesudah_kabar": "Diteruskan sesudah kabar baru dari pelapor diperlihatkan",
    "ubah_sop": "Ubah terbitan SOP",
}
_VALUES: Mapping[str, str] = {
    **{str(key): row.label for key, row in ROLES.items()},
    **{str(key): words for key, words in SECTION_LABELS.items()},
    **{str(key): row.label for key, row in PURPOSES.items()},
    **{str(key): words for key, words in REPLY_LABELS.items()},
    **{code: row.title for code, row in DOCUMENTS.items()},
    **{str(key): row.label for key, row in STAGES.items()},
    **{str(key): words for key, words in CONDUCT_LABELS.items()},
}
_CLOCKS: Mapping[Clock, str] = {Clock.LANGKAH: "Langkah SOP", Clock.HUKUM: "Batas peraturan"}
_GRADES: Mapping[tuple[str, str], str] = {
    (str(row.clock), row.grade): f"{_CLOCKS[row.clock]} {row.words}" for row in WARNINGS
}
_WARNING = re.compile(r"(\w+):\d+:(\w+)")
_CASE = "complaint:"


def event_words(event: str) -> str:
    """Return the name of an event."""
    moves = {str(move): row.label for move, row in MOVES.items()}
    return _EVENTS.get(event) or moves.get(event) or event.replace("_", " ").capitalize()


def value_words(value: str) -> str:
    """Return a value before or after the event in words."""
    warned = _WARNING.fullmatch(value)
    if warned:
        return _GRADES.get((warned[1], warned[2]), value)
    return _VALUES.get(value) or _own_title(value) or _thing(value) or value


def _thing(value: str) -> str:
    """Return a thing that is named as a subject is (attachment:7) in words; empty where the value is none."""
    kind, _, which = value.partition(":")
    return f"{OBJECTS[kind]} {which}" if which and " " not in value and kind in OBJECTS else ""


def _own_title(value: str) -> str:
    """Return what the office calls an own type of paper of this code; empty where there is none."""
    row = row_of_type(value) if may_be_chosen(value) else None
    return row.title if row is not None else ""


def object_words(subject: str, numbers: Mapping[str, str]) -> str:
    """Return what an event was about: a complaint by its number, anything else by its kind."""
    kind, _, which = subject.partition(":")
    if subject in numbers:
        return numbers[subject]
    name = _names(kind).get(which, which)
    return f"{OBJECTS[kind]} {name}" if kind in OBJECTS else _WHOLE.get(subject, subject)


def _names(kind: str) -> Mapping[str, str]:
    """Return the names of things of a kind whose stored keys mean nothing to a reader."""
    if kind == "office_setting":
        return {key: f"“{row.label}”" for key, row in SETTINGS.items()} | own_ways()
    if kind == "setup_step":
        return {row.key: f"“{row.title}”" for row in STEPS}
    return _LISTS if kind == "list" else {}


def numbers_of(subjects: Iterable[str]) -> dict[str, str]:
    """Return the registration numbers of the complaints among some subjects."""
    ids = [int(one.removeprefix(_CASE)) for one in subjects if one.startswith(_CASE) and one[len(_CASE) :].isdigit()]
    rows = Complaint.select(Complaint.id, Complaint.number).where(Complaint.id.in_(ids)).tuples() if ids else ()
    return {f"{_CASE}{key}": number for key, number in rows}


def subject_of(number: str) -> str | None:
    """Return the subject of a complaint's audit rows for a typed number; None where it is no number of one."""
    case = Complaint.select(Complaint.id).where(Complaint.number == number.strip().upper()).first()
    return f"{_CASE}{case.id}" if case else None
