// Every statement of the store, as constants: nothing is ever put together from values. Lists of
// columns are in the order of columns.h; text of octets is cast to a blob, so that the file holds
// what it says.
#pragma once

namespace dunghan::adapters::store_sql::sql {

// clang-format off

// -- the log

#define EVENT_COLUMNS \
  "id, stream_kind, stream_id, seq, kind, version, occurred_at, recorded_at, actor, facts, body, salt, leaf_hash"

inline constexpr const char* insert_event =
  "INSERT INTO event (" EVENT_COLUMNS ") VALUES (:id, :stream_kind, :stream_id, :seq, :kind, :version, :occurred_at, "
  ":recorded_at, :actor, :facts, :body, CAST(:salt AS BLOB), CAST(:leaf_hash AS BLOB))";
inline constexpr const char* select_events =
  "SELECT " EVENT_COLUMNS " FROM event WHERE stream_kind = :stream_kind AND stream_id = :stream_id ORDER BY seq";
inline constexpr const char* select_last_position = "SELECT coalesce(max(id), 0) FROM event";
// The plus keeps the planner from walking the log itself backwards, bodies and all, down to the instant.
inline constexpr const char* select_position_at = "SELECT coalesce(max(+id), 0) FROM event WHERE recorded_at <= :key";

#undef EVENT_COLUMNS

// -- rows with validity: close the last version where it is older, then put the new one

#define LAST_VERSION(table, key) \
  "UPDATE " table " SET valid_to = :valid_from WHERE " key " AND valid_to IS NULL AND valid_from < :valid_from " \
  "AND valid_from = (SELECT max(valid_from) FROM " table " WHERE " key ")"

inline constexpr const char* close_case = LAST_VERSION("case_row", "case_id = :case_id");
inline constexpr const char* close_deadline = LAST_VERSION("deadline_row", "case_id = :case_id AND name = :name");
inline constexpr const char* close_task = LAST_VERSION("task_row", "case_id = :case_id AND name = :name");

#undef LAST_VERSION

#define CASE_COLUMNS \
  "case_id, number, workflow, unit, version, state, opened_at, recorded_at, closed_at, seq"
#define DEADLINE_COLUMNS \
  "case_id, name, workflow, case_unit, title_vi, title_en, owner_role, owner_unit, owner, status, started_at, due_on, due_at, " \
  "provisional, clock_type, citizen, ended_at, ended_recorded_at, ended_recorded_by, late, times_extended, " \
  "start_corrected, suspended_days, calendar, basis"
#define TASK_COLUMNS \
  "case_id, name, workflow, case_unit, title_vi, title_en, role, unit, post, assignee, deadline, status, made_at, ended_at, " \
  "ended_by, basis"

inline constexpr const char* put_case =
  "INSERT INTO case_row (" CASE_COLUMNS ", valid_from) VALUES (:case_id, :number, :workflow, :unit, :version, :state, "
  ":opened_at, :recorded_at, :closed_at, :seq, :valid_from) "
  "ON CONFLICT (case_id, valid_from) DO UPDATE SET number = excluded.number, workflow = excluded.workflow, "
  "unit = excluded.unit, version = excluded.version, state = excluded.state, opened_at = excluded.opened_at, "
  "recorded_at = excluded.recorded_at, closed_at = excluded.closed_at, seq = excluded.seq";

inline constexpr const char* put_deadline =
  "INSERT INTO deadline_row (" DEADLINE_COLUMNS ", valid_from) VALUES (:case_id, :name, :workflow, :case_unit, :title_vi, "
  ":title_en, :owner_role, :owner_unit, :owner, :status, :started_at, :due_on, :due_at, :provisional, :clock_type, :citizen, "
  ":ended_at, :ended_recorded_at, :ended_recorded_by, :late, :times_extended, :start_corrected, :suspended_days, :calendar, "
  ":basis, :valid_from) "
  "ON CONFLICT (case_id, name, valid_from) DO UPDATE SET workflow = excluded.workflow, case_unit = excluded.case_unit, "
  "title_vi = excluded.title_vi, title_en = excluded.title_en, owner_role = excluded.owner_role, "
  "owner_unit = excluded.owner_unit, owner = excluded.owner, status = excluded.status, started_at = excluded.started_at, "
  "due_on = excluded.due_on, due_at = excluded.due_at, provisional = excluded.provisional, "
  "clock_type = excluded.clock_type, citizen = excluded.citizen, ended_at = excluded.ended_at, "
  "ended_recorded_at = excluded.ended_recorded_at, ended_recorded_by = excluded.ended_recorded_by, late = excluded.late, "
  "times_extended = excluded.times_extended, start_corrected = excluded.start_corrected, suspended_days = excluded.suspended_days, calendar = excluded.calendar, "
  "basis = excluded.basis";

inline constexpr const char* put_task =
  "INSERT INTO task_row (" TASK_COLUMNS ", valid_from) VALUES (:case_id, :name, :workflow, :case_unit, :title_vi, :title_en, "
  ":role, :unit, :post, :assignee, :deadline, :status, :made_at, :ended_at, :ended_by, :basis, :valid_from) "
  "ON CONFLICT (case_id, name, valid_from) DO UPDATE SET workflow = excluded.workflow, case_unit = excluded.case_unit, "
  "title_vi = excluded.title_vi, title_en = excluded.title_en, role = excluded.role, unit = excluded.unit, "
  "post = excluded.post, assignee = excluded.assignee, deadline = excluded.deadline, status = excluded.status, "
  "made_at = excluded.made_at, ended_at = excluded.ended_at, ended_by = excluded.ended_by, basis = excluded.basis";

// -- lists: each in a few shapes, because an index serves only a condition that is written out

#define VALID "valid_from <= :as_of AND (valid_to IS NULL OR valid_to > :as_of)"
#define PRESENT "valid_to IS NULL AND valid_from <= :as_of"
#define ANY_CASE "(:any_case = 1 OR case_id = :case_id)"
#define THIS_CASE "case_id = :case_id AND :any_case = 0"
#define NAME_LIKE(column) \
  "(:deadline = '' OR " column " = :deadline OR substr(" column ", 1, length(:deadline) + 1) = :deadline || '#')"

#define SELECT_CASES(shape) \
  "SELECT " CASE_COLUMNS " FROM case_row WHERE " shape " AND (:unit = '' OR unit = :unit) " \
  "AND (:workflow = '' OR workflow = :workflow) AND (:only_open = 0 OR closed_at IS NULL) " \
  "ORDER BY number, case_id LIMIT :limit"

inline constexpr const char* cases_of_case = SELECT_CASES(THIS_CASE " AND " VALID);
inline constexpr const char* cases_present = SELECT_CASES(PRESENT " AND " ANY_CASE);
inline constexpr const char* cases_any = SELECT_CASES(VALID " AND " ANY_CASE);

#define DEADLINE_LIVE "status IN ('running', 'suspended')"
#define DEADLINE_REST \
  " AND (:workflow = '' OR workflow = :workflow) AND " NAME_LIKE("name") " AND (:owner = '' OR owner = :owner) " \
  "AND instr(basis, :basis) > 0 AND (:only_open = 0 OR " DEADLINE_LIVE ") "
#define ANY_DUE "(:any_due = 1 OR due_at <= :due_before)"
#define DUE_BEFORE "due_at <= :due_before AND :any_due = 0"
#define ANY_OWNER_UNIT "(:unit = '' OR owner_unit = :unit)"
#define SELECT_DEADLINES(shape, order) \
  "SELECT " DEADLINE_COLUMNS " FROM deadline_row WHERE " shape DEADLINE_REST "ORDER BY " order "due_at, case_id, name LIMIT :limit"

inline constexpr const char* deadlines_of_case =
  SELECT_DEADLINES(THIS_CASE " AND " VALID " AND " ANY_OWNER_UNIT " AND " ANY_DUE, "due_at IS NULL, ");
inline constexpr const char* deadlines_live_of_unit =
  SELECT_DEADLINES("valid_to IS NULL AND " DEADLINE_LIVE " AND owner_unit = :unit AND " DUE_BEFORE
                   " AND valid_from <= :as_of AND " ANY_CASE, "");
inline constexpr const char* deadlines_live =
  SELECT_DEADLINES("valid_to IS NULL AND " DEADLINE_LIVE " AND " ANY_OWNER_UNIT " AND " ANY_DUE
                   " AND valid_from <= :as_of AND " ANY_CASE, "due_at IS NULL, ");
inline constexpr const char* deadlines_any =
  SELECT_DEADLINES(VALID " AND " ANY_CASE " AND " ANY_OWNER_UNIT " AND " ANY_DUE, "due_at IS NULL, ");

// From one calendar to the next by the index: a step for each of them, however many deadlines there are.
#define LIVE_ROWS "FROM deadline_row WHERE valid_to IS NULL AND " DEADLINE_LIVE
inline constexpr const char* calendars_in_use =
  "WITH RECURSIVE used(calendar) AS (SELECT min(calendar) " LIVE_ROWS " UNION ALL "
  "SELECT (SELECT min(d.calendar) FROM deadline_row d WHERE d.valid_to IS NULL AND d." DEADLINE_LIVE " AND d.calendar > used.calendar) "
  "FROM used WHERE used.calendar IS NOT NULL) "
  "SELECT calendar AS id, (SELECT max(d.due_on) FROM deadline_row d WHERE d.valid_to IS NULL AND d." DEADLINE_LIVE
  " AND d.calendar = used.calendar AND d.provisional = 0) AS rests_until FROM used WHERE calendar IS NOT NULL";
#undef LIVE_ROWS

#define TASK_OPEN "status = 'open'"
#define SELECT_TASKS(shape) \
  "SELECT " TASK_COLUMNS " FROM task_row WHERE " shape " AND (:workflow = '' OR workflow = :workflow) " \
  "AND " NAME_LIKE("deadline") " AND instr(basis, :basis) > 0 AND (:only_open = 0 OR " TASK_OPEN ") " \
  "ORDER BY made_at, case_id, name LIMIT :limit"
#define ANY_UNIT "(:unit = '' OR unit = :unit)"
#define ANY_ASSIGNEE "(:owner = '' OR assignee = :owner)"

inline constexpr const char* tasks_of_case = SELECT_TASKS(THIS_CASE " AND " VALID " AND " ANY_UNIT " AND " ANY_ASSIGNEE);
inline constexpr const char* tasks_open_of_person =
  SELECT_TASKS("valid_to IS NULL AND " TASK_OPEN " AND assignee = :owner AND " ANY_UNIT " AND valid_from <= :as_of AND " ANY_CASE);
inline constexpr const char* tasks_open_of_unit =
  SELECT_TASKS("valid_to IS NULL AND " TASK_OPEN " AND unit = :unit AND " ANY_ASSIGNEE " AND valid_from <= :as_of AND " ANY_CASE);
inline constexpr const char* tasks_any = SELECT_TASKS(VALID " AND " ANY_CASE " AND " ANY_UNIT " AND " ANY_ASSIGNEE);

inline constexpr const char* find_case =
  "SELECT case_id FROM case_row WHERE number = :key AND valid_to IS NULL ORDER BY case_id LIMIT 1";
inline constexpr const char* count_open_tasks =
  "SELECT count(*) FROM task_row WHERE valid_to IS NULL AND status = 'open' AND assignee = :key";

#undef VALID
#undef PRESENT
#undef ANY_CASE
#undef THIS_CASE
#undef NAME_LIKE
#undef SELECT_CASES
#undef DEADLINE_LIVE
#undef DEADLINE_REST
#undef ANY_DUE
#undef DUE_BEFORE
#undef ANY_OWNER_UNIT
#undef SELECT_DEADLINES
#undef TASK_OPEN
#undef SELECT_TASKS
#undef ANY_UNIT
#undef ANY_ASSIGNEE
#undef CASE_COLUMNS
#undef DEADLINE_COLUMNS
#undef TASK_COLUMNS

// -- timers

inline constexpr const char* insert_timer = "INSERT INTO timer (due_at, case_id, kind) VALUES (:due_at, :case_id, :kind)";
inline constexpr const char* delete_timer =
  "DELETE FROM timer WHERE due_at = :due_at AND case_id = :case_id AND kind = :kind";
inline constexpr const char* select_timers_of_case =
  "SELECT due_at, case_id, kind FROM timer WHERE case_id = :key ORDER BY due_at, kind";
inline constexpr const char* select_due_timers =
  "SELECT due_at, case_id, kind FROM timer WHERE due_at <= :instant ORDER BY due_at, case_id, kind LIMIT :limit";
inline constexpr const char* select_next_timer = "SELECT min(due_at) FROM timer";

// -- messages

#define OUTBOX_COLUMNS \
  "id, kind, case_id, case_number, workflow, deadline, task, state, recipient, unit, template_name, due_on, due_at, " \
  "title_vi, title_en, basis, created_at, not_before, attempts, delivered_at"

inline constexpr const char* insert_outbox =
  "INSERT INTO outbox (" OUTBOX_COLUMNS ", next_try_at) VALUES (:id, :kind, :case_id, :case_number, :workflow, :deadline, "
  ":task, :state, :recipient, :unit, :template_name, :due_on, :due_at, :title_vi, :title_en, :basis, :created_at, "
  ":not_before, :attempts, :delivered_at, :not_before)";
inline constexpr const char* select_pending =
  "SELECT " OUTBOX_COLUMNS " FROM outbox WHERE delivered_at IS NULL AND next_try_at <= :instant "
  "ORDER BY next_try_at, id LIMIT :limit";
inline constexpr const char* mark_delivered = "UPDATE outbox SET delivered_at = :at WHERE id = :id";
inline constexpr const char* mark_failed =
  "UPDATE outbox SET attempts = attempts + 1, next_try_at = :at WHERE id = :id";

#undef OUTBOX_COLUMNS

#define CASE_MESSAGE_COLUMNS "id, from_case, kind, to_case, workflow, unit, event, link, with_values, details, occurred_at"

inline constexpr const char* insert_case_message =
  "INSERT INTO case_message (" CASE_MESSAGE_COLUMNS ") VALUES (:id, :from_case, :kind, :to_case, :workflow, :unit, :event, "
  ":link, :with_values, :details, :occurred_at)";
inline constexpr const char* select_case_messages =
  "SELECT " CASE_MESSAGE_COLUMNS " FROM case_message ORDER BY id LIMIT :key";
inline constexpr const char* delete_case_message = "DELETE FROM case_message WHERE id = :key";

#undef CASE_MESSAGE_COLUMNS

// -- the rest

#define RECEIPT_COLUMNS "idempotency_key, digest, case_id, seq, answer, recorded_at"

inline constexpr const char* insert_receipt =
  "INSERT INTO receipt (" RECEIPT_COLUMNS ") VALUES (:idempotency_key, CAST(:digest AS BLOB), :case_id, :seq, :answer, "
  ":recorded_at)";
inline constexpr const char* select_receipt = "SELECT " RECEIPT_COLUMNS " FROM receipt WHERE idempotency_key = :key";

#undef RECEIPT_COLUMNS

#define DOCUMENT_COLUMNS "kind, id, version, content_hash, source, recorded_at"

inline constexpr const char* insert_document =
  "INSERT INTO document (" DOCUMENT_COLUMNS ") VALUES (:kind, :id, :version, :content_hash, :source, :recorded_at) "
  "ON CONFLICT (kind, id, version) DO NOTHING";
inline constexpr const char* select_document =
  "SELECT " DOCUMENT_COLUMNS " FROM document WHERE kind = :kind AND id = :id AND version = :version";

#undef DOCUMENT_COLUMNS

inline constexpr const char* select_series = "SELECT value FROM series WHERE name = :key";
inline constexpr const char* put_series =
  "INSERT INTO series (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
inline constexpr const char* select_case_key = "SELECT wrapped FROM case_key WHERE case_id = :key";
inline constexpr const char* put_case_key =
  "INSERT INTO case_key (case_id, wrapped) VALUES (:case_id, CAST(:wrapped AS BLOB)) "
  "ON CONFLICT (case_id) DO UPDATE SET wrapped = excluded.wrapped";
inline constexpr const char* select_metadata = "SELECT value FROM metadata WHERE name = :key";
inline constexpr const char* insert_metadata = "INSERT INTO metadata (name, value) VALUES (:name, :value)";

// -- migrations

inline constexpr const char* insert_migration =
  "INSERT INTO schema_migration (version, name, sha256, applied_at) VALUES (:version, :name, :sha256, :applied_at)";
inline constexpr const char* select_migrations = "SELECT version, name, sha256, applied_at FROM schema_migration ORDER BY version";

// clang-format on

}  // namespace dunghan::adapters::store_sql::sql
