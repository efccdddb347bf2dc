"""Prices are dated rows: each day at its own; and every thing charged has one, with its source."""

from datetime import date, datetime, timedelta

import pytest

from models.rules.channels.costs.prices import (
    CHARGED_WORDS,
    PRICES,
    Charged,
    Price,
    by_kind,
    cost,
    dollars,
    month_of,
    price_at,
)

DAY = date(2026, 11, 28)


def test_every_thing_charged_has_a_price_with_its_source_and_words() -> None:
    assert {row.what for row in PRICES} == set(Charged) == set(CHARGED_WORDS)
    assert all(row.source and row.micros > 0 for row in PRICES)
    assert all(price_at(what, date(2020, 1, 1)).micros > 0 for what in Charged)


def test_a_price_that_changes_inside_a_month_counts_from_its_day_on() -> None:
    dearer = Price(Charged.MESSAGE_READ, 20_000, DAY, "surat X")
    counts = {(DAY - timedelta(days=1), Charged.MESSAGE_READ): 3, (DAY, Charged.MESSAGE_READ): 3}
    assert cost(counts) == 60_000
    assert cost(counts, [dearer]) == 90_000
    assert cost(counts, [Price(Charged.MESSAGE_READ, 1, DAY + timedelta(days=1), "kelak")]) == 60_000


def test_of_one_day_the_office_s_own_price_stands_whatever_the_order() -> None:
    shipped = price_at(Charged.OWN_READ, DAY)
    own = Price(Charged.OWN_READ, 5_000, shipped.since, "akun bukan pemilik aplikasi")
    assert price_at(Charged.OWN_READ, DAY, [own]) == own
    older = Price(Charged.OWN_READ, 7_000, shipped.since - timedelta(days=1), "lama")
    assert price_at(Charged.OWN_READ, DAY, [own, older]) == own


def test_what_was_read_of_each_kind_adds_up_to_the_whole() -> None:
    counts = {(DAY, what): number for number, what in enumerate(Charged, 1)}
    rows = by_kind(counts)
    assert sum(micros for _, micros in rows.values()) == cost(counts)
    assert [count for count, _ in rows.values()] == list(range(1, len(Charged) + 1))


def test_a_month_is_a_calendar_month_of_utc() -> None:
    assert month_of(date(2026, 12, 31)) == (date(2026, 12, 1), date(2027, 1, 1))
    assert month_of(date(2026, 2, 1)) == (date(2026, 2, 1), date(2026, 3, 1))
    # The first of December, 06.59 in the office, is still November at X.
    assert month_of(datetime(2026, 11, 30, 23, 59).date())[0] == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("micros", "words"),
    [
        (0, "US$0,00"),
        (1_000, "US$0,001"),
        (10_000, "US$0,01"),
        (15_000, "US$0,015"),
        (1, "US$0,000001"),
        (12_345_678, "US$12,35"),
        (1_234_560_000, "US$1.234,56"),
    ],
)
def test_amounts_are_written_as_staff_read_them(micros: int, words: str) -> None:
    assert dollars(micros) == words
