"""Reads what an office entered as the secrets of a channel account: by their names, or the first one alone."""

import json
from collections.abc import Mapping

from models.rules.channels.channels import Channel
from models.rules.core.errors import UnknownSecret


def read_secrets(row: Channel, written: str) -> dict[str, str]:
    """Read what an office entered as its secrets: a JSON object, lines NAME=VALUE, or the first one alone.

    Raises UnknownSecret naming those the channel takes.
    """
    text = written.strip()
    if not text or not row.secrets:
        return {}
    known = {secret.name for secret in row.secrets}
    found = _object(text) if text.startswith("{") else _lines(text, known)
    strange = sorted(set(found) - known - {f"{name}_expires_at" for name in known})
    if strange:
        raise UnknownSecret(row.kind, strange[0], tuple(secret.name for secret in row.secrets))
    return {name: value for name, value in found.items() if value} if found else {row.secrets[0].name: text}


def joined(old: Mapping[str, str], entered: Mapping[str, str]) -> dict[str, str]:
    """Return the secrets of an account after these were entered: of one entered anew the old time goes with it."""
    kept = {name: value for name, value in old.items() if name.removesuffix("_expires_at") not in entered}
    return {**kept, **entered}


def _object(text: str) -> dict[str, str]:
    try:
        values = json.loads(text)
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in values.items()} if isinstance(values, dict) else {}


def _lines(text: str, known: set[str]) -> dict[str, str]:
    """Read lines NAME=VALUE; a text whose lines do not all begin with a known name is one secret as it stands."""
    pairs = [line.partition("=")[::2] for line in text.splitlines() if line.strip()]
    named = all(name.strip() in known for name, _ in pairs)
    return {name.strip(): value.strip() for name, value in pairs} if named else {}
