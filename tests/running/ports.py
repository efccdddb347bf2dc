"""TCP ports for the tests' own programs: no other test process is given the same one, nor does the system give it.

A port asked of the system (port 0) is free only until somebody else asks: between closing it and the program's own
bind, a server of another test process may get it, and answers in the program's place.
"""

import random
import socket

# Below what Linux, macOS and Windows give to whoever asks for port 0 (32768 and up, 49152 and up).
FIRST, LAST = 20_000, 32_767
CLAIM = "aduan-test-port"
_claims: list[socket.socket] = []  # held until this process ends


def free_port() -> int:
    """Return a TCP port nobody uses now and no other process that asks here is given while this one lives."""
    while True:
        port = random.SystemRandom().randint(FIRST, LAST)
        if not _in_use(port) and _claim(port):
            return port


def _in_use(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
        return False


def _claim(port: int) -> bool:
    """Return whether the port is this process's from now on; the system gives the claim back when it ends."""
    claim = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        claim.bind(f"\0{CLAIM}-{port}")  # an abstract name: nothing of it is left on the disk
    except OSError:
        claim.close()
        return False
    _claims.append(claim)
    return True
