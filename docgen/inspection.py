"""What a template must not contain: macros, external links, entities, hidden text (notadinas §7)."""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FIELDS = {"PAGE", "NUMPAGES", "SECTIONPAGES"}
_HARMLESS_LINK = re.compile(r"(https?|mailto):", re.IGNORECASE)
_CARRIERS = re.compile(r"vbaproject|vbadata|activex|/embeddings/|oleobject|afchunk|\.(bin|exe|js|vbs|html?|mht)$")
# Word feature -> what to do about it, before the template can be used (pitfall 23).
_FEATURES = {
    "ins": "perubahan terlacak (Track Changes): terima atau tolak semua perubahan",
    "del": "perubahan terlacak (Track Changes): terima atau tolak semua perubahan",
    "moveFrom": "perubahan terlacak (Track Changes): terima atau tolak semua perubahan",
    "commentReference": "komentar: hapus semua komentar",
    "vanish": "teks tersembunyi: tampilkan atau hapus teks itu",
    "mailMerge": "sambungan Mail Merge: putuskan lewat menu Mailings",
    "altChunk": "isi dari berkas lain: tempel isinya sebagai teks",
    "object": "objek tertanam (OLE): hapus objek itu",
    "control": "kontrol ActiveX: hapus kontrol itu",
    "subDoc": "dokumen bawahan: tempel isinya sebagai teks",
}
# part of the file -> Word's name of the place; other parts keep their own name
_PLACES = (
    (re.compile(r"word/document\d*\.xml"), "isi naskah"),
    (re.compile(r"word/header\d*\.xml"), "kepala halaman"),
    (re.compile(r"word/footer\d*\.xml"), "kaki halaman"),
    (re.compile(r"word/footnotes\.xml"), "catatan kaki"),
    (re.compile(r"word/settings\.xml"), "pengaturan dokumen"),
    (re.compile(r"word/styles\.xml"), "gaya (styles)"),
    (re.compile(r"docProps/.*"), "properti dokumen"),
)


def place_of(part: str) -> str:
    """Return the name of a part of a .docx as an officer finds it in Word."""
    return next((words for shape, words in _PLACES if shape.fullmatch(part)), f"bagian {part}")


def strict_parser() -> etree.XMLParser:
    """Return an XML parser that repairs nothing, follows nothing and expands nothing."""
    return etree.XMLParser(
        recover=False, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_pis=False
    )


def findings(parts: Mapping[str, bytes]) -> list[str]:
    """Return in Indonesian what makes a template unsafe, each once; empty for a safe one."""
    found: dict[str, None] = {}
    for name, octets in parts.items():
        for sentence in _part_findings(name, octets):
            found[sentence] = None
    return list(found)


def _part_findings(name: str, octets: bytes) -> Iterator[str]:
    if _CARRIERS.search(name.lower()):
        yield f"memuat makro atau objek tertanam ({name}): simpan sebagai .docx tanpa makro"
    if not name.endswith((".xml", ".rels")):
        return
    try:
        root = etree.fromstring(octets, strict_parser())
    except etree.XMLSyntaxError:
        yield f"bagian {name} rusak: simpan ulang dari Word"
        return
    if root.getroottree().docinfo.doctype:
        yield f"bagian {name} memuat DOCTYPE: berkas ini tidak dibuat oleh Word"
    elif name == "[Content_Types].xml" and b"macroEnabled" in octets:
        yield "memuat makro: simpan sebagai .docx tanpa makro"
    elif name.endswith(".rels"):
        yield from (f"{sentence} (di {_owner_of(name)})" for sentence in _link_findings(root))
    else:
        yield from (f"{sentence} (di {place_of(name)})" for sentence in _feature_findings(root))


def _owner_of(links: str) -> str:
    """Return the part whose links another part holds: word/_rels/header1.xml.rels belongs to word/header1.xml."""
    return place_of(links.replace("_rels/", "", 1).removesuffix(".rels"))


def _link_findings(root: etree._Element) -> Iterator[str]:
    for link in root:
        target = str(link.get("Target", ""))
        kind = str(link.get("Type", "")).rsplit("/", 1)[-1]
        if kind.lower() in ("vbaproject", "afchunk", "oleobject", "control", "attachedtemplate"):
            yield f"memuat hubungan terlarang ({kind}): hapus dari templat"
        elif link.get("TargetMode") == "External" and not (kind == "hyperlink" and _HARMLESS_LINK.match(target)):
            yield f"mengambil isi dari luar berkas ({kind}: {target[:80]}): tanamkan isinya atau hapus"


def _feature_findings(root: etree._Element) -> Iterator[str]:
    for feature, advice in _FEATURES.items():
        if any(node.get(f"{W}val") not in ("0", "false") for node in root.iter(W + feature)):
            yield f"memuat {advice}"
    for code in _field_codes(root):
        word = code.split()[0].upper() if code.split() else ""
        if word not in _FIELDS:
            yield f"memuat bidang Word “{code.strip()[:40]}”: ubah menjadi teks biasa (Ctrl+Shift+F9)"


def _field_codes(root: etree._Element) -> Iterator[str]:
    """Yield the code of every Word field, which may be spread over several runs."""
    for simple in root.iter(W + "fldSimple"):
        yield str(simple.get(f"{W}instr", ""))
    code: list[str] | None = None
    for node in root.iter(W + "fldChar", W + "instrText"):
        if node.tag == W + "instrText":
            code = [*(code or []), node.text or ""]
        elif code is not None:
            yield "".join(code)
            code = None
    if code:
        yield "".join(code)
