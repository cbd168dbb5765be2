// Words for drawings; see words.h. Limits are said in the terms that explanations use
// (deadline/day_words.h), so that a drawing and a derivation name one day alike.
#include "engine/draw/words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/deadline/day_words.h"
#include "engine/definition/chart_walk.h"

namespace dunghan::draw {
namespace {

using definition::Limit;
using definition::Trigger;
using definition::WorkflowDefinition;

std::string said(const deadline::LimitWords& words, Tongue tongue) {
  return tongue == Tongue::vi ? words.vi : words.en;
}

/// `data.x` by its label in «», anything else as written.
deadline::LimitWords words_of_date(const WorkflowDefinition& definition,
                                   const rule::Expression& date) {
  if (!date) return {};
  constexpr std::string_view root = "data.";
  const std::string& text = date.text();
  if (text.starts_with(root)) {
    const definition::Field* field = definition.field(text.substr(root.size()));
    if (field != nullptr && !field->label.empty())
      return {"«" + field->label.vi + "»", "«" + field->label.en + "»"};
  }
  return {text, text};
}

std::string day_text(const WorkflowDefinition& definition, const definition::NamedDay& day,
                     Tongue tongue) {
  return said(deadline::words_of(day.choice, words_of_date(definition, day.date)), tongue);
}

void add_once(std::vector<std::string>& all, std::string one) {
  if (!one.empty() && std::find(all.begin(), all.end(), one) == all.end())
    all.push_back(std::move(one));
}

std::string answers_of(const WorkflowDefinition& definition, const Limit& limit, Tongue tongue) {
  const rule::DecisionTable* table = definition.decision(limit.table);
  if (table == nullptr) return limit.table;
  std::vector<std::string> answers;
  const auto add = [&](const Value& value) {
    if (value.kind() != ValueKind::period) return;
    add_once(answers, value.as_period().is_zero() ? std::string(say(tongue, "ngay", "at once"))
                                                  : period_text(value.as_period(), tongue));
  };
  for (const rule::DecisionRow& row : table->rows) add(row.then);
  if (table->default_output) add(*table->default_output);
  constexpr std::size_t shown_max = 3;
  if (answers.empty() || answers.size() > shown_max)
    return std::string(say(tongue, "theo bảng ", "by table ")) + limit.table;
  return joined(answers, say(tongue, " hoặc ", " or "));
}

std::string parts_text(const WorkflowDefinition& definition, const Limit& limit, Tongue tongue) {
  std::vector<std::string> parts;
  for (const Period& period : limit.periods) parts.push_back(period_text(period, tongue));
  for (const Limit& part : limit.parts) parts.push_back(limit_text(definition, part, tongue));
  return std::string(say(tongue, "sớm nhất trong: ", "the earliest of: ")) + joined(parts);
}

std::string state_title(const WorkflowDefinition& definition, const definition::Name& name,
                        Tongue tongue) {
  const int index = definition.state_index(name);
  if (index < 0) return name;
  return title_of(definition.states[static_cast<std::size_t>(index)].title, name, tongue);
}

std::string one_trigger(const WorkflowDefinition& definition, const Trigger& trigger,
                        Tongue tongue) {
  std::vector<std::string> names;
  const bool of_states =
      trigger.kind == Trigger::Kind::enter || trigger.kind == Trigger::Kind::leave;
  for (const definition::Name& name : trigger.names)
    names.push_back(of_states ? state_title(definition, name, tongue)
                              : event_text(definition, name, tongue));
  std::string all = joined(names, " / ");
  switch (trigger.kind) {
    case Trigger::Kind::enter: return all;
    case Trigger::Kind::leave: return std::string(say(tongue, "rời ", "leaving ")) + all;
    case Trigger::Kind::event: return all;
    case Trigger::Kind::when: return "[" + short_condition(trigger.expression.text(), tongue) + "]";
    case Trigger::Kind::date: break;
  }
  const std::string date = said(words_of_date(definition, trigger.expression), tongue);
  return trigger.offset ? date + " + " + period_text(*trigger.offset, tongue) : date;
}

/// The title of the deadline or task of that name; its name where it has none.
std::string title_of_duty(const WorkflowDefinition& definition, std::string_view name,
                          Tongue tongue) {
  std::string found;
  const auto take = [&](const definition::Name& own, const definition::Text& title) {
    if (found.empty() && own == name) found = title_of(title, own, tongue);
  };
  for (const definition::Deadline& each : definition.deadlines) take(each.name, each.title);
  for (const definition::State& state : definition.states)
    for (const definition::Deadline& each : state.deadlines) take(each.name, each.title);
  definition::each_task(definition,
                        [&](const definition::Task& task) { take(task.name, task.title); });
  return found.empty() ? std::string(name) : found;
}

std::size_t octets_of_first(std::string_view text) {
  std::size_t end = 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return end;
}

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char octet) {
    return (static_cast<unsigned char>(octet) & 0xC0U) != 0x80U;
  }));
}

bool goes_on_a_name(std::string_view made) {
  if (made.empty()) return false;
  const char last = made.back();
  return last == '_' || last == '.' || (last >= '0' && last <= '9') ||
         (last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z');
}

/// What stands at the front of `rest` and has other words; how many octets it takes.
std::pair<std::string_view, std::size_t> replaced(std::string_view rest, std::string_view made,
                                                  Tongue tongue) {
  if (rest.starts_with("&&")) return {say(tongue, "và", "and"), 2};
  if (rest.starts_with("||")) return {say(tongue, "hoặc", "or"), 2};
  if (rest.starts_with("!") && !rest.starts_with("!=")) return {say(tongue, "không ", "not "), 1};
  for (const std::string_view root : {"data.", "event.", "deadlines.", "tasks."})
    if (rest.starts_with(root) && !goes_on_a_name(made)) return {"", root.size()};
  return {"", 0};
}

std::size_t end_of_quoted(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == text[0])
      return i + 1;
  }
  return text.size();
}

std::string cut(const std::string& text, std::size_t characters_max) {
  if (characters_in(text) <= characters_max) return text;
  std::size_t end = 0, blank = 0;
  for (std::size_t count = 0; count < characters_max; ++count) {
    if (text[end] == ' ') blank = end;
    end += octets_of_first(std::string_view(text).substr(end));
  }
  return text.substr(0, blank > 0 ? blank : end) + " …";
}

}  // namespace

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts)
    text += (text.empty() ? std::string() : std::string(between)) + part;
  return text;
}

std::string title_of(const definition::Text& title, std::string_view otherwise, Tongue tongue) {
  const std::string& text = tongue == Tongue::vi ? title.vi : title.en;
  return text.empty() ? std::string(otherwise) : text;
}

std::string period_text(const Period& period, Tongue tongue) {
  return tongue == Tongue::vi ? to_vietnamese(period) : to_text(period);
}

std::string limit_text(const WorkflowDefinition& definition, const Limit& limit, Tongue tongue) {
  const auto period = [&] { return period_text(limit.period, tongue); };
  const auto day = [&] { return day_text(definition, limit.day, tongue); };
  switch (limit.kind) {
    case Limit::Kind::none: return {};
    case Limit::Kind::within: return period();
    case Limit::Kind::decide: return answers_of(definition, limit, tongue);
    case Limit::Kind::earliest:
    case Limit::Kind::first_of: return parts_text(definition, limit, tongue);
    case Limit::Kind::at_once: return std::string(say(tongue, "ngay", "at once"));
    case Limit::Kind::before:
      return period() + std::string(say(tongue, " trước ", " before ")) + day();
    case Limit::Kind::after: return period() + std::string(say(tongue, " sau ", " after ")) + day();
    case Limit::Kind::on: return day();
    case Limit::Kind::at_least: return std::string(say(tongue, "ít nhất ", "at least ")) + period();
    case Limit::Kind::window: break;
  }
  return std::string(say(tongue, "từ ", "from ")) + day_text(definition, limit.from, tongue) +
         std::string(say(tongue, " đến ", " to ")) + day();
}

std::string trigger_text(const WorkflowDefinition& definition, const definition::Triggers& triggers,
                         Tongue tongue) {
  std::vector<std::string> parts;
  for (const Trigger& trigger : triggers.any)
    add_once(parts, one_trigger(definition, trigger, tongue));
  return joined(parts, triggers.wait_for_all ? say(tongue, " và ", " and ") : " / ");
}

std::string event_text(const WorkflowDefinition& definition, std::string_view event,
                       Tongue tongue) {
  std::vector<std::string> titles;
  definition::each_transition(definition, [&](int, const definition::Transition& transition) {
    if (transition.event == event) add_once(titles, title_of(transition.title, "", tongue));
  });
  if (titles.size() == 1) return titles.front();
  const std::size_t dot = event.find('.');
  if (dot == std::string_view::npos) return std::string(event);
  const std::string_view what = event.substr(dot + 1);
  const std::string about = title_of_duty(definition, event.substr(0, dot), tongue);
  static constexpr std::array<std::array<std::string_view, 3>, 5> known{
      {{"overdue", "quá hạn", "overdue"},
       {"met", "đã xong đúng việc", "met"},
       {"cleared", "hóa ra đúng hạn", "cleared"},
       {"done", "đã làm xong", "done"},
       {"closed", "đã kết thúc", "closed"}}};
  for (const auto& row : known)
    if (row[0] == what) return about + ": " + std::string(say(tongue, row[1], row[2]));
  return std::string(event);
}

std::string short_condition(std::string_view text, Tongue tongue, std::size_t characters_max) {
  std::string made;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    if (rest[0] == '\'' || rest[0] == '"') {
      const std::size_t length = end_of_quoted(rest);
      made += rest.substr(0, length);
      i += length;
    } else if (const auto [words, length] = replaced(rest, made, tongue); length > 0) {
      made += words;
      i += length;
    } else if (rest[0] == ' ' || rest[0] == '\n' || rest[0] == '\t' || rest[0] == '\r') {
      if (!made.empty() && made.back() != ' ') made += ' ';
      ++i;
    } else {
      made += rest[0];
      ++i;
    }
  }
  while (made.ends_with(' ')) made.pop_back();
  return cut(made, characters_max);
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  while (!text.empty()) {
    const std::size_t blank = std::min(text.find_first_of(" \n\t\r"), text.size());
    const std::string_view word = text.substr(0, blank);
    if (!word.empty()) {
      if (!line.empty() && characters_in(line) + 1 + characters_in(word) > width) {
        lines.push_back(std::move(line));
        line.clear();
      }
      line += (line.empty() ? "" : " ") + std::string(word);
    }
    text.remove_prefix(std::min(blank + 1, text.size()));
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

}  // namespace dunghan::draw
