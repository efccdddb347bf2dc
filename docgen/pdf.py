"""Word in, PDF/A-2b out: LibreOffice in a process that can be killed, one call at a time. Pages as pictures, too.

Each call starts a process and converts all its papers: 0.5 s of CPU for one (25.2), 0.1 s for each further one, 1.4 s
where the profile is made first. A process kept running ends with the first paper that a second call hands it, and
that saves 0.1 to 0.2 s (DECISIONS). A call that ends without its files is repeated with a new profile, since a kill
can leave a profile locked or damaged.
"""

import contextlib
import errno
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from docgen.errors import DocumentError
from models.rules.core.inherited import inherited

TIME_LIMIT = 60.0  # seconds for a call with one paper, a first start with a new profile included
MORE_TIME = 10.0  # seconds for each further paper of the same call
PATIENCE = 120.0  # seconds a paper waits for its turn
PICTURE_LIMIT = 20.0  # seconds for the picture of one page
SHARPNESS = 120  # dots an inch: an A4 page is a thousand wide, legible enlarged and sharp on a phone
ROOM = 50_000_000  # bytes; with less free, a failure is reported as a full disk
_LEFT_OVER = 3600.0  # seconds after which a working folder belongs to a program that is gone
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
# 2: PDF/A-2b. Photos were made small before; making them smaller again costs seconds and sharpness.
_FILTER = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"ReduceImageResolution":{"type":"boolean","value":"false"},"Quality":{"type":"long","value":"80"}}'
)
_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
# What Arial lacks and citizens write, each looked for by one of its letters.
_SCRIPTS = {"Chinese and Japanese": ":charset=62a4", "Korean": ":charset=d55c", "emoji": ":charset=1f64f"}
_SAME_MEASURES = ("arial", "liberation sans", "arimo")


class PictureFailed(DocumentError):
    """Gambar halaman ini tidak dapat dibuat. Buka PDF-nya."""


class PdfUnavailable(DocumentError):
    """PDF belum dapat dibuat karena LibreOffice tidak ada di komputer server. Pakai berkas Word-nya."""


class PdfFailed(DocumentError):
    """PDF tidak dapat dibuat dari naskah ini. Pakai berkas Word-nya, lalu sampaikan kepada Administrator."""


class PdfNoRoom(DocumentError):
    """PDF belum dapat dibuat: cakram komputer server penuh. Pakai berkas Word-nya, dan beri tahu Administrator."""


class PdfBusy(DocumentError):
    """Pembuatan PDF masih sibuk dengan naskah lain. Ulangi sebentar lagi, atau pakai berkas Word-nya."""


def find_soffice() -> str | None:
    """Return the path of LibreOffice on this PC; None where it is not installed."""
    return shutil.which("soffice") or next((place for place in _PLACES if Path(place).is_file()), None)


def find_pdftoppm() -> str | None:
    """Return the path of pdftoppm (poppler) on this PC; None where it is not installed."""
    return shutil.which("pdftoppm")


def picture_of(pdf: bytes, page: int, program: str) -> bytes:
    """Return one page, counted from 1, as PNG by pdftoppm. Raises PictureFailed. Only for PDFs we made ourselves."""
    command = [program, "-png", "-r", str(SHARPNESS), "-f", str(page), "-l", str(page), "-"]
    few = inherited(os.environ)
    try:
        done = subprocess.run(command, input=pdf, capture_output=True, timeout=PICTURE_LIMIT, env=few)
    except (OSError, subprocess.TimeoutExpired) as err:
        raise PictureFailed from err
    if done.returncode != 0 or not done.stdout.startswith(b"\x89PNG"):
        raise PictureFailed
    return done.stdout


def font_for_arial() -> str | None:
    """Return the font that replaces Arial on this PC; None where that cannot be found out (pitfall 17)."""
    program = shutil.which("fc-match")
    if program is None:
        return None
    return _font_words([program, "-f", "%{family}", "Arial"]) or None


def scripts_without_font() -> list[str] | None:
    """Return which letters of citizens no font on this PC has, so that a PDF shows boxes; None if that is unknown."""
    program = shutil.which("fc-list")
    if program is None:
        return None
    lacking = []
    for name, pattern in _SCRIPTS.items():
        found = _font_words([program, pattern, "family"])
        if found is None:
            return None
        if not found:
            lacking.append(name)
    return lacking


def _font_words(command: list[str]) -> str | None:
    """Return what a program of fontconfig says; None where it does not answer."""
    few = inherited(os.environ)
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=10, env=few)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip()


def has_arial_measures(font: str) -> bool:
    """Whether this font has Arial's widths, so that pages break in the same places."""
    return font.lower().startswith(_SAME_MEASURES)


class Converter:
    """Turns papers into PDFs, for one thread at a time. `folder` has its profile and, while it works, the papers."""

    def __init__(self, folder: Path, program: str | None = None, time_limit: float = TIME_LIMIT) -> None:
        self._folder = folder
        self._program = program
        self._time_limit = time_limit
        self._turn = threading.Lock()
        self._running: subprocess.Popen[bytes] | None = None
        self._stopped = False

    @property
    def available(self) -> bool:
        """Whether LibreOffice is installed."""
        return (self._program or find_soffice()) is not None

    def convert(self, papers: Sequence[bytes], patience: float = PATIENCE) -> list[bytes]:
        """Return the PDF of each .docx, in order. Raises PdfUnavailable, PdfFailed, PdfNoRoom or PdfBusy."""
        program = self._program or find_soffice()
        if program is None:
            raise PdfUnavailable
        if not papers:
            return []
        if not self._turn.acquire(timeout=patience):
            raise PdfBusy
        try:
            return self._converted(program, papers)
        except OSError as err:
            raise PdfNoRoom if err.errno in _NO_ROOM else PdfFailed from err
        finally:
            self._turn.release()

    def _converted(self, program: str, papers: Sequence[bytes]) -> list[bytes]:
        self._folder.mkdir(parents=True, exist_ok=True)
        _clear_left_overs(self._folder)
        with tempfile.TemporaryDirectory(prefix="kerja-", dir=self._folder, ignore_cleanup_errors=True) as place:
            work, kept, fresh = Path(place), self._folder / "profil", Path(place) / "profil"
            sources = [work / f"{number:03}.docx" for number in range(len(papers))]
            for source, paper in zip(sources, papers, strict=True):
                source.write_bytes(paper)
            if made := self._made(program, kept, sources):
                return made
            if shutil.disk_usage(self._folder).free < ROOM:
                raise PdfNoRoom
            if made := self._made(program, fresh, sources):
                with contextlib.suppress(OSError):  # the next call begins with the profile that works
                    kept.rename(work / "profil-lama")
                    fresh.rename(kept)
                return made
        raise PdfFailed

    def _made(self, program: str, profile: Path, sources: Sequence[Path]) -> list[bytes] | None:
        """Return the PDFs of one call; None where one is missing, whatever the exit code (pitfall 16)."""
        work = sources[0].parent
        command = [program, "--headless", "--norestore", "--nologo"]
        command += [f"-env:UserInstallation={profile.resolve().as_uri()}", "--convert-to", _FILTER]
        limit = self._time_limit + MORE_TIME * (len(sources) - 1)
        code = self._run([*command, "--outdir", str(work), *map(str, sources)], limit)
        made = [source.with_suffix(".pdf") for source in sources]
        if code != 0 or not all(path.is_file() and path.stat().st_size for path in made):
            return None
        return [path.read_bytes() for path in made]

    def _run(self, command: list[str], limit: float) -> int:
        """Run LibreOffice to its end and return its exit code; at the time limit kill it and all its children."""
        if self._stopped:
            raise PdfFailed
        self._running = process = _started(command, self._folder)
        try:
            return process.wait(limit)
        except subprocess.TimeoutExpired:
            raise PdfFailed(
                "Pembuatan PDF dihentikan karena terlalu lama. Pakai berkas Word-nya, atau ulangi nanti."
            ) from None
        finally:
            self._running = None
            _end(process)

    def stop(self) -> None:
        """Kill a working LibreOffice and start no other, for a program that ends."""
        self._stopped = True
        if process := self._running:
            _end(process)


def _clear_left_overs(folder: Path) -> None:
    """Remove the working folders of killed programs, which contain papers."""
    for place in folder.glob("kerja-*"):
        with contextlib.suppress(OSError):
            if place.stat().st_mtime < time.time() - _LEFT_OVER:
                shutil.rmtree(place, ignore_errors=True)


def _started(command: list[str], home: Path) -> "subprocess.Popen[bytes]":
    silent = subprocess.DEVNULL  # its text may quote a citizen
    try:
        return subprocess.Popen(
            command,
            env=inherited(os.environ) | {"HOME": str(home), "LC_ALL": "C.UTF-8"},
            stdin=silent,
            stdout=silent,
            stderr=silent,
            start_new_session=True,
        )
    except OSError as err:
        raise PdfUnavailable from err


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the process and its children by id; soffice is a launcher whose child does the work."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError):  # none of them is left, as it should be
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        taskkill = Path(os.environ.get("SYSTEMROOT", "C:/Windows")) / "System32" / "taskkill.exe"
        few = inherited(os.environ)
        subprocess.run([taskkill, "/F", "/T", "/PID", str(process.pid)], capture_output=True, env=few)
    process.wait()
