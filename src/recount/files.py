"""Reading data files: every problem is collected, with the file and the place in it."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from recount.errors import Problem, RecountError

_M = TypeVar("_M", bound=BaseModel)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML without tags, where a key that stands twice is an error instead of the last one winning."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if isinstance(key, str) and key in seen:
                raise yaml.MarkedYAMLError(problem=f"{key!r} stands twice", problem_mark=key_node.start_mark)
            seen.add(key if isinstance(key, str) else None)
        return super().construct_mapping(node, deep)


class Files:
    """Reads the files below a project's root and keeps what is wrong with them in ``problems``."""

    def __init__(self, root: Path) -> None:
        self.root, self.data = root, root / "data"
        self.problems: list[Problem] = []

    def stop(self) -> None:
        """Raise RecountError if there are problems."""
        if self.problems:
            raise RecountError(self.problems)

    def say(self, path: Path | str, message: str, claim: str | None = None, where: str | None = None) -> None:
        self.problems.append(Problem(self.name(path), message, claim, where))

    def name(self, path: Path | str) -> str:
        try:
            return os.path.relpath(path, self.root) if Path(path).is_relative_to(self.root) else str(path)
        except ValueError:
            return str(path)

    def text(self, path: Path) -> str | None:
        try:
            return path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            self.say(path, "the file is not UTF-8 text; save it as UTF-8")
        except OSError as error:
            self.say(path, f"cannot be read: {error.strerror}")
        return None

    def yaml(self, path: Path) -> dict[str, Any]:
        text = self.text(path)
        if text is None:
            return {}
        try:
            loaded = yaml.load(text, Loader=_Loader)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            place = f" at line {mark.line + 1}, column {mark.column + 1}" if mark else ""
            self.say(path, f"broken YAML{place}: {getattr(error, 'problem', None) or 'cannot be read'}")
            return {}
        if not isinstance(loaded, dict):
            self.say(path, "holds no mapping of names to values")
            return {}
        return loaded

    def validated(
        self, path: Path, model: type[_M], values: object, name: str | None = None, row: str | None = None
    ) -> _M | None:
        """The values as a model; ``name`` is the claim they are about, ``row`` where they stand in the file."""
        try:
            return model.model_validate(values)
        except ValidationError as error:
            for detail in error.errors():
                claim, where = _place(detail["loc"], values)
                self.say(path, _plain(detail), claim or name, f"{row}: {where}" if row else where)
        return None

    def rows(self, path: Path) -> tuple[list[str], list[dict[str, str]]]:
        text = self.text(path)
        if not text:
            return [], []
        reader = csv.reader(text.splitlines())
        try:
            header, *rows = list(reader)
        except (csv.Error, ValueError) as error:
            self.say(path, f"broken CSV: {error or 'no header'}")
            return [], []
        for number, row in enumerate(rows, 2):
            if len(row) != len(header):
                self.say(
                    path,
                    f"has {len(row)} cells, the header has {len(header)}",
                    where=f"line {number}",
                )
        return header, [dict(zip(header, row, strict=False)) for row in rows if len(row) == len(header)]


def _place(location: tuple[int | str, ...], values: object) -> tuple[str | None, str]:
    """The claim that a validation error is about, and the field within it."""
    if len(location) > 1 and location[0] == "claims" and isinstance(values, dict):
        try:
            entry = values["claims"][location[1]]
            name = str(entry.get("id") or f"number {location[1]}")
        except (KeyError, IndexError, TypeError, AttributeError):
            name = f"number {location[1]}"
        return name, ".".join(str(part) for part in location[2:]) or "claim"
    return None, ".".join(str(part) for part in location) or "record"


def _plain(detail: Any) -> str:
    message = str(detail["msg"]).removeprefix("Value error, ")
    if detail["type"] == "extra_forbidden":
        return "unknown key; remove it or mend its name"
    if detail["type"] == "missing":
        return "is missing"
    return f"{message[:1].lower()}{message[1:]}" + (
        "" if len(str(detail.get("input"))) > 60 else f" (found {detail.get('input')!r})"
    )
