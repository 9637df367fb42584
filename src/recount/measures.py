"""The thread on packages and measures: what counts are held, in which scope, and which instruments come back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from IPython.display import Markdown

from recount import chapter
from recount.blocks import as_list, span_in_words
from recount.collection import Collection
from recount.lineage import Instrument, claims_naming, reports_of
from recount.series import Observation

# The series that count packages and measures, with what each counts.
COUNTS = {
    "customs_support_measures": "measures of a package of customs",
    "business_environment_measures": "measures for the business environment at ports",
    "facilitation_measures": "measures of a round of the campaign",
    "facilitation_measures_copied": "measures extended to the whole country",
    "facilitation_measures_total": "measures of all rounds of a span of years",
}
HEADER = ("Instrument", "First seen", "Named in", "What was reported of it")


@dataclass(frozen=True)
class Count:
    """A printed count of measures: what it counts, for which years, and where it was printed first."""

    series: str
    observation: Observation

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year that it counts."""
        return self.observation.period.start.year, self.observation.period.end.year

    @property
    def source(self) -> str:
        """The key of its source."""
        return self.observation.source or ""

    @property
    def counts(self) -> str:
        return COUNTS[self.series]


def counts(collection: Collection) -> list[Count]:
    """Every count of measures, once for each thing counted and each span, by first print."""
    found: dict[tuple[str, str], Count] = {}
    for series in COUNTS:
        for each in sorted(collection.series[series].observations, key=_printed):
            found.setdefault((series, each.period.text), Count(series, each))
    return sorted(found.values(), key=lambda count: (count.years, list(COUNTS).index(count.series)))


def same_number(found: Iterable[Count]) -> dict[str, list[Count]]:
    """The numbers that stand for more than one thing, with what they count, the largest first."""
    numbers: dict[str, list[Count]] = {}
    for count in found:
        numbers.setdefault(count.observation.value, []).append(count)
    return {n: numbers[n] for n in sorted(numbers, key=int, reverse=True) if len(numbers[n]) > 1}


def count_table(collection: Collection, name: str) -> Markdown:
    """Every count with its years and its first print."""
    rows = []
    for count in counts(collection):
        source = collection.sources[count.source]
        first, last = count.years
        years = str(first) if first == last else f"{first} to {last}"
        where = f"[{source.publisher}]({source.url}), {count.observation.published}"
        rows.append((years, count.observation.value, count.counts, where))
    return chapter.table(("Years", "Number", "What is counted", "Printed by"), rows, name)


def recurring(collection: Collection) -> list[Instrument]:
    """The instruments that more than one briefing names, those of most briefings first."""
    named = {each.id: len(claims_naming(collection, each)) for each in collection.instruments.values()}
    found = [each for each in collection.instruments.values() if named[each.id] > 1]
    return sorted(found, key=lambda each: -named[each.id])


def named_once(collection: Collection) -> list[Instrument]:
    """The instruments that one briefing names."""
    return [each for each in collection.instruments.values() if len(claims_naming(collection, each)) == 1]


def instrument_table(collection: Collection, instruments: Sequence[Instrument], name: str) -> Markdown:
    """Each instrument with the day it was first seen, the claims that name it and the reports on them."""
    rows = [
        (
            f"{each.name} {each.chinese}" if each.chinese else each.name,
            _first(collection, each),
            _named(collection, each),
            _reported(collection, each),
        )
        for each in instruments
    ]
    return chapter.table(HEADER, rows, name)


def sources_used(collection: Collection) -> list[str]:
    """The keys of the sources of counts, of what was first seen, and of what was reported."""
    keys = [count.source for count in counts(collection)]
    for each in collection.instruments.values():
        keys += [each.source or "", *(report.source for report in reports_of(collection, each))]
    return keys


def _first(collection: Collection, instrument: Instrument) -> str:
    if instrument.first_seen is None:
        return "no page to cite was found"
    url = collection.sources[instrument.source or ""].url
    return f"[{span_in_words(instrument.first_seen)}]({url}): {instrument.first}"


def _named(collection: Collection, instrument: Instrument) -> str:
    parts = []
    for briefing, names in claims_naming(collection, instrument).items():
        links = [f"[{name}](#{name})" for name in names]
        parts.append(f"{collection.briefings[briefing].held.first:%B %Y}: {as_list(links)}")
    return "<br/>".join(parts)


def _reported(collection: Collection, instrument: Instrument) -> str:
    told = [
        f"{report.outcome} ([{report.reported}]({collection.sources[report.source].url}))"
        for report in reports_of(collection, instrument)
    ]
    return " ".join(told) or "No report was found."


def _printed(observation: Observation) -> str:
    return str(observation.published)
