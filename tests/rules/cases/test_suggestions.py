"""The word rules of step 2: what they read, what they propose, and which words they show for it."""

import csv
import tomllib
from pathlib import Path

import pytest

from models.actions.office.load_starting_data import FOLDER
from models.rules.cases.suggestions import (
    Lexicon,
    Suggestion,
    Target,
    WordRule,
    lexicon,
    rules_from,
    suggest,
)
from models.rules.core.errors import RuleBroken
from tests.benchmarks import triage
from tests.tools import shared

RULES = tomllib.loads((FOLDER / "suggestion_rules.toml").read_text("utf-8"))
KNOWN = lexicon(rules_from(RULES))
INVENTED = Path(__file__).parent / "invented_texts.jsonl"
with (FOLDER / "categories.csv").open(encoding="utf-8", newline="") as file:
    SECTIONS = {row["key"]: row["section"] for row in csv.DictReader(file)}

CASES = [
    (
        "Syarat perpanjang KITAS lewat sponsor istri apa saja?",
        "pertanyaan",
        "izin_tinggal",
        "lalintalkim",
        "biasa",
    ),
    ("Autogate mati, antri imigrasi di pelabuhan lama", "pengaduan", "tpi", "lalintalkim", "biasa"),
    ("Ada bule kerja di bengkel pakai visa turis, mohon dicek", "pengaduan", "intelijen", "inteldakim", "biasa"),
    ("Paspor saya hilang, kapan bisa BAP?", "pertanyaan", "bap_paspor", "inteldakim", "biasa"),
    ("Petugas minta uang 500 ribu supaya cepat", "pengaduan", "perilaku_petugas", "kepala_kantor", "mendesak"),
    ("Kuota antrian selalu penuh", "pengaduan", "layanan_umum", "lalintalkim", "biasa"),
    ("Uang hangus karena permohonan ditolak, sudah bayar", "pengaduan", "paspor", "lalintalkim", "biasa"),
    ("OTP gak masuk2, apk erorrr teross", "pengaduan", "m_paspor", "tikkim", "biasa"),
    ("Aplikasinya bagus, sangat memudahkan, makasih", "apresiasi", "m_paspor", "tikkim", "biasa"),
    ("Saya minta salinan data saya di kantor ini", "data-pribadi", "data_pribadi", "tikkim", "biasa"),
    ("Promo pinjaman cepat cair, hubungi kami", "bukan-pengaduan", "lainnya", "", "biasa"),
]


def on(text: str, known: Lexicon = KNOWN) -> Suggestion:
    return suggest(known, text, SECTIONS)


@pytest.mark.parametrize(("text", "kind", "category", "section", "urgency"), CASES)
def test_the_office_s_own_rules_propose_what_an_officer_would(
    text: str, kind: str, category: str, section: str, urgency: str
) -> None:
    found = on(text)
    given = (found.kind.value, found.category.value, found.section.value, found.urgency.value)
    assert given == (kind, category, section, urgency)


def test_a_greeting_in_english_is_no_praise() -> None:
    assert on("Good morning, my passport was stamped with the wrong date. Please advise.").kind.value == "pengaduan"
    assert on("Good service, thank you!").kind.value == "apresiasi"


def test_the_words_that_led_to_a_proposal_are_shown_where_they_stand() -> None:
    text = "Min, Kuotanya PENUH terus!"
    shown = [text[start:end] for start, end in on(text).category.spans]
    assert shown == ["Kuotanya PENUH"]


def small(*rows: WordRule) -> Lexicon:
    return lexicon(rows)


SPELLING = WordRule(Target.SPELLING, "tidak", "gak\nga")


def test_a_denied_word_does_not_count_unless_the_pattern_denies_itself() -> None:
    known = small(
        SPELLING, WordRule(Target.KIND, "apresiasi", "membantu", 10), WordRule(Target.KIND, "pengaduan", "*", 1)
    )
    assert on("sangat membantu", known).kind.value == "apresiasi"
    assert on("ga membantu", known).kind.value == "pengaduan"
    denied = small(SPELLING, WordRule(Target.KIND, "pengaduan", "tidak membantu", 10))
    assert on("gak membantu", denied).kind.lead == 10


def test_plus_asks_for_all_words_a_star_for_a_beginning_and_less_than_for_a_short_text() -> None:
    known = small(WordRule(Target.CATEGORY, "bap_paspor", "paspor + hilang*", 5), WordRule(Target.KIND, "x", "<3", 4))
    assert on("hilangnya sebuah paspor", known).category.value == "bap_paspor"
    assert on("paspor saya", known).category.lead == 0
    assert (on("dua kata", known).kind.lead, on("ini tiga kata", known).kind.lead) == (4, 0)


def test_a_row_for_a_section_wins_over_the_section_of_the_category() -> None:
    rows = (WordRule(Target.CATEGORY, "paspor", "paspor", 5), WordRule(Target.SECTION, "inteldakim", "palsu", 5))
    assert on("paspor", small(*rows)).section.value == "lalintalkim"
    assert on("paspor palsu", small(*rows)).section.value == "inteldakim"


def test_a_row_that_names_a_group_nobody_made_is_refused() -> None:
    with pytest.raises(RuleBroken, match="kuota"):
        small(WordRule(Target.KIND, "pengaduan", "@kuota", 1))


def test_texts_without_any_known_word_or_hostile_ones_are_read_without_harm() -> None:
    for text in ("", "\x00\ud800", "你好", "ſ K İ ẞ", "a" * 100_000, "<script>alert(1)</script>"):
        found = on(text)
        assert found.kind.value
        for start, end in found.kind.spans:
            assert 0 <= start < end <= len(text)


def test_the_rules_propose_well_for_subjects_the_public_texts_hardly_have() -> None:
    rows = triage._read(INVENTED)
    for target in triage.TARGETS:
        wanted = [str(row[target]) for row in rows]
        given = [getattr(on(str(row["text"])), target).value for row in rows]
        assert triage._share(given, wanted) >= 0.9, target
        assert triage.macro_f1(given, wanted) >= 0.84, target


@pytest.mark.parametrize("name", ["labelled_dev", "labelled_extra_dev", "supplement_dev"])
def test_the_rules_beat_the_most_frequent_answer_on_labelled_texts(name: str) -> None:
    rows = triage._read(shared(f"data/{name}.jsonl"))
    wanted = [triage._ours("section", str(row["section"])) for row in rows]
    fair = [{triage._ours("section", value) for value in row.get("also_ok_section", ())} for row in rows]
    given = [on(str(row["text"])).section.value for row in rows]
    usual = [max(wanted, key=wanted.count)] * len(wanted)
    assert triage._share(given, wanted) >= triage._share(usual, wanted) + 0.15
    assert triage._lenient(given, wanted, fair) >= 0.94
    assert triage.macro_f1(given, wanted) >= 3 * triage.macro_f1(usual, wanted)


def test_a_short_text_counts_as_saying_nothing_only_where_no_word_is_known() -> None:
    known = small(
        WordRule(Target.CATEGORY, "lainnya", "<3", 9), WordRule(Target.CATEGORY, "layanan_umum", "kuota", 5)
    )
    assert on("halo min", known).category.value == "lainnya"
    assert on("kuota penuh", known).category.value == "layanan_umum"
