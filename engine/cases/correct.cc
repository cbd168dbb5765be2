#include "engine/cases/correct.h"

#include <algorithm>

#include "engine/cases/fields.h"
#include "engine/cases/legal_instant.h"
#include "engine/cases/triggers.h"

namespace dunghan::cases {
namespace {

using deadline::Operation;
using deadline::OperationKind;

std::string name_of(const RecordedAct& act) {
  return act.opens() ? "the opening" : "`" + act.name + "`";
}

// The field that says when the act counts, where its transitions name one: `occurs: event.FIELD`.
std::string dating_field(const Turn& turn, const RecordedAct& act) {
  constexpr std::string_view of_event = "event.";
  for (const auto& state : turn.procedure().definition().states) {
    for (const auto& transition : state.on) {
      if (transition.event != act.name || !transition.occurs) continue;
      const std::string& text = transition.occurs->text();
      if (text.starts_with(of_event)) return text.substr(of_event.size());
    }
  }
  return {};
}

// A day alone keeps the clock time that the act had.
Instant at_same_time(const ZoneRules& zone, Instant was, Instant day) {
  const Instant at = zone.start_of(zone.date_of(day)) + (was - zone.start_of(zone.date_of(was)));
  return zone.date_of(at) == zone.date_of(day) ? at : day;
}

class Correction {
 public:
  Correction(Turn& turn, const Frame& frame, const CorrectAct& command)
      : turn_(turn), frame_(frame), act_(command.act), fields_(command.fields) {
    frame_.occasion.event.clear();
    is_ = date_of(command);
  }

  Result<void> run() {
    DUNGHAN_TRY_VOID(check());
    const Limits before = limits();
    ActCorrected corrected{act_.first, act_.name, act_.occurred_at, is_, {}, {}, {}, frame_.reason};
    SplitFields split = split_fields(turn_.procedure(), fields_);
    corrected.facts = std::move(split.facts);
    corrected.body = std::move(split.body);
    corrected.starts = starts_moved();
    turn_.emit(frame_, std::move(corrected));
    frame_.occasion.fields = fields_;
    store_fields(turn_, frame_);
    DUNGHAN_TRY_VOID(fold_again(before));
    if (!turn_.current().closed_at) return take_transitions(turn_, frame_, {});
    clear_deadlines(turn_, frame_);
    return {};
  }

 private:
  // What a deadline that starts with the act would count from and by, as the case stands.
  struct StartNow {
    std::optional<Instant> at;
    std::optional<deadline::ResolvedLimit> limit;
  };
  using Limits = std::vector<StartNow>;  // by place in Case::deadlines

  // The day on the act's own paper and the day that it counts are one.
  Instant date_of(const CorrectAct& command) {
    const ZoneRules& zone = turn_.procedure().zone();
    const std::string field = dating_field(turn_, act_);
    const auto given = std::find_if(fields_.begin(), fields_.end(), [&](const MapEntry& entry) {
      return !field.empty() && entry.key.as_string() == field;
    });
    if (command.to) {
      const Instant at = command.to->date_only
                             ? at_same_time(zone, act_.occurred_at, command.to->at)
                             : command.to->at;
      if (given == fields_.end() && wrote(field) && at != act_.occurred_at) {
        const Value* present = find(turn_.current().data, field);
        if (present == nullptr || present->kind() == ValueKind::date)
          fields_.push_back({field, zone.date_of(at)});
      }
      return at;
    }
    if (given == fields_.end()) return act_.occurred_at;
    if (given->value.kind() == ValueKind::timestamp) return given->value.as_timestamp();
    if (given->value.kind() != ValueKind::date) return act_.occurred_at;
    return at_same_time(zone, act_.occurred_at, zone.start_of(given->value.as_date()));
  }

  [[nodiscard]] bool wrote(const std::string& field) const {
    return std::find(act_.fields.begin(), act_.fields.end(), field) != act_.fields.end();
  }

  Result<void> check() const {
    if (frame_.reason.empty() && frame_.actor.is_person())
      return refuse("needs_missing", "to correct " + name_of(act_) + " needs a reason",
                    "give it: --reason=…");
    if (is_ == act_.occurred_at && fields_.empty())
      return refuse("needs_missing",
                    "nothing to correct: " + name_of(act_) + " is on record as of that moment",
                    "give --occurred-at another date, or --set FIELD=VALUE");
    for (const MapEntry& entry : fields_) {
      const std::string& name = entry.key.as_string();
      if (!wrote(name)) return not_of_the_act(name);
      if (went_into_a_list(name))
        return refuse("not_of_the_act", "`" + name + "` is in a list by now, and stays there",
                      "send the event again with what is right");
    }
    DUNGHAN_TRY_VOID(check_corrected_instant(turn_, frame_, act_, is_));
    return {};
  }

  [[nodiscard]] bool went_into_a_list(const std::string& field) const {
    for (const auto& state : turn_.procedure().definition().states) {
      for (const auto& transition : state.on) {
        if (transition.event != act_.name) continue;
        for (const auto& need : transition.needs)
          if (need.field.name == field && !need.appended_to.empty()) return true;
      }
    }
    return false;
  }

  [[nodiscard]] Failure not_of_the_act(const std::string& field) const {
    std::string names;
    for (const std::string& name : act_.fields) names += (names.empty() ? "" : ", ") + name;
    return refuse("not_of_the_act", "`" + field + "` did not come with " + name_of(act_),
                  names.empty() ? "nothing came with it" : "with it came: " + names);
  }

  [[nodiscard]] bool is_of_act(const Operation& operation) const {
    return operation.seq >= act_.first && operation.seq <= act_.last;
  }
  static bool starts(const Operation& operation) {
    return operation.kind == OperationKind::start || operation.kind == OperationKind::restart;
  }

  [[nodiscard]] std::vector<std::string> starts_moved() const {
    std::vector<std::string> keys;
    if (is_ == act_.occurred_at) return keys;
    for (const DeadlineInstance& instance : turn_.current().deadlines) {
      const bool moved = std::any_of(
          instance.operations.begin(), instance.operations.end(), [&](const Operation& operation) {
            return starts(operation) && is_of_act(operation) && operation.at == act_.occurred_at;
          });
      if (moved) keys.push_back(instance.key);
    }
    return keys;
  }

  [[nodiscard]] const DeadlineSpec& spec_of(const DeadlineInstance& instance) const {
    return turn_.procedure().deadlines()[static_cast<std::size_t>(instance.spec)];
  }

  [[nodiscard]] Limits limits() const {
    Limits out;
    Frame frame = frame_;
    frame.occasion.at = is_;
    for (const DeadlineInstance& instance : turn_.current().deadlines) {
      StartNow& now = out.emplace_back();
      if (fields_.empty() || instance.spec < 0) continue;
      const DeadlineSpec& spec = spec_of(instance);
      if (spec.gone) continue;
      now.at = start_by_date(turn_, frame, spec);
      const CaseConditions conditions(turn_.current(), frame.occasion, turn_.facts());
      if (auto limit = resolve_limit(*spec.definition, turn_.procedure(), conditions))
        now.limit = *std::move(limit);
    }
    return out;
  }

  // A start takes over what the correction itself changes of its limit and its date; what other
  // acts have changed since is no concern of this one.
  void correct(Operation& operation, const StartNow& before, const StartNow& now) const {
    if (operation.at == act_.occurred_at) operation.at = is_;
    if (!starts(operation)) return;
    if (now.limit && now.limit != before.limit) operation.limit = *now.limit;
    if (now.at && now.at != before.at) {
      operation.at = *now.at;
      operation.ahead = *now.at > is_;
    }
  }

  Result<void> fold_again(const Limits& before) {
    const Limits now = limits();
    for (std::size_t i = 0; i < before.size(); ++i) {
      const DeadlineInstance& instance = turn_.current().deadlines[i];
      if (instance.armed_at == act_.occurred_at && is_ != act_.occurred_at)
        turn_.emit(frame_, DeadlineArmed{instance.key, -1, is_});
      auto operations = instance.operations;
      std::vector<Operation> changed;
      for (Operation& operation : operations) {
        if (!is_of_act(operation)) continue;
        const Operation was = operation;
        correct(operation, before[i], now[i]);
        if (operation != was) changed.push_back(operation);
      }
      if (changed.empty()) continue;
      DUNGHAN_TRY_VOID(replace(instance, operations, std::move(changed)));
    }
    return {};
  }

  Result<void> replace(const DeadlineInstance& instance, const std::vector<Operation>& operations,
                       std::vector<Operation> changed) {
    const DeadlineSpec& spec = spec_of(instance);
    const auto state = deadline::fold(operations, *spec.rule, *spec.calendar);
    if (!state) {
      Error error = state.error();
      error.message = "deadline `" + instance.key + "`: " + error.message;
      return Failure(std::move(error));
    }
    const std::string key = instance.key;
    const DeadlineOwner owner = instance.owner;
    const std::string basis = instance.basis;
    for (Operation& operation : changed) {
      const bool is_start = starts(operation);
      turn_.emit(frame_,
                 DeadlineChanged{key, /*follows=*/true, std::move(operation), *state, owner,
                                 is_start ? basis_of(turn_, frame_, *spec.definition) : basis});
    }
    return {};
  }

  Turn& turn_;
  Frame frame_;
  const RecordedAct& act_;
  Map fields_;
  Instant is_{};
};

}  // namespace

Result<void> correct_act(Turn& turn, const Frame& frame, const CorrectAct& command) {
  return Correction(turn, frame, command).run();
}

}  // namespace dunghan::cases
