"""What an office enters of its own e-signature service, what of it is refused, and the NIK of who signs there."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import urlsplit

from models.rules.core.errors import RuleBroken
from models.rules.core.texts import storable

SERVICE_VERSIONS = {"v2": "API v2", "v1": "API v1 (instalasi lama)"}
TAG = "${ttd_pengirim}"
NIK_FIGURES = 16
# A person nobody is: what the service says of him shows that address, account and version fit.
NOBODY = "0" * NIK_FIGURES
_MOST = {"base_url": 300, "username": 100, "password": 200, "tag": 40}
_MOST_AUTHORITY = 50_000  # characters
_PEM = "-----BEGIN CERTIFICATE-----"


class Asks(StrEnum):
    """What a signer types for each signature."""

    PASSPHRASE = "sandi"
    CODE = "kode"


ASKS_LABELS = {Asks.PASSPHRASE: "Passphrase", Asks.CODE: "Kode sekali pakai dari aplikasi BSrE"}


@dataclass(frozen=True)
class Entered:
    """How the office reaches its installation, as it was typed; without a password the kept one stays."""

    base_url: str
    username: str
    password: str = field(default="", repr=False)
    version: str = "v2"
    asks: str = Asks.PASSPHRASE
    tag: str = TAG
    authority: str = ""  # PEM of who vouches for the installation's own TLS certificate


def checked(typed: Entered, *, kept: bool) -> Entered:
    """Return it as it is stored. `kept`: a password is there already. Raises RuleBroken with what to correct."""
    clean = {name: storable(getattr(typed, name)).strip() for name in (*_MOST, "authority")}
    entered = replace(typed, **(clean | {"base_url": clean["base_url"].rstrip("/")}))
    for sentence in _faults(entered, kept):
        raise RuleBroken(sentence)
    return entered


def _faults(entered: Entered, kept: bool) -> Iterator[str]:
    if not _is_address(entered.base_url):
        yield "Alamat layanan harus seperti https://layanan.kantor.go.id, tanpa nama atau sandi di dalamnya."
    if not entered.username or ":" in entered.username:
        yield "Isi nama akun kantor pada layanan, tanpa titik dua."
    if not entered.password and not kept:
        yield "Isi sandi akun kantor pada layanan."
    yield from _faults_of_choices(entered)
    if any(len(getattr(entered, name)) > most for name, most in _MOST.items()):
        yield "Ada isian yang terlalu panjang. Periksa alamat, akun, sandi, dan tandanya."
    if entered.authority and (_PEM not in entered.authority or len(entered.authority) > _MOST_AUTHORITY):
        yield f"Sertifikat penjamin harus berkas PEM, mulai dengan {_PEM}."


def _faults_of_choices(entered: Entered) -> Iterator[str]:
    if entered.version not in SERVICE_VERSIONS or entered.asks not in frozenset(Asks):
        yield "Pilih versi layanan dan apa yang diketik penanda tangan."
    if entered.version == "v1" and entered.asks == Asks.CODE:
        yield "API v1 hanya mengenal passphrase. Pilih passphrase, atau API v2."
    if not entered.tag or not entered.tag.isprintable() or " " in entered.tag:
        yield f"Isi tanda tempat tanda tangan tanpa spasi, misalnya {TAG}."


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return usable and not (parts.username or parts.password or parts.query or parts.fragment)


def same_place(base_url: str, authority: str, entered: Entered) -> bool:
    """Whether what was kept for one address may be sent to the entered one: same scheme, host, port, authority."""
    return (_place(base_url), authority) == (_place(entered.base_url), entered.authority)


def _place(url: str) -> tuple[str, str, int]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def is_open_line(url: str) -> bool:
    """Whether what is typed goes to this address as it stands, for whoever listens on the way to read."""
    return urlsplit(url).scheme == "http"


def read_nik(typed: str) -> str:
    """Return a NIK as typed, spaces left out; empty for none. Raises RuleBroken where it is none."""
    figures = "".join(storable(typed).split())
    if figures and not (figures.isascii() and figures.isdecimal() and len(figures) == NIK_FIGURES):
        raise RuleBroken(f"NIK terdiri dari {NIK_FIGURES} angka. Periksa, lalu ketik lagi.")
    if figures == NOBODY:
        raise RuleBroken("NIK ini bukan NIK seseorang. Periksa, lalu ketik lagi.")
    return figures
