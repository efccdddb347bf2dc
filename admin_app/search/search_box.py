"""The search in every page's header, with the cases the officer opened last."""

from collections.abc import Sequence
from contextlib import suppress

from flask import Flask, g
from peewee import OperationalError

from admin_app.shell.access import current_actor, may, now, signed_in_actor
from admin_app.shell.masking import mask_rows
from models.actions.cases.remember_case import recent_cases, remember_case
from models.rules.staff.permissions import Permission
from models.tables import Complaint


def cases_opened_last() -> Sequence[Complaint]:
    """Return the cases this person opened last and may see now, masked; read once a request."""
    actor = current_actor()
    if actor is None or not may(Permission.READ_CASES):
        return ()
    if "opened_last" not in g:
        g.opened_last = recent_cases(actor)
        mask_rows(case for case in g.opened_last if case.identity_protected)
    found: Sequence[Complaint] = g.opened_last
    return found


def note_opened(complaint: int) -> None:
    """Remember that this person opened a case, unless the database is busy."""
    with suppress(OperationalError):
        remember_case(complaint, signed_in_actor(), now())


def register(app: Flask) -> None:
    """Give the templates `cases_opened_last()`."""
    app.jinja_env.globals.update(cases_opened_last=cases_opened_last)
