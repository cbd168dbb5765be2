#!/usr/bin/env python3
"""The tutorial does what it says: its files are written as the reader writes them, its commands are run, and what they
print is what stands there. Its two languages have the same files and the same commands.

usage: tutorial.py DUNGHAN          with DUNGHAN_REWRITE_GOLDEN=1 what is printed takes the place of what stood there

Each fence of workflows/TUTORIAL.md and TUTORIAL.vi.md is one of these; a comment, invisible where the page is read, stands
on the line before it:

    <!-- v1.yaml -->                          a `yaml` fence: the whole file
    <!-- v1.yaml, after: LINE -->             goes in behind that line and what is indented below it
    <!-- v1.yaml, in place of: LINE -->       takes its place, and that of what is indented below it
    <!-- exit 1 -->                           a `console` fence: how its last command ends, where that is not 0

In a `console` fence `$ ` begins a command; what follows is all that it prints, output first. A line `…` stands for any
number of lines, `…` within a line for any text.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = {"TUTORIAL.md": "en_US.UTF-8", "TUTORIAL.vi.md": "vi_VN.UTF-8"}
FENCE = re.compile(r"(?:<!-- (?P<directive>.*?) -->\n)?(?P<indent> *)```(?P<kind>\w*)\n(?P<body>.*?)\n?(?P=indent)```(?=\n|$)", re.S)
CHANGE = re.compile(r"(?P<file>[\w./-]+)(?:, (?P<how>after|in place of): (?P<line>.*))?")


def fault(page, text, fence, message):
    line = text.count("\n", 0, fence.start("body")) + 1
    return f"workflows/{page}:{line}: {message}"


def indent(line):
    return len(line) - len(line.lstrip(" "))


def changed(old, how, wanted, new):
    """The text with `new` behind the block that the line begins, or in its place; the line must stand there once."""
    lines = old.splitlines()
    places = [number for number, line in enumerate(lines) if line.strip() == wanted]
    if len(places) != 1:
        raise ValueError(f"the line `{wanted}` stands there {len(places)} times")
    begin = end = places[0]
    while end + 1 < len(lines) and (not lines[end + 1].strip() or indent(lines[end + 1]) > indent(lines[begin])):
        end += 1
    while not lines[end].strip():  # an empty line parts it from what follows
        end -= 1
    lines[end + 1 if how == "after" else begin:end + 1] = new.splitlines()
    return "\n".join(lines) + "\n"


def write(folder, directive, body):
    told = CHANGE.fullmatch(directive or "")
    if not told:
        raise ValueError("a `yaml` fence needs a comment that names its file")
    file = folder / told["file"]
    if told["how"]:
        body = changed(file.read_text(encoding="utf-8"), told["how"], told["line"], body)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(body.rstrip("\n") + "\n", encoding="utf-8")


def run(command, folder, environment):
    """What the command printed, how it ended, and the folder in which it left the reader."""
    end = folder.parent / "folder"
    done = subprocess.run(["bash", "-c", f"{command}\nexit=$?; pwd > '{environment['HOME']}/folder'; exit $exit"], cwd=folder, env=environment,
                          capture_output=True, text=True, timeout=300, check=False)
    end = pathlib.Path(environment["HOME"], "folder")
    return done.stdout + done.stderr, done.returncode, pathlib.Path(end.read_text().strip())


def fits(shown, printed):
    pattern = "".join("(?:.*\n)*" if line == "…" else ".*".join(map(re.escape, line.split("…"))) + "\n" for line in shown.splitlines())
    return re.fullmatch(pattern, printed if printed.endswith("\n") or not printed else printed + "\n") is not None


def commands_of(body):
    """Pairs of a command and what is shown below it."""
    parts = re.split(r"^\$ ", body, flags=re.M)
    if parts[0].strip():
        raise ValueError("a `console` fence begins with a command")
    return [tuple((part.rstrip("\n") + "\n").split("\n", 1)) for part in parts[1:]]


def play(page, language, dunghan, rewrite):
    """Reads the page as its reader does; the faults, the text as it should be, and what it holds beside words."""
    path = ROOT / "workflows" / page
    text = path.read_text(encoding="utf-8")
    faults, holds, pieces, last = [], [], [], 0
    with tempfile.TemporaryDirectory() as home:
        home = pathlib.Path(home)
        (home / "bin").mkdir()
        (home / "bin/dunghan").symlink_to(pathlib.Path(dunghan).resolve())
        folder = home / "dunghan"
        folder.mkdir()
        shutil.copytree(ROOT / "config", folder / "config")
        environment = {"PATH": f"{home}/bin:{os.environ['PATH']}", "HOME": str(home), "XDG_STATE_HOME": f"{home}/state",
                       "DUNGHAN_CONFIG": f"{folder}/config", "LANG": language, "TZ": "Asia/Ho_Chi_Minh"}
        for fence in FENCE.finditer(text):
            directive, kind, body = fence["directive"], fence["kind"], fence["body"]
            try:
                if kind == "yaml":
                    holds.append((directive, body))
                    write(folder, directive, body)
                    continue
                if kind != "console":
                    raise ValueError(f"a fence is `yaml` or `console`, not `{kind}`")
                exits = int(directive.split()[1]) if re.fullmatch(r"exit \d", directive or "") else 0
                shown_anew = []
                commands = commands_of(body)
                for number, (command, shown) in enumerate(commands):
                    printed, exit, folder = run(command, folder, environment)
                    wanted = exits if number + 1 == len(commands) else 0
                    holds.append((command, wanted))
                    if exit != wanted:
                        faults.append(fault(page, text, fence, f"`{command}` ends with {exit}, not {wanted}:\n{printed}"))
                    if not fits(shown, printed):
                        faults.append(fault(page, text, fence, f"`{command}` prints\n{printed}and not\n{shown}"))
                        shown = printed
                    shown_anew.append(f"$ {command}\n{shown}".rstrip("\n"))
                pieces += [text[last:fence.start("body")], "\n".join(shown_anew)]
                last = fence.start("body") + len(body)
            except (ValueError, OSError) as error:
                faults.append(fault(page, text, fence, error))
    if rewrite:
        path.write_text("".join(pieces) + text[last:], encoding="utf-8")
    return faults, holds


def check_self():
    """What the rules above say, said of small texts."""
    assert changed("a:\n  b: 1\n\nc: 2\n", "after", "a:", "x: 3") == "a:\n  b: 1\nx: 3\n\nc: 2\n"
    assert changed("a:\n  b: 1\n\nc: 2\n", "in place of", "a:", "x: 3") == "x: 3\n\nc: 2\n"
    for twice in ("a: 1\nb:\n  a: 1\n", "b: 1\n"):
        try:
            changed(twice, "after", "a: 1", "x: 3")
        except ValueError:
            continue
        sys.exit("a line that does not stand there once is taken")
    assert fits("one\n…\ntwo … s\n", "one\nand\nmore\ntwo 0.1 s\n") and fits("…\n", "") and fits("", "")
    assert not fits("one\n", "one\ntwo\n") and not fits("one\n", "") and not fits("a.c\n", "abc\n")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    check_self()
    rewrite = os.environ.get("DUNGHAN_REWRITE_GOLDEN") == "1"
    faults, holds = [], {}
    for page, language in PAGES.items():
        told, holds[page] = play(page, language, sys.argv[1], rewrite)
        faults += told
        print(f"{page}: {sum(isinstance(what, int) for _, what in holds[page])} commands, "
              f"{sum(isinstance(what, str) for _, what in holds[page])} pieces of YAML")
    english, vietnamese = holds.values()
    for one, other in zip(english, vietnamese):
        if one != other:
            faults.append(f"the two languages differ: {one} in English, {other} in Vietnamese")
            break
    if len(english) != len(vietnamese):
        faults.append(f"{len(english)} pieces in English, {len(vietnamese)} in Vietnamese")
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
