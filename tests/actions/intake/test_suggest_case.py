"""What a case is proposed to be, by the rows of the office and the words of the citizen."""

from models.actions.intake.suggest_case import known_words, suggest_case, suggest_text
from models.tables import ChannelAccount, SuggestionRule
from tests.office import NOW, citizen_message, new_complaint, take_in


def test_all_the_citizen_wrote_counts_and_the_places_point_into_it(account: ChannelAccount) -> None:
    case = new_complaint(account, "Selamat pagi", "628110000009")
    take_in(account, citizen_message("kuota antrian penuh terus", "628110000009", NOW))
    text, found = suggest_case(case)
    assert text == "Selamat pagi\nkuota antrian penuh terus"
    assert (found.category.value, found.section.value) == ("layanan_umum", "lalintalkim")
    assert text[slice(*found.category.spans[0])] == "kuota"


def test_a_rule_switched_off_or_changed_counts_at_once(sqlite_account: ChannelAccount) -> None:
    assert suggest_text("zamrud").section.value == ""
    row = SuggestionRule.create(target="section", value="inteldakim", words="zamrud", weight=9)
    assert suggest_text("zamrud").section.value == "inteldakim"
    SuggestionRule.update(active=False).where(SuggestionRule.id == row.id).execute()
    assert suggest_text("zamrud").section.value == ""


def test_the_rules_are_made_ready_once(sqlite_account: ChannelAccount) -> None:
    assert known_words() is known_words()
