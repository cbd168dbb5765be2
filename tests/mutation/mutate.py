#!/usr/bin/env python3
"""Makes legal time wrong in every small way and sees whether a test notices.

Every comparison, ±1, roll direction and unit in engine/calendar and engine/deadline is a mutant or
two. A copy of the two folders is rewritten so that all mutants are in one build (mutant.h); then
the tests run once a mutant. A mutant that no test notices has survived: it must stand in
survivors.txt, as equivalent where no input can tell it from the code, or as untested, with the
reason; or the script fails, as it does where fewer than 95 % of those that are not equivalent are
killed, and where one stands there that is noticed after all.

usage: tests/mutation/mutate.py BUILD [--only FILE] [--again OUTPUT] [--list] [--jobs N]
  BUILD    the folder of a finished `check` build: its libraries serve for all that is not mutated
  OUTPUT   what an earlier run wrote to stderr: only the survivors that it names are made again
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import shlex
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ["engine/calendar", "engine/deadline"]
SUITES = ["unit_deadline", "unit_calendar", "golden_calendars", "golden"]
# Tests that take long are asked last. By folder: (suite, which of its tests), the likeliest first.
SLOW = "RecurrenceAgainstLibical.*:RecurrenceRules.expand*:SunSector.*:Compile.agrees*:CalendarBitmap.*"
# Of the golden tests those that ask for dates of the law.
OF_LAW = "WorkedExamples.*:Limits.*"
RUNS = {
    "engine/calendar": [("unit_calendar", "-" + SLOW), ("unit_deadline", "*"), ("golden_calendars", "*"),
                        ("golden", OF_LAW), ("unit_calendar", SLOW)],
    "engine/deadline": [("unit_deadline", "*"), ("golden", OF_LAW)],
}
KILLED_MIN_PERCENT = 95  # of the mutants that are not equivalent
SORTS = ("equivalent:", "untested:")
# A run may take so many times as long as without a mutant before it counts as hanging.
PATIENCE = 6
PATIENCE_LEAST_S = 5

RELATIONS = {"<": ("lt", "le", "ge"), "<=": ("le", "lt", "gt"), ">": ("gt", "ge", "le"),
             ">=": ("ge", "gt", "lt")}
EQUALITIES = {"==": ("eq", "ne"), "!=": ("ne", "eq")}
SIGNS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!="}
ROLLS = {"none": ["following", "preceding"], "following": ["preceding", "none"],
         "preceding": ["following", "none"]}
UNITS = {"working_days": "days", "days": "working_days", "weeks": "days", "months": "years",
         "years": "months", "hours": "working_hours", "working_hours": "hours",
         "minutes": "hours", "working_minutes": "minutes"}
CLOCKS = {"hours": "minutes", "minutes": "hours"}


class Mutant:
    def __init__(self, number, path, line, what):
        self.number, self.path, self.line, self.what = number, path, line, what

    def code(self, sources):
        return sources[self.path][self.line - 1].strip()

    def text(self, sources):
        return f"{self.path}:{self.line}: {self.what}: {self.code(sources)}"

    def key(self, sources):
        return (self.path, self.code(sources), self.what)


class Rewriter:
    """Rewrites files and remembers what it did. `without`: places that did not compile."""

    def __init__(self, without):
        self.without = without
        self.mutants = []
        self.next = 1

    def rewrite(self, path, text):
        out = []
        in_comment = False
        in_table = False
        for number, line in enumerate(text.split("\n"), 1):
            in_table = in_table or re.match(r"^(inline )?(static )?(inline )?constexpr .*[{(,=]$", line) is not None
            skip = in_comment or in_table or self.is_fixed(line)
            # A line that does not compile keeps its numbers, so that no other file changes with it.
            written = line if skip else self.rewrite_line(path, number, line)
            out.append(line if (path, number) in self.without else written)
            if in_table and re.search(r";\s*(//.*)?$", line):
                in_table = False
            if "/*" in line:
                in_comment = "*/" not in line
        return "\n".join(out)

    @staticmethod
    def is_fixed(line):
        """Lines whose values the compiler must know, and lines without code."""
        code = line.strip()
        return (not code or code.startswith(("//", "#", "case ", "template", "static_assert", "using "))
                or re.match(r"(inline |static )*constexpr (?!.*\) (const )?\{)", code) is not None
                or "operator" in code or "DUNGHAN_CHECK" in code)

    def take(self, count, path, line, whats):
        first = self.next
        self.next += count
        for offset, what in enumerate(whats if (path, line) not in self.without else []):
            self.mutants.append(Mutant(first + offset, path, line, what))
        return first

    def rewrite_line(self, path, number, line):
        pieces = re.split(r'("(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)\'|//.*$)', line)
        done = []
        for piece in pieces:
            is_code = piece and not piece.startswith(('"', "'", "//"))
            done.append(self.rewrite_code(path, number, piece) if is_code else piece)
        return "".join(done)

    def rewrite_code(self, path, number, code):
        def relation(match):
            is_, one, two = RELATIONS[match[1]]
            first = self.take(2, path, number, [f"{match[1]} → {SIGNS[one]}", f"{match[1]} → {SIGNS[two]}"])
            return f" < ::mutant::Rel<{first}, ::mutant::Op::{is_}, ::mutant::Op::{one}, ::mutant::Op::{two}>{{}} > "

        def equality(match):
            is_, other = EQUALITIES[match[1]]
            first = self.take(1, path, number, [f"{match[1]} → {SIGNS[other]}"])
            return f" == ::mutant::Eq<{first}, ::mutant::Op::{is_}, ::mutant::Op::{other}>{{}} == "

        def literal(match):
            first = self.take(2, path, number, [f"{match[0]} → +1", f"{match[0]} → -1"])
            return f"{match[1]}::mutant::number<{first}>({match[2]})"

        def roll(match):
            others = ROLLS[match[1]]
            first = self.take(2, path, number, [f"{match[1]} → {other}" for other in others])
            return (f"::mutant::choose<{first}>(::mutant::choose<{first + 1}>(Roll::{match[1]}, "
                    f"Roll::{others[1]}), Roll::{others[0]})")

        def unit(match):
            other = UNITS[match[2]]
            first = self.take(1, path, number, [f"{match[2]} → {other}"])
            return f"::mutant::choose<{first}>({match[1]}{match[2]}, {match[1]}{other})"

        def clock(match):
            other = CLOCKS[match[1]]
            first = self.take(1, path, number, [f"{match[1]} → {other}"])
            return f"::mutant::unit<{first}, std::chrono::{other}>({match[1]}{{{match[2]}}})"

        code = re.sub(r" (<=|>=|<|>) (?=\S)", relation, code)
        code = re.sub(r" (==|!=) (?=\S)", equality, code)
        code = re.sub(r"((?:[+-] |[+-]= |\b(?:days|weeks|months|years|hours|minutes)\{))(\d+U?)\b(?![.'])", literal, code)
        code = re.sub(r"(?<![:\w])Roll::(none|following|preceding)\b(?! *[:=])", roll, code)
        code = re.sub(r"\b((?:\w+(?:\.|->))*(?:period|length|limit|most|asked|unit|counted)(?:\.|->))(working_days|days|weeks|months|years|"
                      r"working_hours|working_minutes|hours|minutes)\b(?! *=[^=])(?!\()", unit, code)
        code = re.sub(r"(?<![\w:])(hours|minutes)\{([^{}]*)\}", clock, code)
        return code


def sources_in(folders):
    return [path for folder in folders for path in sorted((ROOT / folder).glob("*")) if path.suffix in (".h", ".cc")]


def loosened(text):
    """Functions that the compiler may run would have to be free of mutants: make them plain ones."""
    return re.sub(r"^(\s*(?:\[\[nodiscard\]\] )?)constexpr (?=[\w:<>]+ \w+\()", r"\1inline ", text, flags=re.M)


def command_of(target, build):
    """The compile commands of a test binary's sources and its link line, as ninja would run them."""
    said = subprocess.run(["ninja", "-C", build, "-t", "commands", f"tests/test_{target}"],
                          capture_output=True, text=True, check=True).stdout
    compiles, link = [], None
    for line in said.splitlines():
        if " -c " in line:
            compiles.append(line)
        elif f"-o tests/test_{target}" in line:
            link = line
    return compiles, link


class Build:
    def __init__(self, build, scratch):
        self.build, self.scratch = pathlib.Path(build).resolve(), scratch

    def write(self, without, only):
        """Writes the mutated folders. Files that stay as they were keep their time: see compile_one()."""
        rewriter = Rewriter(without)
        for path in sources_in(FOLDERS):
            name = str(path.relative_to(ROOT))
            text = loosened(path.read_text())
            if only is None or only in name:
                text = rewriter.rewrite(name, text)
            target = self.scratch / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists() or target.read_text() != text:
                target.write_text(text)
        return rewriter.mutants

    def compile_all(self, jobs):
        """Compiles what is mutated and the tests of it; gives the places that do not compile."""
        units = {}
        for target in SUITES:
            for line in command_of(target, self.build)[0]:
                source = re.search(r" -c (\S+)", line)[1]
                relative = os.path.relpath(source if os.path.isabs(source) else self.build / source, ROOT)
                if relative.startswith(tuple(FOLDERS)) or relative.startswith("tests/"):
                    units[relative] = line
        broken = set()
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            for found in pool.map(lambda item: self.compile_one(*item), units.items()):
                broken |= found
        return broken

    def object_of(self, relative):
        return self.scratch / "objects" / (relative.replace("/", "_") + ".o")

    def newest_header(self):
        headers = [*self.scratch.glob("engine/*/*.h"), *ROOT.glob("engine/*/*.h"), *ROOT.glob("tests/**/*.h")]
        return max(header.stat().st_mtime for header in headers)

    def compile_one(self, relative, line):
        mutated = relative.startswith(tuple(FOLDERS))
        source = self.scratch / relative if mutated else ROOT / relative
        out = self.object_of(relative)
        out.parent.mkdir(parents=True, exist_ok=True)
        words = [word for word in shlex.split(line) if word not in ("-Werror",)]
        words = words[1:] if words[0].endswith("ccache") else words
        keep, skip = [], False
        for word in words:
            if skip:
                skip = False
            elif word in ("-o", "-c", "-MT", "-MF"):
                skip = True
            elif word not in ("-MD",):
                keep.append(word)
        if out.exists() and out.stat().st_mtime > max(source.stat().st_mtime, self.newest_header()):
            return set()
        out.unlink(missing_ok=True)
        keep[1:1] = [f"-I{self.scratch}", "-w", "-O1", "-g0", "-include", str(ROOT / "tests/mutation/mutant.h")]
        said = subprocess.run(keep + ["-c", str(source), "-o", str(out)], cwd=self.build, capture_output=True, text=True)
        broken = set()
        if said.returncode != 0:
            for name, number in re.findall(r"(engine/(?:calendar|deadline)/[\w.]+):(\d+):\d+: (?:error|  )", said.stderr):
                broken.add((name, int(number)))
            if not broken:
                sys.exit(said.stderr[:4000])
        return broken

    def link(self, target):
        compiles, line = command_of(target, self.build)
        objects = []
        for compile_line in compiles:
            source = re.search(r" -c (\S+)", compile_line)[1]
            relative = os.path.relpath(source if os.path.isabs(source) else self.build / source, ROOT)
            if relative.startswith(tuple(FOLDERS)) or (relative.startswith("tests/") and f"test_{target}.dir" in compile_line):
                objects.append(str(self.object_of(relative)))
        binary = self.scratch / f"test_{target}"
        words = [word for word in shlex.split(line.split("&&")[1] if "&&" in line else line)]
        kept = []
        for word in words:
            if word.endswith(".o") and "test_" in word:
                continue
            if word == f"tests/test_{target}":
                word = str(binary)
            kept.append(word)
        # The mutated objects come first, so nothing of them is taken from the libraries.
        kept[1:1] = objects
        subprocess.run(kept, cwd=self.build, check=True)
        return binary


def run_one(binary, tests, number, limit):
    """What noticed mutant `number` (0: none is made), or None."""
    env = dict(os.environ, MUTANT=str(number), RC_PARAMS="seed=1 max_success=60")
    try:
        done = subprocess.run([str(binary), "--gtest_brief=1", "--gtest_fail_fast", f"--gtest_filter={tests}"],
                              cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=limit)
    except subprocess.TimeoutExpired:
        return f"{binary.name} (hung)"
    return None if done.returncode == 0 else binary.name


def run_suites(binaries, mutant, limits):
    """The name of the suite that noticed, or None."""
    for run in RUNS[str(pathlib.PurePath(mutant.path).parent)]:
        by = run_one(binaries[run[0]], run[1], mutant.number, limits[run])
        if by is not None:
            return by
    return None


def known_survivors():
    """file | code | mutation | reason: by what the line says, not by its number."""
    known = {}
    for line in (ROOT / "tests/mutation/survivors.txt").read_text().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        path, rest = line.split(" | ", 1)
        code, what, reason = rest.rsplit(" | ", 2)
        if not reason.startswith(SORTS):
            sys.exit(f"survivors.txt: a reason begins with one of {', '.join(SORTS)}: {line}")
        known[(path, code.strip(), what)] = reason
    return known


def named_in(output, mutants, sources):
    """Those of `mutants` that an earlier run told of, whatever their numbers were then."""
    told = set()
    for line in pathlib.Path(output).read_text().splitlines():
        if match := re.search(r"(engine/\S+?):\d+: (.*)$", line):
            told.add((match[1], match[2]))
    return [m for m in mutants if (m.path, m.text(sources).split(": ", 1)[1]) in told]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--only")
    parser.add_argument("--again")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    build = Build(options.build, pathlib.Path(options.build).resolve() / "mutants")
    without = set()
    mutants = build.write(without, options.only)
    if options.list:
        sources = {str(p.relative_to(ROOT)): p.read_text().split("\n") for p in sources_in(FOLDERS)}
        for mutant in mutants:
            print(mutant.number, mutant.text(sources))
        return 0
    while broken := build.compile_all(options.jobs):
        if broken <= without:
            sys.exit(f"does not compile even without mutants: {sorted(broken)}")
        without |= broken
        mutants = build.write(without, options.only)
    return measure(build, mutants, without, options)


def measure(build, mutants, without, options):
    sources = {str(p.relative_to(ROOT)): p.read_text().split("\n") for p in sources_in(FOLDERS)}
    binaries = {target: build.link(target) for target in SUITES}
    limits = {}
    for run in {run for runs in RUNS.values() for run in runs}:
        began = time.monotonic()
        if run_one(binaries[run[0]], run[1], 0, 600) is not None:
            sys.exit(f"{run[0]} fails without any mutant")
        limits[run] = max(PATIENCE_LEAST_S, PATIENCE * (time.monotonic() - began))
    if options.again is not None:
        mutants = named_in(options.again, mutants, sources)
    known = known_survivors()
    killed, excused, unknown = 0, [], []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for mutant, by in zip(mutants, pool.map(lambda m: run_suites(binaries, m, limits), mutants)):
            if by is not None:
                killed += 1
                continue
            (excused if mutant.key(sources) in known else unknown).append(mutant)
            print(f"{mutant.number}/{len(mutants)} survives: {mutant.text(sources)}", file=sys.stderr, flush=True)
    whole = options.only is None and options.again is None
    return report(mutants, killed, excused, unknown, known, sources, without, whole)


def report(mutants, killed, excused, unknown, known, sources, without, whole):
    for mutant in excused:
        print(f"survives, known: {mutant.text(sources)}\n    {known[mutant.key(sources)]}")
    for mutant in unknown:
        print(f"SURVIVES: {mutant.text(sources)}")
    for path, line in sorted(without):
        print(f"not mutated (a constant of the compiler's): {path}:{line}: {sources[path][line - 1].strip()}")
    stale = set(known) - {mutant.key(sources) for mutant in excused} if whole else set()
    for key in sorted(stale):
        print(f"LISTED, but no survivor: {' | '.join(key)}")
    equivalent = sum(known[mutant.key(sources)].startswith("equivalent:") for mutant in excused)
    visible = len(mutants) - equivalent
    percent = 100 * killed / max(1, visible)
    print(f"{len(mutants)} mutants, {killed} killed ({100 * killed / max(1, len(mutants)):.1f} % of all, {percent:.1f} % of "
          f"the {visible} that are not equivalent); {equivalent} equivalent, {len(excused) - equivalent} listed as "
          f"untested, {len(unknown)} not listed")
    return 0 if percent >= KILLED_MIN_PERCENT and not unknown and not stale else 1


if __name__ == "__main__":
    sys.exit(main())
