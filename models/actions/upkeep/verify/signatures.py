"""Signatures: what took effect signed its paper, and who signed for another did it by an authority on record."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from models.actions.office.authorities import recorded_authority
from models.actions.papers.own_service.after_restore import papers_of, unknown_signings
from models.actions.upkeep.verify.asking import rows
from models.actions.upkeep.verify.office import Office
from models.rules.papers.documents import DocumentState
from models.rules.papers.signing_ways import SignatureState
from models.tables import PendingSignature
from models.tables.papers.signings_log import End, Signing, signings

_IN_EFFECT = """SELECT document.type, document.id FROM pending_signature
 JOIN document ON document.id = pending_signature.document_id
 WHERE pending_signature.state = ? AND document.state IN (?, ?)"""
# Both programs carry out what is due, within a minute of the first that runs.
_LATEST = timedelta(hours=1)


# A paper of an earlier version keeps no words of it: then the office's record must have had him that day.
_FOR_ANOTHER = """SELECT id, type, date, facts FROM document WHERE signed_at IS NOT NULL AND authority = ''
 AND (facts LIKE ? OR facts LIKE ? OR facts LIKE ?)"""
_BACKWARDS = "SELECT id, post FROM office_holder WHERE valid_until < valid_from"


def authorities(office: Office) -> Iterator[str]:
    """Yield papers signed for another by no authority on record, and posts held until before they were held."""
    for document, code, day, facts in rows(_FOR_ANOTHER, "%Plh. %", "%Plt. %", "%a.n. %"):
        lines = json.loads(facts).get("signer", {}).get("title_lines", [])
        name = json.loads(facts).get("signer", {}).get("name", "")
        dated = date.fromisoformat(day) if isinstance(day, str) else day
        if lines and not recorded_authority(lines, name, code, dated):
            yield f"{code} (document {document}) was signed as “{lines[0]}” by no authority on record that day."
    for holder, post in rows(_BACKWARDS):
        yield f"holder {holder} of {post} ends before he begins."


def in_effect(office: Office) -> Iterator[str]:
    """Yield signatures said to be in effect whose paper is unsigned, and those that wait long after their time."""
    unsigned = (str(DocumentState.KONSEP), str(DocumentState.DIPARAF))
    for code, document in rows(_IN_EFFECT, str(SignatureState.BERLAKU), *unsigned):
        yield f"the signature of {code} (document {document}) is said to be in effect, but the paper is unsigned."
    waits = PendingSignature.state == str(SignatureState.MENUNGGU)
    for row in PendingSignature.select().where(waits & (PendingSignature.due_at < office.now - _LATEST)):
        office.notes.append(
            f"a signature of document {row.document_id} waits since {row.due_at}: does a program run?"
        )


def asked_there(office: Office) -> Iterator[str]:
    """Yield drafts that the own e-signature service was asked to sign without an attempt that tells of it."""
    asked: dict[str, list[Signing]] = defaultdict(list)
    for one in signings(office.attempts_log.with_name("signings.log")):
        if one.end is not End.REFUSED:
            asked[one.paper].append(one)
    here = papers_of(asked)
    for key in sorted(here):
        for one in unknown_signings(here[key], asked[key]):
            yield f"document {here[key].id} was sent to the e-signature service at {one.at}; no attempt tells of it."
    if strangers := len(asked.keys() - here.keys()):
        office.notes.append(f"{strangers} papers of signings.log are not in this database.")
