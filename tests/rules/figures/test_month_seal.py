"""A seal changes with everything it is over, and tells nothing of words whose salt is gone."""

from models.rules.figures.month_seal import (
    canonical,
    line_seal,
    month_seal,
    older_hash,
    without_subjects,
    words_digest,
)


def test_a_seal_changes_with_each_part() -> None:
    seals = {
        line_seal("a", {"n": 1}, "d"),
        line_seal("b", {"n": 1}, "d"),
        line_seal("a", {"n": 2}, "d"),
        line_seal("a", {"n": 1}, "e"),
    }
    parts = ("1", "2", "3", "4")
    changed = {month_seal(*("x" if place == n else part for n, part in enumerate(parts))) for place in range(5)}
    assert (len(seals), len(changed)) == (4, 5)


def test_the_same_words_have_another_digest_under_another_salt() -> None:
    words = {"name": "Sari", "reason": ""}
    assert words_digest("a", words) == words_digest("a", dict(reversed(words.items())))
    assert words_digest("a", words) != words_digest("b", words) != words_digest("a", words | {"name": "Sani"})


def test_the_older_hash_is_over_the_plain_lines() -> None:
    assert older_hash("{}", []) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    assert canonical({"b": "é", "a": 1}) == '{"a":1,"b":"é"}'


def test_figures_are_sealed_without_the_citizens_words() -> None:
    row = {"number": "ADU-1", "subject": "Paspor Sari"}
    assert without_subjects({"open": [row], "received": 1}) == {"open": [{"number": "ADU-1"}], "received": 1}
