"""Carries out signatures whose time is over, at the next request of anybody, and files the papers they made."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import cast

from flask import Flask, current_app, request
from peewee import InterfaceError, OperationalError

from admin_app.papers.papers import issued
from admin_app.shell.access import now
from admin_app.shell.maintenance import ALWAYS
from models.actions.papers.pending_signatures import (
    attempt,
    due_signatures,
    has_unended_signatures,
    mark_filed,
    unfiled_signatures,
)
from models.tables import Document
from models.tables.core.settings import Settings

_log = logging.getLogger(__name__)


def register(app: Flask) -> None:
    """Look for signatures whose time is over before each request, so that who asks sees them in effect."""
    app.before_request(_carry_out)


def _carry_out() -> None:
    if request.endpoint is None or request.endpoint in ALWAYS:
        return
    if not has_unended_signatures():
        return
    moment = now()
    for pending in due_signatures(moment):
        _guarded(partial(attempt, pending, moment))
    for done in unfiled_signatures():
        _guarded(partial(_filed, done.document_id, moment))
        mark_filed(done.id)


def _filed(document: int, moment: datetime) -> None:
    issued(Document.get_by_id(document), cast(Settings, current_app.config["ADUAN"]), moment)


def _guarded(act: Callable[[], object]) -> None:
    """Do one thing whose failure must not become a page of somebody who came for something else."""
    try:
        act()
    except (OperationalError, InterfaceError):
        raise  # there is no database to ask for the page either
    except Exception as err:  # noqa: BLE001 - whatever it is, the page must come
        # Only the kind of the error: its text may quote a citizen.
        _log.warning("a signature could not be carried out or filed: %s", type(err).__name__)
