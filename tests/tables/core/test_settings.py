"""Settings: environment before aduan.toml before defaults, and a broken one is named."""

from pathlib import Path

import pytest

from models.tables.core.settings import DEFAULTS, SettingBroken, load_settings


def written(folder: Path, text: str) -> Path:
    path = folder / "aduan.toml"
    path.write_text(text, "utf-8")
    return path


def test_without_anything_said_the_defaults_hold(tmp_path: Path) -> None:
    found = load_settings({}, tmp_path / "none.toml")
    assert found.database_url.startswith("sqlite:///")
    assert found.database_url.endswith("data/aduan.db")
    assert (found.poll_seconds, found.news_seconds, found.log) == (10.0, 4.0, "text")
    assert found.attempts_log.parent == found.secret_key_file.parent == found.files_dir.parent == found.data_dir


def test_the_environment_wins_over_the_file_and_the_file_over_the_defaults(tmp_path: Path) -> None:
    toml = written(tmp_path, 'poll_seconds = 5\nADUAN_LOG = "json"\nlease_seconds = 30\nwarna = "biru"\n')
    found = load_settings({"ADUAN_POLL_SECONDS": "0.25", "ADUAN_LEASE_SECONDS": ""}, toml)
    assert (found.poll_seconds, found.log, found.lease_seconds) == (0.25, "json", 30.0)


@pytest.mark.parametrize("name", [name for name in DEFAULTS if name.endswith("_SECONDS")])
@pytest.mark.parametrize("value", ["cepat", "0", "-1", "inf", "nan", "1 000"])
def test_a_time_that_is_no_time_is_named(tmp_path: Path, name: str, value: str) -> None:
    if name in ("ADUAN_UNDO_SECONDS", "ADUAN_PACE_SECONDS") and value == "0":
        found = load_settings({name: value}, tmp_path / "none.toml")  # an office may want none
        assert 0.0 in (found.undo_seconds, found.pace_seconds)
        return
    with pytest.raises(SettingBroken, match=name):
        load_settings({name: value}, tmp_path / "none.toml")


def test_pages_that_ask_too_seldom_would_say_a_colleague_left(tmp_path: Path) -> None:
    assert load_settings({"ADUAN_NEWS_SECONDS": "10"}, tmp_path / "none.toml").news_seconds == 10.0
    with pytest.raises(SettingBroken, match=r"ADUAN_NEWS_SECONDS .* at most 10,"):
        load_settings({"ADUAN_NEWS_SECONDS": "11"}, tmp_path / "none.toml")


@pytest.mark.parametrize("text", ["poll_seconds = ", "[unclosed", "a = 1\na = 2"])
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingBroken, match=r"aduan\.toml"):
        load_settings({}, written(tmp_path, text))


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "aduan.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(SettingBroken, match=r"aduan\.toml"):
        load_settings({}, path)


def test_a_log_form_nobody_knows_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingBroken, match="text or json"):
        load_settings({"ADUAN_LOG": "xml"}, tmp_path / "none.toml")


def test_a_second_factor_is_required_or_optional(tmp_path: Path) -> None:
    assert load_settings({}, tmp_path / "none.toml").second_factor == "required"
    assert load_settings({"ADUAN_SECOND_FACTOR": "optional"}, tmp_path / "none.toml").second_factor == "optional"
    with pytest.raises(SettingBroken, match=r"ADUAN_SECOND_FACTOR is 'off': use required or optional"):
        load_settings({"ADUAN_SECOND_FACTOR": "off"}, tmp_path / "none.toml")


def test_another_zone_is_refused_rather_than_counted_wrongly(tmp_path: Path) -> None:
    for zone in ("Asia/Jakarta", "Asia/Pontianak"):
        load_settings({"ADUAN_TIMEZONE": zone}, tmp_path / "none.toml")
    with pytest.raises(SettingBroken, match="ADUAN_TIMEZONE is 'Asia/Makassar'"):
        load_settings({"ADUAN_TIMEZONE": "Asia/Makassar"}, tmp_path / "none.toml")


def test_F40_no_lease_or_rest_is_longer_than_what_counts_as_given_by_a_wrong_clock(tmp_path: Path) -> None:
    found = load_settings({"ADUAN_LEASE_SECONDS": "1200", "ADUAN_UNDO_SECONDS": "3600"}, tmp_path / "none.toml")
    assert (found.lease_seconds, found.undo_seconds) == (1200.0, 3600.0)
    for name, value in (("ADUAN_LEASE_SECONDS", "1201"), ("ADUAN_UNDO_SECONDS", "3601")):
        with pytest.raises(SettingBroken, match=name):
            load_settings({name: value}, tmp_path / "none.toml")
