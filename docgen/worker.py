"""The child process that fills templates and reads foreign files: little memory, no network, no files to write.

A hostile template must not harm the program (reliability D7): the worst it can do is have this process killed.
Requests come on standard input and answers go to standard output (wire.py) until input ends.
"""

from collections.abc import Callable
from datetime import datetime

from docgen import checking, word
from docgen.letterhead import emblem
from docgen.returned import told
from docgen.returned.pages import opened, words_of
from docgen.returned.places import place_of
from docgen.returned.reading import read_returned
from docgen.sandbox import answer_all


def main() -> None:
    """Answer requests until the asking program is gone."""
    answer_all(_do)


def _do(head: dict[str, object], body: bytes) -> tuple[dict[str, object], bytes]:
    """Return the head and body of the answer; the request's body is a template, or a PDF or emblem to read."""
    if head.get("emblem"):
        made = emblem.fit(body)
        return {"width": made.width, "height": made.height}, made.content
    if head.get("read"):
        return _READS[str(head["read"])](head, body), b""
    code, facts = str(head["code"]), head["facts"]
    if head["check"]:
        own = head.get("own")
        checking.check_template(code, body, own if isinstance(own, dict) else None)
        return {}, b""
    return {}, word.fill(code, facts if isinstance(facts, dict) else {}, body)


def _first_pages(_head: dict[str, object], body: bytes) -> dict[str, object]:
    found = read_returned(body)
    return {"text": found.text, "acts": found.acts}


def _all_words(_head: dict[str, object], body: bytes) -> dict[str, object]:
    found = words_of(opened(body))
    return {"text": found.text, "pictured": list(found.pictured)}


def _place(head: dict[str, object], body: bytes) -> dict[str, object]:
    return told.of_point(place_of(opened(body), str(head["mark"])))


def _enclosing(_head: dict[str, object], body: bytes) -> dict[str, object]:
    return {"encloses": word.ready(body).encloses}


# Who needs pyHanko waits a second for it; a worker that fills templates does not.
def _signed(head: dict[str, object], body: bytes) -> dict[str, object]:
    from docgen.returned.examining import examine

    roots, now = head["roots"], datetime.fromisoformat(str(head["now"]))
    return told.of_pdf(examine(body, [str(one) for one in roots] if isinstance(roots, list) else [], now))


def _roots(_head: dict[str, object], body: bytes) -> dict[str, object]:
    from docgen.returned.roots import read_roots

    return told.of_roots(read_roots(body))


_READS: dict[str, Callable[[dict[str, object], bytes], dict[str, object]]] = {
    "first pages": _first_pages,
    "all words": _all_words,
    "place": _place,
    "enclosing": _enclosing,
    "signed": _signed,
    "roots": _roots,
}


if __name__ == "__main__":
    main()
