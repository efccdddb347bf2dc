"""Fetches the files of messages in turns of its own: store first (temp file, fsync, rename), then the row (R6)."""

import logging
import time
from datetime import timedelta

import filetype

from models.actions.store_attachment import DueAttachment, due_attachments, record_fetch_failed, record_stored
from models.rules.messages import Fetched
from models.rules.moments import to_unix
from models.tables import file_store
from sync_agent.connector_kit.errors import AttachmentGone, TryLater
from sync_agent.service import PAUSE_SECONDS, TURN_SECONDS, Service

log = logging.getLogger(__name__)

# WhatsApp takes pictures and films up to 16 MB; larger documents stay on the phone (F38).
LIMIT_BYTES = 25 * 1024 * 1024
_CHECKED_KINDS = ("image/", "video/", "audio/", "application/pdf")
_LEFTOVER_AGE = timedelta(hours=24)


def fetch_media(service: Service) -> bool:
    """Fetch the files that are due, for one turn. True: some are left. Raises SignInNeeded."""
    until = time.monotonic() + TURN_SECONDS
    due = due_attachments(service.account_id, service.now())
    for wanted in due:
        if service.stop.is_set() or time.monotonic() > until:
            return True
        _fetch_one(service, wanted)
        service.stop.wait(PAUSE_SECONDS)
    return False


def _fetch_one(service: Service, wanted: DueAttachment) -> None:
    try:
        fetched = service.connector.fetch_attachment(wanted.ref, LIMIT_BYTES)
    except AttachmentGone as err:
        record_fetch_failed(wanted.attachment_id, err.reason, service.now(), gone=True)
    except TryLater as err:
        record_fetch_failed(wanted.attachment_id, err.reason, service.now())
    else:
        _keep(service, wanted, fetched)


def _keep(service: Service, wanted: DueAttachment, fetched: Fetched) -> None:
    sha256 = file_store.keep(service.settings.files_dir, fetched.content)
    found = filetype.guess_mime(fetched.content) or ""
    claimed = (wanted.mime or fetched.mime).split(";")[0].strip().lower()
    record_stored(wanted.attachment_id, sha256, len(fetched.content), found or claimed, _differs(claimed, found))


def _differs(claimed: str, found: str) -> bool:
    """Say whether a file is not what it was said to be: another kind, or no known kind where one was claimed."""
    if not claimed.startswith(_CHECKED_KINDS):
        return bool(found) and bool(claimed) and claimed.split("/")[0] == "text"
    return found.split("/")[0] != claimed.split("/")[0] and not (claimed.startswith("audio/") and "ogg" in found)


def sweep_leftovers(service: Service) -> None:
    """Delete half-written files of runs that were killed more than a day ago (F10)."""
    edge = to_unix(service.now() - _LEFTOVER_AGE)
    for path in file_store.leftovers(service.settings.files_dir, edge):
        path.unlink(missing_ok=True)
        log.info("half-written file removed")
