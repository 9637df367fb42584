"""What press releases hold, construct by construct. A row: the text, then every mention as (slice, kind, value, unit)."""

from __future__ import annotations

from datetime import date

import pytest

from recount.numbers import Number, find_numbers

HELD = date(2024, 7, 30)
Row = tuple[str, str, str | None, str | None]

CASES: dict[str, list[Row]] = {
    # Money
    "RMB41.76 trillion": [("RMB41.76 trillion", "money", "41760000000000", "CNY")],
    "RMB 285 billion yuan": [("RMB 285 billion yuan", "money", "285000000000", "CNY")],
    "(535.25 billion dollars)": [("535.25 billion dollars", "money", "535250000000", "USD")],
    "USD (-) 21.68 Billion": [("USD (-) 21.68 Billion", "money", "-21680000000", "USD")],
    "a surplus of +€12.6 bn": [("+€12.6 bn", "money", "12600000000", "EUR")],
    "up to £1.2bn": [("£1.2bn", "money", "1200000000", "GBP")],
    "U.S. dollars: 5 million U.S. dollars": [("5 million U.S. dollars", "money", "5000000", "USD")],
    "300 million Swiss francs": [("300 million Swiss francs", "money", "300000000", "CHF")],
    "Rs. 1,05,000 crore": [("Rs. 1,05,000 crore", "money", "1050000000000", "INR")],
    "a $1.9 trillion package": [("$1.9 trillion", "money", "1900000000000", "USD")],
    "a 2-trillion-yuan market": [("2-trillion-yuan", "money", "2000000000000", "CNY")],
    "billions of dollars": [("billions of dollars", "money", "1000000000", "USD")],
    "(RMB million)": [],
    # Percent
    "−1.2% and +0.4 %": [("−1.2%", "percent", "-1.2", "percent"), ("+0.4 %", "percent", "0.4", "percent")],
    "down 3 per cent": [("3 per cent", "percent", "3", "percent")],
    "25 basis points": [("25 basis points", "percent", "0.25", "percentage-point")],
    "a 25-basis-point cut": [("25-basis-point", "percent", "0.25", "percentage-point")],
    "0.1 pp and 12bp": [("0.1 pp", "percent", "0.1", "percentage-point"), ("12bp", "percent", "0.12", "percentage-point")],
    "a quarter of a percentage point": [("a quarter of a percentage point", "percent", "0.25", "percentage-point")],
    "3,4 % in the euro area": [("3,4 %", "percent", "3.4", "percent")],
    # Rates
    "1.5 percent a year": [("1.5 percent a year", "percent", "1.5", "percent/year")],
    "$3 billion a year earlier": [("$3 billion", "money", "3000000000", "USD")],
    "$84.50 per barrel": [("$84.50 per barrel", "money", "84.5", "USD/barrel")],
    "4 tonnes per hectare": [("4 tonnes per hectare", "quantity", "4", "tonne/hectare")],
    # Ranges and lists
    "5 to 6 percent": [("5", "percent", "5", "percent"), ("6 percent", "percent", "6", "percent")],
    "$50–60 a barrel": [("$50", "money", "50", "USD/barrel"), ("60 a barrel", "money", "60", "USD/barrel")],
    "EUR 5-6 million": [("EUR 5", "money", "5000000", "EUR"), ("6 million", "money", "6000000", "EUR")],
    "800,000 to 1.2 million": [("800,000", "quantity", "800000", None), ("1.2 million", "quantity", "1200000", None)],
    "two or three thousand ships": [
        ("two", "quantity", "2000", "count:ships"),
        ("three thousand", "quantity", "3000", "count:ships"),
    ],
    "3, 5 and 7.5 times the size": [
        ("3", "multiplier", "3", "ratio"),
        ("5", "multiplier", "5", "ratio"),
        ("7.5 times", "multiplier", "7.5", "ratio"),
    ],
    # Counts
    "7,000 new customs registered enterprises": [("7,000", "quantity", "7000", "count:enterprises")],
    "3 208.5 km": [("3 208.5", "quantity", "3208.5", "count:km")],
    "In 2018 450 trucks": [("2018", "date", "2018", None), ("450", "quantity", "450", "count:trucks")],
    "about 2000 firms": [("2000", "quantity", "2000", "count:firms")],
    "two and a half million people": [("two and a half million", "quantity", "2500000", "count:people")],
    "hundreds of thousands of people": [("hundreds of thousands", "quantity", "100000", "count:people")],
    "an 11-month, three-year, second-largest": [
        ("11", "quantity", "11", "count:month"),
        ("three", "quantity", "3", "count:year"),
        ("second", "ordinal", "2", None),
    ],
    "one of them, another one, at one point, one truck": [("one", "quantity", "1", "count:truck")],
    "half a year": [("half", "quantity", "0.5", "count:year")],
    # Multipliers
    "more than tripled": [("tripled", "multiplier", "3", "ratio")],
    "a tenfold rise, then 3-fold": [("tenfold", "multiplier", "10", "ratio"), ("3-fold", "multiplier", "3", "ratio")],
    "rose four times; met four times": [
        ("four times", "multiplier", "4", "ratio"),
        ("four", "quantity", "4", "count:times"),
    ],
    "three-quarters, a third of, 2/3 of": [
        ("three-quarters", "multiplier", "0.75", "ratio"),
        ("a third", "multiplier", "1/3", "ratio"),
        ("2/3", "multiplier", "2/3", "ratio"),
    ],
    "the past three quarters": [("three", "quantity", "3", "count:quarters")],
    "1 in every 97": [("1 in every 97", "multiplier", "1/97", "ratio")],
    # Ranks, lists, names
    "for the first time, a third round": [("first", "ordinal", "1", None), ("third", "ordinal", "3", None)],
    "First, we act. The fifth is to wait.": [
        ("First", "list-number", "1", None),
        ("fifth", "list-number", "5", None),
    ],
    "At first, first and foremost, released first and then inspected": [],
    "since the 18th CPC National Congress": [("18th", "label", "18", None)],
    "the twenty-first session": [("twenty-first", "ordinal", "21", None)],
    "No. 1 in the world, Press Release No. 16/36": [("1", "ordinal", "1", None), ("16/36", "label", None, None)],
    "Article 102(2), tables 1 and 3": [
        ("102(2)", "label", None, None),
        ("1", "label", "1", None),
        ("3", "label", "3", None),
    ],
    "“Blue Net Action 2023” and a two-way, one-off 5G deal": [
        ("2023", "label", "2023", None),
        ("two-way", "label", "2", None),
        ("one-off", "label", "1", None),
        ("5G", "label", "5", None),
    ],
    "COVID-19 after 2019-20": [("COVID-19", "label", "19", None), ("2019-20", "date", "2019/2020", None)],
    "call (202) 606-9900, see www.bea.gov/2019": [("(202) 606-9900", "label", None, None)],
    # Periods
    "on 8 September 2022 and May 24, 2017": [
        ("8 September 2022", "date", "2022-09-08", None),
        ("May 24, 2017", "date", "2017-05-24", None),
    ],
    "April-March 2021-22": [("April-March 2021-22", "date", "2021-04/2022-03", None)],
    "Quarter 1 (Jan to Mar) 2020": [("Quarter 1 (Jan to Mar) 2020", "date", "2020-01/2020-03", None)],
    "1H24, 2024-Q3, FY2023/24": [
        ("1H24", "date", "2024-01/2024-06", None),
        ("2024-Q3", "date", "2024-07/2024-09", None),
        ("FY2023/24", "date", "2023/2024", None),
    ],
    "first half of last year, in December, July 30, this quarter": [
        ("first half of last year", "date", "2023-01/2023-06", None),
        ("December", "date", "2023-12", None),
        ("July 30", "date", "2024-07-30", None),
        ("this quarter", "date", "2024-07/2024-09", None),
    ],
    "from 3 to 5 August, May and June": [
        ("3 to 5 August", "date", "2024-08-03/2024-08-05", None),
        ("May", "date", "2024-05", None),
        ("June", "date", "2024-06", None),
    ],
    "May I ask? We march on. A year earlier, the year before.": [],
    "at 8:30 A.M., 17:45 and 9.30pm": [
        ("8:30 A.M.", "date", "T08:30", None),
        ("17:45", "date", "T17:45", None),
        ("9.30pm", "date", "T21:30", None),
    ],
    # Chinese
    "达43.85万亿元，近1.6万亿": [
        ("43.85万亿元", "money", "43850000000000", "CNY"),
        ("1.6万亿", "quantity", "1600000000000", None),
    ],
    "2.1个百分点，25个基点，百分之五": [
        ("2.1个百分点", "percent", "2.1", "percentage-point"),
        ("25个基点", "percent", "0.25", "percentage-point"),
        ("百分之五", "percent", "5", "percent"),
    ],
    "同比增长-0.3%": [("-0.3%", "percent", "-0.3", "percent")],
    "增长8倍，翻了近一番，三成，四分之三": [
        ("8倍", "multiplier", "8", "ratio"),
        ("翻了近一番", "multiplier", "2", "ratio"),
        ("三成", "multiplier", "0.3", "ratio"),
        ("四分之三", "multiplier", "0.75", "ratio"),
    ],
    "150多个国家，三千五百人，18个月，1200千瓦时": [
        ("150", "quantity", "150", "count:个"),
        ("三千五百", "quantity", "3500", "count:人"),
        ("18", "quantity", "18", "count:个月"),
        ("1200", "quantity", "1200", "count:千瓦时"),
    ],
    "一系列措施进一步统一，其中之一，一个": [],
    "一是优化，第二，公开。排名第四": [
        ("一", "list-number", "1", None),
        ("第二", "list-number", "2", None),
        ("第四", "ordinal", "4", None),
    ],
    "二十届三中全会，第三产业，“十四五”，一站式": [
        ("二十", "label", "20", None),
        ("三", "label", "3", None),
        ("第三", "label", "3", None),
        ("十四五", "label", None, None),
        ("一站式", "label", "1", None),
    ],
    "2024年1—5月，前三季度，7月15日至20日，上午10时，二〇二四年": [
        ("2024年1—5月", "date", "2024-01/2024-05", None),
        ("前三季度", "date", "2024-01/2024-09", None),
        ("7月15日至20日", "date", "2024-07-15/2024-07-20", None),
        ("上午10时", "date", "T10:00", None),
        ("二〇二四年", "date", "2024", None),
    ],
}  # fmt: skip

HEDGES = {
    "nearly doubled": ("nearly", "nearly"),
    "close to 40 per cent": ("nearly", "close to"),
    "in excess of 30 tons": ("over", "in excess of"),
    "no more than 10%": ("at-most", "no more than"),
    "as many as 200 firms": ("up-to", "as many as"),
    "passed the 2-trillion-yuan mark": ("over", "passed"),
    "passed 3 laws": (None, None),
    "above the 2% target": (None, None),
    "4% more than before": (None, None),
    "under Article 5": (None, None),
    "over the past 3 quarters": (None, None),
    "over 3 years": (None, None),
    "for over 10 years": ("over", "over"),
    "picked up to 3 percent": (None, None),
    "around every 2 seconds": ("about", "around"),
    "150+ countries": ("at-least", "+"),
    "10 people or more": ("at-least", "or more"),
    "several hundred firms": ("several", "several"),
    "dozens of firms": ("several", None),
    "超过150个": ("over", "超过"),
    "150多个": ("over", "多"),
    "10多万元": ("over", "多"),
    "5%左右": ("about", "左右"),
    "翻了近一番": ("nearly", "近"),
    "近三年来": (None, None),
    "数百亿元": ("several", "数"),
}


@pytest.mark.parametrize("text", CASES)
def test_construct(text: str) -> None:
    found = [(n.text, n.kind, n.value, n.unit) for n in find_numbers(text, HELD)]
    assert found == CASES[text]


@pytest.mark.parametrize("text", HEDGES)
def test_hedge(text: str) -> None:
    [number] = find_numbers(text)
    assert (number.hedge, _hedge(text, number)) == HEDGES[text]


@pytest.mark.parametrize(
    "text",
    ["surpassed the 42 trillion and 43 trillion yuan marks", "around 2–2.5 per cent", "约4%至5%"],
)
def test_a_hedge_before_a_list_or_range_belongs_to_each_member(text: str) -> None:
    first, second = find_numbers(text)
    assert first.hedge is not None
    assert (first.hedge, first.hedge_start) == (second.hedge, second.hedge_start)


def test_steps_are_the_last_printed_place() -> None:
    text = "43.85 trillion, 5.0%, 1300, 90000, 25 basis points, a hundred, half, 9万"
    assert [n.step for n in find_numbers(text)] == ["10000000000", "0.1", "100", "10000", "0.01", "100", None, "10000"]


def test_without_the_date_a_deictic_period_has_no_value() -> None:
    assert [n.value for n in find_numbers("last year, in May, on July 30, 今年上半年")] == [None] * 4


def _hedge(text: str, number: Number) -> str | None:
    return None if number.hedge_start is None else text[number.hedge_start : number.hedge_end]
