"""What is installed is what was locked, and every dependency says why it is here."""

import re
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PROJECT = (ROOT / "pyproject.toml").read_text()
LOCKS = ["requirements.txt", "requirements-test.txt"]


def dependencies(*, tests):
    project = tomllib.loads(PROJECT)
    return project["project"]["dependencies"] + (project["dependency-groups"]["test"] if tests else [])


def pinned(lock):
    return {line for line in (ROOT / lock).read_text().splitlines() if "==" in line}


def name_of(requirement):
    return re.match(r"[A-Za-z0-9_.-]+", requirement)[0].lower()


@pytest.mark.parametrize(("lock", "tests"), [("requirements.txt", False), ("requirements-test.txt", True)])
def test_the_lock_holds_every_dependency(lock, tests):
    locked = {name_of(line) for line in pinned(lock)}

    assert {name_of(requirement) for requirement in dependencies(tests=tests)} <= locked


def test_the_tests_run_on_the_versions_that_the_site_runs_on():
    site, tests = (pinned(lock) for lock in LOCKS)

    assert site <= tests


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_names_no_index(lock):
    assert "://" not in (ROOT / lock).read_text()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_version_has_a_hash(lock):
    entries = re.split(r"\n(?=[a-z])", (ROOT / lock).read_text())

    assert [entry for entry in entries if "==" in entry and "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("requirement", dependencies(tests=True))
def test_a_dependency_has_its_reason_beside_it(requirement):
    assert re.search(re.escape(f'"{requirement}",') + r"  # \w.{10,}", PROJECT)


def test_a_package_that_another_wants_with_an_extra_is_locked_with_it():
    """Or pip, which counts it as another requirement, takes the newest there is, and refuses it for want of a hash."""
    wanted = {
        (Requirement(text).name.lower(), extra)
        for package in distributions()
        for text in package.requires or []
        if Requirement(text).marker is None or Requirement(text).marker.evaluate({"extra": ""})
        for extra in Requirement(text).extras
    }
    locked = {line.split("==")[0].strip() for lock in LOCKS for line in pinned(lock)}

    assert ("coverage", "toml") in wanted
    assert {f"{name}[{extra}]" for name, extra in wanted} <= locked
