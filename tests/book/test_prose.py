"""The words for what counts as a number typed into prose."""

import pytest

from recount.bookbuild.prose import typed_numbers


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("Trade rose 5 percent.", "5 percent"),
        ("Trade was 43.85 trillion yuan.", "43.85 trillion"),
        ("It took five percent off.", "five percent"),
        ("## The 16 measures", "16"),
        ("- 1,234 items", "1,234"),
        ("| a | 7 |", "7"),
        ("In 2024 it was 2.1.", "2.1"),
        ("[12 more](x.md)", "12"),
        ("An unclosed “quote\n\nthen 9 items", "9"),
        ("```{note}\nThere are 3 of them.\n```", "3"),
        ("从5到", "5"),
        ("A ratio of 2024.5 to one", "2024.5"),
    ],
)
def test_a_typed_figure_is_found(markdown: str, found: str) -> None:
    assert [number.text for number in typed_numbers(markdown)] == [found]


@pytest.mark.parametrize(
    "markdown",
    [
        "On 13 January 2025, or January 13, 2025, or 2025-01-13, or 2025年1月13日.",
        "Between 2018 and 2024, in the 1990s, in 2024-Q1 and 2024-H1.",
        "They said “up 5 percent”, or “exceeded\n16 measures”.",
        'They said "up 5 percent".',
        "Customs wrote 「增长5%」.",
        "The code `x = 5` and ``a `5` b``.",
        "```python\nx = 5\n```\n\n~~~\n7\n~~~",
        "1. first\n2. second\n   10) third",
        "[text](page.html#a-16) and <https://example.org/5> and https://example.org/7",
        "[ref]: https://example.org/5 'five'",
        "A note[^1].\n\n[^1]: The note.",
        "{recount}`claims-5` and {ref}`text <added-2024>`",
        "(added-2024)=\n## Added",
        ":::{image} a5.png\n:width: 500px\n:::",
        "% a comment of 5\n\n<!-- 6\n7 -->",
        '<div style="width: 5px">x</div>',
        "SHA-256 and HS6, CC BY 4.0, ISO 4217, Python 3.11",
        "---\ntitle: 5\n---\n\nText.",
        "Two readings, one source, three routes.",
    ],
)
def test_what_is_no_figure_passes(markdown: str) -> None:
    assert typed_numbers(markdown) == []


def test_the_line_is_named() -> None:
    (number,) = typed_numbers("# One\n\nText.\n\nIt rose 5%.\n", "page.md")
    assert str(number).startswith("page.md, line 5: '5%'")
