"""Records what became known of an answer's delivery, and brings about what it causes, in one transaction."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from peewee import InterfaceError, OperationalError

from models.actions.core import audit_trail
from models.actions.core.actor import AGENT, Actor
from models.actions.core.answers.reply_state import is_taken
from models.actions.core.audit_trail import AuditEvent
from models.actions.replies.counted_earlier import count_earlier, is_told_earlier, within
from models.actions.replies.echoes import claim_message
from models.actions.replies.fallen_answers import Fall, let_fall, locked, why_fell
from models.actions.replies.reply_outcome import change_state, count_as_delivered, count_if_whole, least_of
from models.actions.replies.whole_answer import words_of
from models.rules.channels.channels import channel
from models.rules.channels.grades import FALLEN, GRADES, THERE, DeliveryGrade, News, follows, grade_of, is_enough
from models.rules.channels.messages import Ack, Kind
from models.rules.replies.delivery import Purpose, ReplyState
from models.tables import ChannelAccount, DeliveryChange, DeliveryProof, Message, Outbox, Thread, database
from models.tables.core.filled import filled

log = logging.getLogger(__name__)


def mark_sent(
    reply: Outbox,
    external_id: str | None,
    actor: Actor,
    now: datetime,
    reason: str = "",
    ack: str = "",
    at: datetime | None = None,
    **changes: object,
) -> bool:
    """Record that the platform has the reply, or a person's word for it; what is enough ends the step it was for.

    `at`: when the platform says that was; None: now.
    """
    sent = {"external_id": external_id, "sent_at": now, "reason": reason, "ack": ack or reply.ack}
    if not change_state(reply, ReplyState.SENT, actor, now, **sent, **changes):
        return False
    if external_id:
        claim_message(reply)
    note_grade(reply, _first_grade(reply, actor), at or now, actor, now)
    return True


def _first_grade(reply: Outbox, actor: Actor) -> DeliveryGrade:
    if reply.ack:
        return grade_of(Ack(reply.ack))
    if actor is not AGENT:
        return DeliveryGrade.VOUCHED
    reach = channel(ChannelAccount.get_by_id(reply.account_id).kind).reach(
        Kind(Thread.get_by_id(reply.thread_id).kind), reply.private
    )
    return reach.listed if reach else DeliveryGrade.HANDED  # seen among what the platform shows


def note_grade(reply: Outbox, news: DeliveryGrade, at: datetime, actor: Actor, now: datetime) -> bool:
    """Record news of a sent reply and what it brings about; False where it changes nothing. Needs a transaction."""
    if reply.grade and not _tells(reply, news, at):
        return False  # told again, as in every poll: nothing is locked for it
    if reply.complaint_id:
        locked(reply.complaint_id)
    row = Outbox.get_by_id(reply.id)
    known = DeliveryGrade(row.grade) if row.grade else None
    if row.state != ReplyState.SENT or not _tells(row, news, at):
        return False
    earlier, at = is_told_earlier(row, news, at), within(row, at, now)
    change = _note(row, news, at, actor, now)
    better = follows(known, news)
    values: dict[str, object] = {"grade": str(news), "grade_at": at} if news == known or better else {}
    values["there_at"] = at if news in THERE and (earlier or row.there_at is None) else row.there_at
    Outbox.update(values).where(Outbox.id == row.id).execute()
    for name, value in values.items():
        setattr(reply, name, value)
    if earlier:
        count_earlier(reply, now)
    if news in FALLEN:
        _fall(words_of(row), change, known, actor, now)
    elif better and not is_enough(known, least_of(row)):
        # Better news of what was enough before says nothing new, least of all where a person undid it since.
        count_if_whole(reply, now)
    return True


def _note(row: Outbox, news: DeliveryGrade, at: datetime, actor: Actor, now: datetime) -> DeliveryChange:
    """Store this news; told again, of an earlier moment, it stays one row, which stands last as it was told last."""
    if news in THERE:
        DeliveryChange.delete().where(
            (DeliveryChange.reply == row.id) & (DeliveryChange.grade == str(news))
        ).execute()
    return DeliveryChange.create(
        complaint=row.complaint_id, reply=row.id, grade=str(news), at=at, seen_at=now, made_by=actor.staff_id
    )


def _tells(reply: Outbox, news: DeliveryGrade, at: datetime) -> bool:
    """Whether news of an answer changes what is known of it: how well it is there, or since when."""
    known = DeliveryGrade(reply.grade) if reply.grade else None
    return follows(known, news) or is_told_earlier(reply, news, at)


def _fall(words: Outbox, change: DeliveryChange, known: DeliveryGrade | None, actor: Actor, now: datetime) -> None:
    effect = ""
    if words.complaint_id:
        purpose, account = Purpose(words.purpose), ChannelAccount.get_by_id(words.account_id)
        why = why_fell(purpose, GRADES[DeliveryGrade(change.grade)].words.split(",")[0], account)
        effect = str(let_fall(Fall(words.complaint_id, purpose, f"outbox:{words.id}", account, why), actor, now))
    _note_effect(change, f"outbox:{words.id}", known, effect, actor, now)


def note_proof_grade(proof: DeliveryProof, news: DeliveryGrade, at: datetime, actor: Actor, now: datetime) -> bool:
    """Record news of a delivery recorded by hand, and what its fall brings about. Needs a transaction."""
    known = DeliveryGrade(proof.grade) if proof.grade else None
    if not follows(known, news):
        return False
    change = DeliveryChange.create(
        complaint=proof.complaint_id,
        proof=proof.id,
        grade=str(news),
        at=at,
        seen_at=now,
        made_by=actor.staff_id,
    )
    DeliveryProof.update(grade=str(news), grade_at=at).where(DeliveryProof.id == proof.id).execute()
    proof.grade, proof.grade_at = str(news), at
    if news in FALLEN:
        purpose, reference = Purpose(proof.purpose), f"proof:{proof.id}"
        why = why_fell(purpose, GRADES[news].words.split(",")[0], None)
        effect = let_fall(Fall(proof.complaint_id, purpose, reference, None, why), actor, now)
        _note_effect(change, reference, known, effect, actor, now)
    elif known in FALLEN:
        counted = (proof.complaint_id, Purpose(proof.purpose), f"proof:{proof.id}", proof.made_by_id)
        count_as_delivered(*counted, now, at)
    return True


def _note_effect(
    change: DeliveryChange, reference: str, known: DeliveryGrade | None, effect: str, actor: Actor, now: datetime
) -> None:
    DeliveryChange.update(effect=str(effect)).where(DeliveryChange.id == change.id).execute()
    told = f"{GRADES[DeliveryGrade(change.grade)].label} {effect}".strip()
    before = GRADES[known].label if known else ""
    audit_trail.write(actor, now, AuditEvent("kabar_jatuh", reference, before, told))


def note_news(replies: Iterable[tuple[Outbox, DeliveryGrade, datetime]], now: datetime) -> int:
    """Record the platform's news of many replies, case by case in one order; return how many changed.

    News of one reply that cannot be recorded keeps out none of the others: it is told again in the next poll.
    """
    ordered = sorted(replies, key=lambda one: (one[0].complaint_id or 0, one[0].id))
    changed = 0
    for reply, news, at in ordered:
        if not reply.grade or _tells(reply, news, at):
            with others_go_on(reply):
                changed += note_grade(reply, news, at, AGENT, now)
    return changed


def mark_seen(
    reply: Outbox, external_id: str | None, now: datetime, reason: str, ack: str = "", at: datetime | None = None
) -> None:
    """Record that the platform shows a reply of unknown fate, unless another reply is that message already.

    `at`: when the platform says that was; None: now.
    """
    with others_go_on(reply):
        if not is_taken(reply, external_id):
            mark_sent(reply, external_id, AGENT, now, reason, ack, at)


@contextmanager
def others_go_on(reply: Outbox) -> Iterator[None]:
    """Undo and log what fails at one reply: a page brings news of many, and brings it again."""
    try:
        with database.atomic():
            yield
    except (OperationalError, InterfaceError):
        raise
    except Exception as err:  # noqa: BLE001 - whatever it is, the page must be stored
        log.error("news of reply %s: %s", reply.id, type(err).__name__)  # noqa: TRY400 - its text may quote a citizen


def note_proof_news(account: ChannelAccount, news: Mapping[str, Iterable[News]], now: datetime) -> None:
    """Record the platform's news of messages typed in its app that were recorded as an answer; by their ids."""
    typed = (Message.account == account.id) & Message.external_id.in_(list(news)) & (Message.direction == "out")
    query = DeliveryProof.select(DeliveryProof, Message).join(Message).where(typed)
    for proof in query.order_by(DeliveryProof.complaint, DeliveryProof.id):
        locked(proof.complaint_id)
        for grade, at in news[filled(proof.message).external_id]:
            note_proof_grade(proof, grade, min(at, now), AGENT, now)
