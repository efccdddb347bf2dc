"""The worker: killed at its limits and made anew, shared by threads, blind and mute towards the outside."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from docgen import sandbox
from docgen.documents import with_charts
from docgen.documents.examples import examples
from docgen.errors import DocumentError, FieldMissing, FieldWrong, RenderLimit, TemplateBroken, rebuild
from docgen.render import Renderer, check_template, render, shared_renderer, shipped_template
from docgen.word import fill
from tests.docgen.papers import CODES, paragraphs, with_paragraph
from tests.tools import ROOT

FACTS = examples("ND-TERUS")[0]
LOOP = "{% for a in aduan %}{% for b in aduan %}{% for c in aduan %}BODY{% endfor %}{% endfor %}{% endfor %}"
# Counts without printing: time runs out, memory does not.
ENDLESS = with_paragraph("ND-TERUS", LOOP.replace("BODY", "{% if a == b == c == hal %}x{% endif %}"))
GREEDY = with_paragraph("ND-TERUS", LOOP.replace("BODY", "{{ a }}"))


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    """A renderer of its own, closed afterwards."""
    with Renderer() as made:
        yield made


@pytest.fixture(scope="module")
def lasting() -> Iterator[Renderer]:
    """One renderer that makes paper after paper, as in an office."""
    with Renderer() as made:
        yield made


def until(condition: Callable[[], bool], seconds: float = 20) -> bool:
    """Wait for a condition to hold, polling it."""
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def alive(pid: int) -> bool:
    """Whether a process lives (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("code", CODES)
def test_the_worker_makes_what_filling_here_makes(lasting: Renderer, code: str) -> None:
    for facts in examples(code):
        assert lasting.render(code, facts) == fill(code, with_charts(code, facts), shipped_template(code))


def test_S40_D7_an_endless_template_is_killed_and_the_next_paper_is_made() -> None:
    many = FACTS | {"complaint_text": "x\n" * 3_000}
    with Renderer(time_limit=1.0) as renderer:
        with pytest.raises(RenderLimit) as error:
            renderer.render("ND-TERUS", many, ENDLESS)
        assert "batas waktu" in error.value.sentence
        assert renderer.render("ND-TERUS", FACTS) == render("ND-TERUS", FACTS)


def test_S40_D7_a_greedy_template_is_stopped_at_the_memory_limit_and_the_next_paper_is_made() -> None:
    many = FACTS | {"complaint_text": ("x" * 990 + "\n") * 100}
    with Renderer(time_limit=30.0) as renderer:
        with pytest.raises(RenderLimit):
            renderer.render("ND-TERUS", many, GREEDY)
        assert renderer.render("ND-TERUS", FACTS)


def test_S40_a_text_of_a_megabyte_is_cut_at_its_limit_and_nothing_after_it_is_lost(renderer: Renderer) -> None:
    made = renderer.render("ND-TERUS", FACTS | {"complaint_text": "x" * 1_000_000})
    assert paragraphs(made, "KutipanAduan")[-1].endswith("isi lengkap ada di dalam sistem]")
    assert any(line.endswith("Informasi dan Komunikasi Keimigrasian.") for line in paragraphs(made, "Tembusan"))


def test_errors_come_back_as_they_were_raised(renderer: Renderer) -> None:
    with pytest.raises(FieldMissing) as missing:
        renderer.render("ND-TERUS", {key: value for key, value in FACTS.items() if key != "yth"})
    assert missing.value.field == "yth"
    with pytest.raises(FieldWrong) as wrong:
        renderer.render("ND-TERUS", FACTS | {"sifat": "Cepat"})
    assert (wrong.value.field, wrong.value.expected[:12]) == ("sifat", "salah satu d")
    with pytest.raises(TemplateBroken, match="tidak diizinkan"):
        renderer.render("ND-TERUS", FACTS, with_paragraph("ND-TERUS", "{{ cycler() }}"))
    with pytest.raises(TemplateBroken, match="isian wajib"):
        renderer.check_template("LEMBAR", shipped_template("ND-TERUS"))


def test_words_that_make_no_error_become_a_plain_one() -> None:
    assert type(rebuild("FieldMissing", [])) is DocumentError
    assert type(rebuild("KeyboardInterrupt", ["x"])) is DocumentError


def test_checking_goes_through_the_shared_worker_too() -> None:
    check_template("ND-JAWAB", shipped_template("ND-JAWAB"))
    with pytest.raises(TemplateBroken):
        check_template("ND-JAWAB", b"bukan docx")


def test_too_many_facts_are_refused_before_they_are_sent(renderer: Renderer) -> None:
    with pytest.raises(RenderLimit, match="terlalu besar"):
        renderer.render("ND-TERUS", FACTS | {"complaint_text": "x" * 33_000_000})


def test_threads_take_turns_and_each_gets_its_own_paper(renderer: Renderer) -> None:
    made: dict[int, bytes] = {}

    def make(number: int) -> None:
        made[number] = renderer.render("ND-TERUS", FACTS | {"hal": f"Hal {number}"})

    threads = [threading.Thread(target=make, args=(number,)) for number in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    template = shipped_template("ND-TERUS")
    assert made == {number: fill("ND-TERUS", FACTS | {"hal": f"Hal {number}"}, template) for number in range(24)}


def test_a_worker_that_died_between_two_papers_is_replaced(renderer: Renderer) -> None:
    first = renderer.render("ND-TERUS", FACTS)
    dead = renderer._worker
    os.kill(dead.pid, signal.SIGTERM)
    dead.wait(20)
    assert renderer.render("ND-TERUS", FACTS) == first
    assert renderer._worker.pid != dead.pid


def test_a_worker_that_ends_by_its_own_error_is_told_apart_from_a_limit(renderer: Renderer) -> None:
    renderer.render("ND-TERUS", FACTS)
    with pytest.raises(DocumentError) as error:
        renderer._exchange({"nonsense": 1}, b"")
    with pytest.raises(DocumentError, match="kesalahan program"):
        renderer._exchange({"nonsense": 1}, b"")
    assert not isinstance(error.value, RenderLimit)
    assert renderer.render("ND-TERUS", FACTS)


def test_closing_ends_the_worker_and_a_later_paper_starts_another(renderer: Renderer) -> None:
    renderer.render("ND-TERUS", FACTS)
    pid = renderer._worker.pid
    renderer.close()
    renderer.close()
    assert not alive(pid)
    assert renderer.render("ND-TERUS", FACTS)


def test_the_shared_renderer_is_one() -> None:
    assert shared_renderer() is shared_renderer()


def test_a_worker_does_not_outlive_a_program_that_was_killed() -> None:
    code = (
        "from docgen.render import shared_renderer, render\nfrom docgen.documents.examples import examples\n"
        "render('LEMBAR', examples('LEMBAR')[0]); print(shared_renderer()._worker.pid, flush=True); input()"
    )
    program = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with program:
        pid = int(program.stdout.readline())
        assert alive(pid)
        program.kill()
    assert until(lambda: not alive(pid))


@pytest.mark.parametrize(
    "action",
    [
        "open('keluar', 'w')",
        "open('README.md', 'r+')",
        "import os; os.open('keluar', os.O_CREAT | os.O_RDWR)",
        "import os; os.system('true')",
        "import os; os.remove('README.md')",
        "import subprocess; subprocess.run(['true'])",
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import shutil; shutil.rmtree('docgen')",
    ],
)
def test_D7_inside_the_worker_nothing_can_be_written_started_or_called(action: str, tmp_path) -> None:
    code = f"import sys; from docgen import sandbox; sys.addaudithook(sandbox._refuse)\n{action}"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert sandbox.Forbidden.__name__ in done.stderr
    assert not list(tmp_path.iterdir())


def test_the_worker_is_given_nothing_of_the_programs_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADUAN_RAHASIA", "rahasia-besar")
    with Renderer() as renderer:
        renderer.render("ND-TERUS", FACTS)
        assert b"rahasia-besar" not in Path(f"/proc/{renderer._worker.pid}/environ").read_bytes()
