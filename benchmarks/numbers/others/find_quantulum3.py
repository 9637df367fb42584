"""quantulum3 without its classifier, mapped as README.md says."""

import warnings

warnings.simplefilter("ignore")
from quantulum3 import parser  # noqa: E402
from serve import serve  # noqa: E402

CURRENCIES = {
    "dollar": "USD", "united states dollar": "USD", "euro": "EUR", "pound sterling": "GBP", "chinese yuan": "CNY",
    "indian rupee": "INR", "japanese yen": "JPY", "special drawing rights": "XDR", "swiss franc": "CHF",
}  # fmt: skip
TONNES = {"tonne", "ton", "metric ton", "short ton"}


def unit_of(unit):
    name = unit.name.lower()
    if name in ("percentage", "per cent"):
        return "percent"
    if name in TONNES:
        return "tonne"
    if unit.entity.name == "currency":
        return CURRENCIES.get(name, name)
    return None if name == "dimensionless" else name


def find(text, lang):
    return [
        {"start": q.span[0], "end": q.span[1], "value": repr(q.value), "unit": unit_of(q.unit), "hedge": None}
        for q in parser.parse(text)
    ]


serve(find)
