"""Where typed words and photos are, in the page's own words: decided by comparing what is held, not by events."""

from typing import Any

from flask import Flask

from tests.browser.test_saved import AT_THE_OFFICE, HERE, NOWHERE
from tests.served import served

_ASK = """async (cases) => {
          const { essence, stateOf, wordsFor, photoWords } = await import("/static/ketikan/keadaan.js");
          const of = (text) => text === null ? null : essence({ text, "dasar:text": String(Math.random()) });
          const words = cases.map(([now, here, there, more]) => wordsFor({ line: "ok", time: "pukul 09.00",
            state: stateOf({ now: of(now), here: of(here), there: of(there) }), ...more }));
          return [words, photoWords([{}, { unsafe: true }, { refused: true, unsafe: true }]), photoWords([])];
        }"""
_CASES: list[Any] = [
    ["a", None, None, {}],
    ["a", None, None, {"isFull": True, "line": "lost"}],
    ["a", "a", None, {}],
    ["a", "a", None, {"line": "lost"}],
    ["a", "a", None, {"isLost": True}],
    ["a", "b", "c", {"line": "ended"}],
    ["a", None, None, {"isFull": True, "liesOpen": True}],
    ["a\nb", "x", "a\r\nb", {"hasFile": True}],
    ["a", "a", "b", {"mustChoose": True}],
    ["a", "a", None, {"refusal": "Terlalu panjang."}],
    ["a", "a", None, {"isSent": True}],
    ["a", "a", None, {"isAsking": True}],
]


def test_where_words_are_is_decided_by_comparing_them(app: Flask, chromium: Any) -> None:
    with served(app) as url:
        page = chromium.new_page()
        page.goto(f"{url}/static/lambang.svg")
        told = page.evaluate(_ASK, _CASES)
        assert told == [
            [
                f"{NOWHERE} Sedang disimpan ke kantor …",
                f"{NOWHERE} Perangkat ini penuh atau menolak menyimpan: jangan tutup halaman ini. "
                "Disimpan ke kantor sendiri begitu tersambung.",
                f"{HERE} Sedang disimpan ke kantor …",
                f"{HERE} Disimpan ke kantor sendiri begitu tersambung.",
                f"{HERE} Kantor belum menerimanya; dicoba lagi sendiri.",
                f"{NOWHERE} Sesi berakhir: masuk lagi agar tersimpan di kantor.",
                f"{NOWHERE} Kasus yang dilindungi tidak disimpan di perangkat ini, karena alamat kantor tanpa https: "
                "jangan tutup halaman ini. Sedang disimpan ke kantor …",
                f"{AT_THE_OFFICE} 09.00, belum dikirim. Berkas yang dipilih belum tersimpan; pilih lagi bila halaman "
                "ini tertutup.",
                f"{HERE} Ada ketikan lain: pilih dahulu di atas; belum ada yang ditimpa.",
                f"{HERE} Kantor tidak menyimpannya: Terlalu panjang.",
                "Formulir ini sudah diterima kantor. Muat ulang halaman untuk melihatnya.",
                "Belum diketahui apakah yang tadi Anda kirim sudah diterima kantor; ditanyakan begitu tersambung.",
            ],
            "1 foto belum di kantor, tersimpan di ponsel ini. 1 foto belum tersimpan di mana pun: ponsel penuh atau "
            "menolak menyimpan. Jangan tutup halaman ini. 1 foto ditolak kantor.",
            "",
        ]
