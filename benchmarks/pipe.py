"""Matching as a filter: articles a second through `tocsin match --jsonl`, and what its processes hold meanwhile.

    python -m benchmarks.pipe --lines 100000

Lists and articles are those of `benchmarks.match`; the same 2,000 articles come again and again. What it costs beyond
matching alone, which is measured in the same run, is reading and writing JSON. CPU time is that of all processes.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import IO

import psutil
import yaml

from benchmarks.folders import write
from benchmarks.match import Made, make
from monitor.ruleset import compile_ruleset

ARTICLES = 2000
_FIRST = 5000
"""Answers after which memory is looked at, and looked at again at the end."""


def main() -> None:
    """Send lines, read answers, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=20_000)
    parser.add_argument("--terms", type=int, default=10_000)
    parser.add_argument("--rules", type=int, default=500)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, os.cpu_count() or 1])
    options = parser.parse_args()
    made = make(options.terms, options.rules, ARTICLES)
    alone = _alone(made)
    print(f"matching alone: {alone:,.0f} articles a CPU second")
    heads = ("processes", "articles/s", "a CPU second", "of alone", "MB at first", "MB in the end")
    print("".join(f"{head:>15}" for head in heads))
    with tempfile.TemporaryDirectory() as folder:
        home = _folder(Path(folder), made)
        for workers in options.workers:
            _measure(home, made, workers, options.lines, alone)


def _alone(made: Made) -> float:
    rules = compile_ruleset(made.watchlists, made.entities)
    taken = []
    for _ in range(3):
        start = time.process_time()
        for document in made.documents:
            rules.analyse(document)
        taken.append(time.process_time() - start)
    return len(made.documents) / min(taken)


def _folder(folder: Path, made: Made) -> Path:
    """The made-up lists as a configuration folder."""
    entities = [one.model_dump(mode="json", exclude_defaults=True) for one in made.entities]
    files = {
        "settings.yaml": "contact: https://example.org/bot\n",
        "outlets.yaml": "outlets: []\n",
        "digests.yaml": "digests: []\n",
        "entities/made.yaml": yaml.safe_dump({"entities": entities}, allow_unicode=True),
    }
    for one in made.watchlists:
        content = one.model_dump(mode="json", exclude_defaults=True, exclude={"id"})
        files[f"watchlists/{one.id}.yaml"] = yaml.safe_dump(content, allow_unicode=True)
    return write(folder / "config", files)


def _measure(home: Path, made: Made, workers: int, count: int, alone: float) -> None:
    lines = [
        json.dumps({"id": n, "title": one.title, "text": one.text, "lang": "en"}, ensure_ascii=False).encode() + b"\n"
        for n, one in enumerate(made.documents)
    ]
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(
            [sys.executable, "-m", "tocsin", "match", "--jsonl", "--workers", str(workers), "--config", str(home)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=told,
        )  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(lines[0])
        process.stdin.flush()
        if not process.stdout.readline():  # compiled and ready from here on
            told.seek(0)
            raise SystemExit(told.read().decode())
        tree = psutil.Process(process.pid)
        begun, cpu = time.perf_counter(), _cpu(tree)
        feeder = threading.Thread(target=_feed, args=(process.stdin, lines, count))
        feeder.start()
        first = last = spent = 0.0
        for number in range(1, count + 1):
            process.stdout.readline()
            if number == min(_FIRST, count):
                first = _megabytes(tree)
            if number == count - len(lines) // 2:  # the processes go with the last line
                last, spent = _megabytes(tree), (_cpu(tree) - cpu) / number
        seconds = time.perf_counter() - begun
        feeder.join()
        process.wait(timeout=60)
    rates = f"{workers:>15}{count / seconds:>15,.0f}{1 / spent:>15,.0f}{1 / spent / alone:>15.2f}"
    print(f"{rates}{first:>15.0f}{last:>15.0f}", flush=True)


def _feed(pipe: IO[bytes], lines: list[bytes], count: int) -> None:
    for start in range(0, count, len(lines)):
        pipe.writelines(lines[: min(len(lines), count - start)])
    pipe.close()


def _family(tree: psutil.Process) -> list[psutil.Process]:
    return [tree, *tree.children(recursive=True)]


def _cpu(tree: psutil.Process) -> float:
    return sum(sum(one.cpu_times()[:2]) for one in _family(tree))


def _megabytes(tree: psutil.Process) -> float:
    """What the processes hold for themselves; the lists they share."""
    return sum(one.memory_full_info().uss for one in _family(tree)) / 1e6


if __name__ == "__main__":
    main()
