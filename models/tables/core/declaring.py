"""How a column declares what it holds: a function per kind, put around it in its table, and the readers' queries.

`subject = free_words(CharField(max_length=200))` is the same column as without: a declaration is not part of the
schema, so migrations do not see it. models/rules/core/declarations.py explains what a declaration may add.
"""

from collections.abc import Collection, Mapping
from functools import cache
from typing import TypeVar

from peewee import AutoField, BooleanField, DateTimeField, Field, ForeignKeyField, IntegerField, Model, TimeField

from models.rules.core.declarations import UNDECLARED, Declaration, Gone, Holds, Person, Reader

Column = TypeVar("Column", bound=Field)
# These hold keys, counts, moments and answers by yes or no: nothing anybody wrote. Every other type must declare.
_PLAIN = (AutoField, ForeignKeyField, BooleanField, IntegerField, DateTimeField, TimeField)
_NAME = "_holds"


def identity(
    column: Column,
    *,
    of: Person = Person.COMPLAINANT,
    handed_as: str = "",
    sought: bool = True,
    gone: Gone = Gone.EMPTY,
    left_out: Mapping[Reader, str] | None = None,
) -> Column:
    """Declare a person's identity; `sought`: the value alone identifies him and is masked in every text."""
    theirs = of is Person.COMPLAINANT
    found = Declaration(
        Holds.IDENTITY, of, left_out=left_out or {}, handed_as=handed_as, sought=sought and theirs, gone=gone
    )
    return _declared(column, found)


def free_words(
    column: Column,
    *,
    handed_as: str = "",
    also: Collection[Reader] = (),
    gone: Gone = Gone.EMPTY,
    left_out: Mapping[Reader, str] | None = None,
    file: bool = False,
) -> Column:
    """Declare what somebody wrote or, with `file`, handed in; `also` names readers the kind does not include."""
    readers = frozenset({*also, *([Reader.HAND_OUT] if handed_as else [])})
    found = Declaration(
        Holds.FREE_WORDS, readers=readers, left_out=left_out or {}, handed_as=handed_as, gone=gone, file=file
    )
    return _declared(column, found)


def office_words(column: Column, *, file: bool = False) -> Column:
    """Declare the office's own words: labels, prepared texts, its letterhead and templates."""
    return _declared(column, Declaration(Holds.OFFICE_WORDS, file=file))


def platform_id(
    column: Column, *, also: Collection[Reader] = (), gone: Gone = Gone.HASH, address: bool = False
) -> Column:
    """Declare a platform's name for something; `address`: it leads to the person and is shown to nobody."""
    gone = Gone.EMPTY if address else gone
    return _declared(column, Declaration(Holds.PLATFORM_ID, readers=frozenset(also), gone=gone, address=address))


def machine(column: Column, *, also: Collection[Reader] = ()) -> Column:
    """Declare a value the program computed, or one of a few words that it knows."""
    return _declared(column, Declaration(Holds.MACHINE, readers=frozenset(also)))


def by_key(column: Column, harmless: Collection[str]) -> Column:
    """Declare a JSON object: the values of these keys identify nobody, those of any other are free words."""
    found = Declaration(Holds.FREE_WORDS, harmless=frozenset(harmless))
    return _declared(column, found)


def _declared(column: Column, declaration: Declaration) -> Column:
    setattr(column, _NAME, declaration)
    return column


def must_declare(column: Field) -> bool:
    """Whether a column's type can hold a person's words or identity."""
    return not isinstance(column, _PLAIN)


def declaration_of(column: Field) -> Declaration | None:
    """Return what a column declares, None where it declares nothing."""
    found: Declaration | None = getattr(column, _NAME, None)
    return found


def held_by(column: Field) -> Declaration:
    """Return a column's declaration; without one, a machine's value or free words, by the column's type."""
    fallback = UNDECLARED if must_declare(column) else Declaration(Holds.MACHINE)
    return declaration_of(column) or fallback


def columns_for(table: type[Model], reader: Reader) -> tuple[Field, ...]:
    """Return the columns of a table that this reader takes, in their order."""
    return _read_by(table)[reader]


def identities_in(table: type[Model]) -> tuple[Field, ...]:
    """Return the columns of a table that identify a complainant."""
    said = ((column, held_by(column)) for column in table._meta.sorted_fields)
    return tuple(column for column, one in said if one.holds is Holds.IDENTITY and one.person is not Person.OFFICER)


def sought_in(table: type[Model]) -> tuple[Field, ...]:
    """Return the columns of a table whose values are masked in every text of a protected case."""
    return tuple(column for column in table._meta.sorted_fields if held_by(column).sought)


@cache
def _read_by(table: type[Model]) -> Mapping[Reader, tuple[Field, ...]]:
    """Return the columns of a table by reader; cached, because every row that is shown or found asks."""
    said = [(column, held_by(column)) for column in table._meta.sorted_fields]
    return {reader: tuple(column for column, one in said if one.read_by(reader)) for reader in Reader}
