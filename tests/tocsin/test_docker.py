"""The container files, as far as they can be held to account without an engine."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tocsin.cli import app
from tocsin.settings import environment

ROOT = Path(__file__).parents[2]
DOCKER = ROOT / "docker"
OURS = ("tocsin", "tocsin-postgres", "scheduler", "worker", "demo")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((DOCKER / "compose.yaml").read_text(encoding="utf-8"))
    return content


@pytest.fixture(scope="module")
def dockerfile() -> str:
    return (DOCKER / "Dockerfile").read_text(encoding="utf-8")


def test_every_service_of_ours_has_no_rights_and_a_read_only_root(compose: dict[str, Any]) -> None:
    for name in OURS:
        service = compose["services"][name]
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert "privileged" not in service, name


def test_no_service_is_open_to_other_machines(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        for port in service.get("ports", []):
            assert str(port).startswith("127.0.0.1:"), name


def test_every_image_of_others_is_pinned_to_a_version(compose: dict[str, Any], dockerfile: str) -> None:
    for name, service in compose["services"].items():
        if name not in OURS:
            assert re.search(r":v?\d+\.\d+", service["image"]), name
    assert re.search(r"^ARG PYTHON=3\.\d+-slim-\w+$", dockerfile, re.MULTILINE)


def test_secrets_are_files_and_never_values(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        for variable, value in (service.get("environment") or {}).items():
            if re.search("PASSWORD|SECRET|DATABASE$", variable):
                assert variable.endswith("_FILE"), name
                assert str(value).startswith("/run/secrets/"), name
        for secret in service.get("secrets", []):
            assert secret in compose["secrets"], name


def test_volumes_and_profiles_are_complete(compose: dict[str, Any]) -> None:
    profiles = {profile for service in compose["services"].values() for profile in service["profiles"]}
    assert profiles == {"demo", "single", "postgres", "fleet"}
    for service in compose["services"].values():
        for volume in service.get("volumes", []):
            source = str(volume).split(":")[0]
            if source.startswith("."):
                assert (DOCKER / source).exists(), source
            elif not source.startswith("$"):
                assert source in compose["volumes"], source


def test_the_commands_are_commands_of_tocsin(compose: dict[str, Any], dockerfile: str) -> None:
    import typer.main

    known = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for name in OURS:
        first, *options = compose["services"][name]["command"]
        flags = {flag for parameter in known[first].params for flag in parameter.opts}
        assert set(options) <= flags, name
    assert 'CMD ["tocsin", "doctor", "--quick"]' in dockerfile
    assert 'ENTRYPOINT ["tocsin"]' in dockerfile


def test_the_variables_are_ones_that_tocsin_reads(compose: dict[str, Any], dockerfile: str) -> None:
    named = set(re.findall(r"\b(TOCSIN_[A-Z_]+)=", dockerfile))
    for name in OURS:
        named |= set(compose["services"][name].get("environment") or {})
    plain = {name: "/etc" if name != "TOCSIN_LOG" else "json" for name in named if not name.endswith("_FILE")}
    assert environment(plain).warnings == ()
    assert {name.removesuffix("_FILE") for name in named if name.endswith("_FILE")} <= {
        "TOCSIN_DATABASE",
        "TOCSIN_SMTP_PASSWORD",
    }


def test_the_image_runs_as_nobody_special_and_holds_what_it_copies(dockerfile: str) -> None:
    last = dockerfile.rsplit("\nFROM ", 1)[1]
    assert re.search(r"^USER 10001:10001$", last, re.MULTILINE)
    assert "pip install" not in last
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    for line in re.findall(r"^COPY (?!--from)(.+)$", dockerfile, re.MULTILINE):
        for source in line.split()[:-1]:
            assert (ROOT / source).exists(), source
            assert source.removeprefix("./") in allowed, source


def test_compose_itself_accepts_the_file() -> None:
    version = ["docker", "compose", "version"]
    if shutil.which("docker") is None or subprocess.run(version, capture_output=True, check=False).returncode:
        pytest.skip("docker compose is not installed")
    done = subprocess.run(
        ["docker", "compose", "-f", str(DOCKER / "compose.yaml"), "--profile", "*", "config", "--quiet"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_hadolint_accepts_the_dockerfile() -> None:
    if shutil.which("hadolint") is None:
        pytest.skip("hadolint is not installed")
    done = subprocess.run(["hadolint", str(DOCKER / "Dockerfile")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
