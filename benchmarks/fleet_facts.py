"""What is left after the killing: the looks by the press's own log, the rest by the database and the mail server."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy import Engine, func, select, text

from alerts.claims import beginning
from alerts.tables import Issue, IssueItem, Outbox
from benchmarks.growing_press import Asked
from crawler.database import reader, sessions
from crawler.tables import Article, Revision
from monitor.tables import Match

SLACK = 10.0
"""Seconds that a look may be late without anybody having been killed: the ticks of the schedule and the queue."""
RECOVERY = 60.0
"""Seconds more while a killed worker's jobs are found and given to others: 20 without a sign of life, a rescue every
5, and the look itself; or 30 until another scheduler leads. Twice, for a job may be killed twice."""
_STUCK = """SELECT count(*) FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id
    WHERE j.status = 'doing' AND (w.id IS NULL OR w.last_heartbeat < now() - interval '1 minute')"""


@dataclass(frozen=True)
class Looks:
    """What the press saw."""

    looks: int
    late: int
    """Looks that began later than `every` + SLACK, nobody having been killed meanwhile."""
    worst_calm: float
    worst_killed: float
    """Seconds by which the latest look was late, without and with a kill while it was waited for."""
    overlaps: int
    """Requests to an outlet that began before one of another worker to the same outlet had ended."""
    interleaved: int
    """Article pages asked for by a worker after another one had begun a newer look at that outlet."""
    pages_again: int
    """Article pages asked for a second time: by who took over from a killed worker."""

    @property
    def good(self) -> bool:
        """On time, and no outlet by two at once."""
        return not (self.late or self.overlaps or self.interleaved) and self.worst_killed <= RECOVERY

    def lines(self) -> Iterator[str]:
        """For people."""
        yield f"looks by the press's log              {self.looks}, late without a kill: {self.late}"
        yield f"seconds late, worst without a kill    {self.worst_calm:.1f}"
        yield f"seconds late, worst with a kill       {self.worst_killed:.1f}"
        yield f"requests of two workers at once       {self.overlaps}"
        yield f"looks into each other                 {self.interleaved}"
        yield f"pages asked again after a kill        {self.pages_again}"


def judge(asked: Sequence[Asked], kills: Sequence[float], *, every: float, since: float, until: float) -> Looks:
    """Read the press's log.

    Args:
        asked: its lines, in any order.
        kills: when somebody was killed, in seconds since the epoch.
        every: seconds between two looks at an outlet, as configured.
        since: when all of the fleet had begun to work: pauses before do not count.
        until: when the fleet was still at work: an outlet not looked at since is late by then.
    """
    by_outlet: dict[int, list[Asked]] = defaultdict(list)
    for one in sorted(asked, key=lambda one: one.began):
        by_outlet[one.outlet].append(one)
    looks = late = overlaps = interleaved = 0
    worst_calm = worst_killed = 0.0
    pages = Counter((one.outlet, one.path) for one in asked if one.path.startswith("/story/") and one.status == 200)
    for requests in by_outlet.values():
        begun = [one.began for one in requests if one.path == "/feed" and one.began >= since]
        looks += len(begun)
        for before, after in pairwise([*begun, until] if begun and begun[-1] < until else begun):
            delay = after - before - every
            if any(before - RECOVERY < kill < after for kill in kills):
                worst_killed = max(worst_killed, delay)
            else:
                worst_calm = max(worst_calm, delay)
                late += delay > SLACK
        overlaps += _overlaps(requests)
        interleaved += _interleaved(requests)
    again = sum(number - 1 for number in pages.values())
    return Looks(looks, late, worst_calm, worst_killed, overlaps, interleaved, again)


def _overlaps(requests: Sequence[Asked]) -> int:
    """Requests that began while one of another worker was not over; `requests` by their begin."""
    found = 0
    ends: dict[str, float] = {}
    for one in requests:
        found += any(agent != one.agent and end > one.began for agent, end in ends.items())
        ends[one.agent] = max(one.ended, ends.get(one.agent, 0.0))
    return found


def _interleaved(requests: Sequence[Asked]) -> int:
    holder, found = "", 0
    for one in requests:
        if one.path == "/feed":
            holder = one.agent
        elif one.path.startswith("/story/") and one.agent != holder:
            found += 1
    return found


@dataclass(frozen=True)
class Facts:
    """What database and mail server hold."""

    published: int
    articles: int
    missing: int
    twice: int
    """Articles that stand in the database more than once, or with a second revision."""
    matches: int
    unclaimed: int
    claimed_twice: int
    digests: int
    missed: int
    issued_twice: int
    unsent: int
    never_received: int
    received_twice: int
    unexplained: int
    """Mails that came twice without the outbox saying that this may have happened."""
    stuck: int
    """Jobs that a dead worker still holds."""

    @property
    def complete(self) -> bool:
        """Nothing is left that a fleet at work has yet to do."""
        return not (self.missing or self.unsent or self.stuck or self.missed)

    @property
    def good(self) -> bool:
        """Everything was done once."""
        again = self.twice or self.claimed_twice or self.issued_twice or self.unexplained
        return self.complete and not (self.unclaimed or self.never_received or again)

    def lines(self) -> Iterator[str]:
        """For people."""
        yield f"articles published, kept              {self.published}, {self.articles}"
        yield f"articles missing, kept twice          {self.missing}, {self.twice}"
        yield f"matches, in no issue, in two          {self.matches}, {self.unclaimed}, {self.claimed_twice}"
        yield f"digests due, missed, made twice       {self.digests}, {self.missed}, {self.issued_twice}"
        yield f"mails unsent, never received          {self.unsent}, {self.never_received}"
        yield f"mails received twice, unexplained     {self.received_twice}, {self.unexplained}"
        yield f"jobs of the dead                      {self.stuck}"


def count(engine: Engine, published: Sequence[int], received: Counter[str], slots: Sequence[datetime]) -> Facts:
    """Count; `published`: articles of each outlet, `slots`: when the digests d0, d1, ... were due."""
    wanted = {f"o{outlet}": number for outlet, number in enumerate(published)}
    with sessions(reader(engine))() as session:
        kept = Counter(dict(session.execute(select(Article.outlet, func.count()).group_by(Article.outlet)).all()))
        urls = session.scalar(select(func.count(Article.url.distinct()))) or 0
        changed = session.scalar(select(func.count()).select_from(Revision).where(Revision.number > 1)) or 0
        current = set(session.scalars(select(Match.id).where(Match.withdrawn.is_(None))))
        # The last digest's only issue tells everything that was found before it; half a minute is for what was being
        # screened when it was made.
        early = set(session.scalars(select(Match.id).where(Match.found < slots[-1] - timedelta(seconds=30))))
        claims = select(IssueItem.match_id, IssueItem.digest)
        twice = session.execute(claims.group_by(IssueItem.match_id, IssueItem.digest).having(func.count() > 1)).all()
        held: dict[str, set[int]] = defaultdict(set)
        for match, digest in session.execute(claims):
            held[digest].add(match)
        names = [f"d{number}" for number in range(len(slots))]
        made = Counter(session.execute(select(Issue.digest, Issue.slot)).tuples())
        # A slot from before the first look (on a slow machine the fleet takes minutes to begin) has nothing to tell.
        began = beginning(session)
        due = [(name, slot) for name, slot in zip(names, slots, strict=True) if began is not None and slot > began]
        at_slots = [made[one] for one in due]
        rows = session.scalars(select(Outbox)).all()
        repeated = {row.message_id: received[row.message_id] - 1 for row in rows if received[row.message_id] > 1}
        doubts = {row.message_id: row.uncertain - 1 for row in rows}
        return Facts(
            published=sum(wanted.values()),
            articles=kept.total(),
            missing=sum(max(0, number - kept[outlet]) for outlet, number in wanted.items()),
            twice=kept.total() - urls + changed,
            matches=len(current),
            unclaimed=len(early & current - held[names[-1]]),
            claimed_twice=len(twice),
            digests=len(due),
            missed=at_slots.count(0),
            issued_twice=sum(number > 1 for number in at_slots),
            unsent=sum(row.state != "sent" for row in rows),
            never_received=sum(not received[row.message_id] for row in rows),
            received_twice=sum(repeated.values()),
            unexplained=sum(more > doubts[identity] for identity, more in repeated.items()),
            stuck=session.scalar(text(_STUCK)) or 0,
        )
