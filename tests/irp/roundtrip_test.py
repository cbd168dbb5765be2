#!/usr/bin/env python3
"""What `dunghan graph --format scxml` writes is read back and goes the same ways as the procedure that it was written of.

usage: roundtrip_test.py DUNGHAN [unittest's own arguments]
"""

import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE))

import roundtrip  # noqa: E402
import scxml  # noqa: E402

DUNGHAN = Path()
SEEDS = range(1, 5)
# Whose conditions ask for nothing but states: the SCXML bears no data. None is amended while its cases run.
PROCEDURES = ["tests/irp/definitions/flow.yaml", "examples/permit-receipt/v1.yaml",
              *(f"tests/scenario/definitions/{name}.yaml" for name in
                ("appeal", "council", "dates", "licence-again", "returns"))]


class RoundTrip(unittest.TestCase):
    def compare(self, procedure, seed):
        with tempfile.TemporaryDirectory() as folder:
            return roundtrip.differences(DUNGHAN, ROOT / procedure, seed, folder)

    def test_the_same_events_lead_to_the_same_states(self):
        for procedure in PROCEDURES:
            for seed in SEEDS:
                with self.subTest(procedure, seed=seed):
                    found, acts = self.compare(procedure, seed)
                    self.assertEqual(found, [])
                    self.assertGreater(len(acts), 1)

    def test_every_event_of_the_flow_is_sent_in_one_of_them(self):
        sent = {act.event for seed in SEEDS for act in self.compare(PROCEDURES[0], seed)[1]}
        machine = scxml.read(roundtrip.exported(DUNGHAN, ROOT / PROCEDURES[0]))
        self.assertEqual(set(roundtrip.heard(machine)) - sent, set())

    def test_another_way_to_go_is_noticed(self):
        def elsewhere(program, definition):
            return original(program, definition).replace(b'target="work.history.deep"', b'target="intake"')

        original = roundtrip.exported
        with mock.patch.object(roundtrip, "exported", elsewhere):
            found = [line for seed in SEEDS for line in self.compare(PROCEDURES[0], seed)[0]]
        self.assertIn("intake", " ".join(found))

    def test_conditions_on_data_are_not_read_back(self):
        with self.assertRaises(scxml.Untranslated):
            self.compare("tests/scenario/definitions/order.yaml", 1)


if __name__ == "__main__":
    DUNGHAN = Path(sys.argv.pop(1)).resolve()
    unittest.main()
