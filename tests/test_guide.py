"""The staff guide says what the screens say: pictures, links and quoted words are there, and none is left over."""

import re
from html import unescape
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from admin_app.figures.report_tables import TABLES
from admin_app.shell.guide_pages import ALL_PICTURES, FOLDER, OF_ROLE, PICTURES, SHEET, guide_page
from admin_app.shell.keys import KEYS
from models.rules.cases.sop import STAGES
from models.rules.cases.workflow import holder_of
from models.rules.papers.documents import DOCUMENTS
from models.rules.staff.roles import Role, Section
from models.tables import SopStep
from tests.pictures.guide import ALL_TOGETHER, LARGEST, SHOTS
from tests.tools import ROOT

PAGES = sorted(FOLDER.glob("*.md"))
# What citizens or the law say, not a screen.
NOT_ON_A_SCREEN = {"2, paspor saya belum jadi", "perihal", "belum sempat", "dibaca pelapor"}
_SPOKEN = re.compile(r"“([^”]+)”")
_ITALIC = re.compile(r"(?<![*\w])\*([^*\s][^*]*?)\*(?![*\w])")


def plain(text: str) -> str:
    """Fold a text to one line without tags, so that a word wrapped in the guide is found."""
    return re.sub(r"\s+", " ", unescape(text)).casefold()


def quoted(text: str) -> list[str]:
    """Return the words a page quotes from the screens; of a way through the menu, each part."""
    bare = re.sub(r"`[^`]*`|^\* ", " ", text, flags=re.MULTILINE)
    words = [*_ITALIC.findall(bare), *_SPOKEN.findall(bare)]
    return [part.strip(" .…:") for found in words for part in re.split(r"\s›\s|:\s", found)]


def screen_words() -> str:
    """Everything a screen or a paper may say."""
    sources = [
        *(
            path
            for folder in ("admin_app", "models", "docgen", "sync_agent")
            for path in (ROOT / folder).rglob("*.py")
        ),
        *(ROOT / "admin_app").rglob("*.html"),
        *(ROOT / "admin_app" / "static").rglob("*.js"),
        *(ROOT / "models" / "starting_data").iterdir(),
    ]
    texts = [path.read_text("utf-8") for path in sources if path.is_file()]
    return plain("\n".join([*texts, *(re.sub(r"<[^>]+>|{[{%].*?[%}]}", " ", text) for text in texts)]))


def test_every_word_the_guide_quotes_stands_on_a_screen() -> None:
    said = screen_words()
    missing = [
        f"{page.name}: {word}"
        for page in PAGES
        for word in quoted(page.read_text("utf-8"))
        if plain(word) not in said and plain(word) not in NOT_ON_A_SCREEN
    ]
    assert missing == []


def test_a_word_that_left_the_screens_would_be_seen() -> None:
    page = "Tekan *Tombol yang\ntidak ada*, lalu *Kantor › Kalender kerja* dan “sapa saja”.\n\n* sebaris *Simpan*;\n"
    assert quoted(page) == ["Tombol yang\ntidak ada", "Kantor", "Kalender kerja", "Simpan", "sapa saja"]
    assert plain("Tombol yang\ntidak ada") not in screen_words()


def test_pictures_and_pages_name_each_other_and_are_small() -> None:
    named = re.findall(r"!\[([^\]]+)\]\(gambar/([\w-]+)\.png\)", "\n".join(page.read_text("utf-8") for page in PAGES))
    names = [name for _, name in named]
    kept = {path.stem: path.stat().st_size for path in PICTURES.iterdir()}
    assert sorted(names) == sorted(SHOTS)
    assert set(kept) == set(names)
    assert {name: size for name, size in kept.items() if size > LARGEST} == {}
    assert sum(kept.values()) <= ALL_TOGETHER


@pytest.mark.parametrize("name", sorted(SHOTS))
def test_a_picture_has_the_size_of_its_screen(name: str) -> None:
    with Image.open(PICTURES / f"{name}.png") as picture:
        assert picture.size == ((390, 844) if SHOTS[name].size == "sempit" else (1366, 768))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("http"):
            continue
        path, _, anchor = target.partition("#")
        assert (page.parent / path).is_file(), target
        if anchor:
            found = guide_page(path.removesuffix(".md"))
            assert found is not None
            assert anchor in dict(found.headings), target


def test_every_role_has_its_page_and_every_page_opens() -> None:
    assert set(OF_ROLE) == set(Role)
    for page in PAGES:
        found = guide_page(page.stem)
        assert found is not None
        assert f"# {found.title}\n" in page.read_text("utf-8")
    assert {path.name for folder in ALL_PICTURES for path in folder.iterdir()} >= {"naskah.png"}


def page_text(name: str) -> str:
    return plain((FOLDER / f"{name}.md").read_text("utf-8").replace("*", ""))


def test_every_paper_has_its_line() -> None:
    page = page_text("naskah")
    assert [row.code for row in DOCUMENTS.values() if not _named(row.title, page)] == []


def test_every_stage_stands_on_the_page_of_its_holder() -> None:
    holders = {stage: holder_of(stage, Section.LALINTALKIM) for stage, row in STAGES.items() if row.open}
    missing = [stage for stage, role in holders.items() if plain(STAGES[stage].label) not in page_text(OF_ROLE[role])]
    assert missing == []


def test_every_table_and_column_of_the_report_is_explained() -> None:
    page = page_text("laporan")
    words = {
        word for table in TABLES for word in (table.title, *(cell.title for cell in table.cells), *dict(table.groups))
    }
    assert sorted(word for word in words if plain(word) not in page) == []


def test_who_is_told_to_stop_or_start_the_services_is_told_of_the_watcher_too() -> None:
    pages = [ROOT / "README.md", *PAGES, *sorted((ROOT / "deploy").glob("*.md"))]
    lines = [line for page in pages for line in page.read_text("utf-8").splitlines() if "aduan-agent" in line]
    assert len([one for one in lines if "systemctl" in one]) >= 3
    assert [one for one in lines if "systemctl" in one and "aduan-watcher" not in one] == []


def _named(title: str, page: str) -> bool:
    """Whether a page names a title; words in brackets may stand apart."""
    return all(plain(part.strip(" )")) in page for part in title.split("("))


def test_the_printed_sheet_is_one_page_with_every_step_and_every_key(sqlite_account: object) -> None:
    sheet = PdfReader(FOLDER / SHEET)
    assert len(sheet.pages) == 1
    text = plain(sheet.pages[0].extract_text())
    steps = [row.title for row in SopStep.select()]
    keys = [row.says for rows in KEYS.values() for row in rows]
    assert [words for words in (*steps, *keys) if plain(words) not in text] == []
