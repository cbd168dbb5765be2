// A definition in DOT, the language of Graphviz, as a statechart that an office can put on a wall.
//
// States are boxes with their tasks and deadlines inside, compound states frames, regions dashed
// frames; a black dot leads to where a state begins, a double border is an end, `H` and `H*` are
// histories. What may happen in any state of a frame starts from a box of its own in that frame.
// Red and dashed: the consequence of a missed limit; amber: the passing of time. The deadlines of
// the case stand in a table above the chart.
// Every drawn thing bears an `id` ("state-NAME", "edge-SOURCE-N"), by which a page can find it in
// the SVG.
// Source: The DOT Language, graphviz.org/doc/info/lang.html; HTML-like labels,
// .../shapes.html#html.
#pragma once

#include <string>

#include "engine/draw/chart.h"

namespace dunghan::draw {

/// Ends with a line end; the same definition gives the same text.
[[nodiscard]] std::string dot_of(const Chart& chart);

}  // namespace dunghan::draw
