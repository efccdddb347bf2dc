"""Where practice citizens write: WhatsApp, or the messages and comments of any other platform. One `say` for all."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from models.rules.channels.channels import CHANNELS
from sync_agent.simulator.network.items import COMMENT, DM, Item
from sync_agent.simulator.network.items import Draft as Writing
from sync_agent.simulator.platforms import Platform, username_of
from sync_agent.simulator.sampling import Person, as_message
from sync_agent.simulator.waha.gateway import Gateway
from sync_agent.simulator.waha.messages import Draft

_SHARE_OF_WHATSAPP = 0.4  # most people here write on WhatsApp
_PUBLIC_ONES = 0.5  # of those who write elsewhere


class Place(Protocol):
    """One conversation of one citizen."""

    def say(self, text: str, now: float, shade: int = 0) -> None:
        """Write a line of the sample file there."""
        ...


@dataclass
class WhatsAppPlace:
    """A chat with the gateway; `hidden_id` is the @lid some citizens write under."""

    gateway: Gateway
    person: Person
    hidden_id: str | None = None

    def say(self, text: str, now: float, shade: int = 0) -> None:
        """Write in the chat."""
        message, address = as_message(text, shade), self.person.address
        chat, phone = (self.hidden_id, address) if self.hidden_id else (address, None)
        self.gateway.receive(Draft(chat, message.text, now, name=self.person.name, media=message.media, phone=phone))


@dataclass
class NetworkPlace:
    """A private chat, or a comment and the citizen's answers under it."""

    platform: Platform
    username: str
    name: str = ""
    kind: str = DM
    parent: str | None = field(default=None)

    def say(self, text: str, now: float, shade: int = 0) -> None:
        """Write there; a picture goes along where the platform brings pictures to the office."""
        message = as_message(text, shade)
        carries = self.kind in getattr(self.platform, "carries_files", (DM,))
        media = (message.media,) if message.media and carries else ()
        if not message.text and not media:
            return
        written = self.platform.network.write(
            Writing(self.username, message.text, self.kind, self.name, parent=self.parent, at=now, media=media)
        )
        if self.kind == COMMENT and self.parent is None:
            self.parent = written.id


def answering(platform: Platform, item: Item) -> NetworkPlace:
    """Return the place where a citizen answers what the office wrote."""
    parent = (item.parent or item.id) if item.kind == COMMENT else None
    return NetworkPlace(platform, item.person.username, kind=item.kind, parent=parent)


def lively(platforms: Mapping[str, Platform]) -> list[Platform]:
    """Return the platforms on which citizens write: those the office asks by itself."""
    return [platform for kind, platform in platforms.items() if CHANNELS[kind].polled]


def choose(gateway: Gateway, platforms: list[Platform], person: Person, chance: random.Random) -> Place:
    """Let a citizen choose where to write; one in eight on WhatsApp has a hidden id, as is more and more usual."""
    if platforms and chance.random() >= _SHARE_OF_WHATSAPP:
        return write_at(chance.choice(platforms), person, chance)
    hidden_id = f"{chance.randrange(10**14, 10**15)}@lid" if chance.random() < 0.125 else None
    return WhatsAppPlace(gateway, person, hidden_id)


def write_at(platform: Platform, person: Person, chance: random.Random) -> Place:
    """Let a citizen write at this platform, in private or in public."""
    public = CHANNELS[platform.kind].comment is not None and chance.random() < _PUBLIC_ONES
    username = username_of(platform, person.name, int(person.number[-4:]))
    return NetworkPlace(platform, username, person.name, COMMENT if public else DM)
