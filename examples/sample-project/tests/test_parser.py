"""Tests of the log parser."""

import sys
import unittest
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from parser import Record, parse_line  # noqa: E402


class ParseLine(unittest.TestCase):
    """One line becomes one record, or none."""

    def test_an_entry_becomes_a_record(self):
        line = "2026-11-20 08:12:31,123 ERROR database: connection lost\n"
        time = datetime(2026, 11, 20, 8, 12, 31, 123000)
        self.assertEqual(parse_line(line), Record(time, "ERROR", "database", "connection lost"))

    def test_a_stack_trace_is_no_entry(self):
        self.assertIsNone(parse_line('  File "worker.py", line 12, in run\n'))

    def test_a_message_may_hold_colons(self):
        record = parse_line("2026-11-20 08:12:31,123 INFO http: GET /items: 200 in 12 ms")
        self.assertEqual(record.message, "GET /items: 200 in 12 ms")


if __name__ == "__main__":
    unittest.main()
