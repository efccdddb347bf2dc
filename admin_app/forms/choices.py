"""The lists that fields choose from: categories, sections, ways, urgency. Read only when a form needs them."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import g, has_request_context, request

from models.actions.core.actor import Actor
from models.rules.cases.dispositions import INSTRUCTIONS
from models.rules.cases.identification import URGENCY_LABELS
from models.rules.papers.documents import ANNEX_LABELS, Sifat
from models.rules.replies.delivery import WAY_LABELS
from models.rules.staff.roles import ROLES, SECTION_LABELS, Role, Section
from models.tables import Category, Staff
from models.tables.core.prepared import prepared

Choices = list[tuple[str, str]]


def categories_in_use() -> Choices:
    """Return the categories in use and their labels, in order; read once for a page that changes nothing."""
    if not has_request_context() or request.method not in ("GET", "HEAD"):
        return _categories()
    if "categories" not in g:
        g.categories = _categories()
    return list(g.categories)


@prepared
def _categories() -> Any:
    rows = Category.select(Category.key, Category.label).where(Category.active)
    return rows.order_by(Category.position, Category.id).tuples()


def _disposition_sections() -> Choices:
    return [(str(key), label) for key, label in SECTION_LABELS.items() if key is not Section.KEPALA_KANTOR]


_LISTS: dict[str, Callable[[], Choices]] = {
    "categories": categories_in_use,
    "urgencies": lambda: [(str(key), label) for key, label in URGENCY_LABELS.items()],
    "sections": lambda: [(str(key), label) for key, label in SECTION_LABELS.items()],
    "disposition_sections": _disposition_sections,
    "lead_sections": lambda: [("", "– tidak ada –"), *_disposition_sections()],
    "instructions": lambda: list(INSTRUCTIONS.items()),
    "ways": lambda: [(str(key), label) for key, label in WAY_LABELS.items()],
    "annexes": lambda: [(str(key), label) for key, label in ANNEX_LABELS.items()],
    "sifat": lambda: [(str(value), str(value)) for value in Sifat],
}


def colleagues(actor: Actor) -> list[Staff]:
    """Return the accounts that a note can name; whether one may see the case is decided when it is written."""
    return _others(actor.username)


@prepared
def _others(username: str) -> Any:
    others = Staff.active & (Staff.role != str(Role.ADMINISTRATOR)) & (Staff.username != username)
    return Staff.select(Staff.username, Staff.name).where(others).order_by(Staff.name)


def people(rows: Iterable[Staff]) -> Choices:
    """Return people to choose from, each with his role."""
    return [(str(row.id), f"{row.name or row.username} ({ROLES[Role(row.role)].label})") for row in rows]


def choices(name: str) -> Choices:
    """Return the values and labels of a list by its name."""
    return _LISTS[name]()
