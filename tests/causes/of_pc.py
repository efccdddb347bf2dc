"""What goes wrong with the PC itself: its disk, its clock, its memory, its key."""

import errno
from datetime import timedelta
from pathlib import Path

from models.actions.upkeep.planned.drill.drill import drill
from models.actions.upkeep.planned.plan import Wanted, set_plan
from models.actions.upkeep.planned.turn import take_turn
from models.rules.upkeep.backup_plan import Keeps
from models.rules.upkeep.conditions.of_machine import MEGABYTE
from models.tables import BackupCopy, BackupPlan
from models.tables.core.database import connected
from models.tables.upkeep.backup_plan import MARK
from sync_agent.connector_kit.heard_dates import HEARD
from tests.causes.cause import SQLITE, Cause
from tests.causes.stage import Stage


def _room(megabytes: int):
    def begin(one: Stage) -> None:
        one.pc.free = megabytes * MEGABYTE

    return begin


def _error(number: int):
    def begin(one: Stage) -> None:
        one.pc.error = number

    return begin


def _disk_well(one: Stage) -> None:
    one.pc.free, one.pc.error = 10_000 * MEGABYTE, 0


def _clock(**off: float):
    def begin(one: Stage) -> None:
        one.rhythm.off = timedelta(**off)
        one.rhythm.platform_says()

    return begin


def _clock_right(one: Stage) -> None:
    one.rhythm.off = timedelta(0)
    one.rhythm.platform_says()


def _gateway_differs(one: Stage) -> None:
    """Let a gateway alone say another time than this PC has."""
    one.rhythm.off = timedelta(days=3)


def _untimely(one: Stage) -> None:
    for url in ("https://api.x.com/2/users/me", "https://graph.facebook.com/v1"):
        HEARD.refuse(url)


def _timely(one: Stage) -> None:
    for url in ("https://api.x.com/2/users/me", "https://graph.facebook.com/v1"):
        one.rhythm.platform_says(url)


def _memory(one: Stage) -> None:
    one.pc.memory = 100 * MEGABYTE


def _memory_well(one: Stage) -> None:
    one.pc.memory = 4000 * MEGABYTE


def _lose_key(one: Stage) -> None:
    path = one.settings.secret_key_file
    path.rename(path.with_suffix(".kept"))


def _change_key(one: Stage) -> None:
    _lose_key(one)
    one.settings.secret_key_file.write_bytes(b"A" * 43 + b"=")


def _put_key_back(one: Stage) -> None:
    path = one.settings.secret_key_file
    path.with_suffix(".kept").replace(path)


def _lose_key_and_stop(one: Stage) -> None:
    _lose_key(one)
    one.kill_agent()
    one.start_agent()
    one.log.lines.append(one.said_at_start)


def _put_key_back_and_start(one: Stage) -> None:
    _put_key_back(one)
    one.start_agent()


def _share(one: Stage) -> Path:
    return one.folder / "cadangan"


def _lose_share(one: Stage) -> None:
    """Let the folder of the planned backups be a bare mount point, and its timer take a turn."""
    _share(one).mkdir()
    with connected():
        set_plan(Wanted(120, _share(one), Keeps()), one.settings.data_dir, one.rhythm.now())
        (_share(one) / MARK).unlink()
        take_turn(one.settings, one.rhythm.now)
        (plan,) = BackupPlan.select()
    one.kept["mark"] = plan.mark


def _mount_share(one: Stage) -> None:
    (_share(one) / MARK).write_text(one.kept["mark"])
    with connected():
        take_turn(one.settings, one.rhythm.now)


def _lose_second(one: Stage) -> None:
    """Let the second folder of the planned backups be a bare mount point, and its timer take a turn."""
    second = one.folder / "usb"
    _share(one).mkdir(exist_ok=True)
    second.mkdir()
    with connected():
        set_plan(Wanted(120, _share(one), Keeps(), second), one.settings.data_dir, one.rhythm.now())
        one.kept["second"] = (second / MARK).read_text()
        (second / MARK).unlink()
        take_turn(one.settings, one.rhythm.now)


def _mount_second(one: Stage) -> None:
    (one.folder / "usb" / MARK).write_text(one.kept["second"])
    with connected():
        take_turn(one.settings, one.rhythm.now)


def _fail_drill(one: Stage) -> None:
    """Let the newest backup be cut short, and be tried."""
    _share(one).mkdir(exist_ok=True)
    with connected():
        set_plan(Wanted(120, _share(one), Keeps()), one.settings.data_dir, one.rhythm.now())
        take_turn(one.settings, one.rhythm.now)
        path = Path(BackupCopy.select().order_by(BackupCopy.id.desc()).get().path)
        path.write_bytes(path.read_bytes()[:-1])
        drill(one.settings, one.rhythm.now, one.rhythm.ticks)


def _drill_again(one: Stage) -> None:
    with connected():
        take_turn(one.settings, one.rhythm.now)  # makes another in the place of the one that is cut
        drill(one.settings, one.rhythm.now, one.rhythm.ticks)


_HOME = "/"
_BEHIND = "Jawaban tidak dikirim dan menunggu"
_SET_CLOCK = "set the clock by NTP"
_NTP = "Setel jam lewat jaringan"
_ROOM, _ROOM_GUIDE = "make room", "Kosongkan tempat"
_KEY, _KEY_GUIDE = "put secret.key back", "Taruh kembali `secret.key`"

OF_PC: tuple[Cause, ...] = (
    Cause("disk", "less than 500 MB free", _room(400), _disk_well, "Berkas lampiran menunggu", "disk_media",
          "disk_media", "disk_media: less than 500 MB", act=_ROOM, guide=_ROOM_GUIDE, page=_HOME),
    Cause("disk", "less than 200 MB free", _room(150), _disk_well, _BEHIND, "sends nothing", "agent_sends_nothing",
          "disk_sending: less than 200 MB", act=_ROOM, guide=_ROOM_GUIDE, page=_HOME),
    Cause("disk", "less than 50 MB free", _room(20), _disk_well, "Pekerjaan berhenti", "disk_stop", "disk_stop",
          "disk_stop: less than 50 MB", 503, _ROOM, _ROOM_GUIDE, before=True),
    Cause("disk", "no room for a write", _error(errno.ENOSPC), _disk_well, "Disk komputer ini penuh", "disk_full",
          "disk_full", "disk_full: the disk is full", 503, _ROOM, _ROOM_GUIDE, before=True),
    Cause("disk", "mounted read-only", _error(errno.EROFS), _disk_well, "Folder data di komputer ini tidak dapat",
          "unwritable", "unwritable", "unwritable: the data folder", 503, "check disk, mount and rights",
          "apakah sistem memasangnya sebagai", before=True),
    Cause("disk", "the disk reports errors", _error(errno.EIO), _disk_well, "melaporkan kesalahan", "disk_errors",
          "disk_errors", "disk_errors: the disk under", 503, "check the disk", "periksa disknya dahulu",
          before=True),
    Cause("clock", "400 days fast", _clock(days=400), _clock_right, "400 hari lebih cepat", "sends nothing",
          "agent_sends_nothing", "clock_far: this PC's clock is wrong", act=_SET_CLOCK, guide=_NTP,
          unsaid="agent_jobs"),
    Cause("clock", "3 days slow", _clock(days=-3), _clock_right, "3 hari lebih lambat", "sends nothing",
          "agent_sends_nothing", "clock_far: this PC's clock is wrong", act=_SET_CLOCK, guide=_NTP,
          unsaid="agent_jobs"),
    Cause("clock", "5 minutes fast", _clock(minutes=5), _clock_right, "5 menit lebih cepat", "clock_told",
          "(waha): clock_told", "clock_near: this PC's clock is off", act=_SET_CLOCK, guide=_NTP),
    Cause("clock", "a gateway alone states another time", _gateway_differs, _clock_right, "gateway 127.0.0.1",
          "clock_told", "(waha): clock_told", "clock_gateway: this PC and a gateway", act=_SET_CLOCK,
          guide="Cocokkan keduanya", on=SQLITE),  # a server would state the time
    Cause("clock", "certificates of two platforms out of time", _untimely, _timely, "Sertifikat beberapa platform",
          "clock_told", "(waha): clock_told", "clock_certificates: certificates of several", act=_SET_CLOCK,
          guide=_NTP),
    Cause("memory", "less than 150 MB", _memory, _memory_well, "Sisa memori komputer ini 100 MB", "memory: memory",
          "memory", "memory: memory is nearly", act="close other programs", guide="Tutup program lain", page=_HOME),
    Cause("backup", "the share of the planned backups is away", _lose_share, _mount_share,
          "Cadangan terjadwal tidak jadi", "backup_failed", "backup_failed", "backup_failed: planned backups are not",
          act="mount the share", guide="Pasang cakram atau share", page=_HOME, places=("screen", "status", "readyz")),
    Cause("backup", "the second place of the planned backups is away", _lose_second, _mount_second,
          "Cadangan tidak sampai di tempat kedua", "backup_second", "backup_second", "backup_second: backups are not",
          act="mount the share", guide="Pasang cakram atau share", page=_HOME, places=("screen", "status", "readyz")),
    Cause("backup", "the newest backup does not restore", _fail_drill, _drill_again,
          "Latihan pemulihan cadangan terakhir tidak berhasil", "restore_drill", "restore_drill",
          "restore_drill: the last restore drill failed", act="make a new backup", guide="buat cadangan baru",
          page=_HOME, places=("screen", "status", "readyz")),
    Cause("key", "secret.key lost", _lose_key, _put_key_back, "Berkas secret.key hilang", "key_lost", "key_lost",
          "key_lost: secret.key is missing", act=_KEY, guide=_KEY_GUIDE, page=_HOME),
    Cause("key", "secret.key is another", _change_key, _put_key_back, "Berkas secret.key bukan", "key_changed",
          "key_changed", "key_changed: secret.key is not", act=_KEY, guide=_KEY_GUIDE, page=_HOME),
    Cause("key", "secret.key lost when the agent starts", _lose_key_and_stop, _put_key_back_and_start,
          "Berkas secret.key hilang", "key_lost", "key_lost", "put the right secret.key back", act=_KEY,
          guide=_KEY_GUIDE, page=_HOME),
)  # fmt: skip
