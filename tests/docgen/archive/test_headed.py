"""A document stands under the office's letterhead, its emblem after the body's own pictures."""

import base64
import io
import zipfile
from typing import Any

from docgen.archive.headed import headed
from docgen.archive.qr import qr_picture
from docgen.documents.reading import FactsReader
from docgen.plain_document import drawn, text
from tests.docgen.archive.test_contents import words

EMBLEM = qr_picture("lambang")
KOP: dict[str, Any] = {
    "lines": ["KANTOR IMIGRASI CONTOH"],
    "address": "Jalan Contoh 1",
    "web": "",
    "email": "",
    "emblem": {"width": 300, "height": 300, "mm": 25, "picture": base64.b64encode(EMBLEM.content).decode()},
}


def test_emblem_and_pictures_keep_their_own_places() -> None:
    picture = qr_picture("ADU-1")
    body = drawn(1, picture, "Sel", (3, 3)) + text("Sel", "isi")
    made = headed(FactsReader({"kop": KOP, "office": "x"}), "JUDUL", "Nomor: 1", body, [picture])
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        links = packed.read("word/_rels/document.xml.rels").decode()
        document = packed.read("word/document.xml").decode()
        assert packed.read("word/media/1.png") == picture.content
        assert packed.read("word/media/2.png") == EMBLEM.content
    assert 'Id="rId3" ' in links and 'Target="media/2.png"' in links.partition('Id="rId3"')[2]
    assert document.index('r:embed="rId3"') < document.index('r:embed="rId2"')
    assert all(word in words(made) for word in ("KANTOR IMIGRASI CONTOH", "JUDUL", "Nomor: 1", "isi"))


def test_an_office_without_letterhead_is_named_all_the_same() -> None:
    said = words(
        headed(FactsReader({"kop": {"lines": []}, "office": "Kantor Contoh"}), "JUDUL", "", text("Sel", "isi"))
    )
    assert ("Kantor Contoh" in said, "Nomor" in said) == (True, False)
