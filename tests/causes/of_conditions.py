"""Each condition of the table, caused for real in an office on a stage, and taken away again."""

import errno
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

from admin_app.upkeep import workers
from models.rules.core.forwarding import networks_of
from models.tables import BackupCopy, database
from models.tables.core.listening import FOLDER, note_listening
from models.tables.upkeep import half_moved, moved_away
from models.tables.upkeep.outside_watcher import NAME
from sync_agent import keeping_time
from tests.admin_app.browsing import Browser, text
from tests.causes import alone, breached, of_pc, of_postgresql, of_programs, waits
from tests.causes.faces import Faces
from tests.deploy.tls_server import NAME as HOST
from tests.deploy.tls_server import front_end
from tests.running.ports import free_port
from tests.sync_agent.watcher.listener import listening

Act = Callable[[Faces], None]
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Caused:
    """How a condition begins and ends, and words by which a person knows it."""

    key: str
    words: str
    begin: Act
    end: Act
    wait: float = 12.0  # seconds of the office until both programs and their watches know
    hangs: bool = False  # whoever else looks waits with it: the watcher alone is asked
    server: bool = False  # only an office on PostgreSQL meets it


def _of_stage(act: Callable[..., None]) -> Act:
    return lambda faces: act(faces.stage)


def _gone(faces: Faces) -> None:
    faces.stage.kill_agent()


def _back(faces: Faces) -> None:
    faces.stage.start_agent()


def _marks(act: Callable[[], object], anew: bool = False) -> Act:
    def done(faces: Faces) -> None:
        with database.obj.lifted():
            act()
        if anew:
            faces.stage.start_agent()

    return done


def _no_copy_of_attempts(faces: Faces) -> None:
    def fail(_path: Path) -> None:
        raise OSError(errno.EACCES, "told")

    faces.stage.kept["keep_lines"] = keeping_time.keep_lines
    faces.stage.here.setattr(keeping_time, "keep_lines", fail)
    faces.stage.step(3700, 60)


def _copied(faces: Faces) -> None:
    faces.stage.here.setattr(keeping_time, "keep_lines", faces.stage.kept.pop("keep_lines"))
    faces.stage.step(120, 60)


def _newest() -> Path:
    return Path(BackupCopy.select().order_by(BackupCopy.id.desc()).get().path)


def _backups_away(faces: Faces) -> None:
    for row in BackupCopy.select().where(BackupCopy.removed_at.is_null()):
        if Path(row.path).exists():
            Path(row.path).rename(f"{row.path}.away")


def _backups_back(faces: Faces) -> None:
    for row in BackupCopy.select().where(BackupCopy.removed_at.is_null()):
        if Path(f"{row.path}.away").exists():
            Path(f"{row.path}.away").rename(row.path)


def _mark_of(faces: Faces) -> Path:
    return next(path for path in faces.stage.settings.files_dir.iterdir() if path.is_file())


def _unmounted(faces: Faces) -> None:
    mark = _mark_of(faces)
    faces.stage.kept["mark_of_files"] = (mark, mark.read_bytes())
    mark.unlink()


def _mounted(faces: Faces) -> None:
    mark, words = faces.stage.kept.pop("mark_of_files")
    mark.write_bytes(words)


def _outside(faces: Faces) -> None:
    (faces.stage.settings.data_dir / NAME).touch()


def _no_outside(faces: Faces) -> None:
    (faces.stage.settings.data_dir / NAME).unlink()


def _listens(faces: Faces, port: int) -> None:
    note_listening(faces.stage.settings.data_dir, [("127.0.0.1", port)], faces.stage.rhythm.now())


def _ended(faces: Faces) -> None:
    _listens(faces, free_port())


def _away(faces: Faces) -> None:
    for path in (faces.stage.settings.data_dir / FOLDER).iterdir():
        path.unlink()


def _serves(faces: Faces, readyz: Callable[[], tuple[int, str]]) -> None:
    """Let a back office answer beside the watcher, whose /readyz says this."""
    line = listening()
    served = line.__enter__()
    faces.stage.kept["served"] = line
    served.answers = (200, '{"status": "ok"}', {})
    served.by_path["/readyz"] = (*readyz(), {})
    _listens(faces, served.server_port)


def _serves_no_more(faces: Faces) -> None:
    faces.stage.kept.pop("served").__exit__(None, None, None)
    _away(faces)


def _unready(faces: Faces) -> None:
    _serves(faces, lambda: (503, '{"database": "does not answer", "schema": "unknown"}'))


def _unreadable(faces: Faces) -> None:
    (faces.stage.settings.data_dir / FOLDER).mkdir(exist_ok=True)
    (faces.stage.settings.data_dir / FOLDER / "1.json").write_text("{")


def _worker_ended(faces: Faces) -> None:
    board = workers.Board(2)
    faces.stage.kept["time"] = workers.time
    faces.stage.here.setattr(workers, "time", SimpleNamespace(monotonic=lambda: 200.0))
    for worker in (1, 2):
        board.sign(worker, 200.0, free=True)
    board.end(2, 190.0, "signal 9")
    workers.take_place(faces.stage.app, workers.Place(board, 1))
    _serves(faces, lambda: (200, text(Browser(faces.stage.app).get("/readyz"))))


def _worker_back(faces: Faces) -> None:
    faces.stage.here.setattr(workers, "time", faces.stage.kept.pop("time"))
    del faces.stage.app.extensions["workers"]
    _serves_no_more(faces)


def _shows(faces: Faces, **certificate: timedelta) -> None:
    line = front_end(faces.stage.folder / "tls", **certificate)
    line.__enter__()
    faces.stage.kept["front"] = line


def _with_front(faces: Faces) -> None:
    one = faces.stage
    one.settings = replace(one.settings, trusted_proxies=networks_of("127.0.0.1"), hosts=(HOST,))
    faces.looks = faces.watching()


def _no_front(faces: Faces) -> None:
    if "front" in faces.stage.kept:
        faces.stage.kept.pop("front").__exit__(None, None, None)
    faces.stage.settings = replace(faces.stage.settings, trusted_proxies=(), hosts=())
    faces.looks = faces.watching()


def _front_silent(faces: Faces) -> None:
    _with_front(faces)
    _shows(faces)
    faces.looks.look()
    faces.stage.kept.pop("front").__exit__(None, None, None)


def _certificate_ended(faces: Faces) -> None:
    _with_front(faces)
    _shows(faces, begins=-300 * DAY, ends=-DAY)


def _pc_hangs(faces: Faces) -> None:
    moves = faces.stage.kept["moves"] = threading.Event()
    free = faces.stage.pc.probes.free
    faces.stage.kept["free"] = faces.stage.pc.probes
    faces.stage.pc.probes = replace(faces.stage.pc.probes, free=lambda folder: moves.wait(60) and free(folder))
    faces.looks = faces.watching(pc_seconds=0.5)


def _pc_moves(faces: Faces) -> None:
    faces.stage.kept.pop("moves").set()
    faces.stage.pc.probes = faces.stage.kept.pop("free")
    faces.looks = faces.watching()


def _room(megabytes: int) -> Act:
    return _of_stage(of_pc._room(megabytes))


def _error(number: int) -> Act:
    return _of_stage(of_pc._error(number))


_DISK = _of_stage(of_pc._disk_well)
_CLOCK, _RIGHT = of_pc._clock, _of_stage(of_pc._clock_right)
_KEY = _of_stage(of_pc._put_key_back)
ALL: tuple[Caused, ...] = (
    Caused("disk_errors", "melaporkan kesalahan", _error(errno.EIO), _DISK),
    Caused("disk_full", "Disk komputer ini penuh", _error(errno.ENOSPC), _DISK),
    Caused("disk_stop", "Pekerjaan berhenti supaya", _room(20), _DISK),
    Caused("unwritable", "tidak dapat ditulisi", _error(errno.EROFS), _DISK),
    Caused("disk_sending", "Jawaban tidak dikirim dan menunggu", _room(150), _DISK),
    Caused("disk_media", "Berkas lampiran menunggu", _room(400), _DISK),
    Caused("memory", "Sisa memori", _of_stage(of_pc._memory), _of_stage(of_pc._memory_well)),
    Caused("key_lost", "secret.key hilang", _of_stage(of_pc._lose_key), _KEY),
    Caused("key_changed", "secret.key bukan yang", _of_stage(of_pc._change_key), _KEY),
    Caused("agent_silent", "Penghubung kanal tidak berjalan", _gone, _back, 60),
    Caused("agent_sends_nothing", "tidak mengirim apa pun", _room(150), _DISK),
    Caused("agent_jobs", "attempts.log tidak disalin", _no_copy_of_attempts, _copied),
    Caused("backup_old", "Tidak ada cadangan", _backups_away, _backups_back),
    Caused("backup_failed", "Cadangan terjadwal tidak jadi", _of_stage(of_pc._lose_share),
           _of_stage(of_pc._mount_share)),
    Caused("backup_second", "tidak sampai di tempat kedua", _of_stage(of_pc._lose_second),
           _of_stage(of_pc._mount_second)),
    Caused("restore_drill", "Latihan pemulihan cadangan terakhir", _of_stage(of_pc._fail_drill),
           _of_stage(of_pc._drill_again)),
    Caused("files_elsewhere", "tidak di tempat yang disebut setelan", _unmounted, _mounted),
    Caused("program_older", "0.9.0 di pc-kanal", waits.runs_older, waits.runs_no_more),
    Caused("agent_waits", "gerbang1 (0.9.0)", waits.behind, waits.updated),
    Caused("breach_notice", "belum diberitahukan", breached.known, breached.none_after_all),
    Caused("done_alone", "tanpa orang kedua: akun ditambahkan", alone.added, alone.yesterday),
    Caused("outside_silent", "Pengawas di luar belum pernah", _outside, _no_outside),
    Caused("back_office_silent", "tidak menjawab. Jalankan lagi", _ended, _away),
    Caused("back_office_not_ready", "tidak dapat bekerja", _unready, _serves_no_more),
    Caused("back_office_unknown", "Tidak terbaca di mana", _unreadable, _away),
    Caused("back_office_worker", "proses 2 berakhir (signal 9)", _worker_ended, _worker_back),
    Caused("front_silent", "tidak menjawab lagi", _front_silent, _no_front),
    Caused("front_certificate", "sudah berakhir", _certificate_ended, _no_front),
    Caused("clock_near", "", _of_stage(_CLOCK(minutes=5)), _RIGHT),
    Caused("clock_far", "", _of_stage(_CLOCK(minutes=15)), _RIGHT),
    Caused("clock_gateway", "", _of_stage(of_pc._gateway_differs), _RIGHT),
    Caused("clock_certificates", "", _of_stage(of_pc._untimely), _of_stage(of_pc._timely)),
    Caused("pc_hangs", "tidak menjawab. Periksa cakram", _pc_hangs, _pc_moves, hangs=True),
    Caused("locked", "dikunci program lain", _of_stage(of_programs._lock), _of_stage(of_programs._unlock)),
    Caused("unreachable", "Basis data tidak menjawab", _of_stage(of_programs._server_gone),
           _of_stage(of_programs._server_back)),
    Caused("schema_newer", "lebih baru daripada", _of_stage(of_programs._newer), _of_stage(of_programs._as_ours)),
    Caused("schema_older", "belum ditingkatkan", _of_stage(of_programs._older), _of_stage(of_programs._migrated)),
    Caused("office_moved", "Kantor tidak bekerja di basis data ini lagi",
           _marks(lambda: moved_away.mark("postgresql://server/kantor")), _marks(moved_away.unmark, anew=True)),
    Caused("office_half_moved", "terputus dan belum selesai", _marks(half_moved.mark),
           _marks(half_moved.unmark, anew=True)),
    Caused("damaged", "di komputer ini rusak", _of_stage(of_programs._damage), _of_stage(of_programs._restore)),
    Caused("only_read", "hanya dapat dibaca", _of_stage(of_postgresql._read_only("on")),
           _of_stage(of_postgresql._read_only("off")), server=True),
    Caused("crowded", "tidak menerima sambungan lagi", _of_stage(of_postgresql._may_connect(0)),
           _of_stage(of_postgresql._may_connect(-1)), server=True),
    Caused("not_admitted", "menolak nama atau sandi", _of_stage(of_postgresql._other_password),
           _of_stage(of_postgresql._password_back), server=True),
    Caused("clock_office", "daripada jam server basis data", _of_stage(of_postgresql._clock),
           _of_stage(of_postgresql._clock_right), server=True),
)  # fmt: skip
# The watcher's own work, and a server that freezes: tried where its programs are tried.
ELSEWHERE = {
    "alert_unheard": "tests/sync_agent/watcher/test_told_for_real.py",
    "alert_ways_lost": "tests/sync_agent/watcher/test_told_for_real.py",
    "alert_fault": "tests/sync_agent/watcher/test_alerting.py",
    "watcher_fault": "tests/sync_agent/watcher/test_watcher.py",
    "database_hangs": "tests/sync_agent/watcher/test_told_for_real.py",
}
