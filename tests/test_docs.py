# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The documentation names every setting, command and route that exists, no file that does not, and true figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from comity.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[[^\]\n]+\]\(([^)\s]+)\)")
# A path below one of the rooms, as a page names it; patterns and placeholders are not paths.
PLACE = re.compile(r"(?:api|comity|docs|ingest|ontology|pipeline|scripts|tests)/[A-Za-z0-9_./-]+")


def page(name: str) -> str:
    path = ROOT / "docs" / name
    assert path.is_file(), f"docs/{name} is missing"
    return path.read_text(encoding="utf-8")


def headings(text: str) -> list[str]:
    return re.findall(r"^#{1,6} (.+)$", text, re.MULTILINE)


def anchor(heading: str) -> str:
    kept = re.sub(r"[^\w\- ]", "", heading.replace("`", "").casefold())
    return kept.strip().replace(" ", "-")


def planned_removed(text: str) -> str:
    """Leave out paragraphs that speak of what is planned, since they name files that do not exist yet."""
    return "\n\n".join(part for part in text.split("\n\n") if "*Planned*" not in part)


def test_settings_page_has_one_heading_per_setting_and_names_variable_and_default() -> None:
    text = page("settings.md")
    sections = dict(zip(headings(text)[1:], re.split(r"^## .+$", text, flags=re.MULTILINE)[1:], strict=True))
    assert set(sections) == set(Settings.model_fields)
    prefix = str(Settings.model_config.get("env_prefix"))
    for name, field in Settings.model_fields.items():
        assert f"`{prefix}{name.upper()}`" in sections[name], f"{name}: its variable is not named"
        assert default_of(field.default) in sections[name].split("\n\n")[1], f"{name}: its default is not named"


def default_of(value: Any) -> str:
    if value is None:
        return "| Default | unset |"
    if isinstance(value, bool):
        return f"| Default | `{str(value).lower()}` |"
    if isinstance(value, Path):
        return f"| Default | `{value.relative_to(ROOT)}` in the checkout |"
    return f"| Default | `{value:g}` |" if isinstance(value, float) else f"| Default | `{value}` |"


def commands() -> Iterator[tuple[str, list[str]]]:
    from typer.main import get_command

    from pipeline.cli import app

    for name, command in sorted(getattr(get_command(app), "commands", {}).items()):
        yield name, [option for param in command.params for option in param.opts if option.startswith("--")]


def test_every_command_has_a_section_that_names_its_options() -> None:
    text = page("cli.md")
    found = dict(commands())
    assert found, "the command line registers no command"
    documented = {name.removeprefix("comity ") for name in headings(text) if name.startswith("comity ")}
    assert documented == set(found)
    for name, options in found.items():
        section = re.split(rf"^## comity {name}$", text, flags=re.MULTILINE)[1].split("\n## ")[0]
        missing = [option for option in options if option != "--help" and option not in section]
        assert not missing, f"comity {name}: {missing} not named in docs/cli.md"


def test_every_route_is_on_the_api_page() -> None:
    from api.app import create_app

    told = set(CODE.findall(page("api.md")))
    paths = set(create_app(Settings()).openapi()["paths"])
    assert paths, "the API describes no route"
    unnamed = sorted(path for path in paths if path not in told)
    assert not unnamed, f"not named in docs/api.md: {unnamed}"
    gone = sorted(path for path in told if path.startswith("/api/v1/") and "?" not in path and path not in paths)
    assert not gone, f"named in docs/api.md, but there is no such route: {gone}"


def test_every_kind_of_problem_is_on_the_api_page() -> None:
    from api.problems import KINDS

    told = set(CODE.findall(page("api.md")))
    assert set(KINDS) <= told, f"not named in docs/api.md: {sorted(set(KINDS) - told)}"


def test_agreement_table_is_the_computed_one() -> None:
    from comity.model import vocab
    from ingest import catalog
    from ingest.agreement import FACETS, agreement

    settings = Settings()
    sources = catalog.load_all(settings.corpus, vocab.load(settings.ontology))
    report = agreement(settings.corpus, sources)
    lines = [
        f"| edition | requirements | {' | '.join(FACETS)} |",
        f"|{'---|' * (len(FACETS) + 2)}",
        *(
            f"| `{edition}` | {found['requirements']} | {' | '.join(cell(found[name]) for name in FACETS)} |"
            for edition, found in sorted(report.items())
        ),
    ]
    expected = "\n".join(lines)
    assert expected in page("corpus.md"), f"the table in docs/corpus.md should be:\n{expected}"


def cell(score: dict[str, float | None]) -> str:
    kappa = "none" if score["kappa"] is None else f"{score['kappa']:.3f}"
    return "none" if score["agreement"] is None else f"{score['agreement']:.3f} / {kappa}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_and_file_names_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    broken = [target for target in LINK.findall(text) if not leads_somewhere(path, target)]
    assert not broken, f"broken links: {broken}"
    named = {place.rstrip("./") for code in CODE.findall(planned_removed(text)) for place in PLACE.findall(code)}
    lost = sorted(place for place in named if code_place(place) and not (ROOT / place).exists())
    assert not lost, f"named, but not there: {lost}"


def leads_somewhere(path: Path, target: str) -> bool:
    if target.startswith(("https://", "http://", "mailto:")):
        return True
    name, _, fragment = target.partition("#")
    goal = path if not name else (path.parent / name)
    if not goal.exists():
        return False
    return not fragment or fragment in {anchor(heading) for heading in headings(goal.read_text(encoding="utf-8"))}


def code_place(place: str) -> bool:
    """Sort out routes of the API, which begin like a folder, from files."""
    return not place.startswith("api/v1")


@pytest.mark.parametrize("reference", ["uk-cop-2018@2018", "us-ca-sb327@2022", "us-or-hb2395@2019"])
def test_cited_requirements_exist(reference: str) -> None:
    import yaml

    source, _, edition = reference.partition("@")
    facets = next((ROOT / "corpus").glob(f"*/{source}/{edition}/facets.yml"))
    known = {entry["id"] for entry in yaml.safe_load(facets.read_text(encoding="utf-8"))["requirements"]}
    cited = {
        code.removeprefix(f"{reference}/")
        for path in PAGES
        for code in CODE.findall(path.read_text(encoding="utf-8"))
        if code.startswith(f"{reference}/") and "#" in code and " " not in code
    }
    assert cited, f"no page cites {reference}"
    assert cited <= known, f"cited, but there is no such requirement: {sorted(cited - known)}"
