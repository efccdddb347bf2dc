"""What a column holds and what each reader does with it: one row per kind, and the few facts a column may add.

A declaration stands in the table itself (models/tables/core/declaring.py). Besides its kind it may give
* `person`: whose identity it is, the complainant's or an officer's;
* `readers`: who reads it although the kind does not say so, and `left_out`: who does not, with the reason;
* `handed_as`: the label under which the person is handed it;
* `sought`: an identity that is masked in every text as well, not only in its own column;
* `gone`: what is written there when its case is destroyed;
* `harmless`: the keys of a JSON object that identify nobody; every other key is free words;
* `file`, `address`: it names a stored file; it is an address on the platform that leads to the person.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, TypeVar


class Holds(StrEnum):
    """What a column can hold."""

    IDENTITY = "identity"  # who a person is, where he lives, how he is reached
    FREE_WORDS = "free words"  # what somebody wrote or handed in; it may name persons
    OFFICE_WORDS = "office words"  # what the office says of itself, the same in every case
    PLATFORM_ID = "platform id"  # how a platform names a message, a conversation, a file
    MACHINE = "machine"  # what a program computed, or one of a few words a program knows


class Person(StrEnum):
    """Whose identity it is."""

    COMPLAINANT = "complainant"
    OFFICER = "officer"


class Reader(StrEnum):
    """Who reads declarations."""

    MASK = "mask"  # hidden on screen, paper and export while the complainant is protected
    DESTRUCTION = "destruction"  # emptied with its case, or with the person's last case
    HAND_OUT = "hand-out"  # given to the person who asks for his data
    SEARCH = "search"  # found by its words; an identity only while it is not protected
    EXPORT = "export"  # taken out in a list; an identity only while it is not protected
    REGISTER = "register"  # is in a line of the month's register


class Gone(StrEnum):
    """What is written into a column when its case is destroyed."""

    EMPTY = "empty"  # nothing
    MARK = "mark"  # a word that says that the text was destroyed
    HASH = "hash"  # a hash, the same for equal ids, so that rows still match
    ROW = "row"  # the row's own number: unique, and no hash of a telephone number, which could be tried out


# Who reads a kind where the declaration says nothing else. An officer's own name is read by none of them.
READS: dict[Holds, frozenset[Reader]] = {
    Holds.IDENTITY: frozenset(Reader),
    Holds.FREE_WORDS: frozenset({Reader.MASK, Reader.DESTRUCTION}),
    Holds.OFFICE_WORDS: frozenset(),
    Holds.PLATFORM_ID: frozenset({Reader.MASK, Reader.DESTRUCTION}),
    Holds.MACHINE: frozenset(),
}

Value = TypeVar("Value")
# The same for a field of a page's view: what nobody typed is shown as it is, an address on the platform as nothing;
# every other text is masked.
Harmless = Annotated[Value, Holds.OFFICE_WORDS]
PlatformAddress = Annotated[str, Holds.PLATFORM_ID]


@dataclass(frozen=True)
class Declaration:
    """What one column holds."""

    holds: Holds
    person: Person | None = None
    readers: frozenset[Reader] = frozenset()
    left_out: Mapping[Reader, str] = field(default_factory=dict)
    handed_as: str = ""
    sought: bool = False
    gone: Gone = Gone.EMPTY
    harmless: frozenset[str] | None = None
    file: bool = False
    address: bool = False

    def read_by(self, reader: Reader) -> bool:
        """Whether this reader takes the column."""
        own = frozenset() if self.person is Person.OFFICER else READS[self.holds]
        return reader in (own | self.readers) and reader not in self.left_out


# An undeclared column counts as free words: masked and destroyed, never handed out.
UNDECLARED = Declaration(Holds.FREE_WORDS)
