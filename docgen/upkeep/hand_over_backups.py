"""The sections on keys and on backups: where they are and when each was last shown to be good."""

from datetime import timedelta

from docgen.documents.reading import FactsReader
from docgen.plain_document import facts_table
from docgen.upkeep.hand_over_words import BY_HAND, UNKNOWN, megabytes, moment_or
from docgen.wording import NOTHING
from models.rules.upkeep.backup_keys import Encryption
from models.rules.upkeep.drills import span_words

_SECRET = {
    "there": "ada, dan membuka semua yang tersegel di basis data",
    "lost": "HILANG: yang tersegel tidak terbaca",
    "other": "BUKAN kunci yang menyegel isi basis data",
    "none": "belum ada, dan belum ada yang tersegel",
}
_DRILL = {
    "there": "ada dan terbuka dengan secret.key",
    "shut": "ada, tetapi TIDAK terbuka dengan secret.key di sini",
    "none": "belum ada di komputer ini",
}
_ENCRYPTION = {
    Encryption.ENCRYPTED: "cadangan terbaru dienkripsi untuk kunci pemulihan di atas",
    Encryption.NO_KEY: "cadangan TIDAK dienkripsi: siapa pun yang memegang berkasnya dapat membaca semuanya",
    Encryption.IN_CLEAR: "cadangan terbaru TIDAK dienkripsi, walau kantor punya kunci pemulihan",
    Encryption.OTHER_KEY: "cadangan terbaru dienkripsi untuk kunci pemulihan yang sudah diganti",
    Encryption.UNTRIED: "cadangan dienkripsi, tetapi kunci pemulihannya setahun lebih tidak dicoba",
}


def keys(read: FactsReader) -> str:
    """Return the section on keys."""
    one, drill = read.inner("keys"), read.inner("keys").inner("drill")
    secret, recovery = one.inner("secret_key"), one.inner_or_none("recovery")
    facts = [
        ("secret.key", f"{secret.line('path')}\n{_SECRET[secret.line('state')]}"),
        ("Salinan secret.key", BY_HAND),
        ("Kunci pemulihan cadangan", _recovery(recovery)),
        ("Kertas kunci pemulihan", BY_HAND if recovery else NOTHING),
        ("Enkripsi", _encryption(one)),
        ("Kunci latihan komputer ini", f"{drill.line('path')}\n{_DRILL[drill.line('state')]}"),
        ("Kunci penerbit program", one.line("publisher") or f"{UNKNOWN}: bukan dari arsip bertanda tangan"),
    ]
    return facts_table(facts)


def _encryption(one: FactsReader) -> str:
    state = Encryption(one.line("encryption"))
    if one.yes("backed_up") or state is Encryption.NO_KEY:
        return _ENCRYPTION[state]
    return "belum ada cadangan; yang pertama akan dienkripsi untuk kunci pemulihan di atas"


def _recovery(one: FactsReader | None) -> str:
    if one is None:
        return "belum dibuat (run_admin.py recovery-key new)"
    return (
        f"paruh umumnya {one.line('public')}\ndipakai sejak {moment_or(one, 'set')}, "
        f"terakhir dimasukkan dari kertasnya {moment_or(one, 'tried')}"
    )


def backups(read: FactsReader) -> str:
    """Return the section on backups and drills."""
    one = read.inner("backups")
    plan, newest = one.inner_or_none("plan"), one.inner_or_none("newest")
    drill, last = one.inner_or_none("drill"), one.inner_or_none("last_drill")
    facts = [
        ("Rencana", _plan(plan)),
        ("Tempat", plan.line("place") if plan else NOTHING),
        ("Tempat kedua", (plan.line("second") or "tidak ada") if plan else NOTHING),
        ("Cadangan terakhir", _newest(newest) if newest else "belum ada"),
        ("Latihan yang berhasil terakhir", _drill(drill) if drill else "belum pernah"),
    ]
    return facts_table([*facts, ("Latihan terakhir", _last(last))] if last else facts)


def _plan(plan: FactsReader | None) -> str:
    if plan is None:
        return "belum ada: cadangan dibuat dengan tangan (run_admin.py backup-plan set)"
    kept = f"{plan.count('daily')} harian, {plan.count('weekly')} mingguan, {plan.count('monthly')} bulanan"
    return (
        f"setiap hari pukul {plan.line('at')} WIB oleh komputer {plan.line('host')}; disimpan {kept}; "
        f"{plan.count('copies')} cadangan tercatat di foldernya"
    )


def _newest(copy: FactsReader) -> str:
    lacks = f", kurang {copy.count('lacking')}" if copy.count("lacking") else ""
    how = "menurut rencana" if copy.yes("planned") else "dengan tangan"
    second = f"\njuga di {copy.line('second')}" if copy.line("second") else ""
    return (
        f"{moment_or(copy, 'made')}, {how}, {megabytes(copy.count('bytes'))}, {copy.count('files')} berkas{lacks}\n"
        f"{copy.line('path')}: {_seen(copy)}{second}"
    )


def _seen(copy: FactsReader) -> str:
    if not copy.yes("folder_here"):
        return f"{UNKNOWN}, foldernya tidak terlihat dari komputer ini"
    return "berkasnya ada dengan panjang yang dicatat" if copy.yes("at_hand") else "berkasnya TIDAK ADA atau berubah"


def _drill(row: FactsReader) -> str:
    age = span_words(timedelta(minutes=row.count("age_minutes")))
    took = span_words(timedelta(seconds=row.count("seconds")))
    second = " di tempat kedua" if row.yes("second") else ""
    return (
        f"{moment_or(row, 'started')}, dengan cadangan{second} {moment_or(row, 'of')} (umurnya {age}): "
        f"{row.count('cases')} perkara, {row.count('messages')} pesan, {row.count('files')} berkas pulih dalam {took}"
    )


def _last(row: FactsReader) -> str:
    if row.line("flaw"):
        return f"{moment_or(row, 'started')}, TIDAK berhasil: {row.line('flaw')}"
    return f"dimulai {moment_or(row, 'started')}, belum selesai ketika berkas ini disusun"
