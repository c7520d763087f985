"""Counts the records of a log and writes them up."""

import re
from collections import Counter


def kind_of(record):
    """The message without its numbers, so that repeated problems count as one."""
    return f"{record.component}: {re.sub(r'[0-9]+', 'N', record.message)}"


def count_levels(records):
    """How many records there are of each level."""
    return Counter(record.level for record in records)


def most_common(records, level, top):
    """The most frequent kinds of messages of a level, with their counts."""
    kinds = Counter(kind_of(record) for record in records if record.level == level)
    return kinds.most_common(top)


def summarize(records, levels, top):
    """The report as text."""
    if not records:
        return "The log is empty."
    counts = count_levels(records)
    lines = [
        f"{len(records)} records from {records[0].time} to {records[-1].time}",
        "  ".join(f"{level} {count}" for level, count in sorted(counts.items())),
    ]
    for level in levels:
        lines.append(f"\n{level} ({counts[level]})")
        lines.extend(f"  {count:3} x {kind}" for kind, count in most_common(records, level, top))
    return "\n".join(lines)
