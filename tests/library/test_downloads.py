"""What charts and tables hand out: rows with source and licence, pictures, the same bytes each time."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from PIL import Image

from recount import chapter, downloads
from recount.charts import Chart, drawing
from recount.collection import load_collection
from recount.downloads import Data, Listed, drawn, listed, number, plain_text, save, shown
from recount.notebook import BriefingView, open_briefing


@pytest.fixture
def view(project: Path) -> BriefingView:
    return open_briefing("2025-01-13-annual-2024", project)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that a build names."""
    monkeypatch.setenv(downloads.FOLDER, str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """No build, and a working folder of its own."""
    monkeypatch.delenv(downloads.FOLDER, raising=False)
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.rglob("*"))
    yield tmp_path
    assert set(tmp_path.rglob("*")) == before


def chart(view: BriefingView) -> Chart:
    with drawing("Trade rose", "Customs", 3) as (figure, axes):
        axes.plot([1, 2])
    data = drawn(view.collection, "year", {"trade": {2024: view.now.total_trade("2024", "first")}})
    return Chart(figure, "Trade rose. By a lot.", "trade", data)


def records(data: Data) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.csv().decode())))


def test_a_printed_figure_comes_with_its_bounds_source_and_licence(view: BriefingView) -> None:
    (row,) = records(chart(view).data)
    assert row == {
        "line": "trade",
        "year": "2024",
        "kind": "first",
        "as_printed": "43.85 trillion yuan",
        "middle": "43850000000000",
        "low": "43845000000000",
        "high": "43855000000000",
        "unit": "CNY",
        "source": "P: T (http://example.org/b)",
        "licence": "not verified",
    }


def test_a_computed_figure_names_every_source_once(view: BriefingView) -> None:
    ratio = view.now.total_trade("2024", "first") / view.now.total_trade("2023", "first")
    (row,) = records(drawn(view.collection, "year", {"ratio": {2024: ratio}}))
    assert row["kind"] == "computed" and row["as_printed"] == ""
    assert row["source"] == "P: T (http://example.org/b); P: T (http://example.org/a)"
    assert row["licence"] == "not verified"


def test_a_gap_is_a_row_and_a_stated_figure_names_the_text(view: BriefingView) -> None:
    lines = {"a": {1: None, 2: view.claim("total-2024").stated, 3: Listed("7.3", "CNY/USD", "release-2023")}}
    gap, stated, from_list = records(drawn(view.collection, "n", lines))
    assert gap["kind"] == "missing" and gap["middle"] == gap["source"] == ""
    assert (stated["kind"], stated["source"]) == ("claim", "P (http://example.org/t)")
    assert (from_list["middle"], from_list["source"]) == ("7.3", "P: T (http://example.org/a)")


def test_rows_of_a_list_name_their_sources(project: Path) -> None:
    collection = load_collection(project)
    rows = records(listed(collection, collection.tables["cities"].rows, "city"))
    assert [row["city"] for row in rows] == ["Beijing", "Dalian", "Shenyang"]
    assert all(row["source"] == "P (http://example.org/t)" for row in rows)


def test_a_table_is_taken_along_without_its_marks() -> None:
    (row,) = records(shown(("Claim", "**By**"), [["[“5%”](#growth) and [P](https://example.org)", "`a` *b* 2*3"]]))
    assert row["Claim"] == "“5%” and P (https://example.org)"
    assert row["By"] == "a b 2*3" and row["source"] == "Recount" and row["licence"] == "CC BY 4.0"
    assert plain_text("[see [1]](x.md)") == "see [1]"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(21, 10), "2.1"),
        (Fraction(-1, 3), "-0.333333333333"),
        (Fraction(2, 3) * 10**13, "6666666666670"),
        (Fraction(43_845 * 10**9), "43845000000000"),
        (Fraction(1, 10**9), "0.000000001"),
        (Fraction(0), "0"),
        (None, ""),
    ],
)
def test_numbers_are_read_by_anybody(value: Fraction | None, text: str) -> None:
    assert number(value) == text
    assert not text or abs(float(text) - float(value or 0)) <= 1e-11 * abs(float(value or 0))


def test_a_build_keeps_rows_and_pictures(view: BriefingView, kept: Path) -> None:
    data, metadata = chart(view)._repr_mimebundle_()
    assert sorted(path.name for path in kept.iterdir()) == ["trade.csv", "trade.png", "trade.svg"]
    assert (kept / "trade.png").read_bytes().startswith(b"\x89PNG") and data["text/plain"] == "Trade rose. By a lot."
    assert (kept / "trade.png").read_bytes() == data["image/png"]
    width, _ = Image.open(io.BytesIO(data["image/png"])).size  # twice what a page shows: sharp on paper and on a phone
    assert metadata == {"image/png": {"width": width // 2, "recount": {"download": "trade"}}}


def test_pictures_are_the_same_bytes_and_say_whose_they_are(view: BriefingView) -> None:
    svg, other = chart(view).svg(), chart(view).svg()
    assert svg == other and not re.search(rb"<dc:date>|Matplotlib", svg)
    for said in (b"Trade rose. By a lot.", b"Customs", b"CC BY 4.0"):
        assert said in svg and said in chart(view).png()


def test_elsewhere_nothing_is_written(view: BriefingView, elsewhere: Path) -> None:
    chart(view)._repr_mimebundle_()
    chapter.table(("A",), [["1"]], "verdicts")


def test_a_named_table_is_kept_and_marked(kept: Path) -> None:
    shown_table = chapter.table(("A",), iter([["1"]]), "verdicts")
    assert (kept / "verdicts.csv").read_text() == "A,source,licence\n1,Recount,CC BY 4.0\n"
    assert shown_table._repr_markdown_()[1] == {"recount": {"download": "verdicts"}}
    said = chapter.table(("A",), [["1"]], "captioned", caption="What it is")
    assert said._repr_markdown_()[1] == {"recount": {"download": "captioned", "caption": "What it is"}}
    assert chapter.table(("A",), [["1"]])._repr_markdown_() == "| A |\n| --- |\n| 1 |"


def test_two_of_one_name_and_names_that_are_none_are_refused(kept: Path) -> None:
    save("a", {"csv": b"1"})
    save("a", {"csv": b"1"})
    with pytest.raises(ValueError, match="named 'a'; rename one"):
        save("a", {"csv": b"2"})
    with pytest.raises(ValueError, match="names a download"):
        save("../a", {"csv": b"1"})
    assert (kept / "a.csv").read_bytes() == b"1"
