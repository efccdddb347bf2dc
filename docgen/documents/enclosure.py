"""A complaint too long for the body of its memo: it becomes Lampiran I, with the memo's number and date.

Only a template with a place for it prints it there; one that an office uploaded before keeps the words in the body.
A complaint stands in its memo exactly once, whatever the template, or the memo is not made.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from jinja2 import Template

from docgen.cleaning import Breakable, paragraphs
from docgen.documents.reading import FactsReader
from docgen.errors import TemplateBroken
from docgen.wording import attached, listed
from models.rules.papers.long_words import is_long

TAG, _BODY = "lampiran_aduan", "aduan"
_MARK = "\ue000isi\ue001"  # letters for private use, which no template writes
_ROWS, _MARKUP = re.compile(rf"\{{[{{%][^{{}}]*\b{TAG}\s*\.\s*isi\b"), re.compile("<[^>]*>")
_HOW = (
    f"Aduan pendek dicetak dalam badan nota dinas, di antara {{%p if not {TAG}.ada %}} dan {{%p endif %}}; aduan "
    f"panjang dalam Lampiran I, dengan {{%p for baris in {TAG}.isi %}}. Salin kedua bagian itu dari templat bawaan."
)


def long_complaint(facts: FactsReader, key: str) -> dict[str, object]:
    """Print the words of a long complaint, and the memo's enclosures with them counted; nothing of a short one."""
    text = facts.text(key)
    rows = paragraphs(text)
    if not is_long(text):
        return {"ada": False, "isi": [], "lampiran": "", "berkas": []}
    files = list(facts.lines("attachments"))
    return {
        "ada": True,
        "isi": [*map(Breakable, rows)],
        "lampiran": attached(facts.count("lampiran") + 1),
        "berkas": listed(["Isi pengaduan sebagaimana ditulis oleh pelapor (Lampiran I)", *files]),
    }


def encloses(parts: Iterable[bytes]) -> bool:
    """Whether a template's parts print the words of a long complaint in a place of their own."""
    return any(_ROWS.search(_MARKUP.sub("", part.decode("utf-8"))) for part in parts)


def enclosed(words: Mapping[str, Any], *, in_place: bool) -> Mapping[str, Any]:
    """Return a memo's words: a long complaint is named as enclosed; without a place it stays in the body."""
    long = words.get(TAG)
    if not long or not long["ada"]:
        return words
    if not in_place:
        return {**words, TAG: {**long, "ada": False, "isi": []}}
    return {**words, "lampiran": long["lampiran"], "berkas": long["berkas"]}


def check_once(templates: Iterable[Template], words: Mapping[str, Any]) -> None:
    """Raise TemplateBroken where a template that knows enclosures prints a complaint not at all, or twice."""
    long = words[TAG]
    marked = {**words, _BODY: [_MARK], TAG: {**long, "isi": [_MARK] if long["ada"] else []}}
    times = sum(each.render(marked).count(_MARK) for each in templates)
    if times != 1:
        raise TemplateBroken(
            f"Templat mencetak isi pengaduan yang {'panjang' if long['ada'] else 'pendek'} "
            f"{'lebih dari satu kali' if times else 'tidak sama sekali'}, padahal harus tepat satu kali. {_HOW}"
        )


def long_example(facts: Mapping[str, object]) -> dict[str, object]:
    """Return an example of a memo with a complaint too long for its body."""
    return {
        **facts,
        "complaint_text": "\n".join(f"Contoh kalimat ke-{place} dari aduan panjang." for place in range(90)),
    }


def unplaced(names: Collection[str], *, in_place: bool) -> list[str]:
    """Return what to correct in a new template that names the enclosure without printing its words."""
    return [f"Templat menyebut {TAG} tanpa mencetak isinya. {_HOW}"] if TAG in names and not in_place else []
