"""What tests of links ask of the tables: which messages stand where, what is unread, whether anything is wrong."""

from collections import Counter
from pathlib import Path

from models.actions.core.links.contents import messages_in
from models.actions.upkeep.verify import complaints, course, messages, numbers, outputs, trail
from models.actions.upkeep.verify.office import Office
from models.rules.channels.messages import Author, HandleKind, IncomingMessage, Kind
from models.tables import Complaint, ComplaintLink, ComplaintMessage, Message, OpenThread
from tests.office import NOW, citizen_message

SARI, BUDI, TUTI = "628110000001", "628110000002", "628110000003"


def sound() -> bool:
    """Whether the complaints, their messages, courses, outputs, numbers and traces pass every proof."""
    office = Office(Path(), Path(), NOW)
    looks = (
        *(complaints.empty, complaints.states, complaints.threads, complaints.links),
        *(messages.strays, course.histories, course.records, course.clocks, outputs.lacking),
        *(numbers.series, numbers.holders, trail.chains, trail.traces),
    )
    assert [line for look in looks for line in look(office)] == []
    return True


def texts(complaint: Complaint | int) -> set[str]:
    """Return the words of the messages that stand in a complaint."""
    ids = messages_in(complaint if isinstance(complaint, int) else complaint.id)
    return {row.text for row in Message.select().where(Message.id.in_(sorted(ids)))}


def ids_of(*words: str) -> list[int]:
    """Return the ids of the messages with these words."""
    return [row.id for row in Message.select().where(Message.text.in_(words)).order_by(Message.id)]


def unread_is_right() -> bool:
    """Whether every complaint counts exactly the citizens' messages nobody looked at."""
    waiting = ComplaintMessage.undone_at.is_null() & Message.seen_at.is_null() & (Message.direction == "in")
    unseen = ComplaintMessage.select(ComplaintMessage.complaint).join(Message).where(waiting).tuples()
    counted = Counter(case for (case,) in unseen)
    return all(counted[case] == unread for case, unread in Complaint.select(Complaint.id, Complaint.unread).tuples())


def merged_are_inside() -> bool:
    """Whether everything that stands in a merged complaint stands in the one it went into as well."""
    standing = (ComplaintLink.kind == "gabung") & ComplaintLink.undone_at.is_null()
    links = ComplaintLink.select().where(standing)
    return all(messages_in(link.source_id) <= messages_in(link.target_id) for link in links)


def holder_of_thread(case: Complaint) -> int | None:
    """Return the complaint new messages of a case's conversation join."""
    row = OpenThread.get_or_none(OpenThread.thread == case.thread_id)
    return row.complaint_id if row else None


def post(text: str, who: str, under: str, **changes: object) -> IncomingMessage:
    """Make a comment of somebody under a publication."""
    place = {
        "kind": Kind.COMMENT,
        "thread_id": f"{under}:{who}",
        "author": Author(HandleKind.PHONE, f"+{who}", "Sari"),
    }
    return citizen_message(text, who, **{**place, **changes})
