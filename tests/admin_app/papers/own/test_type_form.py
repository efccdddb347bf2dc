"""The form of a type: what is shown is what was kept, and what is typed comes back as it was."""

from werkzeug.datastructures import MultiDict

from admin_app.papers.own.type_form import SPARE, TypedType, own_type, typed_of, typed_type
from models.rules.papers.own.own_checks import MOST_QUESTIONS
from models.rules.papers.own.own_type import Question
from tests.own_types import INVITATION, ORDER, RECORD, THREE


def test_what_the_form_shows_reads_back_as_the_type_it_shows() -> None:
    assert [own_type(typed_of(own)) for own in THREE] == list(THREE)


def test_an_empty_form_has_room_for_questions_and_a_full_one_none() -> None:
    assert len(TypedType().shown) == SPARE
    full = tuple(Question(f"a{place}", f"A{place}") for place in range(MOST_QUESTIONS))
    shown = typed_of(type(RECORD)(**{**vars(RECORD), "questions": full})).shown
    assert [one.key for one in shown] == [one.key for one in full]


def test_what_is_typed_is_trimmed_and_a_code_is_in_capitals() -> None:
    typed = typed_type(MultiDict([("kode", " surat tugas "), ("judul", " Surat \t Tugas "), ("pembuka", "a\r\nb ")]))
    assert (typed.code, typed.title, typed.opening) == ("SURAT-TUGAS", "Surat Tugas", "a\nb")
    assert typed_type(MultiDict([("kode", "LAIN")]), "BAP").code == "BAP"


def test_a_sign_that_no_word_file_holds_is_not_taken_over() -> None:
    form = MultiDict(
        [("judul", "Su\x02rat"), ("tanya0", "Na\x01ma"), ("daftar0", "a\x08\nb"), ("pembuka", "x\x0c\ny")]
    )
    typed = typed_type(form)
    assert (typed.title, typed.opening) == ("Surat", "x\ny")
    assert [(one.label, one.options) for one in typed.questions] == [("Nama", "a\nb")]


def test_an_absurd_order_changes_none() -> None:
    form = MultiDict([("tanya0", "A"), ("urut0", "-1"), ("tanya1", "B"), ("urut1", "9" * 40), ("tanya2", "C")])
    assert [one.label for one in typed_type(form).questions] == ["A", "B", "C"]


def test_three_places_for_initials() -> None:
    assert typed_of(ORDER).paraf == ("kasi_lalintalkim", "", "")
    assert typed_of(INVITATION).paraf == ("", "", "")
