"""Checks a template before the office may use it, by filling it with invented facts, complete and sparse ones."""

import re

from docgen.documents import content_of, kind_of
from docgen.documents.examples import examples
from docgen.errors import TemplateBroken
from docgen.inspection import place_of
from docgen.package import unpack
from docgen.word import fill_content, ready, unknown_fields

_MARKUP = re.compile("<[^>]*>")
_CLAIM = re.compile(r"(tanda\s?tangan|secara|sertifikat)\s+(secara\s+)?elektronik|\bBSrE\b", re.IGNORECASE)


def check_template(code: str, template: bytes) -> None:
    """Raise TemplateBroken, saying what to correct, where a template is unsafe or does not fit its document type."""
    required = kind_of(code).required
    made_ready, tried = ready(template), [content_of(code, facts) for facts in examples(code)]
    _check_claims(template)
    problems = [unknown] if (unknown := unknown_fields(made_ready, tried[0])) else []
    if missing := [name for name in required if name not in made_ready.names]:
        problems.append(f"Templat belum memuat isian wajib: {', '.join(missing)}. Tambahkan, lalu unggah lagi.")
    if problems:
        raise TemplateBroken(" ".join(problems))
    for content in tried:
        fill_content(made_ready, content)


def _check_claims(template: bytes) -> None:
    """Raise TemplateBroken where it claims an electronic signature, which only its provider may (notadinas §2)."""
    for name, part in unpack(template).items():
        if name.startswith("word/") and name.endswith(".xml"):
            found = _CLAIM.search(_MARKUP.sub("", part.decode("utf-8")))
            if found:
                raise TemplateBroken(
                    f"Templat menyatakan tanda tangan elektronik (“{found[0]}”, di {place_of(name)}). Hapus tulisan "
                    "itu; hanya SRIKANDI atau BSrE yang boleh membubuhkannya."
                )
