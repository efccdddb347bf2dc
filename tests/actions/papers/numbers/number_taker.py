"""A program of its own that takes numbers for ever, every third time thinking better of it; for test_give_number."""

import random
import sys
import time
from datetime import datetime

from models.actions.core import give_number
from models.actions.core.actor import OPERATOR
from models.tables import database
from models.tables.core.database import open_database


def main(url: str, name: str, seed: int) -> None:
    """Take numbers until killed; say each that is committed."""
    open_database(url)
    chance, now = random.Random(seed), datetime(2026, 11, 25, 2, 0)
    with database.connection_context():
        for turn in range(1_000_000):
            holders = [f"{name}:{turn}:{place}" for place in range(chance.randint(1, 3))]
            with database.atomic() as transaction:
                numbers = give_number.take("WIM.32", 2026, "kantor", holders, "{urut}", OPERATOR, now)
                time.sleep(chance.random() / 500)  # hold it a little, so that the others meet it
                if chance.random() < 0.33:
                    transaction.rollback()
                    continue
            for number in numbers:
                print(number, flush=True)
            time.sleep(chance.random() / 50)  # SQLite's lock is not fair: without a pause the others starve


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
