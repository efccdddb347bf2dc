"""Saved views of the queue that look for a person: they lose his name and number with his last case."""

from collections.abc import Iterator, Sequence
from urllib.parse import parse_qsl, urlencode

from peewee import ColumnBase

from models.rules.privacy.masking import Mask
from models.rules.retention.retention import DESTROYED, STANDS_FOR
from models.tables import Contact, Handle, SavedView
from models.tables.core.declaring import sought_in


def forget_in_views(person: Sequence[ColumnBase]) -> int:
    """Take what identifies a person out of all saved views; return how many held any. Needs a transaction.

    `person`: the conditions of his rows, before they are emptied.
    """
    hide, changed = Mask(tuple(_identifying(person))), 0
    for view in SavedView.select().order_by(SavedView.id):
        asked = parse_qsl(view.query.removeprefix("?"), keep_blank_values=True)
        kept = [(name, value) for name, value in asked if hide(value) == value]
        if kept != asked or hide(view.name) != view.name:
            query = f"?{urlencode(kept)}" if kept != asked else view.query
            SavedView.update(query=query, name=hide(view.name)).where(SavedView.id == view.id).execute()
            changed += 1
    return changed


def _identifying(person: Sequence[ColumnBase]) -> Iterator[str]:
    for table, mine in zip((Contact, Handle), person, strict=True):
        for values in table.select(*sought_in(table)).where(mine).tuples():
            told = (value.strip() for value in values if isinstance(value, str))
            yield from (value for value in told if value and value != DESTROYED and not value.startswith(STANDS_FOR))
