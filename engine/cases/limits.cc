// Limits as the definition writes them -> limits with every value in place.
#include "engine/base/check.h"
#include "engine/cases/turn.h"

namespace dunghan::cases {
namespace {

using From = definition::Limit::Kind;
using To = deadline::ResolvedLimit::Kind;

struct KnownDate {
  std::optional<Date> date;
  std::optional<Instant> moment;
};

Result<KnownDate> evaluated(const definition::NamedDay& day, const Procedure& procedure,
                            const rule::Activation& activation) {
  KnownDate known;
  if (!day.date) return known;
  const auto value = rule::evaluate(day.date, activation);
  if (!value || value->is_null()) return known;
  if (value->kind() == ValueKind::date) {
    known.date = value->as_date();
  } else if (value->kind() == ValueKind::timestamp) {
    known.moment = value->as_timestamp();
    known.date = procedure.zone().date_of(*known.moment);
  } else {
    return fail(ErrorCode::invalid_argument, "`" + day.date.text() + "` gives no date");
  }
  return known;
}

Result<void> take_day(const definition::Limit& limit, const Procedure& procedure,
                      const rule::Activation& activation, deadline::ResolvedLimit& resolved) {
  DUNGHAN_TRY(const KnownDate known, evaluated(limit.day, procedure, activation));
  resolved.date = known.date;
  resolved.day = limit.day.choice;
  // A window ends with its last day, whatever the hour.
  if (limit.kind != From::window) resolved.moment = known.moment;
  return {};
}

Result<void> decide(const definition::Limit& limit, const Procedure& procedure,
                    const rule::Activation& activation, deadline::ResolvedLimit& resolved) {
  const rule::DecisionTable* table = procedure.definition().decision(limit.table);
  DUNGHAN_CHECK(table != nullptr);
  DUNGHAN_TRY(const auto outcome, rule::decide_table(*table, activation));
  if (outcome.value.kind() != ValueKind::period) {
    return fail(ErrorCode::invalid_argument,
                "decision table `" + limit.table + "` gives no period");
  }
  resolved.period = outcome.value.as_period();
  if (resolved.period.is_zero()) resolved.kind = To::at_once;
  return {};
}

Result<deadline::ResolvedLimit> resolved_of(const definition::Limit& limit,
                                            const Procedure& procedure,
                                            const rule::Activation& activation) {
  deadline::ResolvedLimit resolved;
  resolved.period = limit.period;
  switch (limit.kind) {
    case From::none:
    case From::within: return resolved;
    case From::decide:
      DUNGHAN_TRY_VOID(decide(limit, procedure, activation, resolved));
      return resolved;
    case From::earliest:
      resolved.kind = To::earliest;
      resolved.periods = limit.periods;
      return resolved;
    case From::at_once: resolved.kind = To::at_once; return resolved;
    case From::at_least: resolved.kind = To::at_least; return resolved;
    case From::before: resolved.kind = To::before_date; break;
    case From::after: resolved.kind = To::after_date; break;
    case From::on: resolved.kind = To::on_date; break;
    case From::window: {
      resolved.kind = To::window;
      DUNGHAN_TRY(const KnownDate from, evaluated(limit.from, procedure, activation));
      resolved.from = from.date;
      resolved.from_day = limit.from.choice;
      break;
    }
    case From::first_of:
      resolved.kind = To::first_of;
      for (const definition::Limit& part : limit.parts) {
        DUNGHAN_TRY(deadline::ResolvedLimit one, resolved_of(part, procedure, activation));
        resolved.parts.push_back(std::move(one));
      }
      return resolved;
  }
  DUNGHAN_TRY_VOID(take_day(limit, procedure, activation, resolved));
  return resolved;
}

}  // namespace

Result<deadline::ResolvedLimit> resolve_limit(const definition::Deadline& definition,
                                              const Procedure& procedure,
                                              const rule::Activation& activation) {
  DUNGHAN_TRY(deadline::ResolvedLimit resolved,
              resolved_of(definition.limit, procedure, activation));
  resolved.target = definition.target;
  resolved.roll = definition.roll;
  return resolved;
}

std::string basis_of(const Turn& turn, const Frame& frame, const definition::Deadline& definition) {
  if (definition.limit.kind == From::decide) {
    const rule::DecisionTable* table =
        turn.procedure().definition().decision(definition.limit.table);
    DUNGHAN_CHECK(table != nullptr);
    const auto outcome =
        rule::decide_table(*table, CaseConditions(turn.current(), frame.occasion, turn.facts()));
    if (outcome && outcome->rows.size() == 1 && !table->rows[outcome->rows[0]].basis.empty())
      return table->rows[outcome->rows[0]].basis;
  }
  return definition.basis.text;
}

}  // namespace dunghan::cases
