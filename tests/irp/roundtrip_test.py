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
SEEDS_OF_FLOW = range(1, 21)  # all of its events are sent in one of them
# Whose conditions ask for nothing but states: the SCXML bears no data. None is amended while its cases run.
FLOW = "tests/irp/definitions/flow.yaml"
PROCEDURES = ["examples/permit-receipt/v1.yaml",
              *(f"tests/scenario/definitions/{name}.yaml" for name in
                ("appeal", "dates", "licence-again", "returns"))]


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

    def test_all_words_of_control_flow_lead_to_the_same_states(self):
        sent = set()
        for seed in SEEDS_OF_FLOW:
            with self.subTest(seed=seed):
                found, acts = self.compare(FLOW, seed)
                self.assertEqual(found, [])
                sent.update(act.event for act in acts)
        machine = scxml.read(roundtrip.exported(DUNGHAN, ROOT / FLOW))
        self.assertEqual(set(roundtrip.heard(machine)) - sent, set())

    def test_another_way_to_go_is_noticed(self):
        def elsewhere(program, definition):
            return original(program, definition).replace(b'target="work.history.deep"', b'target="aside"')

        original = roundtrip.exported
        with mock.patch.object(roundtrip, "exported", elsewhere):
            found = [line for seed in SEEDS for line in self.compare(FLOW, seed)[0]]
        self.assertIn("read back ['aside']", " ".join(found))

    def test_conditions_on_data_are_not_read_back(self):
        with self.assertRaises(scxml.Untranslated):
            self.compare("tests/scenario/definitions/order.yaml", 1)


if __name__ == "__main__":
    DUNGHAN = Path(sys.argv.pop(1)).resolve()
    unittest.main()
