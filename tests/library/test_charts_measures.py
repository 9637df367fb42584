"""The threads on measures and promises: what they say is computed from the figures, the promises and the reports."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from recount import charts_measures, measures, promises
from recount.collection import load_collection
from recount.commitments import Status
from recount.errors import RecountError
from recount.notebook import CollectionView, open_collection
from tests.library.conftest import spoil, title_of


@pytest.fixture(scope="module")
def view() -> CollectionView:
    return open_collection()


def spoilt(folder: Path, name: str, old: str, new: str) -> CollectionView:
    shutil.copytree(load_collection().root / "data", folder / "data")
    spoil(folder, name, old, new)
    return open_collection(folder)


def test_one_number_for_several_things(view: CollectionView) -> None:
    same = measures.same_number(measures.counts(view.collection))
    assert [(c.counts, c.years[0]) for c in same["29"]] == [
        ("measures extended to the whole country", 2024),
        ("measures of a round of the campaign", 2025),
        ("measures of a round of the campaign", 2026),
    ]


def test_the_counts_keep_their_scopes(view: CollectionView) -> None:
    chart = charts_measures.counts_by_scope(view)
    for said in ("2021 to 2025: 108 measures", "2018 to 2025: 144 measures", "2018 to 2025: 110 measures extended"):
        assert said in chart.alt
    assert {row[2] for row in chart.data.rows} >= {"108", "110", "144"}
    assert all(source and licence for *_, source, licence in chart.data.rows)


def test_a_count_of_another_span_moves(tmp_path: Path) -> None:
    moved = spoilt(tmp_path, "series/facilitation_measures_total.csv", "2018..2024,115,", "2019..2024,115,")
    assert "2019 to 2024: 115 measures" in charts_measures.counts_by_scope(moved).alt


def test_every_promise_has_one_status(view: CollectionView) -> None:
    found = promises.promises(view.collection)
    sorted_out = promises.by_status(found)
    assert sum(map(len, sorted_out.values())) == len(found) == len(view.collection.commitments)
    chart = charts_measures.outcomes_by_briefing(view)
    assert title_of(chart).startswith(f"Of {len(found)} promises {len(sorted_out[Status.DONE])} are reported done")
    widths = [[bar.get_width() for bar in bars] for bars in chart.figure.axes[0].containers]  # type: ignore[attr-defined]
    assert [sum(each) for each in widths] == [len(each) for each in sorted_out.values()]


def test_a_report_changes_the_status(tmp_path: Path) -> None:
    more = spoilt(
        tmp_path,
        "commitment_reports.csv",
        "instrument\n",
        "instrument\nairside-direct,2026-01-19,done,It was extended.,xinhua-2026-01-19,\n",
    )
    (promise,) = [p for p in promises.promises(more.collection) if p.claim.id == "airside-direct"]
    assert promise.status is Status.DONE
    assert promise.tellers == {promises.ISSUER}


def test_a_forecast_is_no_promise(view: CollectionView, tmp_path: Path) -> None:
    forecasts = [r.claim.id for r in view.results if r.claim.kind == "forecast"]
    assert forecasts and not set(forecasts) & set(view.collection.commitments)
    with pytest.raises(RecountError, match="a forecast promises nothing"):
        spoilt(
            tmp_path, "commitments.csv", "promise-stabilise-2024,,\n", f"promise-stabilise-2024,,\n{forecasts[0]},,\n"
        )


def test_reports_over_time_are_all_drawn(view: CollectionView) -> None:
    chart = charts_measures.reports_over_time(view)
    reports = [report for each in view.collection.commitments.values() for report in each.reports]
    marks = [line for axes in chart.figure.axes for line in axes.lines if line.get_linestyle() == "None"]
    assert len([mark for mark in marks if len(mark.get_xdata())]) == len(reports)  # type: ignore[arg-type]
    assert title_of(chart).startswith(f"{len(reports)} reports bear on the promises")


def test_a_promise_without_a_report_says_only_that_none_was_found(view: CollectionView) -> None:
    found = [p for p in promises.promises(view.collection) if p.claim.id == "highway-corridors"]
    text = promises.table(found, "one", "One promise").data  # type: ignore[attr-defined]
    assert "| No report was found. |" in text
    assert "2025-09, as read here | due passed, nothing found" in text


def test_a_report_of_one_instrument_stays_with_it(view: CollectionView) -> None:
    instruments = view.collection.instruments
    assert [r.source for r in measures.reports_of(view.collection, instruments["e-commerce"])] == [
        "xinhua-2026-01-19",
        "retail-asia-2026",
    ]
    assert "overseas-warehouses" in [each.id for each in measures.recurring(view.collection)]
