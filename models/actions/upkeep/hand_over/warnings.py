"""What is wrong now: the same conditions that `status`, the administrator's home and the watcher tell."""

from collections.abc import Iterator
from datetime import datetime

from models.actions.channels.channel_health import look_at_channels
from models.actions.upkeep.conditions import every_condition
from models.actions.upkeep.self_watch import SelfWatch
from models.rules.upkeep.conditions.table import SCHEMA_CHECKS
from models.tables.core.settings import Settings


def open_warnings(settings: Settings, now: datetime, watch: SelfWatch) -> list[str]:
    """Return what is wrong now, each with what to do, in Indonesian and each once."""
    return list(dict.fromkeys(_all(settings, now, watch)))


def _all(settings: Settings, now: datetime, watch: SelfWatch) -> Iterator[str]:
    held = every_condition(settings, watch, now).held
    yield from (one.says for one in held)
    if any(one.key in SCHEMA_CHECKS for one in held):
        return
    for view in look_at_channels(now, settings.poll_seconds):
        told = [one for one in view.verdict.findings if one.degrades]
        yield from (f"{view.account.label}: {one.to_do}" for one in told)
