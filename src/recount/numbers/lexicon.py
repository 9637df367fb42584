"""English words that carry or surround numbers, as data. All in lower case."""

from __future__ import annotations


def _each(words: str) -> frozenset[str]:
    return frozenset(words.split())


UNITS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
}
TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
# Powers of ten.
SCALES = {"hundred": 2, "thousand": 3, "lakh": 5, "million": 6, "crore": 7, "billion": 9, "trillion": 12}
SHORT_SCALES = {"mln": 6, "mn": 6, "mio": 6, "bn": 9, "bln": 9, "mrd": 9, "tn": 12, "trn": 12, "cr": 7}
# These are metres, bytes and the like unless they stand beside money.
LETTER_SCALES = {"k": 3, "m": 6, "b": 9, "t": 12}
PLURALS = {"tens": (1, 1), "dozens": (12, 0), **{f"{w}s": (1, p) for w, p in SCALES.items()}}
MAGNITUDES = {**SCALES, **SHORT_SCALES, **{f"{w}s": p for w, p in SCALES.items()}}

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
)
ORDINALS = {w: n for n, w in enumerate(_ORDINALS.split(), 1)}
ORDINALS |= {w[:-1] + "ieth": n for w, n in TENS.items()} | {"hundredth": 100, "thousandth": 1000}
ADVERBS = {"firstly": 1, "secondly": 2, "thirdly": 3, "fourthly": 4, "fifthly": 5, "sixthly": 6}
ORDINAL_ENDINGS = _each("st nd rd th")
FRACTIONS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4, **{w: n for w, n in ORDINALS.items() if n > 2}}
FRACTIONS |= {f"{w}s": n for w, n in ORDINALS.items() if n > 2}
VULGAR = {"½": (5, 1), "¼": (25, 2), "¾": (75, 2), "⅛": (125, 3), "⅜": (375, 3), "⅝": (625, 3), "⅞": (875, 3)}
VULGAR |= {"⅕": (2, 1), "⅖": (4, 1), "⅗": (6, 1), "⅘": (8, 1)}
VULGAR_RATIOS = {"⅓": "1/3", "⅔": "2/3", "⅙": "1/6", "⅚": "5/6"}

# digits and power of ten of the ratio
MULTIPLIERS = {
    "twice": (2, 0),
    "thrice": (3, 0),
    "halve": (5, -1),
    "halves": (5, -1),
    "halved": (5, -1),
    "halving": (5, -1),
}
for _stem, _n in {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5}.items():
    MULTIPLIERS |= {_stem + ending: (_n, 0) for ending in ("e", "es", "ed", "ing")}
FOLDS = {f"{w}fold": n for w, n in (UNITS | TENS | {"hundred": 100, "thousand": 1000}).items() if n > 1}
PREFIXES = {"dual": 2, "double": 2, "triple": 3, "quadruple": 4}

MONTHS: dict[str, int] = {}
for _n, _name in enumerate(
    "january february march april may june july august september october november december".split(), 1
):
    MONTHS |= {_name: _n, _name[:3]: _n}
MONTHS["sept"] = 9
FULL_MONTHS = frozenset(w for w in MONTHS if len(w) > 4 or w in ("june", "july"))
DEICTIC = {"last": -1, "this": 0, "next": 1}
QUARTER_WORDS = _each("quarter half")

TIME_NOUNS = _each(
    "second seconds minute minutes hour hours day days week weeks month months quarter quarters year years decade decades "
    "century centuries"
)
MEASURES = TIME_NOUNS | _each(
    "point points member nation country state city party-state page person man woman km mile metre meter foot storey story "
    "floor acre hectare kilometre kilometer litre liter lane seat bed room item minute-long course game match nation-wide "
    "term note ton tonne barrel unit percent"
)
IRREGULAR_PLURALS = _each("people men women children criteria data staff personnel aircraft")
UNIT_SIGNS = _each(
    "km kwh mwh gwh twh kw mw gw teu teus kg g mg m cm mm ha sqm b/d bpd boe gb tb mb ghz mhz °c c l ml cbm dwt gt bcm mmbtu ft lb lbs oz gwp"
)
TONNES = _each("tonne tonnes ton tons")
NOT_NOUNS = _each(
    "customs overseas its his hers ours theirs yours yes always perhaps besides afterwards sometimes nowadays towards "
    "upwards downwards forwards backwards onwards regards says"
)

PREPOSITIONS = _each(
    "of in on at by for from with to into onto over under above below between among across through during after before since "
    "until till about around against within without toward towards upon along amid per as via off out beyond behind near "
    "despite including excluding versus vs throughout inside outside up down compared worth"
)
CONJUNCTIONS = _each("and or but nor so yet if because while when where whether although though unless whereas once")
RELATIVES = _each("that which who whom whose what than then")
AUXILIARIES = _each(
    "is are was were be been being am has have had having do does did will would shall should can could may might must "
    "not also only shows means indicates suggests remains represents marks makes comes reflects includes exceeds lies stands "
    "rises falls grows needs gives takes points-out brings leads goes begins ends"
)
STOPS = PREPOSITIONS | CONJUNCTIONS | RELATIVES | AUXILIARIES

# Nouns after which a number is a name.
NAMED_BEFORE = _each(
    "article articles section sections sec table tables figure figures fig chart charts box annex appendix chapter chapters "
    "schedule footnote page pages p pp paragraph paragraphs para clause rule regulation directive resolution decree circular "
    "order bulletin hs heading headings code hotline horizon agenda boeing airbus route highway terminal gate flight iso "
    "sitc decision law announcement notice document release recommendation opinion protocol pillar tier category version "
    "goal sdg basel psalm mission apollo vol volume issue room isbn issn nace hts ext extension phase type stage step level class zone "
    "unit option scenario theme part grade model lot mach"
)
# The same, for a year only: Action 2023, Vision 2030.
NAMED_YEAR = _each(
    "action vision expo olympics cup strategy campaign initiative europe compact games programme program project roadmap "
    "china india africa saudi horizon agenda"
)
NAMED_AFTER = _each("hotline")
NUMBERED = _each("no nos number nr")
# Capitalised, within a few capitalised words after an ordinal: the ordinal belongs to the name.
EVENTS = _each(
    "congress session plenum plenary committee expo exposition fair plan summit conference forum assembly parliament "
    "amendment olympiad games republic army fleet reich directorate circuit avenue street anniversary-edition edition "
    "meeting"
)
UP_WORDS = _each(
    "rose rise rises risen rising increased increase increases increasing grew grow grown grows growth growing up jumped jump "
    "surged surge climbed gained gain expanded expansion multiplied soared advanced higher more added"
)
DOWN_WORDS = _each(
    "fell fall falls fallen falling decreased decrease decreases declined decline declines declining down dropped drop shrank "
    "lower less slipped contracted contraction lost reduced cut reduction narrowed eased"
)
CHANGE_WORDS = UP_WORDS | DOWN_WORDS
