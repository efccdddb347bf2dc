"""Every state and every refusal has its own sentence, and what is not sure is never called refused."""

import pytest

from models.rules.papers.esign import (
    CERTIFICATE_WORDS,
    REFUSED_WORDS,
    UNSURE_WORDS,
    CertificateState,
    Refused,
    Said,
    may_sign_with,
    why_refused,
)


def test_each_has_a_sentence_of_its_own() -> None:
    assert set(CERTIFICATE_WORDS) == set(CertificateState)
    assert set(REFUSED_WORDS) == set(Refused)
    every = [*CERTIFICATE_WORDS.values(), *REFUSED_WORDS.values(), UNSURE_WORDS]
    assert len(set(every)) == len(every)
    assert all("nomornya tetap" in words for words in REFUSED_WORDS.values())
    assert "Jangan mengulang" in UNSURE_WORDS


def test_only_an_issued_certificate_signs() -> None:
    assert [state for state in CertificateState if may_sign_with(state)] == [CertificateState.ISSUE]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Said(400, 2031), Refused.SECRET),
        (Said(400, 2011), Refused.IDENTITY),
        (Said(200, 2021), Refused.CERTIFICATE),
        (Said(400), Refused.FILE),
        (Said(401), Refused.ACCESS),
        (Said(404), Refused.NOT_THE_SERVICE),
        (Said(429), Refused.OTHER),
        (Said(408), None),
        (Said(500), None),
        (Said(502), None),
        (Said(200), None),
    ],
)
def test_what_is_sure_is_told_apart_from_what_is_not(said: Said, why: Refused | None) -> None:
    assert why_refused(said) is why
