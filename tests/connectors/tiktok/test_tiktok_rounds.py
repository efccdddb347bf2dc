"""Citizens write on several videos while rounds are under way: nothing they write is missed (I-1)."""

import random
from datetime import timedelta

import pytest

from models.rules.core.moments import from_unix
from sync_agent.connector_kit.contract import AccountSettings, FetchRequest
from sync_agent.connectors.tiktok.connector import TikTokConnector
from sync_agent.simulator.app import build
from sync_agent.simulator.network.items import COMMENT, DM, Draft
from sync_agent.simulator.network.network import Network
from sync_agent.simulator.platforms import account_of
from sync_agent.simulator.serve import start
from tests.simulator.tiktok.asking import Clock

OVERLAP = timedelta(minutes=2)


class Reader:
    """An agent that fetches a page at a time, loses its memory now and then, and keeps cursors like a database."""

    def __init__(self, account: AccountSettings, clock: Clock) -> None:
        self.account, self.clock = account, clock
        self.connector = TikTokConnector(account)
        self.cursors: dict[str, str | None] = {"comment": None, "dm": None}
        self.found: set[str] = set()
        self.gaps: list[str] = []

    def fetch(self, stream: str, stored: bool = True) -> bool:
        """Read one page; one that is not stored is as if it had never been read."""
        now = from_unix(self.clock())
        page = self.connector.fetch(FetchRequest(stream, self.cursors[stream], OVERLAP, now))
        if stored:
            self.found |= {message.external_id for message in page.messages}
            self.gaps += page.gaps
            self.cursors[stream] = page.cursor or self.cursors[stream]
        return page.more

    def rest(self) -> None:
        """Read to the end of two rounds, minute by minute."""
        for stream in (*self.cursors, *self.cursors):
            for _ in range(200):
                if not self.fetch(stream):
                    self.clock.now += 61
                    break


def write(network: Network, chance: random.Random) -> None:
    """Let somebody write: under a video, under a comment, or in private."""
    username = f"warga.{chance.randrange(6)}"
    comments = [item.id for item in network.items.values() if item.kind == COMMENT]
    if chance.random() < 0.3:
        network.write(Draft(username, "pesan", DM))
    elif comments and chance.random() < 0.6:
        network.write(Draft(username, "balasan", COMMENT, parent=chance.choice(comments[-8:])))
    else:
        network.write(Draft(username, "komentar", COMMENT, publication=chance.choice(list(network.publications))))


@pytest.mark.parametrize("seed", range(6))
def test_I1_everything_written_is_read_whatever_comes_between(seed: int) -> None:
    chance, clock = random.Random(seed), Clock()
    with start(build(seed=seed, clock=clock)) as running:
        fake = running.practice.platforms["tiktok"]
        for number in range(4):
            fake.network.publish(f"video {number}", clock() - number)
        reader = Reader(AccountSettings(*account_of(fake, running.url), 3.0), clock)
        for _ in range(250):
            draw = chance.random()
            if draw < 0.35 and len(fake.network.items) < 100:
                write(fake.network, chance)
            elif draw < 0.45:
                clock.now += chance.randrange(1, 90)
            elif draw < 0.47:
                reader.connector = TikTokConnector(reader.account)
            else:
                reader.fetch(chance.choice(("comment", "dm")), stored=chance.random() < 0.9)
        reader.rest()
        missed = set(fake.network.items) - reader.found
        assert reader.gaps == []
        assert missed == set()
