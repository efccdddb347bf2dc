"""How far a case has come when an example begins; walked once in a run, then put back."""

from collections.abc import Callable

from models.actions.papers.cancel_document import cancel_document
from models.actions.privacy.name_party import name_party
from models.actions.replies.deliver_reply import claim_due, record_intent, record_sent
from models.actions.replies.queue_reply import queue_reply
from models.rules.cases.sop import Move
from models.rules.channels.messages import Ack, Receipt
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import Staff
from tests.actions.walking import Walk
from tests.office import actor, citizen_message, take_in


def _paper_cancelled(walk: Walk) -> None:
    """Archive a case of which a signed memo was cancelled, for a reason that goes with the case."""
    paper = walk.with_answer().paper("ND-JAWAB")
    cancel_document(paper.id, f"Keliru rahasia{walk.id}x", walk.holder(), walk.tick())
    walk.handed_back().finished()


def _found_wrong(walk: Walk) -> None:
    """Let a person find an answer wrong that the citizen has."""
    walk.with_answer().handed_back().answer(Purpose.JAWABAN)
    walk.move(Move.SAMPAIKAN_LAGI)


def _on_its_way(walk: Walk) -> None:
    """Send an answer of which the platform has told nothing yet."""
    walk.with_answer().handed_back()
    key = f"di-jalan-{walk.id}"
    queue_reply(walk.id, f"Paspor jadi rahasia{walk.id}x", Purpose.JAWABAN, key, actor(Role.PENGELOLA), walk.tick())
    claim = claim_due(walk.account.id, "agen-1", 60, walk.tick())
    assert claim is not None
    assert record_intent(claim, 60, walk.now)
    assert record_sent(claim, Receipt(f"true_{key}", Ack.PENDING), walk.now)


def _accused(walk: Walk) -> None:
    """Let a citizen write what brings his case into the lane for conduct."""
    words = "Saya dimintai uang pungli oleh petugas loket"
    take_in(walk.account, citizen_message(words, walk.case.thread.handle.value.removeprefix("+")), now=walk.tick())


def _kept_out(walk: Walk) -> None:
    """Keep the head of a section out of a case that lies on his desk."""
    walk.at_section()
    head = Staff.get(Staff.username == str(Role.KASI_LALINTALKIM))
    name_party(walk.id, head.id, f"Kerabat rahasia{walk.id}x", actor(Role.KASI_TIKKIM), walk.tick())


STATIONS: dict[str, Callable[[Walk], object]] = {
    "new": lambda walk: walk,
    "accused": _accused,
    "to be sent on": Walk.at_kasubsi,
    "kept from its desk": _kept_out,
    "sent on": Walk.at_section,
    "looked into": Walk.with_answer,
    "to be told": lambda walk: walk.with_answer().handed_back(),
    "on its way": _on_its_way,
    "told": lambda walk: walk.with_answer().handed_back().answer(Purpose.JAWABAN),
    "found wrong": _found_wrong,
    "archived": lambda walk: walk.with_answer().handed_back().finished(),
    "archived, a paper cancelled": _paper_cancelled,
}
# By which act some of them came to where they are, for what may be done only after it;
DONE = {"accused": "accuse", "kept from its desk": "keep out", "on its way": "handed over"}
SECRET = {"accused", "kept from its desk"}  # and these are hidden from somebody from the beginning.
