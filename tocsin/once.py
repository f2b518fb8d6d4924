"""All of it, one time: crawl, screen, compose, send. `tocsin once` and `tocsin demo` run exactly this."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from alerts.dispatch import DispatchReport
from alerts.on_hold import OnHold
from crawler.crawl import Crawler, OutletReport
from crawler.outlets import Outlet
from monitor.screen import ScreenReport
from tocsin import rota, work
from tocsin.succession import take_over
from tocsin.wiring import House
from tocsin.work import Made

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Summary:
    """What one run did."""

    outlets: Sequence[OutletReport]
    screening: ScreenReport
    issues: Sequence[Made]
    quiet: Sequence[str] = ()
    """Digests that had nothing new and were not due: no issue was made."""
    on_hold: Sequence[OnHold] = ()
    """What alerts have found and hold back."""
    unrendered: Mapping[str, str] = field(default_factory=dict)
    """Digests and alerts that could not be rendered, and why."""
    mail: DispatchReport = field(default_factory=DispatchReport)

    @property
    def failed_outlets(self) -> list[OutletReport]:
        """Outlets that brought nothing but errors."""
        return [o for o in self.outlets if o.failed]

    @property
    def alive(self) -> bool:
        """An outlet was read, or a message went out: what the dead man's switch is told of."""
        return len(self.failed_outlets) < len(self.outlets) or bool(self.mail.sent)

    @property
    def nothing_new(self) -> bool:
        """No article was new and no message went out."""
        return not any(o.new or o.changed for o in self.outlets) and not self.mail.sent and not self.issues

    @property
    def ok(self) -> bool:
        """Every outlet was read and every message is out or will be tried again."""
        return not (self.failed_outlets or self.unrendered) and self.mail.ok

    def totals(self) -> dict[str, int]:
        """The line that sums everything up."""
        return {
            "outlets": len(self.outlets),
            "found": sum(o.found for o in self.outlets),
            "fetched": sum(o.fetched for o in self.outlets),
            "new": sum(o.new for o in self.outlets),
            "changed": sum(o.changed for o in self.outlets),
            "matched": self.screening.matched,
            "stories": sum(made.stories for made in self.issues),
            "mailed": self.mail.sent,
        }

    def as_json(self) -> dict[str, Any]:
        """For scripts."""
        return {
            **self.totals(),
            "screened": self.screening.screened,
            "failed": [o.outlet for o in self.failed_outlets],
            "by_outlet": [asdict(o) for o in self.outlets],
            "issues": [asdict(made) for made in self.issues],
            "quiet": list(self.quiet),
            "on_hold": [{**asdict(one), "until": one.until.isoformat()} for one in self.on_hold],
            "unrendered": dict(self.unrendered),
            "delivery": asdict(self.mail),
        }


def once(
    house: House,
    *,
    clock: Clock,
    outlets: Sequence[Outlet] | None = None,
    crawler: Crawler | None = None,
    on_event: Callable[[dict[str, Any]], None] | None = None,
    on_stage: Callable[[str], None] = lambda stage: None,
) -> Summary:
    """Look at every outlet that is on or in test, whatever its `every`; screen; make the issues; send what waits.

    A digest gets an issue when it has unclaimed matches, when a slot fell due since its last issue, or when it never
    had one; else none is made. Interrupted at any point, the next run goes on from what was committed.

    crawler: one that is running already (demo runs several rounds); by default one is started and stopped here.
    on_stage: called with "crawl", "screen", "compose", "send" as each begins.
    """
    chosen = rota.active(house.configuration.outlets) if outlets is None else list(outlets)
    on_stage("crawl")
    take_over(house)
    with Crawler() if crawler is None else nullcontext(crawler) as active:
        round_report = work.crawl(house, active, chosen, on_event=on_event)
    on_stage("screen")
    screening = work.read(house, now=clock())
    on_stage("compose")
    digests = work.compose_all(house, now=clock(), at_once=True)
    alerts = work.alert(house, now=clock())
    warning = work.warn(house, now=clock())
    on_stage("send")
    mail = work.send(house, now=clock())
    return Summary(
        round_report.outlets,
        screening,
        [*digests.made, *alerts.made, *warning.made],
        digests.quiet,
        work.on_hold(house, now=clock()),
        {**digests.failed, **alerts.failed, **warning.failed},
        mail,
    )
