"""Lists that are counted: cities, departments, measures."""

from __future__ import annotations

from dataclasses import dataclass

from recount.errors import FormulaError


@dataclass(frozen=True)
class Table:
    """Rows of text by column name, from ``data/tables``. Every row names its ``source``."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]

    def where(self, **wanted: str) -> list[dict[str, str]]:
        """The rows whose columns have these values. Raises FormulaError for an unknown column."""
        for column in wanted:
            self._need(column)
        return [row for row in self.rows if all(row[column] == value for column, value in wanted.items())]

    def distinct(self, column: str, **wanted: str) -> list[str]:
        """The different non-empty values of a column, in the order of the table."""
        self._need(column)
        return list(dict.fromkeys(row[column] for row in self.where(**wanted) if row[column]))

    def _need(self, column: str) -> None:
        if column not in self.columns:
            raise FormulaError(f"table {self.id} has no column {column!r}; it has {', '.join(self.columns)}")
