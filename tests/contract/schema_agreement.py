#!/usr/bin/env python3
"""The JSON Schemas and the loader say the same of every file, asked through a validator that is not ours.

usage: schema_agreement.py DUNGHAN [--mutants N]

1. Each schema is one by the metaschema of 2020-12, and each of its references leads somewhere.
2. Every YAML file of the repository that is of a sort with a schema: the schema refuses it at exactly the places at which
   the loader finds a fault of shape; what the loader accepts, it accepts.
3. The same of mutants of sound files: each value in turn is left out, or is replaced by one of another kind.

Which faults are of shape stands below, code by code; every code that definitions can have must stand in one list.
"""
import argparse
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLACES = ("workflows", "examples", "config", "tests")
SORTS = ("workflow", "amendment", "cycle", "ladders", "organisation", "calendar", "official-days", "counting")

# Faults of shape: a schema sees each of them, wherever it is.
SHAPE = {
    "E0050": "wrong kind of value",
    "E0051": "unknown key",
    "E0052": "a key is missing",
    "E0053": "of the language, not run by this version",
    "E0054": "version of the language",
    "E0055": "no mapping at all",
    "E0057": "an empty list",
    "E0058": "no whole number, or out of range",
    "E0059": "no date",
    "E0060": "neither true nor false",
    "E0061": "none of the words",
    "E0062": "keys that exclude each other",
    "E0075": "no pattern of case numbers",
    "E0080": "no period",
    "E0100": "no type",
    "E0101": "`of` missing or too much",
    "E0200": "no limit",
    "E0206": "a rung that cannot be",
    "E0207": "a ground of suspension that cannot be",
    "E0222": "a task of nobody",
    "E0244": "a final state with an inside",
    "E0252": "one region alone",
    # organisation
    "E0400": "unknown key", "E0401": "wrong kind of value", "E0402": "a key is missing", "E0409": "no date", "E0415": "no id",
    "E0421": "no language",
    # calendars and counting rules
    "E0470": "unknown key", "E0471": "wrong kind of value", "E0472": "a key is missing", "E0473": "no date, no month and day",
    "E0480": "unknown key",
}

# Faults that a schema sees where the message is one of these, and else not: why stands beside.
PARTLY = {
    # A name of the wrong form; that it is a word of the conditions or has a meaning of its own.
    "E0056": (r"", "all but names in `with`"),
    "E0123": (r"^a ground of extension lacks|^nobody may suspend", "who sends an event may be the engine or a `raise`"),
    "E0201": (r"", "all"),
    "E0202": (r"", "all"),
    "E0203": (r"lacks `to`", "whether a role of a named ladder is declared"),
    "E0204": (r"^nobody owes|^what binds a citizen", "a list of several owners"),
    "E0208": (r"is missing|^an extension is", "what a decision table may answer"),
    "E0212": (r"", "all"),
    "E0221": (r"^this names a task", "whether the task is declared"),
    "E0251": (r"", "all"),
    "E0416": (r"but no last day", "a unit that has ended"),
    "E0422": (r"lists nothing|^the organisation lacks", "an entry twice; no post `head`"),
    "E0474": (r"should be from", "what must agree with the name of the file, or with an id elsewhere"),
    "E0481": (r"^(?!.*is no reading)", "which readings a question has"),
    "E0482": (r"lacks|names no hour|neither language", "how many readings, and that each stands once"),
    "E0483": (r"should be from", "a question twice; the name of the file"),
}

# Faults under a code of shape that rest on more than the shape: on other numbers, on what else the block holds, on a
# text that the loader takes apart.
BEYOND_SHAPE = {
    "E0052": r"^what they vote on is missing",
    "E0061": r"^a sequence starts anew|^more are to agree|^how many are waited for|^the state has|^`existing` is"
             r"|^a cycle comes by the day|^no month has|is no day of the week$",
    "E0062": r"belongs to the `done`|^`join` adds a unit|^`link` is for a case that opens",
    "E0075": r"^without \{seq\}",
    "E0252": r"^one region alone",
}

# Faults of sense: a schema knows nothing of what is declared elsewhere, what leads where, of types of fields, of
# conditions, and of what else there is in the office.
SENSE = {
    "E0070": "an undeclared law", "E0071": "unknown calendar", "E0072": "unknown counting rule", "E0073": "unknown ladder",
    "E0074": "the last day before the first", "E0076": "unknown workflow",
    "E0077": "the version that is amended is not there", "E0078": "nothing to take out", "E0079": "cases would be in no state",
    "E0102": "default of another type", "E0103": "undeclared field", "E0104": "a choice twice", "E0105": "reader no role",
    "E0106": "share of what is not sealed", "E0107": "sealed value becomes readable", "E0224": "children where no case is opened", "E0108": "data stays in the record", "E0109": "condition reads what is sealed",
    "E0110": "two types for one name", "E0111": "steps without end", "E0112": "a stop that cannot come",
    "E0113": "a post that nobody holds", "E0114": "names without brackets", "E0120": "unknown role", "E0121": "unknown post", "E0122": "unknown unit",
    "E0140": "unknown decision table", "E0141": "gap", "E0142": "overlap", "E0143": "cell of another type",
    "E0144": "unknown input", "E0145": "answer of another type", "E0146": "dead row", "E0147": "table too large",
    "E0160": "syntax of a condition", "E0161": "unknown name", "E0162": "unknown field", "E0163": "unknown function",
    "E0164": "type in a condition", "E0165": "condition too large", "E0166": "now", "E0167": "not a condition",
    "E0168": "never holds", "E0169": "unknown name in quotes", "E0170": "value of another type",
    "E0205": "unknown deadline", "E0209": "an act in time would be refused", "E0210": "no grace",
    "E0211": "time runs into a final state", "E0213": "data set too late", "E0214": "not a day", "E0215": "nothing to follow",
    "E0216": "target later than the law", "E0217": "trigger that cannot stand here", "E0220": "event without handler",
    "E0223": "unknown link", "E0240": "unknown state", "E0241": "two states alike", "E0242": "no initial state",
    "E0243": "two initial states", "E0245": "unreachable state", "E0246": "`by` of an engine's event",
    "E0247": "event that is never raised", "E0248": "two names alike", "E0249": "grace at the wrong place",
    "E0250": "transition never taken",
    **{f"E{code:04}": "what must hold in an organisation" for code in (403, 404, 405, 406, 407, 408, 410, 411, 412, 413, 414, 417,
                                                                       418, 419, 420)},
    **{f"E{code:04}": "what must hold in a calendar" for code in (*range(450, 467), 475, 476, 477)},
    "E0484": "not the id of a counting rule",
}

# Of files without a schema.
ELSEWHERE = {"E0430", "E0431", "E0432", "E0433"}


# ---- YAML as dunghan reads it: 1.2, narrowed ---------------------------------------------------------------------------

class Plain:
    """One file: its value as JSON has it, and for each path where the key and where the value stand."""

    def __init__(self, text):
        self.places = {}
        self.value = self.read(yaml.compose(text, Loader=yaml.SafeLoader), ())

    def read(self, node, path, key=None):
        at = [(mark.line + 1, mark.column + 1) for mark in ([key.start_mark] if key else []) + [node.start_mark]]
        self.places[path] = at
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, path + (index,)) for index, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return {k.value: self.read(v, path + (k.value,), k) for k, v in merged(node)}
        return scalar(node)


def merged(node):
    own = [(k, v) for k, v in node.value if not (k.value == "<<" and k.style is None)]
    names = {k.value for k, v in own}
    for key, value in node.value:
        if key.value != "<<" or key.style is not None:
            continue
        for source in value.value if isinstance(value, yaml.SequenceNode) else [value]:
            for pair in merged(source):
                if pair[0].value not in names:
                    names.add(pair[0].value)
                    own.append(pair)
    return own


def scalar(node):
    text = node.value
    if node.style is not None:
        return text
    if text in ("true", "false"):
        return text == "true"
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if re.fullmatch(r"-?(0|[1-9][0-9]*)", text):
        return int(text)
    if re.fullmatch(r"-?(0|[1-9][0-9]*)\.[0-9]+", text):
        return float(text)
    return text


# ---- what each says ----------------------------------------------------------------------------------------------------

class Sort:
    """A sort of file: its schema and its validator."""

    def __init__(self, dunghan, name):
        self.name = name
        self.schema = json.loads(run(dunghan, "schema", name))
        self.validator = jsonschema.Draft202012Validator(self.schema)

    def faults(self, value):
        """The paths at which the schema refuses the value."""
        found = {}
        for error in self.validator.iter_errors(value):
            path = tuple(error.absolute_path)
            if error.validator == "additionalProperties" and error.validator_value is False:
                for key in set(error.instance) - set(error.schema.get("properties", {})):
                    found[path + (key,)] = error.message
            elif "propertyNames" in error.absolute_schema_path:
                found[path + (error.instance,)] = error.message
            else:
                found[path] = error.message
        return found


def run(dunghan, *arguments, ok=(0,)):
    done = subprocess.run([dunghan, *arguments], capture_output=True, text=True, check=False)
    if done.returncode not in ok:
        sys.exit(f"dunghan {' '.join(arguments[:3])}: {done.returncode}\n{done.stderr}")
    return done.stdout


def lint(dunghan, files):
    """The loader's issues by file."""
    issues = {str(file): [] for file in files}
    for begin in range(0, len(files), 200):
        some = [str(file) for file in files[begin:begin + 200]]
        for line in run(dunghan, "lint", "--json", "--config", str(ROOT / "config"), *some, ok=(0, 1)).splitlines():
            issue = json.loads(line)
            if issue["file"] in issues:  # what a calendar extends is told with it
                issues[issue["file"]].append(issue)
    return issues


def of_shape(issue):
    code = issue["code"]
    if code in BEYOND_SHAPE and re.search(BEYOND_SHAPE[code], issue["message"]):
        return False
    return code in SHAPE or (code in PARTLY and re.search(PARTLY[code][0], issue["message"]) is not None)


def near(one, other):
    """The same place, or one step apart: a missing key is told at what lacks it or at its name."""
    return one == other or one[:-1] == other or one == other[:-1]


def paths_at(plain, issue):
    at = (issue["line"], issue["column"])
    return [path for path, places in plain.places.items() if at in places]


def compare(sort, text, issues):
    """What the two say differently, in words."""
    plain = Plain(text)
    refused = sort.faults(plain.value)
    told = [(issue, paths_at(plain, issue)) for issue in issues if issue["severity"] == "error"]
    differences = []
    for issue, paths in told:
        # What a change holds is judged where it has been put into the version that is amended.
        if sort.name == "amendment" and any(path[:1] == ("changes",) and len(path) > 3 for path in paths):
            continue
        if of_shape(issue) and not any(near(path, other) for path in paths for other in refused):
            differences.append(f"the schema does not see {issue['code']} at {issue['line']}:{issue['column']}: {issue['message']}")
    for path, message in refused.items():
        if not any(near(path, other) for _, paths in told for other in paths):
            differences.append(f"the loader does not mind {'/'.join(map(str, path))}: {message[:150]}")
    return differences, len(refused)


# ---- the three parts ---------------------------------------------------------------------------------------------------

def check_schemas(sorts):
    for sort in sorts.values():
        jsonschema.Draft202012Validator.check_schema(sort.schema)
        references = re.findall(r'"\$ref": "#/\$defs/([^"]+)"', json.dumps(sort.schema))
        lost = sorted(set(references) - set(sort.schema["$defs"]))
        assert not lost, f"{sort.name}: no definition of {lost}"
        unused = sorted(set(sort.schema["$defs"]) - set(references))
        assert not unused, f"{sort.name}: nothing refers to {unused}"
    try:
        jsonschema.Draft202012Validator.check_schema({"type": "texts"})
    except jsonschema.SchemaError:
        return
    sys.exit("the metaschema refuses nothing")


def check_codes(dunghan):
    assert sorted(SORTS) == sorted(file.name.split(".")[0] for file in (ROOT / "config/schema").glob("*.json"))
    page = run(dunghan, "schema", "--reference")
    codes = set(re.findall(r"^\| `(E0\d\d\d)`", page, re.M)) - ELSEWHERE
    lists = [set(SHAPE), set(PARTLY), set(SENSE)]
    assert codes == set().union(*lists), f"in no list, or no code: {sorted(codes ^ set().union(*lists))}"
    assert sum(map(len, lists)) == len(codes), "a code stands in two lists"


def sort_of(value, sorts):
    """As `dunghan lint` tells them apart; None where there is no schema."""
    keys = set(value) if isinstance(value, dict) else set()
    if {"workflow", "amends"} <= keys:
        return sorts["amendment"]
    if {"workflow", "version"} <= keys:
        return sorts["workflow"]
    if "cycle" in keys:
        return sorts["cycle"]
    if keys & {"map", "definitions", "writer", "steps"}:
        return None
    for key, sort in (("ladders", "ladders"), ("units", "organisation"), ("counting", "counting"),
                      ("official", "official-days"), ("calendar", "calendar")):
        if key in keys and "workflow" not in keys and not (key == "official" and "year" not in keys):
            return sorts[sort]
    return sorts["workflow"]


def check_files(dunghan, sorts):
    files = [file for place in PLACES for file in sorted((ROOT / place).rglob("*.yaml"))]
    counts = {name: [0, 0, 0] for name in sorts}
    unread = without = 0
    failures = []
    for file, issues in lint(dunghan, files).items():
        if any(issue["code"] < "E0050" for issue in issues):
            unread += 1  # no YAML that could be asked of a schema
            continue
        text = pathlib.Path(file).read_text(encoding="utf-8")
        sort = sort_of(Plain(text).value, sorts)
        if sort is None:
            without += 1
            continue
        differences, faults = compare(sort, text, issues)
        failures += [f"{pathlib.Path(file).relative_to(ROOT)}: {each}" for each in differences]
        count = counts[sort.name]
        count[0] += not faults
        count[1] += bool(faults)
        count[2] += faults
    for name, (accepted, refused, seen) in counts.items():
        print(f"{name}: {accepted} files accepted, {refused} refused at {seen} places")
    print(f"{unread} files are no YAML, {without} of a sort without a schema")
    assert counts["workflow"][0] >= 20 and counts["workflow"][1] >= 15 and counts["workflow"][2] >= 80
    assert all(count[0] for count in counts.values()), "a sort of file without a sound one"
    return failures


PERIODS = ["30 days", "1 day", "5 working days", "1 month 15 days", "1 month, 15 days", "1 month and 15 days", "30days",
           "2 tháng", "5 ngày làm việc", "1 NĂM", "36 giờ", "P1M15D", "PT36H", "p1y", "P1M1Y", "PT", "P", "P30", "10d", "5m", "days",
           "5", "0 days", "0 days 1 hour", "-3 days", "1.5 days", "100000 days", "100001 days", "007 days", "1 day 2 days",
           "1 day 2 ngày", "10 days 3 working days", "8 working hours 30 working minutes", "8 working hours 30 minutes",
           "30 working minutes 8 working hours", "workingdays", "3 workingdays", "3 working  days", "1 tuần và 2 ngày", "at once",
           "1 month  ,  15 days", "1 month,15 days", "3 weeks,", "1 quarter", "2 business days", "PT1H30M", "P1DT1H", "1 Day 2 HOURS"]
DATES = ["2024-02-29", "2023-02-29", "1900-02-29", "2000-02-29", "2024-04-31", "2024-12-31", "2024-13-01", "2024-00-10", "0000-01-01",
         "0001-01-01", "24-01-01", "2024-1-1", "2024-01-01T00:00", "9999-12-31"]
KINDS = [None, True, 3, 0, -1, 1.5, 2000000, "word", "two words", "", "true", "3", [], ["word"], [[]], {}, {"nothing": "such"}]
NAMES = ["số tiền", "in", "true", "owner", "cycle", "a b", "a-b", "a.b", "a.b.c", "9a", "_", "then", "basis", "30 days", "10d"]


def at(value, path):
    for step in path:
        value = value[step]
    return value


def mutants_of(plain, generator, count):
    """Copies of a sound file with one change each."""
    paths = [path for path in plain.places if path]
    every = [(path, change) for path in paths for change in ["left out", "more", *KINDS]]
    every += [(path, (name,)) for path in paths for name in NAMES if at(plain.value, path[:-1]).__class__ is dict]
    every += [(path, text) for path in paths if isinstance(at(plain.value, path), str) for text in
              (PERIODS if re.search(r"\d+ (working )?(day|week|month|hour)s?$", at(plain.value, path)) else
               DATES if re.fullmatch(r"\d{4}-\d\d-\d\d", at(plain.value, path)) else [])]
    generator.shuffle(every)
    for path, change in every[:count]:
        copy = json.loads(json.dumps(plain.value))
        parent = at(copy, path[:-1])
        if change == "left out":
            del parent[path[-1]]
        elif isinstance(change, tuple):
            if not isinstance(parent, dict):
                continue
            renamed = [(change[0] if key == path[-1] else key, each) for key, each in parent.items()]
            parent.clear()
            parent.update(renamed)
        elif change == "more":
            if not isinstance(parent, dict):
                continue
            parent["zzz"] = "nothing such"
        else:
            parent[path[-1]] = change
        yield "/".join(map(str, path)) + f" -> {change!r}", copy


def dumped(value, depth=0):
    """As YAML; plain where a text can be, since what is in quotes is no expression."""
    pad = "\n" + " " * depth
    if isinstance(value, dict):
        inside = ",".join(pad + " " + dumped(key) + ": " + dumped(each, depth + 1) for key, each in value.items())
        return "{" + inside + pad + "}"
    if isinstance(value, list):
        return "[" + ", ".join(dumped(item, depth + 1) for item in value) + "]"
    plain = isinstance(value, str) and re.fullmatch(r"[A-Za-z][\w.() '-]*[\w.()'-]|[A-Za-z]", value)
    return value if plain and value not in ("true", "false", "null", "Null", "NULL") else json.dumps(value, ensure_ascii=False)


SOUND = ["workflows/complaint/complaint-first-instance/v1.yaml", "tests/golden/definitions/complaint-example.yaml",
         "config/ladders.yaml", "examples/traffic-fine/organisation.yaml", "config/organisation.yaml", "config/calendars/nl.yaml",
         "config/calendars/vn-public-administration/official-2024.yaml", "config/counting/vn-civil-code-2015.yaml",
         "config/counting/us-frcp-6.yaml"]


def check_mutants(dunghan, sorts, count):
    page = run(dunghan, "schema", "--reference", "--lang", "en")
    procedures = [text for text in re.findall(r"```yaml\n(.*?)```", page, re.S) if text.startswith("dunghan: 1\nworkflow:")]
    assert len(procedures) == 2
    # The procedure in which every block stands once is worth as much as all the others.
    texts = [(ROOT / file).read_text(encoding="utf-8") for file in SOUND] + procedures[:1] + [procedures[1]] * len(SOUND)
    generator = random.Random(20240426)
    failures, told, accepted = [], 0, 0
    with tempfile.TemporaryDirectory() as folder:
        files = {}
        for text in texts:
            for what, value in mutants_of(Plain(text), generator, count // len(texts)):
                file = pathlib.Path(folder) / f"v{len(files)}.yaml"
                file.write_text(dumped(value), encoding="utf-8")
                files[str(file)] = (what, file.read_text(encoding="utf-8"))
        for file, issues in lint(dunghan, list(files)).items():
            what, text = files[file]
            sort = sort_of(Plain(text).value, sorts)
            if sort is None or any(issue["code"] < "E0050" or issue["code"] in ELSEWHERE for issue in issues):
                continue
            differences, faults = compare(sort, text, issues)
            failures += [f"mutant of {sort.name}, {what}: {each}" for each in differences]
            told += bool(faults)
            accepted += not faults
    print(f"{len(files)} mutants: {told} refused for their shape, {accepted} not")
    return failures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dunghan")
    parser.add_argument("--mutants", type=int, default=600)
    options = parser.parse_args()
    sorts = {name: Sort(options.dunghan, name) for name in SORTS}
    check_schemas(sorts)
    check_codes(options.dunghan)
    failures = check_files(options.dunghan, sorts)
    failures += check_mutants(options.dunghan, sorts, options.mutants)
    for failure in failures:
        print(failure)
    if failures:
        sys.exit(f"{len(failures)} differences")


main()
