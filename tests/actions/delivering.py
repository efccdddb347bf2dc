"""Short words for the tests of deliveries: give an answer, let the platform tell of it, look whether all agrees."""

import json
from datetime import datetime

from models.actions.intake.receive_messages import receive_page
from models.actions.replies import deliver_reply as deliver
from models.actions.replies.queue_reply import queue_reply
from models.actions.upkeep.verify import course, delivered, outputs
from models.actions.upkeep.verify.office import Office
from models.rules.channels.messages import Ack, Acknowledgement, Page, Receipt, StoredFile
from models.rules.channels.reply_files import PDF
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, StatutoryClock
from tests.actions.sending import queue, sending
from tests.actions.walking import Walk
from tests.office import actor


def give(walk: Walk, purpose: Purpose, ack: Ack = Ack.SENT, key: str = "jawab-1") -> str:
    """Send an answer and let the platform say this of it; return its id at the platform."""
    queue(walk, key, purpose, "Paspor dapat diambil besok.")
    assert deliver.record_sent(sending(walk), Receipt(f"true_{key}", ack), walk.now)
    return f"true_{key}"


def give_with_file(walk: Walk) -> int:
    """Send an answer with a file, which the platform takes; return the number of its words."""
    letter, key = StoredFile("a" * 64, PDF, "surat.pdf", 2000), f"jawab-{walk.tick()}"
    by, text = actor(Role.PENGELOLA), "Paspor dapat diambil besok."
    words = queue_reply(walk.id, text, Purpose.JAWABAN, key, by, walk.now, files=[letter])
    for number in (1, 2):
        assert deliver.record_sent(sending(walk), Receipt(f"true_{words.id}_{number}", Ack.SENT), walk.now)
    return int(words.id)


def tell(walk: Walk, external_id: str, ack: Ack, at: datetime | None = None, times: int = 1) -> None:
    """Let the platform say something of an answer, so many times."""
    for _ in range(times):
        page = Page(acknowledgements=(Acknowledgement(external_id, ack, at=at),))
        receive_page(walk.account.id, "dm", page, walk.tick())


def demand(walk: Walk, value: str) -> None:
    ChannelAccount.update(settings=json.dumps({"least_grade": value})).where(
        ChannelAccount.id == walk.account.id
    ).execute()


def faults() -> list[str]:
    office = Office.__new__(Office)
    looks = (delivered.grades, delivered.standing, course.histories, course.records, course.clocks, outputs.lacking)
    return [fault for look in looks for fault in look(office)]


def clock(walk: Walk, action: str) -> StatutoryClock:
    rows = [
        row for row in StatutoryClock.select().where(StatutoryClock.complaint == walk.id) if row.rule.action == action
    ]
    return rows[0]
