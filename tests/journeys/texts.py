"""Texts that travel the whole way: our own nasty ones, and readers for those that lie beside the project."""

import json
from itertools import pairwise
from pathlib import Path

OWN = [
    "Paspor saya belum jadi, sudah 3 minggu 😭😭",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</w:t></w:r></w:p> & <b>tebal</b> &amp; &#60;",
    "{{ 7*7 }} {% for x in range(9) %} ${nomor} {_{ x }_}",
    "'; DROP TABLE message; --",
    "=cmd|' /C calc'!A0",
    "baris satu\nbaris dua\n\n\tmenjorok   spasi",
    "العربية \u200fمرحبا\u200f עברית \u202eterbalik\u202c 日本語 ไทย 한국어",
    "e\u0301 n\u0303 \u200b\u200d\ufeff batas",
    "👩‍👩‍👧‍👦🏳️‍🌈🇮🇩",
    "A" * 5000,
    "%s %d %n {} {0} %(x)s \\u0000 \\x00",
    "../../etc/passwd CON NUL \\\\server\\share",
    "\x07bel \x0bvt \x0cff \x1b[31mmerah\x1b[0m",
    "",
    " ",
    "NULL",
    "undefined",
    "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤",
    "﷽ ꧅ 𒐫",
    "javascript:alert(1) data:text/html,<b>x</b> https://contoh.example/a?b=c&d=e",
]


# Every citizen sends so many, so that a few hundred pages and papers show thousands of texts.
TEXTS_OF_ONE = 100


def write_rows(path: Path, texts: list[str]) -> Path:
    """Write a message file for the simulator, one row a text."""
    rows = [
        json.dumps({"id": f"t{number:06d}", "text": text, "author": f"Warga {number // TEXTS_OF_ONE}"})
        for number, text in enumerate(texts)
    ]
    path.write_text("\n".join(rows), "ascii")
    return path


def read_rows(path: Path) -> list[str]:
    """Return the texts of a message file."""
    return [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines() if line.strip()]


def telling(texts: list[str], every: int = 10) -> list[str]:
    """Return the texts with a pair of neighbouring characters, not both ASCII, new among them, and every so many."""
    seen: set[str] = set()
    found = []
    for place, text in enumerate(texts):
        pairs = {two for two in map("".join, pairwise(text)) if not two.isascii()}
        if place % every == 0 or not pairs <= seen:
            found.append(text)
        seen |= pairs
    return found
