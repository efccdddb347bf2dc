"""Aturan usulan: the words behind the proposals of step 2, changed by the office, with a box to try a text."""

from typing import Any

from flask import g, request
from flask_admin import expose
from wtforms import BooleanField, IntegerField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from admin_app.asking import demand
from admin_app.columns import Choice, Column, pill
from admin_app.editable_view import EditableView
from admin_app.form_fields import OfficeForm, PlainText
from admin_app.wording import section_label
from admin_app.workspace.suggesting import lines_of, pieces_of
from models.actions.suggest_case import active_rules, suggest_text
from models.rules.errors import RuleBroken
from models.rules.identification import KIND_LABELS, URGENCY_LABELS, Urgency
from models.rules.permissions import Deed
from models.rules.roles import Section
from models.rules.suggestions import TARGET_LABELS, Target, WordRule, lexicon
from models.rules.texts import excerpt, storable
from models.tables import Category, SuggestionRule

_LONGEST = 4000
_HINT = "satu pola per baris; * di akhir: awal kata; +: semua kata harus ada; @nama: kelompok kata; <5: teks pendek"

_WEIGHED = {str(target) for target in Target if target not in (Target.GROUP, Target.SPELLING)}


class SuggestionRuleForm(OfficeForm):
    """One row of words."""

    target = SelectField("Untuk", choices=[(str(target), label) for target, label in TARGET_LABELS.items()])
    value = PlainText(
        "Nilai", [InputRequired(), Length(max=40)], description="misalnya paspor, pengaduan, mendesak, nama kelompok"
    )
    words = TextAreaField("Kata", [InputRequired(), Length(max=20_000)], description=_HINT)
    weight = IntegerField("Bobot", [NumberRange(-100, 100)], default=10, description="minus: kata yang melawannya")
    active = BooleanField("Dipakai", default=True)


class SuggestionRulesView(EditableView):
    """Words, spellings, groups and weights; a rule that is not wanted is switched off."""

    deed = edit_deed = Deed.KEEP_SUGGESTIONS
    form = SuggestionRuleForm
    noun = "aturan"
    list_template = "layar/suggestion_rules.html"
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

    @expose("/coba", methods=("POST",))
    def try_out(self) -> Any:
        """Show what the rules in use would propose for a text typed in; nothing is kept."""
        demand(Deed.KEEP_SUGGESTIONS)
        text = storable(request.form.get("teks", ""))[:_LONGEST]
        found = suggest_text(text)
        words = {"lines": lines_of(found), "pieces": pieces_of(text, found), "text": text}
        return self.render("layar/suggestion_try.html", list_url=self.get_url(".index_view"), **words)

    def check(self, row: Any) -> None:
        """Raise RuleBroken where the value is none of its target, or the rules would not read any more."""
        row.value, row.words = row.value.strip(), storable(row.words).replace("\r", "").strip()
        known = _values(Target(row.target))
        if known is not None and row.value not in known:
            raise RuleBroken(f"Nilai “{row.value}” tidak dikenal. Pilihannya: {', '.join(known)}.")
        others = [rule for key, rule in active_rules() if key != row.id]
        mine = [WordRule(Target(row.target), row.value, row.words, row.weight)] if row.active else []
        lexicon([*others, *mine])


def _name(row: SuggestionRule) -> str:
    """Name what a rule proposes as people know it; the office's own words (groups, spellings) stay."""
    if "suggestion_names" not in g:  # one query a page, not one a row
        g.suggestion_names = {
            **{(str(Target.CATEGORY), made.key): made.label for made in Category.select()},
            **{(str(Target.KIND), str(kind)): label for kind, label in KIND_LABELS.items()},
            **{(str(Target.SECTION), str(section)): section_label(str(section)) for section in Section},
            **{(str(Target.URGENCY), str(urgency)): label for urgency, label in URGENCY_LABELS.items()},
        }
    name = g.suggestion_names.get((row.target, row.value))
    return f"{name} ({row.value})" if name else row.value


def _values(target: Target) -> list[str] | None:
    """Give the values a target has, or None where the office names its own."""
    if target is Target.KIND:
        return [str(kind) for kind in KIND_LABELS]
    if target is Target.CATEGORY:
        return [row.key for row in Category.select().where(Category.active).order_by(Category.position)]
    if target is Target.SECTION:
        return [str(section) for section in Section]
    return [str(urgency) for urgency in Urgency] if target is Target.URGENCY else None
