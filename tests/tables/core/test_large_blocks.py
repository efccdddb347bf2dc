"""What sign-ins take in many threads is given back; left alone, it stays with each of them."""

import platform
import subprocess
import sys

import pytest

from models.tables.core.large_blocks import give_large_blocks_back
from tests.tools import ROOT

THREADS = 8
_SIGN_INS = """
import sys, threading
from models.actions.staff import passwords
from models.actions.staff.passwords import hashed
from models.tables.core.large_blocks import give_large_blocks_back

passwords._TURNS = threading.BoundedSemaphore(int(sys.argv[2]))  # all at once, whatever the program allows

def taken():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096

if sys.argv[1] == "told":
    assert give_large_blocks_back()
hashed("kata sandi pertama")
before, together, done = taken(), threading.Barrier(int(sys.argv[2])), threading.Barrier(int(sys.argv[2]) + 1)

def sign_in():
    together.wait()
    try:
        for _ in range(3):
            hashed("kata sandi yang panjang")
    except BaseException:
        done.abort()
        raise
    done.wait()
    done.wait()

# As daemons: one that fails ends the barriers' waiting, and the program with it.
threads = [threading.Thread(target=sign_in, daemon=True) for _ in range(int(sys.argv[2]))]
for thread in threads:
    thread.start()
done.wait()
print((taken() - before) // 2**20)
done.wait()
"""


def kept(how: str) -> int:
    """Return how many MiB a program keeps after sign-ins in eight threads."""
    command = [sys.executable, "-c", _SIGN_INS, how, str(THREADS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return int(done.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps them, and only it is told")
def test_what_a_sign_in_takes_is_given_back_by_every_thread() -> None:
    assert kept("told") < 2 * THREADS
    assert kept("left alone") > 10 * THREADS


def test_a_program_on_another_c_library_starts_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for problem in (AttributeError, OSError, TypeError):

        def missing(_name: object, problem: type[Exception] = problem) -> object:
            raise problem

        monkeypatch.setattr("ctypes.CDLL", missing)
        assert not give_large_blocks_back()
