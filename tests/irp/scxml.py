"""Reads an SCXML document, or one of the W3C's templates of tests (.txml), into a small tree of states.

The tree holds what the language of procedures has a word for. The first thing that it has none for ends the reading, with
one of the reasons below: a document is translated wholly or not at all. translate.py writes the tree as a procedure.

The templates name conditions and values by attributes of a namespace of their own (`conf:`), which each data model fills
in; here they are filled in with whole numbers and the conditions of a procedure (CEL).
"""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field

SCXML = "{http://www.w3.org/2005/07/scxml}"
CONF = "{http://www.w3.org/2005/scxml-conformance}"
OURS = "{urn:dunghan:workflow}"
PROCESSOR = "http://www.w3.org/TR/scxml/#SCXMLEventProcessor"

# Why a document is not translated.
REASONS = {
    "invoke": "invokes another machine: here cases open each other by messages",
    "http": "speaks to an event processor over HTTP",
    "script": "runs a script",
    "foreach": "repeats executable content for each item",
    "if": "branches inside executable content: here conditions stand on transitions",
    "event data": "reads or sends the data of an event",
    "system variables": "reads the system variables of the platform",
    "data model": "needs a data model beyond whole numbers (ECMAScript, XPath, strings, arrays, references)",
    "late binding": "binds data when its state is first entered",
    "send": "sends elsewhere than to itself, or computes what, where or when it sends",
    "errors": "expects an error event; here what is wrong is refused when the file is loaded, and a condition that "
              "cannot be answered refuses the act or is put on record as an incident",
    "several targets": "a transition with several targets: here it has one",
    "deep initial": "begins by itself in a state deeper than its own children, in several, or in a history",
    "initial content": "executable content on the way into an initial state or a history",
    "internal": "an internal transition into a state inside: here a transition with a target leaves its source",
    "defer": "keeps events for a later state",
    "one region": "a parallel state of fewer than two regions",
    "manual": "judged by eye, from a log",
}
# What the language could say, and means otherwise on purpose.
BY_DESIGN = {"errors"}


class Untranslated(Exception):
    """The document says something that the language has no word for."""

    def __init__(self, reason, what=""):
        status = "differs" if reason in BY_DESIGN else "not translated"
        super().__init__(f"{status}: {REASONS[reason]}{f' ({what})' if what else ''}")


@dataclass
class Send:
    event: str
    delay_ms: int
    name: str  # of the element, by which `cancel` calls it back


@dataclass
class Transition:
    events: list  # descriptors; none: eventless
    condition: str  # CEL; "" is always true
    target: str
    actions: list
    at: object = None  # the State that it is written in
    joins: dict = field(default_factory=dict)  # of a `done`: how many regions it waits for, and what becomes of the rest


@dataclass
class State:
    """kind is one of root, state, parallel, final, history."""

    id: str
    kind: str
    parent: object = None
    children: list = field(default_factory=list)  # histories are not among them
    histories: list = field(default_factory=list)
    initial: str = ""
    deep: bool = False  # of a history
    entry: list = field(default_factory=list)  # actions: (verb, …), in document order
    exit: list = field(default_factory=list)
    transitions: list = field(default_factory=list)
    when: str = ""  # of a region that `dunghan graph` wrote: CEL

    def inside(self, other):
        state = self
        while state is not None and state is not other:
            state = state.parent
        return state is other


@dataclass
class Machine:
    root: State
    states: dict  # by id, without the root
    data: dict  # variable: its first value, a whole number

    def __iter__(self):
        return iter(self.states.values())


# Attributes of the templates that only a full data model can fill in, or that ask for an error.
CONF_REFUSED = {
    "errors": "nonBoolean illegalExpr invalidLocation illegalTarget unreachableTarget invalidSendType invalidNamelist "
              "illegalArray illegalItem invalidSessionID scriptBadSrc",
    "event data": "eventField eventFieldHasNoValue eventFieldsAreBound eventdataVal eventdataSomeVal eventvarVal "
                  "eventDataFieldValue eventDataNamelistValue eventDataParamValue eventNamedParamHasValue emptyEventData "
                  "eventRaw eventName eventNameVal eventType eventSendid eventIdParamHasValue originTypeEq namelist",
    "system variables": "systemVarIsBound systemVarExpr systemVarLocation idSystemVarVal nameVarVal scxmlEventIOLocation",
    "send": "eventExpr targetExpr typeExpr delayFromVar sendIDExpr idlocation targetVar invalidSendTypeExpr",
    "http": "basicHTTPAccessURITarget methodIsPost messageBodyEquals",
}
REFUSED_BY_NAME = {name: reason for reason, names in CONF_REFUSED.items() for name in names.split()}
ELEMENTS_REFUSED = {"invoke": "invoke", "finalize": "invoke", "script": "script", "foreach": "foreach", "if": "if",
                    "donedata": "event data", "param": "event data", "content": "event data",
                    "sendToSender": "send"}

TOKEN = re.compile(r"\s*(?:[Ii]n\(\s*['\"]([\w.-]+)['\"]\s*\)|([A-Za-z_]\w*)|(\d+)|(===|==|!==|!=|<=|>=|&&|\|\||[-+<>!()]))")


def refuse_by_element(root):
    """The reasons that matter most, wherever in the document they lie."""
    found = {ELEMENTS_REFUSED[name] for name in map(local_name, root.iter()) if name in ELEMENTS_REFUSED}
    for element in root.iter():
        for name in element.attrib:
            if name.startswith(CONF):
                found.add(REFUSED_BY_NAME.get(name[len(CONF):]))
    for reason in REASONS:
        if reason in found:
            raise Untranslated(reason)


def uses_conf(root):
    """Whether it is a template: where such a one names a data model, it is that which is tested."""
    return any(name.startswith(CONF) for element in root.iter() for name in [str(element.tag), *element.attrib])


def local_name(element):
    if not isinstance(element.tag, str):
        return ""  # a comment
    for namespace in (SCXML, CONF):
        if element.tag.startswith(namespace):
            return element.tag[len(namespace):]
    return element.tag


def milliseconds(text):
    match = re.fullmatch(r"(\d*\.?\d+)(ms|s|m|h|d)?", text.strip())
    if not match:
        raise Untranslated("send", f"delay {text!r}")
    return round(float(match[1]) * {"ms": 1, None: 1000, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}[match[2]])


class Reader:
    def __init__(self, text):
        root = ElementTree.fromstring(text)
        if local_name(root) != "scxml":
            raise ValueError("the document is no <scxml>")
        refuse_by_element(root)
        if root.get("datamodel", root.get(CONF + "datamodel")) == "ecmascript" and uses_conf(root):
            raise Untranslated("data model", "ECMAScript itself is tested")
        if root.get("datamodel", "null") not in ("null", "ecmascript", "x-dunghan-cel"):
            raise Untranslated("data model", root.get("datamodel"))
        if root.get("binding") == "late":
            raise Untranslated("late binding")
        self.states = {}
        self.data = {}
        self.legal = set()  # sends that stand for legal periods
        for data in root.iter(SCXML + "data"):
            self.read_data(data)
        top = State("", "root")
        self.read_inside(root, top)
        self.machine = Machine(top, self.states, self.data)
        self.check()

    # What the templates leave open: whole numbers, and conditions on them.

    def value(self, element, attribute, otherwise=None):
        """The CEL of a value: of the templates' attribute, or of the plain one."""
        variable = element.get(CONF + "varExpr")
        if variable is not None:
            return self.variable(variable)
        text = element.get(CONF + attribute, element.get(attribute, otherwise))
        if text is None or list(element) or (element.text or "").strip():
            raise Untranslated("data model", f"<{local_name(element)}>")
        return self.expression(text)

    def variable(self, number):
        name = "Var" + number if number.isdigit() else number
        if name not in self.data:
            raise Untranslated("data model", f"unknown variable {name}")
        return "data." + name

    def expression(self, text):
        """A condition or value over In(), whole numbers and declared variables, as CEL."""
        out, position = [], 0
        text = text.strip()
        while position < len(text):
            match = TOKEN.match(text, position)
            if not match:
                raise Untranslated("data model", text)
            state, name, number, sign = match.groups()
            if state:
                out.append(f"in({{{state}}})")
            elif name in ("true", "false"):
                out.append(name)
            elif name:
                out.append(self.variable(name))
            else:
                out.append(number or {"===": "==", "!==": "!="}.get(sign, sign))
            position = match.end()
        if any(out[i] in ("+", "-") and out[i] == out[i + 1] for i in range(len(out) - 1)):
            raise Untranslated("data model", text)
        return " ".join(out)

    def condition(self, element):
        found = []
        for name, text in element.attrib.items():
            if name == "cond":
                found.append(self.expression(text))
            if not name.startswith(CONF):
                continue
            name = name[len(CONF):]
            if name in ("true", "false"):
                found.append(name)
            elif name == "inState":
                found.append(f"in({{{text}}})")
            elif name == "idVal":
                variable, sign, number = re.fullmatch(r"\s*(\d+)\s*([=<>]+)\s*(\d+)\s*", text).groups()
                found.append(f"{self.variable(variable)} {'==' if sign == '=' else sign} {number}")
            elif name == "VarEqVar":
                found.append(" == ".join(self.variable(each) for each in text.split()))
            elif name not in ("targetpass", "targetfail"):
                raise Untranslated("data model", name)
        return " && ".join(found)

    def read_data(self, element):
        name = element.get("id") or "Var" + element.get(CONF + "id", "")
        if element.get("src") is not None:
            raise Untranslated("data model", "data from elsewhere")
        value = element.get(CONF + "expr", element.get("expr"))
        strange = set(element.attrib) - {"id", "expr", CONF + "id", CONF + "expr"}
        if strange or list(element) or (value is not None and not re.fullmatch(r"\s*-?\d+\s*", value)):
            raise Untranslated("data model", f"data {name}")
        self.data[name] = int(value or 0)

    # States.

    def read_inside(self, element, state):
        for child in element:
            name = local_name(child)
            if name in ("state", "parallel", "final", "history"):
                self.read_state(child, name, state)
            elif child.tag in (CONF + "pass", CONF + "fail"):
                self.add(State(name, "final", state))
            elif name == "initial":
                state.initial = self.read_default(child)
            elif name in ("onentry", "onexit"):
                (state.entry if name == "onentry" else state.exit).extend(self.read_actions(child))
            elif name == "transition" and state.kind != "history":
                state.transitions.append(self.read_transition(child, state))
        if state.kind in ("root", "state") and element.get("initial"):
            state.initial = element.get("initial")

    def add(self, state):
        if state.id in self.states:
            raise ValueError(f"two states are called {state.id}")
        self.states[state.id] = state
        (state.parent.histories if state.kind == "history" else state.parent.children).append(state)

    def read_state(self, element, kind, parent):
        state = State(element.get("id") or f"unnamed{len(self.states)}", kind, parent)
        self.add(state)
        if kind == "history":
            state.deep = element.get("type") == "deep"
            state.initial = self.read_default(element)
        state.when = self.expression(element.get(OURS + "when", ""))
        if element.get(OURS + "defer"):
            raise Untranslated("defer")
        self.read_inside(element, state)

    def read_default(self, element):
        transition = element.find(SCXML + "transition")
        if transition is None:
            raise ValueError(f"<{local_name(element)}> without a transition")
        if self.read_actions(transition):
            raise Untranslated("initial content")
        return transition.get("target", "")

    def read_transition(self, element, state):
        target = element.get("target", "")
        for ending in ("pass", "fail"):
            if element.get(CONF + "target" + ending) is not None:
                target = ending
        if len(target.split()) > 1:
            raise Untranslated("several targets")
        if element.get("type") == "internal" and target:
            raise Untranslated("internal")
        joins = {"of": int(element.get(OURS + "of"))} if element.get(OURS + "of") else {}
        if element.get(OURS + "rest"):
            joins["rest"] = element.get(OURS + "rest")
        return Transition(element.get("event", "").split(), self.condition(element), target.strip(),
                          self.read_actions(element), state, joins)

    # Executable content. What `dunghan graph` writes of the passing of legal time is left out: such events come from outside.

    def read_actions(self, element):
        return [action for child in element if (action := self.read_action(child, local_name(child)))]

    def read_action(self, element, name):
        if name == "raise":
            return ("raise", element.get("event"))
        if name == "send":
            if element.get(OURS + "period"):
                self.legal.add(element.get("id"))
                return None
            return self.read_send(element)
        if name == "cancel" and element.get("sendid") in self.legal:
            return None
        if name == "cancel":
            if element.get("sendid") is None:
                raise Untranslated("send", "cancel by an expression")
            return ("cancel", element.get("sendid"))
        if name == "assign":
            location = element.get("location") or "Var" + element.get(CONF + "location", "")
            self.variable(location)
            return ("set", location, self.value(element, "expr"))
        if name == "incrementID":
            variable = self.variable(element.get("id"))
            return ("set", variable[len("data."):], variable + " + 1")
        if name in ("log", "") or element.tag.startswith(OURS):
            return None
        raise Untranslated("data model", f"<{name}>")

    def read_send(self, element):
        known = {"event", "delay", "target", "type", "id", CONF + "delay"}
        strange = [name for name in element.attrib if name not in known and not name.startswith(OURS)]
        internal = element.get("target") == "#_internal"
        if strange or element.get("event") is None or element.get("type", PROCESSOR) not in (PROCESSOR, "scxml"):
            raise Untranslated("send", ", ".join(strange))
        if element.get("target") is not None and not internal:
            raise Untranslated("send", element.get("target"))
        if internal:
            return ("raise", element.get("event"))
        delay = element.get(CONF + "delay", element.get("delay", "0"))
        return ("send", Send(element.get("event"), milliseconds(delay), element.get("id", "")))

    # What can be said of a document only when all of it is read.

    def check(self):
        named = lambda target: all(each in self.states for each in target.split())
        for state in [self.machine.root, *self.states.values()]:
            targets = [state.initial, *(each.target for each in state.transitions)]
            if not all(named(target) for target in targets):
                raise ValueError(f"a target of {state.id or 'the root'} names no state")
            if state.kind == "parallel" and len(state.children) < 2:
                raise Untranslated("one region")
            if state.kind in ("state", "root") and state.children:
                self.check_initial(state)

    def check_initial(self, state):
        own = [child.id for child in state.children]
        if not state.initial:
            state.initial = own[0]
        # One step of its own leads anywhere before anything else can happen, where nothing runs beside it.
        around = state
        while around is not None and around.kind != "parallel":
            around = around.parent
        alone = around is None and state.initial in self.states and self.states[state.initial].kind != "history"
        direct = state.initial in own and self.states[state.initial].kind != "final"
        if not direct and not alone:
            raise Untranslated("deep initial")


def read(text):
    """The machine of an SCXML document. Raises Untranslated, ValueError (no SCXML), ElementTree.ParseError (no XML)."""
    return Reader(text).machine
