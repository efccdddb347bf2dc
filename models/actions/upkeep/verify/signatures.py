"""Signatures that could be taken back: what took effect signed its paper, and what did not, did not."""

from collections.abc import Iterator
from datetime import timedelta

from models.actions.upkeep.verify.asking import rows
from models.actions.upkeep.verify.office import Office
from models.rules.papers.documents import DocumentState
from models.rules.papers.signing_ways import SignatureState
from models.tables import PendingSignature

_IN_EFFECT = """SELECT document.type, document.id FROM pending_signature
 JOIN document ON document.id = pending_signature.document_id
 WHERE pending_signature.state = ? AND document.state IN (?, ?)"""
# Both programs carry out what is due, within a minute of the first that runs.
_LATEST = timedelta(hours=1)


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
