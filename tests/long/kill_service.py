#!/usr/bin/env python3
"""Kills `dunghan serve` with -9 again and again under load, then has what is left checked (service_checker.py).

Clients speak the socket, keep their own history, and after an answer in doubt either ask again with the same key or leave
it. Rounds go on until both numbers are reached: kills, and kills inside a batch (counted by the service's own marker,
an octet that is 1 while a batch is under way). Afterwards five violations are planted in copies, to see the checker
find them.

usage: kill_service.py DUNGHAN [--kills 200] [--inside 100] [--seed N]
"""

import argparse
import json
import mmap
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

from service_checker import check

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CLIENTS = 8
GIVE_UP_SECONDS = 120  # a service that does not come up, or does not drain, is a failure rather than a hang


class Service:
    def __init__(self, program, folder):
        self.folder, self.program = folder, program
        self.database, self.spool = folder / "kill.db", folder / "spool"
        self.socket, self.marker = Path(f"{self.database}.sock"), folder / "marker"
        self.log = open(folder / "serve.log", "ab")
        config = ROOT / "config"
        (folder / "dunghan.yaml").write_text(
            f"definitions: [ {HERE}/errand ]\ncalendars: {config}/calendars\ncounting: {config}/counting\n"
            f"organisation: {config}/organisation.yaml\nladders: {config}/ladders.yaml\n"
            f"service: {{ idle_wait_ms: 50 }}\n"
        )
        self.process = None

    def start(self):
        self.process = subprocess.Popen(
            [self.program, "--config", self.folder / "dunghan.yaml", "--db", self.database, "--lang", "en", "serve",
             "--batch-marker", self.marker],
            stdout=subprocess.PIPE, stderr=self.log, cwd=self.folder,
        )
        line = self.process.stdout.readline()
        if not line.startswith(b"dunghan serves"):
            raise SystemExit(f"the service did not start: see {self.folder}/serve.log")

    def kill(self, randomness):
        """True: it died inside a batch."""
        with open(self.marker, "rb") as file, mmap.mmap(file.fileno(), 1, prot=mmap.PROT_READ) as octet:
            if randomness.random() < 0.8:
                give_up = time.monotonic() + 1
                while octet[0] == 0 and time.monotonic() < give_up:
                    pass
            self.process.kill()
            self.process.wait()
            return octet[0] == 1

    def stop(self):
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=GIVE_UP_SECONDS)
        return code, time.monotonic() - began


class Client(threading.Thread):
    """Opens errands, notes and replies, one after the other, through kills and restarts."""

    def __init__(self, number, socket_file, seed):
        super().__init__(daemon=True)
        self.number, self.socket_file = number, str(socket_file)
        self.random = random.Random(f"{seed} {number}")
        self.attempts, self.cases, self.count = [], [], 0
        self.stopping, self.connection, self.reader = threading.Event(), None, None
        self.again = 0  # asked again after doubt

    def call(self, arguments):
        """(exit code, output); None: in doubt."""
        try:
            if self.connection is None:
                self.connection = socket.socket(socket.AF_UNIX)
                self.connection.connect(self.socket_file)
                self.reader = self.connection.makefile("rb")
            line = json.dumps({"arguments": arguments, "folder": "/"}) + "\n"
            self.connection.sendall(line.encode())
            answer = json.loads(self.reader.readline() or b"null")
            if answer is not None:
                return answer["exit"], answer["out"] + answer["err"]
        except (OSError, ValueError):
            pass
        if self.connection is not None:
            self.connection.close()
        self.connection = None
        self.stopping.wait(0.01)
        return None

    def next_act(self):
        self.count += 1
        mark = f"m{self.number}-{self.count}"
        choice = self.random.random()
        if choice < 0.4 or not self.cases:
            # Falls due 0 to 2 seconds from now.
            at = datetime.now(timezone.utc) - timedelta(seconds=60 - 2 * self.random.random())
            arguments = ["open", "errand", "--unit", "so-noi-vu", "--at", at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")]
            return {"mark": mark, "kind": "opened", "case": ""}, arguments
        case = self.random.choice(self.cases)
        if choice < 0.8:
            return {"mark": mark, "kind": "noted", "case": case}, ["send", case, "noted"]
        self.cases.remove(case)
        return {"mark": mark, "kind": "replied", "case": case}, ["send", case, "replied"]

    def run(self):
        while not self.stopping.is_set():
            attempt, arguments = self.next_act()
            arguments += ["--as", "p-0303", "--with", f"mark={attempt['mark']}", "--key", f"key-{attempt['mark']}", "--json"]
            answer = self.call(arguments)
            while answer is None and not self.stopping.is_set() and self.random.random() < 0.9:
                self.again += 1
                answer = self.call(arguments)
            self.record(attempt, answer)

    def record(self, attempt, answer):
        attempt["outcome"] = "unknown"
        if answer is not None:
            code, text = answer
            said = json.loads(text)
            if code == 0:
                attempt["outcome"] = "acknowledged"
                if attempt["kind"] == "opened":
                    attempt["case"] = said["number"]
                    self.cases.append(said["number"])
            elif said["error"]["code"] not in ("unknown_outcome", "unavailable"):
                attempt["outcome"] = "refused"
                attempt["why"] = text
        self.attempts.append(attempt)
        self.cases = self.cases[-20:]


def drain(service):
    """Waits until every due timer fired and every message is out."""
    give_up = time.monotonic() + GIVE_UP_SECONDS
    database = sqlite3.connect(f"file:{service.database}?mode=ro", uri=True)
    while time.monotonic() < give_up:
        timers, = database.execute("SELECT count(*) FROM timer").fetchone()
        messages, = database.execute("SELECT count(*) FROM outbox WHERE delivered_at IS NULL").fetchone()
        if timers == 0 and messages == 0:
            return
        time.sleep(0.1)
    raise SystemExit(f"{timers} timers and {messages} messages are left after {GIVE_UP_SECONDS} s")


PLANTED = {
    "an acknowledged command lost": "DELETE FROM event WHERE kind = 'event_taken' AND id ="
    " (SELECT max(id) FROM event WHERE kind = 'event_taken')",
    "a command done twice": "INSERT INTO event SELECT (SELECT max(id) + 1 FROM event), stream_kind, stream_id, seq + 1000, kind, version,"
    " occurred_at, recorded_at, actor, facts, body, salt, leaf_hash FROM event WHERE kind = 'event_taken' LIMIT 1",
    "an effect twice": "INSERT INTO outbox SELECT (SELECT max(id) + 1 FROM outbox), kind, case_id, case_number, workflow,"
    " deadline, task, state, recipient, unit, template_name, due_on, due_at, title_vi, title_en, basis, created_at, not_before,"
    " next_try_at, attempts, delivered_at FROM outbox LIMIT 1",
    "an effect missing": "DELETE FROM event WHERE id = (SELECT max(id) FROM event WHERE kind = 'deadline_overdue')",
    "a message never sent": "UPDATE outbox SET delivered_at = NULL WHERE id = (SELECT max(id) FROM outbox)",
}


def check_the_checker(service, attempts):
    missed = []
    for name, statement in PLANTED.items():
        copy = service.folder / "planted.db"
        shutil.copy(service.database, copy)
        database = sqlite3.connect(copy)
        database.execute("DROP TRIGGER event_stays")
        if database.execute(statement).rowcount != 1:
            raise SystemExit(f"nothing to plant: {name}")
        database.commit()
        database.close()
        if not check(copy, service.spool, attempts):
            missed.append(name)
        copy.unlink()
    return missed


def kill_until(service, arguments, randomness):
    kills = inside = 0
    began = time.monotonic()
    while kills < arguments.kills or inside < arguments.inside:
        service.start()
        time.sleep(randomness.uniform(0.02, 0.3))
        inside += service.kill(randomness)
        kills += 1
        if kills > 4 * (arguments.kills + arguments.inside):
            raise SystemExit(f"{kills} kills, only {inside} inside a batch")
    print(f"{kills} kills, {inside} inside a batch, {time.monotonic() - began:.0f} s", flush=True)


def run(arguments, folder):
    randomness = random.Random(arguments.seed)
    service = Service(Path(arguments.dunghan).resolve(), folder)
    clients = [Client(number, service.socket, arguments.seed) for number in range(CLIENTS)]
    for client in clients:
        client.start()
    kill_until(service, arguments, randomness)
    service.start()
    time.sleep(0.5)
    code, seconds = service.stop()  # under load: what was accepted is answered
    service.start()
    for client in clients:
        client.stopping.set()
    for client in clients:
        client.join()
    drain(service)
    code = code or service.stop()[0]
    attempts = [attempt for client in clients for attempt in client.attempts]
    outcomes = {o: sum(a["outcome"] == o for a in attempts) for o in ("acknowledged", "refused", "unknown")}
    print(f"{len(attempts)} commands: {outcomes}, asked again {sum(c.again for c in clients)} times")
    print(f"SIGTERM under load: exit {code} after {seconds:.1f} s")
    violations = check(service.database, service.spool, attempts)
    missed = check_the_checker(service, attempts)
    for violation in violations[:20]:
        print("VIOLATION:", violation)
    for name in missed:
        print("PLANTED AND NOT FOUND:", name)
    print(f"{len(violations)} violations; {len(PLANTED) - len(missed)} of {len(PLANTED)} planted ones found")
    refused = [a for a in attempts if a["outcome"] == "refused"]
    if refused:
        print("refused, the first:", refused[0]["why"])
    return code == 0 and not violations and not missed and not refused


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dunghan")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--inside", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}", flush=True)
    folder = Path(tempfile.mkdtemp(prefix="dunghan-kill-"))
    passed = run(arguments, folder)
    if not passed:
        print(f"kept: {folder}")
        return 1
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
