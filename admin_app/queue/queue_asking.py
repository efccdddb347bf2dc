"""What the address asks the queue to show: the tab, a text, filters, the page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode

from admin_app.queue.queue_filters import FILTERS
from models.actions.core.actor import Actor
from models.rules.core.texts import storable

TABS = {"saya": "Menunggu saya", "terbuka": "Semua terbuka", "selesai": "Selesai"}
_LONGEST = 40


@dataclass(frozen=True)
class Asked:
    """What the queue shall show; `filters` are names and values, in the order of FILTERS."""

    tab: str = "saya"
    text: str = ""
    page: int = 1
    filters: tuple[tuple[str, str], ...] = ()

    def address(self, **changes: object) -> str:
        """Return the query string of this view, with the given changes."""
        return replace(self, **changes)._own if changes else self._own  # type: ignore[arg-type]

    @cached_property
    def _own(self) -> str:  # each link of a page goes on with it
        parts = {"tab": self.tab, "cari": self.text, **dict(self.filters), "hal": self.page}
        shown = {name: value for name, value in parts.items() if value not in ("", 1)}
        return f"?{urlencode(shown)}"

    def chosen(self, name: str) -> str:
        """Return the value of a filter, empty where it is not set."""
        return dict(self.filters).get(name, "")

    @property
    def is_plain(self) -> bool:
        """Whether nothing narrows the tab."""
        return not self.text and not self.filters


def read_asked(args: Mapping[str, str]) -> Asked:
    """Return the view of the address; for invalid values, the first page of the first tab."""
    tab, text, page = args.get("tab", ""), args.get("cari", ""), args.get("hal", "")
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 5 else 1
    chosen = tuple((row.name, value) for row in FILTERS if (value := storable(args.get(row.name, ""))[:_LONGEST]))
    return Asked(tab if tab in TABS else "saya", storable(text).strip()[:100], max(number, 1), chosen)


def asked_of(query: str) -> Asked:
    """Return a view stored as a query string."""
    return read_asked(dict(parse_qsl(query.removeprefix("?"))))


def narrowed(asked: Asked, actor: Actor, now: datetime) -> list[Any]:
    """Return the conditions of the filters; tab and text are the queue's own."""
    by_name = {row.name: row for row in FILTERS}
    return [by_name[name].condition(value, actor, now) for name, value in asked.filters]
