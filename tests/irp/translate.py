"""Writes a machine, as scxml.py reads it, as a procedure of dunghan.

| SCXML | the procedure |
| --- | --- |
| state, parallel, final, initial | `states`, `parallel`, `final`, `initial` |
| transition of an event | `on`; a descriptor (`a`, `a.*`, `*`) becomes all the names that it means in the document |
| transition without an event | `always` |
| raise, send to `#_internal` | `raise` |
| send, at once or with a delay | a time limit: its end is the event. 1 s is 60 minutes, no delay is one minute |
| cancel | what cancels that limit |
| done.state.X | `done` of X where X alone hears it; else `done: { raise: … }`, which tells everybody |
| history as a target | `to: { history: X, fresh: true }`; X never left and a default that is not its initial: that default |
| whole numbers, In('s') | `data`, `set`, `in('s')` |

The loader refuses what a test document may hold on purpose: a state that nothing leads to gets an act that leads there and
that nobody does; an event that nobody hears is heard by the procedure itself, which does nothing; `false` is a field that
nobody sets.

Events that a document does not send to itself may come from outside: `external` names them, and a clerk may send them.
"""

import re

import reach

IMMEDIATE_MINUTES = 1
MINUTES_A_SECOND = 60
CLERK = "clerk"


def matches(descriptor, event):
    """Whether an event is one that the descriptor means: itself, or what goes on after a dot; `*` means all."""
    if descriptor in ("*", ".*"):
        return True
    stem = descriptor.removesuffix(".*").removesuffix(".")
    return event == stem or event.startswith(stem + ".")


class Names:
    """Names as the language takes them (letters, digits, `_`), each once."""

    def __init__(self):
        self.given, self.taken = {}, set()

    def of(self, kind, text):
        if (kind, text) not in self.given:
            stem = re.sub(r"\W", "_", text, flags=re.ASCII) or "x"
            name, number = (stem if stem[0].isalpha() else "x" + stem), 2
            while name in self.taken:
                name, number = f"{stem}_{number}", number + 1
            self.taken.add(name)
            self.given[kind, text] = name
        return self.given[kind, text]


class Translator:
    def __init__(self, machine, workflow, external):
        self.machine, self.workflow = machine, workflow
        self.names = Names()
        self.names.taken.add(CLERK)
        for state in machine:
            self.names.of("state", state.id)
        self.sends = []  # (Send, name of its limit), in document order
        self.collect_sends()
        self.external = list(external)
        self.outside = {event: self.names.of("external", event) for event in self.external}
        self.finals = [state for state in machine.root.children if state.kind == "final"]
        # What may occur: name in the document -> the events of the procedure that stand for it.
        self.events = {}
        for state in self.all_states():
            for action in self.actions_of(state):
                if action[0] == "raise":
                    self.events.setdefault(action[1], [self.names.of("event", action[1])])
        for send, limit in self.sends:
            self.events.setdefault(send.event, []).append(limit + ".overdue")
        for event in self.external:
            self.events.setdefault(event, []).append(self.outside[event])
        self.native_done, self.told_done, self.heard = {}, set(), set()
        for state in machine:
            self.plan_done(state)

    def all_states(self):
        return [self.machine.root, *self.machine]

    def actions_of(self, state):
        """In the order in which a stay in the state runs them. Limits that end at one moment end in the order of the file: so
        what is sent in one step is heard in the order in which it was sent, as long as states follow each other as written."""
        inside = [action for transition in state.transitions for action in transition.actions]
        return [*state.entry, *state.exit, *inside]

    def collect_sends(self):
        for state in self.all_states():
            for action in self.actions_of(state):
                if action[0] == "send":
                    limit = self.names.of("limit", f"send_{len(self.sends) + 1}")
                    self.sends.append((action[1], limit))

    # done.state.X

    def plan_done(self, state):
        over = any(child.kind == "final" for child in state.children)
        if not over and state.kind != "parallel":
            return
        event = "done.state." + state.id
        hearers = [transition for other in self.all_states() for transition in other.transitions
                   if any(matches(descriptor, event) for descriptor in transition.events)]
        if not hearers:
            return
        alone = all(transition.at is state for transition in hearers)
        to_history = any(self.kind_of(transition.target) == "history" for transition in hearers)
        if alone and not to_history and (len(hearers) == 1 or not hearers[0].condition):
            self.native_done[state.id] = hearers[0]
            return
        self.told_done.add(state.id)
        self.events.setdefault(event, []).append(self.names.of("event", event))

    def kind_of(self, target):
        return self.machine.states[target].kind if target else ""

    # Transitions and what they do.

    def condition(self, text):
        if text == "true":
            return ""
        if re.search(r"\bfalse\b", text):
            text = re.sub(r"\bfalse\b", "data." + self.names.of("flag", "never"), text)
        return re.sub(r"in\(\{([^}]*)\}\)", lambda found: f"in('{self.state_name(found[1])}')", text)

    def state_name(self, text):
        if text not in self.machine.states:
            raise ValueError(f"In('{text}') names no state")
        return self.names.of("state", text)

    def steps(self, actions):
        """Actions as a list of blocks, in document order."""
        blocks = []
        for verb, *rest in actions:
            if verb == "set":
                blocks.append({"set": {self.names.of("data", rest[0]): "= " + self.data_in(rest[1])}})
            elif verb == "raise":
                blocks.append({"raise": self.names.of("event", rest[0])})
            elif verb == "send":
                blocks.append({"raise": self.told(self.limit_of(rest[0]))})
            elif verb == "cancel":
                blocks.extend({"raise": self.called_back(limit)} for send, limit in self.sends if send.name == rest[0])
        return blocks

    def limit_of(self, send):
        return next(limit for other, limit in self.sends if other is send)

    def told(self, limit):
        return self.names.of("told", limit + "_begins")

    def called_back(self, limit):
        return self.names.of("told", limit + "_is_called_back")

    def data_in(self, text):
        return re.sub(r"data\.(\w+)", lambda found: "data." + self.names.of("data", found[1]), text)

    def body(self, transition):
        """The actions of a transition as its own keys."""
        body = {}
        for block in self.steps(transition.actions):
            if "raise" in block:
                body.setdefault("raise", []).append(block["raise"])
                continue
            (name, value), = block["set"].items()
            # Of two values set one after the other the second may use the first: it is put in its place.
            before = dict(body.get("set", {}))
            for other, expression in before.items():
                value = re.sub(rf"data\.{other}\b", f"({expression[2:]})", value)
            body.setdefault("set", {})[name] = value
        return body

    def written(self, transition):
        """The ways in which a transition is written: two where it leads to a history with a default of its own."""
        condition = self.condition(self.data_in(transition.condition))
        body = {**self.body(transition), **transition.joins}
        if condition:
            body["when"] = condition
        target = self.machine.states.get(transition.target)
        if target is None:
            return [body]
        if target.kind != "history":
            return [{"to": self.names.of("state", target.id), **body}]
        owner = target.parent
        back = {"history": self.names.of("state", owner.id), "fresh": True}
        if not target.deep:
            back["depth"] = "shallow"
        usual = [owner.initial] if owner.kind == "state" else [child.id for child in owner.children]
        # A transition that leaves the owner itself finds written what was inside it.
        leaves = transition.at is owner or owner.kind == "parallel" and transition.at.inside(owner)
        if target.initial.split() == usual or leaves:
            return [{"to": back, **body}]
        left = "data." + self.left_flag(owner)
        both = f"{left} && ({condition})" if condition else left
        return [{"to": back, **body, "when": both}, {"to": self.names.of("state", target.initial), **body}]

    def left_flag(self, owner):
        return self.names.of("flag", f"{owner.id}_was_left")

    # States.

    def state(self, state):
        out = {}
        if state.parent.kind != "parallel" and state.parent.initial == state.id and state.kind != "final":
            out["initial"] = True
        if state.kind == "final":
            out["final"] = True
        if state.when:
            out["when"] = self.condition(state.when)
        exits = self.steps(state.exit)
        if self.has_flag(state):
            exits.append({"set": {self.left_flag(state): True}})
        out.update({key: blocks for key, blocks in (("entry", self.steps(state.entry)), ("exit", exits)) if blocks})
        out.update(self.transitions(state))
        if state.id in self.native_done:
            # `done` is one transition; it has no alternative, so neither has its target.
            out["done"], = self.written(self.native_done[state.id])
        elif state.id in self.told_done:
            out["done"] = {"raise": self.names.of("event", "done.state." + state.id)}
        if state.children:
            key = "parallel" if state.kind == "parallel" else "states"
            out[key] = {**self.beginning(state), **{self.names.of("state", child.id): self.state(child)
                                                    for child in state.children}}
        return out

    def beginning(self, state):
        """Where a state begins in what cannot be initial here, a state of its own leads there before anything else happens."""
        if state.kind == "parallel" or self.can_be_initial(state):
            return {}
        name = self.names.of("state", f"beginning of {state.id or 'all'}")
        return {name: {"initial": True, "always": [{"to": self.names.of("state", state.initial)}]}}

    def can_be_initial(self, state):
        initial = self.machine.states[state.initial]
        return initial.parent is state and initial.kind != "final"

    def has_flag(self, state):
        """Whether some transition asks if this state was ever left."""
        return any("flag" == kind and text == f"{state.id}_was_left" for kind, text in self.names.given)

    def transitions(self, state):
        heard, always = {}, []
        for transition in state.transitions:
            if not transition.events:
                always.extend(self.written(transition))
                continue
            for event, ours in self.events.items():
                if any(matches(descriptor, event) for descriptor in transition.events):
                    for name in ours:
                        heard.setdefault(name, []).extend(self.permitted(name, self.written(transition)))
        out = {}
        self.heard.update(heard)
        if heard:
            out["on"] = {name: reached(several) for name, several in heard.items()}
        if always:
            out["always"] = reached(always)
        return out

    def permitted(self, name, several):
        return [{**each, "by": CLERK} if name in self.outside.values() else each for each in several]

    def limits(self):
        """Each send as a time limit: begun by an event of its own, and over it is the event that was sent."""
        out = {}
        for send, limit in self.sends:
            minutes = max(IMMEDIATE_MINUTES, send.delay_ms * MINUTES_A_SECOND // 1000)
            out[limit] = {"title": send.event, "within": f"{minutes} minutes", "restart": {"event": self.told(limit)},
                          "owner": CLERK, "basis": "policy"}
            ends = [{"enter": [self.names.of("state", final.id) for final in self.finals]}] if self.finals else []
            if ("told", limit + "_is_called_back") in self.names.given:
                ends.append({"event": self.called_back(limit)})
            if ends:
                out[limit]["cancel"] = ends
        return out

    def procedure(self):
        root = self.machine.root
        # Twice: which flags are asked for is known only when every transition is written.
        for _ in range(2):
            states = {self.names.of("state", child.id): self.state(child) for child in root.children}
        own = self.transitions(root)
        limits = self.limits()
        heard = own.setdefault("on", {})
        for (kind, _), name in self.names.given.items():
            if kind == "told" or (kind == "event" and name not in self.heard):
                heard[name] = {}
        data = {self.names.of("data", name): {"type": "int", "default": value} for name, value in self.machine.data.items()}
        data.update({name: {"type": "bool", "default": False} for (kind, _), name in self.names.given.items()
                     if kind == "flag"})
        head = {"dunghan": 1, "workflow": self.workflow, "version": 1, "title": "translated from SCXML",
                "effective": {"from": "2020-01-01"}, "calendar": "vn-public-administration", "counting": "vn-civil-code-2015",
                "number": {"text": "IRP-{year}-{seq:3}", "per": ["year"]}, "opened_by": CLERK,
                "roles": {CLERK: {"unit": "case.unit", "post": "reception"}}}
        rest = {"data": data, "deadlines": limits, **own}
        made = {**head, **{key: value for key, value in rest.items() if value},
                "states": {**self.beginning(root), **states}}
        for state in reach.unreached(made):
            made.setdefault("on", {})[self.names.of("told", "nobody leads to " + state)] = {"to": state, "by": CLERK}
        return made


def reached(several):
    """Without those that stand behind one that is always taken: the language refuses them."""
    out = []
    for each in several:
        if each not in out:
            out.append(each)
        if "when" not in each:
            break
    return out


def procedure(machine, workflow="irp-test", external=()):
    """The definition of a machine, as plain mappings and lists; YAML is a matter of printing."""
    return Translator(machine, workflow, external).procedure()
