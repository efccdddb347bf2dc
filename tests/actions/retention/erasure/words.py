"""Words of a case, one for every column that is destroyed with it, and the search for them in raw files."""

import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from peewee import CharField, TextField

from models.actions.retention.destruction.emptying import below
from models.actions.retention.destruction.take_out import OF_ITS_OWN_CASE
from models.actions.retention.destruction.take_out_person import OF_A_CASE
from models.rules.core.declarations import Gone, Reader
from models.rules.search.searching import fold
from models.tables import (
    Complaint,
    ComplaintMessage,
    Contact,
    Envelope,
    Message,
    RegisterLine,
)
from models.tables.core.declaring import columns_for, held_by

# Rows told apart by these columns: a word for each row would be needed, and their own contents are looked for anyway.
_OWN = (Gone.HASH, Gone.ROW)


def sow(case: Complaint, sort: str) -> dict[str, str]:
    """Write words of its own into every column of the case that is destroyed with it; return where each stands."""
    found = {}
    for column, mine in _columns(case):
        room = getattr(column, "max_length", None) or 999
        words = [f"{sort}{len(found) + more:02d}{'kerjaé' if more else 'kerja'}" for more in range(1 + (room >= 40))]
        text = " ".join(words)
        if held_by(column).harmless is not None:
            text = json.dumps({"name": words[0], "subject": f'"{words[-1]}"'})
        if column.model.update({column: text}).where(mine).execute():
            found |= dict.fromkeys(words, f"{column.model._meta.table_name}.{column.name}")
    return found


def _columns(case: Complaint) -> Iterator[tuple[Any, Any]]:
    links = ComplaintMessage.select(ComplaintMessage.message).where(ComplaintMessage.complaint == case.id)
    own = Message.select(Message.envelope).where(Message.id.in_(links) & Message.envelope.is_null(False))
    places = [
        (Complaint, Complaint.id == case.id),
        (Message, Message.id.in_(links)),
        (Envelope, Envelope.id.in_(own)),
    ]
    places += [(Contact, Contact.id == case.contact_id)]
    for top, ids, stops in (
        (Complaint, [case.id], (RegisterLine,)),
        (Message, links, OF_ITS_OWN_CASE),
        (Contact, [case.contact_id], OF_A_CASE),
    ):
        places += [(found.table, found.mine) for found in below(top, ids, stops)]
    seen = set()
    for table, mine in places:
        for column in columns_for(table, Reader.DESTRUCTION):
            said = held_by(column)
            texts = isinstance(column, CharField | TextField) and not said.file and said.gone not in _OWN
            if texts and column not in seen:
                seen.add(column)
                yield column, mine


def found_in(words: Iterable[str], paths: Iterable[Path]) -> set[str]:
    """Return the words that stand in these files: as they are, escaped as in JSON, or folded as for the search."""
    spelt = {spelling: word for word in words for spelling in _spellings(word)}
    pattern = re.compile(b"|".join(re.escape(spelling) for spelling in sorted(spelt, key=len, reverse=True)))
    found = set()
    for path in paths:
        found |= {spelt[hit.lower()] for hit in pattern.findall(path.read_bytes().lower())}
    return found


def _spellings(word: str) -> set[bytes]:
    escaped = json.dumps(word)[1:-1]
    return {text.lower().encode() for text in (word, escaped, json.dumps(escaped)[1:-1], fold(word))}


def unpacked(backup: Path, folder: Path) -> list[Path]:
    """Return the members of a backup, unpacked into a folder."""
    with zipfile.ZipFile(backup) as archive:
        archive.extractall(folder)
    return [path for path in folder.rglob("*") if path.is_file()]
