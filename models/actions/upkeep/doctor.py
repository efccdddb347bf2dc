"""Everything doctor checks, in order; an unreachable database is a finding and does not end the checks."""

from collections.abc import Iterator
from datetime import datetime

import peewee

from models.actions.upkeep.conditions import Look, every_condition, of_machine, of_silence
from models.actions.upkeep.diagnose.advisories import installed, look_at_libraries
from models.actions.upkeep.diagnose.agents import look_at_agents
from models.actions.upkeep.diagnose.carried import look_at_carried
from models.actions.upkeep.diagnose.channels import look_at_ends, look_at_work
from models.actions.upkeep.diagnose.database import look_at_database
from models.actions.upkeep.diagnose.disk import look_at_disk, look_at_rights
from models.actions.upkeep.diagnose.files import look_at_files
from models.actions.upkeep.diagnose.findings import Finding, Level
from models.actions.upkeep.diagnose.front_end import look_at_front
from models.actions.upkeep.diagnose.network import look_at_network
from models.actions.upkeep.diagnose.roles import look_at_roles
from models.actions.upkeep.diagnose.second_factor import look_at_second_factor
from models.actions.upkeep.diagnose.secrets import look_at_key
from models.actions.upkeep.diagnose.signing import look_at_signing
from models.actions.upkeep.diagnose.watcher import look_at_watcher
from models.actions.upkeep.self_watch import SelfWatch
from models.rules.upkeep.conditions.row import Effect
from models.tables import database
from models.tables.core.settings import Settings


def diagnose(settings: Settings, now: datetime, watch: SelfWatch | None = None) -> list[Finding]:
    """Return the findings on this PC and the office's database; `watch`: how the PC is looked at."""
    looks = watch or SelfWatch(settings)
    findings = [*look_at_disk(settings.data_dir), *look_at_rights(settings), *_purpose(settings)]
    try:
        with database.connection_context():
            findings += [*_inside(settings, now), *of_table(every_condition(settings, looks, now))]
    except (peewee.PeeweeException, OSError) as problem:
        words = " ".join(str(problem).split())[:300]
        findings.append(Finding("database", Level.UNSAFE, f"The database cannot be used: {words}"))
        findings += [*of_table(of_silence(looks, problem)), *of_table(of_machine(settings, looks, now))]
    beside = (
        *look_at_network(settings),
        *look_at_front(settings, now),
        *look_at_watcher(settings, now),
        *look_at_carried(settings, now),
        look_at_libraries(now.date(), installed()),
    )
    return [*findings, look_at_second_factor(settings), *beside]


def of_table(look: Look) -> Iterator[Finding]:
    """Yield a finding on every condition that holds, by its name in the table; of what is well it says nothing."""
    for one in look.held:
        level = Level.UNSAFE if one.effect is Effect.STOPS_ALL else Level.WARNING
        yield Finding(one.key, level, f"{one.operators[0].upper()}{one.operators[1:]}.")


def _purpose(settings: Settings) -> Iterator[Finding]:
    if settings.practice_mark.exists():
        words = f"{settings.data_dir} is for practice: sample staff whose passwords everybody knows."
        yield Finding("practice", Level.UNSAFE, f"{words} For real work set ADUAN_DATA_DIR to another folder.")


def _inside(settings: Settings, now: datetime) -> Iterator[Finding]:
    schema_known = False
    for finding in look_at_database(now):
        schema_known = schema_known or (finding.name == "schema" and finding.level is Level.OK)
        yield finding
    if schema_known:
        yield from look_at_roles()
        yield from look_at_agents(now, settings.lease_seconds)
        yield from look_at_files(settings, now)
        yield from look_at_key(settings.secret_key_file)
        yield from look_at_work(settings, now)
        yield from look_at_ends(now)
        yield from look_at_signing()
