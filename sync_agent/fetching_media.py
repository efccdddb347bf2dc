"""Fetches the files of messages in turns: the file is kept first, then its row (R6)."""

import logging
import time
from datetime import timedelta

import filetype
from peewee import InterfaceError, OperationalError

from models.actions.intake.files.hold_files import held_back
from models.actions.intake.files.store_attachment import (
    DueAttachment,
    due_attachments,
    record_fetch_failed,
    record_stored,
)
from models.rules.channels.messages import Fetched
from models.tables.core.secrets import SecretLost
from models.tables.core.trouble import trouble_of
from sync_agent.connector_kit.errors import AttachmentGone, SignInNeeded, TryLater
from sync_agent.journal import frames
from sync_agent.service import PAUSE_SECONDS, TURN_SECONDS, Service

log = logging.getLogger(__name__)

# WhatsApp takes pictures and films up to 16 MB; larger documents stay on the phone (F38).
LIMIT_BYTES = 25 * 1024 * 1024
_CHECKED_KINDS = ("image/", "video/", "audio/", "application/pdf")
_ODD = "Lampiran ini tidak dapat diambil oleh program. Buka lewat aplikasinya."
_LEFTOVER_AGE = timedelta(hours=24)


def fetch_media(service: Service) -> bool:
    """Fetch the files that are due, for one turn; return whether some are left. Raises SignInNeeded, TryLater."""
    until = time.monotonic() + TURN_SECONDS
    due = due_attachments(service.account_id, service.now())
    for wanted in due:
        if service.stop.is_set() or time.monotonic() > until:
            return True
        if held_back(wanted.attachment_id):
            continue
        _fetch_one(service, wanted)
        service.stop.wait(PAUSE_SECONDS)
    return False


def _fetch_one(service: Service, wanted: DueAttachment) -> None:
    """Fetch one file; its own failure is recorded and the others go on, the channel's is raised."""
    try:
        _keep(service, wanted, service.connector.fetch_attachment(wanted.ref, LIMIT_BYTES))
    except AttachmentGone as err:
        record_fetch_failed(wanted.attachment_id, err.reason, service.now(), gone=True)
    except TryLater as err:
        if err.after_seconds is not None:
            raise  # nothing is asked before the stated time (F23)
        record_fetch_failed(wanted.attachment_id, err.reason, service.now())
    except SignInNeeded as err:
        service.connector.check()  # raises where it is the account that is shut, and not this file alone
        record_fetch_failed(wanted.attachment_id, err.reason, service.now())
    except (OperationalError, InterfaceError, OSError, SecretLost):
        raise  # this PC's disk, key, or database, which a renewed token is kept in: nothing of the file's
    except Exception as err:  # one odd file must not keep the others waiting for ever
        if trouble_of(err) is not None:
            raise
        log.error("%s: file %s: %s\n%s", service.account.kind, wanted.attachment_id, type(err).__name__, frames(err))  # noqa: TRY400
        record_fetch_failed(wanted.attachment_id, _ODD, service.now())


def _keep(service: Service, wanted: DueAttachment, fetched: Fetched) -> None:
    sha256 = service.settings.files.keep(fetched.content)
    found = filetype.guess_mime(fetched.content) or ""
    claimed = (wanted.mime or fetched.mime).split(";")[0].strip().lower()
    record_stored(wanted.attachment_id, sha256, len(fetched.content), found or claimed, _differs(claimed, found))


def _differs(claimed: str, found: str) -> bool:
    """Whether a file is not of the claimed type, or of no known type although one was claimed."""
    if not claimed.startswith(_CHECKED_KINDS):
        return bool(found) and bool(claimed) and claimed.split("/")[0] == "text"
    return found.split("/")[0] != claimed.split("/")[0] and not (claimed.startswith("audio/") and "ogg" in found)


def sweep_leftovers(service: Service) -> None:
    """Delete half-written files of runs that were killed more than a day ago (F10)."""
    gone = service.settings.files.clear_leftovers(service.now() - _LEFTOVER_AGE)
    if gone:
        log.info("half-written files removed: %s", gone)
