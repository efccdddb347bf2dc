"""What the buttons of the clocks do: stop and restart a step's clock, countersign a pause, record the legal facts."""

from collections.abc import Callable
from datetime import datetime

from admin_app.forms.pressing import INCOMPLETE, Press, chosen
from models.actions.clocks.pause_step import countersign_pause, pause_step, resume_step
from models.actions.clocks.record_legal_facts import record_legal_facts
from models.rules.clocks.pauses import PauseReason
from models.rules.clocks.statutory import Source
from models.rules.core.errors import NotVisible, RuleBroken
from models.rules.core.moments import from_wib
from models.tables import Pause, StepRecord


def pause(press: Press) -> str:
    """Stop the clock of the running step, from now or for a stretch that has passed."""
    pause_step(
        press.case.id,
        chosen(PauseReason, press.word("alasan")),
        press.word("why"),
        press.word("bukti"),
        press.actor,
        press.now,
        starts_at=_moment(press, "sejak"),
        ends_at=_moment(press, "sampai"),
        version=press.version,
        form_key=press.key,
    )
    return "Jam langkah ini dihentikan. Batas waktunya mundur selama jeda."


def resume(press: Press) -> str:
    """Let the clock run on."""
    resume_step(press.case.id, press.actor, press.now, version=press.version, form_key=press.key)
    return "Jam langkah ini berjalan lagi."


def countersign(press: Press) -> str:
    """Countersign or refuse a pause of this case."""
    number, agree = press.number("jeda"), press.word("setuju") == "ya"
    mine = Pause.select().join(StepRecord).where((Pause.id == number) & (StepRecord.complaint == press.case.id))
    if not mine.exists():
        raise NotVisible
    countersign_pause(number, agree, press.actor, press.now, form_key=press.key)
    return "Jeda diparaf." if agree else "Jeda ditolak; jamnya dihitung penuh."


def legal_facts(press: Press) -> str:
    """Record who passed the complaint on and since when the file is complete."""
    record_legal_facts(
        press.case.id,
        chosen(Source, press.word("source")),
        press.word("outside_number"),
        _moment(press, "complete_at"),
        press.actor,
        press.now,
        version=press.version,
        form_key=press.key,
    )
    return "Asal pengaduan dan kelengkapan berkas tersimpan."


def _moment(press: Press, name: str) -> datetime | None:
    """Read a moment typed as WIB; None where nothing was typed. Raises RuleBroken where it is none."""
    typed = press.word(name).strip()
    if not typed:
        return None
    try:
        moment = datetime.fromisoformat(typed)
        return from_wib(moment) if moment.tzinfo is None else None
    except (ValueError, OverflowError) as err:
        raise RuleBroken(INCOMPLETE) from err


CLOCK_DEEDS: dict[str, Callable[[Press], str]] = {
    "jeda": pause,
    "lanjut": resume,
    "paraf-jeda": countersign,
    "asal": legal_facts,
}
