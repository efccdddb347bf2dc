"""What of a template would never be printed, found before the office finds it missing on paper.

A tag of a paragraph, row or cell ({%p …%}, {%tr …%}, {%tc …%}) is put in place of all that it stands in; a tag
without its end swallows what follows.
"""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from docgen.editing.spots import REPLACING, TAG, spot, text_of, written_parts
from docgen.editing.tidying import tidy
from docgen.inspection import W

_EATING = re.compile(r"\{[{%]-|-[}%]\}")
_HALF = re.compile(r"\{[{%#].*", re.DOTALL)
_NOTE = re.compile(r"\{#.*?#\}", re.DOTALL)
# what is replaced by the tag -> what an officer calls it, and where the moved words belong
_HOLDERS = {
    "p": (f"{W}p", "sebaris dengan", "paragraf tersendiri di atas atau di bawahnya"),
    "tr": (f"{W}tr", "di baris tabel yang sama dengan", "baris tabel tersendiri di atas atau di bawahnya"),
    "tc": (f"{W}tc", "di sel yang sama dengan", "sel tersendiri"),
}
_LONGEST = 120


def vanishing(parts: Mapping[str, bytes]) -> list[str]:
    """Return in Indonesian what would vanish, with its words, its place and what to do; empty for nothing."""
    found: dict[str, None] = {}
    for name, root in written_parts(parts):
        tidy(root)
        for paragraph in root.iter(f"{W}p"):
            for sentence in _lost_at(name, paragraph):
                found[sentence] = None
    return list(found)


def _lost_at(name: str, paragraph: etree._Element) -> Iterator[str]:
    said = text_of(paragraph)
    if half := _HALF.search(TAG.sub("", said)):
        yield (
            f"Tag “{_short(half[0].strip())}” tidak ditutup dan menelan tulisan sesudahnya "
            f"(di {spot(name, paragraph)}). Lengkapi penutupnya pada baris yang sama, atau hapus tag itu."
        )
    if note := _NOTE.search(said):
        yield (
            f"Tulisan “{_short(note[0])}” akan hilang dari naskah karena diapit {{# dan #}} "
            f"(di {spot(name, paragraph)}). Hapus kedua tanda itu, atau hapus tulisannya."
        )
    if eating := _EATING.search(said):
        yield (
            f"Tanda “{eating[0]}” membuat tulisan di sekitarnya hilang dari naskah (di {spot(name, paragraph)})."
            " Hapus tanda hubung di dalam tag itu."
        )
    tag = REPLACING.search(said)
    holder = _holder(paragraph, tag[1]) if tag else None
    if tag and holder is not None and (lost := _lost_beside(holder, tag[0])):
        _, beside, elsewhere = _HOLDERS[tag[1]]
        yield (
            f"{lost} akan hilang dari naskah karena {beside} tag “{_short(tag[0])}” (di {spot(name, paragraph)}). "
            f"Pindahkan ke {elsewhere}; biarkan tag itu sendirian."
        )


def _holder(paragraph: etree._Element, kind: str) -> etree._Element | None:
    tag = _HOLDERS[kind][0]
    return paragraph if paragraph.tag == tag else next(paragraph.iterancestors(tag), None)


def _lost_beside(holder: etree._Element, tag: str) -> str:
    """Return what stands beside a tag in what the tag replaces, words quoted; empty for nothing."""
    said = " ".join(text_of(each) for each in holder.iter(f"{W}p"))
    words = " ".join(said.replace(tag, " ", 1).split())
    things = list(dict.fromkeys(_things(holder)))
    return " dan ".join([*([f"Tulisan “{_short(words)}”"] if words else []), *things])


def _things(holder: etree._Element) -> Iterator[str]:
    for node in holder.iter(
        f"{W}drawing", f"{W}pict", f"{W}br", f"{W}pageBreakBefore", f"{W}sectPr", f"{W}instrText"
    ):
        kind = etree.QName(node).localname
        if kind in ("drawing", "pict"):
            yield "Gambar"
        elif kind == "sectPr":
            yield "Pemisah bagian (section break)"
        elif kind == "instrText":
            yield "Nomor halaman"
        elif node.get(f"{W}type") == "page" or (kind != "br" and node.get(f"{W}val") not in ("0", "false", "off")):
            yield "Pemisah halaman (page break)"


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
