"""What would let foreign words run, or be guessed, is called nowhere, or where a row here says why."""

import ast

from tests.security.calls import every_call, importing

# Who starts other programs; each by a list of words (docs/keamanan/asvs.csv, V1.2.5).
STARTS = {
    "docgen/file_text/reading.py",  # a child that reads a file
    "docgen/file_text/recognising.py",  # tesseract
    "docgen/pdf.py",  # LibreOffice, pdftoppm, fontconfig
    "docgen/render.py",  # a child that renders
    "models/actions/upkeep/services/systemd.py",
    "models/actions/upkeep/services/telling.py",
    "models/actions/upkeep/updating/places.py",  # the commands of an update
}
# Chance that nobody needs to be unable to guess: when something is tried again.
ONLY_SPREAD = {"sync_agent/pacing.py", "sync_agent/delivering.py"}


# What is formatted and is no constant by its name: where it comes from.
FORMATTED = {
    "admin_app/channels/channel_words.py: _TROUBLES[problem.trouble]": "a row of sentences",
    "admin_app/clocks/case_clocks.py: said": "a sentence of that function",
    "admin_app/papers/srikandi/sent_words.py: told.label": "a row of states",
    "admin_app/queue/case_lines.py: address": "an address that a page of ours hands in",
    "admin_app/replies/on_its_way.py: then": "a row of sentences",
    "models/actions/clocks/message_officers.py: CHANNELS[account.kind].phone_thread": "a row of channels",
    "models/actions/core/give_number.py: form": "the office's form, which check_format holds to its fields",
    "models/actions/papers/dossier/dossier_elsewhere.py: told.label": "a row of states",
    "models/rules/channels/channels.py: (self.phone_thread or self.own_chat)": "a row of channels",
    "models/rules/channels/private_ways.py: self.channel.link": "a row of channels",
    "models/rules/upkeep/front_end.py: _ROWS[trouble].operators": "a row of sentences",
    "models/rules/upkeep/front_end.py: _ROWS[trouble].staff": "a row of sentences",
    "models/tables/core/kept_log.py: self": "the log's own way of writing a line",
    "sync_agent/connectors/x/connector.py: path": "a row of addresses",
    "sync_agent/connectors/x/connector.py: which.path": "a row of addresses",
}
# Fewer than 128 bits, because nobody gets in by it: numbers of incidents, names of scratch files.
SHORT = {
    "admin_app/shell/error_pages.py: secrets.token_hex(4)",
    "models/actions/upkeep/planned/drill/scratch.py: secrets.token_hex(4)",
    "models/tables/core/sealed_log.py: secrets.token_hex(4)",
    "models/tables/replies/attempts_log.py: secrets.token_hex(8)",
}
TOKENS = ("secrets.token_hex", "secrets.token_urlsafe", "secrets.token_bytes")


def places(*names: str) -> set[str]:
    """Return the modules that call one of these."""
    return {module for module, called, _ in every_call() if called in names}


def test_no_program_is_started_by_a_shell() -> None:
    assert set(importing("subprocess")) == STARTS
    assert places("os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput") == set()
    words = [(module, word) for module, _, call in every_call() for word in call.keywords if word.arg == "shell"]
    assert [module for module, word in words if ast.unparse(word.value) != "False"] == []
    started = [
        (module, call) for module, called, call in every_call() if called in ("subprocess.run", "subprocess.Popen")
    ]
    assert {module for module, _ in started} <= STARTS
    assert [module for module, call in started if isinstance(call.args[0], ast.Constant | ast.JoinedStr)] == []


def test_nothing_that_runs_words_as_code_is_called() -> None:
    assert places("eval", "exec", "compile", "__import__", "code.interact", "builtins.eval", "builtins.exec") == set()


def test_nothing_that_makes_objects_of_bytes_is_loaded() -> None:
    assert importing("pickle", "marshal", "shelve", "dill", "joblib", "yaml", "jsonpickle") == {}


def test_only_words_of_the_program_are_format_strings() -> None:
    found = {
        f"{module}: {called.rpartition('.')[0]}"
        for module, called, call in every_call()
        if called.endswith((".format", ".format_map")) and not is_constant(call.func)
    }
    assert found == set(FORMATTED)


def is_constant(function: ast.expr) -> bool:
    """Whether what is formatted stands in the program: a literal, plain or as HTML, or a name in capitals."""
    words = function.value if isinstance(function, ast.Attribute) else function
    if isinstance(words, ast.Call) and ast.unparse(words.func) == "Markup":
        words = words.args[0]
    named = words.id if isinstance(words, ast.Name) else words.attr if isinstance(words, ast.Attribute) else ""
    return isinstance(words, ast.Constant) or named.isupper()


def test_what_must_not_be_guessed_comes_from_the_systems_source() -> None:
    assert set(importing("random")) == ONLY_SPREAD
    assert importing("numpy.random") == {}
    assert not {one for names in importing("uuid").values() for one in names} & {
        "uuid.uuid1",
        "uuid.uuid3",
        "uuid.uuid5",
    }
    made = [(module, called, call) for module, called, call in every_call() if called in TOKENS]
    short = {
        f"{module}: {called}({ast.unparse(call.args[0])})"
        for module, called, call in made
        if call.args and isinstance(call.args[0], ast.Constant) and int(str(call.args[0].value)) < 16
    }
    assert short == SHORT
    sessions = [ast.unparse(call) for module, _, call in made if module == "models/actions/staff/sessions.py"]
    assert sessions == ["secrets.token_urlsafe(32)"] * 2
