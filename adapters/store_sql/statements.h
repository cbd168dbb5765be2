// The kept statements of one connection. After an exception all of them are thrown away and made
// anew.
#pragma once

#include "adapters/store_sql/columns.h"
#include "adapters/store_sql/sql_text.h"

namespace dunghan::adapters::store_sql {

struct Statements {
  explicit Statements(soci::session& the_session) : session(the_session) {}

  soci::session& session;

  using Number = One<std::int64_t>;
  using Text = One<std::string>;
  template <class In, class Out = Nothing>
  using Statement = Lazy<Kept<In, Out>>;

  Statement<EventColumns> insert_event{session, sql::insert_event};
  Statement<StreamKey, EventColumns> select_events{session, sql::select_events};
  Statement<Nothing, Number> last_position{session, sql::select_last_position};
  Statement<NumberKey, Number> position_at{session, sql::select_position_at};

  Statement<CloseKey> close_case{session, sql::close_case};
  Statement<CloseNamedKey> close_deadline{session, sql::close_deadline};
  Statement<CloseNamedKey> close_task{session, sql::close_task};
  Statement<ValidFrom<CaseColumns>> put_case{session, sql::put_case};
  Statement<ValidFrom<DeadlineColumns>> put_deadline{session, sql::put_deadline};
  Statement<ValidFrom<TaskColumns>> put_task{session, sql::put_task};

  Statement<CaseFilter, CaseColumns> cases_of_case{session, sql::cases_of_case};
  Statement<CaseFilter, CaseColumns> cases_present{session, sql::cases_present};
  Statement<CaseFilter, CaseColumns> cases_any{session, sql::cases_any};
  Statement<DeadlineFilter, DeadlineColumns> deadlines_of_case{session, sql::deadlines_of_case};
  Statement<DeadlineFilter, DeadlineColumns> deadlines_live_of_unit{session,
                                                                    sql::deadlines_live_of_unit};
  Statement<DeadlineFilter, DeadlineColumns> deadlines_live{session, sql::deadlines_live};
  Statement<DeadlineFilter, DeadlineColumns> deadlines_any{session, sql::deadlines_any};
  Statement<Nothing, CalendarUseColumns> calendars_in_use{session, sql::calendars_in_use};
  Statement<TaskFilter, TaskColumns> tasks_of_case{session, sql::tasks_of_case};
  Statement<TaskFilter, TaskColumns> tasks_open_of_person{session, sql::tasks_open_of_person};
  Statement<TaskFilter, TaskColumns> tasks_open_of_unit{session, sql::tasks_open_of_unit};
  Statement<TaskFilter, TaskColumns> tasks_any{session, sql::tasks_any};
  Statement<TextKey, One<CaseId>> find_case{session, sql::find_case};
  Statement<TextKey, Number> count_open_tasks{session, sql::count_open_tasks};

  Statement<TimerColumns> insert_timer{session, sql::insert_timer};
  Statement<TimerColumns> delete_timer{session, sql::delete_timer};
  Statement<NumberKey, TimerColumns> timers_of_case{session, sql::select_timers_of_case};
  Statement<UpTo, TimerColumns> due_timers{session, sql::select_due_timers};
  Statement<Nothing, One<std::optional<Instant>>> next_timer{session, sql::select_next_timer};

  Statement<OutboxColumns> insert_outbox{session, sql::insert_outbox};
  Statement<UpTo, OutboxColumns> select_pending{session, sql::select_pending};
  Statement<AttemptColumns> mark_delivered{session, sql::mark_delivered};
  Statement<AttemptColumns> mark_failed{session, sql::mark_failed};
  Statement<CaseMessageColumns> insert_case_message{session, sql::insert_case_message};
  Statement<NumberKey, CaseMessageColumns> case_messages{session, sql::select_case_messages};
  Statement<NumberKey> delete_case_message{session, sql::delete_case_message};

  Statement<ReceiptColumns> insert_receipt{session, sql::insert_receipt};
  Statement<TextKey, ReceiptColumns> select_receipt{session, sql::select_receipt};
  Statement<DocumentColumns> insert_document{session, sql::insert_document};
  Statement<DocumentKey, DocumentColumns> select_document{session, sql::select_document};
  Statement<TextKey, Number> select_series{session, sql::select_series};
  Statement<SeriesColumns> put_series{session, sql::put_series};
  Statement<NumberKey, Text> select_case_key{session, sql::select_case_key};
  Statement<CaseKeyColumns> put_case_key{session, sql::put_case_key};
  Statement<TextKey, Text> select_metadata{session, sql::select_metadata};
};

}  // namespace dunghan::adapters::store_sql
