"""Intake: ready pages through the whole pipeline, beside raw inserts of the same rows into one bare table."""

import contextlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from peewee import Model, TextField

from models.actions.intake.receive_messages import receive_page
from models.rules.channels.messages import IncomingMessage, Page
from models.tables import database
from tests.benchmarks.figures import Figure, seconds
from tests.office import NOW, citizen_message, office
from tests.postgres import make_database, postgres_server

PAGE, MESSAGES = 100, 6000
BURST = 3  # citizens write three messages where one would do
PAYLOAD = '{"id":"false_62811@c.us_AAAA","body":"' + "Paspor saya sudah dua bulan belum jadi. " * 6 + '"}'


class BareRow(Model):
    """The limit: one table, one text, no keys but its own."""

    payload = TextField()

    class Meta:
        """Where it lives."""

        database = database


def pages(count: int) -> list[Page]:
    """Make that many messages ready to be taken in, in pages."""
    messages: list[IncomingMessage] = [
        citizen_message(
            text=f"Paspor saya sudah dua bulan belum jadi, nomor antrean {number}",
            who=f"6281{number // BURST:09d}",
            sent_at=NOW - timedelta(seconds=count - number),
            payload=PAYLOAD,
        )
        for number in range(count)
    ]
    return [Page(messages=tuple(part), cursor=str(index)) for index, part in enumerate(_parts(messages))]


def _parts(messages: list[IncomingMessage]) -> Iterator[list[IncomingMessage]]:
    for start in range(0, len(messages), PAGE):
        yield messages[start : start + PAGE]


def _raw(count: int) -> float:
    """Insert as many bare rows, in transactions of one page."""
    database.create_tables([BareRow])
    rows = [{"payload": PAYLOAD}] * PAGE

    def insert() -> None:
        for _ in range(count // PAGE):
            with database.atomic():
                BareRow.insert_many(rows).execute()

    return count / seconds(insert)


def _measure(name: str, url: str, count: int, aim: str) -> list[Figure]:
    ready = pages(count)
    with office(url) as account, database.connection_context():
        receive_page(account.id, "dm", pages(PAGE)[0], NOW)  # connections and statements are warm

        def take_in() -> None:
            for page in ready:
                receive_page(account.id, "dm", page, NOW)

        fresh, again, limit = count / seconds(take_in), count / seconds(take_in), _raw(count)
    return [
        Figure(f"intake, {name}", fresh, "messages/s", limit, "raw insert_many", aim),
        Figure(f"intake of what is known, {name}", again, "messages/s", limit, "raw insert_many"),
    ]


def measure(folder: Path) -> list[Figure]:
    """Measure intake on SQLite and, where it is installed, PostgreSQL."""
    found = _measure("SQLite, synchronous=FULL", f"sqlite:///{folder / 'intake.db'}", MESSAGES, ">= 2,000/s")
    with contextlib.suppress(pytest.skip.Exception), postgres_server() as server:
        found += _measure("PostgreSQL", make_database(server, "bench"), MESSAGES, ">= 1,500/s")
    return found
