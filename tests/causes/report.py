"""The table of causes as Markdown, and what of it is not as it must be."""

from tests.causes.cause import PLACES, SOON, Cause, Told

HEAD = (
    "| cause | screen says | `status` (exit 1) | `/readyz` | log "
    "| told after s (screen, status, readyz, log) | what ends it | in, out, well after s |\n|" + "---|" * 8
)


def row(one: Told) -> str:
    """Return a row of the table."""
    cause = one.cause
    seconds = " / ".join(_seconds(one.seconds.get(place)) if place in cause.places else "–" for place in PLACES)
    after = " / ".join(_seconds(each) for each in (one.came, one.left, one.well))
    ends = cause.act or "by itself"
    cells = (f"{cause.subject}: {cause.name}", _screen(cause), cause.status, f"{cause.code}: {cause.readyz}")
    return "| " + " | ".join((*cells, cause.log, seconds, ends, after)) + " |"


def _screen(cause: Cause) -> str:
    return cause.shown


def _seconds(value: float | None) -> str:
    return "never" if value is None else f"{value:.0f}"


def faults(one: Told) -> list[str]:
    """Return what of a row is not as it must be: not told, told too late, or work that does not go on."""
    cause = one.cause
    wrong = [
        f"{cause.name}: {place} does not tell of it within {cause.within:.0f} s" for place in one.lacks(cause.places)
    ]
    wrong += [f"{cause.name}: {place} says {cause.unsaid}, which is not so" for place in one.untrue]
    goes_on = (("a message came in", one.came), ("an answer left", one.left), ("all was well", one.well))
    for what, seconds in goes_on:
        if seconds is None or seconds > SOON:
            wrong.append(f"{cause.name}: it was {_seconds(seconds)} s after its end that {what}")
    return wrong
