// See calendar_document.h.
#include "adapters/yaml/calendar_document.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "adapters/yaml/calendar_words.h"
#include "adapters/yaml/field_reader.h"

namespace dunghan::adapters::yaml {
namespace {

using calendar::CalendarSpec;
using calendar::HolidayRule;
using calendar::ListedDayOff;
using calendar::ListedDayWorked;
using calendar::OfficeInterval;
using calendar::SourceMark;
using calendar::Substitute;
using definition::Block;
using definition::Node;

const FieldCodes codes{"E0470", "E0471", "E0472", "E0473", "E0474"};

std::string quote(std::string_view text) {
  return "`" + std::string(text) + "`";
}

/// What both sorts of calendar files have in common.
class Reader {
 public:
  Reader(int file, IssueList& issues) : file_(file), issues_(issues) {}

 protected:
  [[nodiscard]] SourceMark mark(const Node& node) const {
    return {file_, node.at.line, node.at.column};
  }

  void check_version(FieldReader& fields) { (void)fields.integer("dunghan", 1, 1); }

  std::vector<ListedDayOff> read_days_off(FieldReader& fields, ListedDayOff::Kind usual,
                                          CalendarSpec& spec) {
    std::vector<ListedDayOff> days;
    const Node* list = fields.sequence("days_off");
    if (list == nullptr) {
      spec.unread.days_off = spec.unread.days_off || fields.node("days_off") != nullptr;
      return days;
    }
    for (const Node& item : list->items) {
      FieldReader day(item, "a day off", codes, issues_, Block::day_off);
      ListedDayOff listed;
      listed.at = mark(item);
      listed.kind = usual;
      const auto date = day.required_date("date");
      listed.holiday = day.text("holiday").value_or("");
      day.both_languages("name", listed.name_vi, listed.name_en);
      listed.basis = day.text("basis").value_or("");
      listed.confidence = read_confidence(day);
      read_kind(day, listed.kind);
      check_weekday(day, date);
      day.refuse_other_keys();
      check_holiday(listed, spec);
      if (date) {
        listed.date = *date;
        days.push_back(std::move(listed));
      } else {
        spec.unread.days_off = true;
      }
    }
    return days;
  }

  /// `holiday:` refers to a rule of the calendar; a slip there would lose the name.
  void check_holiday(const ListedDayOff& day, const CalendarSpec& spec) {
    if (day.holiday.empty() ||
        std::any_of(spec.holidays.begin(), spec.holidays.end(),
                    [&](const HolidayRule& rule) { return rule.id == day.holiday; })) {
      return;
    }
    issues_.add("E0474", {day.at.line, day.at.column},
                "the calendar has no holiday " + quote(day.holiday),
                "use an id from `holidays:` of the calendar, or give a `name:`");
  }

  std::vector<ListedDayWorked> read_days_worked(FieldReader& fields) {
    std::vector<ListedDayWorked> days;
    const Node* list = fields.sequence("days_worked");
    if (list == nullptr) return days;
    for (const Node& item : list->items) {
      FieldReader day(item, "a worked day", codes, issues_, Block::day_worked);
      ListedDayWorked listed;
      listed.at = mark(item);
      const auto date = day.required_date("date");
      listed.in_place_of = day.date("in_place_of");
      listed.basis = day.text("basis").value_or("");
      listed.confidence = read_confidence(day);
      check_weekday(day, date);
      day.refuse_other_keys();
      if (!date) continue;
      listed.date = *date;
      days.push_back(std::move(listed));
    }
    return days;
  }

  int file_;
  IssueList& issues_;

 private:
  void read_kind(FieldReader& day, ListedDayOff::Kind& kind) {
    if (const auto index = day.word("kind")) kind = static_cast<ListedDayOff::Kind>(*index);
  }

  std::string read_confidence(FieldReader& day) {
    return day.word("confidence") ? day.text("confidence").value_or("") : std::string();
  }

  /// A weekday beside the date is a check on the date: lists are typed in by hand.
  void check_weekday(FieldReader& day, const std::optional<Date>& date) {
    const auto names = definition::find_key(Block::day_off, "weekday")->shape.words;
    const auto index = day.word("weekday");
    if (!index || !date) return;
    const unsigned real = std::chrono::weekday{*date}.c_encoding();
    if (real == *index) return;
    issues_.add("E0476", day.position_of("weekday"),
                to_text(*date) + " is a " + std::string(names[real]) + ", not a " +
                    std::string(names[*index]),
                "one of the two is a slip");
  }
};

class CalendarReader : Reader {
 public:
  CalendarReader(int file, const ZoneLookup& zones, IssueList& issues)
      : Reader(file, issues), zones_(zones) {}

  CalendarSpec read(const Node& root) {
    FieldReader fields(root, "the calendar", codes, issues_, Block::calendar);
    CalendarSpec spec;
    spec.at = mark(root);
    check_version(fields);
    spec.id = fields.required_text("calendar");
    fields.both_languages("title", spec.title_vi, spec.title_en);
    spec.source = fields.text("source").value_or("");
    read_extends(fields, spec);
    read_zone(fields, spec);
    read_weekend(fields, spec);
    read_hours(fields, spec);
    read_horizon(fields, spec);
    if (const Node* list = fields.sequence("holidays")) {
      for (const Node& item : list->items) read_holiday(item, spec);
    }
    spec.days_off = read_days_off(fields, ListedDayOff::Kind::extra, spec);
    spec.days_worked = read_days_worked(fields);
    (void)fields.text("note");
    fields.refuse_other_keys();
    return spec;
  }

 private:
  void read_extends(FieldReader& fields, CalendarSpec& spec) {
    (void)fields.texts("extends");  // its issues
    const Node* node = fields.node("extends");
    if (node == nullptr) return;
    if (node->is_scalar()) spec.extends.push_back({node->text, mark(*node)});
    for (const Node& item : node->items) {
      if (item.is_scalar()) spec.extends.push_back({item.text, mark(item)});
    }
  }

  void read_zone(FieldReader& fields, CalendarSpec& spec) {
    const auto name = fields.text("time_zone");
    if (!name) return;
    spec.zone = zones_(*name);
    if (spec.zone) return;
    issues_.add("E0475", fields.position_of("time_zone"), "there is no time zone " + quote(*name),
                "IANA names such as `Asia/Ho_Chi_Minh`, `Europe/Rome`; is the tz database (tzdata) "
                "installed?");
    spec.zone.emplace();  // so that its absence is not a second issue
  }

  void read_weekend(FieldReader& fields, CalendarSpec& spec) {
    const Node* node = fields.node("weekend");
    if (node == nullptr) return;
    spec.weekend.emplace();
    spec.weekend_at = mark(*node);
    for (const std::string& name : fields.texts("weekend")) {
      if (const auto weekday = weekday_named(name)) {
        spec.weekend->push_back(*weekday);
      } else {
        issues_.add("E0471", node->at, quote(name) + " is no weekday",
                    "write `saturday`, `sunday`, ... in full, in small letters");
        spec.unread.weekend = true;
      }
    }
  }

  /// `monday-friday: [07:30-11:30, 13:30-17:00]`, `saturday: [07:30-11:30]`.
  void read_hours(FieldReader& fields, CalendarSpec& spec) {
    const Node* hours = fields.mapping("office_hours");
    if (hours == nullptr) return;
    for (const definition::Entry& entry : hours->entries) {
      const auto weekdays = weekday_span(entry.key.text);
      if (!weekdays) {
        issues_.add("E0471", entry.key.at,
                    quote(entry.key.text) + " is no weekday and no span of weekdays",
                    "write `monday` or `monday-friday`");
      }
      const std::optional<std::vector<OfficeInterval>> intervals = intervals_of(entry.value);
      spec.unread.office_hours = spec.unread.office_hours || !weekdays || !intervals;
      if (!weekdays || !intervals) continue;
      for (const std::chrono::weekday weekday : *weekdays)
        spec.office_hours.push_back({weekday, *intervals, mark(entry.key)});
    }
  }

  /// Nothing where one of them is wrong.
  std::optional<std::vector<OfficeInterval>> intervals_of(const Node& value) {
    if (!value.is_sequence()) {
      issues_.add("E0471", value.at, "office hours are a list",
                  "write `[ 07:30-11:30, 13:30-17:00 ]`");
      return std::nullopt;
    }
    std::vector<OfficeInterval> intervals;
    for (const Node& item : value.items) {
      const auto interval = item.is_scalar() ? office_interval(item.text) : std::nullopt;
      if (interval) {
        intervals.push_back(*interval);
      } else {
        issues_.add("E0471", item.at, "this is no stretch of hours",
                    "write `07:30-11:30`, with two digits for each number");
      }
    }
    if (intervals.size() != value.items.size()) return std::nullopt;
    return intervals;
  }

  void read_horizon(FieldReader& fields, CalendarSpec& spec) {
    const Node* node = fields.mapping("official");
    if (node == nullptr) return;
    FieldReader horizon(*node, "`official`", codes, issues_, Block::horizon);
    spec.official_at = mark(*node);
    spec.official_from = horizon.required_date("from");
    spec.official_until = horizon.required_date("until");
    horizon.refuse_other_keys();
    if (spec.official_from && spec.official_until) return;
    spec.official_from.reset();
    spec.official_until.reset();
  }

  void read_holiday(const Node& item, CalendarSpec& spec) {
    FieldReader fields(item, "a holiday", codes, issues_, Block::holiday);
    HolidayRule rule;
    rule.at = mark(item);
    rule.id = fields.required_text("id");
    fields.both_languages("name", rule.name_vi, rule.name_en);
    rule.basis = fields.text("basis").value_or("");
    if (const auto year = fields.integer("from")) rule.from_year = static_cast<int>(*year);
    if (const auto year = fields.integer("to")) rule.to_year = static_cast<int>(*year);
    for (const std::int64_t year : fields.integers("except"))
      rule.except.push_back(static_cast<int>(year));
    if (const auto count = fields.integer("days")) rule.days = static_cast<int>(*count);
    if (const auto index = fields.word("substitute"))
      rule.substitute = static_cast<Substitute>(*index);
    const int ways = int{read_fixed(fields, rule)} + int{read_easter(fields, rule)} +
                     int{read_weekday(fields, rule)} + int{read_lunar(fields, rule)};
    // What is too far is compile()'s to refuse; here only what no calendar could mean.
    rule.offset += static_cast<int>(fields.integer("offset").value_or(0));
    fields.refuse_other_keys();
    if (ways == 1) {
      spec.holidays.push_back(std::move(rule));
    } else {
      issues_.add("E0472", item.at,
                  "holiday " + quote(rule.id) +
                      " needs exactly one of `date`, `easter`, `weekday`, `lunar`",
                  "for example `date: 04-30`, `easter: 1`, `weekday: last monday of may`");
    }
  }

  bool read_fixed(FieldReader& fields, HolidayRule& rule) {
    return read_month_and_day(fields, "date", HolidayRule::Kind::fixed, rule);
  }
  bool read_lunar(FieldReader& fields, HolidayRule& rule) {
    return read_month_and_day(fields, "lunar", HolidayRule::Kind::lunar, rule);
  }

  /// Each of these says whether its key is there, also where its value is not understood (that is
  /// an issue already).
  bool read_month_and_day(FieldReader& fields, std::string_view key, HolidayRule::Kind kind,
                          HolidayRule& rule) {
    const auto text = fields.text(key);
    if (!text) return false;
    rule.kind = kind;
    if (const auto date = month_and_day(*text)) {
      std::tie(rule.month, rule.day) = *date;
    } else {
      issues_.add("E0473", fields.position_of(key), quote(*text) + " is no month and day",
                  "write two digits each, the month first: `04-30`");
    }
    return true;
  }

  bool read_easter(FieldReader& fields, HolidayRule& rule) {
    if (fields.node("easter") == nullptr) return false;
    rule.kind = HolidayRule::Kind::easter;
    if (const auto offset = fields.integer("easter")) rule.offset = static_cast<int>(*offset);
    return true;
  }

  /// "last monday of may".
  bool read_weekday(FieldReader& fields, HolidayRule& rule) {
    const auto text = fields.text("weekday");
    if (!text) return false;
    rule.kind = HolidayRule::Kind::nth_weekday;
    const auto day = weekday_of_month(*text);
    if (!day) {
      issues_.add("E0471", fields.position_of("weekday"),
                  quote(*text) + " is no weekday of a month",
                  "write `last monday of may` or `first monday of september`");
      return true;
    }
    rule.nth = day->nth;
    rule.weekday = day->weekday;
    rule.month = day->month;
    return true;
  }

  const ZoneLookup& zones_;
};

class OfficialReader : Reader {
 public:
  using Reader::Reader;

  void read(const Node& root, CalendarSpec& spec) {
    FieldReader fields(root, "the official list", codes, issues_, Block::official_days);
    calendar::OfficialYear list;
    list.at = mark(root);
    check_version(fields);
    const std::string id = fields.required_text("official");
    if (!id.empty() && id != spec.id) {
      issues_.add(
          "E0474", fields.position_of("official"),
          "the list is for calendar " + quote(id) + " but lies in the folder of " + quote(spec.id),
          "mend `official:`, or move the file");
    }
    const auto year = fields.integer("year");
    list.law = fields.text("law").value_or("");
    list.days_off = read_days_off(fields, ListedDayOff::Kind::statutory, spec);
    list.days_worked = read_days_worked(fields);
    (void)fields.texts("sources");
    (void)fields.text("note");
    fields.refuse_other_keys();
    if (!year) {
      spec.unread.official_years = true;
      return;
    }
    list.year = static_cast<int>(*year);
    spec.official_years.push_back(std::move(list));
  }
};

}  // namespace

CalendarSpec read_calendar(const definition::Document& document, int file, const ZoneLookup& zones,
                           IssueList& issues) {
  return CalendarReader(file, zones, issues).read(document.root);
}

void read_official_year(const definition::Document& document, int file, CalendarSpec& spec,
                        IssueList& issues) {
  OfficialReader(file, issues).read(document.root, spec);
}

}  // namespace dunghan::adapters::yaml
