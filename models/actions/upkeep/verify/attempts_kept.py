"""attempts.log and the lines that the database keeps of it say the same, where the log is here."""

from collections.abc import Iterator, Mapping
from itertools import chain

from models.actions.replies.keep_attempts import KEPT
from models.actions.replies.keep_lines import attempt_of
from models.actions.upkeep.verify.office import Office
from models.rules.core.moments import parse_iso
from models.tables import AttemptLine
from models.tables.core.sealed_log import is_there
from models.tables.replies import attempts_log
from models.tables.replies.attempts_log import Attempt

Lines = Mapping[tuple[int, int], Attempt]  # by part and place


def copies(office: Office) -> Iterator[str]:
    """Yield lines that differ, that the log lost, and that were passed over when it was copied."""
    name = attempts_log.name_of(office.attempts_log)
    if not name or not is_there(office.attempts_log):
        return
    rows = AttemptLine.select().where(AttemptLine.log == name).iterator()
    kept = {(row.part, row.place): attempt_of(row) for row in rows}
    # After the rows: the agent goes on.
    here = {(one.part, one.place): one.attempt for one in attempts_log.read_on(office.attempts_log, {})}
    yield from chain(_lost(kept, here), _passed_over(kept, here, office))


def _lost(kept: Lines, here: Lines) -> Iterator[str]:
    first = min((part for part, _place in here), default=0)
    for (part, place), line in sorted(kept.items()):
        there = here.get((part, place))
        what = f"attempt {line.attempt} of reply {line.reply_key} ({line.at})"
        if there is None and part >= first:  # the parts before it were left out, long ended
            yield f"{what} is kept in the database and lacks in attempts.log."
        elif there is not None and not line.is_same_try(there):
            yield f"{what} is kept in the database, and stands otherwise in attempts.log."
        elif there is not None and _place_differs(line, there):
            yield f"{what} went elsewhere by the database than by attempts.log."


def _place_differs(line: Attempt, there: Attempt) -> bool:
    """Whether both say where it went, and not the same; forgotten, it is said in neither, or in one for a minute."""
    pairs = ((line.thread, there.thread), (line.client_ref, there.client_ref))
    return any(one and other and one != other for one, other in pairs)


def _passed_over(kept: Lines, here: Lines, office: Office) -> Iterator[str]:
    end, ends, waiting = max(kept, default=(0, -1)), dict(sorted(kept)), 0  # of each part the last place
    for (part, place), line in sorted(here.items()):
        if (part, place) in kept or parse_iso(line.at) < office.now - KEPT:
            continue
        if (part, place) > end or place > ends.get(part, place):
            waiting += 1
        else:
            yield f"attempt {line.attempt} of reply {line.reply_key} ({line.at}) is not kept in the database."
    if waiting:
        office.notes.append(f"{waiting} lines of attempts.log are not in the database yet; the agent copies them.")
