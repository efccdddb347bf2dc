"""The form of an own type as it was typed, read into what the rules judge; nothing typed is lost when refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from werkzeug.datastructures import MultiDict

from docgen.cleaning import clean
from models.rules.core.texts import storable
from models.rules.papers.own.own_checks import MOST_QUESTIONS, key_for
from models.rules.papers.own.own_type import OFFERED_AT, Form, Numbering, OwnType, Question, QuestionKind
from models.rules.staff.roles import Role

SPARE, FURTHER = 5, 2  # empty questions on an empty form, and below those there are
_PLACES_OF_PARAF = 3
_LONGEST = 4_000  # characters read of one field; the rules say how long each may be


@dataclass(frozen=True)
class TypedQuestion:
    """One question as it stands in the form; without a label it is not there."""

    key: str = ""
    label: str = ""
    kind: str = QuestionKind.TEKS.value
    required: bool = False
    hint: str = ""
    options: str = ""  # a line each
    order: str = ""
    removed: bool = False


@dataclass(frozen=True)
class TypedType:
    """An own type as it stands in the form."""

    code: str = ""
    title: str = ""
    form: str = Form.SURAT.value
    numbering: str = Numbering.SURAT.value
    classification: str = ""
    stages: Sequence[str] = ()
    drafters: Sequence[str] = ()
    paraf: Sequence[str] = ("",) * _PLACES_OF_PARAF
    signer: str = ""
    to_reporter: bool = False
    opening: str = ""
    closing: str = ""
    questions: Sequence[TypedQuestion] = field(default_factory=tuple)

    @property
    def shown(self) -> list[TypedQuestion]:
        """Return the questions with empty ones below, as far as there may be more."""
        wanted = max(SPARE - len(self.questions), FURTHER)
        spare = max(min(wanted, MOST_QUESTIONS - len(self.questions)), 0)
        return [*self.questions, *(TypedQuestion() for _ in range(spare))]


def typed_type(form: "MultiDict[str, str]", code: str = "") -> TypedType:
    """Return what was typed; `code`: of the type that is changed."""
    return TypedType(
        code=code or _line(form, "kode").upper().replace(" ", "-"),
        title=_line(form, "judul"),
        form=_line(form, "bentuk"),
        numbering=_line(form, "penomoran"),
        classification=_line(form, "klasifikasi"),
        stages=_ticked(form, "tahap"),
        drafters=_ticked(form, "penyusun"),
        paraf=tuple(_line(form, f"paraf{place}") for place in range(_PLACES_OF_PARAF)),
        signer=_line(form, "penandatangan"),
        to_reporter=_line(form, "pelapor") == "ya",
        opening=_text(form, "pembuka"),
        closing=_text(form, "penutup"),
        questions=_in_order([_question(form, place) for place in range(MOST_QUESTIONS)]),
    )


def _question(form: Mapping[str, str], place: int) -> TypedQuestion:
    return TypedQuestion(
        key=_line(form, f"kunci{place}"),
        label=_line(form, f"tanya{place}"),
        kind=_line(form, f"jenis{place}"),
        required=_line(form, f"wajib{place}") == "ya",
        hint=_line(form, f"petunjuk{place}"),
        options=_text(form, f"daftar{place}"),
        order=_line(form, f"urut{place}"),
        removed=_line(form, f"hapus{place}") == "ya",
    )


def _in_order(typed: Sequence[TypedQuestion]) -> tuple[TypedQuestion, ...]:
    """Return the questions that have words, by the number typed beside each; equal ones as they stood."""
    there = [one for one in typed if (one.label or one.options or one.hint or one.key) and not one.removed]
    places = {id(one): _number(one.order, place) for place, one in enumerate(there, 1)}
    ordered = sorted(there, key=lambda one: places[id(one)])
    return tuple(replace(one, order=str(place)) for place, one in enumerate(ordered, 1))


def _number(typed: str, otherwise: int) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else otherwise


def own_type(typed: TypedType) -> OwnType:
    """Return what was typed as the rules judge it. Raises ValueError for a choice that no list has."""
    return OwnType(
        code=typed.code,
        title=typed.title,
        form=Form(typed.form),
        numbering=Numbering(typed.numbering),
        stages=tuple(stage for stage in OFFERED_AT if stage in typed.stages),
        drafters=tuple(role for role in Role if role in typed.drafters),
        paraf=tuple(Role(role) for role in typed.paraf if role),
        signer=Role(typed.signer) if typed.signer else None,
        classification=typed.classification,
        to_reporter=typed.to_reporter,
        opening=typed.opening,
        closing=typed.closing,
        questions=_questions(typed.questions),
    )


def _questions(typed: Sequence[TypedQuestion]) -> tuple[Question, ...]:
    keys = {one.key for one in typed if one.key}
    found = []
    for one in typed:
        key = one.key or key_for(one.label, keys)
        keys.add(key)
        options = tuple(filter(None, (" ".join(line.split()) for line in one.options.splitlines())))
        found.append(Question(key, one.label, QuestionKind(one.kind), one.required, one.hint, options))
    return tuple(found)


def typed_of(own: OwnType) -> TypedType:
    """Return a kept type as its form shows it."""
    paraf = [*own.paraf, *[""] * _PLACES_OF_PARAF][: max(_PLACES_OF_PARAF, len(own.paraf))]
    return TypedType(
        code=own.code,
        title=own.title,
        form=own.form,
        numbering=own.numbering,
        classification=own.classification,
        stages=own.stages,
        drafters=own.drafters,
        paraf=tuple(map(str, paraf)),
        signer=str(own.signer or ""),
        to_reporter=own.to_reporter,
        opening=own.opening,
        closing=own.closing,
        questions=tuple(
            TypedQuestion(one.key, one.label, one.kind, one.required, one.hint, "\n".join(one.options), str(place))
            for place, one in enumerate(own.questions, 1)
        ),
    )


def _line(form: Mapping[str, str], name: str) -> str:
    return " ".join(clean(storable(form.get(name, "")))[:_LONGEST].split())


def _text(form: Mapping[str, str], name: str) -> str:
    return clean(storable(form.get(name, "")))[:_LONGEST].strip()


def _ticked(form: "MultiDict[str, str]", name: str) -> tuple[str, ...]:
    return tuple(map(storable, form.getlist(name)))
