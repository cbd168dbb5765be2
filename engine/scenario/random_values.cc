#include "engine/scenario/random_values.h"

#include <algorithm>

#include "engine/cases/fields.h"

namespace dunghan::scenario {
namespace {

using definition::Field;
using definition::FieldKind;

class Maker {
 public:
  Maker(Date today, const organisation::Organisation& organisation, SeededNumbers& numbers)
      : today_(today), organisation_(organisation), numbers_(numbers) {}

  Value make(const Field& field) {
    switch (field.type.kind) {
      case FieldKind::text: return text(field);
      case FieldKind::integer: return numbers_.between(0, most(field));
      case FieldKind::decimal:
      case FieldKind::money: return amount(field);
      case FieldKind::boolean: return numbers_.chance(50);
      case FieldKind::date: return day();
      case FieldKind::instant: return to_text(day()) + "T09:00";
      case FieldKind::choice: return choice(field);
      case FieldKind::choices: return choices(field);
      case FieldKind::period: return days(static_cast<int>(numbers_.between(1, 60)));
      case FieldKind::unit: return unit();
      case FieldKind::person:
      case FieldKind::party: return person();
      case FieldKind::case_reference: return {};
      case FieldKind::window:
        return to_text(day()) + ".." + to_text(today_ + std::chrono::days{90});
      case FieldKind::file: return "file-" + number() + ".pdf";
      case FieldKind::table:
      case FieldKind::list: return list(field);
      case FieldKind::record: break;
    }
    return record(field);
  }

 private:
  std::string number() { return std::to_string(numbers_.between(1, 999)); }

  Value text(const Field& field) {
    std::string made = "sample " + number();
    if (field.max)
      made = made.substr(0, static_cast<std::size_t>(std::max<std::int64_t>(1, *field.max)));
    return made;
  }

  static std::int64_t most(const Field& field) {
    constexpr std::int64_t usual = 100;
    return field.max ? std::max<std::int64_t>(0, *field.max) : usual;
  }

  Value amount(const Field& field) {
    const std::int64_t cents = numbers_.between(0, most(field) * 100);
    return *Decimal::make(cents, 2);
  }

  /// Mostly the day itself: most dates that an act names are its own.
  Date day() {
    if (numbers_.chance(70)) return today_;
    return today_ + std::chrono::days{numbers_.between(0, 30)};
  }

  Value choice(const Field& field) {
    return field.type.choices.empty() ? Value() : Value(numbers_.one_of(field.type.choices));
  }

  Value choices(const Field& field) {
    List chosen;
    for (const std::string& one : field.type.choices)
      if (numbers_.chance(40)) chosen.emplace_back(one);
    if (chosen.empty() && !field.type.choices.empty()) chosen.emplace_back(field.type.choices[0]);
    return chosen;
  }

  Value unit() {
    std::vector<std::string> there;
    for (const auto& one : organisation_.units())
      if (organisation::exists_on(one, today_)) there.push_back(one.id);
    return there.empty() ? Value() : Value(numbers_.one_of(there));
  }

  Value person() { return Map{{"name", "Sample person " + number()}}; }

  Value list(const Field& field) {
    if (field.type.kind == FieldKind::table || field.type.element.empty())
      return List{record(field)};
    Field element;
    element.name = field.name;
    element.type = field.type.element.front();
    List made;
    const std::int64_t longest = field.max ? std::max<std::int64_t>(1, *field.max) : 2;
    for (std::int64_t i = numbers_.between(1, std::min<std::int64_t>(2, longest)); i > 0; --i)
      made.push_back(make(element));
    return made;
  }

  Value record(const Field& field) {
    Map made;
    for (const Field& part : field.type.record) made.push_back({part.name, make(part)});
    return made;
  }

  Date today_;
  const organisation::Organisation& organisation_;
  SeededNumbers& numbers_;
};

}  // namespace

Value random_value(const Field& field, Date today, const organisation::Organisation& organisation,
                   SeededNumbers& numbers) {
  return Maker(today, organisation, numbers).make(field);
}

}  // namespace dunghan::scenario
