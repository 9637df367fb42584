"""Reads texts as JSON lines, writes what a finder finds in each, and how fast it reads them all."""

import json
import sys
import time

# Seconds; long enough for a steady clock with the fastest.
STEADY = 2


def serve(find):
    """``find(text, lang)`` gives dictionaries with start, end, value, unit and hedge."""
    items = [json.loads(line) for line in sys.stdin]
    for item in items:
        print(json.dumps({"id": item["id"], "found": find(item["text"], item["lang"])}))
    begun, times = time.perf_counter(), 0
    while time.perf_counter() - begun < STEADY:
        for item in items:
            find(item["text"], item["lang"])
        times += 1
    seconds = time.perf_counter() - begun
    print(json.dumps({"characters": times * sum(len(item["text"]) for item in items), "seconds": seconds}))
