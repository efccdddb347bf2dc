"""What the worker tells survives the way through JSON; nonsense is refused, never taken for a finding."""

import json
from datetime import datetime

import pytest

from docgen.returned.told import of_pdf, of_roots, pdf_of, roots_of
from models.rules.papers.signatures import Chain, Later, ReturnedPdf, RootFound, Signature

AT = datetime(2026, 3, 2, 3, 4, 5)
SIGNED = Signature("Contoh", "Penerbit", True, True, Later.EVIDENCE, Chain.TRUSTED, AT, AT, True, ("a" * 64,))
PDF = ReturnedPdf((SIGNED, Signature()), "NOMOR 1", 2, 1, True, True, ("/JS",), (2, 100))


def test_a_finding_comes_back_as_it_was() -> None:
    assert pdf_of(json.loads(json.dumps(of_pdf(PDF)))) == PDF
    root = RootFound("Akar", "a" * 64, AT, AT, "MII=")
    assert roots_of(json.loads(json.dumps(of_roots([root])))) == (root,)


def test_nonsense_is_refused_and_only_true_is_true() -> None:
    said = of_pdf(PDF)
    for wrong in ({}, said | {"pages": "x"}, said | {"pictured": ["x"]}, said | {"signatures": [{"chain": "good"}]}):
        with pytest.raises((KeyError, ValueError)):
            pdf_of(wrong)
    first = dict(said["signatures"][0]) | {"intact": "yes", "whole": 1}  # type: ignore[index]
    found = pdf_of(said | {"signatures": [first]}).signatures[0]
    assert (found.intact, found.whole) == (False, False)
