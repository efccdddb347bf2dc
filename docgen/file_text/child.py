"""The child process that takes one foreign file apart: shut in, killed when it is late, ended with its file.

The first request brings the file and is answered with the number of pages; each further one asks for a page.
"""

import contextlib
import signal
import sys

from docgen import wire
from docgen.file_text.pages import Kind, Unreadable, read_page, take_apart
from docgen.sandbox import Forbidden, shut_in


def main() -> None:
    """Answer the requests about one file until the asking program closes its end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C stops the program, which then ends this one
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    shut_in()
    with contextlib.suppress(EOFError, OSError):
        head, content = wire.receive(incoming)
        try:
            pages = take_apart(Kind(str(head["kind"])), content)
        except (Unreadable, Forbidden, MemoryError):
            wire.send(outgoing, {"unreadable": True})
            return
        wire.send(outgoing, {"pages": len(pages)})
        while True:
            head, _ = wire.receive(incoming)
            try:
                page = read_page(pages[int(str(head["page"]))])
            except (Unreadable, Forbidden, MemoryError):
                wire.send(outgoing, {"unreadable": True})
            else:
                wire.send(outgoing, {"text": page.text}, page.picture)


if __name__ == "__main__":
    main()
