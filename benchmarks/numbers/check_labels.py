"""Check the labelled data: python benchmarks/numbers/check_labels.py

Every mention must be exactly the slice that it names, mentions must be sorted and must not overlap, values must be exact
numbers or ISO dates, kinds, units, hedges and roles must be from the lists of GUIDELINE.md, and the split must follow its
rule. With RECOUNT_SOURCES naming the folder of the briefing texts, the briefing labels are held against the texts.
"""

import hashlib
import json
import os
import re
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
KINDS = ["money", "percent", "quantity", "multiplier", "ordinal", "date", "list-number", "label"]
HEDGES = ["nearly", "over", "under", "about", "at-least", "at-most", "up-to", "several"]
ROLES = [
    "level",
    "change",
    "share",
    "range-low",
    "range-high",
    "conversion",
    "target",
    "duration",
    "rank",
    "period",
    "item",
    "name",
]
FIELDS = [
    "start",
    "end",
    "text",
    "kind",
    "value",
    "value_held",
    "unit",
    "hedge",
    "hedge_start",
    "hedge_end",
    "role",
    "step",
]
RATE = r"(/[a-z]+)?"
UNITS = {
    "money": re.compile(r"[A-Z]{3}" + RATE),
    "percent": re.compile(r"(percent|percentage-point)" + RATE),
    "quantity": re.compile(r"(tonne|count:[^\s:/A-Z]+)" + RATE),
    "multiplier": re.compile(r"ratio"),
}
NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d*[1-9])?|-?[1-9]\d*/[1-9]\d*")
DAY = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
DATE = re.compile(rf"{DAY}(/{DAY})?|T([01]\d|2[0-3]):[0-5]\d")

errors = []


def complain(where, what):
    errors.append(f"{where}: {what}")


def exact(text):
    """The Fraction of a value, or None when it is not written canonically (a finite decimal, else p/q in lowest terms)."""
    if not NUMBER.fullmatch(text) or text == "-0":
        return None
    number = Fraction(text)
    if "/" in text:
        rest = number.denominator
        for prime in (2, 5):
            while rest % prime == 0:
                rest //= prime
        if rest == 1 or f"{number.numerator}/{number.denominator}" != text:
            return None
    return number


def check_mentions(where, mentions, text):
    last = 0
    for m in mentions:
        at = f"{where} {m.get('start')}–{m.get('end')} {m.get('text')!r}"
        if set(m) - {"value_held"} != set(FIELDS) - {"value_held"}:
            complain(at, "fields differ from the list")
            continue
        if not 0 <= last <= m["start"] < m["end"]:
            complain(at, "not sorted, empty, or overlapping the mention before it")
        last = m["end"]
        if m["text"] != m["text"].strip():
            complain(at, "space at an end of the span")
        if len(m["text"]) != m["end"] - m["start"]:
            complain(at, "offsets do not fit the length")
        if text is not None and text[m["start"] : m["end"]] != m["text"]:
            complain(at, f"the text has {text[m['start'] : m['end']]!r}")
        kind, value, unit = m["kind"], m["value"], m["unit"]
        if kind not in KINDS:
            complain(at, f"kind {kind!r}")
        if kind == "date":
            for key in ("value", "value_held"):
                if m.get(key) is not None and not DATE.fullmatch(m[key]):
                    complain(at, f"{key} {m[key]!r} is not an ISO date or interval")
                if m.get(key) and "/" in m[key] and not m[key].split("/")[0] < m[key].split("/")[1]:
                    complain(at, f"{key} {m[key]!r} ends before it begins")
            if m["value"] and "value_held" in m:
                complain(at, "value_held beside a value that needs no date")
        else:
            if "value_held" in m:
                complain(at, "value_held on something that is not a date")
            if value is None:
                if kind != "label":
                    complain(at, "no value")
            elif exact(value) is None:
                complain(at, f"value {value!r} is not an exact number")
            elif kind in ("ordinal", "list-number") and (exact(value).denominator != 1 or exact(value) < 1):
                complain(at, f"value {value!r} is not a rank")
        if kind in UNITS:
            if unit is None:
                if kind != "quantity":
                    complain(at, "no unit")
            elif not UNITS[kind].fullmatch(unit):
                complain(at, f"unit {unit!r}")
        elif unit is not None:
            complain(at, f"a {kind} has no unit")
        if m["role"] is not None and m["role"] not in ROLES:
            complain(at, f"role {m['role']!r}")
        if m["step"] is not None and (kind not in UNITS or exact(m["step"]) is None or exact(m["step"]) <= 0):
            complain(at, f"step {m['step']!r}")
        a, b = m["hedge_start"], m["hedge_end"]
        if m["hedge"] is None:
            if a is not None or b is not None:
                complain(at, "hedge span without a hedge")
        elif m["hedge"] not in HEDGES:
            complain(at, f"hedge {m['hedge']!r}")
        elif (a is None) != (b is None) or (a is None and m["hedge"] != "several"):
            complain(at, "hedge without a span")
        elif a is not None:
            inside = m["start"] < a and b < m["end"]
            if not (a < b <= m["start"] or m["end"] <= a < b or inside):
                complain(at, "hedge span crosses the mention")
            elif text is not None and text[a:b] != text[a:b].strip():
                complain(at, "space at an end of the hedge span")
        if m["hedge"] and kind in ("date", "label", "list-number", "ordinal"):
            complain(at, f"a {kind} with a hedge")


def sha(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def lines(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            yield json.loads(line)
        except ValueError as error:
            complain(f"{path.name}:{number}", str(error))


def check_text_labels(path, text):
    head, *mentions = lines(path)
    if head["id"] != path.stem:
        complain(path.name, "id differs from the file name")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", head["held"]):
        complain(path.name, f"held {head['held']!r}")
    if text is not None and (sha(text) != head["sha256"] or len(text) != head["length"]):
        complain(path.name, "the text is not the one that was labelled")
    check_mentions(path.name, mentions, text)
    return mentions


def read(path):
    return path.read_bytes().decode("utf-8")


def first_third(ids):
    return sorted(ids, key=sha)[: -(-len(ids) // 3)]


def main():
    counts = {}

    def count(group, mentions):
        counts.setdefault(group, Counter()).update(m["kind"] for m in mentions)

    folder = os.environ.get("RECOUNT_SOURCES")
    briefings = sorted((HERE / "labels" / "briefings").glob("*.jsonl"))
    for path in briefings:
        source = Path(folder) / f"{path.stem}.txt" if folder else None
        if source is not None and not source.exists():
            complain(path.name, "no such text in RECOUNT_SOURCES")
            source = None
        count("briefings", check_text_labels(path, read(source) if source else None))

    place, texts = {}, Counter()
    for part, folder_name in (("development", "releases"), ("held_out", "held_out")):
        for path in sorted((HERE / folder_name).glob("*.txt")):
            place[path.stem] = part
            count(f"releases, {part}", check_text_labels(path.with_suffix(".jsonl"), read(path)))
    phrases = {}
    for part, path in (("development", HERE / "phrases.jsonl"), ("held_out", HERE / "held_out" / "phrases.jsonl")):
        for phrase in lines(path):
            if phrase["id"] in phrases:
                complain(phrase["id"], "the id occurs twice")
            phrases[phrase["id"]] = part
            texts[phrase["text"]] += 1
            check_mentions(phrase["id"], phrase["mentions"], phrase["text"])
            count(f"phrases, {part}", phrase["mentions"])
    for text, n in texts.items():
        if n > 1:
            complain("phrases", f"{text!r} occurs {n} times")

    held = set(first_third(phrases))
    for name, part in phrases.items():
        if (part == "held_out") != (name in held):
            complain(name, "is on the wrong side of the split")
    held = first_third(place)
    if not any(name.startswith("cn-") for name in held):
        held[-1] = next(name for name in sorted(place, key=sha) if name.startswith("cn-"))
    for name, part in place.items():
        if (part == "held_out") != (name in held):
            complain(name, "is on the wrong side of the split")
    split = yaml.safe_load(read(HERE / "split.yml"))
    for group, have in (("phrases", phrases), ("releases", place)):
        for part in ("development", "held_out"):
            if sorted(split[group][part]) != sorted(name for name in have if have[name] == part):
                complain("split.yml", f"{group}, {part}: not what the files hold")
    sources = yaml.safe_load(read(HERE / "releases" / "sources.yml"))["releases"]
    if set(sources) != set(place):
        complain("sources.yml", f"does not match the releases: {set(sources) ^ set(place)}")
    for name, source in sources.items():
        folder_name = "releases" if place.get(name) == "development" else "held_out"
        head = next(lines(HERE / folder_name / f"{name}.jsonl"))
        if str(source["date"]) != head["held"]:
            complain(name, "date in sources.yml differs from the labels")

    for group, counter in counts.items():
        print(
            f"{group}: {sum(counter.values())} mentions; " + ", ".join(f"{k} {counter[k]}" for k in KINDS if counter[k])
        )
    if not folder:
        print("RECOUNT_SOURCES is not set: the briefing labels were not held against the texts.")
    for error in errors:
        print(error, file=sys.stderr)
    print(f"{len(briefings)} briefings, {len(place)} releases, {len(phrases)} phrases: {len(errors)} errors")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
