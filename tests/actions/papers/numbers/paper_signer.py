"""A program of its own that signs papers with ten threads at once until all are signed; for test_parallel_signing."""

import random
import sys
import threading
import time
from datetime import datetime

from peewee import OperationalError

from models.actions.papers.sign_document import sign_document
from models.rules.core.errors import AlreadyDone
from models.rules.staff.roles import Role
from models.tables import Document, database
from models.tables.core.database import open_database
from tests.office import actor

NOW = datetime(2026, 11, 25, 4, 0)
_say = threading.Lock()


def main(url: str, seed: int) -> None:
    """Sign whatever is still a draft, in an order of this program's own; say each that is committed."""
    open_database(url)
    with database.connection_context():
        left = [row.id for row in Document.select(Document.id).where(Document.state == "konsep")]
    random.Random(seed).shuffle(left)
    threads = [threading.Thread(target=work, args=(left[place::10],)) for place in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def work(documents: list[int]) -> None:
    """Sign these papers one after the other; a database that is busy is asked again."""
    with database.connection_context():
        kasubsi = actor(Role.KASUBSI_INFOKIM)
        while documents:
            try:
                signed = sign_document(documents[-1], kasubsi, NOW)
            except AlreadyDone:
                documents.pop()
                continue
            except OperationalError:
                time.sleep(0.01)
                continue
            documents.pop()
            with _say:
                print(signed.id, signed.number, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
