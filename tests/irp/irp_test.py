#!/usr/bin/env python3
"""The translator of SCXML and its runner, on documents of our own (samples/): each says in its first line what comes of it.

usage: irp_test.py DUNGHAN [unittest's own arguments]
"""

import contextlib
import io
import re
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import irp  # noqa: E402
import reach  # noqa: E402
import scxml  # noqa: E402
import suite  # noqa: E402
import translate  # noqa: E402

SAMPLES = sorted((HERE / "samples").iterdir())
DUNGHAN = Path()
MANIFEST = "<assertions>{}</assertions>"
ENTRY = '<assert id="{0}"><test id="{0}" manual="{2}"><start uri="{0}/test{1}.txml"/></test></assert>'


def expected(path):
    status, _, reason = re.match(r"<!-- expected: (.*?) -->", path.read_text(encoding="utf-8"))[1].partition(": ")
    return f"{status}: {scxml.REASONS.get(reason, reason)}" if reason else status


def translated(document):
    text = f'<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0">{document}</scxml>'
    return translate.procedure(scxml.read(text))


class Samples(unittest.TestCase):
    def test_each_document_comes_to_what_it_says(self):
        for path in SAMPLES:
            with self.subTest(path.name), tempfile.TemporaryDirectory() as folder:
                verdict = irp.run_document(DUNGHAN, path, Path(folder))
                # A reason may name what it found behind it.
                self.assertEqual(verdict[:len(expected(path))], expected(path), verdict)

    def test_every_kind_of_verdict_is_among_them(self):
        self.assertEqual({expected(path).split(":")[0] for path in SAMPLES},
                         {"passes", "FAILS", "differs", "not translated"})


class Translation(unittest.TestCase):
    def test_a_descriptor_means_an_event_and_what_follows_it_after_a_dot(self):
        for descriptor, event, means in [("a", "a", True), ("a", "a.b", True), ("a.*", "a.b", True), ("a.*", "a", True),
                                         ("a.", "a.b", True), ("a", "ab", False), ("a.b", "a", False), ("*", "x.y", True)]:
            self.assertEqual(translate.matches(descriptor, event), means, f"{descriptor} of {event}")

    def test_what_stands_behind_a_transition_that_is_always_taken_is_left_out(self):
        made = translated('<state id="a"><onentry><raise event="e"/></onentry><transition event="e" target="b"/>'
                          '<transition event="*" target="a"/></state><final id="b"/>')
        self.assertEqual(made["states"]["a"]["on"], {"e": [{"to": "b"}]})

    def test_a_send_is_a_limit_whose_end_is_the_event(self):
        made = translated('<state id="a"><onentry><send event="e" delay="2s"/></onentry>'
                          '<transition event="e" target="b"/></state><final id="b"/>')
        self.assertEqual(made["deadlines"]["send_1"]["within"], "120 minutes")
        self.assertEqual(made["states"]["a"]["on"], {"send_1.overdue": [{"to": "b"}]})

    def test_the_end_of_a_state_is_its_done_where_it_alone_hears_it_and_is_told_elsewhere_else(self):
        inside = '<state id="in"><transition target="over"/></state><final id="over"/>'
        alone = translated(f'<state id="a"><transition event="done.state.a" target="b"/>{inside}</state><final id="b"/>')
        self.assertEqual(alone["states"]["a"]["done"], {"to": "b"})
        told = translated(f'<state id="o"><transition event="done.state.a" target="b"/><state id="a">{inside}</state>'
                          '</state><final id="b"/>')
        self.assertEqual(told["states"]["o"]["states"]["a"]["done"], {"raise": "done_state_a"})
        self.assertEqual(told["states"]["o"]["on"], {"done_state_a": [{"to": "b"}]})

    def test_names_that_the_language_cannot_take_are_changed_and_stay_apart(self):
        made = translated('<state id="a-b"><transition target="a.b"/></state><state id="a.b"><transition target="1"/></state>'
                          '<final id="1"/>')
        self.assertEqual(list(made["states"]), ["a_b", "a_b_2", "x1"])

    def test_a_document_that_contradicts_itself_is_an_error_and_no_reason(self):
        with self.assertRaises(ValueError):
            translated('<state id="a"><transition target="nowhere"/></state>')
        with self.assertRaises(ValueError):
            translated('<state id="a"/><state id="a"/>')

    def test_a_way_is_opened_only_to_the_outermost_state_that_nothing_leads_to(self):
        self.assertEqual(reach.unreached({"states": {
            "a": {"initial": True, "always": [{"to": "b"}]}, "b": {},
            "c": {"states": {"d": {"initial": True, "on": {"e": [{"to": "f"}]}}, "f": {}}}}}), ["c"])


class Runner(unittest.TestCase):
    """On a checkout made of our own documents."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.checkout = Path(folder.name)
        self.entries = []

    def add(self, number, sample, manual="false"):
        path, = (HERE / "samples").glob(sample + ".*")
        (self.checkout / number).mkdir()
        (self.checkout / number / f"test{number}{path.suffix}").write_bytes(path.read_bytes())
        self.entries.append(ENTRY.format(number, number, manual))

    def run_all(self, *more, listing=""):
        (self.checkout / "manifest.xml").write_text(MANIFEST.format("".join(self.entries)), encoding="utf-8")
        list_file = self.checkout / "tests.list"
        list_file.write_text(irp.HEAD + listing, encoding="utf-8")
        arguments = ["irp.py", str(self.checkout), "--dunghan", str(DUNGHAN), *more]
        out = io.StringIO()
        with mock.patch.object(sys, "argv", arguments), mock.patch.object(irp, "LISTING", list_file), \
                contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            status = irp.main()
        return status, out.getvalue(), list_file.read_text(encoding="utf-8")

    def test_a_suite_that_comes_to_what_is_listed_is_in_order(self):
        self.add("12", "without-an-event*")
        self.add("3", "refused-invoke")
        self.add("100", "what-is-written*", manual="true")
        listing = (f"3  not translated: {scxml.REASONS['invoke']}\n12  passes\n"
                   f"100  not translated: {scxml.REASONS['manual']}\n")
        status, said, _ = self.run_all(listing=listing)
        self.assertEqual(status, 0, said)
        self.assertIn("3 tests: 1 translated, 1 passed, 0 failed; 0 differ by design, 2 not translated", said)

    def test_a_test_that_fails_is_an_error_also_where_it_is_listed(self):
        self.add("7", "a-test-that-ends-elsewhere*")
        status, said, written = self.run_all("--write")
        self.assertEqual(status, 1)
        self.assertIn("7  FAILS: state is fail, not pass", written)
        self.assertEqual(self.run_all(listing=written.removeprefix(irp.HEAD))[0], 1)
        self.assertIn("1 failed", said)

    def test_a_document_that_is_no_scxml_fails_and_the_others_are_run(self):
        self.add("7", "refused-if")
        for number, text in (("8", "<scxml"), ("9", "<html/>")):
            (self.checkout / f"test{number}.txml").write_text(text, encoding="utf-8")
            self.entries.append(ENTRY.format(number, number, "false"))
        status, said, _ = self.run_all()
        self.assertEqual(status, 1)
        self.assertIn("9  FAILS: the document cannot be read: the document is no <scxml>", said)
        self.assertIn("3 tests: 2 translated, 0 passed, 2 failed; 0 differ by design, 1 not translated", said)

    def test_what_became_of_a_test_may_not_change_unseen(self):
        self.add("7", "refused-if")
        status, said, _ = self.run_all(listing="7  passes\n8  passes\n")
        self.assertEqual(status, 1)
        self.assertIn("- 7  passes\n- 8  passes\n+ 7  not translated", said)

    def test_a_folder_without_the_suite_and_a_suite_with_a_file_missing_are_refused(self):
        self.assertEqual(self.run_all()[0], 2)
        self.add("7", "refused-if")
        self.entries.append(ENTRY.format("8", "8", "false"))
        status, said, _ = self.run_all()
        self.assertEqual(status, 2)
        self.assertIn("no file of the tests 8", said)

    def test_templates_come_before_what_was_made_of_them(self):
        for name in ("a/test1.scxml", "b/test1.txml", "b/test2.scxml", "b/test1sub1.txml", "test.xml"):
            path = self.checkout / name
            path.parent.mkdir(exist_ok=True)
            path.write_text("<scxml/>", encoding="utf-8")
        found = [(test.id, test.path.name) for test in suite.tests(self.checkout)]
        self.assertEqual(found, [("1", "test1.txml"), ("2", "test2.scxml")])


if __name__ == "__main__":
    DUNGHAN = Path(sys.argv.pop(1)).resolve()
    unittest.main()
