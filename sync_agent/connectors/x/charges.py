"""What X charges for in an answer, and for a request that writes; each thing read counts once a day of X's clock.

X's list of prices says "per resource returned in the response"; of what it adds beside (people, publications above)
it says nothing: they are counted too.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from models.rules.channels.costs.prices import Charge, Charged
from models.rules.channels.messages import Kind
from models.rules.channels.weighted_length import has_link
from sync_agent.connector_kit import strict_json
from sync_agent.connector_kit.errors import ConnectorError, OutcomeUnknown
from sync_agent.connector_kit.http import Answer
from sync_agent.connectors.x import payloads
from sync_agent.connectors.x.lists import Rows
from sync_agent.connectors.x.quotas import date_of

_LONGEST_ID = 60
Spend = Callable[[Sequence[Charge]], None]


class Meter:
    """Tells what was charged, each thing once; after a restart it is the store that knows the day's."""

    def __init__(self, spend: Spend) -> None:
        self._spend = spend
        self._day: date | None = None
        self._told: set[tuple[Charged, str]] = set()

    def read(self, answer: Answer, kind: Kind, envelope: dict[str, Any], rows: Rows, now: datetime | None) -> None:
        """Count one page of a list with what X put beside it."""
        what = Charged.OWN_READ if kind is Kind.COMMENT else Charged.MESSAGE_READ
        about = payloads.beside(envelope)
        found = [(what, _name(item, raw)) for item, raw in rows]
        found += [(Charged.USER_READ, one) for one in about.users]
        found += [(Charged.PUBLICATION_READ, one) for one in about.publications]
        self._count(answer, found, now)

    def asked_me(self, answer: Answer, user_id: str, now: datetime | None) -> None:
        """Count the account's own entry."""
        self._count(answer, [(Charged.USER_READ, user_id)], now)

    def _count(self, answer: Answer, found: list[tuple[Charged, str]], now: datetime | None) -> None:
        moment = date_of(answer) or now
        day = moment.date() if moment else None
        if day != self._day:
            self._day, self._told = day, set()
        fresh = [one for one in dict.fromkeys(found) if one not in self._told]
        if fresh:
            self._spend([Charge(what, name, day=day) for what, name in fresh])
            self._told.update(fresh)

    @contextmanager
    def writes(self, what: Charged) -> Iterator[None]:
        """Count a request before it leaves, and take it back where it surely had no effect: X charges for success.

        It counts today, by the agent's clock: X's is known only afterwards, and the last reading may be of yesterday.
        """
        self._spend([Charge(what)])
        try:
            yield
        except OutcomeUnknown:
            raise
        except ConnectorError:
            self._spend([Charge(what, count=-1)])
            raise


def publishes(text: str) -> Charged:
    """Return what publishing a text is charged as."""
    return Charged.LINK_SENT if has_link(text) else Charged.PUBLISHED


def _name(item: Any, raw: str | None) -> str:
    found = item.get("id") if isinstance(item, dict) else None
    if isinstance(found, str) and 0 < len(found) <= _LONGEST_ID:
        return found
    return hashlib.sha256((raw or strict_json.write(item)).encode("utf-8", "replace")).hexdigest()[:_LONGEST_ID]
