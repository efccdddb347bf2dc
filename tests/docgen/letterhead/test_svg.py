"""SVG as an emblem: drawn where it is plain, refused where it runs, reaches outside or grows without end."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image

from docgen.errors import DocumentError, EmblemRefused
from docgen.render import Renderer

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 120"'
BLOCK = '<rect x="20" y="10" width="60" height="100" fill="#14408c"/>'


def svg(inside: str, head: str = "", before: str = "") -> bytes:
    """Return an SVG with something in it."""
    return f"{before}{HEAD}{head}>{inside}</svg>".encode()


@pytest.fixture(scope="module")
def worker() -> Iterator[Renderer]:
    """A worker of this module's own."""
    with Renderer() as renderer:
        yield renderer


@pytest.mark.parametrize(
    "content",
    [
        svg(BLOCK),
        svg(BLOCK, before='<?xml version="1.0" encoding="UTF-8"?>\n<!-- dibuat -->\n'),
        svg(BLOCK, before='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'),
        svg(f"<style>.a {{ fill: red }}</style><g class='a'>{BLOCK}</g>"),
        svg(f'<defs><g id="b">{BLOCK}</g></defs><use xlink:href="#b"/>'),
        svg('<defs><linearGradient id="l"><stop stop-color="red"/></linearGradient></defs>'
            '<rect x="20" y="10" width="60" height="100" fill="url(#l)"/>'),
        svg(f'<x:namedview xmlns:x="http://contoh.invalid/"><x:page/></x:namedview>{BLOCK}'),
    ],
    ids=["plain", "declared", "doctype", "style", "use", "gradient", "editor"],
)  # fmt: skip
def test_a_plain_svg_is_drawn_and_trimmed(worker: Renderer, content: bytes) -> None:
    made, width, height = worker.fit_emblem(content)
    assert (width, height) == (360, 600)
    with Image.open(io.BytesIO(made)) as image:
        assert image.convert("RGBA").getpixel((180, 300))[3] == 255


_BILLION = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_FILE = '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (svg(f"<script>alert(1)</script>{BLOCK}"), "skrip"),
        (svg(BLOCK, head=' onload="alert(1)"'), "menjalankan sesuatu"),
        (svg(f"<foreignObject><p/></foreignObject>{BLOCK}"), "halaman web"),
        (svg('<image xlink:href="http://contoh.invalid/a.png" width="9" height="9"/>'), "gambar lain"),
        (svg('<image href="data:image/png;base64,AAAA" width="9" height="9"/>'), "gambar lain"),
        (svg('<use href="file:///etc/passwd#a"/>'), "dari luar berkas"),
        (svg('<use xlink:href="lain.svg#a"/>'), "dari luar berkas"),
        (svg('<rect width="9" height="9" fill="url(http://contoh.invalid/#a)"/>'), "dari luar berkas"),
        (svg('<rect width="9" height="9" style="fill: url( \'lain.svg#a\' )"/>'), "dari luar berkas"),
        (svg(f"<style>@import 'a.css';</style>{BLOCK}"), "dari luar berkas"),
        (svg(f"<style>rect {{ fill: url(a.svg#x) }}</style>{BLOCK}"), "dari luar berkas"),
        (svg(f"<a href='#x'>{BLOCK}</a>"), "bagian <a>"),
        (svg(f"<animate attributeName='x'/>{BLOCK}"), "bagian <animate>"),
        (svg("<text>Kantor</text>"), "tulisan"),
        (svg(BLOCK, before=_BILLION), "ENTITY"),
        (svg(BLOCK, before=_FILE), "ENTITY"),
        (svg(BLOCK)[:-9], "rusak"),
        (b"<html><body/></html>", "bukan SVG"),
        (svg("<g/>" * 20_001), "terlalu rumit"),
        (svg(f'<g id="a">{BLOCK}</g><g id="b"><use href="#a"/><use href="#a"/></g><use href="#b"/>'), "salinan"),
        (svg(f'<g id="a">{BLOCK}</g>' + '<use href="#a"/>' * 201), "salinan"),
        (svg(""), "kosong"),
    ],
)
def test_what_runs_reaches_outside_or_grows_is_refused(worker: Renderer, content: bytes, said: str) -> None:
    with pytest.raises(EmblemRefused, match=said):
        worker.fit_emblem(content)


def test_a_drawing_that_is_endless_work_ends_the_worker_alone(worker: Renderer) -> None:
    path = "M0 0" + "".join(f"L{place % 97} {place % 89}" for place in range(300_000))
    with Renderer(time_limit=0.05) as hurried, pytest.raises(DocumentError):
        hurried.fit_emblem(svg(f'<path d="{path}" stroke="red" stroke-width="30"/>'))
    assert worker.fit_emblem(svg(BLOCK))[1:] == (360, 600)
