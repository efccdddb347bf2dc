"""One pass out: read back unknown replies; claim a reply, record the intent twice, send, record the outcome."""

import logging
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from models.actions.channels.blocked_number import may_send
from models.actions.core.answers.turns import limits_of
from models.actions.core.row_by_row import RowsFailed
from models.actions.replies import deliver_reply, read_back
from models.actions.replies.deliver_reply import Claim
from models.actions.replies.row_faults import RowFailed, at_row, note_fault, record_fault
from models.rules.channels.channels import CHANNELS, Proof
from models.rules.channels.messages import Look, Readback, Receipt
from models.rules.channels.pace import TYPING
from models.rules.core.moments import iso
from models.rules.replies.delivery import MOST_FAULTS, next_attempt
from models.tables import Outbox
from models.tables.replies import attempts_log
from models.tables.replies.attempts_log import Attempt
from sync_agent.connector_kit.contract import FileSender, Typing
from sync_agent.connector_kit.errors import (
    ConnectorError,
    OutcomeUnknown,
    Refused,
    SignInNeeded,
    TryLater,
    WindowClosed,
)
from sync_agent.journal import frames
from sync_agent.service import PAUSE_SECONDS, TURN_SECONDS, Service

log = logging.getLogger(__name__)

_REFUTABLE = (Proof.SAME_ID, Proof.REFUTABLE)
# A file may take this many times the lease of a text: so much longer its request may last (connector_kit/http.py).
_FILE_LEASES = 3
_YES = "ya"
TYPING_SECONDS = 2.0  # so long it shows that somebody types
_FILE_LOST = "berkas lampiran hilang atau rusak di penyimpanan: pulihkan cadangan, atau kirim berkasnya sekali lagi"
_NO_FILES = "kanal ini tidak dapat mengirim berkas: sampaikan lewat cara lain"


class WitnessLost(Exception):
    """attempts.log cannot be written: nothing may be sent, and the agent must stop (F44)."""


def deliver(service: Service) -> None:
    """Send what is due, the oldest of each conversation first. Raises TryLater or SignInNeeded after recording it."""
    until = time.monotonic() + TURN_SECONDS
    while not service.stop.is_set() and time.monotonic() < until:
        with _others_go_on(service):
            if not _send_next(service):
                return
        service.stop.wait(PAUSE_SECONDS)


def _send_next(service: Service) -> bool:
    """Send the next reply that is due; False where none is. Raises RowFailed where the program fails at it."""
    lease = service.settings.lease_seconds
    if not may_send(service.account_id, service.now()):
        return False
    account, now = service.account, service.now()
    # From the settings as a person entered them last: what left before is stored, so a restart changes nothing.
    limits = limits_of(account.kind, account.settings, service.settings.pace_seconds)
    claim = deliver_reply.claim_due(service.account_id, service.owner, lease, now, limits)
    if claim is None:
        return False
    with at_row(claim.row_id, ConnectorError, WitnessLost):
        _send_one(service, claim)
    return True


def _count_fault(service: Service, failed: RowFailed) -> None:
    """Log a failure of the program at one reply, and count it there; the others go on."""
    err = failed.__cause__ or failed
    kind = type(err).__name__
    log.error("%s: reply %s: %s\n%s", service.account.kind, failed.row_id, kind, frames(err))
    record_fault(failed.row_id, kind, service.now())


def look_back(service: Service) -> None:
    """Settle what is not known: expired sendings become unknown, unknown ones are looked for. Raises TryLater, …"""
    _recover(service)
    read_back.count_from_now(service.account_id, service.now())
    looks: list[tuple[Claim, Look]] = []
    trouble: ConnectorError | None = None
    try:
        for row_id in read_back.due_readbacks(service.account_id, service.settings.settle_seconds, service.now()):
            if service.stop.is_set():
                return
            with _others_go_on(service), at_row(row_id, TryLater, SignInNeeded):
                looks += _look_for(service, row_id)
    except (TryLater, SignInNeeded) as err:
        trouble = err  # what was seen before is told first, or a used-up quota would let nothing be settled
    for claim, verdict in _judged(service, looks):
        with _others_go_on(service), at_row(claim.row_id):
            read_back.record_readback(claim, verdict, _can_refute(service, claim), service.now())
    if trouble is not None:
        raise trouble


def _judged(service: Service, looks: Sequence[tuple[Claim, Look]]) -> list[tuple[Claim, Readback]]:
    """Return what the looks say of each reply: only together do they say which message is whose.

    A reply at which that fails is counted and left out; where only all of them fail together, it is counted at each.
    """
    try:
        with at_row(0):
            return _weighed(service, looks)
    except RowFailed as together:
        sound = []
        for look in looks:
            with _others_go_on(service), at_row(look[0].row_id):
                _weighed(service, [look])
                sound.append(look)
        if len(sound) < len(looks):
            return _judged(service, sound)
        for claim, _look in looks:
            with _others_go_on(service), at_row(claim.row_id):
                raise together.__cause__ or together from None
        return []


def _weighed(service: Service, looks: Sequence[tuple[Claim, Look]]) -> list[tuple[Claim, Readback]]:
    return read_back.judge(service.account_id, looks, service.settings.settle_seconds, service.now())


def _recover(service: Service) -> None:
    try:
        deliver_reply.recover_expired(service.account_id, service.now())
    except RowsFailed as some:
        for row_id, err in some.failed:
            kind = type(err).__name__
            if note_fault(row_id, kind) <= MOST_FAULTS:  # looked at every second: said often enough then
                log.error("%s: reply %s: %s\n%s", service.account.kind, row_id, kind, frames(err))  # noqa: TRY400


@contextmanager
def _others_go_on(service: Service) -> Iterator[None]:
    try:
        yield
    except RowFailed as failed:
        _count_fault(service, failed)


def _look_for(service: Service, row_id: int) -> list[tuple[Claim, Look]]:
    """Look for one reply; nothing where the platform works but cannot answer this, so that the others go on."""
    claim = deliver_reply.claim_of(Outbox.get_by_id(row_id), service.now())
    try:
        return [(claim, service.connector.find(claim.reply))]
    except (TryLater, SignInNeeded):
        service.connector.check()  # raises where the channel itself is the trouble
    read_back.record_unanswered(claim, service.settings.settle_seconds, service.now())
    return []


def _can_refute(service: Service, claim: Claim) -> bool:
    if claim.reply.file is not None:
        return False  # no platform takes an id for a file: absent may mean still on its way, so a person looks
    reach = CHANNELS[service.account.kind].reach(claim.reply.kind, claim.reply.private)
    return reach is not None and reach.proof in _REFUTABLE


def _send_one(service: Service, claim: Claim) -> None:
    try:
        claim = _with_client_ref(service, claim)
    except ConnectorError:
        deliver_reply.give_back(claim)
        raise
    trouble: ConnectorError | None = None
    try:
        claim = _with_file(service, claim)
    except ConnectorError as err:
        trouble = err
    if trouble is None:
        _show_typing(service, claim)
    claimed_at = time.monotonic()
    lease = service.settings.lease_seconds * (_FILE_LEASES if claim.reply.file else 1)
    if service.stop.is_set() or not deliver_reply.record_intent(claim, lease, service.now()):
        deliver_reply.give_back(claim)
        return
    if trouble is not None:
        _troubled(service, claim, trouble)  # before anything left: no line in attempts.log
        return
    _witness(service, claim)
    if time.monotonic() - claimed_at > lease / 2:
        # The request must be over before the lease is: rather let another turn send it.
        deliver_reply.record_waiting(claim, service.now(), "ditunda sebentar", service.now())
        return
    _send(service, claim)


def _with_client_ref(service: Service, claim: Claim) -> Claim:
    if claim.reply.client_ref is not None:
        return claim  # the id stays the same for every try: the platform drops a second one (K1)
    client_ref = service.connector.new_client_ref()
    if client_ref is None:
        return claim
    deliver_reply.choose_client_ref(claim, client_ref)
    return replace(claim, reply=replace(claim.reply, client_ref=client_ref))


def _with_file(service: Service, claim: Claim) -> Claim:
    """Return the reply with its file read and uploaded, before the intent is recorded, so that a crash costs nothing.

    Raises Refused where the file is lost, and what the connector raises.
    """
    file = claim.reply.file
    if file is None:
        return claim
    if not isinstance(service.connector, FileSender):
        raise Refused(_NO_FILES)
    try:
        file = replace(file, content=service.settings.files.read(file.sha256))
    except FileNotFoundError as err:
        raise Refused(_FILE_LOST) from err
    file = replace(file, ref=service.connector.lay_ready(file))
    return replace(claim, reply=replace(claim.reply, file=file))


def _show_typing(service: Service, claim: Claim) -> None:
    """Show that somebody types, where the office wants it; nothing that happens there keeps the answer."""
    if service.account.settings.get(TYPING) != _YES or claim.reply.file or not isinstance(service.connector, Typing):
        return
    try:
        service.connector.show_typing(claim.reply.thread_id)
    except Exception as err:  # noqa: BLE001 - whatever it is, the answer must leave
        log.debug("%s: typing not shown: %s", service.account.kind, type(err).__name__)
    else:
        service.stop.wait(TYPING_SECONDS)


def _witness(service: Service, claim: Claim) -> None:
    line = Attempt(
        reply_key=claim.reply.reply_key,
        attempt=claim.attempt,
        text_hash=claim.text_hash,
        thread=claim.reply.thread_id,
        client_ref=claim.reply.client_ref or "",
        at=iso(service.now()) or "",
    )
    try:
        attempts_log.append(service.settings.attempts_log, line)
    except OSError as err:
        raise WitnessLost(f"attempts.log: {err.strerror}") from err


def _send(service: Service, claim: Claim) -> None:
    try:
        receipt = service.connector.send(claim.reply)
    except ConnectorError as err:
        _troubled(service, claim, err)
    else:
        _sent(service, claim, receipt)


def _troubled(service: Service, claim: Claim, err: ConnectorError) -> None:
    """Record why a reply was not sent; raise again what concerns the whole account."""
    if isinstance(err, TryLater | SignInNeeded):
        stated = err.after_seconds if isinstance(err, TryLater) else 0.0
        jitter = random.random()  # noqa: S311 - spreads tries, guards nothing
        until = next_attempt(claim.attempt, service.now(), stated, jitter)
        deliver_reply.record_waiting(claim, until, err.reason, service.now())
        if not (isinstance(err, TryLater) and err.alone):
            raise err
    elif isinstance(err, Refused):
        deliver_reply.record_refused(claim, err.reason, service.now())
    elif isinstance(err, WindowClosed):
        deliver_reply.record_parked(claim, err.reason, service.now())
    elif isinstance(err, OutcomeUnknown):
        deliver_reply.record_unknown(claim, err.reason, service.now())
    else:
        raise err


def _sent(service: Service, claim: Claim, receipt: Receipt) -> None:
    if not deliver_reply.record_sent(claim, receipt, service.now()):
        # The lease ran out while the platform answered; who recovered it will find the message there.
        service.stop.wait(PAUSE_SECONDS)
