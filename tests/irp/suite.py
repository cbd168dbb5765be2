"""Finds the tests of the W3C SCXML IRP in a checkout: their ids in the order of manifest.xml, and the file of each.

The suite lies in folders by id (the W3C's own archive) or in one folder (repositories that carry it): files are found by
name, wherever they lie, the templates (.txml) before what others made of them (.scxml).
"""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

NAME = re.compile(r"test(\d+[a-z]*)\.(txml|scxml)")


@dataclass
class Test:
    id: str
    path: Path
    manual: bool = False


def by_id(test):
    number = re.match(r"\d+", test.id)[0]
    return int(number), test.id


def files_below(folder):
    """id -> file; a template before any other, then the first by path."""
    found = {}
    for path in sorted(folder.rglob("test*.*xml"), key=lambda path: (path.suffix != ".txml", str(path))):
        name = NAME.fullmatch(path.name)
        if name:
            found.setdefault(name[1], path)
    return found


def manual_ids(folder):
    """The ids of the manifest, and whether each is judged by eye; None where there is no manifest."""
    manifests = sorted(folder.rglob("manifest.xml"))
    if not manifests:
        return None
    ids = {}
    for test in ElementTree.parse(manifests[0]).getroot().iter("test"):
        for start in test.iter("start"):
            name = NAME.fullmatch(start.get("uri", "").rsplit("/", 1)[-1])
            if name:
                ids[name[1]] = test.get("manual") == "true"
    return ids


def tests(folder):
    """The tests of a checkout, by id. Raises FileNotFoundError where there is none."""
    files = files_below(folder)
    manual = manual_ids(folder)
    ids = manual if manual is not None else {each: False for each in files}
    missing = sorted(set(ids) - set(files))
    if not files or missing:
        raise FileNotFoundError(f"{folder}: " + (f"no file of the tests {', '.join(missing)}" if files else "no tests"))
    return sorted((Test(each, files[each], by_eye) for each, by_eye in ids.items()), key=by_id)
