"""Time to open a table of many events, beside what csv.reader alone takes. Run it as a script: [--events N]..."""

import argparse
import csv
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "desktop"))

from dateline.domain.chronology import Chronology
from dateline.domain.query import Query, ask
from dateline.domain.search import find
from dateline.formats import event_table

SEED = 7
HEADER = ("id", "title", "start", "end", "region", "kind", "certainty", "source", "summary")
WORDS = (
    *("attack", "shelling", "village", "troops", "report", "river", "bridge", "convoy", "drone", "strike"),
    *("depot", "claim", "officials", "capture", "withdraw", "advance", "night", "town", "border"),
)
REGIONS = ("UA", "RU", "RU-KRS", "UA-59", "KP", "US", "UA-63", "RU-BEL", "UA-14", "UA-23", "", "UA-12", "PL", "UA-30")
KINDS = ("strike", "advance", "statement", "battle", "supply", "diplomacy")
CERTAINTIES = ("confirmed", "reported", "claimed", "disputed", "unknown")
SOURCES = tuple(f"https://example.org/report/{number}" for number in range(300))


def write_table(path: Path, events: int, seed: int = SEED) -> None:
    """Write a table of so many events over eleven years, a tenth of them with an end, a third with a quoted cell."""
    chance = random.Random(seed)
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for number in range(events):
            day = f"{chance.randrange(2014, 2025)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
            summary = " ".join(chance.choices(WORDS, k=8)) + (", they said" if number % 3 == 0 else "")
            writer.writerow(
                (
                    f"e-{number}",
                    " ".join(chance.choices(WORDS, k=5)).capitalize(),
                    day,
                    day if chance.random() < 0.1 else "",
                    chance.choice(REGIONS),
                    chance.choice(KINDS),
                    chance.choice(CERTAINTIES),
                    chance.choice(SOURCES),
                    summary,
                )
            )


def read_with_csv(path: Path) -> int:
    """Walk through the rows as csv.reader gives them; return how many there are."""
    with open(path, newline="", encoding="utf-8") as file:
        return sum(1 for _ in csv.reader(file))


def timed(action: Callable[[], object]) -> tuple[float, float, object]:
    """Return seconds of wall time and of processor time, that of processes started included, and what came out."""
    wall, before = time.perf_counter(), os.times()
    value = action()
    spent = sum(after - start for start, after in zip(before[:4], os.times()[:4], strict=True))
    return time.perf_counter() - wall, spent, value


def measure(path: Path) -> None:
    """Print what csv.reader takes, what reading to the first rows takes, and searches."""
    wall, spent, _ = timed(lambda: read_with_csv(path))
    print(f"  csv.reader alone       {wall:7.2f} s wall {spent:7.2f} s CPU")

    def opened() -> Chronology:
        chronology = event_table.read(path)
        ask(chronology, Query())
        return chronology

    own_wall, own_spent, chronology = timed(opened)
    print(f"  to the first rows      {own_wall:7.2f} s wall {own_spent:7.2f} s CPU", end="")
    print(f"   {own_wall / wall:.1f} and {own_spent / spent:.1f} times csv.reader")
    assert isinstance(chronology, Chronology)
    for text in ("zebra", "bridge night"):
        wall, spent, found = timed(lambda text=text: find(chronology, text))  # type: ignore[misc]
        print(f"  search “{text}”".ljust(24), f"{wall:7.2f} s wall {spent:7.2f} s CPU, {len(found):,} found")  # type: ignore[arg-type]
    peaks = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(f"  peak resident memory   {peaks[0]:7.0f} MB here, {peaks[1]:.0f} MB in the worker")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, action="append")
    with tempfile.TemporaryDirectory() as folder:
        for events in parser.parse_args().events or [100_000, 1_000_000]:
            path = Path(folder) / f"{events}.csv"
            write_table(path, events)
            print(f"{events:,} events, {path.stat().st_size / 1e6:.0f} MB, load {os.getloadavg()[0]:.1f}")
            measure(path)
            path.unlink()


if __name__ == "__main__":
    main()
