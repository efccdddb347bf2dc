"""A word for a thing, the field's word: none of the words we once had of our own is left in code or documents."""

import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.tools import ROOT

# Old words (each a pattern of one whole word) and what they are called now.
EVERYWHERE = {
    "deeds?": "permission, audit event, button or action",
    "sights?": "scope",
    "(un)?veil(s|ed|ing)?": "mask",
    "barred": "recused",
    "doors?": "command (cli), endpoint, client, entry point",
    "comebacks?": "restart",
    "learn(s|ed|ing)?": "index",
    "shel(f|ves)": "cache",
}
# Old words that stay words of prose: a button is pressed, an office has posts. As names they are gone.
NAMES_ONLY = {
    "press(es|ed|ing)?": "submission, submit",
    "living": "lock, locks",
}
# In what knows a platform, a post is a publication; HTTP's POST, and the platforms' own keys, keep theirs.
PLATFORM_NAMES = {"posts?": "publication"}
PLATFORM_FOLDERS = {"connectors", "simulator"}


@dataclass(frozen=True)
class Kept:
    """A place where an old word stays: `where` matches the path, `line` the line, `why` says which sense it has."""

    word: str
    line: str
    why: str
    where: str = ""


KEPT = (
    Kept(
        "deed",
        r'"deed"|\bdeed\b.*\bFROM audit|\ba\.deed|SET deed|WHERE deed|OR \(deed|known',
        "the column keeps its name",
    ),
    Kept("deed", r'"chain seq at actor deed', "the exported key keeps its name"),
    Kept("learn", r"type while learning|[Ll]earn more|who may send it learns|nothing here learns", "a person learns"),
    Kept("press", r"(keyboard|box|page|plain|\))\.press\(|press_sequentially", "a key is pressed"),
    Kept("press", r"\bpresses\(|pressing_the_same_button", "a person presses a button"),
    Kept("living", r"living_agent|the_living_stay", "an agent or a session that is alive"),
    Kept("living", r"\bliving\b", "sessions that are alive", r"test_clear_away"),
    Kept("posts?", r"\.post\(|def post\(|post: Ask|\bpost\(|\(post, |, post[,:]", "HTTP POST"),
    Kept(
        "posts?",
        r"watched_posts|post_(file|form|sends|init)|late_post|share_post|_posting|test_posting|by_post|filepost",
        "HTTP POST",
    ),
    Kept("posts?", r"a_post_that_is_no_json|self\._post\(|def _post\(|POST\b", "HTTP POST, or X's own word"),
    Kept("posts?", r"\b(post|publication)=", "the control API's key", r"test_control"),
)
SUFFIXES = {".py", ".html", ".js", ".css", ".toml", ".md"}
# History, texts of others and of citizens; this table.
LEFT_OUT = re.compile(
    r"/(migrations|payloads|expected|contracts|starting_data|screenshots|\.venv|\.git|node_modules|__pycache__)/"
    r"|/docs/|sample_messages\.toml|invented_texts|/test_house_words\.py$|/translations/"
)
_OLD = re.compile("|".join(EVERYWHERE | NAMES_ONLY | PLATFORM_NAMES))
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def files(root: Path = ROOT) -> list[Path]:
    """Return every file whose words are ours."""
    found = [path for path in root.rglob("*") if path.suffix in SUFFIXES or path.name == ".importlinter"]
    return sorted(
        path for path in found if path.is_file() and not LEFT_OUT.search(f"/{path.relative_to(root).as_posix()}")
    )


def words(text: str) -> list[str]:
    """Return the words of a name or a sentence, a name in capitals or with underscores taken apart."""
    return list(map(str.lower, _WORD.findall(text)))


def names(text: str) -> Iterator[tuple[int, str]]:
    """Yield the names of a Python file with their lines; strings and comments are no names."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.NAME:
            yield token.start[0], token.string


def is_kept(word: str, path: str, line: str) -> bool:
    """Whether an old word stands there in a sense that stays."""
    return any(
        re.search(rf"\b({row.word})", word) and re.search(row.line, line) and re.search(row.where, path)
        for row in KEPT
    )


def old_words(path: str, text: str) -> list[str]:
    """Return every old word of a file, with its line and the word it should be."""
    used = {word for word in {*words(path), *words(text)} if _OLD.fullmatch(word)}
    if not used:
        return []
    lines = text.splitlines()
    found = [(0, path, *one) for one in _among(words(path), EVERYWHERE | NAMES_ONLY)]
    if any(_among(used, EVERYWHERE)):
        for number, line in enumerate(lines, 1):
            found += [(number, line, *one) for one in _among(words(line), EVERYWHERE)]
    if path.endswith(".py"):
        platform = bool(PLATFORM_FOLDERS & set(path.split("/")))
        table = NAMES_ONLY | (PLATFORM_NAMES if platform else {})
        for number, name in names(text):
            found += [(number, lines[number - 1], *one) for one in _among(words(name), table)]
    return [
        f"{path}:{number}: {word} -> {new}"
        for number, line, word, new in found
        if not is_kept(word, path, line) and not (number == 0 and word in ("press", "living") and "/" not in path)
    ]


def _among(given: Iterable[str], table: dict[str, str]) -> Iterator[tuple[str, str]]:
    for word in given:
        for old, new in table.items():
            if re.fullmatch(old, word):
                yield word, new


def left_over(root: Path) -> list[str]:
    """Return every old word of a tree."""
    found = []
    for path in files(root):
        found += old_words(path.relative_to(root).as_posix(), path.read_text("utf-8"))
    return found


def test_no_word_of_our_own_language_is_left() -> None:
    assert left_over(ROOT) == []


@pytest.mark.parametrize(
    ("path", "planted"),
    [
        ("models/rules/sight.py", ""),
        ("admin_app/doors/serving.py", ""),
        ("models/rules/permissions.py", "class Deed:\n    pass\n"),
        ("models/actions/actor.py", "def sight_of(person):\n    return person\n"),
        ("models/rules/masking.py", "NO_VEIL = None\n"),
        ("admin_app/workspace/view.py", "def press(self, deed):\n    pass\n"),
        ("admin_app/x.py", "def learn_everything():\n    pass\n"),
        ("admin_app/x.py", '"""The shelf of this program."""\n'),
        ("sync_agent/connectors/x/reading.py", "def read_post(item):\n    return item\n"),
        ("admin_app/templates/x.html", "<div class='row-deeds'></div>"),
        ("ARCHITECTURE.md", "One door to the network."),
    ],
)
def test_a_planted_word_is_found(path: str, planted: str) -> None:
    assert old_words(path, planted) != []


@pytest.mark.parametrize(
    ("path", "sound"),
    [
        ("tests/browser/test_x.py", 'page.keyboard.press("Enter")\n'),
        ("sync_agent/connectors/x/session.py", "self._http.post(path, body)\n"),
        ("models/tables/audit.py", 'event = CharField(max_length=60, column_name="deed")\n'),
        ("models/actions/hand_over.py", "post = row.post  # an office's\n"),
        ("admin_app/x.py", "# The officer presses the button once.\n"),
    ],
)
def test_a_sense_that_stays_is_left_alone(path: str, sound: str) -> None:
    assert old_words(path, sound) == []
