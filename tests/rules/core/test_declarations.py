"""What follows from a kind, and what a declaration changes of it."""

import pytest

from models.rules.core.declarations import READS, UNDECLARED, Declaration, Holds, Person, Reader


def test_every_kind_says_who_reads_it() -> None:
    assert set(READS) == set(Holds)


@pytest.mark.parametrize("reader", Reader)
def test_an_identity_is_read_by_everybody_and_an_officers_by_nobody(reader: Reader) -> None:
    assert Declaration(Holds.IDENTITY, Person.COMPLAINANT).read_by(reader)
    assert not Declaration(Holds.IDENTITY, Person.OFFICER).read_by(reader)


def test_who_is_named_reads_too_and_who_is_left_out_does_not() -> None:
    words = Declaration(Holds.FREE_WORDS, readers=frozenset({Reader.SEARCH}), left_out={Reader.MASK: "why"})
    assert [reader for reader in Reader if words.read_by(reader)] == [Reader.DESTRUCTION, Reader.SEARCH]


def test_what_nobody_declared_is_hidden_and_destroyed_and_told_to_nobody() -> None:
    assert {reader for reader in Reader if UNDECLARED.read_by(reader)} == {Reader.MASK, Reader.DESTRUCTION}
