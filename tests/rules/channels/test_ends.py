"""What staff read of a token or a version that ends; the edges are in test_channel_health.py."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from models.rules.channels.channel_facts import Facts, Grade
from models.rules.channels.channel_health import judge
from models.rules.channels.ends import token_left_words, version_words
from models.rules.channels.lifetimes import ApiVersion, TokenLife

NOW = datetime(2026, 11, 25, 2, 0)
WELL = Facts(moment=NOW, created_at=NOW, last_success_at=NOW)


def test_a_token_of_which_nobody_knows_the_end_is_never_green() -> None:
    unknown = replace(WELL, token_life=TokenLife.UNKNOWN)
    assert judge(unknown).grade is Grade.ATTENTION
    assert "tidak diketahui" in judge(unknown).to_do
    for known in (TokenLife.LASTS, TokenLife.RENEWED, TokenLife.NONE):
        assert judge(replace(WELL, token_life=known)).grade is Grade.OK


def test_what_is_left_is_said_in_days_and_on_the_last_day_in_hours() -> None:
    assert token_left_words(replace(WELL, token_expires_at=NOW + timedelta(days=3))) == "3 hari"
    assert token_left_words(replace(WELL, token_expires_at=NOW + timedelta(hours=5))) == "5 jam"


def test_a_version_is_said_to_end_and_after_its_last_day_to_have_ended() -> None:
    last = ApiVersion("Graph API", "v1.0", date(2026, 11, 25))
    assert version_words(replace(WELL, version=last)) == "Graph API v1.0 berakhir 25 November 2026"
    later = replace(WELL, version=last, moment=NOW + timedelta(days=1))
    assert version_words(later) == "Graph API v1.0 sudah berakhir 25 November 2026"
    assert version_words(WELL) == ""


def test_of_a_machine_that_was_taken_away_it_is_not_said_as_well_that_it_lacks_a_secret() -> None:
    verdict = judge(replace(WELL, machine="gerbang1", machine_gone=True, lacks_secret=True))
    assert [one.code for one in verdict.findings] == ["machine_gone"] and "komputer gerbang1 dicabut" in verdict.to_do
