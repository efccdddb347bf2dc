"""Watches every minute for channels that claim to work but bring nothing (F52)."""

import logging
from datetime import datetime

from models.actions.channels.look_at_account import is_account_deaf
from models.tables import ChannelAccount

log = logging.getLogger(__name__)


class FlowWatch:
    """Remembers which channels were silent, to log it once."""

    def __init__(self) -> None:
        self._deaf: set[int] = set()

    def look(self, now: datetime) -> None:
        """Warn once when a channel is silent for unusually long, and log once when it brings messages again."""
        for row in ChannelAccount.select().where(ChannelAccount.enabled):
            deaf, was_deaf = is_account_deaf(row.id, now), row.id in self._deaf
            if deaf and not was_deaf:
                log.warning("%s-%s: connected, but no citizen wrote for unusually long", row.kind, row.id)
            if was_deaf and not deaf:
                log.info("%s-%s: messages arrive again", row.kind, row.id)
            (self._deaf.add if deaf else self._deaf.discard)(row.id)
