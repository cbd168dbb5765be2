// Files of cycles: what opens cases again and again.
#include <algorithm>
#include <array>

#include "engine/definition/compilation.h"
#include "engine/definition/cycle.h"

namespace dunghan::definition {
namespace {

using Kind = rule::Type::Kind;

class CycleReader {
 public:
  explicit CycleReader(Compilation& compilation)
      : compilation_(compilation), root_(compilation.document.root) {}

  CycleDefinition read() {
    check_keys(compilation_, root_, Block::cycle);
    read_cycle_head(compilation_);
    read_windows();
    if (const Node* each = root_.find("for_each")) read_units(*each);
    for_days();
    if (const Node* opens = root_.find("opens")) read_opens(*opens);
    read_open();
    read_catch_up();
    return finish();
  }

 private:
  void read_windows() {
    const Node* every = root_.find("every");
    const Node* cumulative = root_.find("cumulative");
    const bool adds_up = cumulative != nullptr && read_bool(compilation_, *cumulative);
    if (every == nullptr) return;  // told by check_keys
    if (every->is_mapping()) return read_rule(*every);
    const auto text = read_string(compilation_, *every, "a period");
    const auto period = text ? calendar::parse_reporting_period(*text)
                             : Result<calendar::ReportingPeriod>(Failure(Error{}));
    if (!period) {
      if (text)
        compilation_.issues.error(
            "E0061", *every, quoted(*text) + " is no span that comes again",
            compilation_.did_you_mean(
                *text, {"week", "month", "quarter", "half-year", "nine-months", "year"}));
      return;
    }
    auto windows = calendar::ReportingWindows::make(*period, read_rhythm(), adds_up);
    if (!windows) {
      compilation_.issues.error("E0061", *every, windows.error().message, windows.error().remedy);
      return;
    }
    made_.windows.reporting = *std::move(windows);
  }

  // "calendar", a rhythm by name, or the day of the month on which windows begin.
  calendar::WindowRhythm read_rhythm() {
    const Node* window = root_.find("window");
    if (window == nullptr) return calendar::calendar_rhythm();
    if (window->is_mapping()) {
      calendar::WindowRhythm rhythm = calendar::calendar_rhythm();
      rhythm.id = "own";
      rhythm.weeks = false;
      if (!check_keys(compilation_, *window, Block::cycle_window)) return rhythm;
      if (const Node* day = window->find("first_day")) {
        const int first = read_count(compilation_, *day, "a day of the month").value_or(1);
        rhythm.first_day = first;
      }
      if (const Node* before = window->find("month_before"))
        rhythm.month_before = read_bool(compilation_, *before);
      return rhythm;
    }
    const auto name = read_string(compilation_, *window, "a window");
    auto rhythm = calendar::rhythm_named(name.value_or("calendar"));
    if (rhythm) return *std::move(rhythm);
    compilation_.issues.error("E0061", *window, rhythm.error().message, rhythm.error().remedy);
    return calendar::calendar_rhythm();
  }

  void read_rule(const Node& every) {
    if (!check_keys(compilation_, every, Block::cycle_every)) return;
    const Node* text = every.find("rrule");
    if (text == nullptr) return;
    const auto written = read_string(compilation_, *text, "a rule of RFC 5545");
    if (!written) return;
    auto rule = calendar::parse_recurrence_rule(*written);
    if (!rule) {
      compilation_.issues.error("E0061", *text, rule.error().message, rule.error().remedy);
      return;
    }
    if (rule->frequency < calendar::Frequency::daily) {
      compilation_.issues.error("E0061", *text, "a cycle comes by the day at most",
                                "write FREQ=DAILY or longer");
      return;
    }
    made_.windows.rule = *std::move(rule);
  }

  void read_units(const Node& node) {
    // Expressions of a cycle speak of its own names; an item's data is not there yet.
    made_.for_each.emplace(read_cycle_units(compilation_, node));
    const Name& as = made_.for_each->as;
    if (!as.empty()) local_.emplace_back(as, rule::Type());
  }

  void for_days() {
    const Node* day = root_.find("day");
    if (day == nullptr) return;
    for_one_or_many(*day, [&](const Node& item) { made_.days.push_back(read_day(item)); });
  }

  CycleDay read_day(const Node& node) {
    CycleDay made;
    made.at = node.at;
    if (!check_keys(compilation_, node, Block::cycle_day)) return made;
    const Node* day = node.find("day");
    const Node* weekday = node.find("weekday");
    if ((day == nullptr) == (weekday == nullptr)) {
      compilation_.issues.error("E0052", node, "which day of the window: `day` or `weekday`",
                                "write `{ day: 15, roll: following }`");
    }
    if (day != nullptr) {
      FieldType number;
      number.kind = FieldKind::integer;
      made.day = read_value_place(compilation_, *day, scope(), &number);
      check_day_number(*day, *made.day);
    }
    if (weekday != nullptr) {
      FieldType text;
      text.kind = FieldKind::text;
      made.weekday = read_value_place(compilation_, *weekday, scope(), &text);
      check_weekday(*weekday, *made.weekday);
    }
    if (const Node* roll = node.find("roll")) {
      const auto parsed = calendar::parse_day_roll(roll->text);
      if (parsed)
        made.roll = *parsed;
      else
        compilation_.issues.error("E0061", *roll, parsed.error().message, parsed.error().remedy);
    }
    if (const Node* outside = node.find("if_outside")) {
      made.skip_outside = outside->text == "skip";
      if (!made.skip_outside && outside->text != "keep")
        compilation_.issues.error("E0061", *outside, "`if_outside` is `skip` or `keep`",
                                  compilation_.did_you_mean(outside->text, {"skip", "keep"}));
    }
    return made;
  }

  void check_day_number(const Node& node, const ValuePlace& place) {
    if (!place.is_literal()) return;
    const Value& value = std::get<Value>(place.content);
    const bool fits =
        value.kind() == ValueKind::integer && value.as_int() >= 1 && value.as_int() <= 31;
    if (value.kind() == ValueKind::integer && !fits)
      compilation_.issues.error("E0061", node, "no month has such a day", "1 to 31");
  }

  void check_weekday(const Node& node, const ValuePlace& place) {
    if (!place.is_literal()) return;
    static const std::vector<std::string> names{"monday", "tuesday",  "wednesday", "thursday",
                                                "friday", "saturday", "sunday"};
    if (std::find(names.begin(), names.end(), node.text) == names.end())
      compilation_.issues.error("E0061", node, quoted(node.text) + " is no day of the week",
                                compilation_.did_you_mean(node.text, names));
  }

  void read_opens(const Node& node) {
    made_.opens = read_due_text(compilation_, node);
    using Of = Limit::Kind;
    const bool fits = made_.opens.kind == Of::before || made_.opens.kind == Of::after ||
                      made_.opens.kind == Of::on;
    if (!fits)
      compilation_.issues.error("E0061", node, "cases are opened on a day",
                                "write `opens: 10 working days before window.to`");
  }

  void read_open() {
    made_.open.kind = Action::Kind::open;
    const Node* open = root_.find("open");
    if (open == nullptr) return;
    made_.open.at = open->at;
    if (!check_keys(compilation_, *open, Block::open)) return;
    if (const Node* workflow = open->find("workflow"))
      read_opened_workflow(compilation_, *workflow, made_.open);
    for (const char* key : {"link", "share"}) {
      if (const Entry* entry = open->find_entry(key))
        compilation_.issues.error(
            "E0062", entry->key,
            quoted(key) + " is for a case that opens another; a cycle is none");
    }
    read_opening(compilation_, *open, scope(), made_.open);
  }

  void read_catch_up() {
    const Node* node = root_.find("catch_up");
    if (node == nullptr) return;
    static constexpr std::array words{std::pair{"all", CycleDefinition::CatchUp::all},
                                      std::pair{"last", CycleDefinition::CatchUp::last},
                                      std::pair{"none", CycleDefinition::CatchUp::none}};
    for (const auto& [word, meaning] : words) {
      if (node->text != word) continue;
      made_.catch_up = meaning;
      return;
    }
    compilation_.issues.error("E0061", *node, "`catch_up` is `all`, `last` or `none`",
                              compilation_.did_you_mean(node->text, {"all", "last", "none"}));
  }

  CycleDefinition finish() {
    WorkflowDefinition& head = compilation_.made;
    made_.id = head.id;
    made_.title = std::move(head.title);
    made_.effective_from = head.effective_from;
    made_.effective_to = head.effective_to;
    made_.laws = head.laws;
    made_.calendar = head.calendar;
    made_.counting = head.counting;
    if (const Node* basis = root_.find("basis")) made_.basis = read_basis(compilation_, *basis);
    made_.source = compilation_.document.source;
    made_.file = compilation_.document.file;
    return std::move(made_);
  }

  [[nodiscard]] Scope scope() const { return Scope{nullptr, &local_}; }

  Compilation& compilation_;
  const Node& root_;
  CycleDefinition made_;
  std::vector<std::pair<std::string, rule::Type>> local_;
};

}  // namespace

CompiledCycle compile_cycle(const Document& document, const Surroundings& surroundings) {
  Compilation compilation(document, surroundings);
  CompiledCycle result;
  compilation.fix_cycle_environment();
  CycleDefinition made = CycleReader(compilation).read();
  result.issues = compilation.issues.take();
  if (!has_errors(result.issues))
    result.cycle = std::make_shared<const CycleDefinition>(std::move(made));
  return result;
}

}  // namespace dunghan::definition
