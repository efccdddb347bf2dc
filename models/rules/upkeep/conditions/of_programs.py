"""What can be wrong with back office, https address and watcher: what stands beside the agents and the database."""

import re

from models.rules.upkeep.conditions.row import Condition, Effect, Seen, Sign, Source, Weight
from models.rules.upkeep.front_end import for_operators, for_staff

# As /readyz says it; what another program on that port says does not leave the office.
TROUBLED_WORKER = re.compile(r"worker (\d{1,3}) (?:(answers nobody)|ended \(([A-Za-z0-9 ]{1,40})\))")


def _in_indonesian(said: str) -> str:
    found = TROUBLED_WORKER.fullmatch(said)
    number, silent, how = found.groups() if found else ("", "", "")
    return f"proses {number} tidak menjawab" if silent else f"proses {number} berakhir ({how})"


def _addresses(seen: Seen) -> str:
    return ", ".join(f"https://{host}" for host in seen.front_silent)


_E, _W, _S = Effect, Weight, Sign

# fmt: off
OF_PROGRAMS: tuple[Condition, ...] = (
    Condition("back_office_silent", "/healthz of the back offices begun from this folder", Source.LINE,
        "Program layar", _E.TELLS, _W.NOT_READY, lambda seen: _S.BACK_OFFICE_SILENT in seen.signs, lambda _seen: (
        "Program layar (run_admin.py) di komputer ini tidak menjawab. Jalankan lagi, atau lihat catatannya."
    ), "the back office that was started here does not answer: start it, or see its log for why it ended; where it "
        "serves from elsewhere now, remove the folder 'listening' in the data folder"),
    Condition("back_office_not_ready", "/readyz of the back offices begun from this folder", Source.LINE,
        "Program layar", _E.TELLS, _W.NOT_READY, lambda seen: _S.BACK_OFFICE_UNREADY in seen.signs, lambda _seen: (
        "Program layar (run_admin.py) di komputer ini hidup, tetapi tidak dapat bekerja. Sebabnya tertulis di "
        "/readyz."
    ), "the back office that was started here lives and cannot work: its /readyz says why; where the database "
        "answers others, see its settings and start it anew"),
    Condition("back_office_unknown", "the folder 'listening' of this data folder", Source.LINE, "Program layar",
        _E.TELLS, _W.DEGRADED, lambda seen: _S.BACK_OFFICE_UNKNOWN in seen.signs, lambda _seen: (
        "Tidak terbaca di mana program layar (run_admin.py) melayani. Mulai ulang program itu."
    ), "where the back office listens cannot be read: start it anew"),
    Condition("back_office_worker", "the board of the workers of one back office", Source.WORKERS, "Program layar",
        _E.TELLS, _W.DEGRADED, lambda seen: bool(seen.workers), lambda seen: (
        "Proses program layar (run_admin.py) di komputer ini bermasalah: "
        f"{', '.join(map(_in_indonesian, seen.workers))}. Yang berakhir atau macet dijalankan lagi sendiri; "
        "bila terulang, lihat catatannya dan sisa memori komputer ini."
    ), lambda seen: (
        f"{', '.join(seen.workers)}: what ended or hangs is begun anew by itself; where that comes again, see the "
        "log of the back office and the memory of this PC"
    )),
    Condition("front_silent", "a TLS connection to each name of ADUAN_HOSTS that answered before", Source.FRONT,
        "Alamat https", _E.TELLS, _W.DEGRADED, lambda seen: bool(seen.front_silent), lambda seen: (
        f"{_addresses(seen)} tidak menjawab lagi, jadi layar tidak terbuka dari komputer lain. Periksa apakah Caddy "
        "atau nginx berjalan, dan catatannya."
    ), lambda seen: (
        f"{_addresses(seen)} answered and does so no longer: see whether Caddy or nginx runs, and its log"
    )),
    Condition("front_certificate", "the certificate that each name of ADUAN_HOSTS shows", Source.FRONT,
        "Alamat https", _E.TELLS, _W.DEGRADED, lambda seen: bool(seen.certificates),
        lambda seen: " ".join(for_staff(shown, what) for shown, what in seen.certificates),
        lambda seen: "; ".join(for_operators(shown, what) for shown, what in seen.certificates)),
    Condition("pc_hangs", "whether a look at this machine ends in its time", Source.BOUND_MACHINE, "Komputer",
        _E.TELLS, _W.NOT_READY, lambda seen: _S.PC_HANGS in seen.signs, lambda _seen: (
        "Disk atau program layar komputer ini tidak menjawab. Periksa cakram yang terpasang, jaringannya, dan "
        "memorinya."
    ), "disk or back office of this PC give no answer in time: see its mounts and memory"),
    Condition("database_hangs", "whether a look at the database ends in its time", Source.BOUND_DATABASE,
        "Basis data", _E.TELLS, _W.NOT_READY, lambda seen: _S.DATABASE_HANGS in seen.signs, lambda _seen: (
        "Basis data menerima pertanyaan tetapi tidak menjawab. Periksa komputer servernya; bila perlu, mulai ulang."
    ), "the database takes questions and gives no answer in time: see its server"),
    Condition("alert_unheard", "what came of the watcher's letters", Source.WATCHER, "Pengawas",
        _E.TELLS, _W.DEGRADED, lambda seen: bool(seen.way), lambda seen: (
        f"Surat peringatan tidak dapat dikirim lewat {seen.way}. Lihat logs/watcher.log, lalu coba dengan "
        "run_agent.py watch trial."
    ), lambda seen: (
        f"letters of the watcher do not leave by {seen.way}: its log says why; try 'run_agent.py watch trial'"
    )),
    Condition("alert_ways_lost", "the sealed addresses of the watcher's letters", Source.WATCHER, "Pengawas",
        _E.TELLS, _W.DEGRADED, lambda seen: _S.WAYS_LOST in seen.signs, lambda _seen: (
        "Alamat surat peringatan tidak terbaca. Masukkan lagi: run_agent.py watch mail, run_agent.py watch webhook."
    ), "the addresses of the watcher's letters cannot be opened: enter them anew (run_agent.py watch mail, webhook)"),
    Condition("alert_fault", "the watcher's own work with letters", Source.WATCHER, "Pengawas",
        _E.TELLS, _W.DEGRADED, lambda seen: _S.LETTERS_FAIL in seen.signs, lambda _seen: (
        "Surat peringatan gagal karena kesalahan program. Kirimkan logs/watcher.log kepada pengembang."
    ), "the letters of the watcher failed by a fault of the program"),
    Condition("watcher_fault", "the watcher's own work", Source.WATCHER, "Pengawas",
        _E.TELLS, _W.DEGRADED, lambda seen: bool(seen.fault), lambda _seen: (
        "Pengawas sendiri gagal melihat keadaan. Kirimkan logs/watcher.log kepada pengembang."
    ), lambda seen: f"the watcher itself failed {seen.fault}"),
)
# fmt: on
