"""Everybody who writes to the office, whatever platform they use, as the start page lists them."""

from dataclasses import dataclass
from heapq import nlargest

from flask import url_for

from sync_agent.simulator.network.items import Person
from sync_agent.simulator.platforms import Platform
from sync_agent.simulator.practice import Practice
from sync_agent.simulator.waha.phones import Phone

_NEW = (float(2**40), 0)  # who has not written yet comes first


@dataclass(frozen=True)
class Citizen:
    """One line of the list. `place`: time of the last word, then its order."""

    name: str
    address: str
    platform: str
    place: tuple[float, int]
    source: "Phone | Account"

    @property
    def url(self) -> str:
        """Return the page of this citizen's phone."""
        if isinstance(self.source, Phone):
            return url_for("pages.phone", chat=self.address)
        return url_for("platform_pages.person", kind=self.source.platform.kind, username=self.address)

    @property
    def unread(self) -> int:
        """Count the office's words not looked at yet."""
        return self.source.unread

    @property
    def last(self) -> tuple[str, float] | None:
        """Return the last words, with what they are, and their unix seconds."""
        if isinstance(self.source, Account):
            return self.source.last
        last = self.source.last
        return (_words(last.from_me, last.text, bool(last.media)), last.timestamp) if last else None


@dataclass(frozen=True)
class Account:
    """A citizen's account at a platform over the network."""

    platform: Platform
    person: Person

    @property
    def unread(self) -> int:
        """Count the office's words not looked at yet."""
        return self.platform.network.unread(self.person)

    @property
    def last(self) -> tuple[str, float] | None:
        """Return the last words and their unix seconds."""
        rows = self.platform.network.everything_of(self.person.username)
        if not rows:
            return None
        return _words(rows[-1].from_office, rows[-1].text, bool(rows[-1].media)), rows[-1].created


def _words(from_office: bool, text: str, has_media: bool) -> str:
    return ("Kantor: " if from_office else "") + (text or ("Lampiran" if has_media else ""))


def latest(practice: Practice, wanted: str, limit: int) -> tuple[list[Citizen], int, int]:
    """Return the latest citizens whose name, address or platform has these words, how many do, how many there are."""
    gateway, needle = practice.gateway, wanted.strip().lower()
    with gateway.lock:
        everyone = [_by_phone(phone) for phone in gateway.phones.citizens()]
    for platform in practice.platforms.values():
        everyone += [_by_account(platform, person) for person in list(platform.network.people.values())]
    found = [one for one in everyone if needle in f"{one.name} {one.address} {one.platform}".lower()]
    return nlargest(limit, found, key=lambda one: one.place), len(found), len(everyone)


def _by_phone(phone: Phone) -> Citizen:
    return Citizen(phone.name, phone.address, "WhatsApp", phone.last.place if phone.last else _NEW, phone)


def _by_account(platform: Platform, person: Person) -> Citizen:
    rows = platform.network.everything_of(person.username)
    place = rows[-1].place if rows else _NEW
    return Citizen(person.name, person.username, platform.label, place, Account(platform, person))
