"""The button handlers of the clocks: stop and restart a step's clock, countersign a pause, record the legal facts."""

from collections.abc import Callable

from admin_app.forms.submission import Submission, chosen, typed
from models.actions.clocks.countersigners import Countersigners
from models.actions.clocks.pause_step import countersign_pause, pause_step, resume_step
from models.actions.clocks.record_legal_facts import record_legal_facts
from models.rules.clocks.pauses import PauseReason, is_back_dated
from models.rules.clocks.statutory import Source
from models.rules.core.errors import NotVisible
from models.tables import Pause, StepRecord


def pause(submission: Submission) -> str:
    """Stop the clock of the running step, from now on or for a stretch in the past."""
    asked = pause_step(
        submission.case.id,
        chosen(PauseReason, submission.word("alasan")),
        submission.word("why"),
        submission.word("bukti"),
        submission.actor,
        submission.now,
        starts_at=submission.moment("sejak"),
        ends_at=submission.moment("sampai"),
        version=submission.version,
        form_key=submission.key,
    )
    if is_back_dated(asked):
        return "Jeda diminta. Karena mulainya sudah lewat, jeda ini dihitung sesudah diparaf orang lain."
    if Countersigners(submission.now).asked(submission.case, asked):
        return "Jam langkah ini dihentikan. Batas waktunya mundur selama jeda yang diterima."
    return (
        f"Jam langkah ini dihentikan. Batas waktunya mundur paling lama {round(asked.limit_minutes or 0)} menit "
        "kerja untuk langkah ini, karena tidak ada orang lain yang dapat memaraf selebihnya."
    )


def resume(submission: Submission) -> str:
    """Restart the clock."""
    resume_step(
        submission.case.id, submission.actor, submission.now, version=submission.version, form_key=submission.key
    )
    return "Jam langkah ini berjalan lagi."


def countersign(submission: Submission) -> str:
    """Countersign or refuse a pause of this case."""
    number, agree = submission.number("jeda"), submission.word("setuju") == "ya"
    mine = Pause.select().join(StepRecord).where((Pause.id == number) & (StepRecord.complaint == submission.case.id))
    if not mine.exists():
        raise NotVisible
    countersign_pause(number, agree, submission.actor, submission.now, form_key=submission.key)
    return (
        "Jeda diparaf. Waktunya dihitung sejak mulainya."
        if agree
        else "Jeda ditolak; waktu itu dihitung sebagai waktu kerja."
    )


def legal_facts(submission: Submission) -> str:
    """Record who passed the complaint on and since when the file is complete."""
    number = (
        submission.word("outside_number") if typed(submission, "outside_number") else submission.case.outside_number
    )
    record_legal_facts(
        submission.case.id,
        chosen(Source, submission.word("source")),
        number,
        submission.moment("complete_at"),
        submission.actor,
        submission.now,
        version=submission.version,
        form_key=submission.key,
    )
    return "Asal pengaduan dan kelengkapan berkas tersimpan."


CLOCK_BUTTONS: dict[str, Callable[[Submission], str]] = {
    "jeda": pause,
    "lanjut": resume,
    "paraf-jeda": countersign,
    "asal": legal_facts,
}
