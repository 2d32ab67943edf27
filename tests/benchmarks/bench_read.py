"""Time to read 10,000 events, beside the raw event stream and PyYAML's own safe loader. Run it as a script."""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "desktop"))

from dateline.formats.dateline_yaml import read_text

EVENTS = 10_000
SOURCES = 300
ROUNDS = 5


def generated(events: int = EVENTS) -> str:
    """A chronology of typical events: two lines of summary, one to three citations."""
    lines = ["dateline: 1", "title: Generated", "sources:"]
    for number in range(SOURCES):
        lines += [
            f"  - id: source-{number}",
            "    type: article-newspaper",
            f"    title: What the paper wrote in its issue {number}",
            "    container-title: The Paper",
            f"    issued: 2024-12-{number % 28 + 1:02}",
            f"    URL: https://example.org/{number}",
        ]
    lines.append("events:")
    for number in range(events):
        lines += [
            f"  - id: event-{number}",
            f"    title: What happened in place {number}",
            "    summary: Some words on what happened there and what the sources told about it, which run",
            f"      over two lines as they mostly do, number {number}.",
            f"    when: {2000 + number % 25}-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "    stated: on Tuesday",
            "    kind: statement",
            "    regions: [UA, RU-KRS]",
            "    claims:",
            f"      - by: Speaker {number % 50}",
            "        certainty: claimed",
            "        cites:",
        ]
        lines += [
            f"          - {{source: source-{(number + n) % SOURCES}, paragraph: {n + 1}}}"
            for n in range(number % 3 + 1)
        ]
    return "\n".join(lines) + "\n"


def stream(text: str) -> None:
    for _ in yaml.parse(text, Loader=yaml.CLoader):
        pass


def median_seconds(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    text = generated()
    print(f"{EVENTS:,} events, {len(text) / 1e6:.1f} MB, median of {ROUNDS}")
    print(f"event stream alone   {median_seconds(lambda: stream(text)):6.2f} s")
    print(f"dateline_yaml.read   {median_seconds(lambda: read_text(text)):6.2f} s")
    print(f"yaml.CSafeLoader     {median_seconds(lambda: yaml.load(text, Loader=yaml.CSafeLoader), 3):6.2f} s")


if __name__ == "__main__":
    main()
