"""The messages a conversation already holds, as an exported chat meets them: each is matched once."""

from datetime import datetime

from models.actions.intake.imported import likeness
from models.rules.channels.messages import IncomingMessage
from models.rules.core.texts import storable
from models.tables import Message, MessageVersion, Thread

Likeness = tuple[datetime, str]


class StoredMessages:
    """The messages a conversation already has, by minute and every text they ever had; each can be matched once."""

    def __init__(self, thread: Thread, ids: set[str]) -> None:
        mine = Message.thread == thread.id
        rows = Message.select(Message.id, Message.external_id, Message.sent_at, Message.text).where(mine)
        self.imported: set[str] = set()
        self._like: dict[Likeness, list[int]] = {}
        self._minute: dict[datetime, list[int]] = {}
        for row_id, external_id, sent_at, text in rows.tuples():
            if external_id in ids:
                self.imported.add(external_id)
                continue
            self._like.setdefault(likeness(sent_at, text), []).append(row_id)
            self._minute.setdefault(_minute(sent_at), []).append(row_id)
        later = MessageVersion.select(Message.id, Message.sent_at, MessageVersion.text).join(Message).where(mine)
        for row_id, sent_at, text in later.tuples():
            self._like.setdefault(likeness(sent_at, text), []).append(row_id)
        self._taken: set[int] = set()

    def takes(self, item: IncomingMessage) -> bool:
        """Whether a stored message of the same minute has these words; it is then marked as matched."""
        return not item.withdrawn and self._take(self._like.get(likeness(item.sent_at, storable(item.text)), []))

    def takes_any(self, item: IncomingMessage) -> bool:
        """Whether any stored message of the same minute is not matched yet; it is then marked as matched."""
        return self._take(self._minute.get(_minute(item.sent_at), []))

    def _take(self, ids: list[int]) -> bool:
        free = next((row_id for row_id in ids if row_id not in self._taken), None)
        if free is None:
            return False
        self._taken.add(free)
        return True


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
