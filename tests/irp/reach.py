"""Which states of a procedure something leads to, conditions taken as if they could hold: the loader refuses the others.

It asks the same of a procedure as the loader does; test documents hold states that are there to be never entered.
"""


def leads(mapping):
    """The names of the states that the transitions of a state lead to."""
    several = [each for value in mapping.get("on", {}).values() for each in (value if isinstance(value, list) else [value])]
    several += mapping.get("always", []) + ([mapping["done"]] if "done" in mapping else [])
    targets = [each["to"] for each in several if "to" in each]
    return [target["history"] if isinstance(target, dict) else target for target in targets]


class Tree:
    def __init__(self, procedure):
        self.mappings, self.parents, self.reached = {"": procedure}, {}, set()
        self.add_inside("", procedure)

    def add_inside(self, name, mapping):
        for child, inside in {**mapping.get("states", {}), **mapping.get("parallel", {})}.items():
            self.mappings[child], self.parents[child] = inside, name
            self.add_inside(child, inside)

    def enter(self, name):
        """A state, what is around it with the regions beside it, and what is inside by default."""
        path = [name]
        while path[-1]:
            path.append(self.parents[path[-1]])
        self.reached.update(path)
        for around in path[1:]:
            for region in self.mappings[around].get("parallel", {}):
                if region not in path:
                    self.by_default(region)
        self.by_default(name)

    def by_default(self, name):
        self.reached.add(name)
        mapping = self.mappings[name]
        for child in mapping.get("parallel", {}):
            self.by_default(child)
        for child, inside in mapping.get("states", {}).items():
            if inside.get("initial"):
                self.by_default(child)

    def grow(self):
        size = -1
        while size != len(self.reached):
            size = len(self.reached)
            for name in sorted(self.reached):
                for target in leads(self.mappings[name]):
                    self.enter(target)


def unreached(procedure):
    """The states, outermost first, to each of which a way must be opened before everything is reached."""
    tree, missing = Tree(procedure), []
    tree.by_default("")
    tree.grow()
    for name in tree.mappings:  # a parent before its children
        if name not in tree.reached:
            missing.append(name)
            tree.enter(name)
            tree.grow()
    return missing
