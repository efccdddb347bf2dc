"""The words an officer noted of a delivery outside the outbox: the words of the output that counts for it."""

from collections.abc import Iterable

from models.actions.core.rare_rows import may_have
from models.tables import Complaint, DeliveryProof, StepOutput

_REFERENCE = "proof:"


def note_of(output: StepOutput) -> DeliveryProof | None:
    """Return the delivery recorded by hand for which this output counts; None for any other output."""
    number = output.reference.removeprefix(_REFERENCE)
    return DeliveryProof.get_by_id(int(number)) if number != output.reference else None


def is_own_note(note: DeliveryProof | None) -> bool:
    """Whether the words are the officer's, and not those of a message typed in the platform's app."""
    return note is not None and (note.message is None or note.text != note.message.text)


def with_notes(case: Complaint, outputs: Iterable[StepOutput]) -> list[StepOutput]:
    """Return the outputs for showing: that of a recorded delivery has its note as text."""
    rows = list(outputs)
    if not may_have(case, DeliveryProof):
        return rows
    notes = {
        f"{_REFERENCE}{note.id}": note for note in DeliveryProof.select().where(DeliveryProof.complaint == case.id)
    }
    for row in rows:
        if is_own_note(notes.get(row.reference)):
            row.text = notes[row.reference].text
    return rows
