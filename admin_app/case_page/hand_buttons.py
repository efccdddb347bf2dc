"""The button handlers for holding a case, releasing it or a suspicion, and running a macro."""

from collections.abc import Callable

from admin_app.forms.submission import Submission
from models.actions.cases.run_macro import run_macro
from models.actions.cases.take_case import release_case, take_case
from models.actions.privacy.release_suspected import release_suspected


def hold(submission: Submission) -> str:
    """Take the case to work on."""
    case = take_case(submission.case.id, submission.actor, submission.now, form_key=submission.key)
    return f"{case.number} kini Anda pegang."


def let_go(submission: Submission) -> str:
    """Release the case, so that a colleague may take it."""
    case = release_case(submission.case.id, submission.actor, submission.now, form_key=submission.key)
    return f"{case.number} dilepas; rekan dapat mengambilnya."


def macro(submission: Submission) -> str:
    """Run a macro: all its steps or none."""
    ran = run_macro(
        submission.number("makro"),
        submission.case.id,
        submission.actor,
        submission.now,
        version=submission.version,
        form_key=submission.key,
    )
    return f"Makro “{ran.name}”: {', '.join(ran.done)}."


def release_suspicion(submission: Submission) -> str:
    """Give a case that was suspected of being about an officer's conduct to the ordinary queue."""
    case = release_suspected(
        submission.case.id, submission.actor, submission.now, version=submission.version, form_key=submission.key
    )
    return f"{case.number} dilepas ke antrean biasa. Kata-katanya tidak menahannya lagi."


HAND_BUTTONS: dict[str, Callable[[Submission], str]] = {
    "pegang": hold,
    "lepas-kasus": let_go,
    "lepas-dugaan": release_suspicion,
    "makro": macro,
}
