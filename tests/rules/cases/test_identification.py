"""Identification: every kind and urgency has its label."""

from models.rules.cases.identification import KIND_LABELS, URGENCY_LABELS, ComplaintKind, Urgency


def test_every_choice_has_a_label() -> None:
    assert set(KIND_LABELS) == set(ComplaintKind)
    assert set(URGENCY_LABELS) == set(Urgency)
