"""What is said to an e-signature service and how it is read, in both versions; nothing is sent here."""

import base64
import binascii
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any, Protocol
from urllib.parse import quote, quote_plus, unquote, unquote_plus

from models.rules.papers.signed_copy import PDF_MARK

_LONG_NUMBER = re.compile(r"\d{6,}")  # a NIK, a telephone
_ESCAPED = re.compile(r"\\u(?![dD][89a-fA-F])([0-9a-fA-F]{4})")  # of JSON, no half of a pair
_MOST_WRITINGS, _DEEPEST = 5, 5  # one inside the other
_CODE = re.compile(r"[0-9]{1,9}")


class Secret:
    """A passphrase or one-time code on its way to the service: given out once, in no trace, comparison or copy."""

    __slots__ = ("_kind", "_value")

    def __init__(self, value: str, *, one_time: bool = False) -> None:
        self._kind, self._value = ("totp" if one_time else "passphrase"), value

    def take(self) -> dict[str, str]:
        """Return it as the service's field, and forget it."""
        value, self._value = self._value, ""
        return {self._kind: value}

    def __repr__(self) -> str:
        return "Secret(…)"

    def __reduce__(self) -> Any:
        raise TypeError("a secret is not copied")


@dataclass(frozen=True)
class Place:
    """Where the signature is seen: at this tag of the page's text, in points wide and high."""

    tag: str
    width: int = 85
    height: int = 85


@dataclass(frozen=True)
class Order:
    """One signing: the PDF, whose it is, where it is seen, and why it is made."""

    pdf: bytes = field(repr=False)
    signer: str = field(repr=False)  # NIK, or in v2 an e-mail address
    place: Place
    reason: str = ""


Call = tuple[str, str, dict[str, Any]]  # method, path, arguments of a request


class Version(Protocol):
    """What differs between the versions of the interface."""

    def status_call(self, signer: str) -> Call:
        """Return the question for a certificate's state."""

    def sign_call(self, order: Order, secret: Mapping[str, str]) -> Call:
        """Return the call of a signing; `secret` as Secret.take gives it."""

    def code_call(self, signer: str) -> Call:
        """Return the request that a one-time code be sent to the signer's telephone."""

    def signed_in(self, body: bytes) -> bytes:
        """Return the signed PDF of a good answer; empty where it holds none."""


def _who(signer: str) -> dict[str, str]:
    return {"email" if "@" in signer else "nik": signer}


class Version2:
    """API v2: JSON both ways, files in base64, a list even of one."""

    def status_call(self, signer: str) -> Call:
        """Return the question for a certificate's state."""
        return "POST", "/api/v2/user/check/status", {"json": _who(signer)}

    def sign_call(self, order: Order, secret: Mapping[str, str]) -> Call:
        """Return a signing."""
        seen = {
            "tampilan": "VISIBLE",
            "tag_koordinat": order.place.tag,
            "width": order.place.width,
            "height": order.place.height,
            "reason": order.reason,
        }
        body = {**_who(order.signer), **secret}
        pdf = base64.b64encode(order.pdf).decode("ascii")
        return "POST", "/api/v2/sign/pdf", {"json": {**body, "signatureProperties": [seen], "file": [pdf]}}

    def code_call(self, signer: str) -> Call:
        """Return the request for a code for one file."""
        return "POST", "/api/v2/sign/get/totp", {"json": {**_who(signer), "data": 1}}

    def signed_in(self, body: bytes) -> bytes:
        """Return the first file of the answer."""
        files = read_object(body).get("file")
        return _decoded(files[0] if isinstance(files, list) and files else files)


class Version1:
    """API v1: a form with the file, the PDF itself in the answer, the NIK in an address."""

    def status_call(self, signer: str) -> Call:
        """Return the question for a certificate's state."""
        return "GET", f"/api/user/status/{quote(signer, safe='')}", {}

    def sign_call(self, order: Order, secret: Mapping[str, str]) -> Call:
        """Return a signing."""
        said = {"nik": order.signer, **secret, "tampilan": "visible", "image": "false"}
        said |= {"tag_koordinat": order.place.tag, "reason": order.reason}
        said |= {"width": str(order.place.width), "height": str(order.place.height)}
        return (
            "POST",
            "/api/sign/pdf",
            {"data": said, "files": {"file": ("naskah.pdf", order.pdf, "application/pdf")}},
        )

    def code_call(self, signer: str) -> Call:
        """Raise ValueError: this version knows a passphrase only."""
        raise ValueError("v1 has no one-time codes")

    def signed_in(self, body: bytes) -> bytes:
        """Return the body, or the file some installations give in base64."""
        if body.startswith(PDF_MARK):
            return body
        return _decoded(read_object(body).get("base64_signed_file"))


VERSIONS: dict[str, Version] = {"v2": Version2(), "v1": Version1()}


def _decoded(found: object) -> bytes:
    """Return what base64 holds, also where it is broken into lines; empty for anything else."""
    try:
        return base64.b64decode("".join(found.split()), validate=True) if isinstance(found, str) else b""
    except (ValueError, binascii.Error):
        return b""


def read_object(body: bytes) -> dict[str, Any]:
    """Return a JSON object; empty for anything else, which some answers are though they say otherwise."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def code_in(found: Mapping[str, Any]) -> int | None:
    """Return the service's own code of an answer; None where it has none."""
    code = found.get("status_code")
    return int(code) if isinstance(code, int | str) and _CODE.fullmatch(str(code)) else None


def raw_words(body: bytes, hidden: Mapping[str, str] | None = None) -> str:
    """Return what the service said in words, for administrators: shortened, without these values and long numbers."""
    found = read_object(body)
    said = _said(found.get("error") or found.get("message") or "")
    return _LONG_NUMBER.sub("…", _without(said, [value for value in (hidden or {}).values() if value]))[:300]


def _said(told: object, depth: int = 0) -> str:
    """Return what stands in an answer in words, whatever holds them."""
    if depth > _DEEPEST:
        return "…"
    if isinstance(told, dict):
        return "; ".join(f"{key}: {_said(each, depth + 1)}" for key, each in told.items())
    return ", ".join(_said(each, depth + 1) for each in told) if isinstance(told, list) else str(told)


def _without(said: str, values: Sequence[str]) -> str:
    """Return words without these values; where one shows only once they are decoded, as they are then."""
    said = _cut(said, [form for value in values for form in _forms(value)])
    for decoded in (unquote, unquote_plus):
        plain = said
        for _ in range(_MOST_WRITINGS):
            plain = decoded(unescape(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), plain)))
            if any(value in plain for value in values):
                said = plain = _cut(plain, values)
    return said


def _cut(said: str, values: Sequence[str]) -> str:
    for value in sorted(values, key=len, reverse=True):
        said = said.replace(value, "…")
    return said


def _forms(value: str) -> set[str]:
    """Return a value as an answer may repeat it: plain, in JSON, an address, HTML, base64."""
    plain = (value, json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1])
    coded = base64.b64encode(value.encode()).decode("ascii")
    return {*plain, quote(value), quote(value, safe=""), quote_plus(value), escape(value), coded}
