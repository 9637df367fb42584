"""Chinese words in English text are marked as such, for those who hear the page and for the font."""

from __future__ import annotations

import re
from html import escape

# Characters, with the digits and marks between them: 近 1.6 万亿元.
HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
RUN = re.compile(rf"[{HAN}](?:[{HAN}\d\s.，。、“”《》（）·]*[{HAN}])?")


def escaped(text: str) -> str:
    """``text`` as HTML, with its Chinese marked."""
    return RUN.sub(lambda run: f'<span lang="zh">{run[0]}</span>', escape(text))
