#!/usr/bin/env python3
"""Runs the W3C SCXML IRP tests that the language of procedures can say, from a checkout of the suite.

usage: irp.py CHECKOUT --dunghan PROGRAM [--only ID]… [--keep FOLDER] [--write]

One line a test: `passes`, `FAILS: why`, or why it is not translated. Then totals. The lines of the whole suite must be those of
tests.txt beside this script, or the exit status is 1, as it is where a translated test fails; --write makes tests.txt anew.
--keep leaves the procedures and scenarios that were made; nothing of the suite is kept otherwise.
"""

import argparse
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

import play
import scxml
import suite
import translate

LISTING = Path(__file__).resolve().with_name("tests.txt")
PASS = "passes"
HEAD = "# The tests of the W3C SCXML IRP, and what became of each: written by `tests/irp/run.sh CHECKOUT --write`.\n"


def verdict_of(log):
    """A test passes where its case has come to `pass`, the end of it all, and nothing was found fault with."""
    if log.faults:
        return "FAILS: " + "; ".join(log.faults)
    if log.configuration != ["pass"] or not log.closed:
        return f"FAILS: it came to rest in {', '.join(log.configuration) or 'no state'}"
    return PASS


def run_document(program, path, folder):
    """Translates a document and plays it until nothing is left to happen."""
    try:
        machine = scxml.read(path.read_bytes())
    except scxml.Untranslated as why:
        return str(why)
    except (ValueError, ElementTree.ParseError) as why:
        return f"FAILS: the document cannot be read: {why}"
    ends = {"at": play.ENDS, "then": [{"case": "one", "state": "pass", "closed": True}]}
    return verdict_of(play.play(program, folder, translate.procedure(machine), [ends]))


def run_test(program, test, folder):
    if test.manual:
        return str(scxml.Untranslated("manual"))
    return run_document(program, test.path, folder / test.id)


def differences(lines):
    """How the lines differ from the listing, line by line."""
    listed = LISTING.read_text(encoding="utf-8").splitlines()[1:] if LISTING.exists() else []
    return [f"- {line}" for line in listed if line not in lines] + [f"+ {line}" for line in lines if line not in listed]


def totals(verdicts):
    counts = Counter(verdict.split(":")[0] for verdict in verdicts)
    translated = counts[PASS] + counts["FAILS"]
    return (f"{len(verdicts)} tests: {translated} translated, {counts[PASS]} passed, {counts['FAILS']} failed; "
            f"{counts['differs']} differ by design, {counts['not translated']} not translated")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkout", type=Path)
    parser.add_argument("--dunghan", type=Path, required=True, metavar="PROGRAM")
    parser.add_argument("--only", action="append", metavar="ID")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    try:
        tests = suite.tests(options.checkout)
    except FileNotFoundError as why:
        print(f"irp.py: {why}", file=sys.stderr)
        return 2
    chosen = [test for test in tests if not options.only or test.id in options.only]
    lines, verdicts = [], []
    with tempfile.TemporaryDirectory() as temporary:
        for test in chosen:
            verdict = run_test(options.dunghan.resolve(), test, options.keep or Path(temporary))
            verdicts.append(verdict)
            lines.append(f"{test.id}  {verdict}")
            print(lines[-1], flush=True)
    print(totals(verdicts))
    failed = any(verdict.startswith("FAILS") for verdict in verdicts)
    if options.only:
        return int(failed or not chosen)
    if options.write:
        LISTING.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
        return int(failed)
    different = differences(lines)
    if different:
        print("\nThe listing (tests.txt) says otherwise:", *different, sep="\n")
    return int(failed or bool(different))


if __name__ == "__main__":
    sys.exit(main())
