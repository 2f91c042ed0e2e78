"""What is released says what it is, and the workflows call the commands that anyone can run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_calls_commands_of_the_makefile(workflow):
    commands = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    steps = [step for job in yaml.safe_load(workflow.read_text("utf-8"))["jobs"].values() for step in job["steps"]]
    called = {found[1] for step in steps if (found := re.match(r"make (\w+)", step.get("run", "")))}
    assert called
    assert called <= commands


def test_the_pythons_of_the_classifiers_are_those_of_the_workflow():
    jobs = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text("utf-8"))["jobs"]
    named = re.findall(r"Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text("utf-8"))
    assert jobs["wheel"]["strategy"]["matrix"]["python"] == named


def test_the_package_is_typed_and_what_is_linked_from_the_readme_is_in_the_source_distribution():
    assert (ROOT / "mkdocs_blogposts/py.typed").is_file()
    pyproject = (ROOT / "pyproject.toml").read_text("utf-8")
    included = re.search(r"\[tool\.hatch\.build\.targets\.sdist\]\ninclude = \[(.*?)\]", pyproject, re.DOTALL)
    for image in re.findall(r"!\[[^]]*\]\(([^)]+)\)", (ROOT / "README.md").read_text("utf-8")):
        assert f'"{image}"' in included[1]
