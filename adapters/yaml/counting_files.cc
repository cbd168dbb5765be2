#include "adapters/yaml/counting_files.h"

#include <algorithm>
#include <string>
#include <utility>

#include "adapters/yaml/calendar_files.h"
#include "adapters/yaml/field_reader.h"
#include "adapters/yaml/yaml_document.h"
#include "engine/deadline/readings.h"

namespace dunghan::adapters::yaml {
namespace {

using deadline::ClearPeriods;
using deadline::CountingRule;
using deadline::Cutoff;
using deadline::PeriodEnd;
using deadline::Roll;
using definition::Block;
using definition::Node;

const FieldCodes codes{"E0480", "E0481", "E0482", "E0481", "E0483"};

constexpr int minutes_of_day = 1440;

class RuleReader {
 public:
  explicit RuleReader(IssueList& issues) : issues_(issues) {}

  CountingRule read(const Node& root) {
    FieldReader fields(root, "the counting rule", codes, issues_, Block::counting);
    CountingRule rule;
    (void)fields.integer("dunghan", 1, 1);
    rule.id = fields.required_text("counting");
    fields.both_languages("title", rule.title_vi, rule.title_en);
    rule.source = fields.required_text("source");
    if (const auto index = fields.word("first_day")) rule.first_day_counts = *index == 1;
    if (const auto index = fields.word("first_hour")) rule.first_hour_counts = *index == 1;
    if (const auto days = fields.integer("short_days"))
      rule.short_days_max = static_cast<int>(*days);
    if (const auto index = fields.word("clear"))
      rule.clear_backward = static_cast<ClearPeriods>(*index);
    if (const auto index = fields.word("extension_from")) rule.extension_from_rolled = *index == 1;
    if (const auto index = fields.word("ends")) rule.ends = static_cast<PeriodEnd>(*index);
    read_roll(fields, rule);
    read_cutoff(fields, rule);
    read_minimum(fields, rule);
    read_suspension(fields, rule);
    read_basis(fields, rule);
    read_open_questions(fields, rule);
    (void)fields.text("note");
    fields.refuse_other_keys();
    return rule;
  }

 private:
  void read_roll(FieldReader& fields, CountingRule& rule) {
    const Node* node = fields.mapping("roll");
    if (node == nullptr) return;
    FieldReader roll(*node, "`roll`", codes, issues_, Block::roll);
    if (const auto index = roll.word("forward")) rule.roll_forward = static_cast<Roll>(*index);
    if (const auto index = roll.word("backward")) rule.roll_backward = static_cast<Roll>(*index);
    if (const auto index = roll.word("hours")) rule.roll_hours = static_cast<Roll>(*index);
    if (const auto index = roll.word("fixed_date"))
      rule.roll_fixed_date = static_cast<Roll>(*index);
    if (const auto index = roll.word("swapped_off")) rule.swapped_off_closes = *index == 1;
    if (const auto index = roll.word("worked_weekend")) rule.worked_weekend_closes = *index == 1;
    if (const auto index = roll.word("reached_saturday"))
      rule.reached_saturday_closes = *index == 1;
    read_roll_limit(roll, rule);
    roll.refuse_other_keys();
  }

  /// `up_to: { days: 90, weeks: 12, months: 3 }`: longer periods, and units not named, do not roll.
  void read_roll_limit(FieldReader& roll, CountingRule& rule) {
    const Node* node = roll.mapping("up_to");
    if (node == nullptr) return;
    FieldReader limit(*node, "`up_to`", codes, issues_, Block::roll_limit);
    const auto most = [&](std::string_view unit) {
      return static_cast<std::int32_t>(limit.integer(unit).value_or(0));
    };
    Period period;
    period.days = most("days");
    period.weeks = most("weeks");
    period.months = most("months");
    period.years = most("years");
    limit.refuse_other_keys();
    rule.rolls_up_to = period;
  }

  /// `minimum: { working_days: 2, from_days: 3, hours_too: true }`.
  void read_minimum(FieldReader& fields, CountingRule& rule) {
    const Node* node = fields.mapping("minimum");
    if (node == nullptr) return;
    FieldReader minimum(*node, "`minimum`", codes, issues_, Block::minimum);
    if (const auto least = minimum.integer("working_days"))
      rule.working_days_min = static_cast<int>(*least);
    if (const auto days = minimum.integer("from_days"))
      rule.working_days_min_from = static_cast<int>(*days);
    rule.working_days_min_hours = minimum.flag("hours_too").value_or(false);
    minimum.refuse_other_keys();
  }

  /// `cutoff: 16:30`, or `{ at: 16:30, counts_on: next-day, closed_days: true }`.
  void read_cutoff(FieldReader& fields, CountingRule& rule) {
    const Node* node = fields.node("cutoff");
    if (node == nullptr) return;
    Cutoff cutoff;
    if (!node->is_mapping()) {
      cutoff.minute = read_minute(*node);
      rule.cutoff = cutoff;
      return;
    }
    FieldReader parts(*node, "`cutoff`", codes, issues_, Block::cutoff);
    cutoff.minute = minutes_of_day;  // with `closed_days` alone no hour is too late
    if (const Node* at = parts.node("at")) cutoff.minute = read_minute(*at);
    if (const auto index = parts.word("counts_on")) cutoff.to_working_day = *index == 1;
    cutoff.closed_days_too = parts.flag("closed_days").value_or(false);
    parts.refuse_other_keys();
    if (cutoff.minute == minutes_of_day && !cutoff.closed_days_too)
      issues_.add("E0482", node->at, "the cut-off names no hour", "write `at: 16:30`");
    rule.cutoff = cutoff;
  }

  /// "16:30" in minutes of the day.
  int read_minute(const Node& node) {
    const std::string& text = node.text;
    const auto digit = [&](std::size_t i) {
      return text[i] >= '0' && text[i] <= '9' ? text[i] - '0' : 100;
    };
    if (node.is_scalar() && text.size() == 5 && text[2] == ':') {
      const int hour = digit(0) * 10 + digit(1);
      const int minute = digit(3) * 10 + digit(4);
      if (hour < 24 && minute < 60) return hour * 60 + minute;
    }
    issues_.add("E0481", node.at, "`" + text + "` is no time of day", "write `16:30`");
    return 0;
  }

  void read_suspension(FieldReader& fields, CountingRule& rule) {
    const Node* node = fields.mapping("suspension");
    if (node == nullptr) return;
    FieldReader suspension(*node, "`suspension`", codes, issues_, Block::suspension_days);
    if (const auto index = suspension.word("first_day"))
      rule.suspension_first_day_counts = *index == 0;
    if (const auto index = suspension.word("last_day"))
      rule.suspension_last_day_counts = *index == 0;
    if (const auto moves = suspension.flag("moves_total"))
      rule.total_moves_with_suspension = *moves;
    suspension.refuse_other_keys();
  }

  void read_basis(FieldReader& fields, CountingRule& rule) {
    const Node* node = fields.mapping("basis");
    if (node == nullptr) return;
    FieldReader basis(*node, "`basis`", codes, issues_, Block::step_basis);
    for (const definition::Key& step : definition::keys_of(Block::step_basis)) {
      if (auto article = basis.text(step.name))
        rule.step_basis.emplace_back(step.name, *std::move(article));
    }
    basis.refuse_other_keys();
  }

  /// What the law leaves open: `- { question: swapped-off, readings: [ open, closed ], text: … }`.
  void read_open_questions(FieldReader& fields, CountingRule& rule) {
    const Node* list = fields.sequence("open_questions");
    if (list == nullptr) return;
    for (const Node& item : list->items) read_open_question(item, rule);
  }

  void read_open_question(const Node& item, CountingRule& rule) {
    FieldReader fields(item, "an open question", codes, issues_, Block::open_question);
    CountingRule::OpenQuestion open;
    const auto question = fields.word("question");
    const std::vector<std::string> readings = fields.texts("readings");
    fields.both_languages("text", open.text_vi, open.text_en);
    open.basis = fields.text("basis").value_or("");
    fields.refuse_other_keys();
    if (!question || fields.node("readings") == nullptr) return;
    open.question = static_cast<deadline::Question>(*question);
    const auto same = [&](const auto& other) { return other.question == open.question; };
    if (std::any_of(rule.open_questions.begin(), rule.open_questions.end(), same)) {
      issues_.add(
          "E0483", fields.position_of("question"),
          "the question `" + std::string(deadline::name_of(open.question)) + "` stands twice",
          "keep one of them");
      return;
    }
    if (read_readings(fields, readings, rule, open)) rule.open_questions.push_back(std::move(open));
  }

  bool read_readings(FieldReader& fields, const std::vector<std::string>& names,
                     const CountingRule& rule, CountingRule::OpenQuestion& open) {
    const auto known = deadline::readings_of(open.question);
    const auto at = fields.position_of("readings");
    for (const std::string& name : names) {
      const auto found = std::find_if(known.begin(), known.end(),
                                      [&](const auto& reading) { return reading.name == name; });
      if (found == known.end()) {
        issues_.add("E0481", at, "`" + name + "` is no reading of this question",
                    "readings: " + reading_names(known));
        return false;
      }
      open.readings.push_back(static_cast<int>(found - known.begin()));
    }
    std::sort(open.readings.begin(), open.readings.end());
    const bool twice =
        std::adjacent_find(open.readings.begin(), open.readings.end()) != open.readings.end();
    if (open.readings.size() < 2 || twice) {
      issues_.add("E0482", at, "an open question has at least two readings, each once",
                  "readings: " + reading_names(known));
      return false;
    }
    const int taken = deadline::reading_in(rule, open.question);
    if (std::find(open.readings.begin(), open.readings.end(), taken) != open.readings.end())
      return true;
    issues_.add("E0483", at,
                "the rule reads this question as `" +
                    std::string(known[static_cast<std::size_t>(taken)].name) +
                    "`, which is none of the readings named here",
                "add it, or change the rule");
    return false;
  }

  static std::string reading_names(std::span<const deadline::Reading> readings) {
    std::string all;
    for (const deadline::Reading& reading : readings)
      all += (all.empty() ? "`" : ", `") + std::string(reading.name) + "`";
    return all;
  }

  IssueList& issues_;
};

LoadedCountingRule refused(std::string message) {
  LoadedCountingRule answer;
  definition::Issue issue;
  issue.code = "E0484";
  issue.message = std::move(message);
  answer.issues.push_back(std::move(issue));
  return answer;
}

}  // namespace

CountingRule read_counting_rule(const definition::Document& document, IssueList& issues) {
  return RuleReader(issues).read(document.root);
}

LoadedCountingRule load_counting_rule(const std::filesystem::path& folder,
                                      std::string_view id_or_file) {
  const bool file = names_a_file(id_or_file);
  if (!file && !is_config_id(id_or_file)) {
    return refused("`" + std::string(id_or_file.substr(0, 80)) +
                   "` is no id of a counting rule and no file");
  }
  const std::filesystem::path path =
      file ? std::filesystem::path(id_or_file) : folder / (std::string(id_or_file) + ".yaml");
  ParsedDocument parsed = read_yaml_file(path);
  LoadedCountingRule answer;
  answer.issues = std::move(parsed.issues);
  if (!parsed.document) return answer;
  IssueList issues(path.string(), issues_max);
  CountingRule rule = read_counting_rule(*parsed.document, issues);
  if (!rule.id.empty() && rule.id != path.stem().string()) {
    issues.add(
        "E0483", {1, 1},
        "the rule is called `" + rule.id + "` but its file `" + path.filename().string() + "`",
        "the name of the file and `counting:` must be the same");
  }
  for (definition::Issue& issue : issues.take()) answer.issues.push_back(std::move(issue));
  if (!definition::has_errors(answer.issues)) answer.rule = std::move(rule);
  return answer;
}

}  // namespace dunghan::adapters::yaml
