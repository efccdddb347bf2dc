"""What goes wrong at gateways and platforms, on the way there, and with the tokens that open them."""

from collections.abc import Callable
from typing import Any

from tests.causes.cause import DEAF, Cause
from tests.causes.stage import Stage

Act = Callable[[Stage], None]


def _fault(kind: str, **more: Any) -> Act:
    return lambda one: one.fault(kind, **more)


def _behaves(**settings: Any) -> Act:
    return lambda one: one.behave(**settings)


def _mend(one: Stage) -> None:
    one.mend()


def _as_before(one: Stage) -> None:
    one.as_before()


def _session(status: str) -> Act:
    return lambda one: one.fake.session.set(status, heals=False)


def _scanned(one: Stage) -> None:
    one.fake.session.set("WORKING")


def _gone(one: Stage) -> None:
    """Let nobody listen at the gateway's address."""
    one.enter(base_url="http://127.0.0.1:9/waha")


def _back(one: Stage) -> None:
    one.enter()


def _silent(one: Stage) -> None:
    """Let every read wait in vain as long as a request may take; here that time only passes on the clock."""
    inner = one.worker.service.connector

    class Silent:
        def __getattr__(self, name: str) -> Any:
            return getattr(inner, name)

        def check(self) -> Any:
            if not one.kept.get("answers"):
                one.rhythm.gone += one.settings.http_seconds
            return inner.check()

    one.fault("error_before", status=504)
    one.serve(Silent())


def _answers(one: Stage) -> None:
    one.kept["answers"] = True
    one.mend()


def _new_key(one: Stage) -> None:
    one.fake.settings.api_key = "kunci-baru"


def _enter_key(one: Stage) -> None:
    one.enter({"api_key": "kunci-baru"})


def _new_password(one: Stage) -> None:
    one.fake.settings.password = "sandi-baru"


def _enter_password(one: Stage) -> None:
    one.enter({"password": "sandi-baru"})


def _token(name: str) -> Act:
    def ends(one: Stage) -> None:
        setattr(one.fake.settings, name, "token-baru-1")

    return ends


def _deaf(one: Stage) -> None:
    """Let the list of all chats be empty from now on, while all else works (WAHA 2024.10.8, NOWEB)."""
    one.behave(lists_all=False)


def _swapped(one: Stage) -> None:
    """Let the gateway be gone while another version is put in its place, too old for us, which lists messages too."""
    one.fault("reset_before")
    one.step(30)
    one.mend()
    one.behave(version="2024.10.8")


def _enter_again(one: Stage) -> None:
    one.enter()


_ADDRESS = "Bukan jawaban platform"
_SCAN, _SCAN_GUIDE = "scan the QR code with the office's phone", "pindai kode QR dengan telepon kantor"
_TOKEN, _TOKEN_GUIDE = "enter the new key by Ubah", "isikan lewat *Ubah*"
_DISTURBED = "terganggu: "

OF_PLATFORMS: tuple[Cause, ...] = (
    Cause("gateway", "WAHA: the phone was unlinked", _session("SCAN_QR_CODE"), _scanned, "pindai kode QR",
          "sign_in", "(waha): sign_in", "jeda: Sesi WhatsApp terputus", act=_SCAN, guide=_SCAN_GUIDE),
    Cause("gateway", "WAHA: its session was stopped", _session("STOPPED"), _scanned, "Sesi WhatsApp berhenti",
          "sign_in", "(waha): sign_in", "jeda: Sesi WhatsApp berhenti", act="start the session in WAHA",
          guide="jalankan sesinya di WAHA"),
    Cause("gateway", "GOWA: the phone was unlinked", _behaves(logged_in=False), _as_before, "di GOWA terputus",
          "sign_in", "(gowa): sign_in", "jeda: Sesi WhatsApp di GOWA", act=_SCAN, guide=_SCAN_GUIDE, kind="gowa"),
    Cause("gateway", "nobody listens at its address", _gone, _back, "Terganggu", "disturbed", "(waha): disturbed",
          "terganggu: "),
    Cause("gateway", "answers with errors (500)", _fault("error_before"), _mend, "Kanal sedang terganggu",
          "disturbed", "(waha): disturbed", "terganggu: Kanal sedang terganggu"),
    Cause("gateway", "does not answer in time", _silent, _answers, "Kanal sedang terganggu", "disturbed",
          "(waha): disturbed", "terganggu: Kanal sedang terganggu"),
    Cause("gateway", "asks to wait (429)", _fault("rate_limited", retry_after="60"), _mend,
          "terlalu banyak permintaan", "disturbed", "(waha): disturbed", "terganggu: Kanal meminta menunggu"),
    Cause("gateway", "deaf: connected, but messages do not come", _deaf, _as_before, "tidak muncul pada daftar",
          "sign_in", "(waha): sign_in", "tidak muncul pada daftar", act="update the gateway or change its engine",
          guide="perbarui gerbangnya", within=DEAF),
    Cause("gateway", "swapped for a version that is too old", _swapped, _as_before, "versi 2024.10.8 terlalu lama",
          "sign_in", "(waha): sign_in", "jeda: WAHA versi 2024.10.8", act="install a newer version",
          guide="pasang versi yang lebih baru"),
    Cause("network", "a sign-in page of the Wi-Fi answers", _fault("login_page"), _mend, _ADDRESS, "disturbed",
          "(waha): disturbed", f"terganggu: {_ADDRESS}"),
    Cause("network", "connections break off", _fault("reset_before"), _mend, "Terganggu", "disturbed",
          "(waha): disturbed", "terganggu: "),
    Cause("network", "answers arrive cut short", _fault("truncated", path="*"), _mend, _ADDRESS, "disturbed",
          "(waha): disturbed", f"terganggu: {_ADDRESS}"),
    Cause("token", "WAHA: its key was changed", _new_key, _enter_key, "Kunci kanal ditolak", "sign_in",
          "(waha): sign_in", "jeda: Kunci kanal ditolak", act=_TOKEN, guide=_TOKEN_GUIDE),
    Cause("token", "GOWA: its password was changed", _new_password, _enter_password, "atau kata sandi", "sign_in",
          "(gowa): sign_in", "jeda: GOWA menolak", act=_TOKEN, guide=_TOKEN_GUIDE, kind="gowa"),
    Cause("token", "Facebook: the Page's token ended", _token("token"), _enter_again, "Token Meta tidak berlaku",
          "sign_in", "(facebook): sign_in", "jeda: Token Meta", act=_TOKEN, guide=_TOKEN_GUIDE, kind="facebook"),
    Cause("token", "Instagram: the token ended", _token("token"), _enter_again, "Token Meta tidak berlaku",
          "sign_in", "(instagram): sign_in", "jeda: Token Meta", act=_TOKEN, guide=_TOKEN_GUIDE, kind="instagram"),
    Cause("token", "TikTok: the grant was taken back", _behaves(trouble=40105), _as_before,
          "Token TikTok tidak berlaku", "sign_in", "(tiktok): sign_in", "jeda: Token TikTok", act=_TOKEN,
          guide=_TOKEN_GUIDE, kind="tiktok"),
)  # fmt: skip
