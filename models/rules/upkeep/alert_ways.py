"""The ways on which the watcher's letters leave the office, by its choice: e-mail and a webhook; what they take."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import parseaddr
from enum import StrEnum

from models.rules.upkeep.alerts import REPEAT_AFTER
from models.rules.upkeep.watched import AddressRefused, checked_address, is_near

MAIL_KEYS = ("server", "port", "security", "user", "password", "from", "to", "repeat_hours")
HOOK_KEYS = ("address", "secret", "repeat_hours")
SECRET_KEYS = frozenset({"password", "address", "secret"})  # no terminal shows what is typed for them
_MOST_PEOPLE = 20
_MOST_HOURS = 24 * 7
_HOST = re.compile(r"[A-Za-z0-9._:-]{1,253}")
_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]{1,64}@[^\s@<>,;:\"()\[\]\\]{1,190}")


class WayRefused(ValueError):
    """Something of a way cannot be used; the sentence says what it takes."""


class Security(StrEnum):
    """How a letter travels to the mail server."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}


@dataclass(frozen=True)
class MailWay:
    """A mail server and whom it carries letters to. No `repeat`: nothing is told again."""

    server: str
    port: int
    security: Security
    sender: str
    recipients: tuple[str, ...]
    user: str = ""
    password: str = field(default="", repr=False)
    repeat: timedelta = REPEAT_AFTER


@dataclass(frozen=True)
class HookWay:
    """An address that takes letters as JSON. Both address and secret are secrets."""

    address: str = field(repr=False)
    secret: str = field(default="", repr=False)
    repeat: timedelta = REPEAT_AFTER


def mail_way(entered: Mapping[str, str]) -> MailWay:
    """Return the mail server that was entered. Raises WayRefused.

    Password and letters travel encrypted beyond the office's own network.
    """
    _only(entered, MAIL_KEYS)
    security = _security(entered.get("security", ""))
    server = entered.get("server", "")
    if not _HOST.fullmatch(server):
        raise WayRefused("server: the name or address of the mail server, for instance server = mail.kantor.go.id.")
    if security is Security.NONE and not is_near(server):
        raise WayRefused("security = none goes only to this machine or a private address; take starttls or tls.")
    if bool(entered.get("user")) != bool(entered.get("password")):
        raise WayRefused("user and password go together: enter both, or neither.")
    return MailWay(
        server,
        _whole(entered, "port", PORTS[security], 1, 65535),
        security,
        _address(entered.get("from", ""), "from"),
        _recipients(entered.get("to", "")),
        _printable(entered, "user"),
        _printable(entered, "password"),
        _repeat(entered),
    )


def hook_way(entered: Mapping[str, str]) -> HookWay:
    """Return the webhook that was entered. Raises WayRefused."""
    _only(entered, HOOK_KEYS)
    try:
        address = checked_address(entered.get("address", ""))
    except AddressRefused as refused:
        raise WayRefused(
            "address: https://…, without name, ? and #; http only to this machine or a private address."
        ) from refused
    return HookWay(address, _printable(entered, "secret"), _repeat(entered))


def read_lines(text: str) -> dict[str, str]:
    """Return what `key = value` lines say; empty lines and those that begin with # say nothing. Raises WayRefused."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        key, mark, value = line.partition("=")
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not mark or key.strip() in found:
            raise WayRefused("Each line is key = value, and each key stands once.")
        found[key.strip()] = value.strip()
    return found


def _only(entered: Mapping[str, str], keys: tuple[str, ...]) -> None:
    if set(entered) - set(keys):
        raise WayRefused(f"The keys are {', '.join(keys)}; another one was entered.")


def _security(typed: str) -> Security:
    try:
        return Security(typed or Security.STARTTLS)
    except ValueError as err:
        raise WayRefused(f"security: one of {', '.join(Security)}.") from err


def _recipients(typed: str) -> tuple[str, ...]:
    found = tuple(_address(one.strip(), "to") for one in typed.split(",") if one.strip())
    if not 0 < len(found) <= _MOST_PEOPLE:
        raise WayRefused(f"to: one to {_MOST_PEOPLE} addresses, divided by commas.")
    return found


def _address(typed: str, key: str) -> str:
    if not _ADDRESS.fullmatch(typed) or not typed.isascii() or parseaddr(typed)[1] != typed:
        raise WayRefused(f"{key}: an address like admin@kantor.go.id, without a name before it.")
    return typed


def _printable(entered: Mapping[str, str], key: str) -> str:
    typed = entered.get(key, "")
    if not typed.isprintable():
        raise WayRefused(f"{key}: signs that can be typed.")
    return typed


def _repeat(entered: Mapping[str, str]) -> timedelta:
    return timedelta(hours=_whole(entered, "repeat_hours", REPEAT_AFTER // timedelta(hours=1), 0, _MOST_HOURS))


def _whole(entered: Mapping[str, str], key: str, unsaid: int, least: int, most: int) -> int:
    typed = entered.get(key, "")
    if not typed:
        return unsaid
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 5 and least <= int(typed) <= most):
        raise WayRefused(f"{key}: a whole number from {least} to {most}.")
    return int(typed)
