"""What the audit trail says of a line added to a closed register: which line it corrects, in what, and its seal.

The trail is for good, so no word of a person may reach it. Why, and what was and is, stands in the line alone, bound
by its seal; there a destruction takes the words.
"""

import json

from models.actions.core.audit_trail import AuditEvent
from models.actions.figures.register_chain import sealed_words
from models.rules.figures.register_words import changed
from models.tables import RegisterLine

_EVENT = "betulkan_register"


def correction_event(line: RegisterLine, wrong: RegisterLine) -> AuditEvent:
    """Return the audit event of a correction: the two lines, the names of the corrected columns, and the seal."""
    columns = ", ".join(change.label for change in changed(json.loads(wrong.facts), json.loads(line.facts)))
    after = f"baris {line.position} membetulkan baris {wrong.position}: {columns}"
    return AuditEvent(_EVENT, f"bulan:{line.month}", "", sealed_words(after, line.seal))
