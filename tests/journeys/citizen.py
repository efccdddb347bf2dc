"""One citizen on all five channels of the SOP: where she writes, what she sees there, whatever the platform."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.rules.channels.channels import CHANNELS
from models.rules.channels.messages import Kind
from sync_agent.simulator.network.items import Draft
from sync_agent.simulator.platforms import Platform, account_of, username_of
from sync_agent.simulator.serve import Running
from sync_agent.simulator.waha.messages import Draft as WahaDraft
from tests.journeys.programs import API_KEY, Programs

NAME, CHAT = "Ani Wijaya", "6281200000001@c.us"
# SOP step 1: WhatsApp, Instagram, Facebook, X and TikTok.
NETWORKS = ("facebook", "instagram", "x", "tiktok")


@dataclass(frozen=True)
class Place:
    """One place where she writes."""

    channel: str
    kind: Kind

    @property
    def text(self) -> str:
        """Return what she writes there."""
        return f"Paspor saya belum jadi, sudah tiga minggu ({self.channel}, {self.kind})."


PLACES = (
    Place("waha", Kind.DM),
    *(Place(channel, kind) for channel in NETWORKS for kind in (Kind.DM, Kind.COMMENT)),
)


class Citizen:
    """Writes at every place and looks at her phone."""

    def __init__(self, running: Running) -> None:
        self.running = running

    def platform(self, channel: str) -> Platform:
        """Return the fake of a channel."""
        return self.running.practice.platforms[channel]

    def username(self, channel: str) -> str:
        """Return her user name there."""
        return username_of(self.platform(channel), NAME, 1)

    def write(self, place: Place, text: str = "") -> None:
        """Write at a place."""
        if place.channel == "waha":
            self.running.practice.gateway.receive(WahaDraft(CHAT, text or place.text, name=NAME))
            return
        draft = Draft(self.username(place.channel), text or place.text, str(place.kind), NAME)
        self.platform(place.channel).network.write(draft)

    def sees(self, place: Place) -> list[str]:
        """Return the office's answers as she sees them there: those in public under her own comment."""
        if place.channel == "waha":
            rows = self.running.practice.gateway.phones.at(CHAT).messages.rows
            return [row.text for row in rows if row.from_me]
        network = self.platform(place.channel).network
        mine = self.username(place.channel)
        own = {item.id for item in network.everything_of(mine) if not item.from_office}
        answers = [item for item in network.everything_of(mine) if item.from_office and item.kind == place.kind]
        return [item.text for item in answers if place.kind is Kind.DM or item.parent in own]


def accounts(running: Running) -> Iterator[tuple[str, dict[str, str], dict[str, str]]]:
    """Yield kind, settings and secrets of an account on each of the five channels."""
    yield "waha", {"base_url": running.waha_url, "session": "default"}, {"api_key": API_KEY}
    for channel in NETWORKS:
        settings, secrets = account_of(running.practice.platforms[channel], running.url)
        yield channel, settings, secrets


def add_channels(programs: Programs, running: Running) -> None:
    """Add the five channels as an administrator would."""
    for kind, settings, secrets in accounts(running):
        words = [word for name, value in settings.items() for word in ("--set", f"{name}={value}")]
        given = "\n".join(f"{name}={value}" for name, value in secrets.items())
        label = CHANNELS[kind].label
        programs.admin("channel", "add", kind, "--label", label, *words, "--secret-stdin", stdin=given)
