"""What each face says of an office: `status`, /readyz, /metrics, the administrator's home, doctor and the watcher."""

import json
import re
import threading
from dataclasses import dataclass

from click.testing import CliRunner

from models.actions.upkeep.diagnose.findings import Level
from models.actions.upkeep.doctor import diagnose
from models.actions.upkeep.self_watch import SelfWatch
from models.rules.upkeep.conditions.row import Face
from models.rules.upkeep.conditions.table import CONDITIONS
from sync_agent import commands
from sync_agent.watcher.looking import Looks
from tests.admin_app.browsing import Browser, text
from tests.causes.stage import Stage

_CHECK = re.compile(r'^aduan_check_failing\{check="(\w+)"\} (\d)', re.MULTILINE)
_KEYS = {row.key for row in CONDITIONS}
# What doctor calls by a name of its own, since it says more of it.
_BY_DOCTOR = {"certificate": "front_certificate"}


@dataclass(frozen=True)
class Said:
    """What one face says: which conditions hold, of which it says that they do not, and whether that all is well."""

    holds: frozenset[str]
    fine: frozenset[str] = frozenset()
    well: bool = False
    words: str = ""


class Faces:
    """The faces of one office on a stage."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.looks = self.watching()

    def watching(self, pc_seconds: float = 60, database_seconds: float = 60) -> Looks:
        """Return the looks of a watcher begun now."""
        one, stop = self.stage, threading.Event()
        watch = SelfWatch(one.settings, one.pc.probes)
        return Looks(one.settings, watch, one.rhythm.now, stop, pc_seconds, database_seconds)

    def say(self, *of: Face) -> dict[Face, Said]:
        """Return what each of these faces says now."""
        asks = {
            Face.STATUS: self._status,
            Face.READYZ: self._readyz,
            Face.METRICS: self._metrics,
            Face.HOME: self._home,
            Face.DOCTOR: self._doctor,
            Face.WATCHER: self._watcher,
        }
        return {face: asks[face]() for face in of or Face}

    def _status(self) -> Said:
        done = CliRunner().invoke(commands.main, ["status", "--json"])
        self.stage._connect_again()
        if not done.output.startswith("{"):
            return Said(frozenset({done.output.partition(":")[0]}), words=done.output)
        found = json.loads(done.output)
        holds = frozenset(one["check"] for one in found["checks"])
        words = " ".join(one["to_do"] for one in found["checks"])
        return Said(holds, _KEYS - holds - set(found["unseen"]), done.exit_code == 0, words)

    def _readyz(self) -> Said:
        answer = Browser(self.stage.app).get("/readyz")
        holds = frozenset(one["check"] for one in answer.json["checks"])
        return Said(holds, frozenset(), answer.status_code == 200 and not answer.json["degraded"], text(answer))

    def _metrics(self) -> Said:
        found = {key: value == "1" for key, value in _CHECK.findall(text(Browser(self.stage.app).get("/metrics")))}
        holds = frozenset(key for key, value in found.items() if value)
        return Said(holds, frozenset(found) - holds, words="")

    def _home(self) -> Said:
        page = self.stage.page("/")
        return Said(frozenset(), well="Cadangan terakhir" in page and "Komputer bermasalah" not in page, words=page)

    def _doctor(self) -> Said:
        one = self.stage
        found = diagnose(one.settings, one.rhythm.now(), SelfWatch(one.settings, one.pc.probes))
        self.stage._connect_again()
        wrong = [row for row in found if row.level in (Level.WARNING, Level.UNSAFE)]
        well = frozenset(row.name for row in found if row.level is Level.OK)
        holds = frozenset(_BY_DOCTOR.get(row.name, row.name) for row in wrong)
        return Said(holds & _KEYS, well, words=" ".join(row.sentence for row in wrong))

    def _watcher(self) -> Said:
        found = self.looks.look()
        self.stage._connect_again()
        holds, words = frozenset(one.key for one in found.wrong), " ".join(one.staff for one in found.wrong)
        return Said(holds, frozenset(), not found.wrong and not found.unasked, words)
