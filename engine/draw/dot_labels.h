// The HTML-like labels of a drawing in DOT: what stands in a state's box, on an arrow, in the table
// of deadlines. dot.h joins them to a graph.
#pragma once

#include <string>

#include "engine/draw/chart.h"

namespace dunghan::draw {

/// Colours by meaning; the same on arrows and in tables.
namespace colour {
inline constexpr const char* ink = "#263445";
inline constexpr const char* line = "#7c90a5";
inline constexpr const char* arrow = "#5b7085";
inline constexpr const char* faint = "#6b7785";
inline constexpr const char* who = "#1b6e5a";
inline constexpr const char* state = "#eaf1f8";
inline constexpr const char* end = "#eceff1";
inline constexpr const char* frame = "#f8fafc";
inline constexpr const char* inner_frame = "#f0f4f8";
inline constexpr const char* limit = "#fff3d6";
inline constexpr const char* time = "#a86400";
inline constexpr const char* expiry = "#c0392b";
}  // namespace colour

// Each with its angle brackets: `label=` and the result.

/// A state's box, or what a frame says of itself (its kind, duties, deadlines).
[[nodiscard]] std::string state_label(const Chart& chart, int state);
/// The box from which arrows start that leave any state of a frame.
[[nodiscard]] std::string any_state_label(const Chart& chart, int state);
[[nodiscard]] std::string edge_label(const Edge& edge, Tongue tongue);
/// The title, and below it the deadlines of the case as a table.
[[nodiscard]] std::string heading_label(const Chart& chart);

}  // namespace dunghan::draw
