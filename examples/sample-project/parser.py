"""Turns the lines of an application log into records."""

import re
from dataclasses import dataclass
from datetime import datetime

LINE = re.compile(
    r"^(?P<time>\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2},\d{3}) "
    r"(?P<level>[A-Z]+) (?P<component>[\w.-]+): (?P<message>.*)$"
)


@dataclass(frozen=True)
class Record:
    """One entry of the log."""

    time: datetime
    level: str
    component: str
    message: str


def parse_line(line):
    """Reads one line; returns None for a line that is no entry."""
    match = LINE.match(line.rstrip("\n"))
    if match is None:
        return None
    time = datetime.strptime(match["time"], "%Y-%m-%d %H:%M:%S,%f")
    return Record(time, match["level"], match["component"], match["message"])


def parse_file(path):
    """Reads a whole log; returns its records and how many lines were skipped."""
    records, skipped = [], 0
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = parse_line(line)
            if record is not None:
                records.append(record)
            elif line.strip():
                skipped += 1
    return records, skipped
