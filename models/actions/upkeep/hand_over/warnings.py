"""What is wrong now: the same conditions that `status`, the administrator's home and the watcher tell."""

from collections.abc import Iterator
from datetime import datetime

from models.actions.channels.channel_health import agent_alive, look_at_channels, sending_stopped
from models.actions.upkeep.file_places import misfit
from models.actions.upkeep.heard_outside import silence
from models.actions.upkeep.key_watch import look_at_key_file
from models.actions.upkeep.last_backup import is_at_hand, newest_backups
from models.actions.upkeep.office_watch import look_at_office
from models.actions.upkeep.self_watch import SelfWatch
from models.rules.upkeep.self_checks import is_of_clock
from models.rules.upkeep.watched import of_backup
from models.tables.core.settings import Settings

_SILENT = "Penghubung kanal tidak berjalan: pesan tidak masuk dan jawaban tidak terkirim. Jalankan lagi layanannya."
_UNHEARD = "Pengawas di luar tidak mendengar komputer ini sejak sejam lebih: periksa jaringan dan aduan-watcher."
_ELSEWHERE = "Berkas pengaduan tidak berada di tempat yang disebut setelannya: jalankan run_admin.py files where."


def open_warnings(settings: Settings, now: datetime, watch: SelfWatch) -> list[str]:
    """Return what is wrong now, each with what to do, in Indonesian and each once."""
    return list(dict.fromkeys(_all(settings, now, watch)))


def _all(settings: Settings, now: datetime, watch: SelfWatch) -> Iterator[str]:
    key = look_at_key_file(settings.secret_key_file)
    yield from (one.says for one in (*watch.look(signs=key), *look_at_office(now, settings.poll_seconds)))
    if not agent_alive(now, settings.poll_seconds):
        yield _SILENT
    yield from (why for why in sending_stopped(now, settings.poll_seconds) if not is_of_clock(why))
    for view in look_at_channels(now, settings.poll_seconds):
        told = [one for one in view.verdict.findings if one.degrades]
        yield from (f"{view.account.label}: {one.to_do}" for one in told)
    newest = next((copy.made_at for copy in newest_backups() if is_at_hand(copy)), None)
    yield from (one.staff for one in of_backup(newest, now, practice=settings.practice_mark.exists()))
    if silence(settings, now):
        yield _UNHEARD
    if misfit(settings):
        yield _ELSEWHERE
