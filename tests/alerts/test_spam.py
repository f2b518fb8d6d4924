from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from tests.alerts.samples import sample_mails

SPAMASSASSIN = shutil.which("spamassassin")


@pytest.mark.skipif(SPAMASSASSIN is None, reason="SpamAssassin is not installed")
@pytest.mark.parametrize("kind", ["digest", "quiet", "alert"])
def test_the_local_rules_of_spamassassin_find_nothing_against_any_of_our_mails(kind: str) -> None:
    command = [str(SPAMASSASSIN), "--local", "--test-mode"]
    done = subprocess.run(command, input=sample_mails()[kind], capture_output=True, check=True, timeout=120)
    status = re.search(rb"X-Spam-Status: \w+, score=(-?[\d.]+) .*?\n(?=\S)", done.stdout, re.S)
    assert status is not None
    assert float(status[1]) <= 0.0, status[0].decode()
