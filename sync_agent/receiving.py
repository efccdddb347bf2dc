"""One pass in: fetch a page, store it whole with its cursor, then the next. Decides nothing about its content."""

import logging
import time
from dataclasses import replace
from datetime import timedelta

from peewee import InterfaceError, OperationalError

from models.actions.channels.serve_account import new_epoch, read_cursor, record_sweep
from models.actions.intake.receive_messages import receive_page
from models.rules.channels.channels import Inbox, channel
from models.rules.channels.messages import IncomingMessage, Page, Unreadable
from models.rules.replies.delivery import MOST_FAULTS
from sync_agent.connector_kit.contract import FetchRequest
from sync_agent.connector_kit.errors import ConnectorError, CursorRefused, SignInNeeded, TryLater
from sync_agent.journal import frames
from sync_agent.service import PAUSE_SECONDS, TURN_SECONDS, Service

log = logging.getLogger(__name__)

_ODD = "Program gagal menyimpan pesan ini. Buka percakapannya di aplikasi kanal, lalu catat bila perlu."
# After an outage messages arrive late under their old time: look so far back then (reliability R5).
WIDE_OVERLAP = timedelta(hours=24)
SWEEP_SPAN, _SEAM = timedelta(days=7), timedelta(days=1)


def look_over(service: Service, wide: bool = False) -> tuple[bool, list[ConnectorError]]:
    """Take in what is new on every stream; return the error of each that failed, which stops no other.

    A platform may grant comments long before messages. Where it states a time to wait, nothing more is asked, and
    that TryLater is raised (F23).
    """
    usual = timedelta(seconds=service.settings.overlap_seconds)
    overlap = max(usual, WIDE_OVERLAP) if wide else usual
    until = time.monotonic() + TURN_SECONDS
    more, troubles = False, list[ConnectorError]()
    for stream in service.connector.streams:
        try:
            more |= _receive_stream(service, stream, overlap, until)
        except (TryLater, SignInNeeded) as trouble:
            if isinstance(trouble, TryLater) and trouble.after_seconds is not None:
                raise
            troubles.append(trouble)
    return more, troubles


def _receive_stream(service: Service, stream: str, overlap: timedelta, until: float) -> bool:
    while not service.stop.is_set():
        cursor = read_cursor(service.account_id, stream)
        page = _fetch(service, stream, cursor, overlap)
        if service.stop.is_set():
            break  # the lease may be lost: another agent reads this page again
        take_in(service, stream, page)
        if not page.more:
            return False
        if time.monotonic() > until:
            return True
        service.stop.wait(PAUSE_SECONDS)
    return False


def take_in(service: Service, stream: str, page: Page, found_by: str = "poll") -> None:
    """Store a page. An item at which the program fails is tried apart, and the third time kept raw for a person."""
    try:
        receive_page(service.account_id, stream, page, service.now(), found_by)
    except (OperationalError, InterfaceError):
        raise
    except Exception as err:  # noqa: BLE001 - one item must not keep out all that came with it (R7)
        _take_in_apart(service, stream, page, found_by, err)


def _take_in_apart(service: Service, stream: str, page: Page, found_by: str, why: Exception) -> None:
    """Store the items of a page one by one. Raises the first error while one of them may still be stored."""
    failed: list[IncomingMessage] = []
    for message in page.messages:
        try:
            receive_page(service.account_id, stream, Page((message,)), service.now(), found_by)
        except (OperationalError, InterfaceError):
            raise
        except Exception as err:  # noqa: BLE001 - as above
            failed.append(message)
            service.faults[_name(message)] += 1
            log.error("%s: item: %s\n%s", service.account.kind, type(err).__name__, frames(err))  # noqa: TRY400
    again = [message for message in failed if service.faults[_name(message)] < MOST_FAULTS]
    aside = [Unreadable(one.payload, _ODD, one.kind, one.external_id) for one in failed if one not in again]
    unreadable = (*page.unreadable, *aside)
    left = replace(page, messages=(), unreadable=unreadable, cursor=None if again else page.cursor)
    receive_page(service.account_id, stream, left, service.now(), found_by)
    if again:
        raise why


def _name(message: IncomingMessage) -> str:
    return f"{message.kind} {message.external_id}"


def _fetch(service: Service, stream: str, cursor: str | None, overlap: timedelta) -> Page:
    try:
        return service.connector.fetch(FetchRequest(stream, cursor, overlap, service.now()))
    except CursorRefused:
        new_epoch(service.account_id, stream, service.now())
        raise


class Sweep:
    """The daily second reading of the last week, in turns with other jobs; it finds what polls missed."""

    def __init__(self, service: Service) -> None:
        self._service = service
        began = service.now()
        # One that comes as seldom as it reaches back would leave out what fell between two of them.
        every = channel(service.account.kind).sweep_every
        self._since = began - max(SWEEP_SPAN, every + _SEAM)
        # Newer messages are left to the polls, which may not have reached them yet.
        self._edge = began - timedelta(seconds=max(service.settings.overlap_seconds, 60.0))
        # A page of a sweep is not stored whole: a queue would drop what was left out, and it has nothing older.
        rereads = channel(service.account.kind).inbox is Inbox.HISTORY
        streams = service.connector.streams if rereads else ()
        self._left: list[tuple[str, str | None]] = [(stream, None) for stream in streams]

    def go_on(self) -> bool:
        """Sweep for one turn; return whether the whole week was read. Raises TryLater, SignInNeeded."""
        until = time.monotonic() + TURN_SECONDS
        while self._left and not self._service.stop.is_set():
            if time.monotonic() > until:
                return False
            self._page()
            self._service.stop.wait(PAUSE_SECONDS)
        if self._left:
            return False
        record_sweep(self._service.account_id, self._service.now())
        return True

    def _page(self) -> None:
        service, (stream, cursor) = self._service, self._left[0]
        try:
            page = service.connector.fetch(FetchRequest(stream, cursor, timedelta(0), service.now(), self._since))
        except (TryLater, SignInNeeded) as trouble:
            # Other streams first in the next turn; a forgotten cursor starts its week again (F16).
            again = (stream, None if isinstance(trouble, CursorRefused) else cursor)
            self._left = [*self._left[1:], again]
            raise
        old = tuple(message for message in page.messages if message.sent_at < self._edge)
        # Without a cursor in the page, the polls' own cursor stays where it is.
        take_in(service, stream, replace(page, messages=old, cursor=None), "sweep")
        if page.more:
            self._left[0] = (stream, page.cursor)
        else:
            del self._left[0]
