"""The workflows: what runs a stranger's files may only read, what may write runs none, and every action is pinned."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import REPOSITORY

GITHUB = REPOSITORY / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
CI = REPOSITORY / ".ci"
TOOLS = Path(sys.executable).parent
RIGHTS = {"publish.yml": {"deploy": {"pages", "id-token"}}, "links.yml": {"look": {"issues"}}}
STRANGERS = {"pull_request", "pull_request_review", "issues", "issue_comment", "discussion", "fork"}
SCHEMAS = {
    "vendor.github-workflows": "workflows/*.yml",
    "vendor.dependabot": "dependabot.yml",
    "vendor.github-issue-forms": "ISSUE_TEMPLATE/[!c]*.yml",
    "vendor.github-issue-config": "ISSUE_TEMPLATE/config.yml",
}


def read(path: Path) -> dict[Any, Any]:
    found = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    assert isinstance(found, dict)
    return found


def triggers(workflow: dict[Any, Any]) -> set[str]:
    told = workflow[True]  # YAML 1.1 reads `on` as true
    return set(told) if isinstance(told, dict | list) else {told}


def steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def run(*command: str | Path, **settings: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, command)], capture_output=True, text=True, check=False, **settings)


def faults(path: Path) -> list[str]:
    """What is wrong with a workflow by our own rules."""
    workflow, text = read(path), path.read_text(encoding="utf-8")
    found = [] if workflow.get("permissions") == {} else ["rights for all jobs"]
    for name, job in workflow["jobs"].items():
        allowed = RIGHTS.get(path.name, {}).get(name, set())
        writes = {scope for scope, level in job.get("permissions", {"all": "write"}).items() if level != "read"}
        found += [f"{name} may write {scope}" for scope in sorted(writes - allowed)]
        found += [] if "timeout-minutes" in job else [f"{name} never ends"]
    for step in steps(workflow):
        if "uses" in step and not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"]):
            found.append(f"{step['uses']} is not pinned")
        if "${{" in step.get("run", ""):
            found.append("a value is pasted into a command")
        if (
            step.get("uses", "").startswith("actions/checkout@")
            and step["with"].get("persist-credentials") is not False
        ):
            found.append("the token stays behind")
    for uses in re.findall(r"uses: .*", text):
        if not re.fullmatch(r"uses: \S+@[0-9a-f]{40} # v\d+\.\d+\.\d+", uses):
            found.append(f"{uses} has no version beside it")
    if re.search(r"pull_request_target|workflow_run", text):
        found.append("strangers' files run with rights")
    if triggers(workflow) & STRANGERS and re.search(r"secrets|github\.token|environment:|GH_TOKEN", text):
        found.append("a stranger's files meet a secret")
    return found


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_workflow_keeps_the_rules(path: Path) -> None:
    assert faults(path) == []


def test_there_are_the_workflows_that_the_guide_promises() -> None:
    assert [path.name for path in WORKFLOWS] == ["check.yml", "links.yml", "publish.yml"]
    assert [triggers(read(path)) for path in WORKFLOWS] == [
        {"pull_request"},
        {"schedule", "workflow_dispatch"},
        {"push", "workflow_dispatch"},
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("permissions: {}", "permissions: write-all", "rights for all jobs"),
        ("contents: read", "contents: write", "content may write contents"),
        ("  pull_request:", "  pull_request_target:", "strangers' files run with rights"),
        (" # v7.0.1", "", "has no version beside it"),
        ("@3d3c42e5aac5ba805825da76410c181273ba90b1", "@v7", "is not pinned"),
        ("persist-credentials: false", "persist-credentials: true", "the token stays behind"),
        ("run: .ci/run", 'run: echo "${{ github.event.pull_request.title }}"', "a value is pasted into a command"),
        ("run: .ci/run", "run: .ci/run\n        env: {T: '${{ secrets.T }}'}", "a stranger's files meet a secret"),
        ("timeout-minutes: 30", "continue-on-error: true", "content never ends"),
    ],
)
def test_the_rules_notice_a_breach(tmp_path: Path, old: str, new: str, fault: str) -> None:
    text = (GITHUB / "workflows/check.yml").read_text(encoding="utf-8")
    assert old in text
    spoilt = tmp_path / "check.yml"
    spoilt.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(fault in one for one in faults(spoilt))


def zizmor(place: Path) -> subprocess.CompletedProcess[str]:
    return run(TOOLS / "zizmor", "--offline", "--no-progress", "--persona", "auditor", place)


def test_zizmor_finds_nothing() -> None:
    done = zizmor(GITHUB)
    assert done.returncode == 0, done.stdout


def test_zizmor_finds_what_is_dangerous(tmp_path: Path) -> None:
    shutil.copytree(GITHUB, tmp_path / ".github")
    path = tmp_path / ".github/workflows/check.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("pull_request:", "pull_request_target:"), encoding="utf-8")
    assert "dangerous-triggers" in zizmor(tmp_path / ".github").stdout


@pytest.mark.parametrize(("schema", "pattern"), SCHEMAS.items())
def test_the_files_fit_github_s_own_schemas(schema: str, pattern: str) -> None:
    files = sorted(GITHUB.glob(pattern))
    done = run(TOOLS / "check-jsonschema", "--builtin-schema", schema, *files)
    assert files and done.returncode == 0, done.stdout


def test_dependabot_looks_after_the_programs_and_the_actions_together_and_monthly() -> None:
    updates = {update["package-ecosystem"]: update for update in read(GITHUB / "dependabot.yml")["updates"]}
    assert set(updates) == {"pip", "github-actions"}
    for update in updates.values():
        assert update["schedule"]["interval"] == "monthly"
        assert [group["patterns"] for group in update["groups"].values()] == [["*"]]
    assert (REPOSITORY / "requirements.txt").is_file()  # Dependabot reads no lock of another name


def test_a_proposal_is_asked_for_sources_and_consent_in_both_languages() -> None:
    text = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")
    for words in ("kilde", "source", "sagt ja", "agreed", "CPR", "CC BY 4.0", "rolle", "a part in"):
        assert words in text


def test_every_command_of_the_workflows_is_there() -> None:
    for path in WORKFLOWS:
        for step in steps(read(path)):
            for script in re.findall(r"\.ci/[a-z-]+", step.get("run", "")):
                assert (REPOSITORY / script).stat().st_mode & 0o111, script
            for target in re.findall(r"make (\S+)", step.get("run", "")):
                assert re.search(rf"^{re.escape(target)}:", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.M)


def program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("rotten", "open_issue", "asked"),
    [
        ("", "", ["issue list"]),
        ("x", "", ["issue list", "label create", "issue create"]),
        ("x", "7", ["issue list", "issue edit 7"]),
        ("", "7", ["issue list", "issue close 7"]),
    ],
)
def test_one_issue_follows_the_links(tmp_path: Path, rotten: str, open_issue: str, asked: list[str]) -> None:
    program(tmp_path / "bin/gh", f'echo "$@" >> {tmp_path}/asked\n[ "$2" != list ] || echo "{open_issue}"')
    (tmp_path / "links.md").write_text(rotten, encoding="utf-8")
    path = {"PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin"}
    done = run(CI / "links-issue", tmp_path / "links.md", env=path)
    assert done.returncode == 0, done.stderr
    said = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert [line[: len(start)] for line, start in zip(said, asked, strict=True)] == asked


@pytest.fixture
def proposal(tmp_path: Path) -> Path:
    """A repository with one commit on another, and a program that "builds" by copying what lies in `sheets`."""
    place = tmp_path / "here"
    program(place / ".ci/changed-handouts", (CI / "changed-handouts").read_text(encoding="utf-8"))
    git = ("git", "-C", place, "-c", "user.name=a", "-c", "user.email=a@example.org")
    run("git", "init", "-q", place)
    for sheet, other in (("old", "same"), ("new", "same")):
        (place / "sheets/en").mkdir(parents=True, exist_ok=True)
        (place / "sheets/en/model.pdf").write_text(sheet, encoding="utf-8")
        (place / "sheets/other.pdf").write_text(other, encoding="utf-8")
        (place / "sheets/page.html").write_text(sheet, encoding="utf-8")
        run(*git, "add", "sheets", ".ci")
        assert run(*git, "commit", "-qm", sheet).returncode == 0
    program(place / ".venv/bin/python", "mkdir -p build && cp -r sheets build/site")
    run(place / ".venv/bin/python", cwd=place)
    return place


def test_only_the_handouts_that_change_are_shown(proposal: Path, tmp_path: Path) -> None:
    done = run(proposal / ".ci/changed-handouts", tmp_path / "out")
    assert (done.returncode, done.stdout) == (0, "en/model.pdf\n"), done.stderr
    assert [path.name for path in (tmp_path / "out").rglob("*.*")] == ["model.pdf"]
    assert (tmp_path / "out/en/model.pdf").read_text(encoding="utf-8") == "new"
    assert run("git", "-C", proposal, "worktree", "list").stdout.count("\n") == 1


def test_where_the_site_before_cannot_be_built_all_handouts_are_shown(proposal: Path, tmp_path: Path) -> None:
    program(proposal / ".venv/bin/python", "exit 1")
    done = run(proposal / ".ci/changed-handouts", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[1:] == ["en/model.pdf", "other.pdf"]
