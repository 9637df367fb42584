"""What a number is about, as a few plain words: ``{"exports"}``, ``{"exports", "mechanical", "electrical"}``."""

from __future__ import annotations

import re

# Phrases that mean one thing in releases on trade, in English and Chinese. The longest is tried first.
_PHRASES = {
    "trade": (
        "goods trade, exports plus imports|imports and exports|exports and imports|import and export|exports plus imports|foreign trade|goods trade|trade in goods"
        "|total trade|trade volume|货物贸易|进出口|外贸"
    ),
    "exports": "exports|export|exported|出口",
    "imports": "imports|import|imported|进口",
    "balance": "exports less imports|trade surplus|surplus|trade deficit|deficit|merchandise balance|trade balance|顺差|逆差",
    "gdp": "gross domestic product|gdp|国内生产总值",
    "primary": "第一产业增加值|第一产业",
    "secondary": "第二产业增加值|第二产业",
    "tertiary": "第三产业增加值|第三产业",
    "high-tech": "high-tech|高技术",
    "own-brand": "own-brand|own brands|own brand|自主品牌",
    "e-commerce": "cross-border e-commerce|跨境电商",
    "mechanical electrical": "mechanical and electrical|机电产品",
    "private enterprises": "private enterprises|private firms|private companies|民营企业",
    "belt road": "belt and road|一带一路",
    "asean": "asean|东盟",
    "eu": "european union|欧盟",
    "us": "united states|美国",
    "enterprises": "enterprises|firms|companies|企业",
}
_LEXICON = sorted(
    (
        (words, re.compile(rf"(?<![a-z]){phrase}(?![a-z])", re.IGNORECASE), len(phrase))
        for words, phrases in _PHRASES.items()
        for phrase in phrases.split("|")
    ),
    key=lambda each: -each[2],
)
# What carries no meaning of its own, or says what happened rather than to what.
_EMPTY = set(
    """a an and are as at be been but by came come for from had has have having in into is it its of on or other over own our put
    that the their these this those to was were which while who will with within year years yuan dollars value values volume total
    totals totalled totaling totalling amount amounts goods china chinas country countrys said says reached reaching rose rise rises
    rising risen grew grow grows grown growing growth fell fall fallen falling dropped declined decline decreased decrease increased
    increase increasing up down more less than higher lower larger smaller same period last month months quarter quarters half first
    second third fourth january february march april may june july august september october november december between during
    year-on-year accounted accounting share percent pct stood standing exceeded exceeding surpassed surpassing annual average yearly
    also about around nearly almost close just only still than then there here after before against compared respectively among all
    edged climbed jumped surged slipped eased gained expanded contracted inched slowed stayed remained rebounded soared plunged shrank
    posted registered recorded hitting went going amounted stands shows showed estimated estimate climbing widened narrowed totaled grows
    figure figures data according released monday tuesday wednesday thursday friday saturday sunday marking setting record high new
    hit including customs general administration each every some number overall terms represented worth made makes make""".split()
)
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")
_HAN_EMPTY = re.compile(
    r"其中|同比|环比|增长|下降|减少|增加值?|提高|比上年|上半年|今年|去年|一季度|二季度|全年|按不变价格计算?|达到?|分别|以及|初步核算|全国|总值|总额|规模以上|以不变价格计"
    r"|我国|中国|拉动|占|比重|贡献率|分产业看|分|为|的|对|和|与|比|较|了|也|各|快|高出|说"
)
_WORD = re.compile(r"[a-z][a-z-]*[a-z]|[a-z]", re.IGNORECASE)
_MOST_WORDS = 4
BACK = re.compile(
    r"\b(?:it|they|these|this|those|such|which|the (?:figure|total|volume|value))\b|^\s*，?占", re.IGNORECASE
)


def subject_of(phrase: str) -> tuple[str, ...]:
    """The words that say what a phrase is about, at most four, in their order; empty where it names nothing."""
    taken: list[tuple[int, str]] = []
    rest = re.sub(r"['’]s\b", "", phrase)
    for meaning, pattern, _ in _LEXICON:
        for found in list(pattern.finditer(rest)):
            taken.append((found.start(), meaning))
            rest = rest[: found.start()] + "\0" * len(found[0]) + rest[found.end() :]
    for found in _WORD.finditer(rest):
        word = found[0].lower()
        if len(word) > 1 and not all(part in _EMPTY for part in word.split("-")):
            taken.append((found.start(), word))
    for found in _HAN.finditer(rest):
        words_left = [word for word in _HAN_EMPTY.sub(" ", found[0]).split() if len(word) > 1]
        taken += [(found.start() + place, word) for place, word in enumerate(words_left)]
    words = [word for _, phrase_words in sorted(taken) for word in phrase_words.split()]
    return tuple(dict.fromkeys(words))[:_MOST_WORDS]
