"""What runs where, as far as this machine and the office's database tell: programs, services, folders, database."""

import platform
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime

from models.actions.channels.channel_health import living_agents
from models.actions.upkeep.heard_outside import silence
from models.actions.upkeep.move_database.ends import told
from models.actions.upkeep.services.systemd import Machine, ServiceRefused, look
from models.rules.core.moments import iso
from models.rules.upkeep.units import Program
from models.tables import AgentHeartbeat, Attachment, Complaint, FilePlace, Message, database
from models.tables.core.database import is_sqlite, sqlite_path
from models.tables.core.files.places import this_machine
from models.tables.core.listening import starts
from models.tables.core.settings import Settings
from models.tables.upkeep import agent_role
from models.tables.upkeep.alert_ways import FILES
from models.tables.upkeep.outside_watcher import is_entered, last_word
from models.tables.upkeep.release import this_release

Facts = dict[str, object]
_AGENTS = 5


def machine_facts(settings: Settings, now: datetime, machine: Callable[[], Machine]) -> Facts:
    """Return what runs where; what cannot be seen from this machine is None. `machine` may raise ServiceRefused."""
    release, begun = this_release(), _back_office(settings)
    return {
        "version": release.version,
        "schema": release.schema,
        "commit": release.commit,
        "host": this_machine(),
        "system": platform.platform(),
        "back_office": begun or [],
        "back_office_known": begun is not None,
        "agents": list(_agents(now, settings)),
        "services": list(_services(machine)),
        "file_places": [
            {"host": row.host, "path": row.path, "seen": iso(row.seen_at)}
            for row in FilePlace.select().order_by(FilePlace.id)
        ],
        "outside": _outside(settings, now),
        "letters": [name for name, file in FILES.items() if (settings.data_dir / file).exists()],
    }


def _back_office(settings: Settings) -> list[Facts] | None:
    """Return the back offices of this data folder that live, None where what they wrote cannot be read."""
    try:
        begun = [one for one in starts(settings.data_dir) if one.alive]
    except ValueError:
        return None
    return [{"addresses": [f"{host}:{port}" for host, port in one.addresses], "since": one.since} for one in begun]


def _agents(now: datetime, settings: Settings) -> Iterator[Facts]:
    """Yield the agents that live or, where none does, the one seen last."""
    alive = living_agents(now, settings.poll_seconds)
    rows = alive[:_AGENTS] or AgentHeartbeat.select().order_by(AgentHeartbeat.seen_at.desc()).limit(1)
    for row in rows:
        times = {"started": iso(row.started_at), "seen": iso(row.seen_at), "stopped": iso(row.stopped_at)}
        yield {"owner": row.owner, "alive": bool(alive), "stopped_sending": row.sending_stopped, **times}


def _services(machine: Callable[[], Machine]) -> Iterator[Facts]:
    for program in Program:
        try:
            found = look(machine(), program)
        except ServiceRefused as err:
            yield {"name": str(program), "known": False, "words": str(err), "runs": False, "begins": False}
            continue
        runs = {"runs": found.active, "begins": found.enabled}
        yield {"name": str(program), "known": True, "words": found.words if found.installed else "", **runs}


def _outside(settings: Settings, now: datetime) -> Facts:
    """Return whether somebody outside hears this machine; his address is sealed and stays so."""
    word = last_word(settings.data_dir)
    heard = word.heard_at if word else None
    entered, silent = is_entered(settings.data_dir), silence(settings, now) is not None
    return {"entered": entered, "heard": iso(heard), "silent": silent}


def database_facts(settings: Settings, now: datetime) -> Facts:
    """Return where the office's rows and files are, without a password."""
    counts = {"cases": Complaint.select().count(), "messages": Message.select().count()}
    files = {"attachments": Attachment.select().where(Attachment.sha256.is_null(False)).count()}
    where: Facts = {
        "kind": "SQLite" if is_sqlite() else "PostgreSQL",
        "address": str(sqlite_path()) if is_sqlite() else told(settings.database_url),
        "server": "" if is_sqlite() else _server(),
        "bytes": _bytes(),
        "agent_roles": [] if is_sqlite() else agent_role.agents(),
    }
    return where | counts | files | _folder(settings)


def _folder(settings: Settings) -> Facts:
    free = shutil.disk_usage(settings.data_dir).free
    served: Facts = {"hosts": list(settings.hosts), "proxies": [str(one) for one in settings.trusted_proxies]}
    kept: Facts = {"store": settings.file_store, "store_place": settings.files.place}
    here: Facts = {"data_dir": str(settings.data_dir), "free": free, "practice": settings.practice_mark.exists()}
    return here | kept | served


def _server() -> str:
    return str(database.execute_sql("SHOW server_version").fetchone()[0])


def _bytes() -> int:
    if is_sqlite():
        return sqlite_path().stat().st_size
    return int(database.execute_sql("SELECT pg_database_size(current_database())").fetchone()[0])
