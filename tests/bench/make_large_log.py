#!/usr/bin/env python3
"""Repeats the cases of a CSV log under new ids until there are N cases, for measuring replay on logs of any size.

    make_large_log.py LOG.csv OUT.csv --cases 150000 [--id case:concept:name] [--interleave]

The rows of a case stand together, as in the source; with --interleave the copies of one round are dealt out row by row, so
that no case's rows stand together. Everything but the id is kept as it is, so figures are those of the source, times N / n.
"""
import argparse
import csv
import itertools
import sys


def cases_of(path, id_column):
    """The header and the rows of each case, in the order in which cases first appear."""
    with open(path, newline="", encoding="utf-8-sig") as source:
        reader = csv.reader(source)
        header = next(reader)
        if id_column not in header:
            sys.exit(f"{path} has no column {id_column!r}; it has: {', '.join(header)}")
        place = header.index(id_column)
        cases = {}
        for row in reader:
            cases.setdefault(row[place], []).append(row)
    if not cases:
        sys.exit(f"{path} has no rows")
    return header, place, list(cases.items())


def copies(cases, place, first, count):
    """`count` cases under new ids, the source's over and over again, beginning with the first."""
    for number, (name, rows) in enumerate(itertools.islice(itertools.cycle(cases), count)):
        new_name = f"{name}-{(first + number) // len(cases):05d}"
        yield [row[:place] + [new_name] + row[place + 1:] for row in rows]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("log")
    parser.add_argument("out")
    parser.add_argument("--cases", type=int, required=True)
    parser.add_argument("--id", default="case:concept:name")
    parser.add_argument("--interleave", action="store_true")
    arguments = parser.parse_args()
    if arguments.cases < 1:
        parser.error("--cases must be at least 1")
    header, place, cases = cases_of(arguments.log, arguments.id)
    with open(arguments.out, "w", newline="", encoding="utf-8") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(header)
        written = 0
        while written < arguments.cases:
            count = min(len(cases), arguments.cases - written)
            round_of_cases = list(copies(cases, place, written, count))
            if arguments.interleave:
                for rows in itertools.zip_longest(*round_of_cases):
                    writer.writerows(row for row in rows if row is not None)
            else:
                for rows in round_of_cases:
                    writer.writerows(rows)
            written += count


if __name__ == "__main__":
    main()
