"""The environment: secrets, folders, and variables nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tocsin.folders import make, said
from tocsin.configuration import load
from tocsin.problems import ConfigurationError
from tocsin.settings import Environment, Settings, environment

SETTINGS = Settings(contact="https://example.org/bot")


def test_without_any_variable_everything_lies_beside_the_configuration(tmp_path: Path) -> None:
    config = tmp_path / "desk" / "config"
    env = environment({})
    assert env.var_folder(config) == tmp_path / "desk" / "var"
    assert env.database_url(SETTINGS, config) == f"sqlite:///{tmp_path}/desk/var/tocsin.sqlite"
    assert env.warnings == ()


def test_the_database_is_taken_from_the_environment_before_the_file(tmp_path: Path) -> None:
    settings = Settings(contact="a@example.org", database="postgresql://desk@db.example/tocsin")
    assert environment({}).database_url(settings, tmp_path) == "postgresql://desk@db.example/tocsin"
    env = environment({"TOCSIN_DATABASE": "sqlite:////srv/t.sqlite", "TOCSIN_VAR": "/srv/var"})
    assert env.database_url(settings, tmp_path) == "sqlite:////srv/t.sqlite"
    assert env.var_folder(tmp_path) == Path("/srv/var")


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("s3cret\n")
    (tmp_path / "token").write_text("t0ken\n")
    env = environment(
        {
            "TOCSIN_SMTP_PASSWORD_FILE": str(tmp_path / "password"),
            "TOCSIN_SECRET_CHAT_FILE": str(tmp_path / "token"),
            "TOCSIN_SECRET_PUSH": "p",
            "TOCSIN_WEBHOOK_SECRET": "w",
        }
    )
    assert env.secrets.smtp_password == "s3cret"
    assert env.secrets.webhook == "w"
    assert dict(env.secrets.named) == {"CHAT": "t0ken", "PUSH": "p"}


def test_no_secret_shows_when_the_environment_is_printed(tmp_path: Path) -> None:
    env = environment({"TOCSIN_SMTP_PASSWORD": "s3cret", "TOCSIN_DATABASE": "postgresql://u:s3cret@db/t"})
    assert "s3cret" not in repr(env)
    assert isinstance(env, Environment)


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        (
            {"TOCSIN_DKIM_KEY_FILE": "/nowhere/key"},
            "TOCSIN_DKIM_KEY_FILE names a file that cannot be read: /nowhere/key",
        ),
        (
            {"TOCSIN_DKIM_KEY": "a", "TOCSIN_DKIM_KEY_FILE": "b"},
            "TOCSIN_DKIM_KEY and TOCSIN_DKIM_KEY_FILE are both set",
        ),
        ({"TOCSIN_DATABASE": "no address"}, "TOCSIN_DATABASE is no database address"),
        ({"TOCSIN_DATABASE": "postgresql://host:x/name"}, "TOCSIN_DATABASE is no database address"),
        ({"TOCSIN_LOG": "xml"}, "TOCSIN_LOG is neither 'text' nor 'json'"),
    ],
)
def test_a_variable_that_makes_no_sense_is_refused(variables: dict[str, str], message: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        environment(variables)
    assert caught.value.show().startswith(f"environment: error: {message}")


def test_a_misspelt_variable_is_pointed_out_and_an_empty_one_counts_as_unset() -> None:
    env = environment({"TOCSIN_DATABSE": "sqlite://", "TOCSIN_VAR": "", "PATH": "/bin", "TOCSIN_TEST_POSTGRES": "1"})
    assert [str(problem) for problem in env.warnings] == [
        "environment: warning: TOCSIN_DATABSE is not a variable that Tocsin knows; did you mean 'TOCSIN_DATABASE'?"
        "  [unknown-variable]"
    ]
    assert env.var is None


def test_the_process_environment_is_read_when_none_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOCSIN_VAR", "/srv/elsewhere")
    assert environment().var == Path("/srv/elsewhere")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("contact: our press desk", "write an address of a page (https://...) or a mail address"),
        ("contact: a@example.org\nworkers: 0", "workers: must be greater than or equal to 1"),
        ("contact: a@example.org\nkeep: {raw: for ever}", "raw: write a time span as 30s, 15m, 2h or 1d"),
        ("contact: a@example.org\nmail_server: 'mail server'", "write the mail server as host:port"),
        ("contact: a@example.org\nping: ftp://example.org", "a web address starts with https:// or http://"),
        ("contact: a@example.org\ndatabase: mysql://db/t", "the database is either sqlite:///file or postgresql://"),
        ("contact: a@example.org\nkeep: {raw: 9999999999d}", "a time span of more than 100 years is surely a slip"),
    ],
)
def test_settings_say_how_a_value_is_written(line: str, message: str) -> None:
    assert message in said("settings", line)


def test_an_intranet_may_be_allowed_for_every_outlet_at_once(tmp_path: Path) -> None:
    folder = make(tmp_path / "config", settings="contact: desk@newsroom\nallow_private: yes\n")
    assert all(outlet.allow_private for outlet in load(folder).outlets)


def test_a_plain_span_says_how_long_texts_are_kept() -> None:
    assert Settings.model_validate({"contact": "desk@newsroom", "keep": "730d"}).keep.texts == 730 * 86400
