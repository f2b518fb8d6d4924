from __future__ import annotations

import pytest
from pydantic import ValidationError

from alerts.facts import Secrets
from alerts.mail_settings import MailSettings
from tocsin.settings import Settings


def test_everything_has_a_default_that_writes_files() -> None:
    settings = MailSettings()
    assert settings.server is None
    assert settings.sender == ("Tocsin", "tocsin@localhost")
    assert settings.catch_up_max == 36 * 3600


def test_list_and_unsubscribe_are_made_from_the_sender() -> None:
    settings = MailSettings(mail_from="Press watch <watch@press.example>")
    assert settings.list_id == "tocsin.press.example"
    assert settings.unsubscribe == "mailto:watch@press.example?subject=unsubscribe"
    assert MailSettings(mail_unsubscribe="https://press.example/stop").unsubscribe == "https://press.example/stop"
    assert (
        MailSettings(mail_unsubscribe="stop@press.example").unsubscribe
        == "mailto:stop@press.example?subject=unsubscribe"
    )


def test_readers_are_sent_to_whoever_is_known_and_nowhere_where_nobody_is() -> None:
    assert MailSettings().unsubscribe == ""
    assert MailSettings(operators=["ops@press.example"]).unsubscribe == "mailto:ops@press.example?subject=unsubscribe"
    assert Settings(contact="ana@press.example").unsubscribe == "mailto:ana@press.example?subject=unsubscribe"
    assert Settings(contact="https://press.example/crawler").unsubscribe == ""


@pytest.mark.parametrize(
    ("server", "security", "expected"),
    [
        ("mail.press.example", "auto", ("mail.press.example", 587)),
        ("mail.press.example", "tls", ("mail.press.example", 465)),
        ("[2001:db8::1]:2525", "auto", ("2001:db8::1", 2525)),
    ],
)
def test_a_server_without_a_port_has_the_usual_one(server: str, security: str, expected: tuple[str, int]) -> None:
    assert MailSettings.model_validate({"mail_server": server, "mail_security": security}).server == expected


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("mail_from", "watch", "write the sender as"),
        ("mail_from", "a@b.example\nBcc: x@y.example", "write the sender as"),
        ("mail_server", "mail.press.example:0", "host:port"),
        ("mail_server", "smtp://mail.press.example", "host:port"),
        ("mail_unsubscribe", "http://press.example/stop", "https"),
        ("mail_list", "a list", "host name"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_to_write(name: str, value: str, advice: str) -> None:
    with pytest.raises(ValidationError, match=advice):
        MailSettings.model_validate({name: value})


def test_secrets_do_not_show_themselves() -> None:
    secrets = Secrets(smtp_password="p4ss", webhook="h00k", dkim_key="k3y", named={"ROOM": "r00m"})
    assert not {"p4ss", "h00k", "k3y", "r00m"} & set(repr(secrets).replace("'", " ").split())
    assert "p4ss" not in repr(secrets)
