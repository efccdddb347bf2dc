"""Adds and changes the office's channel accounts; secrets are encrypted before they reach the database."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from models.actions.channels.channel_secrets import open_secrets, sealed_at_machine
from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.second.needed import Done, by_two
from models.rules.channels.channels import NOT_A_PLACE, NUMBERS, Channel, channel
from models.rules.channels.entered_secrets import joined, read_secrets
from models.rules.channels.gateways import NO_ADDRESS, no_gateway_has, place_of
from models.rules.channels.grades import LEAST_SETTING, DeliveryGrade, can_demand
from models.rules.core.texts import storable
from models.rules.staff.permissions import Permission
from models.rules.staff.second_person import AloneAct
from models.tables import ChannelAccount, database
from models.tables.core.secrets import SecretLost, seal


class Trouble(StrEnum):
    """What is wrong with an account as entered; the screens have their own words for each."""

    GIVEN_WRONG = "given_wrong"
    LABEL_EMPTY = "label_empty"
    LABEL_TAKEN = "label_taken"
    SAME_PLACE = "same_place"
    UNKNOWN_SETTING = "unknown_setting"
    SETTING_MISSING = "setting_missing"
    URL_WRONG = "url_wrong"
    NO_GATEWAY = "no_gateway"
    SECRETS_STAY = "secrets_stay"
    NUMBER_WRONG = "number_wrong"
    LEAST_WRONG = "least_wrong"


class ChannelNotAllowed(Exception):
    """A channel account cannot be stored as entered; the English sentence tells the operator why.

    `trouble` says the same to programs; `about` names the setting or the other account concerned.
    """

    def __init__(self, sentence: str, trouble: Trouble = Trouble.GIVEN_WRONG, about: str = "") -> None:
        super().__init__(sentence)
        self.trouble, self.about = trouble, about


@dataclass(frozen=True)
class Entered:
    """The secrets that were entered, by their names, and what stands in secret.key."""

    secrets: Mapping[str, str] = field(repr=False)
    key: bytes = field(repr=False)


def add_channel(
    kind: str, label: str, settings: Mapping[str, str], secret: str, key: bytes, actor: Actor, now: datetime
) -> ChannelAccount:
    """Add an account; the agent serves it from its next round. Raises ChannelNotAllowed, UnknownChannel."""
    _check_actor(actor)
    with database.atomic():
        name, kept = checked_channel(kind, label, settings)
        row = channel(kind)
        made = ChannelAccount.create(
            kind=kind, label=name, settings=json.dumps(kept), secret=sealed_secrets(row, secret, key), created_at=now
        )
        audit_trail.write(actor, now, AuditEvent("tambah_kanal", f"channel:{made.id}", after=f"{kind} {name}"))
        if row.needs_agent:  # the desk's own has no address
            _by_two(actor, made, "ditambahkan", now)
    return made


def checked_channel(kind: str, label: str, settings: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Return the name and settings a new account would have. Raises ChannelNotAllowed, UnknownChannel."""
    kept, name = checked_settings(channel(kind), settings), _checked_label(label)
    _check_place(kind, kept)
    _check_free(name)
    return name, kept


def sealed_secrets(row: Channel, written: str, key: bytes, kept: Mapping[str, str] | None = None) -> str:
    """Return the entered secrets encrypted, by their names in the channel's row, and `kept`. Raises UnknownSecret."""
    found = joined(kept or {}, read_secrets(row, written))
    return seal(key, json.dumps(found)) if found else ""


def change_channel(
    account_id: int,
    actor: Actor,
    now: datetime,
    *,
    label: str | None = None,
    settings: Mapping[str, str] | None = None,
    entered: Entered | None = None,
    enabled: bool | None = None,
) -> ChannelAccount:
    """Change the given properties of an account; secrets that were not entered stay. Raises ChannelNotAllowed.

    Where its address becomes another host's, none of the stored ones goes along.
    """
    _check_actor(actor)
    with database.atomic():
        account = ChannelAccount.get_by_id(account_id)
        wanted = {"enabled": enabled, **checked_change(account, label, settings, entered)}
        changes = {name: value for name, value in wanted.items() if value not in (None, getattr(account, name))}
        if settings is not None and is_elsewhere(account, settings):
            _by_two(actor, account, "dipindahkan ke alamat lain", now)
        if changes:
            ChannelAccount.update(changes).where(ChannelAccount.id == account_id).execute()
            after = ", ".join(sorted({name.removeprefix("push_") for name in changes}))
            audit_trail.write(actor, now, AuditEvent("ubah_kanal", f"channel:{account_id}", after=after))
    return ChannelAccount.get_by_id(account_id)


def checked_change(
    account: ChannelAccount, label: str | None, settings: Mapping[str, str] | None, entered: Entered | None
) -> dict[str, object]:
    """Return what an account would be, None for what stays. Raises ChannelNotAllowed."""
    wanted: dict[str, object] = {"label": None if label is None else _checked_label(label)}
    if settings is not None:
        kept = checked_settings(channel(account.kind), settings)
        _check_place(account.kind, kept, account.id)
        wanted["settings"] = json.dumps(kept)
    if wanted["label"] not in (None, account.label):
        _check_free(str(wanted["label"]), account.id)
    return wanted | _secrets_from_now(account, settings, entered)


def is_elsewhere(account: ChannelAccount, settings: Mapping[str, str]) -> bool:
    """Whether an account would be somewhere else with these settings: there its messages and answers would go."""
    return _addresses(json.loads(account.settings)) != _addresses(checked_settings(channel(account.kind), settings))


def _addresses(settings: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in settings.items() if value and name not in NO_ADDRESS}


def _by_two(actor: Actor, account: ChannelAccount, said: str, now: datetime) -> None:
    done = Done(AloneAct.KANAL, f"channel:{account.id}", f"Kanal {account.label} {said}")
    by_two(actor, Permission.KEEP_CHANNELS, done, now)


def _secrets_from_now(
    account: ChannelAccount, settings: Mapping[str, str] | None, entered: Entered | None
) -> dict[str, object]:
    """Return what is sealed from now on, nothing where that stays. Raises ChannelNotAllowed naming what lacks."""
    row, typed = channel(account.kind), entered.secrets if entered else {}
    moved = settings is not None and _host(settings) != _host(json.loads(account.settings))
    lacking = [one.label for one in row.secrets if one.required and not typed.get(one.name)]
    if moved and account.secret and lacking:
        raise ChannelNotAllowed(
            f"base_url is another host's now, and no stored secret goes there: enter anew {', '.join(lacking)}.",
            Trouble.SECRETS_STAY,
            ", ".join(lacking),
        )
    if entered is None or not typed:
        return {"secret": "", "push_secret": ""} if moved else {}
    place = json.loads(account.settings) if settings is None else settings
    sealed = sealed_at_machine(account, place, typed, entered.key, forget=moved)
    if sealed is not None:
        return {"secret": sealed.secret, "push_secret": sealed.push_secret}
    kept = dict[str, str]()
    with suppress(SecretLost):
        kept = {} if moved else open_secrets(account, entered.key)
    return {"secret": sealed_secrets(row, json.dumps(dict(typed)), entered.key, kept)}


def _host(settings: Mapping[str, str]) -> tuple[str, str, int | None]:
    return place_of(settings.get("base_url", ""))


def checked_settings(row: Channel, settings: Mapping[str, str]) -> dict[str, str]:
    """Return an account's settings if complete and known. Raises ChannelNotAllowed naming the fault."""
    known = {*row.required, *row.optional, "base_url"}
    strange = [key for key in settings if key not in known]
    if strange:
        raise ChannelNotAllowed(
            f"{row.kind} has no setting '{strange[0]}'. It takes: {', '.join(sorted(known))}{_secrets_told(row)}.",
            Trouble.UNKNOWN_SETTING,
            strange[0],
        )
    lacking = [key for key in row.required if not settings.get(key, "").strip()]
    if lacking:
        wanted = " and ".join(f"--set {key}=…" for key in lacking)
        raise ChannelNotAllowed(f"{row.kind} needs {wanted}.", Trouble.SETTING_MISSING, lacking[0])
    kept = {key: storable(value).strip() for key, value in settings.items()}
    if "base_url" in kept:
        kept["base_url"] = _checked_url(kept["base_url"])
    _check_numbers(kept)
    _check_least(row, kept)
    return kept


def _check_least(row: Channel, settings: Mapping[str, str]) -> None:
    value = settings.get(LEAST_SETTING, "")
    if not can_demand(row.dm.shows if row.dm else DeliveryGrade.ACCEPTED, value):
        raise ChannelNotAllowed(
            f"{LEAST_SETTING} of {row.kind} is 'diterima' or 'sampai', not '{value}'.",
            Trouble.LEAST_WRONG,
            LEAST_SETTING,
        )


def _check_numbers(settings: Mapping[str, str]) -> None:
    for name in sorted(NUMBERS & settings.keys()):
        value = settings[name]
        if value and not (value.isascii() and value.isdigit() and 0 < int(value) < 10**6):
            raise ChannelNotAllowed(f"{name} must be a whole number above 0.", Trouble.NUMBER_WRONG, name)


def _secrets_told(row: Channel) -> str:
    names = ", ".join(secret.name for secret in row.secrets)
    return f"; through --secret-stdin: {names}" if names else ""


def _checked_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.username or parts.password:
        raise ChannelNotAllowed(
            f"base_url is '{url}': it must look like http://127.0.0.1:3000, without a password.",
            Trouble.URL_WRONG,
            "base_url",
        )
    if no_gateway_has(parts.hostname or ""):
        raise ChannelNotAllowed(
            f"base_url is '{url}': no gateway has such an address.", Trouble.NO_GATEWAY, "base_url"
        )
    return url.rstrip("/")


def _checked_label(label: str) -> str:
    name = " ".join(storable(label).split())[:80]
    if not name:
        raise ChannelNotAllowed("The label is empty: say what staff call this account.", Trouble.LABEL_EMPTY)
    return name


def _check_free(label: str, own_id: int = 0) -> None:
    """Raise ChannelNotAllowed where another account has this label, which is all that lists and filters show."""
    for row in ChannelAccount.select().where(ChannelAccount.id != own_id):
        if row.label.casefold() == label.casefold():
            raise ChannelNotAllowed(
                f"Channel {row.id} is called {row.label} already; give this one another label.",
                Trouble.LABEL_TAKEN,
                row.label,
            )


def _check_place(kind: str, settings: dict[str, str], own_id: int | None = None) -> None:
    """Raise ChannelNotAllowed where another account reads the same place already."""
    for row in ChannelAccount.select().where((ChannelAccount.kind == kind) & (ChannelAccount.id != (own_id or 0))):
        if _place(json.loads(row.settings)) == _place(settings):
            raise ChannelNotAllowed(
                f"Channel {row.id} ({row.label}) already reads this place; every message would come in twice.",
                Trouble.SAME_PLACE,
                row.label,
            )


def _place(settings: Mapping[str, str]) -> dict[str, str]:
    """Return the settings that say where an account is; what the office asks of its answers does not."""
    return {name: value for name, value in settings.items() if name not in NOT_A_PLACE}


def _check_actor(actor: Actor) -> None:
    actor.demand(Permission.KEEP_CHANNELS)
