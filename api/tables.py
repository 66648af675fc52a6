# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Answers as CSV (RFC 4180): one column per field, those of nested shapes with their path, lists joined in one cell."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any, Final, get_args

from pydantic import BaseModel

MEDIA_TYPE: Final = "text/csv"
_BETWEEN: Final = "; "
Path = tuple[str, ...]


def table(shape: type[BaseModel], items: Iterable[BaseModel], tail: Sequence[tuple[str, str]]) -> str:
    """Return the items as CSV with a header; ``tail`` is columns that have the same value in every row."""
    paths = list(_columns(shape))
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([".".join(path) for path in paths] + [name for name, _ in tail])
    for item in items:
        writer.writerow([_cell(_follow(item, path)) for path in paths] + [value for _, value in tail])
    return out.getvalue()


def _columns(shape: type[BaseModel], above: Path = ()) -> Iterable[Path]:
    """Yield the columns of a shape from its declaration, so that an empty list has its header too."""
    for name, field in shape.model_fields.items():
        nested = next((part for part in (field.annotation, *get_args(field.annotation)) if _is_shape(part)), None)
        if nested is not None and not _is_list(field.annotation):
            yield from _columns(nested, (*above, name))
        else:
            yield (*above, name)


def _is_shape(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _is_list(annotation: Any) -> bool:
    return getattr(annotation, "__origin__", None) is list


def _follow(item: Any, path: Path) -> Any:
    for name in path:
        item = getattr(item, name) if item is not None else None
    return item


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return _BETWEEN.join(str(member) for member in value)
    if isinstance(value, dict):
        return _BETWEEN.join(f"{key}: {_cell(member)}" for key, member in value.items())
    return str(value)
