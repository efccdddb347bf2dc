"""A complaint too long for the body of its memo: it becomes Lampiran I, with the memo's number and date.

Only a template with a place for it prints it there; one that an office uploaded before keeps the words in the body.
"""

from collections.abc import Collection, Mapping
from typing import Any

from docgen.cleaning import paragraphs
from docgen.documents.reading import FactsReader
from docgen.wording import attached, listed

LONGEST, MOST_LINES = 1_200, 16  # characters and lines in the body: a third of a page
TAG = "lampiran_aduan"


def long_complaint(facts: FactsReader, key: str) -> dict[str, object]:
    """Print the words of a long complaint, and the memo's enclosures with them counted; nothing of a short one."""
    text = facts.text(key)
    rows = paragraphs(text)
    if len(text) <= LONGEST and len(rows) <= MOST_LINES:
        return {"ada": False, "isi": [], "lampiran": "", "berkas": []}
    files = list(facts.lines("attachments"))
    return {
        "ada": True,
        "isi": rows,
        "lampiran": attached(facts.count("lampiran") + 1),
        "berkas": listed(["Isi pengaduan sebagaimana ditulis oleh pelapor (Lampiran I)", *files]),
    }


def enclosed(words: Mapping[str, Any], printed: Collection[str]) -> Mapping[str, Any]:
    """Return a memo's words; where the template encloses a long complaint, it is named among what goes with it."""
    long = words.get(TAG)
    if not long or not long["ada"] or TAG not in printed:
        return words
    return {**words, "lampiran": long["lampiran"], "berkas": long["berkas"]}
