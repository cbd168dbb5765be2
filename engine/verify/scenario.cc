#include "engine/verify/scenario.h"

#include <algorithm>
#include <array>

namespace dunghan::verify {
namespace {

constexpr std::string_view reserved[] = {"true", "false", "null", "yes", "no", "on", "off"};

bool is_plain(std::string_view text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const bool word =
      !text.empty() && is_letter(text.front()) &&
      std::all_of(text.begin(), text.end(), [&](char c) {
        return is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
      });
  return word && std::find(std::begin(reserved), std::end(reserved), text) == std::end(reserved);
}

std::string scalar(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string quoted = "\"";
  for (const char c : text) {
    const auto octet = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') quoted += '\\';
    if (octet < 0x20U) {
      quoted += "\\x";
      quoted += digits[octet >> 4U];
      quoted += digits[octet & 0xFU];
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

std::string two_digits(std::int64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

/// "2025-01-27T08:00+07:00": the clock on the wall, and how far it is from UTC, so that it does not
/// matter by whose clock it is read.
std::string moment(Instant instant, const ZoneRules& zone) {
  constexpr std::size_t to_the_second = 19, to_the_minute = 16;
  const LocalTime local = zone.to_local(instant);
  std::string text = to_text(Instant(local.time_since_epoch())).substr(0, to_the_second);
  if (text.ends_with(":00")) text.resize(to_the_minute);
  const auto offset = std::chrono::duration_cast<std::chrono::minutes>(zone.offset_at(instant));
  const std::int64_t minutes = std::abs(offset.count());
  return text + (offset.count() < 0 ? "-" : "+") + two_digits(minutes / 60) + ":" +
         two_digits(minutes % 60);
}

class Writer {
 public:
  Writer(const Finding& finding, const Subject& subject)
      : finding_(finding),
        timeline_(*finding.timeline),
        subject_(subject),
        zone_(subject.procedure->zone()) {}

  std::string run() {
    const definition::Issue& issue = finding_.issue;
    text_ = "# A counter-example of `dunghan verify`: " + subject_.definition().id + ", version " +
            std::to_string(subject_.definition().version) + ", " + issue.code + ".\n# " +
            one_line(issue.message) + "\nscenario: " + scalar(issue.code + " " + finding_.about) +
            "\ngiven: { now: " + moment(timeline_.steps.front().at, zone_) + " }\nsteps:\n";
    for (const Step& step : timeline_.steps) add(step);
    // In several regions at once: all of them, as a list.
    const bool several = timeline_.state.find(", ") != std::string::npos;
    text_ += "then:\n  - { case: one, state: " +
             (several ? "[ " + timeline_.state + " ]" : scalar(timeline_.state)) + " }\n";
    for (const Standing& standing : timeline_.deadlines) {
      text_ += "  - { case: one, deadline: " + scalar(key_of(standing));
      if (standing.due_on) text_ += ", due_on: " + to_text(*standing.due_on);
      text_ += ", status: " + scalar(standing.status) + " }\n";
    }
    return std::move(text_);
  }

 private:
  [[nodiscard]] static std::string one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
  }

  /// "check#1" where there is a "check#2": the bare name is that of the latest.
  [[nodiscard]] std::string key_of(const Standing& standing) const {
    const std::string& key = standing.deadline;
    const bool has_later =
        std::any_of(timeline_.deadlines.begin(), timeline_.deadlines.end(),
                    [&](const Standing& other) { return other.deadline.starts_with(key + "#"); });
    return has_later ? key + "#1" : key;
  }

  void add(const Step& step) {
    text_ += "  - { at: " + moment(step.at, zone_) + ", ";
    add_act(step);
    if (step.actor.is_person()) text_ += ", by: " + scalar(step.actor.id);
    if (step.kind != Step::Kind::open && !step.fields.empty())
      text_ += ", with: " + of(step.fields);
    if (!step.refused.empty()) text_ += ", refused: " + scalar(step.refused);
    text_ += " }\n";
  }

  void add_act(const Step& step) {
    const auto on_case = [&](const char* verb) {
      text_ += std::string(verb) + ": " + scalar(step.subject) + ", case: one";
    };
    switch (step.kind) {
      case Step::Kind::open:
        text_ += "open: { workflow: " + scalar(subject_.definition().id) +
                 ", unit: " + scalar(step.subject);
        if (!step.fields.empty()) text_ += ", with: " + of(step.fields);
        text_ += " }, as: one";
        return;
      case Step::Kind::send: return on_case("send");
      case Step::Kind::done:
        on_case("done");
        if (!step.event.empty()) text_ += ", event: " + scalar(step.event);
        return;
      case Step::Kind::suspend: on_case("suspend"); break;
      case Step::Kind::resume: on_case("resume"); break;
      case Step::Kind::extend: on_case("extend"); break;
      case Step::Kind::wait:
      case Step::Kind::outside: return;
    }
    text_ += ", ground: " + scalar(step.ground);
  }

  [[nodiscard]] std::string of(const Map& map) const {
    std::string text;
    for (const MapEntry& entry : map) {
      text += (text.empty() ? "{ " : ", ") + scalar(entry.key.as_string()) + ": " + of(entry.value);
    }
    return text.empty() ? "{}" : text + " }";
  }

  [[nodiscard]] std::string of(const Value& value) const {
    switch (value.kind()) {
      case ValueKind::boolean: return value.as_bool() ? "true" : "false";
      case ValueKind::integer: return std::to_string(value.as_int());
      case ValueKind::decimal: return scalar(value.as_decimal().to_text());
      case ValueKind::string: return scalar(value.as_string());
      case ValueKind::period: return scalar(to_text(value.as_period()));
      case ValueKind::date: return to_text(value.as_date());
      case ValueKind::timestamp: return moment(value.as_timestamp(), zone_);
      case ValueKind::map: return of(value.as_map());
      case ValueKind::list: {
        std::string text;
        for (const Value& item : value.as_list()) text += (text.empty() ? "[ " : ", ") + of(item);
        return text.empty() ? "[]" : text + " ]";
      }
      default: return "null";
    }
  }

  const Finding& finding_;
  const Timeline& timeline_;
  const Subject& subject_;
  const ZoneRules& zone_;
  std::string text_;
};

}  // namespace

std::string scenario_of(const Finding& finding, const Subject& subject) {
  return Writer(finding, subject).run();
}

std::string file_name_of(const Finding& finding, const Subject& subject) {
  std::string name = subject.definition().id + "-" + finding.issue.code + "-" + finding.about;
  for (char& c : name) {
    const bool keeps = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '_' || c == '-';
    if (!keeps) c = '-';
  }
  return name + ".yaml";
}

}  // namespace dunghan::verify
