"""Plays a procedure on virtual time by `dunghan simulate`, and reads from its log which states the case came to be in.

The program is the shipped one and knows nothing of these tests: a definition and a scenario go in, a log comes out.
"""

import json
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import yaml

BEGINS = "2024-03-04T08:00"  # a Monday
ENDS = "2024-03-29T08:00"  # when every limit of a test is long over
UNIT = "so-noi-vu"
# Of a scenario that it does not state the due dates: those of sends are nobody's law.
UNSTATED = "E0618"


@dataclass
class Log:
    """What came of it."""

    faults: list = field(default_factory=list)  # the file is refused, an act is, or a state is not what it should be
    moves: list = field(default_factory=list)  # (event or "", the active states, sorted) after each move
    closed: bool = False

    @property
    def configuration(self):
        return self.moves[-1][1] if self.moves else []


def scenario(workflow, steps):
    opening = {"at": BEGINS, "open": {"workflow": workflow, "unit": UNIT}, "as": "one"}
    return {"scenario": "translated from SCXML", "given": {"now": BEGINS}, "steps": [opening, *steps]}


def write(path, mapping):
    path.write_text(yaml.safe_dump(mapping, sort_keys=False, allow_unicode=True, width=120), encoding="utf-8")


def simulate(program, definition, more):
    """Runs `dunghan --json simulate`; the objects that it printed."""
    command = [str(program), "--json", "simulate", str(definition), *more]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    objects = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    return objects or [{"refused": f"exit status {run.returncode}", "message": run.stderr.strip()}]


def read_log(objects):
    log, active, event = Log(), set(), ""
    for each in objects:
        facts = each.get("facts", {})
        kind = each.get("kind")
        if "refused" in each:
            log.faults.append(each["message"])
        elif "faults" in each:
            log.faults.extend(fault["message"] for fault in each["faults"] if fault["code"] != UNSTATED)
        elif kind == "event_taken":
            event = facts["name"]
        elif kind == "states_moved":
            active = (active - set(facts.get("left", []))) | set(facts.get("entered", []))
            log.moves.append((event, sorted(active)))
        elif kind == "case_closed":
            log.closed = True
    return log


def run(program, folder, procedure, steps):
    """Plays the steps in a new case (`one`) of the procedure; the files stay in the folder. The objects printed."""
    folder = Path(folder)
    (folder / "scenarios").mkdir(parents=True, exist_ok=True)
    definition, steps_file = folder / "v1.yaml", folder / "scenarios" / "played.yaml"
    write(definition, procedure)
    write(steps_file, scenario(procedure["workflow"], steps))
    return simulate(program, definition, ["--scenario", str(steps_file)])


def play(program, folder, procedure, steps):
    return read_log(run(program, folder, procedure, steps))
