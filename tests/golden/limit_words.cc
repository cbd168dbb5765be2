#include "tests/golden/limit_words.h"

#include <array>
#include <cstdlib>

namespace dunghan::test {
namespace {

using definition::Limit;
using Day = deadline::DayChoice::Kind;

std::string shift_of(int shift, const std::string& unit) {
  if (shift == 0) return "";
  const std::string side = shift < 0 ? " before " : " after ";
  if (std::abs(shift) == 1) return "the " + unit + side;
  return std::to_string(std::abs(shift)) + " " + unit + "s" + side;
}

std::string day_text(const definition::NamedDay& named) {
  const deadline::DayChoice& choice = named.choice;
  const std::string date = named.date ? named.date.text() : "";
  const std::string of = " of " + shift_of(choice.shift, "month") + date;
  switch (choice.kind) {
    case Day::itself: return date;
    case Day::day_of_month: return "day " + std::to_string(choice.day) + of;
    case Day::last_day: return "last day" + of;
    case Day::first_working_day: return "first working day" + of;
    case Day::last_working_day: return "last working day" + of;
    case Day::day_of_year: break;
  }
  const std::string day = std::to_string(choice.day) + "/" + std::to_string(choice.month);
  return choice.next_from_start ? day + ", the next"
                                : day + " of " + shift_of(choice.shift, "year") + date;
}

std::string limit_text(const Limit& limit) {
  switch (limit.kind) {
    case Limit::Kind::none: return "nothing";
    case Limit::Kind::within: return "within " + to_text(limit.period);
    case Limit::Kind::decide: return "within decide " + limit.table;
    case Limit::Kind::earliest: {
      std::string text = "within earliest";
      for (const Period& period : limit.periods) text += " " + to_text(period) + ",";
      text.pop_back();
      return text;
    }
    case Limit::Kind::at_once: return "at once";
    case Limit::Kind::before:
      return "due " + to_text(limit.period) + " before " + day_text(limit.day);
    case Limit::Kind::after:
      return "due " + to_text(limit.period) + " after " + day_text(limit.day);
    case Limit::Kind::on: return "due " + day_text(limit.day);
    case Limit::Kind::at_least: return "at_least " + to_text(limit.period);
    case Limit::Kind::window:
      return "window " + day_text(limit.from) + " to " + day_text(limit.day);
    case Limit::Kind::first_of: {
      std::string text = "due earliest";
      for (const Limit& part : limit.parts) text += " " + limit_text(part) + ",";
      text.pop_back();
      return text;
    }
  }
  return {};
}

std::string amount_text(const definition::ExtendGround& ground) {
  if (ground.kind == definition::ExtendGround::Kind::until_date) return "until a date";
  const bool total = ground.kind == definition::ExtendGround::Kind::total;
  return std::string(total ? "total " : "each ") + (ground.amount.kind == Limit::Kind::decide
                                                        ? "decide " + ground.amount.table
                                                        : to_text(ground.amount.period));
}

}  // namespace

std::string said(const definition::Deadline& deadline) {
  std::string text = limit_text(deadline.limit);
  if (deadline.roll) {
    const auto roll = static_cast<std::size_t>(*deadline.roll);
    text += std::string("; roll ") + std::array{"none", "following", "preceding"}.at(roll);
  }
  if (deadline.target) text += "; target " + to_text(*deadline.target);
  if (deadline.when) text += "; when " + deadline.when->text();
  for (const auto& ground : deadline.extend)
    text += "; extend " + ground.name + " " + amount_text(ground);
  for (const auto& ground : deadline.suspend) {
    text += "; suspend " + ground.name;
    if (ground.at_most) text += " at_most " + to_text(*ground.at_most);
  }
  if (!deadline.restart.empty()) text += "; restart";
  if (deadline.start.wait_for_all || deadline.stop.wait_for_all) text += "; last of several";
  if (deadline.binds_citizen) text += "; binds citizen";
  return text;
}

}  // namespace dunghan::test
