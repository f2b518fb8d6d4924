from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.alerts.samples import sample_mails
from tests.fakes.programs import program


def test_the_local_rules_of_spamassassin_find_nothing_against_any_of_our_mails(tmp_path: Path) -> None:
    spamassassin = program("SPAMASSASSIN", "spamassassin")
    for kind, mime in sample_mails().items():
        (tmp_path / kind).write_bytes(mime)
    files = [str(path) for path in sorted(tmp_path.iterdir())]
    command = [spamassassin, "--local", "--test-mode", *files]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    verdicts = re.findall(rb"^X-Spam-Status: (\w+), score=(-?[\d.]+) ((?:.*\n[ \t])*.*)", done.stdout, re.M)
    assert len(verdicts) == len(files) == 3
    assert [(why.decode(), float(score)) for _, score, why in verdicts if float(score) > 0.0] == []
