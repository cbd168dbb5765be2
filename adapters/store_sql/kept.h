// A prepared statement that is kept and run again: a one-shot statement costs four times as much.
//
// What it takes and gives are structs with a member `each` that names every column once:
//   template <class F> void each(F&& f) { f("case_id", case_id); … }
// Values are bound by name and read in that order. Traps of the library that are obeyed here: only
// scalar reads (rows and vectors cut numbers to 32 bits), always fetched to the end (an open read
// keeps its snapshot), thrown away after any exception (by whoever owns it).
#pragma once

#include <soci/soci.h>

#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/base/ids.h"
#include "engine/base/time.h"

namespace soci {

template <class Tag>
struct type_conversion<dunghan::NumericId<Tag>> {
  using base_type = long long;
  static void from_base(long long number, indicator, dunghan::NumericId<Tag>& id) {
    id.value = number;
  }
  static void to_base(const dunghan::NumericId<Tag>& id, long long& number, indicator& state) {
    number = id.value;
    state = i_ok;
  }
};

template <>
struct type_conversion<bool> {
  using base_type = long long;
  static void from_base(long long number, indicator, bool& flag) { flag = number != 0; }
  static void to_base(const bool& flag, long long& number, indicator& state) {
    number = flag ? 1 : 0;
    state = i_ok;
  }
};

template <>
struct type_conversion<dunghan::Instant> {
  using base_type = long long;
  static void from_base(long long number, indicator, dunghan::Instant& instant) {
    instant = dunghan::Instant{dunghan::Microseconds{number}};
  }
  static void to_base(const dunghan::Instant& instant, long long& number, indicator& state) {
    number = instant.time_since_epoch().count();
    state = i_ok;
  }
};

/// Instants, dates and numbers that may be absent; absent is NULL.
template <class T>
struct type_conversion<std::optional<T>> {
  using base_type = long long;
  static void from_base(long long number, indicator state, std::optional<T>& value) {
    value.reset();
    if (state == i_null) return;
    if constexpr (std::is_arithmetic_v<T>) {
      value = static_cast<T>(number);
    } else {
      using Length = typename T::duration;
      value = T{Length{static_cast<typename Length::rep>(number)}};
    }
  }
  static void to_base(const std::optional<T>& value, long long& number, indicator& state) {
    state = value ? i_ok : i_null;
    number = 0;
    if (!value) return;
    if constexpr (std::is_arithmetic_v<T>) {
      number = *value;
    } else {
      number = value->time_since_epoch().count();
    }
  }
};

}  // namespace soci

namespace dunghan::adapters::store_sql {

/// Takes or gives nothing.
struct Nothing {
  template <class F>
  void each(F&&) {}
};

/// One column of a result.
template <class T>
struct One {
  T value{};
  template <class F>
  void each(F&& f) {
    f("value", value);
  }
};

template <class In, class Out = Nothing>
class Kept {
 public:
  Kept(soci::session& session, const char* sql) : statement_(session) {
    in.each([this](const char* name, auto& value) {
      statement_.exchange(soci::use(std::as_const(value), name));
    });
    out_.each([this](const char*, auto& value) { statement_.exchange(soci::into(value)); });
    statement_.alloc();
    statement_.prepare(sql);
    statement_.define_and_bind();
  }

  In in;  // fill before running

  /// For statements without a result; gives the number of rows changed.
  long long run() {
    statement_.execute(true);
    return statement_.get_affected_rows();
  }

  /// Calls `visit` with each row of the result.
  template <class Visit>
  void each_row(Visit visit) {
    statement_.execute();
    while (statement_.fetch()) visit(std::as_const(out_));
  }

  /// The first row, of results that have at most one.
  std::optional<Out> row() {
    std::optional<Out> found;
    each_row([&found](const Out& out) {
      if (!found) found = out;
    });
    return found;
  }

 private:
  Out out_;
  soci::statement statement_;
};

/// Prepared when it is first needed.
template <class Statement>
class Lazy {
 public:
  Lazy(soci::session& session, const char* sql) : session_(session), sql_(sql) {}
  Statement& operator()() {
    if (!statement_) statement_ = std::make_unique<Statement>(session_, sql_);
    return *statement_;
  }

 private:
  soci::session& session_;
  const char* sql_;
  std::unique_ptr<Statement> statement_;
};

}  // namespace dunghan::adapters::store_sql
