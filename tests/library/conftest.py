"""A small collection of its own for the tests of the library; the charts alone are tested on the real one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from recount.charts import Chart
from recount.collection import load_collection
from recount.notebook import BriefingView, open_briefing

Spoil = Callable[[str, str, str], BriefingView]

COLLECTION = """\
as_known_on: 2026-11-23
originators: {customs: Customs, unctad: UN Trade and Development}
"""
SOURCES = """\
release-2023: {publisher: P, originator: customs, title: T, url: "http://example.org/a", language: en,
  published: 2024-01-12, seen: 2026-11-22, licence: not verified, tier: official}
release-2024: {publisher: P, originator: customs, title: T, url: "http://example.org/b", language: en,
  published: 2025-01-13, seen: 2026-11-22, licence: not verified, tier: official, event: 2025-01-13-annual-2024}
bulletin-2024: {publisher: P, originator: customs, title: T, url: "http://example.org/e", language: en,
  published: 2025-01-10, seen: 2026-11-22, licence: not verified, tier: official}
release-2025: {publisher: P, originator: customs, title: T, url: "http://example.org/c", language: en,
  published: 2026-01-14, seen: 2026-11-22, licence: not verified, tier: state media}
world: {publisher: P, originator: unctad, title: T, url: "http://example.org/d", language: en,
  published: 2025-04-01/2025-04-30, seen: 2026-11-22, licence: not verified, tier: official}
"""
SERIES = """\
total_trade: {title: Goods trade, unit: CNY}
total_trade_growth: {title: Growth of goods trade, unit: percent}
cny_per_usd: {title: Exchange rate, unit: CNY/USD}
world_trade: {title: Goods trade of economies, unit: USD, panel: true}
partners: {title: Partners, unit: count}
"""
HEADER = "period,value,unit,hedge,step,published,kind,source,note\n"
TOTAL = (
    HEADER
    + """\
2021,39.1,trillion CNY,,,2024-01-12,first,release-2023,
2022,42.07,trillion CNY,,,2024-01-12,first,release-2023,
2022,"=total_trade(""2023"", ""first"") / (1 + total_trade_growth(""2023""))",trillion CNY,,,,implied,,
2023,41.76,trillion CNY,,,2024-01-12,first,release-2023,
2023,41.8,trillion CNY,,,2024-01-12,first,release-2023,
2024,43.85,trillion CNY,,,2025-01-13,first,release-2024,
2024-01..11,39.7900,trillion CNY,,,2025-01-13,first,release-2024,
2024-01..11,39.7100,trillion CNY,,,2026-01-14,revised,release-2025,
2024-12,4.0600,trillion CNY,,,2025-01-13,first,release-2024,
2024,"=total_trade(""2025"", ""first"") / (1 + total_trade_growth(""2025""))",trillion CNY,,,,implied,,
2025,45.47,trillion CNY,,,2026-01-14,first,release-2025,
"""
)
GROWTH = (
    HEADER
    + """\
2023,0.2,percent,,,2024-01-12,first,release-2023,
2024,5,percent,,,2025-01-13,first,release-2024,
2025,3.8,percent,,,2026-01-14,first,release-2025,
"""
)
RATE = HEADER + "2024,7.2,CNY/USD,,,2025-01-10,first,bulletin-2024,\n"
PARTNERS = HEADER + "2024,157,count,,,2025-01-10,first,bulletin-2024,\n"
WORLD = """\
economy,period,value,unit,hedge,step,published,kind,source,note,originator
CHN,2023,5900,billion USD,,1,2025-04-01/2025-04-30,first,world,,customs
CHN,2024,6200,billion USD,,1,2025-04-01/2025-04-30,first,world,,customs
USA,2023,5200,billion USD,,1,2025-04-01/2025-04-30,first,world,,
USA,2024,5400,billion USD,,1,2025-04-01/2025-04-30,first,world,,
DEU,2023,3100,billion USD,,1,2025-04-01/2025-04-30,first,world,,
DEU,2024,3000,billion USD,,1,2025-04-01/2025-04-30,first,world,,
"""
TABLE = """\
city,province,source
Beijing,Beijing,text:2025-01-13-annual-2024
Dalian,Liaoning,text:2025-01-13-annual-2024
Shenyang,Liaoning,text:2025-01-13-annual-2024
"""
RECORD = """\
id: 2025-01-13-annual-2024
title: Trade in 2024
event: A press conference
held: 2025-01-13
issuer: customs
source: {publisher: P, url: "http://example.org/t", language: en, characters: 4600,
  sha256: '0000000000000000000000000000000000000000000000000000000000000000'}
claims:
  - id: total-2024
    kind: level
    states: Goods trade in 2024 was 43.85 trillion yuan.
    asserted_by: official
    quote: {text: "43.85 trillion yuan", start: 0, end: 19}
    mentions: [{quote: "43.85 trillion yuan", start: 0, end: 19, value: "43.85e12", unit: CNY}]
    checks: [{formula: 'total_trade("2024-01..11") + total_trade("2024-12")'}]
  - id: growth-2024
    kind: growth
    states: Goods trade grew by 5 percent in 2024.
    asserted_by: official
    quote: {text: "5%", start: 30, end: 32}
    mentions: [{quote: "5%", start: 30, end: 32, value: "5", unit: percent}]
    checks: [{formula: 'total_trade("2024") / total_trade("2023") - 1'}]
  - id: added-2024
    kind: change
    states: Goods trade in 2024 was 2.1 trillion yuan larger than in 2023.
    asserted_by: official
    quote: {text: "2.1 trillion yuan", start: 40, end: 57}
    mentions: [{quote: "2.1 trillion yuan", start: 40, end: 57, value: "2.1e12", unit: CNY}]
    checks:
      - {formula: 'total_trade("2024") - total_trade("2023")'}
      - {formula: 'claim("total-2024") - claim("total-2024") / (1 + claim("growth-2024"))'}
  - id: largest-trader
    kind: rank
    states: China was the largest trader in 2024.
    asserted_by: official
    quote: {text: "largest", start: 60, end: 67}
    checks: [{formula: 'rank("CHN", world_trade("2024")) == 1'}]
  - id: cause
    kind: cause
    states: Policies caused the rise.
    asserted_by: official
    quote: {text: "policies", start: 70, end: 78}
    open: a cause, which no figure here can show
"""


def record_of(name: str, held: str, claims: str) -> str:
    """The record of another briefing of customs, with these claims."""
    return f"""\
id: {name}
title: T
event: E
held: {held}
issuer: customs
source: {{publisher: Q, url: "http://example.org/{name}", language: en, characters: 9, sha256: '{"0" * 64}'}}
claims:
{claims}"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The root of a small valid project, for a test to spoil."""
    for name, text in {
        "collection.yml": COLLECTION,
        "sources.yml": SOURCES,
        "series.yml": SERIES,
        "series/total_trade.csv": TOTAL,
        "series/total_trade_growth.csv": GROWTH,
        "series/cny_per_usd.csv": RATE,
        "series/partners.csv": PARTNERS,
        "series/world_trade.csv": WORLD,
        "tables.yml": "cities: Cities of the campaign\n",
        "tables/cities.csv": TABLE,
        "groups.yml": "big: {title: Big, members: [CHN, USA]}\n",
        "briefings/2025-01-13-annual-2024.yml": RECORD,
    }.items():
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def spoil(project: Path, name: str, old: str, new: str) -> None:
    """Replace a piece of a data file; the piece must be there."""
    path = project / "data" / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def briefing(request: pytest.FixtureRequest) -> BriefingView:
    """The briefing of the real collection that a test module names as ``BRIEFING``."""
    return open_briefing(request.module.BRIEFING)


@pytest.fixture
def spoilt(request: pytest.FixtureRequest, tmp_path: Path) -> Spoil:
    """Opens that briefing on a copy of the data in which one piece is another."""

    def open_with(name: str, old: str, new: str) -> BriefingView:
        shutil.copytree(load_collection().root / "data", tmp_path / "data")
        spoil(tmp_path, name, old, new)
        return open_briefing(request.module.BRIEFING, tmp_path)

    return open_with


def title_of(chart: Chart) -> str:
    """The title in one line."""
    return " ".join(chart.figure.get_suptitle().split())
