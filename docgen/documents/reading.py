"""Reads a document's facts out of a plain mapping: names what is missing or wrong, and cleans the texts."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from docgen.cleaning import clean, one_line
from docgen.errors import FieldMissing, FieldWrong
from models.rules.core.moments import parse_iso

Row = TypeVar("Row")


class FactsReader:
    """One mapping of facts; `path` is where it lies in the whole, for naming a field."""

    def __init__(self, facts: object, path: str = "") -> None:
        if not isinstance(facts, Mapping):
            raise FieldWrong(path or "facts", "kumpulan isian")
        self._facts = facts
        self._path = path

    def name(self, key: str) -> str:
        """Return the full name of a field, e.g. signer.nip."""
        return f"{self._path}.{key}" if self._path else key

    def way_to(self, fact: str) -> "tuple[FactsReader, str]":
        """Return the reader of the mapping a dotted fact lies in, and its key there."""
        way, _, key = fact.rpartition(".")
        reader = self
        for step in way.split(".") if way else ():
            reader = reader.inner(step)
        return reader, key

    def _value(self, key: str) -> object:
        if key not in self._facts:
            raise FieldMissing(self.name(key))
        return self._facts[key]

    def tells(self, key: str) -> bool:
        """Whether a fact is there at all, as those that papers drafted earlier do not know."""
        return key in self._facts

    def line(self, key: str) -> str:
        """Read a text of one line that may be empty; null is empty."""
        return one_line(self._text(key))

    def filled_line(self, key: str) -> str:
        """Read a text of one line that must say something."""
        text = self.line(key)
        if not text:
            raise FieldMissing(self.name(key))
        return text

    def text(self, key: str) -> str:
        """Read a text of many lines that may be empty; null is empty."""
        return clean(self._text(key))

    def filled_text(self, key: str) -> str:
        """Read a text of many lines that must say something."""
        text = self.text(key)
        if not text.strip():
            raise FieldMissing(self.name(key))
        return text

    def encoded(self, key: str) -> str:
        """Read a text that is no prose, such as a picture in base64, whole and as it stands; null is empty."""
        return self._text(key)

    def _text(self, key: str) -> str:
        value = self._value(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise FieldWrong(self.name(key), "teks")
        return value

    def text_if_told(self, key: str) -> str:
        """Read a text that papers drafted earlier do not know; there it is empty."""
        return self.text(key) if key in self._facts else ""

    def count(self, key: str) -> int:
        """Read a whole number from zero on."""
        value = self._value(key)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10**15:
            raise FieldWrong(self.name(key), "bilangan bulat mulai dari nol")
        return value

    def count_or_none(self, key: str) -> int | None:
        """Read a whole number from zero on, or null."""
        return None if self._value(key) is None else self.count(key)

    def count_if_told(self, key: str) -> int | None:
        """Read a whole number that only some papers tell; None where it is not told."""
        return self.count(key) if key in self._facts else None

    def yes(self, key: str) -> bool:
        """Read true or false."""
        value = self._value(key)
        if not isinstance(value, bool):
            raise FieldWrong(self.name(key), "ya atau tidak (true/false)")
        return value

    def yes_or_none(self, key: str) -> bool | None:
        """Read true, false or null."""
        return None if self._value(key) is None else self.yes(key)

    def one_of(self, key: str, allowed: Sequence[str]) -> str:
        """Read one of the allowed words."""
        word = self.line(key)
        if word not in allowed:
            raise FieldWrong(self.name(key), f"salah satu dari {', '.join(allowed)}")
        return word

    def day_or_none(self, key: str) -> date | None:
        """Read an ISO date (2025-03-24), or null."""
        return self._read(key, date.fromisoformat, "tanggal (contoh 2025-03-24)")

    def day_of(self, key: str) -> date | None:
        """Read the day of an ISO date or of an ISO moment (in UTC), or null."""
        value = self._value(key)
        if isinstance(value, str) and "T" in value:
            return self.moment(key).date()
        return self.day_or_none(key)

    def moment_or_none(self, key: str) -> datetime | None:
        """Read an ISO moment with its offset as naive UTC, or null."""
        return self._read(key, parse_iso, "waktu (contoh 2025-03-24T02:12:00+00:00)")

    def moment_if_told(self, key: str) -> datetime | None:
        """Read a moment that only some papers tell, and none drafted before it was known."""
        return self.moment_or_none(key) if key in self._facts else None

    def line_if_told(self, key: str) -> str:
        """Read a line that only some papers tell; empty where it is not told, as before it was known."""
        return self.line(key) if key in self._facts else ""

    def moment(self, key: str) -> datetime:
        """Read an ISO moment with its offset as naive UTC."""
        moment = self.moment_or_none(key)
        if moment is None:
            raise FieldMissing(self.name(key))
        return moment

    def _read(self, key: str, parse: Callable[[str], Row], expected: str) -> Row | None:
        value = self._value(key)
        if value is None:
            return None
        try:
            return parse(value if isinstance(value, str) else "")
        except ValueError as err:
            raise FieldWrong(self.name(key), expected) from err

    def inner(self, key: str) -> "FactsReader":
        """Read a mapping inside this one."""
        return FactsReader(self._value(key), self.name(key))

    def inner_or_none(self, key: str) -> "FactsReader | None":
        """Read a mapping inside this one, or null."""
        return None if self._value(key) is None else self.inner(key)

    def rows(self, key: str, read: "Callable[[FactsReader], Row]") -> tuple[Row, ...]:
        """Read a list of mappings, each by the function handed in."""
        items = self._list(key)
        return tuple(read(FactsReader(item, f"{self.name(key)}[{place}]")) for place, item in enumerate(items, 1))

    def table(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Read a list of rows of texts, as somebody filled in a table of his own."""
        rows = self._list(key)
        if not all(isinstance(row, list | tuple) and all(isinstance(cell, str) for cell in row) for row in rows):
            raise FieldWrong(self.name(key), "tabel")
        return tuple(tuple(clean(str(cell)) for cell in row) for row in rows if isinstance(row, list | tuple))

    def lines(self, key: str) -> tuple[str, ...]:
        """Read a list of one-line texts; empty ones are left out."""
        items = self._list(key)
        if not all(isinstance(item, str) for item in items):
            raise FieldWrong(self.name(key), "daftar teks")
        return tuple(line for line in map(one_line, map(str, items)) if line)

    def _list(self, key: str) -> Sequence[object]:
        value = self._value(key)
        if not isinstance(value, list | tuple):
            raise FieldWrong(self.name(key), "daftar")
        return value
