"""Surat pengawas on screen: letters newest first, and honest where none is, can be read, or is of this machine."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import IO

import pytest
from flask import Flask

from models.rules.staff.roles import Role
from models.rules.upkeep.alert_ways import MailWay, Security
from models.rules.upkeep.watched import Wrong
from models.tables.core.file_lock import taken
from models.tables.upkeep.alert_ways import keep_way, kept_ways
from models.tables.upkeep.outside_watcher import note_word
from models.tables.upkeep.watcher_letters import LOCK, NAME, LetterLine, note_letter
from sync_agent.watcher.alerting import Alerts
from sync_agent.watcher.letters import ways_of
from sync_agent.watcher.telling import machine
from tests.admin_app.browsing import Browser, text
from tests.office import NOW
from tests.sync_agent.watcher.postbox import open_postbox

Open = Callable[[Role | str], Browser]
AGENT = (("agent_silent", "Penghubung kanal tidak berjalan."),)
LETTER = LetterLine(NOW, "mail", AGENT, (), (), "2026-12-01T05:00:00")
NOBODY_WATCHES = "Tidak ada pengawas yang berjalan di komputer"


BACKUP = Wrong("backup_old", "no backup", staff="Cadangan terakhir terlalu tua.")
TO = ("tik@kantor.go.id",)


@pytest.fixture
def folder(app: Flask) -> Path:
    """The data folder of the back office."""
    found: Path = app.config["ADUAN"].data_dir
    return found


def shown(signed_in: Open) -> str:
    """Return the page as the administrator reads it."""
    answer = signed_in(Role.ADMINISTRATOR).get("/surat-pengawas/")
    assert answer.status_code == 200
    return text(answer)


def lives(folder: Path) -> IO[bytes]:
    """Return the lock of a watcher, held."""
    mine = taken(folder / LOCK)
    assert mine is not None
    return mine


def test_nothing_is_said_to_have_left_where_nothing_was_noted_and_nobody_watches(
    folder: Path, signed_in: Open
) -> None:
    page = shown(signed_in)
    assert "Belum ada surat yang tercatat di komputer" in page and NOBODY_WATCHES in page
    assert page.count("belum dimasukkan") == page.count("belum ada yang tercatat") == 3
    with lives(folder):
        page = shown(signed_in)
    assert "Belum ada surat yang tercatat di komputer" in page and NOBODY_WATCHES not in page


def test_letters_are_shown_newest_first_with_what_they_told_and_whether_they_left(
    folder: Path, signed_in: Open
) -> None:
    note_letter(folder, LETTER)
    note_letter(folder, replace(LETTER, way="webhook", at=NOW + timedelta(minutes=1), why_not="HTTP 500"))
    note_letter(folder, LetterLine(NOW + timedelta(hours=1), "mail", (), (), AGENT))
    assert "sudah pulih: " not in shown(signed_in)  # its head says so
    note_letter(folder, LetterLine(NOW + timedelta(hours=2), "mail", (("x", "Disk penuh."),), (), AGENT))
    (folder / "watcher-mail.sealed").touch()
    page = shown(signed_in)
    told, failed, over = (
        page.rindex("Baru terjadi"),
        page.index("HTTP 500", page.index("Isi")),
        page.index("Sudah pulih"),
    )
    assert page.index("Disk penuh.") < page.index("sudah pulih: Penghubung kanal") < over < failed < told
    assert page.count("servernya menjawab dengan galat (HTTP 500)") == 2  # in its line, and of the way
    assert page.count("belum dimasukkan") == 2 and page.count("belum ada yang tercatat") == 2
    assert "membawa titik periksa jejak audit" in page and "agent_silent" in page
    assert "Belum ada surat" not in page


def test_a_history_that_cannot_be_read_is_not_called_empty(folder: Path, signed_in: Open) -> None:
    (folder / NAME).mkdir()
    page = shown(signed_in)
    assert "Catatan surat di komputer ini tidak dapat dibaca (Is a directory)" in page
    assert "Belum ada surat" not in page and "belum ada yang tercatat" not in page
    assert page.count("tidak diketahui") >= 3


def test_a_lock_that_cannot_be_asked_says_nothing_of_a_watcher(folder: Path, signed_in: Open) -> None:
    (folder / LOCK).mkdir()
    page = shown(signed_in)
    assert "tidak dapat ditanya" in page and NOBODY_WATCHES not in page


def test_torn_lines_are_counted_and_old_ones_are_left_out_with_their_number(folder: Path, signed_in: Open) -> None:
    for minute in range(103):
        note_letter(folder, replace(LETTER, at=NOW + timedelta(minutes=minute)))
    with (folder / NAME).open("ab") as file:
        file.write(b"{half")
    page = shown(signed_in)
    assert "1 baris catatan tidak terbaca" in page and "3 surat yang lebih lama" in page
    assert page.count("Baru terjadi") == 100


def test_when_the_outside_watcher_heard_last_is_said_as_it_stands_beside_its_address(
    folder: Path, signed_in: Open
) -> None:
    note_letter(folder, LetterLine(NOW, "outside", AGENT, why_not="TimeoutError"))
    note_word(folder, NOW + timedelta(hours=3), "")
    page = shown(signed_in)
    assert page.count("servernya tidak menjawab (TimeoutError)") == 2
    assert page.count("belum ada yang tercatat") == 2


def test_what_a_watcher_sent_through_a_real_mail_server_stands_on_the_screen(
    app: Flask, folder: Path, signed_in: Open
) -> None:
    key = app.config["ADUAN"].secret_key_file

    def tell(*holds: Wrong, at: int) -> None:
        ways = ways_of(kept_ways(folder, key, machine()))
        Alerts(folder, lambda: ways, machine()).tell(holds, NOW + timedelta(minutes=at))

    with open_postbox() as post:
        keep_way(folder, key, MailWay("127.0.0.1", post.port, Security.NONE, "a@kantor.go.id", TO), machine())
        post.refused = set(TO)
        tell(BACKUP, at=0)
        page = shown(signed_in)
        assert (post.letters, "alamat penerimanya ditolak (SMTPRecipientsRefused)" in page) == ([], True)
        assert ("Baru terjadi" in page, "belum ada yang tercatat" in page, ">ya<" in page) == (True, True, False)
        post.refused = set()
        tell(BACKUP, at=10)
        tell(at=20)
    assert len(post.letters) == 2
    page = shown(signed_in)
    assert page.index("Sudah pulih") < page.index("Baru terjadi")
    assert page.count(">ya<") == 2 and page.count(BACKUP.staff) == 3
    assert page.count("alamat penerimanya ditolak") == 1  # in its line alone: the way works again
