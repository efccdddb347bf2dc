"""A template that would leave an answer of an own type out is refused, whether the answer is required or not."""

import re
from dataclasses import replace

import pytest

from docgen.checking import check_template
from docgen.errors import TemplateBroken
from docgen.package import pack, unpack
from docgen.starting.starting_template import starting_template
from models.rules.papers.own.own_type import OwnType, Question, QuestionKind
from tests.own_types import INVITATION, RECORD

BODY = "word/document.xml"
CHOICE, PASSPORT, WITNESS = "{{ isian_wna }}", "{{ isian_paspor }}", "{{ isian_saksi }}"
ASKED = replace(
    RECORD,
    questions=(
        Question("wna", "Kewarganegaraan", QuestionKind.PILIHAN, options=("WNI", "WNA")),
        Question("paspor", "Nomor paspor"),
        Question("saksi", "Saksi"),
    ),
)


def check(own: OwnType, before: str, after: str) -> None:
    """Check the starting template of a type with one edit of an office."""
    parts = unpack(starting_template(own.declared()))
    text = parts[BODY].decode("utf-8")
    assert text.count(before) == 1
    check_template(own.code, pack(parts | {BODY: text.replace(before, after).encode("utf-8")}), own.declared())


@pytest.mark.parametrize(
    ("own", "before", "after", "said"),
    [
        (ASKED, WITNESS, "–", "“Saksi”"),
        (ASKED, CHOICE, "WNI", "“Kewarganegaraan”"),
        (ASKED, CHOICE, '{% if isian_wna == "Lain" %}WNA{% endif %}', "“Kewarganegaraan”"),
        (ASKED, WITNESS, '{% if isian_wna == "Lain" %}{{ isian_saksi }}{% endif %}', "“Saksi”"),
        (RECORD, "{{ baris.kolom2 }}", "–", "“Jawaban” pada “Tanya jawab”"),
        (INVITATION, "in isian_dibawa", "in penutup", "“Yang perlu dibawa”"),
    ],
    ids=["optional", "choice", "no box", "never", "column", "long"],
)
def test_an_answer_that_is_not_printed_is_named_and_no_other(
    own: OwnType, before: str, after: str, said: str
) -> None:
    with pytest.raises(TemplateBroken, match="Templat tidak mencetak jawaban") as refused:
        check(own, before, after)
    assert said in refused.value.sentence
    assert len(re.findall(r"\{[{%]", refused.value.sentence)) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (CHOICE, '{% if isian_wna == "WNA" %}asing{% endif %}'),
        (PASSPORT, '{% if isian_wna == "WNA" %}{{ isian_paspor }}{% endif %}'),
        (WITNESS, '{% if isian_saksi != "–" %}{{ isian_saksi }}{% endif %}'),
        (WITNESS, "{{ isian_saksi }} ({{ isian_saksi }})"),
    ],
    ids=["box", "where it applies", "where there is one", "twice"],
)
def test_what_an_office_prints_otherwise_is_accepted(before: str, after: str) -> None:
    check(ASKED, before, after)
