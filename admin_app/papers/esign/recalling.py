"""Settles what signings.log alone knows of the papers a request names, before anything shows or changes them.

The database may have been put back while the back office runs; then what the service signed is a plain draft again.
"""

import logging

from flask import Flask, current_app, request

from admin_app.shell.access import now
from models.actions.papers.own_service.after_restore import drafts_of, recall_signings
from models.rules.core.errors import RuleBroken
from models.rules.core.texts import storable
from models.tables.core.sealed_log import is_there

# The screens that name many at once, and how. No other form is read here: a push proves itself by its bytes.
_LISTS = {"in_turn": "naskah", "bulk": "kasus"}
_log = logging.getLogger(__name__)


def register(app: Flask) -> None:
    """Look into the log before each request that names a paper, or a case whose drafts it may show or change."""
    app.before_request(_recall)


def _recall() -> None:
    named, settings = _named(), current_app.config["ADUAN"]
    try:
        if not named or not is_there(settings.signings_log):
            return
        if drafts := drafts_of(named):
            recall_signings(settings, now(), drafts)
    except (OSError, RuleBroken) as err:  # a press at the service asks again, and sends nothing then
        _log.warning("what signings.log knows of a paper could not be settled: %s", type(err).__name__)


def _named() -> list[str]:
    found = {str((request.view_args or {}).get("public_id", ""))}
    if request.method == "POST" and request.blueprint in _LISTS:
        found |= set(request.form.getlist(_LISTS[request.blueprint]))
    return sorted({storable(word) for word in found} - {""})
