"""The button handlers of a case: one function per button, which calls one action and returns the sentence shown."""

from collections.abc import Callable

from admin_app.case_page.answer_buttons import ANSWER_BUTTONS
from admin_app.case_page.correcting import correct
from admin_app.case_page.hand_buttons import HAND_BUTTONS
from admin_app.case_page.link_buttons import LINK_BUTTONS
from admin_app.cases.photo_buttons import PHOTO_BUTTONS
from admin_app.clocks.clock_buttons import CLOCK_BUTTONS
from admin_app.forms.fields import NO_SCAN_FIELD
from admin_app.forms.onward import ask_before, moved
from admin_app.forms.stored_files import demand_stored
from admin_app.forms.submission import Submission, chosen, typed
from admin_app.papers.paper_buttons import PAPER_BUTTONS
from models.actions.cases.hand_in_report import hand_in_report
from models.actions.cases.look_at_case import look_at_case
from models.actions.cases.write_note import write_note
from models.actions.core.move_complaint import move_complaint
from models.actions.core.write_output import choose_section, identify, story_columns, write_output
from models.actions.intake.files.hold_files import ask_for_file
from models.actions.intake.settle_findings import settle_gap
from models.rules.cases.identification import Urgency
from models.rules.cases.sop import Move, Output
from models.rules.core.errors import NotVisible, RuleBroken
from models.rules.staff.roles import Section
from models.tables import Complaint, Gap


def _identification(submission: Submission, _output: Output) -> Complaint:
    return identify(
        submission.case.id,
        submission.actor,
        submission.now,
        category=submission.word("category"),
        urgency=chosen(Urgency, submission.word("urgency")),
        identity_protected=submission.word("identity_protected") == "ya",
        version=submission.version,
        form_key=submission.key,
        **_told(submission),
    )


def _told(submission: Submission) -> dict[str, str]:
    """Return the columns of the case that were typed; those not sent, or sent back as shown, are left out."""
    sent = (name for name in story_columns() if name in submission.form)
    return {name: submission.word(name) for name in sent if typed(submission, name)}


def _section(submission: Submission, _output: Output) -> Complaint:
    section = chosen(Section, submission.word("section"))
    return choose_section(submission.case.id, section, submission.actor, submission.now, version=submission.version)


def _text(submission: Submission, output: Output) -> Complaint:
    return write_output(
        submission.case.id,
        output,
        submission.word("text"),
        submission.actor,
        submission.now,
        version=submission.version,
        form_key=submission.key,
    )


def _report(submission: Submission, _output: Output) -> Complaint:
    words = (submission.word("text"), submission.actor, submission.now)
    return hand_in_report(submission.case.id, *words, version=submission.version, form_key=submission.key)


# The outputs that are more than one text; every other is.
_WRITERS: dict[Output, Callable[[Submission, Output], Complaint]] = {
    Output.IDENTIFIKASI: _identification,
    Output.SEKSI_TUJUAN: _section,
    Output.LAPORAN: _report,
}


def write(submission: Submission) -> str:
    """Write an output of the stage; `lanjut` names the move to make right after it."""
    output = chosen(Output, submission.word("keluaran"))
    ask_before(submission)
    case = _WRITERS.get(output, _text)(submission, output)
    wanted = submission.word("lanjut")
    if not wanted:
        return f"“{output}” tersimpan."
    try:
        by = (submission.actor, submission.now)
        done = move_complaint(case.id, chosen(Move, wanted), *by, version=case.version, look=submission.look)
    except RuleBroken as broken:
        raise RuleBroken(f"“{output}” sudah tersimpan. {broken.sentence}") from broken
    return moved(chosen(Move, wanted), done)


def move(submission: Submission) -> str:
    """Make a move of the SOP."""
    wanted = chosen(Move, submission.word("langkah"))
    section = chosen(Section, submission.word("section")) if submission.word("section") else None
    demand_stored(submission.case, wanted, submission.settings.files)
    case = move_complaint(
        submission.case.id,
        wanted,
        submission.actor,
        submission.now,
        reason=submission.word("reason") or submission.word(NO_SCAN_FIELD.name),
        section=section,
        version=submission.version,
        form_key=submission.key,
        look=submission.look,
    )
    return moved(wanted, case)


def note(submission: Submission) -> str:
    """Write a note for colleagues; the sentence says which named accounts were not told."""
    left = write_note(
        submission.case.id, submission.word("text"), submission.actor, submission.now, form_key=submission.key
    )
    if not left.untold:
        return "Catatan internal tersimpan."
    names = ", ".join(f"@{name}" for name in left.untold)
    return f"Catatan internal tersimpan. Tidak diberi tahu, karena tidak ada atau tidak melihat kasus ini: {names}."


def check_gap(submission: Submission) -> str:
    """Mark a gap as checked: an officer compared the conversation with the phone."""
    here = (Gap.account == submission.case.account_id) & (
        Gap.thread_external_id == submission.case.thread.external_id
    )
    gap = Gap.get_or_none(here & (Gap.id == submission.number("celah")))
    if gap is None:
        raise NotVisible
    settle_gap(gap.id, submission.actor, submission.now)
    return "Celah ditandai sudah diperiksa."


def fetch_file(submission: Submission) -> str:
    """Have a file fetched that a limit held back."""
    ask_for_file(submission.case.id, submission.word("berkas"), submission.actor, submission.now)
    return "Berkas diminta dari kanalnya dan tampak di sini begitu terambil."


def look(submission: Submission) -> str:
    """Mark the messages shown as seen; returns no sentence, since the page shows it."""
    up_to = submission.number("sampai")
    look_at_case(submission.case.id, up_to, submission.actor, submission.now, submission.numbers("terbuka"))
    return ""


BUTTONS: dict[str, Callable[[Submission], str]] = {
    "isian": write,
    "langkah": move,
    "catatan": note,
    "dibaca": look,
    "celah": check_gap,
    "ambil-berkas": fetch_file,
    "betulkan": correct,
    **ANSWER_BUTTONS,
    **PAPER_BUTTONS,
    **CLOCK_BUTTONS,
    **LINK_BUTTONS,
    **PHOTO_BUTTONS,
    **HAND_BUTTONS,
}
