#!/usr/bin/env python3
"""Writes register.csv, an invented year of complaints of a province's units, and expected.csv, what must come of it.

Nothing in it is real: subjects and people are numbered samples. The same seed gives the same octets on every machine.
expected.csv is worked out here by walking day by day over the official calendar of 2024; it shares no code with
dunghan, so the two check each other (tests/scenario plays one against the other).

usage: make_register.py            writes both files beside this script
       make_register.py --check    fails when what would be written differs from what is there
       make_register.py --figures  prints the figures by unit that follow from expected.csv
"""

import csv
import io
import random
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

SEED = 2024
CASES = 300
LAST_DAY = date(2024, 12, 31)
HERE = Path(__file__).resolve().parent

# Weekdays off and worked Saturdays of the offices (config/calendars/vn-public-administration has the sources).
DAYS_OFF = {
    date(2024, 1, 1),
    *(date(2024, 2, day) for day in (8, 9, 12, 13, 14)),
    date(2024, 4, 18), date(2024, 4, 29), date(2024, 4, 30), date(2024, 5, 1),
    date(2024, 9, 2), date(2024, 9, 3),
    date(2025, 1, 1), *(date(2025, 1, day) for day in (27, 28, 29, 30, 31)),
}
DAYS_WORKED = {date(2024, 5, 4)}

# Unit, its share of the complaints, and how often a decision of it comes late: land matters are most of the work.
UNITS = [
    ("so-noi-vu", 4, 0.06),
    ("so-ldtbxh", 5, 0.08),
    ("so-tai-nguyen-moi-truong", 14, 0.14),
    ("so-xay-dung", 7, 0.07),
    ("so-giao-duc", 3, 0.03),
    ("so-y-te", 3, 0.04),
    ("huyen-tuy-phuoc", 12, 0.09),
]

SUBJECTS = [
    "Khiếu nại quyết định hành chính về bồi thường",
    "Khiếu nại quyết định thu hồi đất",
    "Khiếu nại hành vi chậm cấp giấy chứng nhận",
    "Khiếu nại quyết định xử phạt vi phạm hành chính",
    "Khiếu nại việc từ chối cấp giấy phép xây dựng",
    "Khiếu nại mức hỗ trợ tái định cư",
    "Khiếu nại việc giải quyết chế độ, chính sách",
]

COLUMNS = ["case", "unit", "activity", "day", "subject", "complainant", "remote_area", "complex",
           "decision_no", "document", "reason", "receiving_unit"]


def is_working(day):
    return day in DAYS_WORKED or (day.weekday() < 5 and day not in DAYS_OFF)


def roll(day):
    """The day itself when offices work, else the next day on which they do (Civil Code, article 148 (5))."""
    while not is_working(day):
        day += timedelta(days=1)
    return day


def working_days_after(day, count):
    while count > 0:
        day += timedelta(days=1)
        count -= is_working(day)
    return day


@dataclass
class Limit:
    deadline: str
    due_on: date
    status: str = "running"
    ended_on: date | None = None

    def end(self, status, day):
        self.status, self.ended_on = status, day


@dataclass
class Case:
    number: int
    unit: str
    remote: bool
    hard: bool
    rows: list = field(default_factory=list)
    limits: list = field(default_factory=list)

    def add(self, activity, day, **cells):
        """Writes a row, unless the year ends before it."""
        if day > LAST_DAY:
            return False
        self.rows.append({"case": f"mau-{self.number:03}", "unit": self.unit, "activity": activity,
                          "day": day.isoformat(), **cells})
        return True


def spread(chance, earliest, latest):
    """A working day after `earliest`, at most `latest`, more often late in that stretch than early."""
    days = max(1, (latest - earliest).days)
    day = roll(earliest + timedelta(days=1 + int(days * chance.random() ** 0.6)))
    while day > latest or not is_working(day):
        day -= timedelta(days=1)
    return max(day, working_days_after(earliest, 1))


def receive(chance, case):
    """The complaint comes in; acceptance is due ten days on."""
    received = roll(date(2024, 1, 2) + timedelta(days=chance.randrange(354)))
    subject = SUBJECTS[chance.randrange(len(SUBJECTS))]
    case.add("Tiếp nhận", received, subject=f"{subject} (mẫu {case.number:03})",
             complainant=f"Công dân mẫu {case.number:03}",
             remote_area="true" if case.remote else "false",
             complex="true" if case.hard else "false")
    limit = Limit("acceptance", roll(received + timedelta(days=10)))
    case.limits.append(limit)
    return received, limit


def answer(chance, case):
    """Acceptance, refusal or handing on; gives the day of acceptance, or nothing."""
    received, limit = receive(chance, case)
    late = chance.random() < 0.07
    latest = limit.due_on + timedelta(days=21) if late else limit.due_on
    day = spread(chance, limit.due_on if late else received, latest)
    fate = chance.random()
    if fate < 0.08:
        if case.add("Không thụ lý", day, reason="Không đủ điều kiện thụ lý"):
            limit.end("met", day)
        return None
    if fate < 0.14:
        if case.add("Chuyển đơn", day, receiving_unit="thanh-tra-tinh",
                    reason="Không thuộc thẩm quyền"):
            limit.end("cancelled", day)
        return None
    if fate < 0.165 or not case.add("Thụ lý", day):
        return None                                  # left lying, or the year is over
    limit.end("met", day)
    return day


def extend(chance, case, accepted, limit):
    """A hard matter may be given 45 days in all, 60 in a remote area (Law on Complaints, article 28).

    Gives the day on which that was decided, or the day of acceptance.
    """
    if not case.hard or chance.random() > 0.8:
        return accepted
    day = spread(chance, accepted + timedelta(days=18), accepted + timedelta(days=27))
    if case.add("Gia hạn", day, reason="Vụ việc phức tạp, cần xác minh thêm"):
        limit.due_on = roll(accepted + timedelta(days=60 if case.remote else 45))
    return day


def decide(case, day, limit):
    number = f"{case.number:03}/QĐ-GQKN"
    if not case.add("Ra quyết định", day, decision_no=number):
        return None
    limit.end("met", day)
    send = Limit("send_first", working_days_after(day, 3))
    case.limits.append(send)
    return send


def settle(chance, case, accepted, late_share):
    """From acceptance on: verified, heard, perhaps extended or withdrawn, decided in time or late or not at all."""
    limit = Limit("resolution", roll(accepted + timedelta(days=45 if case.remote else 30)))
    case.limits.append(limit)
    if chance.random() < 0.06:
        day = spread(chance, accepted, accepted + timedelta(days=20))
        if case.add("Rút đơn", day, document=f"Đơn rút khiếu nại mẫu {case.number:03}"):
            limit.end("cancelled", day)
        return
    verified = spread(chance, accepted + timedelta(days=3), accepted + timedelta(days=14))
    extended = extend(chance, case, accepted, limit)
    fate = chance.random()
    case.add("Xác minh xong", verified, document=f"BC {case.number:03}/BC-XM")
    if fate < 0.08:
        return                                       # lies there, and will be among the most overdue
    heard = spread(chance, verified, accepted + timedelta(days=19))
    if chance.random() < 0.85:
        case.add("Đối thoại", heard, document=f"BB {case.number:03}/BB-ĐT")
    else:
        case.add("Không đối thoại", heard, reason="Các bên không yêu cầu đối thoại")
    late = fate < 0.08 + late_share
    start = max(limit.due_on if late else heard, heard, extended)
    decided = spread(chance, start, limit.due_on + timedelta(days=30) if late else limit.due_on)
    send = decide(case, decided, limit)
    if send is None:
        return
    sent = working_days_after(decided, 1 + int(chance.random() * 3.3))
    if case.add("Gửi quyết định", sent, document=f"Phiếu gửi mẫu {case.number:03}"):
        send.end("met", sent)


def make_cases():
    chance = random.Random(SEED)
    weights = [share for _, share, _ in UNITS]
    cases = []
    for number in range(1, CASES + 1):
        unit, _, late_share = chance.choices(UNITS, weights)[0]
        case = Case(number, unit, chance.random() < 0.12, chance.random() < 0.25)
        accepted = answer(chance, case)
        if accepted is not None:
            settle(chance, case, accepted, late_share)
        cases.append(case)
    return cases


def write_csv(columns, rows):
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def register_text(cases):
    """As a register is kept: by day, and within a day by case."""
    rows = [(row["day"], case.number, place, row)
            for case in cases for place, row in enumerate(case.rows)]
    return write_csv(COLUMNS, [row for *_, row in sorted(rows, key=lambda entry: entry[:3])])


def verdict(limit):
    if limit.status != "running":
        return "late" if limit.ended_on > limit.due_on else "in time"
    return "overdue" if limit.due_on < LAST_DAY else "not yet due"


def expected_rows(cases):
    for case in cases:
        for limit in case.limits:
            yield {"case": f"mau-{case.number:03}", "unit": case.unit, "deadline": limit.deadline,
                   "due_on": limit.due_on.isoformat(), "status": limit.status,
                   "ended_on": limit.ended_on.isoformat() if limit.ended_on else "",
                   "verdict": verdict(limit)}


def expected_text(cases):
    return write_csv(["case", "unit", "deadline", "due_on", "status", "ended_on", "verdict"],
                     list(expected_rows(cases)))


def print_figures(cases):
    """On time: met in time over (met, and cancelled after due, and unmet past due), of limits due by LAST_DAY."""
    by_unit = defaultdict(Counter)
    for row in expected_rows(cases):
        if date.fromisoformat(row["due_on"]) > LAST_DAY:
            continue
        if row["status"] == "cancelled" and row["verdict"] == "in time":
            continue
        by_unit[row["unit"]][row["verdict"]] += 1
    for unit, counts in sorted(by_unit.items()):
        due = sum(counts.values()) - counts["not yet due"]
        share = 100 * counts["in time"] / due
        print(f"{unit:28} {counts['in time']:4} in time {counts['late']:4} late "
              f"{counts['overdue']:4} overdue  {share:5.1f} %")


def main(arguments):
    cases = make_cases()
    texts = {"register.csv": register_text(cases), "expected.csv": expected_text(cases)}
    if arguments == ["--figures"]:
        print_figures(cases)
    elif arguments == ["--check"]:
        stale = [name for name, text in texts.items()
                 if (HERE / name).read_text(encoding="utf-8") != text]
        if stale:
            sys.exit(f"not what make_register.py writes: {', '.join(stale)}; run it again")
        print(f"{', '.join(texts)}: as make_register.py writes them")
    elif not arguments:
        for name, text in texts.items():
            (HERE / name).write_text(text, encoding="utf-8")
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
