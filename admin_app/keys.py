"""The keys of the back office: one table that the pages act by, the help sheet lists and the buttons' hints name."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, current_app, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup

from admin_app.asking import current_actor, now, signed_in_actor
from models.actions.own_desk import choose_keys
from models.rules.errors import AlreadyDone


@dataclass(frozen=True)
class Key:
    """One key: what it is called, what is pressed, what it does, and to which element of the page (a selector).

    `act` is how static/pintas.js does it; empty: done elsewhere or by the browser, listed only.
    """

    name: str
    key: str
    says: str
    act: str = ""
    target: str = ""

    @property
    def single(self) -> bool:
        """Say whether it is a letter or sign alone, which an officer may switch off."""
        return "+" not in self.key and self.key not in ("Esc", "Tab")


_SEARCHES = "[data-key-cari], .bar [type=search], .search [type=search], .filter-search [type=search]"
# group of the sheet -> its keys
KEYS: dict[str, tuple[Key, ...]] = {
    "Di mana saja": (
        Key("bantuan", "?", "Buka atau tutup lembar ini", "bantuan"),
        Key("ambil", "a", "Ambil kasus berikutnya yang belum dipegang siapa pun", "tekan", "[data-key-ambil]"),
        Key(
            "cari",
            "/",
            "Cari",
            "ke",
            "[data-key-cari], .bar [type=search], .search [type=search], .filter-search [type=search]",
        ),
        Key("keluar-kotak", "Esc", "Keluar dari kotak isian, tutup lembar", "keluar"),
        Key("kirim", "Ctrl+Enter", "Di dalam kotak isian: kirim atau simpan isian itu", "kirim"),
    ),
    "Daftar dan antrean": (
        Key("berikut", "j", "Baris berikutnya", "turun"),
        Key("sebelum", "k", "Baris sebelumnya", "naik"),
        Key("buka", "o", "Buka baris itu, atau yang teratas", "buka"),
        Key("centang", "x", "Centang baris itu untuk dikerjakan sekaligus", "centang"),
        Key("sekaligus", "b", "Ke tindakan untuk yang dicentang", "ke", "#sekaligus"),
        Key("saring", "f", "Persempit antrean", "ke", "#saring .narrow-form"),
        Key("tampilan", "v", "Pilih tampilan tersimpan", "ke", "#tampilan-antrean"),
    ),
    "Kasus yang terbuka": (
        Key("langkah", "Ctrl+Enter", "Di luar kotak isian: tekan tombol utama langkah berikutnya", "utama"),
        Key("isian", "s", "Ke isian langkah berikutnya", "ke", "#berikut .todo"),
        Key("jawab", "r", "Jawab pelapor (juga Alt+T)", "jawab", "#balasan"),
        Key("catat", "n", "Catatan internal (juga Alt+N)", "catat", "#isi-catatan"),
        Key("makro", "m", "Makro: beberapa langkah sekali tekan", "ke", "#makro"),
        Key("pegang", "h", "Pegang kasus ini, atau lepaskan", "tekan", "[data-key-pegang]"),
        Key("urung", "z", "Urungkan jawaban yang belum berangkat", "tekan", "form.undo button"),
        Key("lanjut", "Ctrl+Shift+Enter", "Kirim atau simpan, lalu buka kasus berikutnya", "kirim-lanjut"),
    ),
    "Menulis jawaban": (
        Key("teks", "/kode", "Di kotak pesan: sisipkan teks siap pakai"),
        Key("isian-kosong", "Tab", "Ke isian kosong berikutnya"),
    ),
}
# letter after g -> the screen, by its endpoint
PLACES: dict[str, str] = {
    "h": "admin",
    "m": "meja",
    "p": "complaints",
    "c": "filing",
    "s": "messages",
    "n": "documents",
    "l": "reports",
    "b": "notices",
    "d": "dashboard",
    "k": "channels",
    "o": "outbox",
}
blueprint = Blueprint("keys", __name__, url_prefix="/akun")


def register(app: Flask) -> None:
    """Give the templates the table, its hints and the places; add the choice whether single keys act."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(keys=KEYS, key_hint=key_hint, key_places=places, single_keys=single_keys)


def single_keys() -> bool:
    """Say whether single letters act for who is asking."""
    return current_actor() is not None and bool(current_user.staff.single_keys)


def key_hint(name: str) -> Markup:
    """Give the hint beside a button: its key, read from the table; nothing where single keys are switched off."""
    key = _BY_NAME[name]
    if key.single and not single_keys():
        return Markup()
    return Markup('<kbd class="key-hint" aria-hidden="true">{}</kbd>').format(key.key.replace("Enter", "⏎"))


def places() -> Iterator[tuple[str, str, str]]:
    """Give the places of who is asking: the letter after g, what the screen is called, its address."""
    screens: dict[str, Any] = {view.endpoint: view for view in current_app.extensions["admin"][0]._views}
    for letter, endpoint in PLACES.items():
        screen = screens.get(endpoint)
        if screen is not None and screen.is_accessible():
            yield letter, screen.name, f"{(screen.url or '').rstrip('/')}/"


@blueprint.post("/tombol")
def choose() -> ResponseReturnValue:
    """Switch single keys on or off for oneself, and go back to the page one was on."""
    actor, wanted = signed_in_actor(), request.form.get("tunggal") == "ya"
    with suppress(AlreadyDone):  # the same press twice
        choose_keys(wanted, actor, now(), form_key=request.form.get("form_key"))
    flash(f"Tombol huruf tunggal {'menyala' if wanted else 'dimatikan'}.", "success")
    back = request.form.get("kembali", "")
    return redirect(back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/", 303)


_BY_NAME = {key.name: key for rows in KEYS.values() for key in rows}
