"""What the administrator's home says of the last backup is what is seen of its file."""

import hashlib
import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask

from models.actions.upkeep.backup.back_up import BackupMade
from models.actions.upkeep.backup.keys import enter_recovery_key
from models.actions.upkeep.last_backup import note_backup
from models.actions.upkeep.planned.plan import FIRST, SECOND, Wanted, clear_trouble, note_trouble, set_plan
from models.rules.staff.roles import Role
from models.rules.upkeep.age_keys import public_text
from models.rules.upkeep.backup_plan import Keeps, Why
from models.rules.upkeep.drills import Flaw
from models.tables import BackupCopy, ChannelAccount, RestoreDrill
from models.tables.core.age_file import new_private, public_of
from models.tables.upkeep.outside_watcher import NAME, note_word
from tests.admin_app.browsing import Browser, Clock, text
from tests.office import NOW

Open = Callable[[Role | str], Browser]
CONTENT = b"cadangan"


def noted(path: Path, hours_ago: float, content: bytes = CONTENT, recovery: str = "") -> None:
    """Note a backup as the command does; its file is there."""
    path.write_bytes(content)
    made = BackupMade(path, 7, len(content), hashlib.sha256(content).hexdigest(), [], recovery)
    note_backup(made, path.parent, NOW - timedelta(hours=hours_ago))


def test_a_backup_is_the_last_one_only_while_its_file_is_there_unchanged(
    sqlite_account: Any, signed_in: Open, clock: Clock, tmp_path: Path
) -> None:
    admin, kept = signed_in(Role.ADMINISTRATOR), tmp_path / "cadangan.zip"
    noted(kept, 3)
    page = text(admin.get("/"))
    assert re.search(r'class="home-fact"><dt>Cadangan terakhir</dt><dd>25 Nov 2026 06.00 WIB, 3 jam lalu', page)
    assert "ada dan utuh, dibaca 25 Nov 2026 09.00 WIB" in page
    kept.write_bytes(b"cadangaX")
    os.utime(kept, ns=(0, 0))
    page = text(admin.get("/"))
    assert re.search(r'is-bad"><dt>Cadangan terakhir</dt><dd>tidak ada yang terlihat utuh dari sini', page)
    assert "berkasnya berubah" in page
    kept.unlink()
    page = text(admin.get("/"))
    assert "3 jam lalu" not in page
    assert "berkasnya tidak ada di tempatnya" in page
    kept.write_bytes(CONTENT)
    assert "3 jam lalu" in text(admin.get("/"))
    clock.move(days=3)
    assert 'is-bad"><dt>Cadangan terakhir' in text(signed_in(Role.ADMINISTRATOR).get("/"))


def test_a_newer_backup_that_is_gone_is_said_beside_the_one_that_is_there(
    sqlite_account: Any, signed_in: Open, tmp_path: Path
) -> None:
    admin = signed_in(Role.ADMINISTRATOR)
    noted(tmp_path / "kemarin.zip", 20)
    noted(tmp_path / "tadi.zip", 1, b"cadangan baru")
    assert "1 jam lalu" in text(admin.get("/"))
    (tmp_path / "tadi.zip").unlink()
    page = text(admin.get("/"))
    assert re.search(r"Cadangan terakhir</dt><dd>24 Nov 2026 13.00 WIB", page)
    assert re.search(r'is-bad"><dt>Cadangan 25 Nov 2026 08.00 WIB</dt><dd>berkasnya tidak ada', page)


def test_what_of_a_channel_ends_soon_or_nobody_knows_stands_on_the_administrators_home(
    sqlite_account: Any, signed_in: Open
) -> None:
    for label, kind, changes in (
        ("Halaman", "facebook", {"settings": '{"version": "v21.0"}', "token_life": "lasts"}),
        ("Instagram", "instagram", {"token_life": "ends", "token_expires_at": NOW + timedelta(days=10)}),
        ("TikTok", "tiktok", {}),
    ):
        made = {"kind": kind, "label": label, "created_at": NOW, "state": "ok", "last_success_at": NOW}
        ChannelAccount.create(**made, **changes)
    page, cards = text(signed_in(Role.ADMINISTRATOR).get("/")), text(signed_in(Role.ADMINISTRATOR).get("/kanal/"))
    for said in ("Graph API v21.0 berakhir 21 Januari 2027", "token habis 10 hari lagi", "token tidak diketahui"):
        assert said in page
    assert (
        "sampai dicabut" in cards
        and "berlaku sampai 21 Jan 2027" in cards
        and "tanggal berakhirnya tidak diketahui" in cards
    )


def test_that_nobody_outside_hears_this_machine_is_said_where_one_is_entered(
    app: Flask, sqlite_account: Any, signed_in: Open
) -> None:
    folder, admin = app.config["ADUAN"].data_dir, signed_in(Role.ADMINISTRATOR)
    assert "Pengawas di luar" not in text(admin.get("/"))
    (folder / NAME).touch()
    assert "Pengawas di luar belum pernah mendengar komputer ini." in text(admin.get("/"))
    note_word(folder, NOW - timedelta(hours=2), "")
    note_word(folder, NOW, "HTTP 404")
    page = text(admin.get("/"))
    assert "<dt>Pengawas</dt>" in page
    assert "Pengawas di luar selama 2 jam tidak mendengar komputer ini (HTTP 404)." in page
    note_word(folder, NOW, "")
    assert "Pengawas di luar" not in text(admin.get("/"))


def test_a_backup_that_anybody_can_read_is_told_as_such_until_one_is_encrypted(
    sqlite_account: Any, signed_in: Open, tmp_path: Path
) -> None:
    admin, key = signed_in(Role.ADMINISTRATOR), new_private()
    noted(tmp_path / "b.zip", 3)
    assert re.search(r'is-bad"><dt>Enkripsi</dt><dd>tidak dienkripsi: siapa pun', text(admin.get("/")))
    enter_recovery_key(key, NOW)
    assert re.search(r'is-bad"><dt>Enkripsi</dt><dd>tidak dienkripsi, walau kantor punya', text(admin.get("/")))
    noted(tmp_path / "c.zip", 1, recovery=public_text(public_of(key)))
    page = text(admin.get("/"))
    assert re.search(r'home-fact"><dt>Enkripsi</dt><dd>dienkripsi untuk kunci pemulihan<', page)
    assert "Cara mencadangkan" not in page
    (tmp_path / "c.zip").unlink()  # the one that is left is in clear
    assert re.search(r'is-bad"><dt>Enkripsi</dt><dd>tidak dienkripsi, walau kantor punya', text(admin.get("/")))


def test_a_backup_that_is_not_in_the_second_place_is_told_with_that_place(
    app: Flask, sqlite_account: Any, signed_in: Open, tmp_path: Path
) -> None:
    share, usb = tmp_path / "share", tmp_path / "usb"
    share.mkdir()
    usb.mkdir()
    set_plan(Wanted(120, share, Keeps(), usb), app.config["ADUAN"].data_dir, NOW - timedelta(days=1))
    noted(share / "a.zip", 4)
    BackupCopy.update(planned=True).execute()
    page = text(signed_in(Role.ADMINISTRATOR).get("/"))
    assert re.search(r'is-bad"><dt>Tempat kedua</dt><dd>belum mendapat cadangan terakhir', page)
    assert "Cadangan terakhir belum ada di tempat kedua." in page
    note_trouble(SECOND, Why.UNWRITABLE, str(usb), "", NOW)
    page = text(signed_in(Role.ADMINISTRATOR).get("/"))
    assert re.search(rf'is-bad"><dt>Tempat kedua</dt><dd>tidak jadi sejak .+ ditulisi \({usb}\)', page)
    assert "Cadangan tidak sampai di tempat kedua: foldernya tidak dapat ditulisi" in page


def test_the_plan_of_backups_is_told_and_what_of_it_does_not_go_through(
    app: Flask, sqlite_account: Any, signed_in: Open, clock: Clock, tmp_path: Path
) -> None:
    admin, share = signed_in(Role.ADMINISTRATOR), tmp_path / "share"
    assert "cadangan dibuat dengan tangan" in text(admin.get("/"))
    share.mkdir()
    set_plan(Wanted(120, share, Keeps()), app.config["ADUAN"].data_dir, NOW)
    page = text(admin.get("/"))
    assert "setiap hari pukul 02.00 WIB; disimpan 7 harian" in page and "Terjadwal" not in page
    note_trouble(FIRST, Why.FULL, str(share), "", NOW)
    page = text(admin.get("/"))
    assert re.search(rf'is-bad"><dt>Terjadwal</dt><dd>tidak jadi sejak 25 Nov.+habis \({share}\)', page)
    assert "Cadangan terjadwal tidak jadi: tempat di cakramnya habis" in page
    note_trouble(SECOND, Why.UNWRITABLE, "/mnt/usb", "", NOW)
    assert "Tempat kedua" not in text(admin.get("/"))  # the plan has none
    clear_trouble(FIRST)
    clock.move(hours=4)
    page = text(signed_in(Role.ADMINISTRATOR).get("/"))
    assert re.search(r'is-bad"><dt>Terjadwal</dt><dd>tidak dibuat pada waktunya', page)
    assert "Cadangan terjadwal tidak dibuat pada waktunya" in page


def test_the_last_restore_drill_is_told_red_where_it_failed_or_none_succeeded_for_a_month(
    sqlite_account: Any, signed_in: Open, clock: Clock, tmp_path: Path
) -> None:
    def drilled(hours_ago: float, **more: Any) -> None:
        at = NOW - timedelta(hours=hours_ago)
        counts = {"cases": 12, "messages": 30, "files": 4, "seconds": 130, "age_minutes": 300}
        row = {"started_at": at, "ended_at": at, "host": "pc", "backup": BackupCopy.get()}
        RestoreDrill.create(**(row | counts | more))

    noted(tmp_path / "cadangan.zip", 3)
    page = text(signed_in(Role.ADMINISTRATOR).get("/"))
    assert 'class="home-fact"><dt>Latihan pemulihan</dt><dd><a href="/bantuan/cadangan">belum pernah' in page
    drilled(2)
    page = text(signed_in(Role.ADMINISTRATOR).get("/"))
    good = "25 Nov 2026 07.00 WIB berhasil: 12 perkara, 30 pesan, dan 4 berkas pulih dalam 2 menit"
    assert 'class="home-fact"><dt>Latihan pemulihan' in page and good in page and "umurnya 5 jam)" in page
    assert "Latihan yang berhasil" not in page
    drilled(1, flaw=str(Flaw.KEY), cases=0, detail="rahasia")
    page = text(signed_in(Role.ADMINISTRATOR).get("/"))
    assert re.search(r'is-bad"><dt>Latihan pemulihan.+08.00 WIB tidak berhasil: kunci komputer ini tidak', page)
    assert re.search(rf"Latihan yang berhasil</dt><dd>{good}", page)
    assert "Latihan pemulihan cadangan terakhir tidak berhasil: kunci komputer ini" in page and "rahasia" not in page
    drilled(0.5, ended_at=None)
    page = text(signed_in(Role.ADMINISTRATOR).get("/"))
    assert "dimulai 25 Nov 2026 08.30 WIB, belum selesai" in page
    drilled(0.1, second=True)
    assert "di tempat kedua)" in text(signed_in(Role.ADMINISTRATOR).get("/"))
    clock.move(days=32)
    page = text(signed_in(Role.ADMINISTRATOR).get("/"))
    assert 'is-bad"><dt>Latihan pemulihan' in page and "Sudah 31 hari tidak ada latihan pemulihan" in page
