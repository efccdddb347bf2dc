"""Tells citizens that their messages were read, where the office wants it: one conversation at a time, after answers.

A courtesy: it is over within a second, and nothing that happens here is a fault of the channel's.
"""

import logging
import time

from models.actions.channels.blocked_number import may_send
from models.actions.channels.read_marks import next_mark, record_failed, record_marked
from models.actions.core.answers.turns import limits_of
from models.rules.replies.read_marks import rest_after
from sync_agent.connector_kit.contract import ReadMarker
from sync_agent.connector_kit.errors import Refused
from sync_agent.service import Service

log = logging.getLogger(__name__)


class Marking:
    """The marks of one account: when the next may follow, by a clock that cannot be set."""

    def __init__(self) -> None:
        self._rests_until = float("-inf")
        self._failures = 0

    def go_on(self, service: Service) -> None:
        """Tell of one conversation, unless it is too early, an answer waits, or the number must be quiet."""
        connector, now = service.connector, service.now()
        if not isinstance(connector, ReadMarker) or service.stop.is_set() or time.monotonic() < self._rests_until:
            return
        mark = next_mark(service.account_id, now) if may_send(service.account_id, now) else None
        if mark is None:
            return
        try:
            told = connector.mark_read(mark.thread_id, mark.message_ids)
        except Exception as err:  # noqa: BLE001 - whatever it is, answers and polls must go on
            log.debug("%s: read mark not told: %s", service.account.kind, type(err).__name__)
            self._failures += 1
            self._rests_until = time.monotonic() + rest_after(self._failures)
            record_failed(mark, for_good=isinstance(err, Refused))
        else:
            limits = limits_of(service.account.kind, service.account.settings, service.settings.pace_seconds)
            self._failures = 0
            self._rests_until = time.monotonic() + limits.pause_before(mark.message_ids[0]).total_seconds()
            record_marked(mark, told)
