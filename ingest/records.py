# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The shape of our YAML records, checked at the door: unknown keys are refused, every error names file and key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from comity.model.errors import RecordError
from comity.model.requirement import Value

Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], Field(min_length=1)]


class Record(BaseModel):
    """Base of every record: frozen, no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ForceRecord(Record):
    """Legal force of the instrument."""

    kind: str
    binding: bool
    basis: str
    sanction: str = "none-stated"
    note: str = ""


class LicenceRecord(Record):
    """Terms of the publisher's wording."""

    id: str
    verbatim: Annotated[str, Field(pattern="^(full|quote|none)$")]
    note: str = ""


class IssuerRecord(Record):
    """A body that issued the instrument."""

    name: str
    role: str


class ScopeRecord(Record):
    """One statement on one scope axis."""

    axis: str
    value: str
    status: str
    clause: str
    test: str | None = None
    verification: str = "verified"
    note: str = ""


class DefinitionRecord(Record):
    """A term taken apart; nested mappings become dotted component names."""

    model_config = ConfigDict(extra="allow", frozen=True)

    term: str
    clause: str
    verification: str = "verified"
    note: str = ""

    def components(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield (component, members sorted) for every key beyond the common ones."""
        for name, value in (self.model_extra or {}).items():
            yield from _flatten(name, value)


class RelationRecord(Record):
    """A stated relation to another document."""

    type: str
    target: str
    place: str
    verification: str = "verified"


class DatesRecord(Record):
    """Dates of an edition."""

    adopted: date | None = None
    published: date | None = None
    in_force: date | None = None
    applies: date | None = None
    repealed: date | None = None
    note: str = ""


class UnreadRecord(Record):
    """A part that was not read."""

    part: str
    reported: str = ""
    basis: str = "secondary"


class ExtentRecord(Record):
    """How much was read, and from what copy."""

    examined: str
    read: list[str] = []
    unread: list[UnreadRecord] = []
    copy_: str = Field(default="", alias="copy")
    as_amended_to: str | None = None


class ExpectRecord(Record):
    """Counts that a parse must meet."""

    provisions: int
    requirements: int


class FileRecord(Record):
    """A publisher's file."""

    name: Annotated[str, Field(pattern=r"^[^/\\]+\.[A-Za-z]+$")]
    media_type: str
    language: str = "en"
    sha256: str = ""
    pages: int | None = None
    url: Annotated[str, Field(pattern=r"^(https?://\S+)?$")] = ""


class ExplanationRecord(Record):
    """Why a publisher's file and our restatement differ."""

    kind: str
    clause: str
    why: Annotated[str, Field(min_length=1)]


class CorrespondenceRecord(Record):
    """Provisions that took the place of others."""

    old: Annotated[list[str], Field(min_length=1)]
    new: Annotated[list[str], Field(min_length=1)]
    verification: str = "verified"


class SuccessionRecord(Record):
    """The edition that one follows, and what was moved, split or merged."""

    edition: str
    correspondences: list[CorrespondenceRecord] = []
    void: list[str] = []


class EditionRecord(Record):
    """One edition of the work."""

    id: str
    label: str
    dates: DatesRecord
    extent: ExtentRecord
    expect: ExpectRecord
    languages: list[str] = ["en"]
    files: list[FileRecord] = []
    date_status: dict[str, str] = {}
    explained: list[ExplanationRecord] = []
    follows: SuccessionRecord | None = None


class SourceRecord(Record):
    """The whole of a ``source.yml``."""

    id: Annotated[str, Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: dict[str, str]
    short_title: dict[str, str]
    jurisdiction: str
    language: str
    force: ForceRecord
    licence: LicenceRecord
    editions: Annotated[list[EditionRecord], Field(min_length=1)]
    aliases: list[str] = []
    issuers: list[IssuerRecord] = []
    audience: list[str] = []
    official_url: str = ""
    scope: list[ScopeRecord] = []
    definitions: list[DefinitionRecord] = []
    relations: list[RelationRecord] = []


def _as_list(value: object) -> object:
    return [] if value is None else [value] if isinstance(value, str) else value


Terms = Annotated[list[str], BeforeValidator(_as_list)]


class ParameterRecord(Record):
    """A value on a declared dimension."""

    dimension: str
    operator: Annotated[str, Field(pattern="^(=|<=|>=|<|>)$")] = "="
    value: bool | int | float | str | list[str] | None = None
    status: str = "fixed"
    unit: str | None = None
    object: str | None = None
    state: Terms = []
    trigger: str | None = None
    unless: str | None = None
    deliverable: Annotated[str, Field(min_length=1)] | None = None
    recipient: Terms = []
    extension: Annotated[str, Field(min_length=1)] | None = None
    relief: Annotated[str, Field(min_length=1)] | None = None

    def typed(self) -> Value | None:
        """Return the value with sets as sorted tuples."""
        return tuple(sorted(self.value)) if isinstance(self.value, list) else self.value


class ReadRequirement(Record):
    """The facets of one atomic requirement, as a reader codes them."""

    id: Annotated[str, Field(pattern=r"^.+#[1-9][0-9]*$")]
    kind: str
    modality: str | None
    verb: str
    form: str
    text_status: str
    implied: bool = False
    hedge: Terms = []
    object: str | None = None
    state: Terms = []
    condition: Terms = []
    bearer: Terms = []
    bearer_source: str = "stated"
    beneficiary: Terms = []
    counterparty: Terms = []
    capability: Terms = []
    subject: Terms = []
    parameters: list[ParameterRecord] = []
    alternative_of: str | None = None
    alternative_type: str | None = None
    satisfies: Terms = []
    effect: str | None = None
    generic: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    status: str = "verified"
    note: str = ""


class RequirementRecord(ReadRequirement):
    """The settled facets of one atomic requirement, with its proposition and the sentence that states it."""

    sentence: Annotated[int, Field(ge=1)]
    text: str


class FacetsRecord(Record):
    """The whole of a ``facets.yml``."""

    requirements: list[RequirementRecord]


class ReadingRecord(Record):
    """One independent reading of an edition, as it was before the differences were settled."""

    reading: Annotated[str, Field(pattern="^(first|second)$")]
    read_from: Annotated[str, Field(pattern="^(publisher|restatement|transcription)$")]
    requirements: list[ReadRequirement]


R = TypeVar("R", bound=BaseModel)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """Read a YAML file; an error names the file and the line."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader in C
    except FileNotFoundError as error:
        raise RecordError(str(path), "file not found") from error
    except UnicodeDecodeError as error:
        raise RecordError(str(path), f"not UTF-8 at byte {error.start}") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path}:{mark.line + 1}" if mark is not None else str(path)
        raise RecordError(place, f"not valid YAML: {getattr(error, 'problem', None) or error}") from error


def read_record(path: Path, shape: type[R]) -> R:
    """Read a YAML file into a record; the first fault is told with file and key."""
    try:
        return shape.model_validate(read_yaml(path))
    except ValidationError as error:
        fault = error.errors()[0]
        key = ".".join(str(part) for part in fault["loc"]) or "(whole file)"
        raise RecordError(f"{path}: {key}", fault["msg"], f"{error.error_count()} fault(s) in this file") from error


def _flatten(name: str, value: object) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flatten(f"{name}.{key}", inner)
    elif isinstance(value, list):
        if value:
            yield name, tuple(sorted(str(member) for member in value))
    elif value is not None and value != "":
        yield name, (str(value),)
