#include "engine/cases/fan_out.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/cases/other_cases.h"

namespace dunghan::cases {
namespace {

using definition::ForEach;

/// The conditions of the case, and what one item is called.
class WithItem final : public rule::Activation {
 public:
  WithItem(const CaseConditions& conditions, std::string_view name, const Value& item)
      : conditions_(conditions), name_(name), item_(item) {}
  [[nodiscard]] std::optional<Value> find(std::string_view name) const override {
    return name == name_ ? std::optional(item_) : conditions_.find(name);
  }
  [[nodiscard]] std::optional<Result<Value>> call(
      std::string_view name, const std::vector<Value>& arguments) const override {
    return conditions_.call(name, arguments);
  }

 private:
  const CaseConditions& conditions_;
  std::string_view name_;
  const Value& item_;
};

const ForEach& for_each_of(const Turn& turn, int state) {
  const auto& for_each = turn.procedure().state(state).for_each;
  DUNGHAN_CHECK(for_each.has_value());
  return *for_each;
}

struct Days {
  Date from, to;
};

// During which days a unit must have been there.
Result<Days> days_of(const Turn& turn, const Frame& frame, const ForEach& each) {
  const Date today = turn.procedure().zone().date_of(frame.occasion.at);
  if (each.existing == ForEach::Existing::today) return Days{today, today};
  const CaseConditions conditions(turn.current(), frame.occasion, turn.facts());
  DUNGHAN_TRY(const Value value, rule::evaluate(each.existing_when, conditions));
  if (value.kind() == ValueKind::date) return Days{value.as_date(), value.as_date()};
  if (value.kind() == ValueKind::map) {
    const Value* from = find(value.as_map(), "from");
    const Value* to = find(value.as_map(), "to");
    const bool whole = from != nullptr && from->kind() == ValueKind::date && to != nullptr &&
                       to->kind() == ValueKind::date;
    if (whole) return Days{from->as_date(), to->as_date()};
  }
  return fail(ErrorCode::invalid_argument,
              "`existing: … " + each.existing_when.text() + "` gives no day and no window");
}

Result<std::vector<std::string>> units_of(const Turn& turn, const Frame& frame,
                                          const ForEach& each) {
  DUNGHAN_TRY(const Days days, days_of(turn, frame, each));
  return organisation::units_of(*turn.facts().organisation, {each.group, each.levels}, days.from,
                                days.to);
}

Result<List> items_of(const Turn& turn, const Frame& frame, const ForEach& each) {
  const CaseConditions conditions(turn.current(), frame.occasion, turn.facts());
  DUNGHAN_TRY(const Value value, rule::evaluate(each.items, conditions));
  if (value.is_null()) return List{};
  if (value.kind() == ValueKind::list) return value.as_list();
  if (value.kind() == ValueKind::sealed)
    return refuse("sealed_value",
                  "`" + each.items.text() +
                      "` is sealed: no case can be opened "
                      "for each of its items",
                  "seal the fields of the items, not the list");
  return fail(ErrorCode::invalid_argument, "`" + each.items.text() + "` gives no list");
}

Result<void> plan(Turn& turn, const Frame& frame, int state, bool begins, std::int64_t items,
                  std::vector<std::string> units) {
  const FanOut* present = begins ? nullptr : turn.current().fan_out(state);
  const std::int64_t total = (present == nullptr ? 0 : present->items) + items;
  if (total > fan_out_items_max) {
    return refuse("too_many_cases",
                  "`" + turn.procedure().state(state).name + "` would open " +
                      std::to_string(total) + " cases; at most " +
                      std::to_string(fan_out_items_max) + " are opened for one state",
                  "part the list, or let a case of its own open each part");
  }
  turn.emit(frame,
            FanOutPlanned{turn.procedure().state(state).name, begins, items, std::move(units)});
  return {};
}

Result<void> open_one(Turn& turn, const Frame& frame, int state, std::int64_t number,
                      const Value& item) {
  const ForEach& each = for_each_of(turn, state);
  const bool is_unit = each.over == ForEach::Over::units;
  const CaseConditions conditions(turn.current(), frame.occasion, turn.facts());
  const WithItem activation(conditions, each.as, item);
  Opening opening;
  opening.workflow = each.open.name;
  opening.share = each.open.share;
  opening.state = turn.procedure().state(state).name;
  opening.item = number;
  opening.unit = turn.current().unit;
  if (each.open.unit) {
    DUNGHAN_TRY(const Value unit, value_of(*each.open.unit, activation));
    const Value id = organisation::id_where_unit(unit, is_unit ? item : Value());
    opening.unit = id.kind() == ValueKind::string ? id.as_string() : std::string();
  }
  for (const auto& [name, place] : each.open.with) {
    DUNGHAN_TRY(const auto there, value_if_there(place, activation));
    if (!there) continue;
    const Value& value = *there;
    opening.with.push_back({name, organisation::id_where_unit(value, is_unit ? item : Value())});
  }
  return open_other_case(turn, frame, std::move(opening));
}

bool is_active(const Turn& turn, int state) {
  return statechart::is_active(turn.current().configuration, state);
}

// Of the present stay.
std::int64_t ended_in(const Case& current, const FanOut& fan_out) {
  std::int64_t ended = 0;
  for (std::size_t i = fan_out.links_before; i < current.links.size(); ++i) {
    const Link& link = current.links[i];
    if (link.state == fan_out.state && current.is_done(link.child)) ++ended;
  }
  return ended;
}

bool is_satisfied(Turn& turn, const Frame& frame, const ForEach& each, const FanOut& fan_out) {
  const std::int64_t ended = ended_in(turn.current(), fan_out);
  switch (each.wait) {
    case ForEach::Wait::none: return true;
    case ForEach::Wait::all: return ended >= fan_out.items;
    case ForEach::Wait::any: return ended >= std::min<std::int64_t>(1, fan_out.items);
    case ForEach::Wait::count:
      return ended >= (each.later ? each.wait_for : std::min(each.wait_for, fan_out.items));
    case ForEach::Wait::percent: return ended * 100 >= fan_out.items * each.wait_for;
    case ForEach::Wait::expression: break;
  }
  const CaseConditions conditions(turn.current(), frame.occasion, turn.facts());
  const auto wanted = rule::evaluate(each.wait_expression, conditions);
  if (wanted && wanted->kind() == ValueKind::integer) return ended >= wanted->as_int();
  turn.incident(frame, "condition_erred",
                wanted ? "`wait: " + each.wait_expression.text() + "` gives no whole number"
                       : wanted.error().message);
  return false;
}

Result<void> review(Turn& turn, const Frame& frame, int state) {
  const ForEach& each = for_each_of(turn, state);
  const FanOut planned = *turn.current().fan_out(state);
  std::int64_t more = 0;
  std::vector<std::string> units;
  if (each.over == ForEach::Over::items) {
    DUNGHAN_TRY(const List items, items_of(turn, frame, each));
    more = static_cast<std::int64_t>(items.size()) - planned.items;
  } else {
    DUNGHAN_TRY(units, units_of(turn, frame, each));
    std::erase_if(units, [&](const std::string& unit) {
      return std::find(planned.units.begin(), planned.units.end(), unit) != planned.units.end();
    });
    more = static_cast<std::int64_t>(units.size());
  }
  if (more <= 0) return {};
  DUNGHAN_TRY_VOID(plan(turn, frame, state, false, more, std::move(units)));
  return open_planned(turn, frame, state);
}

}  // namespace

Result<void> begin_fan_out(Turn& turn, const Frame& frame, int state) {
  if (!turn.procedure().state(state).for_each) return {};
  const ForEach& each = for_each_of(turn, state);
  std::int64_t count = 0;
  std::vector<std::string> units;
  if (each.over == ForEach::Over::items) {
    DUNGHAN_TRY(const List items, items_of(turn, frame, each));
    count = static_cast<std::int64_t>(items.size());
  } else {
    DUNGHAN_TRY(units, units_of(turn, frame, each));
    count = static_cast<std::int64_t>(units.size());
  }
  DUNGHAN_TRY_VOID(plan(turn, frame, state, true, count, std::move(units)));
  return open_planned(turn, frame, state);
}

Result<void> open_planned(Turn& turn, const Frame& frame, int state) {
  if (!is_active(turn, state) || turn.current().fan_out(state) == nullptr) return {};
  const ForEach& each = for_each_of(turn, state);
  const std::int64_t from = turn.current().fan_out(state)->opened;
  const std::int64_t planned = turn.current().fan_out(state)->items;
  const std::int64_t to = std::min(planned, from + turn.facts().cases_opened_at_once);
  List items;
  if (each.over == ForEach::Over::items) {
    DUNGHAN_TRY(items, items_of(turn, frame, each));
  }
  for (std::int64_t number = from; number < to; ++number) {
    const auto index = static_cast<std::size_t>(number);
    Value item;
    if (each.over == ForEach::Over::units) {
      item = organisation::unit_value(*turn.facts().organisation,
                                      turn.current().fan_out(state)->units.at(index));
    } else if (index < items.size()) {
      item = items[index];
    } else {
      turn.incident(frame, "item_gone",
                    "item " + std::to_string(number + 1) + " of `" + each.items.text() +
                        "` was taken out before its case was opened");
      continue;
    }
    DUNGHAN_TRY_VOID(open_one(turn, frame, state, number, item));
  }
  if (to < planned && to > from) {
    CaseRequest request;
    request.kind = CaseRequest::Kind::open_planned;
    request.to = turn.current().id;
    request.event = turn.procedure().state(state).name;
    request.occurred_at = frame.occasion.at;
    turn.request(std::move(request));
  }
  return {};
}

Result<void> join_fan_outs(Turn& turn, const Frame& frame) {
  const std::vector<FanOut> present = turn.current().fan_outs;
  for (const FanOut& fan_out : present) {
    const ForEach& each = for_each_of(turn, fan_out.state);
    const bool joins = each.join_unit && each.join_event == frame.occasion.event;
    if (!joins || !is_active(turn, fan_out.state)) continue;
    const CaseConditions conditions(turn.current(), frame.occasion, turn.facts());
    DUNGHAN_TRY(const Value unit, value_of(*each.join_unit, conditions));
    const bool known = unit.kind() == ValueKind::string &&
                       turn.facts().organisation->unit(unit.as_string()) != nullptr;
    if (!known)
      return refuse("unknown_unit", "`" + frame.occasion.event + "` names no unit that can join");
    if (std::find(fan_out.units.begin(), fan_out.units.end(), unit.as_string()) !=
        fan_out.units.end()) {
      return refuse("already_there", "the unit `" + unit.as_string() + "` takes part already");
    }
    DUNGHAN_TRY_VOID(plan(turn, frame, fan_out.state, false, 1, {unit.as_string()}));
    DUNGHAN_TRY_VOID(open_planned(turn, frame, fan_out.state));
  }
  return {};
}

Result<void> review_fan_outs(Turn& turn, const Frame& frame) {
  const std::vector<FanOut> present = turn.current().fan_outs;
  for (const FanOut& fan_out : present) {
    const bool grows = for_each_of(turn, fan_out.state).later && is_active(turn, fan_out.state);
    if (grows) DUNGHAN_TRY_VOID(review(turn, frame, fan_out.state));
  }
  return {};
}

void leave_fan_out(Turn& turn, const Frame& frame, int state) {
  const FanOut* fan_out = turn.current().fan_out(state);
  if (fan_out == nullptr || !for_each_of(turn, state).cancel_rest) return;
  const Case& current = turn.current();
  for (std::size_t i = fan_out->links_before; i < current.links.size(); ++i) {
    const Link& link = current.links[i];
    if (link.state != state || link.failed || current.is_done(link.child)) continue;
    CaseRequest request;
    request.kind = CaseRequest::Kind::cancel;
    request.to = link.child;
    request.occurred_at = frame.occasion.at;
    turn.request(std::move(request));
  }
}

std::vector<int> finished_fan_outs(Turn& turn, const Frame& frame) {
  std::vector<int> finished;
  const std::vector<FanOut> present = turn.current().fan_outs;
  for (const FanOut& fan_out : present) {
    if (fan_out.done || !is_active(turn, fan_out.state)) continue;
    if (!is_satisfied(turn, frame, for_each_of(turn, fan_out.state), fan_out)) continue;
    turn.emit(frame, FanOutDone{turn.procedure().state(fan_out.state).name});
    finished.push_back(fan_out.state);
  }
  return finished;
}

}  // namespace dunghan::cases
