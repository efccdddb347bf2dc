"""What the audit trail says of a line added to a closed register: what was, what is, why, and the line's seal."""

import json

from models.actions.core.audit_trail import AuditEvent
from models.actions.core.identities import identity_of
from models.actions.figures.register_chain import sealed_words
from models.rules.figures.register_words import changed, changed_words
from models.tables import RegisterLine

# The trail is for good: neither the person's name nor his number may reach it, protected or not.
_EVENT = "betulkan_register"


def correction_event(line: RegisterLine, wrong: RegisterLine) -> AuditEvent:
    """Return the audit event of a correction; columns that name somebody are named, their words only sealed."""
    changes = changed(json.loads(wrong.facts), json.loads(line.facts))
    hide = identity_of(line.complaint_id).mask
    said = "; ".join(changed_words(change) for change in changes)
    after = f"baris {line.position} membetulkan baris {wrong.position}: {hide(said)}; karena: {hide(line.reason)}"
    return AuditEvent(_EVENT, f"bulan:{line.month}", "", sealed_words(after, line.seal))
