"""One pass out: claim a reply, write the intent down twice, send, record what became of it; look back at the rest."""

import logging
import random
import time
from dataclasses import replace

from peewee import InterfaceError, OperationalError

from models.actions import deliver_reply
from models.actions.deliver_reply import Claim
from models.rules.channels import CHANNELS, Proof
from models.rules.delivery import next_attempt
from models.rules.messages import Readback, Receipt
from models.rules.moments import iso
from models.tables import attempts_log
from models.tables.attempts_log import Attempt
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


class WitnessLost(Exception):
    """attempts.log cannot be written: nothing may be sent, and the agent must not go on (F44)."""


def deliver(service: Service) -> None:
    """Send what is due, oldest of each conversation first. Raises TryLater or SignInNeeded after recording it."""
    until = time.monotonic() + TURN_SECONDS
    while not service.stop.is_set() and time.monotonic() < until:
        claim = deliver_reply.claim_due(
            service.account_id, service.owner, service.settings.lease_seconds, service.now()
        )
        if claim is None:
            return
        _send_one(service, claim)
        service.stop.wait(PAUSE_SECONDS)


def look_back(service: Service) -> None:
    """Settle what is not known: lapsed sendings become unknown, unknown ones are looked for at the platform."""
    deliver_reply.recover_expired(service.account_id, service.now())
    settle = service.settings.settle_seconds
    for claim in deliver_reply.due_readbacks(service.account_id, settle, service.now()):
        if service.stop.is_set():
            return
        found = _find(service, claim)
        if found is None:
            deliver_reply.record_unanswered(claim, settle, service.now())
        else:
            deliver_reply.record_readback(claim, found, _can_refute(service, claim), service.now())


def _can_refute(service: Service, claim: Claim) -> bool:
    reach = CHANNELS[service.account.kind].reach(claim.reply.kind, claim.reply.private)
    return reach is not None and reach.proof in _REFUTABLE


def _find(service: Service, claim: Claim) -> Readback | None:
    """Look for a reply; None where the platform works but not for this question, so that the others go on."""
    try:
        return service.connector.find(claim.reply)
    except (TryLater, SignInNeeded):
        service.connector.check()  # raises where the channel itself is the trouble
    except (OperationalError, InterfaceError):
        raise
    except Exception as err:  # noqa: BLE001 - one odd answer must not keep all others from being sent
        log.error("%s: look back: %s\n%s", service.account.kind, type(err).__name__, frames(err))  # noqa: TRY400
    return None


def _send_one(service: Service, claim: Claim) -> None:
    claimed_at = time.monotonic()
    try:
        claim = _with_client_ref(service, claim)
    except ConnectorError:
        deliver_reply.give_back(claim)
        raise
    lease = service.settings.lease_seconds
    if service.stop.is_set() or not deliver_reply.record_intent(claim, lease, service.now()):
        deliver_reply.give_back(claim)
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
    except (TryLater, SignInNeeded) as err:
        stated = err.after_seconds if isinstance(err, TryLater) else 0.0
        jitter = random.random()  # noqa: S311 - spreads tries, guards nothing
        until = next_attempt(claim.attempt, service.now(), stated, jitter)
        deliver_reply.record_waiting(claim, until, err.reason, service.now())
        if not (isinstance(err, TryLater) and err.alone):
            raise
    except Refused as err:
        deliver_reply.record_refused(claim, err.reason, service.now())
    except WindowClosed as err:
        deliver_reply.record_parked(claim, err.reason, service.now())
    except OutcomeUnknown as err:
        deliver_reply.record_unknown(claim, err.reason, service.now())
    else:
        _sent(service, claim, receipt)


def _sent(service: Service, claim: Claim, receipt: Receipt) -> None:
    if not deliver_reply.record_sent(claim, receipt, service.now()):
        # The lease ran out while the platform answered; who recovered it will find the message there.
        service.stop.wait(PAUSE_SECONDS)
