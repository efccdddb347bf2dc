"""The fake platforms of practice mode besides WAHA: one line and one folder each."""

from collections.abc import Callable
from typing import Any, Protocol

from flask import Flask

from sync_agent.simulator.facebook.platform import Facebook
from sync_agent.simulator.gowa.platform import Gowa
from sync_agent.simulator.instagram.platform import Instagram
from sync_agent.simulator.network.network import Network
from sync_agent.simulator.tiktok.platform import TikTok
from sync_agent.simulator.whatsapp_cloud.platform import WhatsAppCloud
from sync_agent.simulator.x.platform import X


class Platform(Protocol):
    """One fake platform. `kind` is its channel kind, `prefix` begins all its paths.

    A class may set these attributes (in brackets the value without): `polls`, `sends`, `files`: patterns of requests
    that read, send and fetch files, joined by `|`, each with a method in front where needed (`GET prefix/*`, `POST
    prefix/*`, `GET prefix/files/*`); `uploads_to`: the same for uploads of files sent later (none); `username(name,
    number)`: the user name of an invented citizen with this number of at most four digits (the name in small letters
    with dots, and the number); `carries_files`: kinds of items that can bring files to the office (`("dm",)`);
    `step()`: what it does by itself while the simulator runs (webhooks); `many`: how many messages the conformance
    suite may send where quotas limit them.
    """

    kind: str
    label: str
    prefix: str
    network: Network
    settings: Any  # a dataclass: how the fake behaves; every field can be set through the control API

    def mount(self, app: Flask) -> None:
        """Add the platform's routes."""
        ...

    def account(self, base_url: str) -> tuple[dict[str, str], dict[str, str]]:
        """Return the settings and the secrets with which a connector reaches this fake; `base_url` has the prefix."""
        ...


def username_of(platform: Platform, name: str, number: int) -> str:
    """Return the user name of a made-up citizen: the platform's own way, else the name with dots and the number."""
    own: Callable[[str, int], str] | None = getattr(platform, "username", None)
    return own(name, number) if own else ".".join((*name.lower().split(), str(number)))


def account_of(platform: Platform, url: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return settings and secrets of an account at a fake of the simulator whose pages are at `url`."""
    base_url = f"{url.rstrip('/')}{platform.prefix}"
    settings, secrets = platform.account(base_url)
    return {**settings, "base_url": base_url}, secrets


# clock → platform
PLATFORMS: dict[str, Callable[[Callable[[], float]], Platform]] = {
    "facebook": Facebook,
    "gowa": Gowa,
    "instagram": Instagram,
    "tiktok": TikTok,
    "whatsapp_cloud": WhatsAppCloud,
    "x": X,
}
