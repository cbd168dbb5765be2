"""Whether what `dunghan graph --format scxml` writes of a procedure says the same as the procedure.

A case of the procedure is played by chance. The SCXML is read back and written as a procedure again; the same events are
sent to a case of that, one by one, and after each of them both must be in the same states. Legal time and its events come
from outside: the SCXML does not bear them.
"""

import datetime
import subprocess
from dataclasses import dataclass

import play
import scxml
import translate

ENDED = "workflow.ended"
BY_CHANCE = "random"  # who sends what nobody has the right to send


@dataclass
class Act:
    event: str  # "": the opening
    states: list  # sorted, after it


def exported(program, definition):
    command = [str(program), "graph", str(definition), "--format", "scxml"]
    return subprocess.run(command, capture_output=True, check=True, timeout=60).stdout


def raised(machine):
    actions = [action for state in [machine.root, *machine] for action in
               [*state.entry, *state.exit, *(each for transition in state.transitions for each in transition.actions)]]
    return {action[1] for action in actions if action[0] == "raise"}


def heard(machine):
    """What transitions wait for; what a document raises itself is also sent by chance."""
    events = {event for state in machine for transition in state.transitions for event in transition.events}
    return sorted(event for event in events if not event.startswith("done.state."))


def acts_of(objects, known, inner=()):
    """The acts of the first case in a log. Other events than the known ones (those that no state is told of), and inner ones
    that an act raised itself, are part of the act before them."""
    first = next((each["case"] for each in objects if "case" in each), None)
    acts, active = [Act("", [])], set()
    for each in objects:
        facts = each.get("facts", {})
        if each.get("case") != first or "kind" not in each:
            continue
        raised_inside = facts.get("name") in inner and each["actor"] != BY_CHANCE
        if each["kind"] == "event_taken" and facts["name"] in known and not raised_inside:
            acts.append(Act(facts["name"], acts[-1].states))
        if each["kind"] == "states_moved":
            active = (active - set(facts.get("left", []))) | set(facts.get("entered", []))
            acts[-1].states = sorted(active)
    return acts


def until_the_end(acts, machine):
    """Up to the act that ends the workflow: what is still heard afterwards moves no state."""
    inner = machine.root.children[0]
    ending = inner.children[0] if inner.kind == "parallel" and inner.children[0].id == "main" else inner
    finals = {child.id for child in ending.children if child.kind == "final"}
    for number, act in enumerate(acts):
        if finals & set(act.states):
            return acts[:number + 1]
    return acts


def steps_for(acts, outside):
    begins = datetime.datetime.fromisoformat(play.BEGINS)
    for number, act in enumerate(acts[1:], 1):
        at = (begins + datetime.timedelta(minutes=number)).isoformat(timespec="minutes")
        yield {"at": at, "send": outside[act.event], "case": "one"}


def read_back(objects, translator, machine):
    """The acts of the translated case, in the names of the SCXML; the end of the machine is the state before it."""
    workflow = machine.root.children[0].id
    ours = {translator.names.of("state", state.id): state.id for state in machine}
    events = {name: event for event, name in translator.outside.items()}
    ended = translator.names.of("state", ENDED)
    moved = [each for each in objects if ended not in each.get("facts", {}).get("entered", [])]
    return [Act(events.get(act.event, ""), sorted(set(map(ours.get, act.states)) - {workflow}))
            for act in acts_of(moved, events)]


def differences(program, definition, seed, folder):
    """Where the two went apart, and how many acts were compared. Raises scxml.Untranslated."""
    machine = scxml.read(exported(program, definition))
    translator = translate.Translator(machine, "read-back", heard(machine))
    random = ["--random", str(seed), "--steps", "25"]
    log = play.simulate(program, definition, random)
    before = until_the_end(acts_of(log, translator.outside, raised(machine)), machine)
    steps = list(steps_for(before, translator.outside))
    objects = play.run(program, folder, translator.procedure(), steps)
    faults = play.read_log(objects).faults
    after = read_back(objects, translator, machine)
    found = [f"seed {seed}, act {number} ({one.event or 'opening'}): {one.states}, read back {other.states}"
             for number, (one, other) in enumerate(zip(before, after)) if not same(one, other)]
    if len(before) != len(after):
        found.append(f"seed {seed}: {len(before)} acts, read back {len(after)}")
    return faults + found, before


def same(one, other):
    # What runs beside the workflow's states is left with its end.
    return one.event == other.event and (one.states == other.states or set(one.states) < set(other.states)
                                         and "main" in one.states)
