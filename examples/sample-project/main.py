"""Prints a summary of what went wrong in an application log."""

import argparse
import json
import sys
from datetime import timedelta
from pathlib import Path

from parser import parse_file
from report import summarize

HERE = Path(__file__).parent


def load_config(path):
    """Reads the configuration and checks that nothing in it is missing."""
    config = json.loads(path.read_text(encoding="utf-8"))
    missing = {"log_file", "levels", "top"} - config.keys()
    if missing:
        raise ValueError(f"{path.name} lacks: {', '.join(sorted(missing))}")
    return config


def last_hours(records, hours):
    """Keeps the records of the last hours of the log, counted from its end."""
    if not records:
        return []
    since = records[-1].time - timedelta(hours=hours)
    return [record for record in records if record.time >= since]


def parse_arguments(argv):
    """Reads the command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--config", type=Path, default=HERE / "config.json")
    arguments.add_argument("--hours", type=float, help="only the last hours of the log")
    return arguments.parse_args(argv)


def main(argv=None):
    """Loads the log, prints its summary and returns the exit code."""
    arguments = parse_arguments(argv)
    try:
        config = load_config(arguments.config)
        records, skipped = parse_file(HERE / config["log_file"])
    except (OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    if arguments.hours is not None:
        records = last_hours(records, arguments.hours)
    print(summarize(records, levels=config["levels"], top=config["top"]))
    if skipped:
        print(f"({skipped} lines were not understood)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
