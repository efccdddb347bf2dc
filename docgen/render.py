"""Facts in, .docx out, through a worker process that can be killed; other packages use only this module."""

import atexit
import functools
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, TypeVar

from docgen import wire
from docgen.documents import kind_of, with_charts
from docgen.errors import DocumentError, RenderLimit, rebuild
from docgen.returned import told
from docgen.starting.starting_template import starting_template
from docgen.templates import path_of
from models.rules.core.inherited import inherited
from models.rules.papers.signature_place import Point
from models.rules.papers.signatures import ReturnedPdf, RootFound

TIME_LIMIT = 10.0  # seconds for one paper
EXAMINE_LIMIT = 45.0  # seconds for one signed PDF, of hundreds of pages too
START_LIMIT = 60.0  # seconds for the worker to load its libraries on a busy PC
GRACE = 2.0  # seconds a worker that closed its pipes may take to end
FACTS_LIMIT = 32_000_000  # octets of facts as JSON; photos are the most of them
_ROOT = Path(__file__).resolve().parent.parent
Found = TypeVar("Found")


def shipped_template(code: str) -> bytes:
    """Return the template that comes with the program; raises UnknownDocument."""
    kind_of(code)
    return path_of(code).read_bytes()


def own_template(own: Mapping[str, object]) -> bytes:
    """Return the template that an own type of the office starts with, by what it declares."""
    return starting_template(own)


class Renderer:
    """One worker, started when first needed and again after it was killed; threads use it in turn.

    `module`: the program of the worker.
    """

    def __init__(self, time_limit: float = TIME_LIMIT, module: str = "docgen.worker") -> None:
        self._time_limit, self._module = time_limit, module
        self._turn = threading.Lock()
        self._worker: subprocess.Popen[bytes] | None = None

    def render(self, code: str, facts: Mapping[str, object], template: bytes | None = None) -> bytes:
        """Return the .docx of a paper, from the shipped template unless one is given; raises DocumentError."""
        whole = with_charts(code, facts)
        return self.ask({"code": code, "facts": whole, "check": False}, template or shipped_template(code))[1]

    def encloses_complaint(self, template: bytes) -> bool:
        """Return whether a template prints a long complaint as an enclosure; raises DocumentError."""
        return bool(self.ask({"read": "enclosing"}, template)[0].get("encloses"))

    def check_template(self, code: str, template: bytes, own: Mapping[str, object] | None = None) -> None:
        """Raise TemplateBroken, saying what to correct, where an uploaded template is unsafe or does not fit."""
        self.ask({"code": code, "facts": {}, "check": True, "own": own}, template)

    def read_pdf(self, content: bytes) -> tuple[str, list[str]]:
        """Return the text of a foreign PDF and the names of its active content; raises DocumentError."""
        answer, _ = self.ask({"read": "first pages"}, content)
        acts = answer.get("acts")
        return str(answer.get("text", "")), [str(name) for name in acts] if isinstance(acts, list) else []

    def fit_emblem(self, content: bytes) -> tuple[bytes, int, int]:
        """Return an uploaded emblem as PNG made fit, and its size in pixels; raises EmblemRefused, RenderLimit."""
        answer, made = self.ask({"emblem": True}, content)
        return made, *(int(str(answer.get(side, 0))) for side in ("width", "height"))  # type: ignore[return-value]

    def examine(self, content: bytes, roots: Sequence[str], now: datetime) -> ReturnedPdf:
        """Return what a returned PDF is, judged by these roots (DER in base64); raises DocumentError."""
        head: dict[str, object] = {"read": "signed", "roots": list(roots), "now": now.isoformat()}
        return _understood(told.pdf_of, self.ask(head, content)[0])

    def all_words(self, content: bytes) -> tuple[str, tuple[int, ...]]:
        """Return what all pages of a PDF say, and how many percent of each pictures cover; raises DocumentError."""
        answer, _ = self.ask({"read": "all words"}, content)
        return str(answer.get("text", "")), _understood(told.shares_of, answer)

    def place_of(self, content: bytes, mark: str) -> Point | None:
        """Return where a mark stands that a PDF has once, None where it does not; raises DocumentError."""
        return _understood(told.point_of, self.ask({"read": "place", "mark": mark}, content)[0])

    def read_roots(self, content: bytes) -> tuple[RootFound, ...]:
        """Return the certificates of a PEM or DER file; raises DocumentError."""
        return _understood(told.roots_of, self.ask({"read": "roots"}, content)[0])

    def ask(self, head: dict[str, object], template: bytes) -> tuple[dict[str, object], bytes]:
        """Return the worker's answer to one request; raises DocumentError."""
        if len(template) > wire.FRAME_LIMIT // 2 or len(str(head)) > FACTS_LIMIT:
            raise RenderLimit("Isi naskah terlalu besar. Persingkat isinya, lalu ulangi.")
        with self._turn:
            answer, made = self._exchange(head, template)
        if "error" in answer:
            raise _told(answer)
        return answer, made

    def _exchange(self, head: dict[str, object], template: bytes) -> tuple[dict[str, object], bytes]:
        """Send one request and return its answer; a late or dead worker is killed and replaced."""
        worker = self._running()
        late = threading.Timer(self._time_limit, worker.kill)
        late.start()
        try:
            wire.send(_pipe(worker.stdin), head, template)
            return wire.receive(_pipe(worker.stdout))
        except (EOFError, OSError) as err:
            raise self._death() from err
        finally:
            late.cancel()

    def _death(self) -> DocumentError:
        """Remove a worker that fell silent; return the error that says why: its own, or a limit."""
        own_end = self._worker is not None and _ended(self._worker) == 1
        self._end()
        if own_end:
            return DocumentError("Naskah tidak dapat dibuat karena kesalahan program. Hubungi Administrator.")
        return RenderLimit()

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._worker is not None and self._worker.poll() is None:
            return self._worker
        self._end()
        self._worker = worker = _start(self._module)
        late = threading.Timer(START_LIMIT, worker.kill)
        late.start()
        try:
            wire.receive(_pipe(worker.stdout))
        except EOFError as err:
            self._end()
            raise DocumentError("Pembuat naskah tidak dapat dijalankan. Hubungi Administrator.") from err
        finally:
            late.cancel()
        return worker

    def _end(self) -> None:
        worker, self._worker = self._worker, None
        if worker is None:
            return
        worker.kill()
        worker.wait()
        for pipe in (worker.stdin, worker.stdout):
            _close(pipe)

    def close(self) -> None:
        """End the worker; the next paper starts another."""
        with self._turn:
            self._end()

    def __enter__(self) -> "Renderer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _start(module: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", module],
        cwd=_ROOT,
        env=inherited(os.environ) | {"PYTHONUTF8": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a trace could hold a citizen's words
    )


def _ended(worker: "subprocess.Popen[bytes]") -> int | None:
    """Return the exit code of a worker that closed its pipes, None while it lives."""
    try:
        return worker.wait(GRACE)
    except subprocess.TimeoutExpired:
        return None


def _pipe(pipe: object) -> BinaryIO:
    return pipe  # type: ignore[return-value]


def _close(pipe: object) -> None:
    try:
        _pipe(pipe).close()
    except OSError:
        return  # what was not yet written belongs to a worker that is gone


def _told(answer: dict[str, object]) -> DocumentError:
    words = answer.get("words")
    return rebuild(str(answer["error"]), [str(word) for word in words] if isinstance(words, list) else [])


def _understood(read: Callable[[Mapping[str, object]], Found], answer: Mapping[str, object]) -> Found:
    """Return what the worker's answer says; the worker read a foreign file, so it may say anything."""
    try:
        return read(answer)
    except (ValueError, KeyError, TypeError) as err:
        raise DocumentError("Berkas ini tidak dapat diperiksa. Minta berkasnya lagi dari pengirimnya.") from err


@functools.cache
def shared_examiner() -> Renderer:
    """Return this process's worker for signed PDFs: a long look at one keeps no paper from being made."""
    examiner = Renderer(EXAMINE_LIMIT)
    atexit.register(examiner.close)
    return examiner


@functools.cache
def shared_renderer() -> Renderer:
    """Return this process's shared renderer, which ends with the process."""
    renderer = Renderer()
    atexit.register(renderer.close)
    return renderer


def render(code: str, facts: Mapping[str, object], template: bytes | None = None) -> bytes:
    """Return the .docx of a paper, from the shipped template unless one is given.

    Raises UnknownDocument, FieldMissing, FieldWrong, TemplateBroken or RenderLimit, each with a sentence for staff.
    """
    return shared_renderer().render(code, facts, template)


def encloses_complaint(template: bytes) -> bool:
    """Return whether a template prints a long complaint as an enclosure, not in the body; raises DocumentError."""
    return shared_renderer().encloses_complaint(template)


def check_template(code: str, template: bytes, own: Mapping[str, object] | None = None) -> None:
    """Raise TemplateBroken, saying what to correct, where an uploaded template is unsafe or does not fit.

    `own`: what the office's own type declares, where the type is no built-in one.
    """
    shared_renderer().check_template(code, template, own)


def read_pdf(content: bytes) -> tuple[str, list[str]]:
    """Return the text of a foreign PDF (empty for a scan or a damaged one) and the names of its active content.

    Raises DocumentError where it is locked, RenderLimit where it needs more time or memory than the worker may use.
    """
    return shared_renderer().read_pdf(content)


def fit_emblem(content: bytes) -> tuple[bytes, int, int]:
    """Return an uploaded emblem (PNG, JPEG, SVG) as a trimmed PNG, and its width and height in pixels.

    Raises EmblemRefused, saying what to correct, or RenderLimit where it needs more than the worker may use.
    """
    return shared_renderer().fit_emblem(content)


def read_roots(content: bytes) -> tuple[RootFound, ...]:
    """Return the certificates of a PEM or DER file; raises DocumentError where it holds none of an issuer."""
    return shared_examiner().read_roots(content)
