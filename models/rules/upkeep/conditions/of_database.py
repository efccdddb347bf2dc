"""What can be wrong with the office's database, and with the key that opens what is sealed in it."""

from collections.abc import Callable

from models.rules.upkeep.conditions.row import Condition, Effect, Seen, Sign, Source, Weight


def _met(sign: Sign) -> Callable[[Seen], bool]:
    return lambda seen: sign in seen.signs


def _always(words: str) -> Callable[[Seen], str]:
    return lambda _seen: words


_CHAPTER = "Caranya di panduan, bab Bila komputer bermasalah."
_E, _W, _S = Effect, Weight, Sign

# fmt: off
OF_DATABASE: tuple[Condition, ...] = (
    Condition("locked", "a writing transaction that waited in vain", Source.OFFICE, "Basis data",
        _E.TELLS, _W.NOT_READY, _met(_S.LOCKED), _always(
        "Basis data sedang dikunci program lain, jadi tidak ada yang dapat disimpan. Tutup yang membuka aduan.db "
        f"(penjelajah, pencadangan, antivirus); di PostgreSQL akhiri sambungan yang menguncinya. {_CHAPTER}"
    ), "another program holds the database locked: close what has aduan.db open; on PostgreSQL end the session"),
    Condition("unreachable", "the database server", Source.ANSWER, "Basis data",
        _E.TELLS, _W.NOT_READY, _met(_S.UNREACHABLE), _always(
        "Basis data tidak menjawab. Periksa apakah server basis data berjalan dan jaringannya tersambung; program "
        f"mencoba lagi sendiri. {_CHAPTER}"
    ), "the database does not answer: see that it runs"),
    Condition("only_read", "whether the server takes writes", Source.OFFICE, "Basis data",
        _E.TELLS, _W.NOT_READY, _met(_S.ONLY_READ), _always(
        "Server basis data hanya dapat dibaca, jadi tidak ada yang dapat disimpan. Periksa disk servernya dan apakah "
        f"ia salinan cadangan; begitu ia menerima tulisan, program melanjutkan sendiri. {_CHAPTER}"
    ), "the database server only lets itself be read: see its disk, and whether it is a standby"),
    Condition("crowded", "the database server", Source.ANSWER, "Basis data",
        _E.TELLS, _W.NOT_READY, _met(_S.CROWDED), _always(
        "Server basis data tidak menerima sambungan lagi. Tutup program lain yang memakainya, atau naikkan "
        f"max_connections; program mencoba lagi sendiri. {_CHAPTER}"
    ), "the database server has no connection left: close other programs, or raise max_connections"),
    Condition("not_admitted", "the database server", Source.ANSWER, "Basis data",
        _E.TELLS, _W.NOT_READY, _met(_S.NOT_ADMITTED), _always(
        "Server basis data menolak nama atau sandi program ini. Isikan yang benar pada ADUAN_DATABASE_URL, lalu "
        f"mulai ulang kedua program. {_CHAPTER}"
    ), "the database server refuses this name or password: put it right in ADUAN_DATABASE_URL, start both anew"),
    Condition("schema_older", "the migrations the database had", Source.SCHEMA, "Basis data",
        _E.TELLS, _W.NOT_READY, _met(_S.SCHEMA_OLDER),
        _always(
        "Basis data ini belum ditingkatkan untuk program yang berjalan. Hentikan kedua program, jalankan "
        "run_admin.py migrate, lalu jalankan keduanya lagi."
    ), "the schema is older than this program: stop both programs and run 'run_admin.py migrate'"),
    Condition("schema_newer", "the migrations the database had", Source.SCHEMA, "Basis data",
        _E.TELLS, _W.NOT_READY, _met(_S.SCHEMA_NEWER),
        _always(
        "Basis data ini sudah ditingkatkan untuk program yang lebih baru daripada yang berjalan. Jangan menyimpan "
        "apa pun; hentikan kedua program, lalu jalankan versi yang baru."
    ), "the schema is newer than this program: stop agent, back office and watcher, and start the newer version"),
    Condition("office_half_moved", "the mark of a move into this database", Source.SCHEMA, "Basis data",
        _E.TELLS, _W.NOT_READY, _met(_S.OFFICE_HALF_MOVED), _always(
        "Pindahnya kantor ke basis data ini terputus dan belum selesai. Isikan lagi alamat basis data yang lama pada "
        "ADUAN_DATABASE_URL, lalu ulangi run_admin.py move dari sana."
    ), "an office was to be moved into this database and is not all here: set ADUAN_DATABASE_URL to the old one again"
        ", and run 'run_admin.py move' from there once more"),
    Condition("office_moved", "the mark of a move out of this database", Source.SCHEMA, "Basis data",
        _E.TELLS, _W.NOT_READY, _met(_S.OFFICE_MOVED), _always(
        "Kantor tidak bekerja di basis data ini lagi: ia sudah pindah. Isikan alamat basis data yang baru pada "
        "ADUAN_DATABASE_URL, lalu mulai ulang kedua program."
    ), "the office was moved out of this database: set ADUAN_DATABASE_URL to where it works ('run_admin.py doctor' "
        "says where)"),
    Condition("key_lost", "secret.key beside sealed values", Source.OFFICE, "Kunci",
        _E.TELLS, _W.DEGRADED, _met(_S.KEY_LOST), _always(
        "Berkas secret.key hilang, jadi kunci kanal dan kode kedua tidak terbaca. Taruh kembali berkasnya dari "
        f"simpanan di folder data. {_CHAPTER}"
    ), "secret.key is missing beside values it sealed: put it back"),
    Condition("key_changed", "secret.key tried on sealed values", Source.OFFICE, "Kunci",
        _E.TELLS, _W.DEGRADED, _met(_S.KEY_CHANGED),
        _always(
        "Berkas secret.key bukan yang menyegel kunci kanal dan kode kedua di sini. Taruh kembali secret.key yang "
        f"benar di folder data. {_CHAPTER}"
    ), "secret.key is not the one that sealed the kept values: put the right one back"),
)
# fmt: on
