"""Reads what platforms pushed to the back office; an unreadable push is kept, shown, and blocks no other."""

import logging

from peewee import InterfaceError, OperationalError

from models.actions.channels.take_push import settle_push, waiting_pushes
from models.actions.intake.receive_messages import receive_page
from models.rules.channels.messages import Page, Unreadable
from models.rules.replies.delivery import MOST_FAULTS
from models.tables import PushPayload
from sync_agent.connector_kit.contract import PushReader
from sync_agent.journal import frames
from sync_agent.service import PAUSE_SECONDS, Service

log = logging.getLogger(__name__)

STREAM = "push"
_UNREAD = "Kiriman dorongan ini tidak dapat dibaca. Periksa percakapan di aplikasi kanal, lalu catat bila perlu."


def take_pushes(service: Service) -> bool:
    """Take in what was pushed; return whether a push only announced news, so that a poll is due now."""
    worth_while = False
    for payload in waiting_pushes(service.account_id):
        if service.stop.is_set():
            break
        worth_while |= _take(service, payload)
        service.stop.wait(PAUSE_SECONDS)
    return worth_while


def _take(service: Service, payload: PushPayload) -> bool:
    problem = ""
    try:
        page = _read(service, payload.body)
        if page is not None:
            _keep(service, page, payload)
    except (OperationalError, InterfaceError):
        raise  # the database, not the push: it is read again
    except Exception as err:  # noqa: BLE001 - one push must not keep the others of this account out
        log.error("%s: push %s: %s\n%s", service.account.kind, payload.id, type(err).__name__, frames(err))  # noqa: TRY400
        problem, page = type(err).__name__, Page(unreadable=(Unreadable(payload.body, _UNREAD),))
        _keep_raw(service, page, payload)
    settle_push(payload.id, service.now(), problem)
    return page is None


def _keep(service: Service, page: Page, payload: PushPayload) -> None:
    """Store what a push brought; it was seen when it came to us, however long it waited for an agent."""
    receive_page(service.account_id, STREAM, page, service.now(), STREAM, seen_at=payload.received_at)


def _keep_raw(service: Service, page: Page, payload: PushPayload) -> None:
    """Show an unreadable push to officers. Raises while that may still be possible; then the push itself is kept."""
    name = f"push {payload.id}"
    try:
        _keep(service, page, payload)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        service.faults[name] += 1
        if service.faults[name] < MOST_FAULTS:
            raise
    del service.faults[name]


def _read(service: Service, body: str) -> Page | None:
    connector = service.connector
    return connector.read_push(body) if isinstance(connector, PushReader) else None
