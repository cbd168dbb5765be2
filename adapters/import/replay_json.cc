#include "adapters/import/replay_json.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cmath>

namespace dunghan::adapters::import {
namespace {

namespace json = boost::json;

json::object object_of(const service::Tally& tally) {
  json::object object;
  for (const auto& [name, count] : tally.by_size()) object[name] = count;
  return object;
}

json::object object_of(const service::DayHistogram& histogram) {
  json::object object;
  for (const auto& [days, count] : histogram.counts) object[std::to_string(days)] = count;
  if (histogram.beyond != 0) object[std::string(service::report_other)] = histogram.beyond;
  return object;
}

void put_kept(json::object& object, const service::KeptFigures& figures) {
  object["met"] = figures.met;
  object["late"] = figures.late;
  object["cancelled"] = figures.cancelled;
  object["open"] = figures.open;
}

json::object object_of(const service::DeadlineReport& figures) {
  json::object object{{"name", figures.name}, {"started", figures.started}};
  put_kept(object, figures.main);
  object["recorded"] = figures.recorded;
  object["agree"] = figures.main_agree.agree;
  object["differ"] = figures.main_agree.differ;
  json::object statutory;
  put_kept(statutory, figures.statutory);
  statutory["agree"] = figures.statutory_agree.agree;
  statutory["differ"] = figures.statutory_agree.differ;
  object["statutory"] = std::move(statutory);
  if (figures.recorded != 0) {
    object["rolled"] = object_of(figures.rolled);
    object["classes"] = object_of(figures.classes);
    object["days"] = object_of(figures.days);
    object["days_from_start"] = object_of(figures.all_days);
    object["without_run"] = figures.without_run;
    object["by_recorded"] = json::object{{"before", figures.by_recorded.before},
                                         {"on", figures.by_recorded.on},
                                         {"after", figures.by_recorded.after},
                                         {"open", figures.by_recorded.open}};
  }
  json::object units;
  for (const auto& [unit, kept] : figures.units) {
    json::object one;
    put_kept(one, kept);
    units[unit] = std::move(one);
  }
  object["units"] = std::move(units);
  return object;
}

json::value date_or_null(const std::optional<Date>& date) {
  return date ? json::value(to_text(*date)) : json::value(nullptr);
}

}  // namespace

std::string to_json_line(const service::ReplayReport& report, double seconds) {
  json::array deadlines;
  for (const auto& figures : report.deadlines) {
    if (figures.started != 0 || figures.recorded != 0) deadlines.push_back(object_of(figures));
  }
  constexpr double milliseconds = 1000.0;
  const json::object line{{"cases", report.cases},
                          {"events", report.events},
                          {"seconds", std::round(seconds * milliseconds) / milliseconds},
                          {"deadlines", std::move(deadlines)},
                          {"unmapped", object_of(report.unmapped)},
                          {"rejected", object_of(report.rejected)},
                          {"rejected_cases", object_of(report.rejected_cases)},
                          {"sent", report.sent},
                          {"noted", report.noted},
                          {"compared", report.compared},
                          {"ignored", report.ignored},
                          {"reordered", report.reordered},
                          {"without_end", report.without_end}};
  return json::serialize(line);
}

std::string to_json_line(const service::DueDifference& difference) {
  const json::object line{{"difference", difference.deadline},
                          {"case", difference.case_id},
                          {"unit", difference.unit},
                          {"recorded", to_text(difference.recorded)},
                          {"due_on", date_or_null(difference.main_due)},
                          {"statutory", date_or_null(difference.statutory_due)},
                          {"agrees", difference.main_agrees},
                          {"statutory_agrees", difference.statutory_agrees},
                          {"days", difference.days},
                          {"group", difference.group},
                          {"reason", difference.reason_en},
                          {"reason_vi", difference.reason_vi},
                          {"line", difference.line}};
  return json::serialize(line);
}

std::string to_json_line(const service::Rejection& rejection) {
  json::object line{{"rejected", rejection.reason}, {"line", rejection.line}};
  if (rejection.column != 0) line["column"] = rejection.column;
  line["case"] = rejection.case_id;
  line["activity"] = rejection.activity;
  line["message"] = rejection.message;
  line["remedy"] = rejection.remedy;
  return json::serialize(line);
}

}  // namespace dunghan::adapters::import
