"""The charts: one drawing as PNG and as SVG, the same every time, and labels that are never read as anything else."""

import io

import pytest
from lxml import etree
from PIL import Image

from docgen.charts import bars_png, bars_svg
from docgen.placed import png_size

LABELS = ["WhatsApp", "Instagram"]
SERIES = {"Selesai": [5, 2], "Dalam proses": [1, 0]}


def texts(svg: bytes) -> list[str]:
    """Give the texts of an SVG."""
    return [node.text for node in etree.fromstring(svg).iter("{*}text")]


def test_the_same_figures_give_the_same_picture_in_both_forms() -> None:
    png, svg = bars_png("Pengaduan", LABELS, SERIES), bars_svg("Pengaduan", LABELS, SERIES)
    assert png == bars_png("Pengaduan", LABELS, SERIES)
    assert svg == bars_svg("Pengaduan", LABELS, SERIES)
    with Image.open(io.BytesIO(png)) as picture:
        assert (picture.format, picture.size) == ("PNG", png_size(png))
        assert picture.width > 900


def test_a_chart_says_its_title_its_labels_its_series_and_the_total_of_each_bar() -> None:
    said = texts(bars_svg("Pengaduan per sarana", LABELS, SERIES))
    assert {"Pengaduan per sarana", *LABELS, *SERIES, "6", "2"} <= set(said)


@pytest.mark.parametrize("label", ["$x^2$ & <b>", "Seksi_Ganda\nBaris", "Nama yang panjang sekali " * 5, "{{ 7*7 }}"])
def test_a_label_is_only_ever_a_text(label: str) -> None:
    said = texts(bars_svg("Uji", [label], {"Jumlah": [3]}))
    assert any(text.startswith(label.split()[0]) for text in said)


def test_a_month_without_anything_still_draws() -> None:
    assert bars_png("Kosong", [], {"Jumlah": []}).startswith(b"\x89PNG")
    assert bars_png("Nol", ["A"], {"Jumlah": [0]}).startswith(b"\x89PNG")
