"""Doctor's checks of the file store: where files are, whether settings fit, and whether every machine has them."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from models.actions.upkeep.diagnose.findings import Finding, Level, judged, ok
from models.actions.upkeep.file_places import misfit
from models.tables import AgentHeartbeat, FilePlace
from models.tables.core.database import is_sqlite
from models.tables.core.files.places import this_machine
from models.tables.core.files.store import FOLDER
from models.tables.core.settings import Settings

_LATELY = timedelta(days=30)
_REMEDY = (
    "A file of one is missing on the others: stop both programs, run 'run_admin.py files move --to database' on each "
    "of them, and set ADUAN_FILE_STORE=database there."
)


def look_at_files(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Return where files are kept, and what of it does not fit."""
    problem = misfit(settings)
    if problem:
        yield Finding("files", Level.UNSAFE, problem)
        return
    if settings.file_store != FOLDER or is_sqlite():
        yield ok("files", f"Files are kept in {settings.files.place}.")
        return
    machines = machines_known(now)
    names = ", ".join(sorted(machines))
    sentence = f"Files are kept in {settings.files.place} of this machine; programs ran on: {names}."
    yield judged("files", len(machines) == 1, sentence, remedy=_REMEDY)


def machines_known(now: datetime) -> set[str]:
    """Return this machine, those that kept files in a folder, and those whose agents ran lately."""
    lately = AgentHeartbeat.select(AgentHeartbeat.owner).where(AgentHeartbeat.seen_at > now - _LATELY)
    agents = {row.owner.rsplit("-", 2)[0] for row in lately}
    return {this_machine(), *agents, *(row.host for row in FilePlace.select(FilePlace.host))}
