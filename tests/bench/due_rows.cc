// Due dates: from parsed values, from text as `dunghan due` reads it, and as the fold of a
// deadline's operations.
#include "engine/deadline/deadline.h"
#include "tests/bench/inputs.h"
#include "tests/bench/row.h"

namespace dunghan::bench {
namespace {

using deadline::Due;

constexpr double values_ns = 150;
constexpr double text_ns = 400;

std::int64_t number_of(const Result<Due>& due) {
  return due ? due->due_on.time_since_epoch().count() : 0;
}

void add_values_row(const std::string& name, const Period& period, std::string reference = {},
                    const calendar::Calendar& calendar = viet_nam()) {
  add_row({name, values_ns, std::move(reference)}, [&calendar, period](std::size_t index) {
    return number_of(deadline::due_after(civil_code(), calendar, moments()[index], period));
  });
}

void add_before_row(const std::string& name, const Period& period) {
  add_row({name, values_ns}, [period](std::size_t index) {
    return number_of(deadline::due_before(civil_code(), viet_nam(), dates()[index], period));
  });
}

void add_traced_row(const std::string& name, const Period& period) {
  add_row({name}, [period](std::size_t index) {
    deadline::Trace trace;
    return number_of(
        deadline::due_after(civil_code(), viet_nam(), moments()[index], period, &trace));
  });
}

Result<Due> due_of(const Typed& typed) {
  DUNGHAN_TRY(const Period period, parse_period(typed.period));
  DUNGHAN_TRY(const Occurrence from, parse_occurrence(typed.from, viet_nam().zone()));
  return deadline::due_after(civil_code(), viet_nam(), from.at, period);
}

void add_text_row(const std::string& name, std::vector<Typed> texts, std::string reference = {}) {
  // Kept for the whole run: rows borrow.
  static std::vector<std::unique_ptr<const std::vector<Typed>>> kept;
  kept.push_back(std::make_unique<const std::vector<Typed>>(std::move(texts)));
  const std::vector<Typed>& inputs = *kept.back();
  add_row({name, text_ns, std::move(reference)},
          [&inputs](std::size_t index) { return number_of(due_of(inputs[index])); });
}

void add_fold_row(const std::string& name, bool traced) {
  add_row(
      {name},
      [traced](std::size_t index) {
        deadline::Trace trace;
        const auto state = deadline::fold(suspended_and_extended()[index], civil_code(), viet_nam(),
                                          traced ? &trace : nullptr);
        return state && state->due ? state->due->due_on.time_since_epoch().count() : 0;
      },
      fold_count);
}

}  // namespace

void add_due_rows() {
  add_values_row("due date, 30 days", days(30), "QuantLib adjust, 30 days on");
  add_values_row("due date, 5 working days", working_days(5), "QuantLib advance, 5 days");
  add_values_row("due date, 250 working days", working_days(250), "QuantLib advance, 250 days");
  add_values_row("due date, 1 month", months(1), "QuantLib advance, 1 month");
  add_values_row("due date, 48 hours", hours(48));
  add_values_row("due date, 30 days, summer time", days(30), {}, netherlands());
  add_before_row("due before, 15 days", days(15));
  add_before_row("due before, 5 working days", working_days(5));
  add_text_row("due from text, 30 days", typed("30 days"), "QuantLib from text, 30 days");
  add_text_row("due from text, 5 ngày làm việc", typed("5 ngày làm việc"));
  add_text_row("due from text, 1 month", typed("1 month"), "QuantLib from text, 1 month");
  add_text_row("due from text, all forms mixed", typed_in_all_forms());
  add_fold_row("fold, one suspension, one extension", false);
  add_traced_row("due date with trace, 30 days", days(30));
  add_traced_row("due date with trace, 5 working days", working_days(5));
  add_fold_row("fold with trace", true);
}

}  // namespace dunghan::bench
