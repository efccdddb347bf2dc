"""Short words for the outbox tests: queue a reply, claim it, send it, lose it."""

from datetime import datetime

from models.actions.replies import deliver_reply as deliver
from models.actions.replies.queue_reply import queue_reply
from models.rules.replies.delivery import Purpose, ReplyState
from models.rules.staff.roles import Role
from models.tables import Outbox
from tests.actions.walking import Walk
from tests.office import actor

S = ReplyState


def queue(walk: Walk, key: str, purpose: Purpose = Purpose.LAIN, text: str = "Mohon foto buktinya.") -> Outbox:
    return queue_reply(walk.id, text, purpose, key, actor(Role.PENGELOLA), walk.tick())


def claim(walk: Walk, now: datetime | None = None, lease: float = 60) -> deliver.Claim | None:
    return deliver.claim_due(walk.account.id, "agen-1", lease, now or walk.tick())


def state(key: str) -> str:
    return Outbox.get(Outbox.reply_key == key).state


def sending(walk: Walk, lease: float = 60) -> deliver.Claim:
    taken = claim(walk, lease=lease)
    assert taken is not None
    assert deliver.record_intent(taken, lease, walk.now)
    return taken


def unknown(walk: Walk, key: str) -> deliver.Claim:
    queue(walk, key)
    taken = sending(walk)
    assert deliver.record_unknown(taken, "waktu habis", walk.now)
    return taken
