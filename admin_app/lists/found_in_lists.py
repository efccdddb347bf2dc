"""Finds rows of a list by the index of words; the list's own condition decides which may be seen."""

import re
from typing import Any

from peewee import ColumnBase

from admin_app.search.searching import hits, index_what_is_new, numbered
from models.rules.privacy.visibility import Scope
from models.rules.search.searching import SHORTEST, Found, Wanted, read_wanted
from models.tables import Document

# The newest hits are nearly always enough; where a list's filters leave few of them, so many are looked through.
_NEWEST, _LOOKED_THROUGH = 600, 12_000
_DIGITS = re.compile(rf"^\d{{1,{SHORTEST - 1}}}$")


def among(query: Any, kind: Found, text: str, scope: Scope, most: int) -> list[int]:
    """Return the keys of a list's rows that hold the words, newest first; cases and papers by number too."""
    if scope.nothing:
        return []
    index_what_is_new()
    wanted = read_wanted(text)
    by_number = _by_number(kind, text.strip())
    found = _keys(query, by_number, most) if by_number is not None else []
    if wanted:
        found += _by_words(query, kind, wanted, scope, most)
    return list(dict.fromkeys(found))[:most]


def _by_words(query: Any, kind: Found, wanted: Wanted, scope: Scope, most: int) -> list[int]:
    key = query.model._meta.primary_key
    newest = [ref for (ref,) in hits(kind, wanted, scope, _NEWEST).tuples()]
    found = _keys(query, key.in_(newest), most)
    if wanted.short or len(found) >= most or len(newest) < _NEWEST:
        return found
    return _keys(query, key.in_(hits(kind, wanted, scope, max(_LOOKED_THROUGH, 4 * most))), most)


def _by_number(kind: Found, text: str) -> ColumnBase | None:
    if kind is Found.KASUS:
        return numbered(text)
    if kind is Found.NASKAH and _DIGITS.match(text):  # the first papers of a year: too short for the index
        papers = Document.alias()
        return Document.id.in_(papers.select(papers.id).where(papers.number.contains(text)))
    return None


def _keys(query: Any, condition: ColumnBase, most: int) -> list[int]:
    key = query.model._meta.primary_key
    return [one for (one,) in query.select(key).where(condition).order_by(key.desc()).limit(most).tuples()]
