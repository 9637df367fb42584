"""The vintage triangle: prints, bases of rates, differences and sums, on the small collection."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from recount import charts_vintages
from recount.cli import main
from recount.collection import load_collection
from recount.vintages import (
    BALANCE,
    DIFFERENCE,
    EXPORTS,
    PRINTED,
    RATE,
    SUM,
    TOTAL,
    Triangle,
    as_data,
    as_rows,
    read_triangle,
    span,
)
from tests.library.conftest import HEADER, spoil, title_of

TRILLION = 10**12


@pytest.fixture
def triangle(project: Path) -> Triangle:
    return read_triangle(load_collection(project))


@pytest.fixture(scope="module")
def real() -> Triangle:
    return read_triangle(load_collection())


def with_series(project: Path, name: str, rows: str, unit: str = "CNY") -> None:
    path = project / "data" / "series.yml"
    path.write_text(f"{path.read_text('utf-8')}{name}: {{title: T, unit: {unit}}}\n", "utf-8")
    (project / "data" / "series" / f"{name}.csv").write_text(HEADER + rows, "utf-8")


def test_a_base_is_the_level_over_one_plus_the_rate(triangle: Triangle) -> None:
    (base,) = triangle.of(TOTAL, "2022", "CNY", RATE)
    low, high = Fraction("41.755e12") / Fraction("1.0025"), Fraction("41.765e12") / Fraction("1.0015")
    assert (base.value.interval.low, base.value.interval.high) == (low, high)
    assert base.text == "41.76 trillion CNY / (1 + 0.2 percent)" and base.kind == "implied"
    assert base.sources == ["release-2023"]


def test_a_rate_is_tried_on_the_print_and_not_on_its_own_base(triangle: Triangle) -> None:
    rate = triangle.rate(TOTAL, "2023")
    assert rate is not None and rate.base is not None
    assert [(v.text, fits) for v, fits in rate.tests] == [("42.07 trillion CNY", False)]
    assert rate.fits_first is False and rate.fits_if_cut is False
    assert rate.change is not None and rate.change.interval.sign() == -1


def test_a_quotation_with_fewer_places_is_no_other_base(project: Path) -> None:
    first = "2022,42.07,trillion CNY,,,2024-01-12,first,release-2023,\n"
    spoil(project, "series/total_trade.csv", first, first + "2022,42,trillion CNY,,,2024-01-12,quoted,release-2023,\n")
    rate = read_triangle(load_collection(project)).rate(TOTAL, "2023")
    assert rate is not None and [v.text for v, _ in rate.tests] == ["42.07 trillion CNY"]


def test_a_rate_that_fits_says_so(project: Path) -> None:
    spoil(project, "series/total_trade_growth.csv", "2023,0.2,", "2023,-0.7,")
    rate = read_triangle(load_collection(project)).rate(TOTAL, "2023")
    assert rate is not None and rate.fits_first is True and [fits for _, fits in rate.tests] == [True]


def test_a_rate_without_a_tenth_is_also_read_as_one_with_a_dropped_zero(project: Path) -> None:
    spoil(project, "series/total_trade_growth.csv", "2023,0.2,", "2023,-1,")
    rate = read_triangle(load_collection(project)).rate(TOTAL, "2023")
    assert rate is not None and rate.fits_first and rate.would_not_fit
    spoil(project, "series/total_trade_growth.csv", "2023,-1,", "2023,-1.0,")
    rate = read_triangle(load_collection(project)).rate(TOTAL, "2023")
    assert rate is not None and not rate.fits_first and not rate.would_not_fit


def test_what_was_cut_off_needs_no_restatement(project: Path) -> None:
    # 42.079 / 42.07 prints as 42.07 if cut off; the base lies above what rounding allows and below 42.08.
    spoil(project, "series/total_trade.csv", "2023,41.76,trillion", "2023,42.0777,trillion")
    spoil(project, "series/total_trade.csv", "2023,41.8,trillion CNY,,,2024-01-12,first,release-2023,\n", "")
    spoil(project, "series/total_trade_growth.csv", "2023,0.2,", "2023,0.000,")
    rate = read_triangle(load_collection(project)).rate(TOTAL, "2023")
    assert rate is not None and rate.fits_first is False and rate.fits_if_cut is True


def test_a_rate_without_a_level_of_its_release_implies_nothing(project: Path) -> None:
    spoil(project, "series/total_trade_growth.csv", "2025,3.8,percent,,,2026-01-14", "2025,3.8,percent,,,2026-03-14")
    triangle = read_triangle(load_collection(project))
    rate = triangle.rate(TOTAL, "2025")
    assert rate is not None and rate.level is rate.base is rate.change is None
    assert triangle.of(TOTAL, "2024", "CNY", RATE) == []
    assert [row["how"] for row in as_rows(triangle)].count("rate without a level") == 1


def test_parts_of_a_release_are_summed_where_the_whole_is_not_printed(project: Path) -> None:
    with_series(
        project,
        "imports",
        "2022,18.1,trillion CNY,,0.01,2024-01-12,first,release-2023,\n2021,17,trillion CNY,,,2024-01-12,first,release-2023,\n",
    )
    with_series(project, "goods_balance", "2022,5.87,trillion CNY,,,2024-01-12,first,release-2023,\n")
    triangle = read_triangle(load_collection(project))
    (exports,) = triangle.of(EXPORTS, "2022")
    assert exports.how == SUM and exports.text == "imports + balance"
    assert exports.value.interval.low == Fraction("23.96e12")
    assert [v.how for v in triangle.of(TOTAL, "2022")] == [PRINTED, RATE] and triangle.of(BALANCE, "2021") == []


def test_a_cumulated_figure_less_its_last_part_restates_the_months_before(project: Path) -> None:
    rows = (
        "2024-01..07,100,billion USD,,1,2024-08-09,first,release-2023,\n"
        "2024-01..08,112,billion USD,,1,2024-09-09,first,release-2023,\n"
        "2024-08,15,billion USD,,1,2024-09-09,first,release-2023,\n"
        "2024-02,9,billion USD,,1,2024-09-09,first,release-2023,\n"
    )
    with_series(project, "exports_usd", rows, "USD")
    triangle = read_triangle(load_collection(project))
    assert [v.text for v in triangle.rows if v.how == DIFFERENCE] == ["2024-01..08 less 2024-08"], (
        "only the last part counts"
    )
    ((later, first, change),) = triangle.shifts()
    assert (later.how, later.text, str(later.period)) == (DIFFERENCE, "2024-01..08 less 2024-08", "2024-01..07")
    assert first.text == "100 billion USD" and (change.interval.low, change.interval.high) == (-4500000000, -1500000000)


def test_spans_have_their_usual_names() -> None:
    assert [str(span(2024, 1, last)) for last in (1, 2, 3, 6, 12)] == [
        "2024-01",
        "2024-01..02",
        "2024-Q1",
        "2024-H1",
        "2024",
    ]
    assert [str(span(2024, first, last)) for first, last in ((4, 6), (7, 12), (2, 3))] == [
        "2024-Q2",
        "2024-H2",
        "2024-02..03",
    ]


def test_the_command_prints_json_and_csv(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vintages", "--root", str(project)]) == 0
    rows = json.loads(capsys.readouterr().out)
    base = next(row for row in rows if row["period"] == "2022" and row["how"] == RATE)
    assert base["low"] == "16702000000000000/401" and base["sources"] == ["release-2023"]
    assert main(["vintages", "--csv", "--root", str(project)]) == 0
    table = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(table) == len(rows) and table[0]["source"].startswith("P: T (http")
    level = next(row for row in table if row["as_printed"] == "41.76 trillion CNY")
    assert (
        level["growth_printed"] == "0.2 percent"
        and level["bases_that_do_not"] == "42.07 trillion CNY, printed January 2024"
    )


def test_malformed_data_is_one_line_and_no_table(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(project, "series/total_trade.csv", "42.07", "42,07")
    assert main(["vintages", "--root", str(project)]) == 2
    out, err = capsys.readouterr()
    assert out == "" and "total_trade.csv" in err


def test_every_row_of_the_real_triangle_has_a_source(real: Triangle) -> None:
    assert [row for row in as_rows(real) if not row["sources"]] == []
    assert {len(row) for row in as_data(real).rows} == {len(as_data(real).columns)}


def test_no_base_rests_on_another(real: Triangle) -> None:
    for v in real.rows:
        assert len(set(v.sources)) <= 3, v.text
        if v.how == RATE:
            assert all(leaf.about.kind in ("first", "revised") for leaf in v.value.inputs), v.text  # type: ignore[attr-defined]


def test_the_restated_year_is_drawn_and_told(real: Triangle) -> None:
    chart = charts_vintages.yearly_restatements(real)
    assert "most for 2022" in title_of(chart) and "2022 −424.1 to −362.6 billion yuan" in chart.alt
    held = charts_vintages.where_figures_are_held(real)
    assert "total in dollars 2015" in held.alt


def test_the_tables_are_told_by_their_direction(real: Triangle) -> None:
    chart = charts_vintages.later_tables(real)
    assert "tables of 2023 lowered the months before" in title_of(chart)
    assert len(chart.figure.axes[0].patches) == len(charts_vintages.exact_shifts(real))


def test_by_release_each_year_starts_at_its_first_figure_and_ends_at_the_last_base(real: Triangle) -> None:
    chart = charts_vintages.by_release(real)
    drawn = [(row["line"], row["released"]) for row in csv.DictReader(io.StringIO(chart.data.csv().decode()))]
    assert [released for line, released in drawn if line == "2022"] == ["2023-01-13 printed", "2024-01-12 rate"]
    yearly = [r for r in real.rates if (r.measure, r.currency, r.period.part) == (TOTAL, "CNY", "year")]
    restated = [r for r in yearly if r.fits_first is False]
    assert title_of(chart).startswith(f"{len(restated)} of ")


def test_what_changed_is_written_clear_of_every_mark(real: Triangle) -> None:
    chart = charts_vintages.by_release(real)
    chart.figure.draw_without_rendering()
    changes = 0
    for axes in chart.figure.axes:
        marks = [axes.transData.transform(line.get_xydata()) for line in axes.lines if line.get_marker() == "o"]
        for text in axes.texts:
            if text.get_color() == charts_vintages.ORANGE:
                changes += 1
                assert not text.get_window_extent().count_contains(np.concatenate(marks)), text.get_text()
    assert changes == int(title_of(chart).split()[0]) + int(title_of(chart).split(" and ")[1].split()[0])
