"""The bundle prints every fact, and says of what is not known that it is not."""

import io
from typing import Any

import pytest
from docx import Document as WordFile

from docgen.errors import FieldMissing
from docgen.pdf import Converter, find_soffice
from docgen.upkeep.hand_over import hand_over_bundle
from docgen.upkeep.hand_over_words import BY_HAND
from tests.tools import needs

AT = "2026-12-01T02:00:00+00:00"
SERVICE = {"name": "aduan-agent", "known": True, "words": "active (running)", "runs": True, "begins": True}
FACTS: dict[str, Any] = {
    "kop": {
        **{"lines": ["KEMENTERIAN", "KANTOR IMIGRASI CONTOH"], "address": "Jalan Contoh 1", "web": "", "email": ""},
        "emblem": None,
    },
    "office": "Kantor Imigrasi Contoh",
    "made": AT,
    "made_by": "administrator",
    "warnings": ["Cadangan terjadwal tidak dibuat pada waktunya.", "WhatsApp: sesi habis, pindai lagi."],
    "machines": {
        "version": "1.0.0",
        "schema": "0093",
        "commit": "abc123",
        "host": "server-1",
        "system": "Linux",
        "back_office": [{"addresses": ["127.0.0.1:8080"], "since": AT}],
        "back_office_known": True,
        "agents": [
            {"owner": "agen-1", "alive": True, "stopped_sending": "", "started": AT, "seen": AT, "stopped": None}
        ],
        "services": [SERVICE, SERVICE | {"name": "aduan-watcher", "runs": False, "words": "failed (failed)"}],
        "file_places": [{"host": "server-1", "path": "/srv/aduan/files", "seen": AT}],
        "outside": {"entered": True, "heard": AT, "silent": False},
        "letters": ["mail"],
    },
    "database": {
        "kind": "PostgreSQL",
        "address": "postgresql://aduan@db.kantor:5432/aduan",
        "server": "15.4",
        "bytes": 2_500_000_000,
        "agent_roles": ["gerbang1"],
        "cases": 1234,
        "messages": 56789,
        "attachments": 321,
        "data_dir": "/srv/aduan",
        "free": 80_000_000,
        "practice": False,
        "hosts": ["aduan.kantor.lan"],
        "proxies": ["127.0.0.1/32"],
        "store": "folder",
        "store_place": "/srv/aduan/files",
    },
    "channels": [
        {
            "label": "WhatsApp kantor",
            "kind": "WhatsApp",
            "enabled": True,
            "grade": "Berjalan",
            "where": ["base_url: http://127.0.0.1:3000", "session: default"],
            "secret": True,
            "served_by": "agen-1",
            "token_expires": AT,
            "sample": False,
        }
    ],
    "signing": {"address": "https://esign.lan", "username": "aduan", "secret": True, "checked": None},
    "staff": {
        "accounts": [
            {
                "username": "sari",
                "name": "Sari Contoh",
                "role": "Petugas Seksi",
                "section": "Seksi Lalintalkim",
                "administrator": False,
                "second_factor": True,
                "first_password": True,
                "last_login": AT,
                "sample": False,
            }
        ],
        "inactive": 2,
    },
    "keys": {
        "secret_key": {"path": "/srv/aduan/secret.key", "state": "there"},
        "recovery": {"public": "age1contoh", "set": AT, "tried": AT},
        "encryption": "encrypted",
        "backed_up": True,
        "drill": {"path": "/srv/aduan/drill.key.sealed", "state": "there"},
        "publisher": "12ab 34cd",
    },
    "backups": {
        "plan": {
            **{"at": "02.00", "daily": 7, "weekly": 5, "monthly": 3, "host": "server-1"},
            **{"place": "/mnt/cadangan", "second": "/mnt/usb", "copies": 9},
        },
        "newest": {
            **{"made": AT, "path": "/mnt/cadangan/a.zip.age", "planned": True, "at_hand": True, "folder_here": True},
            **{"second": "/mnt/usb/a.zip.age", "bytes": 2_100_000, "files": 321, "lacking": 1, "encrypted": True},
        },
        "drill": {
            **{"started": AT, "ended": True, "cases": 1234, "messages": 56789, "files": 321, "seconds": 250},
            **{"of": AT, "age_minutes": 300, "second": False},
        },
        "last_drill": None,
    },
}
DRILL = FACTS["backups"]["drill"]


def words(facts: dict[str, Any]) -> str:
    """Return all that is printed."""
    file = WordFile(io.BytesIO(hand_over_bundle(facts)))
    cells = [cell.text for table in file.tables for cell in table._cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in file.paragraphs)])


def changed(section: str, **changes: Any) -> dict[str, Any]:
    """Return the facts with some of a section changed."""
    return {**FACTS, section: {**FACTS[section], **changes}}


def test_every_fact_is_printed() -> None:
    said = words(FACTS)
    for word in (
        *("KANTOR IMIGRASI CONTOH", "1 Desember 2026 pukul 09.00 WIB", "sesi habis, pindai lagi."),
        *("Aduan 1.0.0, skema 0093, arsip abc123", "server-1", "127.0.0.1:8080", "agen-1, berjalan sejak"),
        *("active (running)", "failed (failed)", "/srv/aduan/files", "surat elektronik"),
        *("postgresql://aduan@db.kantor:5432/aduan", "2,5 GB", "1234 pengaduan, 56789 pesan", "gerbang1", "80,0 MB"),
        *("321 lampiran", "aduan.kantor.lan", "127.0.0.1/32", "pekerjaan nyata"),
        *("WhatsApp kantor", "base_url: http://127.0.0.1:3000", "dilayani agen-1", "token habis 1 Desember 2026"),
        *("https://esign.lan, nama pengguna aduan", "belum pernah diperiksa"),
        *("Sari Contoh", "Petugas Seksi", "Seksi Lalintalkim", "belum mengganti sandi pertama", "2 akun lain"),
        *("/srv/aduan/secret.key", "age1contoh", "/srv/aduan/drill.key.sealed", "12ab 34cd"),
        *("setiap hari pukul 02.00 WIB oleh komputer server-1", "7 harian, 5 mingguan, 3 bulanan", "/mnt/usb"),
        *("2,1 MB, 321 berkas, kurang 1", "/mnt/cadangan/a.zip.age", "umurnya 5 jam", "pulih dalam 4 menit"),
        *("Yang menyerahkan,", "Yang menerima,", "Hari pertama administrator baru", "recovery-key use"),
    ):
        assert word in said, word


@pytest.mark.parametrize(
    ("section", "changes", "said"),
    [
        ("machines", {"back_office_known": False}, "tidak diketahui: catatannya tidak terbaca"),
        ("machines", {"back_office": []}, "tidak ada yang berjalan dengan folder data ini"),
        ("machines", {"agents": []}, "belum pernah berjalan"),
        ("machines", {"services": [SERVICE | {"known": False, "words": "no systemd"}]}, "no systemd"),
        ("machines", {"services": [SERVICE | {"words": "", "runs": False}]}, "tidak dipasang sebagai layanan"),
        ("machines", {"outside": {"entered": False, "heard": None, "silent": False}}, "tidak ada yang memberi tahu"),
        ("machines", {"outside": {"entered": True, "heard": None, "silent": True}}, "SEKARANG DIAM"),
        ("machines", {"letters": []}, "tidak diatur di komputer ini"),
        ("machines", {"commit": ""}, "bukan arsip terbitan"),
        ("database", {"practice": True}, "data LATIHAN"),
        ("database", {"kind": "SQLite", "server": "", "agent_roles": []}, "tidak berlaku (SQLite)"),
        ("database", {"hosts": [], "proxies": []}, "ADUAN_HOSTS tidak diatur"),
        ("staff", {"accounts": []}, "Tidak ada akun aktif."),
        ("keys", {"secret_key": {"path": "/x", "state": "lost"}}, "HILANG"),
        ("keys", {"secret_key": {"path": "/x", "state": "other"}}, "BUKAN kunci yang menyegel"),
        ("keys", {"drill": {"path": "/x", "state": "shut"}}, "TIDAK terbuka"),
        ("keys", {"recovery": None, "encryption": "no key"}, "TIDAK dienkripsi"),
        ("keys", {"backed_up": False}, "belum ada cadangan; yang pertama akan dienkripsi"),
        ("keys", {"encryption": "other key"}, "sudah diganti"),
        ("keys", {"publisher": ""}, "bukan dari arsip bertanda tangan"),
        ("backups", {"plan": None}, "cadangan dibuat dengan tangan"),
        ("backups", {"newest": None}, "\nbelum ada\n"),
        ("backups", {"newest": FACTS["backups"]["newest"] | {"at_hand": False}}, "berkasnya TIDAK ADA atau berubah"),
        ("backups", {"newest": FACTS["backups"]["newest"] | {"folder_here": False}}, "foldernya tidak terlihat"),
        ("backups", {"drill": None}, "\nbelum pernah\n"),
        ("backups", {"last_drill": DRILL | {"flaw": "berkasnya tidak ada"}}, "TIDAK berhasil: berkasnya tidak ada"),
        ("backups", {"last_drill": DRILL | {"flaw": "", "ended": False}}, "belum selesai ketika berkas ini disusun"),
    ],
)
def test_what_is_otherwise_is_said_otherwise(section: str, changes: dict[str, Any], said: str) -> None:
    assert said in words(changed(section, **changes))
    assert said not in words(FACTS)


def test_who_holds_a_key_or_an_account_nobody_noted_and_a_person_writes() -> None:
    said = words(FACTS)
    assert said.count(BY_HAND) == 3 and "tidak diketahui program: tulis namanya" in said


def test_an_office_where_nothing_is_wrong_says_so_and_one_without_channels_too() -> None:
    said = words({**FACTS, "warnings": [], "channels": [], "signing": None})
    assert "Tidak ada yang salah menurut pemeriksaan program" in said and "Belum ada kanal." in said
    assert "Tidak ada yang salah" not in words(FACTS)


def test_a_section_that_lacks_is_an_error_and_no_empty_page() -> None:
    with pytest.raises(FieldMissing):
        hand_over_bundle({name: value for name, value in FACTS.items() if name != "keys"})


def test_it_becomes_a_pdf(tmp_path: Any) -> None:
    needs("libreoffice")
    assert find_soffice()
    (made,) = Converter(tmp_path).convert([hand_over_bundle(FACTS)])
    assert made.startswith(b"%PDF-")
