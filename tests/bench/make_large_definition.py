#!/usr/bin/env python3
"""Prints a procedure of 5,000 lines without a fault: what `dunghan lint` is measured with. The same text in every run.

usage: make_large_definition.py [--stages N] [--to FILE]    prints it, or writes it
       make_large_definition.py --lint DUNGHAN              prints nothing, and fails where dunghan finds anything

It is written as long procedures are: stage after stage, each with its data, its decision table, its limits with grounds
to suspend and to extend, its states, tasks, letters and consequences of lateness.
"""
import argparse
import subprocess
import sys
import tempfile

STAGES = 40

HEAD = """\
# {lines} lines, written by tests/bench/make_large_definition.py: what `dunghan lint` is measured with.
dunghan: 1
workflow: large-procedure
version: 1
title: {{ vi: Quy trình dài, en: A long procedure }}
effective: {{ from: 2024-01-01 }}
laws:
  LD: {{ number: 31/2024/QH15, name: Luật Đất đai }}
calendar: vn-public-administration
counting: vn-civil-code-2015
number: {{ text: "L-{{unit.code}}-{{year}}-{{seq:5}}", per: [ unit, year ] }}
opened_by: reception
roles:
  reception: {{ unit: case.unit, post: reception }}
  handler: {{ unit: case.unit, post: handler, pick: least-loaded }}
  head: {{ unit: case.unit, post: head }}
"""

DATA = """\
  # stage {n}
  s{n}_applicant: {{ type: party, sealed: [ reception, handler, head ], label: {{ vi: Người nộp {n}, en: Applicant {n} }} }}
  s{n}_received_on: {{ type: date, label: {{ vi: Ngày nhận {n}, en: Received on {n} }} }}
  s{n}_subject: {{ type: text, max: 500, label: {{ vi: Nội dung {n}, en: Subject {n} }} }}
  s{n}_kind: {{ type: choice, of: [ simple, usual, complex ], default: usual }}
  s{n}_remote: {{ type: bool, default: false }}
  s{n}_complete: {{ type: bool, default: false }}
  s{n}_area: {{ type: decimal, default: 0 }}
  s{n}_rounds: {{ type: int, default: 0 }}
  s{n}_decision_no: {{ type: text }}
"""

DECISION = """\
  s{n}_limit:
    hit: unique
    inputs: {{ kind: data.s{n}_kind, remote: data.s{n}_remote }}
    output: period
    rules:
      - {{ kind: simple, remote: false, then: 10 days, basis: LD Điều {n} khoản 1 }}
      - {{ kind: simple, remote: true, then: 15 days, basis: LD Điều {n} khoản 1 }}
      - {{ kind: usual, remote: false, then: 20 days, basis: LD Điều {n} khoản 2 }}
      - {{ kind: usual, remote: true, then: 30 days, basis: LD Điều {n} khoản 2 }}
      - {{ kind: complex, then: 45 days, basis: LD Điều {n} khoản 3 }}
"""

DEADLINES = """\
  s{n}_acceptance:
    title: {{ vi: Tiếp nhận giai đoạn {n}, en: Acceptance of stage {n} }}
    within: 3 working days
    start: {{ enter: s{n}_received }}
    stop: {{ leave: s{n}_received }}
    cancel: {{ enter: withdrawn }}
    owner: reception
    basis: LD Điều {n}
  s{n}_resolution:
    title: {{ vi: Giải quyết giai đoạn {n}, en: Resolution of stage {n} }}
    within: {{ decide: s{n}_limit }}
    start: {{ enter: s{n}_examining }}
    stop: {{ enter: s{n}_done }}
    cancel: {{ enter: withdrawn }}
    owner: handler
    basis: LD Điều {n}
    suspend:
      s{n}_supplement:
        title: {{ vi: Chờ bổ sung {n}, en: Awaiting a supplement {n} }}
        by: [ handler, head ]
        when: "!data.s{n}_complete && data.s{n}_rounds < 3"
        needs: {{ reason: text }}
        times: 2
        basis: LD Điều {n}
        resume: {{ by: [ handler, head ], needs: {{ received_on: date }} }}
    extend:
      s{n}_difficult:
        when: "data.s{n}_kind == 'complex' || data.s{n}_area > decimal('10000')"
        each: 15 days
        times: 1
        by: head
        needs: {{ reason: text }}
        basis: LD Điều {n}
    ladder:
      - {{ before: 3 working days, to: owner }}
      - {{ at: due, to: [ owner, owner.head ] }}
      - {{ every: 5 working days, from: due, to: head, at_most: 6 }}
"""

STATES = """\
  stage_{n}:{initial}
    title: {{ vi: Giai đoạn {n}, en: Stage {n} }}
    states:
      s{n}_received:
        initial: true
        title: {{ vi: Đã nhận, en: Received }}
        tasks:
          s{n}_check:
            for: reception
            title: {{ vi: Kiểm tra hồ sơ giai đoạn {n}, en: Check the file of stage {n} }}
            form: [ s{n}_kind, s{n}_remote, s{n}_complete, s{n}_area ]
            deadline: s{n}_acceptance
            done: [ s{n}_accept, s{n}_return ]
        on:
          s{n}_accept:
            to: s{n}_examining
            by: [ reception, head ]
            needs: {{ s{n}_received_on: date }}
            occurs: event.s{n}_received_on
          s{n}_return:
            by: reception
            needs: {{ reason: text }}
            set: {{ s{n}_rounds: "= data.s{n}_rounds + 1" }}
            notify: {{ to: data.s{n}_applicant, template: file-returned }}
      s{n}_examining:
        title: {{ vi: Thẩm định, en: Examining }}
        tasks:
          s{n}_examine:
            for: handler
            title: {{ vi: Thẩm định giai đoạn {n}, en: Examine stage {n} }}
            form: [ s{n}_complete, s{n}_area, s{n}_subject ]
            deadline: s{n}_resolution
            done: s{n}_propose
          s{n}_visit:
            for: handler
            title: {{ vi: Kiểm tra thực địa, en: Visit the site }}
            when: "data.s{n}_remote && data.s{n}_area > decimal('500')"
            within: 7 working days
            basis: LD Điều {n}
        on:
          s{n}_propose: {{ to: s{n}_deciding, by: handler, needs: [ s{n}_subject ] }}
      s{n}_deciding:
        title: {{ vi: Quyết định, en: Deciding }}
        on:
          s{n}_decide:
            - to: s{n}_done
              by: head
              when: data.s{n}_complete && data.s{n}_kind != 'complex'
              needs: {{ s{n}_decision_no: text, decided_on: date }}
              occurs: event.decided_on
            - to: s{n}_done
              by: head
              when: "data.s{n}_complete && data.s{n}_rounds < 2"
              needs: {{ s{n}_decision_no: text, decided_on: date }}
              occurs: event.decided_on
              tasks:
                s{n}_publish:
                  for: handler
                  title: {{ vi: Công bố, en: Publish }}
                  within: 3 working days
                  basis: LD Điều {n}
            - to: s{n}_examining
              by: head
      s{n}_done:
        on:
          s{n}_hand_on: {{ to: {next}, by: [ handler, head ] }}
        after:
          30 days: {{ to: {next}, basis: LD Điều {n} }}
"""

TAIL = """\
  concluded: { on: { file_away: { to: closed, by: handler } } }
  withdrawn: { final: true }
  closed: { final: true }
on:
  withdraw: { to: withdrawn, by: [ reception, handler ], needs: { request: file } }
"""


def definition(stages):
    names = ["%02d" % stage for stage in range(1, stages + 1)]
    parts = [HEAD]
    for title, template in (("data", DATA), ("decisions", DECISION), ("deadlines", DEADLINES), ("states", STATES)):
        parts.append(title + ":\n")
        for name, following in zip(names, names[1:] + [None]):
            parts.append(template.format(n=name, next="stage_" + following if following else "concluded",
                                         initial="\n    initial: true" if name == names[0] else ""))
    parts.append(TAIL)
    lines = sum(part.count("\n") for part in parts)
    parts[0] = parts[0].format(lines=lines)
    return "".join(parts)


def lint(program, text):
    with tempfile.NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        done = subprocess.run([program, "lint", file.name], capture_output=True, text=True,
                              env={"LANG": "en_US.UTF-8", "HOME": "/nonexistent"})
    if done.returncode != 0 or "no findings" not in done.stdout:
        sys.exit("large definition: %d\n%s%s" % (done.returncode, done.stdout[:4000], done.stderr[:4000]))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--stages", type=int, default=STAGES)
    arguments.add_argument("--to", metavar="FILE")
    arguments.add_argument("--lint", metavar="DUNGHAN")
    given = arguments.parse_args()
    text = definition(given.stages)
    if given.lint:
        lint(given.lint, text)
    elif given.to:
        with open(given.to, "w", encoding="utf-8") as file:
            file.write(text)
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
