"""The private channels of an office into which a commenter can be invited, and what a text says of each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from models.rules.channels.channels import CHANNELS, Channel, reads_dm


@dataclass(frozen=True)
class PrivateWay:
    """A private channel of the office into which a citizen can be invited."""

    account: int
    channel: Channel
    label: str
    address: str  # as the public writes it: telephone number, name of the page; empty where the office gave none

    def words(self, code: str) -> str:
        """Return what a text says of it: the channel's name, and its link where the platform has one."""
        link = self.channel.link.format(address=quote(self.address), code=code) if self.address else ""
        return f"{self.channel.label} {link}" if link else f"pesan {self.channel.label} kami"


def private_ways(accounts: Sequence[tuple[int, str, str, Mapping[str, str]]], own_kind: str) -> list[PrivateWay]:
    """Return the ways into private among the switched-on accounts: id, kind, label and settings of each.

    WhatsApp comes first, since everybody has it; then the platform on which the citizen wrote.
    """
    found = []
    for account, kind, label, settings in accounts:
        row = CHANNELS[kind]
        if row.dm is not None and row.dm.replies and row.needs_agent and reads_dm(settings):
            address = settings.get("public_address", "").strip()
            found.append(PrivateWay(account, row, label, _as_in_link(row, address)))
    return sorted(found, key=lambda way: (not way.channel.by_phone, way.channel.kind != own_kind, way.account))


def _as_in_link(row: Channel, address: str) -> str:
    """Return an address as its link wants it: a telephone number by its digits with the country's, a name bare."""
    if not row.by_phone:
        return address.removeprefix("@")
    digits = re.sub(r"\D", "", address)
    return f"62{digits[1:]}" if digits.startswith("0") else digits
