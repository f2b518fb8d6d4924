"""Exit codes: what a script may rely on. Shown at the end of `tocsin --help`."""

from __future__ import annotations

OK = 0
PROBLEM = 1
USAGE = 2
MACHINE = 3
BUSY = 4
BUG = 70
INTERRUPTED = 130

MEANING = {
    OK: "all went well",
    PROBLEM: "the work was done, but something in it needs a look: an outlet failed, a message was not delivered, "
    "`check` found errors",
    USAGE: "wrong usage or configuration: nothing was done",
    MACHINE: "the machine: database unreachable, disk full, folder not writable; try again once the cause is gone",
    BUSY: "another `tocsin run` holds this database",
    BUG: "a mistake in Tocsin itself; please report what was printed",
    INTERRUPTED: "stopped by Ctrl-C",
}


def table() -> str:
    """The codes as help text."""
    return "Exit codes: " + "; ".join(f"{code} {meaning}" for code, meaning in MEANING.items()) + "."
