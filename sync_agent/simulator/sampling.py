"""What citizens write, read from sample_messages.toml, and who they are: made-up people with made-up numbers."""

import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count, cycle
from pathlib import Path
from typing import Any

from sync_agent.simulator.pictures import photo, voice_note
from sync_agent.simulator.waha.messages import Media

_FILE = Path(__file__).with_name("sample_messages.toml")
_MARK = re.compile(r"\[(foto|suara)(?::([a-z]+))?\]\s*")
# Foreigners use numbers their regulators set aside for fiction (United Kingdom, United States, Australia).
_FOREIGN = (
    ("Emily Carter", "4477009001{:02d}"),
    ("Rajesh Menon", "4477009002{:02d}"),
    ("Lim Wei Ling", "4477009003{:02d}"),
    ("Nguyen Thi Hoa", "120255501{:02d}"),
    ("Kenji Morita", "614915701{:02d}"),
)


@dataclass(frozen=True)
class Person:
    """A made-up citizen; `number` is digits only, country code first."""

    name: str
    number: str

    @property
    def address(self) -> str:
        """Return the WhatsApp address."""
        return f"{self.number}@c.us"


@dataclass(frozen=True)
class SampleMessage:
    """One message of a conversation."""

    text: str
    media: Media | None = None


@dataclass(frozen=True)
class Conversation:
    """What one citizen writes in a row; `english`: a foreigner writes it."""

    about: str
    texts: tuple[str, ...]
    english: bool = False


@dataclass(frozen=True)
class Samples:
    """Everything practice mode can say."""

    conversations: tuple[Conversation, ...]
    thanks: tuple[str, ...]
    questions: tuple[str, ...]
    noise: dict[str, tuple[str, ...]]
    publications: tuple[str, ...]  # under which citizens comment
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]


@cache
def samples() -> Samples:
    """Read the sample file once."""
    content = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Samples(
        conversations=tuple(_conversation(row) for row in content["conversation"]),
        thanks=tuple(content["answers"]["thanks"]),
        questions=tuple(content["answers"]["questions"]),
        noise={name: tuple(texts) for name, texts in content["noise"].items()},
        publications=tuple(content["office"]["posts"]),
        first_names=tuple(content["people"]["first_names"]),
        last_names=tuple(content["people"]["last_names"]),
    )


def _conversation(row: dict[str, Any]) -> Conversation:
    return Conversation(row["about"], tuple(row["posts"]), row.get("english", False))


def as_message(text: str, shade: int = 0) -> SampleMessage:
    """Turn a line of the sample file into a message with its picture or voice note."""
    mark = _MARK.match(text)
    if mark is None:
        return SampleMessage(text)
    media = voice_note() if mark[1] == "suara" else photo(mark[2] or "surat", shade)
    return SampleMessage(text[mark.end() :], media)


def people(seed: int) -> Iterator[Person]:
    """Yield made-up Indonesians without end, each with a number of their own."""
    chance, names = random.Random(seed), samples()  # noqa: S311 - practice, not secrets
    for at in count(1000):
        name = f"{chance.choice(names.first_names)} {chance.choice(names.last_names)}"
        yield Person(name, f"62899{at:08d}")


def foreigners() -> Iterator[Person]:
    """Yield made-up foreigners; after some hundred the numbers come round again."""
    yield from cycle(Person(name, number.format(at)) for at in range(100) for name, number in _FOREIGN)
