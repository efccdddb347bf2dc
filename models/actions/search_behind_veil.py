"""Searches the answers to protected complainants: only what the veil leaves is found, so no name can be tried out.

What the index of words finds is kept veiled (models/actions/search_index); the list of answers asks its rows.
"""

from models.actions.identities import veils_of
from models.tables import Complaint, Outbox


def answers_behind_veil(text: str) -> list[int]:
    """Give the answers in protected cases that contain a text that is no part of who complained."""
    rows = Outbox.select(Outbox.id, Outbox.complaint, Outbox.text).join(Complaint)
    found = list(rows.where(Complaint.identity_protected & Outbox.text.contains(text)).tuples())
    veils, wanted = veils_of({case for _answer, case, _words in found}), text.casefold()
    left = (answer for answer, case, words in found if case in veils and wanted in veils[case](words).casefold())
    return sorted(left)
