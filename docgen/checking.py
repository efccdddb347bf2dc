"""Checks a template before the office may use it, by filling it with invented facts, complete and sparse ones."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from docgen.documents import Content, content_of, kind_for, kind_of
from docgen.documents.enclosure import TAG, long_example, unplaced
from docgen.documents.examples import examples
from docgen.documents.own_type import own_examples
from docgen.editing.spots import spots_of_name
from docgen.editing.unprinted import unprinted
from docgen.editing.vanishing import vanishing
from docgen.errors import TagBroken, TemplateBroken
from docgen.inspection import place_of
from docgen.package import unpack
from docgen.starting.starting_template import starting_template
from docgen.templates import path_of
from docgen.word import ReadyTemplate, fill_content, meant_fields, ready, unknown_fields
from models.rules.papers.own.own_type import questions_of

Own = Mapping[str, Any] | None  # what an own type of the office declares
_MOST_NAMED = 5
_MARKUP = re.compile("<[^>]*>")
_CLAIM = re.compile(r"(tanda\s?tangan|secara|sertifikat)\s+(secara\s+)?elektronik|\bBSrE\b", re.IGNORECASE)


def check_template(code: str, template: bytes, own: Own = None) -> None:
    """Raise TemplateBroken, a fault a line, where a template is unsafe or does not fit its type, or this own one."""
    tries = _tries(code, own)
    required, lost = kind_for(code, tries[0]).required, _named(vanishing(unpack(template)))
    try:
        made_ready, tried = ready(template), [content_of(code, facts) for facts in tries]
    except TemplateBroken as err:
        follows = bool(lost) and isinstance(err, TagBroken)  # what lacks a partner lacks it through what was lost
        raise TemplateBroken("\n".join([*lost, *([] if follows else [err.sentence])])) from err
    _check_claims(template)
    problems = [*lost, *filter(None, [unknown_fields(made_ready, tried[0])])]
    problems += unplaced(made_ready.names, in_place=made_ready.encloses)
    there = made_ready.names | meant_fields(made_ready, tried[0])
    if missing := [name for name in required if name not in there]:
        problems = [*problems, _missing(code, missing, own)]
    if problems:
        raise TemplateBroken("\n".join(problems))
    for content in tried:
        fill_content(made_ready, content)
    if own is not None:
        _check_answers(made_ready, tried[0], own)


def _tries(code: str, own: Own) -> list[dict[str, object]]:
    """Return the facts a template is tried with; one for long complaints with such a one too."""
    if own is not None:
        return own_examples(own)
    encloses, usual = any(field.tag == TAG for field in kind_of(code).fields), examples(code)
    return [*usual, *(long_example(facts) for facts in usual if encloses)]


def _check_answers(template: ReadyTemplate, example: Content, own: Mapping[str, Any]) -> None:
    """Raise TemplateBroken where an answer would not be on the paper, whether it is asked for or may be left out."""

    def filled(words: Mapping[str, object]) -> bytes:
        return fill_content(template, replace(example, words={**example.words, **words}))

    if lost := unprinted(questions_of(own["questions"]), filled):
        raise TemplateBroken(lost)


def _named(sentences: list[str]) -> list[str]:
    """Return the first sentences, and how many more there are."""
    more = len(sentences) - _MOST_NAMED
    return [*sentences[:_MOST_NAMED], *([f"Ada {more} tempat lain yang seperti itu."] if more > 0 else [])]


def _missing(code: str, names: list[str], own: Own) -> str:
    """Return the required fields that a template lacks, and where each stands in the shipped one."""
    shipped = unpack(starting_template(own) if own is not None else path_of(code).read_bytes())
    places = [f"{name} di {spots_of_name(shipped, name)[0]}" for name in names[:_MOST_NAMED]]
    return (
        f"Templat belum memuat isian wajib: {', '.join(names)}. Dalam templat bawaan letaknya: {'; '.join(places)}. "
        "Salin tag itu dari templat bawaan, lalu unggah lagi."
    )


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
