"""Which channels there are: from settings, secrets and the folder of changing files to ready channels."""

from __future__ import annotations

from pathlib import Path

from alerts.channels import Channels
from alerts.channels.apprise import AppriseChannel
from alerts.channels.feed import FeedChannel
from alerts.channels.file import FileChannel
from alerts.channels.mail import MailChannel
from alerts.channels.mail_server import Server
from alerts.channels.webhook import WebhookChannel
from alerts.facts import Secrets
from alerts.mail_settings import MailSettings
from alerts.signing import Signer


def open_channels(settings: MailSettings, secrets: Secrets, var: Path) -> Channels:
    """The channels of one round of `dispatch`, by name. Nothing is connected before a message needs it.

    Mail goes to the server of the settings; where there is none, into files under `var/outbox`.
    """
    return {
        "mail": _mail(settings, secrets, var),
        "apprise": AppriseChannel(secrets.named),
        "webhook": WebhookChannel(secrets.webhook),
        "feed": FeedChannel(var / "feeds"),
    }


def _mail(settings: MailSettings, secrets: Secrets, var: Path) -> FileChannel | MailChannel:
    if settings.server is None:
        return FileChannel(var / "outbox")
    host, port = settings.server
    server = Server(host, port, settings.encryption, settings.mail_user, secrets.smtp_password)
    signer = Signer(settings.domain, settings.dkim_selector, secrets.dkim_key) if settings.dkim_selector else None
    return MailChannel(server, settings.sender[1], signer=signer)
