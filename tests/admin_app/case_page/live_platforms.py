"""TikTok and WhatsApp as the simulator plays them, on the test's clock, and the agent between."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from typing import Any
from unittest.mock import patch

from models.actions.channels.keep_channel import sealed_secrets
from models.actions.replies.queue_reply import queue_reply
from models.rules.channels.channels import channel
from models.rules.replies.delivery import Purpose
from models.rules.replies.invitations import second_words_in
from models.rules.staff.roles import Role, Section
from models.tables import ChannelAccount, Complaint
from models.tables.core.secrets import load_key, seal
from models.tables.core.settings import load_settings
from sync_agent.agent import DONE, Agent
from sync_agent.connector_kit.heard_dates import HEARD
from sync_agent.keeping_time import keep_time
from sync_agent.simulator.app import build
from sync_agent.simulator.network.items import Draft
from sync_agent.simulator.platforms import account_of, username_of
from sync_agent.simulator.serve import Running, start
from sync_agent.simulator.waha.messages import Draft as WahaDraft
from sync_agent.simulator.waha.messages import Settings
from tests.actions.inviting import Invited
from tests.actions.walking import own_numbers
from tests.admin_app.browsing import Clock
from tests.office import actor

API_KEY, NAME, CHAT = "rahasia-simulator", "Ani Wijaya", "6281200000001@c.us"
_PASSES = 2  # what a channel brought in another one may have to carry on


class LivePlatforms:
    """The platforms, the citizen's hands on them, and passes of the agent, as `run_agent.py --once` makes them."""

    def __init__(self, running: Running, clock: Clock, database_url: str, folder: Path) -> None:
        self.running, self.clock = running, clock
        self.settings = load_settings({"ADUAN_DATABASE_URL": database_url, "ADUAN_DATA_DIR": str(folder)})
        self.key = load_key(self.settings.secret_key_file)
        self.tiktok = running.practice.platforms["tiktok"]
        self.username = username_of(self.tiktok, NAME, 1)

    def connect(self, waha: ChannelAccount) -> ChannelAccount:
        """Lead the office's WhatsApp to its gateway here, and add its TikTok account; return that."""
        address = {"base_url": self.running.waha_url, "session": "default", "public_address": "0811-7000-111"}
        sealed = {"settings": json.dumps(address), "secret": seal(self.key, API_KEY)}
        ChannelAccount.update(sealed).where(ChannelAccount.id == waha.id).execute()
        settings, secrets = account_of(self.tiktok, self.running.url)
        given = "\n".join(f"{name}={value}" for name, value in secrets.items())
        return ChannelAccount.create(
            kind="tiktok",
            label="TikTok kantor",
            settings=json.dumps(settings),
            secret=sealed_secrets(channel("tiktok"), given, self.key),
            created_at=self.clock.now,
        )

    def comments(self, text: str) -> None:
        """Let the citizen comment under the office's newest video."""
        self.tiktok.network.write(Draft(self.username, text, "comment", NAME))

    def writes(self, text: str) -> None:
        """Let the citizen write to the office's WhatsApp."""
        self.running.practice.gateway.receive(WahaDraft(CHAT, text, name=NAME))

    def in_public(self) -> list[str]:
        """Return what the office said under her comments."""
        return [item.text for item in self.tiktok.network.everything_of(self.username) if item.from_office]

    def on_the_phone(self) -> list[str]:
        """Return what the office wrote to her WhatsApp."""
        return [row.text for row in self.running.practice.gateway.phones.at(CHAT).messages.rows if row.from_me]

    def word(self) -> str:
        """Return the second word as she reads it on her phone."""
        return next(iter(second_words_in(self.on_the_phone()[-1])))

    def carry(self) -> None:
        """Let the agent make its passes: bring in, send what is due, watch the clock."""
        # The simulated platforms go by the real time, the office by the test's.
        with patch.object(HEARD, "hear"):
            for _ in range(_PASSES):
                self.clock.move(minutes=1)
                codes: list[int] = []
                agent = Agent(self.settings, self.key, self.clock, [keep_time])
                # In a thread of its own, as it has connections of its own.
                thread = threading.Thread(target=lambda agent=agent, codes=codes: codes.append(agent.once()))
                thread.start()
                thread.join()
                assert codes == [DONE]


class Commented(Invited):
    """A complaint the citizen made in a comment on the simulated TikTok, which the agent brought in."""

    def __init__(self, platforms: LivePlatforms, waha: ChannelAccount) -> None:
        self.platforms, self.section, self.now = platforms, Section.LALINTALKIM, platforms.clock.now
        own_numbers()
        self.account = platforms.connect(waha)
        self.whatsapp = ChannelAccount.get_by_id(waha.id)
        platforms.comments("Paspor saya sudah lama belum jadi juga")
        platforms.carry()
        self.now = platforms.clock.now
        self.id = Complaint.get(Complaint.account == self.account.id).id

    def answer(self, purpose: Purpose, text: str = "Yth. Saudara, terima kasih.") -> str:
        """Queue a reply, and let the agent send it."""
        key = f"kunci-{self.tick().isoformat()}"
        queue_reply(self.id, text, purpose, key, actor(Role.PENGELOLA), self.now)
        self.carry()
        return key

    def carry(self) -> None:
        """Let the agent pass, at the walk's moment."""
        self.platforms.clock.now = self.now
        self.platforms.carry()
        self.now = self.platforms.clock.now


@contextmanager
def live_platforms(clock: Clock, database_url: str, folder: Path) -> Iterator[LivePlatforms]:
    """Serve the simulated platforms, which tell the test's time."""

    def told() -> float:
        return clock.now.replace(tzinfo=UTC).timestamp()

    practice: Any = build(seed=5, settings=Settings(api_key=API_KEY), clock=told, kinds={"tiktok"})
    with start(practice) as running:
        yield LivePlatforms(running, clock, database_url, folder)
