"""Reads the database and the spool that a killed service left, and holds them against what its clients were told.

Shares no code with dunghan: it knows the tables, the event kinds, and what `errand` has to do. An attempt of a client is
a dict: `mark` (its own, stands in the event), `kind` (opened | noted | replied), `case` (number, of later acts),
`outcome` (acknowledged | refused | unknown).
"""

import json
import sqlite3
from collections import Counter, defaultdict
from email import message_from_bytes
from pathlib import Path

LIMIT_US = 60 * 1_000_000  # `within: 1 minute` of errand/v1.yaml


class Case:
    def __init__(self):
        self.number, self.opened_at, self.replied_at = "", 0, None
        self.kinds, self.seqs, self.marks = Counter(), [], []


def read_cases(database):
    cases, act = defaultdict(Case), "opened"
    for stream, seq, kind, occurred_at, facts, body in database.execute(
        "SELECT stream_id, seq, kind, occurred_at, facts, body FROM event WHERE stream_kind = 'case' "
        "ORDER BY stream_id, seq"
    ):
        case, facts, body = cases[stream], json.loads(facts), json.loads(body)
        case.seqs.append(seq)
        case.kinds[kind] += 1
        if kind == "case_opened":
            case.number, case.opened_at, act = facts["number"], occurred_at, "opened"
        if kind == "states_moved" and "chased" in facts.get("entered", []):
            case.kinds["moved to chased"] += 1
        if kind == "event_taken":
            act = facts["name"]
            if act == "replied":
                case.replied_at = occurred_at
        if kind == "data_set":  # the mark of the opening, or of the event taken just before
            case.marks.append((act, body["mark"]))
    return cases


def check_attempts(cases, attempts):
    """Every acknowledged command is there once, every other once or not at all, and none that nobody sent."""
    found = Counter((mark, kind) for case in cases.values() for kind, mark in case.marks)
    number_of = {mark: case.number for case in cases.values() for _, mark in case.marks}
    sent = set()
    for attempt in attempts:
        key = (attempt["mark"], attempt["kind"])
        sent.add(key)
        times = found[key]
        allowed = {"acknowledged": (1,), "refused": (0,), "unknown": (0, 1)}[attempt["outcome"]]
        if times not in allowed:
            yield f"{attempt['outcome']} {attempt['kind']} {attempt['mark']} is on record {times} times"
        elif times == 1 and attempt["case"] and number_of[attempt["mark"]] != attempt["case"]:
            yield f"{attempt['mark']} is on record in {number_of[attempt['mark']]}, told {attempt['case']}"
    for key, times in found.items():
        if key not in sent:
            yield f"nobody sent {key}, on record {times} times"


def check_effects(cases, database):
    """What the passing of the limit brings comes once, where it passed, and nowhere else."""
    told = Counter(
        case for (case,) in database.execute("SELECT case_id FROM outbox WHERE deadline = 'reply' AND kind = 'overdue'")
    )
    tasks = Counter(case for (case,) in database.execute("SELECT DISTINCT case_id FROM task_row WHERE name = 'chase'"))
    timers = Counter(case for (case,) in database.execute("SELECT case_id FROM timer"))
    for stream, case in cases.items():
        if case.seqs != list(range(1, len(case.seqs) + 1)):
            yield f"{case.number}: the sequence of events has a gap"
        expected = 0 if case.replied_at is not None and case.replied_at <= case.opened_at + LIMIT_US else 1
        effects = {
            "deadline_overdue": case.kinds["deadline_overdue"],
            "rung_told": case.kinds["rung_told"],
            "move to chased": case.kinds["moved to chased"],
            "task_made": case.kinds["task_made"],
            "row of the task": tasks[stream],
            "message": told[stream],
        }
        for name, times in effects.items():
            if times != expected:
                yield f"{case.number}: {name} {times} times, expected {expected}"
        if timers[stream]:
            yield f"{case.number}: {timers[stream]} timers are still due"
        if case.kinds["case_opened"] != 1 or case.kinds["case_closed"] != (case.replied_at is not None):
            yield f"{case.number}: opened or closed another number of times than it should be"
    numbers = Counter(case.number for case in cases.values())
    yield from (f"number {number} given {times} times" for number, times in numbers.items() if times != 1)


def check_messages(database, spool):
    """Every message was delivered, and each is one file with an id of its own."""
    ids = Counter()
    for file in Path(spool).iterdir():
        if file.suffix != ".eml":
            yield f"{file.name} is left over in the spool"
            continue
        ids[message_from_bytes(file.read_bytes())["Message-ID"]] += 1
    yield from (f"Message-ID {one} on {times} files" for one, times in ids.items() if times != 1)
    (rows, waiting), = database.execute("SELECT count(*), count(*) FILTER (WHERE delivered_at IS NULL) FROM outbox")
    if waiting:
        yield f"{waiting} messages were never delivered"
    if rows != sum(ids.values()):
        yield f"{rows} messages on record, {sum(ids.values())} in the spool"


def check(database_file, spool, attempts):
    """The violations, each a sentence; none when all is as it should be."""
    database = sqlite3.connect(database_file)
    try:
        integrity = [row[0] for row in database.execute("PRAGMA integrity_check")]
        violations = [] if integrity == ["ok"] else integrity
        cases = read_cases(database)
        violations += check_attempts(cases, attempts)
        violations += check_effects(cases, database)
        violations += check_messages(database, spool)
        return violations
    finally:
        database.close()
