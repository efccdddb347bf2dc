"""The template of an own type before anybody edits it: head and foot of the shipped ones, its questions between.

Head, foot, letterhead and styles are those of the shipped templates, so that an own paper looks like the others.
"""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import Any

from lxml import etree

from docgen.inspection import W, strict_parser
from docgen.package import pack, unpack
from docgen.starting.written import listed_lines, paragraph, rows_of_answers, table_of_answers
from docgen.templates import path_of
from models.rules.papers.own.own_type import Form, Question, QuestionKind, questions_of, stored_questions

_BODY = "word/document.xml"
_LETTER, _MEMO, _SHEET = "SURAT", "ND-ESKAL", "BA-GANGGUAN"  # whose parts are taken
_SHORT = (QuestionKind.TEKS, QuestionKind.TANGGAL, QuestionKind.PILIHAN)


def starting_template(own: Mapping[str, Any]) -> bytes:
    """Return the template an own type starts with; the same declaration gives the same bytes."""
    questions = stored_questions(questions_of(own["questions"]))
    return _made(Form(own["form"]), bool(own["numbered"]), questions)


@lru_cache(maxsize=32)
def _made(form: Form, numbered: bool, questions: str) -> bytes:
    parts = unpack(path_of(_SHEET).read_bytes())  # it has every style, those of tables too
    root = etree.fromstring(parts[_BODY], strict_parser())
    body = root[-1]
    section = body[-1]
    for child in list(body):
        body.remove(child)
    asked = questions_of(json.loads(questions))
    for element in (*_head(form, numbered), *_words(asked), *_foot(form), section):
        body.append(element)
    parts[_BODY] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return pack(parts)


def _head(form: Form, numbered: bool) -> Iterator[etree._Element]:
    """Yield what stands above the words: of letter and memo what the shipped ones have before a sentence."""
    if form is Form.LEMBAR:
        yield paragraph("JudulNaskah", "{{ judul }}")
        yield paragraph("NomorNaskah", "NOMOR {{ nomor }}" if numbered else "")
        return
    for child in _body_of(_LETTER if form is Form.SURAT else _MEMO):
        if _style(child) == "IsiNaskah":
            return
        yield child if numbered else _unnumbered(child)


def _unnumbered(element: etree._Element) -> etree._Element:
    """Return a part of the head without the place of the number, which such a type does not have."""
    for text in element.iter(f"{W}t"):
        text.text = (text.text or "").replace("NOMOR {{ nomor }}", "").replace("{{ nomor }}", "–")
    return element


def _words(asked: tuple[Question, ...]) -> Iterator[etree._Element]:
    yield from listed_lines("IsiNaskah", "pembuka")
    for short, group in groupby(asked, lambda one: one.kind in _SHORT):
        if short:
            yield rows_of_answers(tuple(group))
            yield paragraph("Jarak")
            continue
        for one in group:
            yield from _long(one)
    yield from listed_lines("IsiNaskah", "penutup")


def _long(one: Question) -> Iterator[etree._Element]:
    yield paragraph("BagianLaporan", _plain(one.label))
    if one.kind is QuestionKind.TABEL:
        yield table_of_answers(one)
        yield paragraph("Jarak")
    else:
        yield from listed_lines("IsiNaskah", one.tag)


def _plain(label: str) -> str:
    """Return a label without what a template would take for a tag."""
    return label.replace("{", "(").replace("}", ")")


def _foot(form: Form) -> Iterator[etree._Element]:
    """Yield signature, boxes for initials, and copies, as the letter has them; a sheet says where and when."""
    children = _body_of(_LETTER)
    start = next(place for place, child in enumerate(children) if "ttd.jabatan" in _text(child))
    yield paragraph("Jarak", keep=True)
    table = children[start]
    if form is Form.LEMBAR:
        cell = table[-1][-1]
        cell.insert(1, paragraph("TandaTangan", "{{ kota }}, {{ tanggal }}"))
    yield table
    for child in children[start + 1 :]:
        if "terjemahan" in _text(child):
            return
        yield child


def _body_of(code: str) -> list[etree._Element]:
    """Return the parts of a shipped template's body, free to be put elsewhere."""
    root = etree.fromstring(unpack(path_of(code).read_bytes())[_BODY], strict_parser())
    return list(root[-1])


def _style(element: etree._Element) -> str:
    found = element.find(f"{W}pPr/{W}pStyle")
    return str(found.get(f"{W}val")) if found is not None else ""


def _text(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))
