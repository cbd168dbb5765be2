#!/usr/bin/env python3
"""The same commands give the same answers whether a service runs beside the database or not.

Each command is run on one database directly and on another through `dunghan serve`; exit code, output and errors must be
equal, once ids, moments and the folder, which differ between two runs, are taken out.

usage: served_commands.py DUNGHAN
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CASE = "KN-SNV-{year}-00001".format(year=date.today().year)
OPEN = ["open", "complaint-first-instance", "--unit", "so-noi-vu"]
YEAR = ROOT / "examples" / "province-year"

# Arguments, and the environment beside them.
COMMANDS = [
    (OPEN + ["--as", "p-0303", "--with", "subject=Khiếu nại \"mẫu\"", "--with", "complex=true", "--with", "complainant=@name.json"], {}),
    (OPEN + ["--as", "p-0303", "--with", "subject=A", "--with", "complainant=@missing.json"], {}),
    (OPEN + ["--as", "p-0303", "--with", "subject=A", "--with", "complainant={\"name\":1,\"name\":2}"], {}),
    (OPEN + ["--as", "p-0303", "--with", b"subject=\xff"], {}),
    (OPEN + ["--with", "subject=A"], {}),
    (OPEN + ["--as", "p-0303", "--with", "subject=B", "--with", "complainant=@name.json", "--key", "k1", "--json"], {}),
    (OPEN + ["--as", "p-0303", "--with", "subject=B", "--with", "complainant=@name.json", "--key", "k1", "--json"], {}),
    (OPEN + ["--as", "p-0303", "--with", "subject=C", "--with", "complainant=@name.json", "--key", "k1"], {}),
    (["--lang", "en", "list"], {}),
    (["list", "--lang=vi"], {}),
    (["list"], {"LANG": "vi_VN.UTF-8"}),
    (["list", "--json"], {}),
    (["list", "--as-of", "2020-01-01"], {}),
    (["tasks", "--unit", "so-noi-vu"], {}),
    (["show", CASE], {}),
    (["show", CASE, "--as", "p-0303"], {}),
    (["show", CASE, "--as", "p-0307", "--json"], {}),
    (["show", "no-such-case", "--json"], {}),
    (["explain", CASE, "acceptance"], {}),
    (["explain", CASE, "acceptance", "--json"], {"LANG": "vi_VN.UTF-8"}),
    (["send", CASE, "decide", "--as", "p-0301"], {}),
    (["send", CASE, "decide", "--as", "p-0301", "--json"], {}),
    (["send", CASE, "withdraw", "--as", "p-0303", "--if-seq", "2"], {}),
    (["suspend", CASE, "acceptance", "--ground", "none", "--as", "p-0303"], {}),
    (["extend", CASE, "acceptance", "--ground", "complex", "--reason", "x", "--as", "p-0301"], {}),
    (["claim", CASE + "/check", "--as", "p-0303"], {}),
    (["release", CASE + "/check", "--as", "p-0303"], {}),
    (["reassign", CASE + "/check", "p-0303", "--as", "p-0301", "--reason", "x"], {}),
    (["delegate", CASE + "/check", "p-0304", "--as", "p-0303"], {}),
    (["correct", CASE, "1", "--set", "subject=Đúng", "--reason", "gõ nhầm", "--as", "p-0303"], {}),
    (["correct", CASE, "2", "--set", "subject=Đúng", "--reason", "gõ nhầm", "--as", "p-0303", "--json"], {}),
    (["overdue", "--json"], {}),
    (["overdue", "--late-over", "-5"], {}),
    (["report", "--from", "2024-01-01", "--to", "2024-12-31"], {}),
    (["report", "--from", "2024-13-01"], {}),
    (["nonsense"], {}),
    (["show", "--help"], {}),
    (["import", YEAR / "register.csv", "--map", YEAR / "map.yaml", "--dry-run"], {}),
    (["import", "none.csv", "--map", YEAR / "map.yaml"], {}),
    (["due", "5 working days", "--from", "2024-04-26"], {}),
]


def comparable(octets, folder):
    text = octets.decode(errors="replace").replace(f"{folder}/", "")
    text = re.sub(r"\b\d{4}-\d\d-\d\dT[\d:.]+Z", "MOMENT", text)
    text = re.sub(r"\b\d\d:\d\d\b", "HH:MM", text)
    return re.sub(r"\b0[0-9a-z]{12}\b", "ID", text)


def run(program, folder, arguments, environment):
    return subprocess.run(
        [program, "--db", folder / "office.db", *arguments],
        cwd=folder, capture_output=True, timeout=120,
        env={**os.environ, "LANG": "C.UTF-8", "DUNGHAN_CONFIG": str(ROOT / "config" / "dunghan.yaml"), **environment},
    )


def start_service(program, folder):
    service = subprocess.Popen(
        [program, "--db", folder / "office.db", "--config", ROOT / "config" / "dunghan.yaml", "serve"],
        cwd="/", stdout=subprocess.PIPE,
    )
    if not service.stdout.readline().startswith(b"dunghan serves"):
        raise SystemExit("the service did not start")
    return service


def differences(program, direct, served):
    for arguments, environment in COMMANDS:
        one, other = (run(program, folder, arguments, environment) for folder in (direct, served))
        for name in ("returncode", "stdout", "stderr"):
            mine, theirs = getattr(one, name), getattr(other, name)
            if name != "returncode":
                mine, theirs = comparable(mine, direct), comparable(theirs, served)
            if mine != theirs:
                yield f"{arguments}: {name}\n--- direct\n{mine}\n--- served\n{theirs}"


def main():
    program = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="dunghan-served-") as name:
        direct, served = Path(name) / "direct", Path(name) / "served"
        for folder in (direct, served):
            folder.mkdir()
            (folder / "name.json").write_text('{"name": "Công dân mẫu"}')
        service = start_service(program, served)
        try:
            found = list(differences(program, direct, served))
        finally:
            service.send_signal(signal.SIGTERM)
            code = service.wait(timeout=60)
    print("\n".join(found))
    print(f"{len(COMMANDS)} commands, {len(found)} differ; the service ended with {code}")
    return 1 if found or code else 0


if __name__ == "__main__":
    sys.exit(main())
