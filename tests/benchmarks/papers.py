"""Nota dinas a second through the guarded worker, beside bare python-docx opening and saving the same template."""

from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

import docx

from docgen.documents.examples import examples
from docgen.render import Renderer, shipped_template
from tests.benchmarks.figures import Figure, seconds

COUNT = 200


def _bare(template: bytes) -> None:
    docx.Document(BytesIO(template)).save(BytesIO())


def _per_second(work: Callable[[], object]) -> float:
    work()  # the worker and its template are warm, as after the first paper of a day
    return COUNT / seconds(lambda: [work() for _ in range(COUNT)])


def measure(folder: Path) -> list[Figure]:
    """Measure every document type."""
    figures = []
    with Renderer() as renderer:
        for code, aim in {"ND-TERUS": ">= 50/s", "ND-JAWAB": ">= 50/s", "LEMBAR": ""}.items():
            made = _per_second(partial(renderer.render, code, examples(code)[0]))
            bare = _per_second(partial(_bare, shipped_template(code)))
            figures.append(Figure(f"paper {code}", made, "papers/s", bare, "bare python-docx open and save", aim))
    return figures
