"""What can be wrong with the office's work: agents, their jobs, backups, files, machines of an earlier version."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from models.rules.core.stored_moments import is_older
from models.rules.upkeep.conditions.row import Condition, Effect, Seen, Sign, Source, Weight

ALONE_FOR = timedelta(hours=24)  # for so long it is told what the command line did alone
BACKUP_OLD = timedelta(days=2)  # an office that was not copied for so long would lose this much work
# What an agent tells while it looks what a restored backup lacks: it ends by itself, and is no condition.
RECONCILING = "cadangan dipulihkan: memastikan yang sudah terkirim"


def sign_of_backup(newest: datetime | None, now: datetime, *, practice: bool) -> Sign | None:
    """Return what is wrong with the newest backup: there is none, or it is too old; practice needs none."""
    if practice or (newest is not None and not is_older(newest, BACKUP_OLD, now)):
        return None
    return Sign.BACKUP_NONE if newest is None else Sign.BACKUP_OLD


def _halted(seen: Seen) -> str:
    return f"Penghubung kanal hidup, tetapi tidak mengirim apa pun. {' '.join(seen.halted)}"


def _of_backup(seen: Seen) -> str:
    return _NO_BACKUP if Sign.BACKUP_NONE in seen.signs else _BACKUP_OLD


def _of_backup_for_operators(seen: Seen) -> str:
    if Sign.BACKUP_NONE in seen.signs:
        return "no backup is seen from this machine: mount its disk, or run_admin.py backup FILE"
    return "no backup was made for two days: run_admin.py backup FILE"


def _some(jobs: Sequence[str]) -> str:
    """Name the first three: where all stand still, the sentence would hide what to do at its end."""
    more = [f"{len(jobs) - 3} tugas lain juga berhenti"] if len(jobs) > 3 else []
    return ", ".join([*jobs[:3], *more])


def _hours(span: timedelta) -> str:
    hours = round(span / timedelta(hours=1))
    return f"selama {hours} jam" if hours < 48 else f"selama {span.days} hari"


def _unheard(seen: Seen) -> str:
    span = seen.unheard or timedelta()
    heard = "belum pernah" if span == timedelta.max else f"{_hours(span)} tidak"
    why = f" ({seen.unheard_why})" if seen.unheard_why else ""
    return f"Pengawas di luar {heard} mendengar komputer ini{why}. Periksa jaringan dan layanan aduan-watcher."


_NO_BACKUP = "Tidak ada cadangan yang terlihat dari komputer ini. Pasang cakramnya, atau run_admin.py backup BERKAS."
_BACKUP_OLD = "Sudah dua hari tidak ada cadangan. Buat cadangan: run_admin.py backup BERKAS."
_E, _W, _S = Effect, Weight, Sign

# fmt: off
OF_OFFICE: tuple[Condition, ...] = (
    Condition("agent_silent", "the heartbeats of the agents", Source.OFFICE, "Penghubung kanal",
        _E.TELLS, _W.NOT_READY, lambda seen: _S.AGENT_SILENT in seen.signs, lambda _seen: (
        "Penghubung kanal tidak berjalan, jadi pesan tidak masuk dan jawaban tidak terkirim. Jalankan lagi "
        "run_agent.py atau layanannya; bila berhenti lagi, lihat catatannya."
    ), "no agent gives a sign of life: start it, or see its log for why it ended"),
    Condition("agent_sends_nothing", "what the agents say in their heartbeats", Source.OFFICE, "Penghubung kanal",
        _E.TELLS, _W.DEGRADED, lambda seen: bool(set(seen.halted) - {RECONCILING}), _halted,
        "an agent lives and sends nothing: 'run_agent.py status' says why"),
    Condition("agent_jobs", "the stamps of the agent's jobs by the clock", Source.OFFICE, "Penghubung kanal",
        _E.TELLS, _W.DEGRADED,
        lambda seen: bool(seen.jobs), lambda seen: (
        f"Penghubung kanal berjalan, tetapi {_some(seen.jobs)}. Mulai ulang penghubung kanal; bila berulang, "
        "kirimkan catatan program kepada pengembang."
    ), "a job by the clock has not gone through for its time though an agent lives; the log says why"),
    Condition("backup_failed", "the plan of backups and its copies", Source.OFFICE, "Cadangan",
        _E.TELLS, _W.DEGRADED,
        lambda seen: bool(seen.backup), lambda seen: seen.backup,
        "planned backups are not made: 'run_admin.py doctor' says where and why"),
    Condition("backup_second", "the plan's second place and the copies there", Source.OFFICE, "Cadangan",
        _E.TELLS, _W.DEGRADED,
        lambda seen: bool(seen.second), lambda seen: seen.second,
        "backups are not carried to the second place: 'run_admin.py doctor' says where and why"),
    Condition("restore_drill", "the restore drills", Source.OFFICE, "Cadangan",
        _E.TELLS, _W.DEGRADED,
        lambda seen: bool(seen.drill), lambda seen: seen.drill,
        "the last restore drill failed, or none succeeded for a month: 'run_admin.py doctor' says why"),
    Condition("backup_old", "the backups made, and whether their files are there", Source.OFFICE, "Cadangan",
        _E.TELLS, _W.DEGRADED, lambda seen: bool(seen.signs & {_S.BACKUP_NONE, _S.BACKUP_OLD}), _of_backup,
        _of_backup_for_operators),
    Condition("files_elsewhere", "the mark in the folder of files, and the rows of kept files", Source.OFFICE,
        "Berkas", _E.TELLS, _W.DEGRADED, lambda seen: bool(seen.elsewhere), lambda _seen: (
        "Berkas kantor tidak di tempat yang disebut setelan komputer ini: cakramnya tidak terpasang, atau "
        "pemindahannya (files move) belum selesai. run_admin.py files where menyebut yang perlu dilakukan."
    ), lambda seen: seen.elsewhere),
    Condition("program_older", "the register of the programs that run", Source.OFFICE, "Program",
        _E.TELLS, _W.DEGRADED, lambda seen: bool(seen.older), lambda seen: (
        f"Program yang berjalan lebih lama daripada versi kantor: {', '.join(seen.older)}. Perbarui di komputer "
        "itu: run_admin.py update ARSIP."
    ), lambda seen: f"programs run that are older than the office's version ({', '.join(seen.older)}): update them"),
    Condition("agent_waits", "the newest sign of each gateway's PC", Source.OFFICE, "Komputer kanal",
        _E.TELLS, _W.DEGRADED, lambda seen: bool(seen.waiting), lambda seen: (
        f"Komputer kanal menunggu versi kantor: {', '.join(seen.waiting)}. Layanan di sana mengambilnya sendiri "
        "dalam beberapa menit; bila tidak, jalankan di komputer itu: sudo --preserve-env /opt/aduan/run_agent update."
    ), lambda seen: (
        f"gateways' PCs are older than the office ({', '.join(seen.waiting)}): their services update by themselves; "
        "where one does not, run 'run_agent.py update' there"
    )),
    Condition("breach_notice", "the register of breaches in the audit trail", Source.OFFICE, "Data pribadi",
        _E.TELLS, _W.DEGRADED, lambda seen: bool(seen.breaches), lambda seen: (
        f"Kegagalan pelindungan data pribadi belum diberitahukan: {'; '.join(seen.breaches)}. Beri tahu tertulis "
        "dalam 3 × 24 jam sejak diketahui, lalu catat: run_admin.py incident told."
    ), "the notice of a breach of personal data lacks: 'run_admin.py incident list' says to whom and until when"),
    Condition("done_alone", "the audit trail of the last 24 hours", Source.OFFICE, "Orang kedua",
        _E.TELLS, _W.DEGRADED, lambda seen: bool(seen.alone), lambda seen: (
        f"Dalam 24 jam ini dilakukan di server tanpa orang kedua: {', '.join(seen.alone)}. Pastikan kantor "
        "sendiri yang melakukannya: lihat Sistem › Jejak audit."
    ), lambda seen: f"done at the command line without a second person: {', '.join(seen.alone)}; see the trail"),
    Condition("outside_silent", "what the watcher of this data folder noted of its last word", Source.MACHINE,
        "Pengawas", _E.TELLS, _W.DEGRADED, lambda seen: seen.unheard is not None, _unheard,
        "nobody outside heard the watcher of this machine for an hour: see that it runs, and 'watch trial'"),
)
# fmt: on
