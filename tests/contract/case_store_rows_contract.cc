// The promises about rows with validity, and about the lists that are read from them.
#include <rapidcheck.h>

#include <algorithm>
#include <map>

#include "tests/contract/case_store_contract.h"
#include "tests/contract/sample_records.h"

namespace dunghan::contract {
namespace {

using ports::CaseRow;
using ports::DeadlineRow;
using ports::RowFilter;
using ports::TaskRow;
using ports::UnitOfWork;

TEST_P(CaseStoreContract, rows_come_back_whole) {
  const CaseRow a_case = sample_case(big);
  CaseRow bare_case = sample_case(1);
  bare_case.closed_at.reset();
  const DeadlineRow deadline = sample_deadline(big, "resolution");
  DeadlineRow bare_deadline = sample_deadline(1, "resolution");
  // Over both rows the four flags differ from each other.
  bare_deadline.provisional = false, bare_deadline.clock_type = true;
  bare_deadline.due_on.reset(), bare_deadline.due_at.reset();
  bare_deadline.ended_at.reset(), bare_deadline.ended_recorded_at.reset();
  const TaskRow task = sample_task(big, "verify");
  TaskRow bare_task = sample_task(1, "verify");
  bare_task.ended_at.reset();
  change([&](UnitOfWork& unit) {
    done(unit.put_case(a_case, 1));
    done(unit.put_case(bare_case, 1));
    done(unit.put_deadline(deadline, 1));
    done(unit.put_deadline(bare_deadline, 1));
    done(unit.put_task(task, 1));
    done(unit.put_task(bare_task, 1));
  });
  reopen();
  EXPECT_TRUE(same(given(store().cases({})), {bare_case, a_case}));
  EXPECT_TRUE(same(given(store().deadlines({})), {deadline, bare_deadline}))
      << "one without a due instant comes last";
  EXPECT_TRUE(same(given(store().tasks({})), {bare_task, task}));
}

TEST_P(CaseStoreContract, knows_the_calendars_that_live_deadlines_count_by) {
  EXPECT_TRUE(given(store().calendars_in_use()).empty());
  const auto row = [](std::int64_t id, const char* calendar, const char* status, Date due_on,
                      bool provisional) {
    DeadlineRow made = sample_deadline(id, "resolution");
    made.calendar = calendar, made.status = status;
    made.due_on = due_on, made.provisional = provisional;
    return made;
  };
  const Date early = make_date(2024, 6, 6), late = make_date(2026, 12, 31);
  change([&](UnitOfWork& unit) {
    done(unit.put_deadline(row(1, "vn", "running", late, false), 1));
    done(unit.put_deadline(row(2, "vn", "suspended", early, false), 1));
    done(unit.put_deadline(row(3, "vn", "running", make_date(2030, 1, 1), true), 1));
    done(unit.put_deadline(row(4, "vn", "met", make_date(2029, 1, 1), false), 1));
    done(unit.put_deadline(row(5, "it", "running", late, true), 1));
    done(unit.put_deadline(row(6, "nl", "cancelled", late, false), 1));
  });
  reopen();
  EXPECT_TRUE(same(given(store().calendars_in_use()), {{"it", {}}, {"vn", late}}));
  // What ended holds nothing any more.
  change([&](UnitOfWork& unit) {
    done(unit.put_deadline(row(1, "vn", "met", late, false), 2));
    done(unit.put_deadline(row(5, "it", "lapsed", late, true), 2));
  });
  EXPECT_TRUE(same(given(store().calendars_in_use()), {{"vn", early}}));
}

TEST_P(CaseStoreContract, a_new_row_closes_the_old_one_and_the_old_one_stays_to_be_asked_for) {
  CaseRow first = sample_case(1);
  CaseRow second = first;
  second.state = "decided";
  second.number = "KN-renamed";
  change([&](UnitOfWork& unit) { done(unit.put_case(first, 10)); });
  change([&](UnitOfWork& unit) { done(unit.put_case(second, 20)); });
  reopen();
  const auto as_of = [this](std::int64_t position) {
    RowFilter filter;
    filter.as_of = position;
    return given(store().cases(filter));
  };
  EXPECT_TRUE(same(given(store().cases({})), {second}));
  EXPECT_TRUE(as_of(9).empty());
  EXPECT_TRUE(same(as_of(10), {first}));
  EXPECT_TRUE(same(as_of(19), {first}));
  EXPECT_TRUE(same(as_of(20), {second}));
  EXPECT_TRUE(same(as_of(big), {second}));
  EXPECT_EQ(given(store().find_case("KN-renamed")), CaseId{1});
  EXPECT_EQ(given(store().find_case("KN-1")), std::nullopt);
}

TEST_P(CaseStoreContract, at_one_position_the_last_row_counts) {
  DeadlineRow row = sample_deadline(1, "d");
  change([&](UnitOfWork& unit) {
    done(unit.put_deadline(row, 10));
    row.status = "met";
    done(unit.put_deadline(row, 10));
  });
  change([&](UnitOfWork& unit) {
    DeadlineRow later = row;
    later.status = "running";
    done(unit.put_deadline(later, 11));
    later.status = "suspended";
    done(unit.put_deadline(later, 11));
  });
  RowFilter before;
  before.as_of = 10;
  EXPECT_TRUE(same(given(store().deadlines(before)), {row}));
  const auto now = given(store().deadlines({}));
  ASSERT_EQ(now.size(), 1U);
  EXPECT_EQ(now[0].status, "suspended");
}

// -- random histories against a model without any versions ----------------------------------------

struct Put {
  int kind = 0;  // 0 case, 1 deadline, 2 task
  std::int64_t case_id = 0, from = 0;
  std::string name;
  std::string mark;  // goes into a field, tells the versions apart
};

using Present = std::map<std::tuple<int, std::int64_t, std::string>, std::string>;

/// What is so at `position`: simply the last put of each key at or before it.
Present model_at(const std::vector<Put>& puts, std::int64_t position) {
  Present present;
  for (const Put& put : puts) {
    if (put.from <= position) present[{put.kind, put.case_id, put.name}] = put.mark;
  }
  return present;
}

Present store_at(ports::CaseStore& store, std::optional<std::int64_t> position) {
  RowFilter filter;
  filter.as_of = position;
  Present present;
  for (const CaseRow& row : given(store.cases(filter))) {
    present[{0, row.case_id.value, ""}] = row.state;
  }
  for (const DeadlineRow& row : given(store.deadlines(filter))) {
    present[{1, row.case_id.value, row.name}] = row.status;
  }
  for (const TaskRow& row : given(store.tasks(filter))) {
    present[{2, row.case_id.value, row.name}] = row.status;
  }
  return present;
}

void apply(UnitOfWork& unit, const Put& put) {
  if (put.kind == 0) {
    CaseRow row = sample_case(put.case_id);
    row.state = put.mark;
    done(unit.put_case(row, put.from));
  } else if (put.kind == 1) {
    DeadlineRow row = sample_deadline(put.case_id, put.name);
    row.status = put.mark;
    done(unit.put_deadline(row, put.from));
  } else {
    TaskRow row = sample_task(put.case_id, put.name);
    row.status = put.mark;
    done(unit.put_task(row, put.from));
  }
}

TEST_P(CaseStoreContract, any_history_of_rows_reads_as_a_model_without_versions_says) {
  EXPECT_TRUE(rc::check([&] {
    const auto fresh = GetParam().make();
    const auto units = *rc::gen::inRange(1, 8);
    std::vector<Put> committed;
    std::int64_t position = big;
    int marks = 0;
    for (int u = 0; u < units; ++u) {
      std::vector<Put> puts;
      const std::int64_t start = position;
      const int count = *rc::gen::inRange(1, 6);
      for (int i = 0; i < count; ++i) {
        position += *rc::gen::inRange(0, 3);
        const int kind = *rc::gen::inRange(0, 3);
        puts.push_back({kind, *rc::gen::inRange(1, 4), position,
                        kind == 0 ? "" : std::string(*rc::gen::element("a", "b")),
                        "m" + std::to_string(++marks)});
      }
      auto unit = given(fresh->store().begin());
      for (const Put& put : puts) apply(*unit, put);
      if (*rc::gen::inRange(0, 4) == 0) {
        position = start;  // dropped
        continue;
      }
      done(unit->commit());
      committed.insert(committed.end(), puts.begin(), puts.end());
    }
    fresh->reopen();
    RC_ASSERT(store_at(fresh->store(), std::nullopt) == model_at(committed, position));
    for (std::int64_t p = big - 1; p <= position; ++p) {
      RC_ASSERT(store_at(fresh->store(), p) == model_at(committed, p));
    }
  }));
}

// -- lists ----------------------------------------------------------------------------------------

/// Rows that differ in everything a list can be narrowed by, with an older version behind some.
class Lists {
 public:
  explicit Lists(ports::CaseStore& store) {
    auto unit = given(store.begin());
    for (int i = 0; i < count; ++i) {
      CaseRow a_case = case_number(i);
      DeadlineRow deadline = deadline_number(i);
      TaskRow task = task_number(i);
      if (i % 2 == 0) {
        CaseRow before = a_case;
        before.closed_at.reset();
        before.unit = "u0";
        done(unit->put_case(before, 1));
        DeadlineRow older = deadline;
        older.status = "running";
        older.owner_unit = "u0";
        done(unit->put_deadline(older, 1));
        TaskRow was = task;
        was.status = "open";
        was.assignee = "p0";
        done(unit->put_task(was, 1));
        old_cases.push_back(before), old_deadlines.push_back(older), old_tasks.push_back(was);
      }
      done(unit->put_case(a_case, 10));
      done(unit->put_deadline(deadline, 10));
      done(unit->put_task(task, 10));
      cases.push_back(a_case), deadlines.push_back(deadline), tasks.push_back(task);
    }
    done(unit->commit());
  }

  static constexpr int count = 72;
  std::vector<CaseRow> cases, old_cases;
  std::vector<DeadlineRow> deadlines, old_deadlines;
  std::vector<TaskRow> tasks, old_tasks;

 private:
  static CaseRow case_number(int i) {
    CaseRow row = sample_case(i + 1);
    row.number = "KN-" + std::to_string((i * 7) % count);  // another order than the ids'
    row.unit = "u" + std::to_string(i % 3);
    row.workflow = "w" + std::to_string(i % 2);
    if (i % 4 == 0) row.closed_at.reset();
    return row;
  }
  static DeadlineRow deadline_number(int i) {
    static const char* const names[] = {"send", "send#2", "sender", "resolution"};
    static const char* const states[] = {"running", "met", "suspended", "cancelled", "running"};
    DeadlineRow row = sample_deadline(i / 4 + 1, names[i % 4]);
    row.owner_unit = "u" + std::to_string(i % 3);
    row.workflow = "w" + std::to_string(i % 2);
    row.owner = "p" + std::to_string(i % 4);
    row.status = states[i % 5];
    row.basis = i % 6 == 0 ? "LTC Điều 30" : "LKN Điều 28";
    row.due_at = at(100 + (i * 11) % 9);
    if (i % 9 == 0) row.due_at.reset();
    return row;
  }
  static TaskRow task_number(int i) {
    static const char* const deadlines_served[] = {"send", "send#2", "sender", "resolution", ""};
    TaskRow row = sample_task(i / 4 + 1, "t" + std::to_string(i % 4));
    row.unit = "u" + std::to_string(i % 3);
    row.workflow = "w" + std::to_string(i % 2);
    row.assignee = "p" + std::to_string(i % 4);
    row.deadline = deadlines_served[i % 5];
    row.status = i % 3 == 0 ? "completed" : "open";
    row.basis = i % 6 == 0 ? "LTC Điều 30" : "LKN Điều 28";
    row.made_at = at(100 + (i * 11) % 9);
    return row;
  }
};

RowFilter any_filter() {
  const auto maybe = [](std::string value) {
    return rc::gen::element(std::string(), std::string(), std::move(value));
  };
  RowFilter filter;
  filter.as_of =
      *rc::gen::element<std::optional<std::int64_t>>(std::nullopt, std::nullopt, 1, 5, 10);
  filter.unit = *maybe("u" + std::to_string(*rc::gen::inRange(0, 4)));
  filter.workflow = *maybe("w" + std::to_string(*rc::gen::inRange(0, 3)));
  filter.deadline = *maybe(*rc::gen::element<std::string>("send", "send#2", "resolution", "se"));
  filter.owner = *maybe("p" + std::to_string(*rc::gen::inRange(0, 5)));
  filter.basis_contains = *maybe(*rc::gen::element<std::string>("LTC", "Điều", "điều", "28"));
  if (*rc::gen::inRange(0, 4) == 0) filter.case_id = CaseId{*rc::gen::inRange(1, 20)};
  filter.only_open = *rc::gen::arbitrary<bool>();
  if (*rc::gen::arbitrary<bool>()) filter.due_before = at(*rc::gen::inRange(99, 110));
  filter.limit = *rc::gen::element<std::size_t>(0, 0, 1, 3);
  return filter;
}

bool narrowed(const std::string& wanted, const std::string& actual) {
  return wanted.empty() || wanted == actual;
}
bool named(const std::string& wanted, const std::string& actual) {
  return narrowed(wanted, actual) || actual.substr(0, actual.find('#')) == wanted;
}

bool wanted(const RowFilter& f, const CaseRow& r) {
  return narrowed(f.unit, r.unit) && narrowed(f.workflow, r.workflow) &&
         (!f.case_id || *f.case_id == r.case_id) && !(f.only_open && r.closed_at);
}
bool wanted(const RowFilter& f, const DeadlineRow& r) {
  const bool live = r.status == "running" || r.status == "suspended";
  return narrowed(f.unit, r.owner_unit) && narrowed(f.workflow, r.workflow) &&
         narrowed(f.owner, r.owner) && named(f.deadline, r.name) &&
         r.basis.find(f.basis_contains) != std::string::npos &&
         (!f.case_id || *f.case_id == r.case_id) && (live || !f.only_open) &&
         (!f.due_before || (r.due_at && *r.due_at <= *f.due_before));
}
bool wanted(const RowFilter& f, const TaskRow& r) {
  return narrowed(f.unit, r.unit) && narrowed(f.workflow, r.workflow) &&
         narrowed(f.owner, r.assignee) && named(f.deadline, r.deadline) &&
         r.basis.find(f.basis_contains) != std::string::npos &&
         (!f.case_id || *f.case_id == r.case_id) && (r.status == "open" || !f.only_open);
}

bool before(const CaseRow& a, const CaseRow& b) {
  return std::tie(a.number, a.case_id) < std::tie(b.number, b.case_id);
}
bool before(const DeadlineRow& a, const DeadlineRow& b) {
  if (a.due_at.has_value() != b.due_at.has_value()) return a.due_at.has_value();
  return std::tie(a.due_at, a.case_id, a.name) < std::tie(b.due_at, b.case_id, b.name);
}
bool before(const TaskRow& a, const TaskRow& b) {
  return std::tie(a.made_at, a.case_id, a.name) < std::tie(b.made_at, b.case_id, b.name);
}

template <class Row>
std::vector<Row> expected(const RowFilter& filter, const std::vector<Row>& now,
                          const std::vector<Row>& old) {
  std::vector<Row> rows;
  for (const Row& row : filter.as_of.value_or(10) < 10 ? old : now) {
    if (wanted(filter, row)) rows.push_back(row);
  }
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return before(a, b); });
  if (filter.limit != 0 && rows.size() > filter.limit) rows.resize(filter.limit);
  return rows;
}

TEST_P(CaseStoreContract, every_narrowing_of_a_list_finds_the_same_as_going_through_all_rows) {
  const Lists lists(store());
  EXPECT_TRUE(rc::check([&] {
    const RowFilter filter = any_filter();
    RC_CLASSIFY(!expected(filter, lists.deadlines, lists.old_deadlines).empty(), "finds deadlines");
    RC_ASSERT(same(given(store().cases(filter)), expected(filter, lists.cases, lists.old_cases)));
    RC_ASSERT(same(given(store().deadlines(filter)),
                   expected(filter, lists.deadlines, lists.old_deadlines)));
    RC_ASSERT(same(given(store().tasks(filter)), expected(filter, lists.tasks, lists.old_tasks)));
  }));
}

TEST_P(CaseStoreContract, open_tasks_are_counted_by_person) {
  const Lists lists(store());
  change([&](UnitOfWork& unit) {
    for (const std::string person : {"p0", "p1", "p2", "p3", "nobody"}) {
      const auto open = std::count_if(
          lists.tasks.begin(), lists.tasks.end(),
          [&](const TaskRow& t) { return t.status == "open" && t.assignee == person; });
      EXPECT_EQ(given(unit.open_tasks_of(person)), open) << person;
    }
  });
}

}  // namespace
}  // namespace dunghan::contract
