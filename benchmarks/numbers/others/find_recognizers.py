"""Recognizers-Text, mapped as README.md says."""

import re
import warnings

warnings.simplefilter("ignore")
from recognizers_number import recognize_number, recognize_percentage  # noqa: E402
from recognizers_number_with_unit import recognize_currency, recognize_dimension  # noqa: E402
from recognizers_text import Culture  # noqa: E402
from serve import serve  # noqa: E402

SENTENCE = re.compile(r"[.!?]\s+(?=[A-Z])|[。；]|\n+")
CULTURES = {"en": Culture.English, "zh": Culture.Chinese}
CURRENCIES = {
    "Dollar": "USD", "United States dollar": "USD", "Euro": "EUR", "Pound": "GBP", "British pound": "GBP", "Chinese yuan": "CNY",
    "Indian rupee": "INR", "Japanese yen": "JPY",
}  # fmt: skip
MODELS = (
    ("percent", recognize_percentage),
    ("money", recognize_currency),
    ("dimension", recognize_dimension),
    ("", recognize_number),
)


def unit_of(kind, resolution):
    if kind == "percent":
        return "percent"
    unit = resolution.get("unit")
    if kind == "money":
        return resolution.get("isoCurrency") or CURRENCIES.get(unit, unit)
    if kind == "dimension":
        return "tonne" if unit and "ton" in unit.lower() else unit
    return None


def find(text, lang):
    """Sentence by sentence: one phrase that it cannot resolve empties its answer for the whole text."""
    found, start = [], 0
    for end in [match.end() for match in SENTENCE.finditer(text)] + [len(text)]:
        for each in find_in_sentence(text[start:end], lang):
            found.append({**each, "start": each["start"] + start, "end": each["end"] + start})
        start = end
    return found


def find_in_sentence(text, lang):
    found, taken = [], set()
    for kind, recognise in MODELS:
        for result in recognise(text, CULTURES[lang]):
            span = set(range(result.start, result.end + 1))
            resolution = result.resolution or {}
            value = resolution.get("value")
            if taken & span or value is None:
                continue
            taken |= span
            value = value.rstrip("%").replace(",", "")
            found.append(
                {
                    "start": result.start,
                    "end": result.end + 1,
                    "value": value,
                    "unit": unit_of(kind, resolution),
                    "hedge": None,
                }
            )
    return sorted(found, key=lambda each: each["start"])


serve(find)
