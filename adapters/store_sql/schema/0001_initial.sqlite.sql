-- The first schema. Instants are BIGINT, microseconds since 1970 UTC; dates are BIGINT, days since 1970; yes and no are 1 and 0.
-- BIGINT and never INTEGER: the database library cuts columns of the latter to 32 bits (only scalar reads of a rowid are safe).

CREATE TABLE metadata (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);

-- The log. Appended to, never rewritten: only a body (and the salt that commits to it) may be erased.
CREATE TABLE event (
  id          INTEGER PRIMARY KEY,
  stream_kind TEXT   NOT NULL,
  stream_id   BIGINT NOT NULL,
  seq         BIGINT NOT NULL CHECK (seq > 0),
  kind        TEXT   NOT NULL,
  version     BIGINT NOT NULL,
  occurred_at BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  actor       TEXT   NOT NULL,
  facts       TEXT   NOT NULL,
  body        TEXT   NOT NULL,
  salt        BLOB   NOT NULL,
  leaf_hash   BLOB   NOT NULL,
  UNIQUE (stream_id, seq, stream_kind)
);
CREATE INDEX event_recorded ON event (recorded_at, id);

CREATE TRIGGER event_keeps_what_is_hashed
BEFORE UPDATE OF id, stream_kind, stream_id, seq, kind, version, occurred_at, recorded_at, actor, facts, leaf_hash ON event
BEGIN SELECT RAISE(ABORT, 'events are never rewritten'); END;
CREATE TRIGGER event_stays
BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

-- Rows projected from the log, valid in [valid_from, valid_to) of its positions; valid_to is empty for the present.
CREATE TABLE case_row (
  case_id     BIGINT NOT NULL,
  valid_from  BIGINT NOT NULL,
  valid_to    BIGINT,
  number      TEXT   NOT NULL,
  workflow    TEXT   NOT NULL,
  unit        TEXT   NOT NULL,
  version     BIGINT NOT NULL,
  state       TEXT   NOT NULL,
  opened_at   BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  closed_at   BIGINT,
  seq         BIGINT NOT NULL,
  UNIQUE (case_id, valid_from)
);
CREATE INDEX case_row_number ON case_row (number, case_id) WHERE valid_to IS NULL;

CREATE TABLE deadline_row (
  case_id           BIGINT NOT NULL,
  name              TEXT   NOT NULL,
  valid_from        BIGINT NOT NULL,
  valid_to          BIGINT,
  workflow          TEXT   NOT NULL,
  case_unit         TEXT   NOT NULL,
  title_vi          TEXT   NOT NULL,
  title_en          TEXT   NOT NULL,
  owner_role        TEXT   NOT NULL,
  owner_unit        TEXT   NOT NULL,
  owner             TEXT   NOT NULL,
  status            TEXT   NOT NULL,
  started_at        BIGINT NOT NULL,
  due_on            BIGINT,
  due_at            BIGINT,
  provisional       BIGINT NOT NULL,
  clock_type        BIGINT NOT NULL,
  citizen           BIGINT NOT NULL,
  ended_at          BIGINT,
  ended_recorded_at BIGINT,
  ended_recorded_by TEXT   NOT NULL,
  late              BIGINT NOT NULL,
  times_extended    BIGINT NOT NULL,
  suspended_days    BIGINT NOT NULL,
  calendar          TEXT   NOT NULL,
  basis             TEXT   NOT NULL,
  UNIQUE (case_id, name, valid_from)
);
-- What is met stays a present row for ever, so the lists of what is due have an index of the live ones alone.
CREATE INDEX deadline_row_live ON deadline_row (owner_unit, due_at, case_id, name)
  WHERE valid_to IS NULL AND status IN ('running', 'suspended');

CREATE TABLE task_row (
  case_id    BIGINT NOT NULL,
  name       TEXT   NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_to   BIGINT,
  workflow   TEXT   NOT NULL,
  case_unit  TEXT   NOT NULL,
  title_vi   TEXT   NOT NULL,
  title_en   TEXT   NOT NULL,
  role       TEXT   NOT NULL,
  unit       TEXT   NOT NULL,
  post       TEXT   NOT NULL,
  assignee   TEXT   NOT NULL,
  deadline   TEXT   NOT NULL,
  status     TEXT   NOT NULL,
  made_at    BIGINT NOT NULL,
  ended_at   BIGINT,
  ended_by   TEXT   NOT NULL,
  basis      TEXT   NOT NULL,
  UNIQUE (case_id, name, valid_from)
);
CREATE INDEX task_row_open ON task_row (assignee, made_at)
  WHERE valid_to IS NULL AND status = 'open';
CREATE INDEX task_row_open_unit ON task_row (unit, made_at, case_id, name)
  WHERE valid_to IS NULL AND status = 'open';

-- Stored wake-ups, clustered by when they are due.
CREATE TABLE timer (
  due_at  BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  kind    TEXT   NOT NULL,
  PRIMARY KEY (due_at, case_id, kind)
) WITHOUT ROWID;
CREATE INDEX timer_case ON timer (case_id);

CREATE TABLE receipt (
  idempotency_key TEXT   NOT NULL PRIMARY KEY,
  digest          BLOB   NOT NULL,
  case_id         BIGINT NOT NULL,
  seq             BIGINT NOT NULL,
  answer          TEXT   NOT NULL,
  recorded_at     BIGINT NOT NULL
);

-- Notifications; next_try_at moves with every failed attempt, not_before stays what was decided.
CREATE TABLE outbox (
  id            INTEGER PRIMARY KEY,
  kind          TEXT   NOT NULL,
  case_id       BIGINT NOT NULL,
  case_number   TEXT   NOT NULL,
  workflow      TEXT   NOT NULL,
  deadline      TEXT   NOT NULL,
  task          TEXT   NOT NULL,
  state         TEXT   NOT NULL,
  recipient     TEXT   NOT NULL,
  unit          TEXT   NOT NULL,
  template_name TEXT   NOT NULL,
  due_on        BIGINT,
  due_at        BIGINT,
  title_vi      TEXT   NOT NULL,
  title_en      TEXT   NOT NULL,
  basis         TEXT   NOT NULL,
  created_at    BIGINT NOT NULL,
  not_before    BIGINT NOT NULL,
  next_try_at   BIGINT NOT NULL,
  attempts      BIGINT NOT NULL,
  delivered_at  BIGINT
);
CREATE INDEX outbox_pending ON outbox (next_try_at, id) WHERE delivered_at IS NULL;

-- Commands that one case's step sends to another; deleted when they are taken up.
CREATE TABLE case_message (
  id           INTEGER PRIMARY KEY,
  from_case    BIGINT NOT NULL,
  kind         TEXT   NOT NULL,
  to_case      BIGINT NOT NULL,
  workflow     TEXT   NOT NULL,
  unit         TEXT   NOT NULL,
  event        TEXT   NOT NULL,
  link         TEXT   NOT NULL,
  with_values  TEXT   NOT NULL,
  occurred_at  BIGINT NOT NULL
);

-- Keys of sealed fields, wrapped by the installation's master key. A row that is gone is a case nobody can read.
CREATE TABLE case_key (
  case_id INTEGER PRIMARY KEY,
  wrapped BLOB NOT NULL
);

CREATE TABLE series (
  name  TEXT   NOT NULL PRIMARY KEY,
  value BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE document (
  kind         TEXT   NOT NULL,
  id           TEXT   NOT NULL,
  version      BIGINT NOT NULL,
  content_hash TEXT   NOT NULL,
  source       TEXT   NOT NULL,
  recorded_at  BIGINT NOT NULL,
  PRIMARY KEY (kind, id, version)
);
