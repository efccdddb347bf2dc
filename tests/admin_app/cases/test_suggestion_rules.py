"""Aturan usulan on screen: a text tried, a rule changed at once, a broken rule refused with a sentence."""

from collections.abc import Callable
from typing import Any

import pytest

from models.actions.intake.suggest_case import suggest_text
from models.rules.staff.roles import Role
from models.tables import SuggestionRule
from tests.admin_app.browsing import Browser, text

Open = Callable[[Role | str], Browser]
RULE = {"target": "category", "value": "tpi", "words": "zamrud hijau\n@kuota", "weight": "90", "active": "y"}


def test_a_text_is_tried_and_nothing_is_kept(sqlite_account: Any, signed_in: Open) -> None:
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    before = list(SuggestionRule.select().tuples())
    page = text(kasubsi.post("/aturan-usulan/coba", teks="KITAS saya <b>habis</b> besok"))
    assert "Izin tinggal" in page
    assert "<mark>KITAS</mark>" in page
    assert "<b>habis" not in page
    assert list(SuggestionRule.select().tuples()) == before
    assert signed_in(Role.PENGELOLA).post("/aturan-usulan/coba", teks="x").status_code == 403


def test_a_new_rule_counts_at_once_and_switched_off_no_more(sqlite_account: Any, signed_in: Open) -> None:
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    assert kasubsi.post("/aturan-usulan/new/", form_key="kunci-aturan-1", **RULE).status_code == 302
    assert suggest_text("zamrud hijau").category.value == "tpi"
    row = SuggestionRule.get(SuggestionRule.words.startswith("zamrud"))
    off = {name: value for name, value in RULE.items() if name != "active"}
    changed = kasubsi.post(f"/aturan-usulan/edit/?id={row.id}", form_key="kunci-aturan-2", **off)
    assert changed.status_code == 302
    assert suggest_text("zamrud hijau").category.value != "tpi"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"value": "karangan"}, "tidak dikenal"),
        ({"target": "kind", "value": "tpi"}, "tidak dikenal"),
        ({"words": "@tidak-ada"}, "tidak-ada"),
        ({"weight": "900"}, "100"),
        ({"target": "kelompok", "value": "x" * 41}, "paling panjang 40 huruf"),
    ],
)
def test_a_rule_that_would_not_read_is_refused(
    sqlite_account: Any, signed_in: Open, changes: dict[str, str], sentence: str
) -> None:
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    count = SuggestionRule.select().count()
    answer = kasubsi.post("/aturan-usulan/new/", form_key="kunci-aturan-3", **RULE | changes)
    assert (answer.status_code, sentence in text(answer)) == (409, True)
    assert SuggestionRule.select().count() == count


def test_a_group_others_name_cannot_be_switched_off(sqlite_account: Any, signed_in: Open) -> None:
    row = SuggestionRule.get((SuggestionRule.target == "kelompok") & (SuggestionRule.value == "kuota"))
    form = {"target": "kelompok", "value": "kuota", "words": row.words, "weight": "0"}
    answer = signed_in(Role.ADMINISTRATOR).post(
        f"/aturan-usulan/edit/?id={row.id}", form_key="kunci-aturan-4", **form
    )
    assert (answer.status_code, "kuota" in text(answer)) == (409, True)
    assert SuggestionRule.get_by_id(row.id).active


def test_the_list_names_what_a_rule_proposes(sqlite_account: Any, signed_in: Open) -> None:
    page = text(signed_in(Role.KASUBSI_INFOKIM).get("/aturan-usulan/?page_size=100&search=bap+hilang"))
    assert "BAP paspor hilang atau rusak" in page
    assert "bap_paspor" not in page


@pytest.mark.parametrize(
    "typed", ["Kedatangan dan keberangkatan di TPI", "kedatangan dan  keberangkatan di tpi", "tpi"]
)
def test_a_value_is_named_as_the_screens_name_it(sqlite_account: Any, signed_in: Open, typed: str) -> None:
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    form = RULE | {"value": typed}
    assert kasubsi.post("/aturan-usulan/new/", form_key="kunci-aturan-5", **form).status_code == 302
    row = SuggestionRule.get(SuggestionRule.words.startswith("zamrud"))
    assert row.value == "tpi"
    assert 'value="Kedatangan dan keberangkatan di TPI"' in text(kasubsi.get(f"/aturan-usulan/edit/?id={row.id}"))


def test_a_value_nobody_knows_is_answered_with_the_names(sqlite_account: Any, signed_in: Open) -> None:
    form = RULE | {"target": "kind", "value": "karangan"}
    page = text(signed_in(Role.KASUBSI_INFOKIM).post("/aturan-usulan/new/", form_key="kunci-aturan-6", **form))
    assert "Nilai “karangan” tidak dikenal untuk Jenis" in page
    assert "Bukan pengaduan" in page and "bukan-pengaduan" not in page
