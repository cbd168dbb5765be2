#include "adapters/import/xes_reader.h"

#include <expat.h>

#include <cstring>
#include <deque>
#include <string>
#include <vector>

#include "engine/base/check.h"

namespace dunghan::adapters::import {
namespace {

constexpr std::string_view case_prefix = "case:";

// The name without its namespace prefix: logs come with and without one.
std::string_view local_name(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool is_value_element(std::string_view name) {
  return name == "string" || name == "date" || name == "int" || name == "float" ||
         name == "boolean" || name == "id";
}

}  // namespace

struct XesReader::Parsing {
  struct Attribute {
    int column;
    std::string value;
    TextPosition at;
  };
  // Where in the document the parser stands.
  enum class Place { outside, log, trace, event, passed_over };

  explicit Parsing(std::unique_ptr<ByteSource> from)
      : source(std::move(from)), parser(XML_ParserCreate(nullptr)) {
    DUNGHAN_CHECK(parser != nullptr);
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetDoctypeDeclHandler(parser, on_doctype, nullptr);
  }
  Parsing(const Parsing&) = delete;
  Parsing& operator=(const Parsing&) = delete;
  ~Parsing() { XML_ParserFree(parser); }

  static void on_start(void* self, const XML_Char* name, const XML_Char** attributes) {
    static_cast<Parsing*>(self)->start(local_name(name), attributes);
  }
  static void on_end(void* self, const XML_Char*) { static_cast<Parsing*>(self)->end(); }
  static void on_doctype(void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    static_cast<Parsing*>(self)->stop(
        ErrorCode::invalid_argument,
        "the file declares a document type; XES has none, and entities are refused");
  }

  [[nodiscard]] TextPosition here() const {
    return {static_cast<std::int64_t>(XML_GetCurrentLineNumber(parser)),
            static_cast<std::int64_t>(XML_GetCurrentColumnNumber(parser)) + 1};
  }

  void stop(ErrorCode code, const std::string& message, const std::string& remedy = {}) {
    if (failure) return;
    const TextPosition at = here();
    failure = Error{code,
                    "line " + std::to_string(at.line) + ", column " + std::to_string(at.column) +
                        ": " + message,
                    {},
                    remedy,
                    {}};
    XML_StopParser(parser, XML_FALSE);
  }

  void start(std::string_view name, const XML_Char** attributes);
  void end();
  void start_event();
  void take_attribute(const XML_Char** attributes);
  [[nodiscard]] Place place() const { return places.empty() ? Place::outside : places.back(); }
  [[nodiscard]] Place place_of(std::string_view name) const;
  void feed();

  std::unique_ptr<ByteSource> source;
  XML_Parser parser;
  ColumnTable columns;
  std::vector<Place> places;
  std::vector<Attribute> trace_attributes;
  std::size_t trace_octets = 0;
  std::size_t row_octets = 0;
  std::int64_t traces = 0;
  bool trace_has_events = false;
  LogRow* event = nullptr;    // the one being read
  std::deque<LogRow> rows;    // read and not yet handed out
  std::vector<LogRow> spare;  // buffers to use again
  std::uint64_t octets = 0;
  bool ended = false;
  std::optional<Error> failure;
};

XesReader::Parsing::Place XesReader::Parsing::place_of(std::string_view name) const {
  switch (place()) {
    case Place::outside: return name == "log" ? Place::log : Place::passed_over;
    case Place::log: return name == "trace" ? Place::trace : Place::passed_over;
    case Place::trace: return name == "event" ? Place::event : Place::passed_over;
    case Place::event:
    case Place::passed_over: return Place::passed_over;
  }
  return Place::passed_over;
}

void XesReader::Parsing::start(std::string_view name, const XML_Char** attributes) {
  if (failure) return;
  if (places.size() >= static_cast<std::size_t>(xes_depth_max)) {
    stop(ErrorCode::limit_exceeded, "elements within each other deeper than " +
                                        std::to_string(xes_depth_max) + " (xes_depth_max)");
    return;
  }
  if (places.empty() && name != "log") {
    stop(ErrorCode::invalid_argument,
         "this is no XES log: its first element is <" + std::string(name) + ">, not <log>");
    return;
  }
  const bool holds_values = place() == Place::trace || place() == Place::event;
  if (holds_values && is_value_element(name)) take_attribute(attributes);
  places.push_back(place_of(name));
  if (places.back() == Place::trace) {
    ++traces;
    trace_attributes.clear();
    trace_octets = 0;
    trace_has_events = false;
  }
  if (places.back() == Place::event) start_event();
}

void XesReader::Parsing::start_event() {
  if (spare.empty()) {
    rows.emplace_back();
  } else {
    rows.push_back(std::move(spare.back()));
    spare.pop_back();
  }
  event = &rows.back();
  event->clear();
  event->line = here().line;
  event->trace = traces;
  trace_has_events = true;
  row_octets = trace_octets;
  for (const Attribute& attribute : trace_attributes) {
    event->set(attribute.column, attribute.value, attribute.at);
  }
}

void XesReader::Parsing::take_attribute(const XML_Char** attributes) {
  std::string_view key, value;
  for (; *attributes != nullptr; attributes += 2) {
    if (std::strcmp(attributes[0], "key") == 0) key = attributes[1];
    if (std::strcmp(attributes[0], "value") == 0) value = attributes[1];
  }
  if (key.empty()) return;  // nothing could ask for it
  const bool of_trace = place() == Place::trace;
  if (of_trace && trace_has_events) {
    stop(ErrorCode::invalid_argument, "an attribute of the trace follows its first event",
         "IEEE 1849 puts a trace's attributes before its events");
    return;
  }
  std::size_t& size = of_trace ? trace_octets : row_octets;
  size += value.size();
  if (value.size() > field_octets_max || size > row_octets_max) {
    stop(ErrorCode::limit_exceeded,
         "a value or an event is too long (field_octets_max, row_octets_max)");
    return;
  }
  const int column =
      columns.add(of_trace ? std::string(case_prefix) + std::string(key) : std::string(key));
  if (columns.size() > columns_max) {
    stop(ErrorCode::limit_exceeded,
         "more than " + std::to_string(columns_max) + " different attributes (columns_max)");
    return;
  }
  if (of_trace) {
    trace_attributes.push_back({column, std::string(value), here()});
  } else {
    event->set(column, value, here());
  }
}

void XesReader::Parsing::end() {
  if (failure) return;
  if (place() == Place::event) event = nullptr;
  places.pop_back();
}

// One piece of the file; rows grows by the events that it completes.
void XesReader::Parsing::feed() {
  void* room = XML_GetBuffer(parser, static_cast<int>(piece_octets));
  DUNGHAN_CHECK(room != nullptr);
  const auto got = source->read(static_cast<char*>(room), piece_octets);
  if (!got) {
    failure = got.error();
    return;
  }
  octets += *got;
  ended = *got == 0;
  const auto status = XML_ParseBuffer(parser, static_cast<int>(*got), ended ? 1 : 0);
  if (failure) return;
  if (status != XML_STATUS_OK) {
    const XML_Error error = XML_GetErrorCode(parser);
    stop(ErrorCode::invalid_argument, std::string("the XML is broken: ") + XML_ErrorString(error));
    return;
  }
  // A tag that never ends would make expat keep all of it.
  const auto done = XML_GetCurrentByteIndex(parser);
  if (done >= 0 && octets - static_cast<std::uint64_t>(done) > row_octets_max) {
    stop(ErrorCode::limit_exceeded, "a tag longer than 4 MiB (row_octets_max)");
  }
}

XesReader::XesReader(std::unique_ptr<ByteSource> source)
    : parsing_(std::make_unique<Parsing>(std::move(source))) {}
XesReader::~XesReader() = default;

Result<bool> XesReader::next(LogRow& row) {
  Parsing& parsing = *parsing_;
  // The last row may still be growing.
  while (parsing.rows.size() < (parsing.event != nullptr ? 2U : 1U)) {
    if (parsing.failure) return Failure(*parsing.failure);
    if (parsing.ended) return false;
    parsing.feed();
  }
  std::swap(row, parsing.rows.front());
  parsing.spare.push_back(std::move(parsing.rows.front()));
  parsing.rows.pop_front();
  return true;
}

const ColumnTable& XesReader::columns() const {
  return parsing_->columns;
}

std::uint64_t XesReader::octets_read() const {
  return parsing_->octets;
}

}  // namespace dunghan::adapters::import
