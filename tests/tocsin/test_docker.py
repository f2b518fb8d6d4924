"""The container files, as far as they can be held to account without an engine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.tocsin.folders import make
from tocsin.cli import app
from tocsin.configuration import load
from tocsin.settings import environment

ROOT = Path(__file__).parents[2]
DOCKER = ROOT / "docker"
PROFILES = ("demo", "single", "postgres", "fleet")
KINDS = ("datasources", "dashboards")
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
    assert profiles == set(PROFILES)
    for service in compose["services"].values():
        for volume in service.get("volumes", []):
            source = str(volume).split(":")[0]
            if source.startswith("."):
                assert (DOCKER / source).exists(), source
            elif not source.startswith("$"):
                assert source in compose["volumes"], source


def test_grafana_is_told_where_numbers_and_dashboard_are(compose: dict[str, Any]) -> None:
    mounts = [str(volume).split(":") for volume in compose["services"]["grafana"]["volumes"]]
    (dashboard,) = [inside for outside, inside, *_ in mounts if outside.endswith("grafana-dashboard.json")]
    read = {name: yaml.safe_load((DOCKER / f"grafana/{name}.yaml").read_text("utf-8")) for name in KINDS}
    assert read["dashboards"]["providers"][0]["options"]["path"] == str(Path(dashboard).parent)
    assert read["datasources"]["datasources"][0]["url"] == "http://prometheus:9090"
    for kind in KINDS:
        assert [f"./grafana/{kind}.yaml", f"/etc/grafana/provisioning/{kind}/tocsin.yaml", "ro"] in mounts


def test_the_commands_are_commands_of_tocsin(compose: dict[str, Any], dockerfile: str) -> None:
    import typer.main

    known = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for name in OURS:
        first, *options = compose["services"][name]["command"]
        flags = {flag for parameter in known[first].params for flag in parameter.opts}
        assert {option for option in options if option.startswith("-")} <= flags, name
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


def test_compose_itself_accepts_the_file(tmp_path: Path) -> None:
    file, command = DOCKER / "compose.yaml", ["docker", "compose"]
    version = (
        subprocess.run([*command, "version"], capture_output=True, check=False) if shutil.which("docker") else None
    )
    if version is None or version.returncode:
        if shutil.which("docker-compose") is None:
            pytest.skip("docker compose is not installed")
        command = ["docker-compose"]  # version 1 knows everything in the file but its name
        plain = re.sub(r"(?m)^name:.*$", "", file.read_text(encoding="utf-8"))
        file = tmp_path / "compose.yaml"
        file.write_text(plain, encoding="utf-8")
    profiles = [part for profile in PROFILES for part in ("--profile", profile)]
    done = subprocess.run(
        [*command, "-f", str(file), *profiles, "config", "--quiet"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_hadolint_accepts_the_dockerfile() -> None:
    hadolint = shutil.which("hadolint", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if hadolint is None:
        pytest.skip("hadolint is not installed")
    done = subprocess.run([hadolint, str(DOCKER / "Dockerfile")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


KUBERNETES = ROOT / "docs/operations/kubernetes"


def manifests(folder: Path) -> list[dict[str, Any]]:
    """What `kustomize build` would start from: the kustomization's resources."""
    built = yaml.safe_load((folder / "kustomization.yaml").read_text(encoding="utf-8"))
    return [one for name in built["resources"] for one in yaml.safe_load_all((folder / name).read_text("utf-8"))]


@pytest.mark.parametrize("kind", ["single", "fleet"])
def test_pods_of_kubernetes_have_no_rights_and_find_everything_that_they_mount(kind: str) -> None:
    kustomization = yaml.safe_load((KUBERNETES / kind / "kustomization.yaml").read_text(encoding="utf-8"))
    found = manifests(KUBERNETES / kind)
    assert {one["metadata"]["name"] for one in found if one["kind"] == "Namespace"} == {kustomization["namespace"]}
    claims = {one["metadata"]["name"] for one in found if one["kind"] == "PersistentVolumeClaim"}
    maps = {one["name"] for one in kustomization["configMapGenerator"]}
    secrets = {one["name"]: one["files"] for one in kustomization["secretGenerator"]}
    deployments = [one for one in found if one["kind"] == "Deployment"]
    assert len(deployments) == (1 if kind == "single" else 2)
    for deployment in deployments:
        pod = deployment["spec"]["template"]["spec"]
        assert deployment["spec"]["selector"]["matchLabels"] == deployment["spec"]["template"]["metadata"]["labels"]
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["automountServiceAccountToken"] is False
        assert pod["terminationGracePeriodSeconds"] > 20
        volumes = {volume["name"]: volume for volume in pod["volumes"]}
        for container in pod["containers"]:
            rights = container["securityContext"]
            assert rights["readOnlyRootFilesystem"] is True
            assert rights["allowPrivilegeEscalation"] is False
            assert rights["capabilities"] == {"drop": ["ALL"]}
            assert "livenessProbe" in container
            assert {mount["name"] for mount in container["volumeMounts"]} == set(volumes)
            keys = {file.partition("=")[0] for file in secrets["tocsin-secrets"]}
            assert {Path(one["value"]).name for one in container["env"]} <= keys
        sources = volumes["config"]["projected"]["sources"]
        assert {source["configMap"]["name"] for source in sources} == maps
        assert volumes["secrets"]["secret"]["secretName"] in secrets
        if "persistentVolumeClaim" in volumes["var"]:
            assert volumes["var"]["persistentVolumeClaim"]["claimName"] in claims


@pytest.mark.parametrize("kind", ["single", "fleet"])
def test_pods_of_kubernetes_run_commands_of_tocsin(kind: str) -> None:
    import typer.main

    known = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for one in manifests(KUBERNETES / kind):
        if one["kind"] == "Deployment":
            (container,) = one["spec"]["template"]["spec"]["containers"]
            first, *options = container["args"]
            flags = {flag for parameter in known[first].params for flag in parameter.opts}
            assert {option for option in options if option.startswith("-")} <= flags


@pytest.mark.parametrize("kind", ["single", "fleet"])
def test_kustomize_builds_the_examples_with_a_configuration_and_secrets_beside_them(kind: str, tmp_path: Path) -> None:
    if shutil.which("kubectl") is None:
        pytest.skip("kubectl is not installed")
    folder = tmp_path / kind
    shutil.copytree(KUBERNETES / kind, folder)
    make(folder / "config")
    (folder / "config/watchlists/ports.yaml").rename(folder / "config/watchlists/example.yaml")
    (folder / "secrets").mkdir()
    for secret in ("database", "smtp_password"):
        (folder / "secrets" / secret).write_text("a secret", encoding="utf-8")
    done = subprocess.run(["kubectl", "kustomize", str(folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    built = list(yaml.safe_load_all(done.stdout))
    assert {one["metadata"].get("namespace", "tocsin") for one in built} == {"tocsin"}
    names = {one["metadata"]["name"] for one in built}
    for one in built:
        if one["kind"] == "Deployment":
            volumes = one["spec"]["template"]["spec"]["volumes"]
            (projected,) = (volume["projected"] for volume in volumes if "projected" in volume)
            assert {source["configMap"]["name"] for source in projected["sources"]} <= names


def test_a_configuration_that_kubernetes_mounts_is_read_through_its_links(tmp_path: Path) -> None:
    real = tmp_path / "etc/..2026_03_01"
    make(real)
    (tmp_path / "etc/..data").symlink_to("..2026_03_01")
    for path in real.iterdir():
        (tmp_path / "etc" / path.name).symlink_to(f"..data/{path.name}")
    assert len(load(tmp_path / "etc").watchlists) == 1
