"""The sections of the bundle, each read from its facts; what nobody knows is said to be unknown."""

from collections.abc import Callable, Sequence

from docgen.documents.reading import FactsReader
from docgen.plain_document import facts_table, listing, space, text
from docgen.upkeep.hand_over_backups import backups, keys
from docgen.upkeep.hand_over_words import BY_HAND, UNKNOWN, megabytes, moment_or, yes
from docgen.wording import NOTHING
from models.rules.upkeep.units import Program

_PROGRAMS = {
    Program.BACK_OFFICE: "Program layar (back office)",
    Program.AGENT: "Penghubung kanal (agent)",
    Program.WATCHER: "Pengawas (watcher)",
    Program.BACKUP: "Cadangan terjadwal (pewaktu)",
}
_LETTERS = {"mail": "surat elektronik", "webhook": "webhook"}
_MARKS = (("sample", "latihan"), ("first_password", "belum mengganti sandi pertama"))
_FIRST_DAY = (
    "Masuk dengan akun sendiri yang berperan Administrator, dan pasang kode keduanya. Nonaktifkan akun yang lama "
    "(Sistem › Akun) sesudah itu, pada hari yang sama.",
    "Kerjakan setiap baris pada bagian Peringatan, lalu jalankan run_admin.py doctor dan run_agent.py status sampai "
    "keduanya tidak lagi menyebut kesalahan.",
    "Minta kertas kunci pemulihan cadangan, masukkan dengan run_admin.py recovery-key use, dan simpan di dua tempat. "
    "Bila kertasnya tidak ada, buat kunci baru, lalu cadangan baru.",
    "Pastikan salinan secret.key ada di tempat aman, terpisah dari cadangan dan dari kertas kunci pemulihan.",
    "Jalankan run_admin.py drill: bila berhasil, cadangan terbaru dapat dipulihkan dengan kunci di komputer ini.",
    "Ganti kata sandi dan token yang diketahui administrator lama: akun komputer dan basis data, akun setiap kanal, "
    "layanan tanda tangan, dan pengawas di luar. Isikan yang baru di halaman Kanal.",
    "Ganti penerima surat pengawas (run_agent.py watch mail) dan kontak pengawas di luar.",
    "Baca panduan Memasang dan merawat: apa yang dikerjakan setiap hari, minggu, bulan, dan tahun.",
)


def _warnings(read: FactsReader) -> str:
    lines = read.lines("warnings")
    if not lines:
        return text("IsiNaskah", "Tidak ada yang salah menurut pemeriksaan program pada saat itu.")
    return listing((("No.", 1.0), ("Peringatan dan yang perlu dilakukan", 15.0)), _numbered(lines), "")


def _first_day(_read: FactsReader) -> str:
    columns = (("No.", 1.0), ("Yang dikerjakan", 12.6), ("Selesai", 2.4))
    return listing(columns, [[*one, ""] for one in _numbered(_FIRST_DAY)], "")


def _numbered(lines: Sequence[str]) -> list[list[str]]:
    return [[str(place), line] for place, line in enumerate(lines, 1)]


def _machines(read: FactsReader) -> str:
    one = read.inner("machines")
    commit = f", arsip {one.line('commit')}" if one.line("commit") else ", salinan sumber (bukan arsip terbitan)"
    letters = ", ".join(_LETTERS[name] for name in one.lines("letters"))
    facts = [
        ("Versi", f"Aduan {one.line('version')}, skema {one.line('schema')}{commit}"),
        ("Berkas ini disusun di", f"komputer {one.line('host')} ({one.line('system')})"),
        ("Program layar di komputer ini", _back_office(one)),
        ("Penghubung kanal", _agents(one)),
        ("Folder berkas di komputer", _places(one)),
        ("Pengawas di luar", _outside(one.inner("outside"))),
        ("Surat pengawas", letters or "tidak diatur di komputer ini"),
    ]
    services = listing(
        (("Layanan di komputer ini", 5.0), ("Berjalan", 2.2), ("Mulai bersama mesin", 3.0), ("Kata sistem", 5.8)),
        one.rows("services", _service),
        "",
    )
    note = "Layanan di komputer lain (misalnya PC di samping gateway) tidak terlihat dari sini: periksa di sana."
    return facts_table(facts) + space(6) + services + text("SelKecil", note)


def _back_office(one: FactsReader) -> str:
    if not one.yes("back_office_known"):
        return f"{UNKNOWN}: catatannya tidak terbaca"
    return "\n".join(one.rows("back_office", _listening)) or "tidak ada yang berjalan dengan folder data ini"


def _listening(row: FactsReader) -> str:
    return f"{', '.join(row.lines('addresses'))}, sejak {moment_or(row, 'since')}"


def _agents(one: FactsReader) -> str:
    return "\n".join(one.rows("agents", _agent)) or "belum pernah berjalan"


def _agent(row: FactsReader) -> str:
    name = row.filled_line("owner")
    if not row.yes("alive"):
        return f"tidak ada yang berjalan; yang terakhir {name}, terlihat {moment_or(row, 'seen')}"
    stopped = f"; tidak mengirim: {row.line('stopped_sending')}" if row.line("stopped_sending") else ""
    return f"{name}, berjalan sejak {moment_or(row, 'started')}{stopped}"


def _places(one: FactsReader) -> str:
    return "\n".join(one.rows("file_places", _place)) or "tidak ada yang tercatat"


def _place(row: FactsReader) -> str:
    return f"{row.line('host')}: {row.line('path')}, terlihat {moment_or(row, 'seen')}"


def _outside(one: FactsReader) -> str:
    if not one.yes("entered"):
        return "tidak ada: bila komputer ini mati, tidak ada yang memberi tahu"
    never = one.moment_or_none("heard") is None
    heard = "belum pernah mendengar" if never else f"mendengar {moment_or(one, 'heard')}"
    return f"ada, alamatnya tersegel; {heard}{'; SEKARANG DIAM' if one.yes('silent') else ''}"


def _service(row: FactsReader) -> list[str]:
    name = _PROGRAMS[Program(row.filled_line("name"))]
    if not row.yes("known"):
        return [name, UNKNOWN, UNKNOWN, row.line("words")]
    words = row.line("words") or "tidak dipasang sebagai layanan"
    return [name, yes(row, "runs"), yes(row, "begins"), words]


def _database(read: FactsReader) -> str:
    one = read.inner("database")
    server = f", server versi {one.line('server')}" if one.line("server") else ""
    roles = ", ".join(one.lines("agent_roles")) or "tidak ada"
    counts = f"{one.count('cases')} pengaduan, {one.count('messages')} pesan"
    store = "folder" if one.line("store") == "folder" else "basis data"
    facts = [
        ("Basis data", f"{one.line('kind')}{server}\n{one.line('address')}"),
        ("Ukurannya", f"{megabytes(one.count('bytes'))}; {counts}"),
        ("Login agen di komputer lain", roles if one.line("kind") == "PostgreSQL" else "tidak berlaku (SQLite)"),
        ("Folder data", f"{one.line('data_dir')}\nsisa tempat di cakramnya {megabytes(one.count('free'))}"),
        ("Berkas", f"{one.count('attachments')} lampiran tersimpan; tempatnya: {store}, {one.line('store_place')}"),
        ("Nama host yang dijawab", ", ".join(one.lines("hosts")) or "semua (ADUAN_HOSTS tidak diatur)"),
        ("Perantara yang dipercaya", ", ".join(one.lines("proxies")) or "tidak ada (ADUAN_TRUSTED_PROXIES)"),
        ("Isi kantor", "data LATIHAN, bukan pekerjaan nyata" if one.yes("practice") else "pekerjaan nyata"),
        ("Sandi basis data dan akun sistem", BY_HAND),
    ]
    return facts_table(facts)


def _channels(read: FactsReader) -> str:
    rows = read.rows("channels", _channel)
    columns = (("Kanal", 3.2), ("Keadaan", 2.6), ("Di mana", 4.4), ("Rahasia dan token", 3.0), ("Pemegang akun", 2.8))
    note = "Pemegang akun pada platform dan telepon yang dipindai tidak diketahui program: tulis namanya."
    signing = read.inner_or_none("signing")
    return (
        listing(columns, rows, "Belum ada kanal.")
        + (text("SelKecil", note) if rows else "")
        + space(6)
        + facts_table([("Layanan tanda tangan", _signing(signing))])
    )


def _channel(row: FactsReader) -> list[str]:
    served = f"\ndilayani {row.line('served_by')}" if row.line("served_by") else "\ntidak dilayani agen mana pun"
    ends = row.moment_or_none("token_expires")
    token = f"token habis {moment_or(row, 'token_expires')}" if ends else "habisnya token tidak diketahui"
    secret = f"tersegel di basis data; {token}" if row.yes("secret") else "belum diisi"
    sample = " (latihan)" if row.yes("sample") else ""
    name = f"{row.filled_line('label')}{sample}\n{row.line('kind')}"
    return [name, f"{row.line('grade')}{served}", "\n".join(row.lines("where")) or NOTHING, secret, "…………………"]


def _signing(one: FactsReader | None) -> str:
    if one is None:
        return "tidak ada"
    checked = f"diperiksa {moment_or(one, 'checked')}" if one.moment_or_none("checked") else "belum pernah diperiksa"
    secret = "sandinya tersegel" if one.yes("secret") else "sandinya belum diisi"
    return f"{one.line('address')}, nama pengguna {one.line('username')}; {secret}; {checked}"


def _staff(read: FactsReader) -> str:
    one = read.inner("staff")
    columns = (("Akun", 3.0), ("Nama", 4.2), ("Peran", 3.9), ("Kode kedua", 1.9), ("Terakhir masuk", 3.0))
    rows = one.rows("accounts", _account)
    gone = f"{one.count('inactive')} akun lain sudah dinonaktifkan."
    return listing(columns, rows, "Tidak ada akun aktif.") + text("SelKecil", gone)


def _account(row: FactsReader) -> list[str]:
    marks = [mark for key, mark in _MARKS if row.yes(key)]
    name = row.filled_line("username") + (f"\n({', '.join(marks)})" if marks else "")
    role = "\n".join(filter(None, (row.line("role"), row.line("section"))))
    factor = "ada" if row.yes("second_factor") else "belum"
    last = moment_or(row, "last_login") if row.moment_or_none("last_login") else "belum pernah"
    return [name, row.line("name") or NOTHING, role, factor, last]


SECTIONS: tuple[tuple[str, Callable[[FactsReader], str]], ...] = (
    ("Peringatan yang masih terbuka", _warnings),
    ("Hari pertama administrator baru", _first_day),
    ("Program dan komputer", _machines),
    ("Basis data dan folder data", _database),
    ("Kanal", _channels),
    ("Akun petugas", _staff),
    ("Kunci", keys),
    ("Cadangan dan latihan pemulihan", backups),
)
