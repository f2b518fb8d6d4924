"""Labelled articles: which are one story, and why a pair is hard. `python -m tests.quality.stories` prints how the
grouping does, by rule.

`stories/*.txt` holds records of invented articles: a line `=== id | event | how | outlet | language | published`, the
headline, the text. Articles of one event are one story; all others are not. `how` names what makes the record hard.
An update of the same event within 72 hours is the same story (the toll grows, the ship floats again); a new event in
the same saga is not, nor is the answer to it. All languages of one script count together: a German text and an English
one of one event are one story, a Russian one of it is another.

`stories/unseen/*.txt` are waves that were written before the grouping was looked at, or changed since. At first sight,
with the entities of the starting lists: the first F1 .924 (growing death tolls and Ukrainian or Arabic beside Russian
or Persian were missed); the second .957 (a decimal beside a death toll was taken for one); the third .900 (all right
within a language, a German text beside two English ones missed); the fourth .617, the hardest (recall .446: other
spellings of a name in German, updates on the next day, rewrites without a name in common); the fifth, after the rules
were mended for the fourth, .723 (recall .566: briefs, updates that name no figures, headlines that share nothing);
the sixth, small, after the weights of the judgement were fitted to the five (with articles of different waves beside
each other as pairs that are not one story), .720 (recall .562). Precision was 1.000 in all six. What the rules were
before the fourth finds .464 of the fifth and .400 of the sixth.

The seventh, the eighth and the ninth hold long articles of one beat (and local ones) that repeat paragraphs of
background nearly word for word, as agencies do. The rules that had been right within the first six made one story of
nearly all of them: precision .385, .118 and .520 (recall 1.000, .750 and 1.000). Mended for the seventh (what is copied
must include the opening), the eighth had .800 (recall 1.000): a surgeon's resignation was one with the vote of the day
before that its background named. Mended for that too (the day of the news stands in the opening), the ninth had .650
(recall 1.000): length, cost and year of a railway stood in the background of three different articles; now figures are
looked for in the first 60 pieces.

The tenth, 202 articles of one week (texts of 22 to 516 words, English, Russian, Persian; daily reports, one press
conference on several topics, drills of one week, digests and opinions beside the news), had F1 .694 at first sight:
precision .938 (a digest headed by its first item joined that story), recall .551, of copies 1.000, of rewrites .470.
The judgement had asked for too much: it was fitted with pairs of different waves, which are invented worlds that tell
the same event twice, counted in full as two stories. They count a fifth now. And how alike two texts are by a weighted
cosine said less than how many words headline and first words share at all (by its logarithm); the cosine went.
The eleventh, 83 articles of an agency's wording, written before that and first measured after it: F1 .918, precision
.875, recall .966 (.935, .879 and 1.000 with the starting lists' entities; by the rules of before .916, recall .845):
wrong are five reports from one meeting on three topics that share their last paragraph; missed was a Persian pair that
never met (a sample of twelve words makes Persian and Arabic texts meet now, not six).

The twelfth, 30 short articles, is the one that nothing was changed for: F1 .813, precision .684, recall 1.000 (all
right in Russian and Persian; in English a summit and two presidents' talks on its sidelines are one story, six pairs).

The thirteenth to the sixteenth, 273 articles with many true rewrites (the beat; European news in four languages; wire
pieces of two sentences with look-alikes; long texts with a shared background, a summit with the talks on its sidelines,
a press conference), had at first sight, with and without the entities of the starting lists: F1 .557 (precision .880,
recall .407), .444 (1.000, .286), .571 (1.000, .400) and .340 (.500, .257); together .481 (.810, .342). Since then words
are compared by meaning and frequency, and an article joins by the mean of the evidence against a story. With weights
fitted to all other sets the four had .79 together at first. The labelled set with its derived copies fell from 1.000 to
.944 by it: people and places of small towns, four articles each, were taken for one event.

The seventeenth and the eighteenth, 178 articles, were seen once after those weights were fixed (only that both count
victims says less on another day was newer): F1 .797 and .774, together .789 (precision .948, recall .676), by the rules
of before .616 (precision .961, recall .454). Since then names shared by two leads count half, a short text must share
more, and a paragraph of one agency with other facts beside it counts against two texts instead of ruling them apart.
`stories/later/*.txt`: the nineteenth to the thirtieth, 1,243 articles, were written by people who were given only what
the grouping is for: a fortnight of a beat, a morning's feed of forty outlets, pairs as an examiner would choose them.
Each was seen once by the rules of the eighteenth: F1 .977, .965, .824, .944, .901, .834, .864, .919, .931, .960, .948,
.979, together .914 (precision .864, recall .971). Wrong was the same kind of event in another place on the same day,
the next edition of a series, a digest or a comment beside its subject. Since then names of each headline that the other
text has nowhere, figures of each that the other has not (any that begin with a digit: dates, hours, ages too), and a
headline that asks or explains count against two texts; that a toll grew counts for them on another day; and names that
only one headline has, days of their own and templates no longer count apart. The weights were fitted to all thirty
sets, the labelled set counted fourfold; the words of `monitor/frequent.txt` are those of the first eighteen.

The thirty-first to the thirty-third, 295 articles written the same way, were seen once after all that, and nothing was
changed for them: F1 .984, .977, .926, together .966 (precision .972, recall .961); by the rules of the eighteenth .944
(.939, .949).

The thirty-fourth to the thirty-sixth, 332 articles (the last one pairs as an examiner would choose them), were seen
once by the same rules: F1 .906, .934, .951, together .924 (precision .974, recall .879): missed were updates of one to
three days later in new words, which the mean over a whole story, or that three of their figures were new, kept out.
Since then the closest article of a story counts more, figures that differ rule nothing out, and the judgement looks at
which share of the telling words is in both, at what is word for word, at whether one outlet wrote both, and takes a
number of two digits for as telling as a longer one; whether both count victims and what of the background is shared
went.

Of sets that the weights were not fitted to (each left out once) the last eighteen, 1,870 articles, have .959 (precision
.956, recall .962) for .946 by the fifteen traits before (.955, .936): the thirty-fourth to the thirty-sixth .964
(.924), the three before .980 (.968), the twelve .953 (.946); the first eighteen .907 (.907), the thirteenth to the
eighteenth .773 (.767), the labelled set .889 (.846), where a small town's mayor, bridge and bus are one event. (The
traits were chosen by these figures, so a set that nobody has seen may do a little worse.) By the weights as they stand
the last eighteen have .963 (.962, .964), the first eighteen .912 (.971, .860), the labelled set .981. A bias higher by
two tenths finds more (.965), but made one story of two in the demonstration. Words counted anew over all sets did worse
than those of the first eighteen, also in sets that were not counted; more keys, a judgement of one outlet's articles by
weights instead of the rule, and other shares of the closest article added nothing. What is left are a strike in the
next valley, the next call of the same presidents, a digest headed like news, and rewrites that share neither figures
nor headline.

The thirty-seventh and the thirty-eighth, 222 articles (the last one pairs again), were written meanwhile, kept out of
sight until all that was done, and seen once: F1 .972 and .984, together .975 (precision .992, recall .959), by the
rules before .963 (.983, .943). Missed was a first alert that names no ship; wrong were two accidents in mines, of which
the second report counts the first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

from monitor.prints import make_print
from monitor.stories import Grouper

FOLDER = Path(__file__).parent / "stories"


@dataclass(frozen=True)
class Labelled:
    """One article and the event it tells of."""

    id: str
    event: str
    how: str
    outlet: str
    lang: str
    at: datetime
    title: str
    text: str


@dataclass(frozen=True)
class Verdict:
    """How the grouping did on some pairs."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def load(folder: Path = FOLDER, name: str = "*") -> list[Labelled]:
    """All records of the files of that name, in order of publication."""
    records = []
    for file in sorted(folder.glob(f"{name}.txt")):
        for record in file.read_text(encoding="utf-8").split("=== ")[1:]:
            head, title, text = record.split("\n", 2)
            id, event, how, outlet, lang, at = (part.strip() for part in head.split("|"))
            when = datetime.fromisoformat(at).replace(tzinfo=UTC)
            records.append(Labelled(id, event, how, outlet, lang, when, title, text.strip()))
    return sorted(records, key=lambda record: (record.at, record.id))


def derived(records: Iterable[Labelled]) -> Iterator[Labelled]:
    """Copies as editors make them of every first text: cut from below; new headline words, other typography and a
    paragraph of one's own."""
    for record in records:
        if record.how != "base":
            continue
        paragraphs = record.text.split("\n\n")
        cut = "\n\n".join(paragraphs[: max(1, round(len(paragraphs) * 0.6))])
        yield replace(
            record, id=f"{record.id}+cut", how="cut copy", outlet="cutter", at=record.at + timedelta(hours=2), text=cut
        )
        body = re.sub(r"^[A-ZА-Я]{4,}[^.]*\.\s", "", record.text).replace("“", '"').replace(" - ", " — ")
        edited = f"{body}\n\nFollow us: gazette.example/{record.lang} · Editor on duty 12-34"
        title = " ".join(record.title.split()[1:])
        yield replace(
            record,
            id=f"{record.id}+edit",
            how="edited copy",
            outlet="editor",
            at=record.at + timedelta(hours=20),
            title=title,
            text=edited,
        )


def grouped(records: Iterable[Labelled]) -> dict[str, int]:
    """The story of every record."""
    grouper, listed = Grouper(), list(records)
    for number, record in enumerate(listed):
        grouper.add(make_print(number, record.title, record.text, outlet=record.outlet, at=record.at))
    return {record.id: grouper.story(number) for number, record in enumerate(listed)}


def judge(records: list[Labelled], stories: dict[str, int]) -> tuple[Verdict, dict[str, Verdict], list[str]]:
    """The verdict over all pairs, by the harder `how` of each pair, and the pairs that went wrong in words."""
    tally: Counter[tuple[str, str]] = Counter()
    errors: list[str] = []
    for one, other in combinations(records, 2):
        same, together = one.event == other.event, stories[one.id] == stories[other.id]
        if not same and not together:
            continue
        outcome = "right" if same and together else "wrong" if together else "missed"
        later = max(one, other, key=lambda record: (record.how not in {"base"}, record.at))
        tally[later.how, outcome] += 1
        if outcome != "right":
            errors.append(f"{outcome}: {one.id} ({one.how}) and {other.id} ({other.how})")
    verdicts = {
        how: Verdict(*(tally[how, outcome] for outcome in ("right", "wrong", "missed")))
        for how in sorted({how for how, _ in tally})
    }
    total = Verdict(*(sum(getattr(v, name) for v in verdicts.values()) for name in ("right", "wrong", "missed")))
    return total, verdicts, errors


def everything() -> list[Labelled]:
    """The records and the copies derived from them, in order of publication."""
    records = load()
    return sorted([*records, *derived(records)], key=lambda record: (record.at, record.id))


def main() -> None:
    """Print precision and recall by rule, and every pair that went wrong."""
    records = everything()
    total, verdicts, errors = judge(records, grouped(records))
    print(f"{'how':32}{'pairs':>7}{'precision':>11}{'recall':>9}{'F1':>7}")
    for how, verdict in [*verdicts.items(), ("all", total)]:
        pairs = verdict.right + verdict.missed
        print(f"{how:32}{pairs:7}{verdict.precision:11.3f}{verdict.recall:9.3f}{verdict.f1:7.3f}")
    for error in errors:
        print(error)


if __name__ == "__main__":
    main()
