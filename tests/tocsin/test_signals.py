"""Signals that ask for the end: heard once or several times in a row, never a standstill."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading

import pytest

from tocsin.serving import on_signals


def test_a_second_signal_while_the_first_is_handled_does_not_wait_for_it() -> None:
    inside, heard = threading.Lock(), threading.Event()

    def stop() -> None:
        if inside.acquire(timeout=20):
            heard.set()
            inside.release()

    with on_signals(stop):
        with inside:
            signal.raise_signal(signal.SIGTERM)  # handled at once, in this thread, which holds the lock
            signal.raise_signal(signal.SIGINT)
        assert heard.wait(60)


def test_afterwards_signals_mean_what_they_meant_before() -> None:
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    with on_signals(lambda: None):
        assert signal.getsignal(signal.SIGTERM) != before[0]
    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before


_DELIVERED_ELSEWHERE = """
import signal, threading
from datetime import UTC, datetime
from tocsin.serving import on_signals
from tocsin.ticking import Ticker

class Idle(Ticker):
    def ticks(self):
        return {"idle": (lambda: None, 3600)}

idle = Idle("idle", lambda: datetime.now(UTC))

def deliver():
    signal.pthread_kill(threading.get_ident(), signal.SIGTERM)

with on_signals(idle.stop):
    idle.run(ready=threading.Timer(0.3, deliver).start)
print("ended", flush=True)
"""


def test_a_signal_that_reaches_another_thread_than_the_first_is_heard_too() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _DELIVERED_ELSEWHERE], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.stdout.endswith("ended\n"), done.stderr


_NEVER_ENDS = """
import sys, threading
from datetime import UTC, datetime
from tocsin import ticking

ticking.STOP_SECONDS = 0.1

class Stuck(ticking.Ticker):
    abandoned = int(sys.argv[1])

    def ticks(self):
        return {"wait": (lambda: None, 60.0)}

    def wind_up(self):
        threading.Event().wait()

stuck = Stuck("test", lambda: datetime.now(UTC))
stuck.run(stuck.stop)
"""


@pytest.mark.parametrize("code", [0, 3])
def test_work_that_never_ends_is_left_where_it_is_with_the_code_that_says_whether_the_end_was_asked_for(
    code: int,
) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _NEVER_ENDS, str(code)], capture_output=True, text=True, check=False, timeout=120
    )
    assert ended.returncode == code, ended.stderr
