"""Aturan usulan: the word rules behind the proposals of step 2, kept by the office, with a box to try a text."""

from typing import Any

from flask import g, request
from flask.typing import ResponseReturnValue
from flask_admin import expose
from wtforms import BooleanField, IntegerField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from admin_app.cases.suggesting import lines_of, pieces_of
from admin_app.forms.form_fields import OfficeForm, PlainText
from admin_app.lists.editable_view import EditableView
from admin_app.shell.access import demand
from admin_app.shell.columns import Choice, Column, pill
from admin_app.shell.wording import section_label
from models.actions.intake.suggest_case import active_rules, suggest_text
from models.rules.cases.identification import KIND_LABELS, URGENCY_LABELS, Urgency
from models.rules.cases.suggestions import TARGET_LABELS, Target, WordRule, lexicon
from models.rules.core.errors import RuleBroken
from models.rules.core.texts import excerpt, storable
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import Section
from models.tables import Category, SuggestionRule

_LONGEST = 4000
_LONGEST_WORD = 40
_HINT = "satu pola per baris; * di akhir: awal kata; +: semua kata harus ada; @nama: kelompok kata; <5: teks pendek"

_WEIGHED = {str(target) for target in Target if target not in (Target.GROUP, Target.SPELLING)}


class SuggestionRuleForm(OfficeForm):
    """One word rule."""

    target = SelectField("Untuk", choices=[(str(target), label) for target, label in TARGET_LABELS.items()])
    value = PlainText(
        "Nilai",
        [InputRequired(), Length(max=120)],
        description="seperti namanya di layar: Izin tinggal, Pengaduan, Mendesak; atau nama kelompok kata",
    )
    words = TextAreaField("Kata", [InputRequired(), Length(max=20_000)], description=_HINT)
    weight = IntegerField("Bobot", [NumberRange(-100, 100)], default=10, description="minus: kata yang melawannya")
    active = BooleanField("Dipakai", default=True)

    def __init__(self, formdata: Any = None, obj: Any = None, **words: Any) -> None:
        super().__init__(formdata, obj=obj, **words)
        if obj is not None and not formdata:
            self.value.data = _name(obj)


class SuggestionRulesView(EditableView):
    """Words, spellings, groups and weights; a rule no longer wanted is switched off."""

    permission = edit_permission = Permission.KEEP_SUGGESTIONS
    form = SuggestionRuleForm
    noun = "aturan"
    list_template = "cases/suggestion_rules.html"
    explanation = (
        "Dari kata-kata pelapor diusulkan jenis, kategori, seksi, dan urgensi; petugas yang memutuskan. "
        "Bobot dijumlahkan, nilai dengan jumlah terbesar diusulkan."
    )
    order = (SuggestionRule.target.asc(), SuggestionRule.value.asc(), SuggestionRule.id.asc())
    searched = (SuggestionRule.value, SuggestionRule.words)
    columns = (
        Column("untuk", "Untuk", lambda row: TARGET_LABELS[Target(row.target)], SuggestionRule.target),
        Column("nilai", "Nilai", lambda row: _name(row), SuggestionRule.value),
        Column("kata", "Kata", lambda row: excerpt(row.words.replace("\n", ", "), 160)),
        Column("bobot", "Bobot", lambda row: row.weight if row.target in _WEIGHED else "", SuggestionRule.weight),
        Column("dipakai", "Dipakai", lambda row: pill("Dipakai", "good") if row.active else pill("Tidak")),
    )
    choices = (
        Choice(
            "untuk",
            "Untuk",
            lambda: [(str(target), label) for target, label in TARGET_LABELS.items()],
            lambda value: SuggestionRule.target == value,
        ),
    )

    def match(self, word: str) -> Any:
        """Return the condition for a search: by the name of what a rule proposes, its key, or its words."""
        condition = super().match(word)
        for target, names in _names().items():
            keys = [key for key, name in names.items() if word.casefold() in name.casefold()]
            condition |= (SuggestionRule.target == str(target)) & SuggestionRule.value.in_(keys)
        return condition

    @expose("/coba", methods=("POST",))
    def try_out(self) -> ResponseReturnValue:
        """Show what the rules in use propose for a typed text; nothing is stored."""
        demand(Permission.KEEP_SUGGESTIONS)
        text = storable(request.form.get("teks", ""))[:_LONGEST]
        found = suggest_text(text)
        words = {"lines": lines_of(found), "pieces": pieces_of(text, found), "text": text}
        return self.render("cases/suggestion_try.html", list_url=self.get_url(".index_view"), **words)

    def check(self, row: SuggestionRule) -> None:
        """Raise RuleBroken where the value does not belong to its target, or the rules could no longer be read."""
        row.value = _key(Target(row.target), " ".join(row.value.split()))
        row.words = storable(row.words).replace("\r", "").strip()
        others = [rule for key, rule in active_rules() if key != row.id]
        mine = [WordRule(Target(row.target), row.value, row.words, row.weight)] if row.active else []
        lexicon([*others, *mine])


def _names() -> dict[Target, dict[str, str]]:
    """Return the labels of each target's values by key; groups and spellings are the office's own words."""
    if "suggestion_names" not in g:  # one query a page, not one a row
        g.suggestion_names = {
            Target.KIND: {str(kind): label for kind, label in KIND_LABELS.items()},
            Target.CATEGORY: {row.key: row.label for row in Category.select().order_by(Category.position)},
            Target.SECTION: {str(section): section_label(str(section)) for section in Section},
            Target.URGENCY: {str(urgency): URGENCY_LABELS[urgency] for urgency in Urgency},
        }
    names: dict[Target, dict[str, str]] = g.suggestion_names
    return names


def _name(row: SuggestionRule) -> str:
    """Return the label of what a rule proposes."""
    return _names().get(Target(row.target), {}).get(row.value, row.value)


def _key(target: Target, typed: str) -> str:
    """Return the key of a value given by its label or key. Raises RuleBroken naming the choices."""
    names = _names().get(target)
    if names is None:
        return _own_word(typed)
    off = {row.key for row in Category.select().where(~Category.active)} if target is Target.CATEGORY else set()
    choices = {key: name for key, name in names.items() if key not in off}
    found = [key for key, name in choices.items() if typed.casefold() in (key.casefold(), name.casefold())]
    if not found:
        told = ", ".join(choices.values())
        raise RuleBroken(f"Nilai “{typed}” tidak dikenal untuk {TARGET_LABELS[target]}. Pilihannya: {told}.")
    return found[0]


def _own_word(typed: str) -> str:
    if len(typed) > _LONGEST_WORD:
        raise RuleBroken(f"Nama kelompok atau ejaan paling panjang {_LONGEST_WORD} huruf.")
    return typed
