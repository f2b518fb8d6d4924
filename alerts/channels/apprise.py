"""Chat and push services, by Apprise addresses. A secret in an address is written ${NAME} and filled in only here."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from alerts.channels import Parcel, Receipt, TransportError

STORIES = 8
"""Headlines in one chat message; whoever wants all of them reads the digest."""
SECONDS = 60


class AppriseChannel:
    """Sends subject and headlines through the service that each address names."""

    def __init__(self, secrets: Mapping[str, str]) -> None:
        self._secrets = secrets

    def deliver(self, parcel: Parcel) -> Receipt:
        """Hand one message to one service."""
        from apprise import Apprise, AppriseAsset, NotifyFormat  # noqa: PLC0415 (slow to load)

        missing = [name for name in re.findall(r"\$\{(\w+)\}", parcel.recipient) if name not in self._secrets]
        if missing:
            what = f"there is no TOCSIN_SECRET_{missing[0]} in the environment, which {parcel.recipient} needs"
            raise TransportError(what, phase="address")
        address = re.sub(r"\$\{(\w+)\}", lambda found: self._secrets[found[1]], parcel.recipient)
        # No pictures from elsewhere, no plug-ins from disk.
        service = Apprise(asset=AppriseAsset(app_id="Tocsin", image_url_mask="", image_url_logo="", plugin_paths=[]))
        if not service.add(address):
            raise TransportError(
                f"{parcel.recipient} is no address that Apprise knows", phase="address", permanent=True
            )
        issue = json.loads(parcel.content)
        said: list[str] = []
        parcel.last_step()
        result = service.notify(
            body=chat_text(issue),
            title=issue["subject"],
            body_format=NotifyFormat.TEXT,
            timeout=SECONDS,
            log_callback=lambda entry, _service: said.append(entry.message),
            log_level=30,
        )
        if result:
            return Receipt(None, "accepted")
        raise TransportError(self._hidden(" ".join(said) or "the service did not accept it"), phase="service")

    def close(self) -> None:
        """Nothing is kept open."""

    def _hidden(self, text: str) -> str:
        for value in filter(None, self._secrets.values()):
            text = text.replace(value, "***")
        return text


def chat_text(issue: Mapping[str, Any]) -> str:
    """The best headlines with outlet, score and address; facts and window above them."""
    stories = sorted(issue["stories"], key=lambda story: not story["urgent"])
    lines = [issue["window"], *filter(None, [issue.get("lead", "")]), *issue.get("facts", []), *issue.get("health", [])]
    for story in stories[:STORIES]:
        lines += ["", f"{story['headline']} ({story['outlet']}, {story['score']})", *filter(None, [story["url"]])]
    if len(stories) > STORIES:
        lines += ["", f"and {len(stories) - STORIES} more"]
    return "\n".join(lines)
