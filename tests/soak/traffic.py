"""Citizens on every channel, in private and in public, who mostly say what others say too; some edit or take back."""

import random
import threading
from collections import Counter

import requests

from tests.soak.platforms import KINDS, Platforms, has_comments

# Few words for many people: where texts repeat, an answer can be taken for another.
WORDS = (
    "Paspor saya belum jadi, sudah tiga minggu.",
    "Kapan paspor saya bisa diambil?",
    "Antrean daring selalu penuh, mohon bantuan.",
    "Pembayaran sudah, tetapi status belum berubah.",
    "Halo",
    "Izin tinggal saya sudah sebulan diproses.",
)
_CITIZENS = 24  # on each channel
_SHARES = (("edit", 0.03), ("withdraw", 0.01), ("photo", 0.05), ("burst", 0.02))
_BURST = 12


class Traffic(threading.Thread):
    """The citizens, until `stop` is set; while `rest` is set nobody writes."""

    def __init__(self, platforms: Platforms, seed: int, pace: float) -> None:
        super().__init__(name="traffic", daemon=True)
        self.stop, self.rest = threading.Event(), threading.Event()
        self.counts: Counter[str] = Counter()
        self._platforms = Platforms(platforms.url)  # a line of its own
        self._chance, self._pace = random.Random(f"traffic-{seed}"), pace
        self._last: dict[str, str] = {}

    def run(self) -> None:
        """Write until told to stop."""
        while not self.stop.wait(self._chance.expovariate(1 / self._pace)):
            if self.rest.is_set():
                continue
            try:
                self._something()
            except requests.RequestException:
                self.counts["not taken by the simulator"] += 1

    def _something(self) -> None:
        kind, drawn = self._chance.choice(KINDS), self._chance.random()
        for what, share in _SHARES:
            if drawn < share:
                getattr(self, f"_{what}")(kind)
                return
            drawn -= share
        self._write(kind)

    def _write(self, kind: str, **more: object) -> None:
        who, text = self._chance.randrange(1, _CITIZENS + 1), self._chance.choice(WORDS)
        public = has_comments(kind) and self._chance.random() < 0.4
        if kind == "waha":
            said = self._platforms.ask("POST", "/messages", {"chat": f"62812{who:08d}@c.us", "text": text, **more})
        else:
            payload = {"username": _username(kind, who), "text": text, "kind": "comment" if public else "dm", **more}
            said = self._platforms.ask("POST", f"/{kind}/messages", payload)
        self._last[kind] = said["id"]
        self.counts[f"{kind} {'comment' if public else 'dm'}"] += 1

    def _photo(self, kind: str) -> None:
        self._write(kind, **({"media": {"sample": "surat"}} if kind in ("waha", "gowa") else {}))

    def _burst(self, kind: str) -> None:
        for _ in range(_BURST):
            self._write(kind)

    def _edit(self, kind: str) -> None:
        if key := self._last.get(kind):
            path = f"/messages/{key}" if kind == "waha" else f"/{kind}/messages/{key}"
            self._platforms.ask("PATCH", path, {"text": f"{self._chance.choice(WORDS)} (diperbaiki)"})
            self.counts["edits"] += 1

    def _withdraw(self, kind: str) -> None:
        if key := self._last.pop(kind, None):
            path = f"/messages/{key}" if kind == "waha" else f"/{kind}/messages/{key}"
            self._platforms.ask("DELETE", path)
            self.counts["taken back"] += 1


def _username(kind: str, who: int) -> str:
    numbers = {"gowa": "62813", "whatsapp_cloud": "62814"}
    return f"{numbers[kind]}{who:08d}" if kind in numbers else f"warga_{who:02d}"
