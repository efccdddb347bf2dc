"""Channels that wait for a second person: what of them is asked, in the words of their form, and how it is done."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from admin_app.channels.channel_words import refusal, words_of
from models.actions.channels.keep_channel import (
    ChannelNotAllowed,
    Entered,
    add_channel,
    change_channel,
    checked_change,
    checked_channel,
    is_elsewhere,
)
from models.actions.core.second.kinds import Approved, Body, Kind, Said
from models.actions.core.second.requests import Wish
from models.rules.channels.channels import channel
from models.rules.core.errors import NotVisible
from models.rules.staff.permissions import Permission
from models.rules.staff.second_person import RequestNotAllowed
from models.tables import ChannelAccount
from models.tables.core.database import is_sqlite

_TARGET = "channel:"
_NONE = "–"


def wish_for_new(kind: str, label: str, settings: Mapping[str, str], secrets: Mapping[str, str]) -> Wish:
    """Return the wish for a new account as it was filled in. Raises ChannelNotAllowed."""
    name, kept = checked_channel(kind, label, settings)
    return Wish(NEW_CHANNEL, "", _body(kind, name, kept, secrets), json.dumps(dict(secrets)) if secrets else "")


def wish_for_move(
    account: ChannelAccount, label: str, settings: Mapping[str, str], secrets: Mapping[str, str], key: bytes
) -> Wish | None:
    """Return the wish that an account be elsewhere; None where it stays where it is. Raises ChannelNotAllowed."""
    if not is_elsewhere(account, settings):
        return None
    wanted = checked_change(account, label, settings, Entered(secrets, key) if secrets else None)
    body = _body(account.kind, str(wanted["label"]), json.loads(str(wanted["settings"])), secrets)
    return Wish(MOVED_CHANNEL, f"{_TARGET}{account.id}", body, json.dumps(dict(secrets)) if secrets else "")


def _body(kind: str, label: str, settings: Mapping[str, str], secrets: Mapping[str, str]) -> dict[str, Any]:
    return {"kind": kind, "label": label, "settings": dict(settings), "secrets": sorted(secrets)}


def _account(target: str) -> ChannelAccount | None:
    """Return the account that stands there, held until the transaction ends; None for a new one."""
    if not target:
        return None
    query = ChannelAccount.select().where(ChannelAccount.id == int(target.removeprefix(_TARGET)))
    account: ChannelAccount | None = (query if is_sqlite() else query.for_update()).get_or_none()
    if account is None:
        raise NotVisible("Kanal ini tidak ada.")
    return account


def _state(target: str, _body: Body) -> Sequence[str]:
    account = _account(target)
    return (account.kind, account.label, account.settings) if account is not None else ()


def _said(target: str, body: Body) -> Sequence[Said]:
    account = _account(target)
    before = _words(account.kind, account.label, json.loads(account.settings)) if account is not None else {}
    after = _words(body["kind"], body["label"], body["settings"])
    lines = [Said(name, before.get(name, _NONE), after.get(name, _NONE)) for name in {**after, **before}]
    labels = {one.name: one.label for one in channel(body["kind"]).secrets}
    secrets = [Said(labels.get(name, name), _NONE, "diisi baru") for name in body["secrets"]]
    return [line for line in lines if line.before != line.after] + secrets


def _words(kind: str, label: str, settings: Mapping[str, str]) -> dict[str, str]:
    named = {words_of(name).label: value for name, value in settings.items()}
    return {"Jenis": channel(kind).label, "Nama kanal": label, **named}


def _named(target: str, body: Body) -> str:
    account = _account(target)
    return account.label if account is not None else str(body["label"])


def _done(act: Callable[[Approved], object]) -> Callable[[Approved], None]:
    """Return an act whose refusal is said in the words of the form."""

    def do(agreed: Approved) -> None:
        try:
            act(agreed)
        except ChannelNotAllowed as problem:
            raise RequestNotAllowed(refusal(problem)) from problem

    return do


def _add(agreed: Approved) -> None:
    body = agreed.body
    add_channel(body["kind"], body["label"], body["settings"], agreed.secret, agreed.key, agreed.actor, agreed.now)


def _move(agreed: Approved) -> None:
    entered = Entered(json.loads(agreed.secret), agreed.key) if agreed.secret else None
    number, body = int(agreed.target.removeprefix(_TARGET)), agreed.body
    change_channel(number, agreed.actor, agreed.now, label=body["label"], settings=body["settings"], entered=entered)


_KEEP = Permission.KEEP_CHANNELS
NEW_CHANNEL = Kind("kanal_baru", "Kanal baru", _KEEP, _state, _said, _done(_add), named=_named)
MOVED_CHANNEL = Kind("kanal_alamat", "Alamat kanal", _KEEP, _state, _said, _done(_move), named=_named)
KINDS = (NEW_CHANNEL, MOVED_CHANNEL)
