"""The command line: JSON on stdout, messages on stderr; 0 done, 1 findings, 2 malformed input."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from recount.errors import Problem, RecountError

DONE, FINDINGS, MALFORMED = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        run: Callable[[argparse.Namespace], int] = options.run
        return run(options)
    except RecountError as error:
        for problem in error.problems:
            print(f"recount: {problem}", file=sys.stderr)
        return MALFORMED
    except BrokenPipeError:
        sys.stderr.close()
        return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="recount", description="Recompute the claims of official briefings.")
    parser.add_argument("--root", type=Path, help="the project (default: the nearest parent with data/briefings)")
    commands = parser.add_subparsers(required=True, metavar="command")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--root", type=Path, default=argparse.SUPPRESS, help=argparse.SUPPRESS)

    check = commands.add_parser("check", parents=[common], help="recompute every claim and give its verdict")
    check.add_argument("--json", action="store_true", help="the whole result as JSON")
    check.add_argument("--record", type=Path, metavar="FILE", help="check this record only")
    check.set_defaults(run=_check)

    audit = commands.add_parser(
        "audit", parents=[common], help="prove that no number of a text was skipped (texts: folder in RECOUNT_SOURCES)"
    )
    audit.add_argument("--json", action="store_true", help="the whole result as JSON")
    audit.add_argument("--update", action="store_true", help="store the numbers of the texts at hand anew, then audit")
    audit.set_defaults(run=_audit)

    numbers = commands.add_parser("numbers", parents=[common], help="find every number in a text")
    numbers.add_argument("file", metavar="FILE", help="a .txt, .md, .html or .pdf file, or - for standard input")
    numbers.add_argument("--json", action="store_true", help="a list as JSON")
    numbers.add_argument("--held", metavar="DATE", help="the date of the text, for last year, this quarter, May")
    numbers.add_argument("--text", type=Path, metavar="OUT", help="write what was taken as text: offsets count in it")
    numbers.set_defaults(run=_numbers)

    new = commands.add_parser("new", parents=[common], help="add a briefing in preparation to the collection")
    new.add_argument("file", metavar="FILE", help="its text: a .txt, .md, .html or .pdf file")
    new.add_argument("--id", required=True, help="the day and a few words, as in 2025-07-14-half-year")
    new.add_argument("--held", required=True, metavar="DATE", help="the day of the event")
    new.add_argument("--title", help="the title of the chapter (default: the words of the id)")
    new.add_argument("--publisher", default="", help="who publishes the text")
    new.add_argument("--url", default="", help="its address")
    new.add_argument("--issuer", default="customs", help="whose briefing it is (default: customs)")
    new.add_argument(
        "--text", type=Path, metavar="OUT", help="where to keep the text (default: ID.txt in RECOUNT_SOURCES)"
    )
    new.set_defaults(run=_new)

    draft = commands.add_parser("draft", parents=[common], help="suggest checks for a text, or for a briefing's record")
    draft.add_argument("file", metavar="FILE|ID", help="a text, or the id of a briefing")
    draft.add_argument("--held", metavar="DATE", help="the date of the text, for last year, this quarter, May")
    draft.add_argument("--json", action="store_true", help="a list as JSON")
    draft.set_defaults(run=_draft)

    cells = commands.add_parser("cells", parents=[common], help="write out the notebook cells of a record's checks")
    cells.add_argument("id", metavar="ID", help="the id of the briefing")
    cells.set_defaults(run=_cells)

    publish = commands.add_parser("publish", parents=[common], help="end the preparation of a briefing: all is decided")
    publish.add_argument("id", metavar="ID", help="the id of the briefing")
    publish.set_defaults(run=_publish)

    vintages = commands.add_parser(
        "vintages", parents=[common], help="China's goods trade by period and release, with the bases of growth rates"
    )
    vintages.add_argument("--csv", action="store_true", help="CSV in place of JSON")
    vintages.set_defaults(run=_vintages)

    cite = commands.add_parser("cite", parents=[common], help="a reference to a claim or a page of the book")
    cite.add_argument("what", metavar="CLAIM|PAGE", help="an id, briefing/id, or the name of a page")
    cite.add_argument(
        "--style", default="apa", metavar="NAME", help="apa, chicago, oscola, gb7714, bibtex, ris, csl-json"
    )
    cite.add_argument("--accessed", metavar="DATE", help="the day you read it, which OSCOLA and GB/T 7714 ask for")
    cite.set_defaults(run=_cite)

    schema = commands.add_parser("schema", parents=[common], help="the JSON Schema of a record")
    schema.set_defaults(run=_schema)
    return parser


def _check(options: argparse.Namespace) -> int:
    from recount.collection import load_collection
    from recount.ledger import as_json, check_all, rows

    record = options.record
    if record is not None and not record.is_file():
        raise RecountError(Problem(str(record), "there is no such record"))
    collection = load_collection(_root(options), record)
    results = check_all(collection, [collection.record] if collection.record else collection.briefings.values())
    if options.json:
        _print_json(as_json(results))
    else:
        for row in rows(results):
            now = "" if row["now"] == row["verdict"] else f" · now {row['now']}"
            evidence = f" ({row['evidence']})" if row["evidence"] else ""
            print(f"{row['verdict']:8} {row['claim']:32} {row['states']}{evidence}{now}")
    return DONE


def _audit(options: argparse.Namespace) -> int:
    from dataclasses import asdict

    from recount.audit import audit, write_inventories
    from recount.collection import load_collection

    collection = load_collection(_root(options))
    folder = _sources_folder()
    if options.update:
        if folder is None:
            raise RecountError(Problem("RECOUNT_SOURCES", "name the folder of the source texts to update from"))
        for path in write_inventories(collection, folder):
            print(f"written: {path}", file=sys.stderr)
    audits = audit(collection, folder)
    if options.json:
        _print_json([asdict(each) for each in audits])
    else:
        for each in audits:
            print(
                f"{each.briefing}: {each.numbers} numbers, {each.in_claims} in {each.claims} claims, "
                f"{each.in_context} in context, {len(each.findings)} findings (text {each.text})"
            )
            for found in each.findings:
                owner = f", claim {found.claim}" if found.claim else ""
                print(f"  {found.kind}: {found.text!r} at {found.start} to {found.end}{owner}: {found.message}")
    return FINDINGS if any(each.findings for each in audits) else DONE


def _sources_folder() -> Path | None:
    named = os.environ.get("RECOUNT_SOURCES")
    if not named:
        return None
    if not Path(named).is_dir():
        raise RecountError(Problem("RECOUNT_SOURCES", f"{named!r} is not a folder"))
    return Path(named)


def _numbers(options: argparse.Namespace) -> int:
    from recount.numbers.command import show_numbers

    show_numbers(options.file, options.json, options.held, options.text)
    return DONE


def _new(options: argparse.Namespace) -> int:
    from recount.draft.command import new
    from recount.draft.record import Heading
    from recount.numbers.command import parse_day

    held = parse_day(options.held)
    assert held is not None
    words = " ".join(word for word in options.id.split("-") if not word.isdigit()).capitalize()
    heading = Heading(options.id, held, options.title or words, options.publisher, options.url, options.issuer)
    _print_json(new(_root(options), options.file, heading, _sources_folder(), options.text))
    return DONE


def _draft(options: argparse.Namespace) -> int:
    from recount.draft.command import show_draft
    from recount.numbers.command import parse_day

    show_draft(_root(options), options.file, parse_day(options.held), options.json, _sources_folder())
    return DONE


def _cells(options: argparse.Namespace) -> int:
    from recount.draft.command import show_cells

    show_cells(_root(options), options.id)
    return DONE


def _publish(options: argparse.Namespace) -> int:
    from recount.draft.publish import publish

    _print_json(publish(_root(options), options.id, _sources_folder()))
    return DONE


def _vintages(options: argparse.Namespace) -> int:
    from recount.collection import load_collection
    from recount.vintages import as_data, as_rows, read_triangle

    triangle = read_triangle(load_collection(_root(options)))
    if options.csv:
        sys.stdout.write(as_data(triangle).csv().decode("utf-8"))
    else:
        _print_json(as_rows(triangle))
    return DONE


def _cite(options: argparse.Namespace) -> int:
    from recount.cite.reference import open_library
    from recount.cite.styles import cite
    from recount.collection import load_collection

    accessed = _day(options.accessed, "--accessed") if options.accessed else None
    print(cite(open_library(load_collection(_root(options))).find(options.what), options.style, accessed))
    return DONE


def _day(text: str, field: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RecountError(Problem(field, f"{text!r} is not a date; write 2025-01-13")) from None


def _schema(options: argparse.Namespace) -> int:
    from recount.briefing import Briefing

    _print_json(Briefing.model_json_schema())
    return DONE


def _root(options: argparse.Namespace) -> Path | None:
    root: Path | None = options.root
    if root is not None and not root.is_dir():
        raise RecountError(Problem(str(root), "there is no such folder"))
    return root


def _print_json(value: object) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    print()


if __name__ == "__main__":
    sys.exit(main())
