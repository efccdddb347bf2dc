"""The move made right after a form's own action, where its button says so: one click instead of two."""

from admin_app.forms.fields import NO_SCAN_FIELD
from admin_app.forms.stored_files import demand_stored
from admin_app.forms.submission import Submission, chosen
from models.actions.core.case import holder_now
from models.actions.core.move_complaint import move_complaint
from models.actions.core.unread_news import ask_first
from models.rules.cases.sop import MOVES, STAGES, Move, Stage
from models.rules.core.errors import RuleBroken
from models.rules.staff.roles import ROLES
from models.tables import Complaint

# Of a case its own maker does not see: it may be about an officer's conduct.
SEEN_ABOVE = "Isinya mungkin menyangkut pegawai, jadi atasan melihatnya lebih dahulu."


def ask_before(submission: Submission) -> None:
    """Ask about news the form had not shown before its own action where a move follows it.

    Raises UnreadNews, FilesNotWhole.
    """
    wanted = submission.word("lanjut")
    if wanted:
        move = chosen(Move, wanted)
        demand_stored(submission.case, move, submission.settings.files)
        files = MOVES[move].files
        ask_first(submission.case.id, submission.look, submission.actor, submission.now, submission.key, files)


def go_on(submission: Submission, done: str) -> str:
    """Make the move named by `lanjut` and return the sentence for the screen; `done` says what was done before it.

    Raises RuleBroken where the move is refused; what was done before stays, and the sentence says so.
    """
    wanted = submission.word("lanjut")
    if not wanted:
        return done
    move = chosen(Move, wanted)
    version = Complaint.get_by_id(submission.case.id).version
    try:
        reason = submission.word(NO_SCAN_FIELD.name)
        case = move_complaint(
            *(submission.case.id, move, submission.actor, submission.now),
            reason=reason,
            version=version,
            look=submission.look,
        )
    except RuleBroken as broken:
        raise RuleBroken(f"{done} {broken.sentence}") from broken
    return f"{done} {moved(move, case)}"


def moved(wanted: Move, case: Complaint) -> str:
    """Return the sentence that says where a case is after a move."""
    stage = Stage(case.stage)
    if not STAGES[stage].open:
        return f"{MOVES[wanted].label}: {case.number} {STAGES[stage].label.lower()}."
    return f"{MOVES[wanted].label}: {case.number} kini di meja {ROLES[holder_now(case)].label}."
