// The promises about the log, receipts, timers, messages and the unit of work. Rows and lists:
// case_store_rows_contract.cc.
#include "tests/contract/case_store_contract.h"

#include "adapters/crypto/sodium_crypto.h"
#include "adapters/json/value_json.h"
#include "engine/proof/leaf.h"
#include "tests/contract/sample_records.h"

namespace dunghan::contract {
namespace {

using ports::EventRecord;
using ports::StreamKind;
using ports::TimerRow;
using ports::UnitOfWork;

// A leaf hash worked out beside the store, from what the store gives back.
std::string expected_leaf(const EventRecord& event) {
  const auto crypto = given(adapters::crypto::SodiumCrypto::ephemeral());
  const std::string facts = adapters::json::to_stored_json(event.facts);
  const std::string commitment =
      crypto->sha256(event.salt + adapters::json::to_stored_json(event.body));
  return crypto->sha256(
      proof::leaf_octets({.stream_kind = "case",
                          .stream_id = event.stream_id,
                          .seq = event.seq,
                          .kind = event.kind,
                          .version = event.version,
                          .occurred_at_us = event.occurred_at.time_since_epoch().count(),
                          .recorded_at_us = event.recorded_at.time_since_epoch().count(),
                          .actor = event.actor,
                          .facts = facts,
                          .body_commitment = commitment}));
}

TEST_P(CaseStoreContract, an_appended_event_comes_back_whole_with_position_salt_and_leaf) {
  std::vector<EventRecord> events{sample_event(big, 1), sample_event(big, 2), sample_event(7, 1)};
  change([&](UnitOfWork& unit) { done(unit.append(events)); });
  EXPECT_EQ(events[0].id, 1);
  EXPECT_EQ(events[2].id, 3);
  EXPECT_EQ(events[0].salt.size(), 16U);
  EXPECT_NE(events[0].salt, events[1].salt);
  for (const EventRecord& event : events) EXPECT_EQ(event.leaf_hash, expected_leaf(event));
  reopen();
  EXPECT_TRUE(same(given(store().events(StreamKind::cases, big)), {events[0], events[1]}));
  EXPECT_TRUE(same(given(store().events(StreamKind::cases, 7)), {events[2]}));
  EXPECT_TRUE(given(store().events(StreamKind::cases, 8)).empty());
  EXPECT_EQ(given(store().last_position()), 3);
}

TEST_P(CaseStoreContract, positions_go_on_after_the_last_one) {
  for (std::int64_t seq = 1; seq <= 3; ++seq) {
    std::vector<EventRecord> events{sample_event(1, seq)};
    change([&](UnitOfWork& unit) { done(unit.append(events)); });
    EXPECT_EQ(events[0].id, seq);
    reopen();
  }
}

TEST_P(CaseStoreContract, streams_of_different_kinds_are_apart) {
  std::vector<EventRecord> events;
  for (const StreamKind kind :
       {StreamKind::cases, StreamKind::definition, StreamKind::calendar, StreamKind::organisation,
        StreamKind::account, StreamKind::access}) {
    events.push_back(sample_event(1, 1));
    events.back().stream_kind = kind;
  }
  change([&](UnitOfWork& unit) { done(unit.append(events)); });
  for (const EventRecord& event : events) {
    EXPECT_TRUE(same(given(store().events(event.stream_kind, 1)), {event}));
  }
}

TEST_P(CaseStoreContract, a_place_in_a_stream_is_given_once) {
  std::vector<EventRecord> events{sample_event(1, 1)};
  change([&](UnitOfWork& unit) { done(unit.append(events)); });
  auto unit = given(store().begin());
  std::vector<EventRecord> again{sample_event(2, 1), sample_event(1, 1)};
  const auto appended = unit->append(again);
  ASSERT_FALSE(appended);
  EXPECT_EQ(appended.error().code, ErrorCode::conflict);
  unit.reset();
  EXPECT_EQ(given(store().last_position()), 1);
  EXPECT_TRUE(given(store().events(StreamKind::cases, 2)).empty());
}

TEST_P(CaseStoreContract, a_unit_that_failed_gives_its_error_to_the_end_and_writes_nothing) {
  std::vector<EventRecord> events{sample_event(1, 1)};
  change([&](UnitOfWork& unit) { done(unit.append(events)); });
  auto unit = given(store().begin());
  done(unit->set_series_value("KN", 5));
  std::vector<EventRecord> again{sample_event(1, 1)};
  ASSERT_FALSE(unit->append(again));
  std::vector<EventRecord> fresh{sample_event(1, 2)};
  const auto later = unit->append(fresh);
  ASSERT_FALSE(later);
  EXPECT_EQ(later.error().code, ErrorCode::conflict);
  EXPECT_FALSE(unit->series_value("KN"));
  EXPECT_FALSE(unit->put_case(sample_case(1), 1));
  const auto committed = unit->commit();
  ASSERT_FALSE(committed);
  EXPECT_EQ(committed.error().code, ErrorCode::conflict);
  unit.reset();
  change([](UnitOfWork& next) { EXPECT_EQ(given(next.series_value("KN")), 0); });
}

TEST_P(CaseStoreContract, a_unit_that_is_dropped_leaves_nothing_at_all) {
  std::vector<EventRecord> first{sample_event(1, 1)};
  const TimerRow kept{at(10), CaseId{1}, "overdue x"};
  const auto old_case = sample_case(1);
  change([&](UnitOfWork& unit) {
    done(unit.append(first));
    done(unit.put_case(old_case, 1));
    done(unit.replace_timers(CaseId{1}, {kept}));
    done(unit.set_series_value("KN", 1));
    done(unit.put_wrapped_key(CaseId{1}, "old"));
    ports::CaseMessage message;
    message.id = MessageId{1};
    done(unit.put_case_message(message));
  });
  {
    auto unit = given(store().begin());
    std::vector<EventRecord> second{sample_event(1, 2), sample_event(2, 1)};
    done(unit->append(second));
    auto new_case = sample_case(1);
    new_case.number = "other";
    done(unit->put_case(new_case, 2));
    done(unit->put_deadline(sample_deadline(1, "d"), 2));
    done(unit->put_task(sample_task(1, "t"), 2));
    done(unit->replace_timers(CaseId{1}, {{at(5), CaseId{1}, "y"}}));
    done(unit->enqueue(sample_message(1, at(0))));
    done(unit->take_case_message(MessageId{1}));
    done(unit->put_receipt({"key", "digest", CaseId{1}, 2, "{}", at(1)}));
    done(unit->put_document({"calendar", "vn", 1, "hash", "text", at(1)}));
    done(unit->set_series_value("KN", 2));
    done(unit->set_series_value("TC", 1));
    done(unit->put_wrapped_key(CaseId{1}, "new"));
  }
  reopen();
  EXPECT_EQ(given(store().last_position()), 1);
  EXPECT_TRUE(same(given(store().cases({})), {old_case}));
  EXPECT_EQ(given(store().find_case("other")), std::nullopt);
  EXPECT_TRUE(given(store().deadlines({})).empty());
  EXPECT_TRUE(given(store().tasks({})).empty());
  EXPECT_TRUE(given(store().pending_messages(at(big), 10)).empty());
  EXPECT_EQ(given(store().wrapped_key(CaseId{1})), "old");
  EXPECT_FALSE(given(store().find_document("calendar", "vn", 1)));
  change([&](UnitOfWork& unit) {
    EXPECT_EQ(given(unit.due_timers(at(big), 10)), std::vector<TimerRow>{kept});
    EXPECT_EQ(given(unit.case_messages(10)).size(), 1U);
    EXPECT_FALSE(given(unit.find_receipt("key")));
    EXPECT_EQ(given(unit.series_value("KN")), 1);
    EXPECT_EQ(given(unit.series_value("TC")), 0);
    std::vector<EventRecord> next{sample_event(2, 1)};
    done(unit.append(next));
    EXPECT_EQ(next[0].id, 2) << "the dropped position is used again";
  });
}

TEST_P(CaseStoreContract, one_unit_is_open_at_a_time_and_is_committed_once) {
  auto unit = given(store().begin());
  const auto second = store().begin();
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::unavailable);
  done(unit->commit());
  EXPECT_FALSE(unit->commit());
  EXPECT_FALSE(unit->set_series_value("KN", 1));
  auto third = given(store().begin());
  unit.reset();  // the old one's end does not touch the new one
  done(third->set_series_value("KN", 3));
  done(third->commit());
}

TEST_P(CaseStoreContract, what_is_asked_meanwhile_is_answered_with_what_was_written_so_far) {
  auto unit = given(store().begin());
  std::vector<EventRecord> events{sample_event(1, 1)};
  done(unit->append(events));
  done(unit->put_case(sample_case(1), 1));
  EXPECT_EQ(given(store().last_position()), 1);
  EXPECT_EQ(given(store().find_case("KN-1")), CaseId{1});
  EXPECT_TRUE(same(given(unit->load_events(StreamKind::cases, 1)), events));
  EXPECT_EQ(given(unit->find_case("KN-1")), CaseId{1});
  unit.reset();
  EXPECT_EQ(given(store().last_position()), 0);
}

TEST_P(CaseStoreContract, a_receipt_is_found_by_its_key_and_given_once) {
  const ports::Receipt receipt{"kéy",   std::string("\0\xff\1", 3), CaseId{big},
                               big + 1, R"({"number":"KN-1"})",     at(big + 2)};
  change([&](UnitOfWork& unit) { done(unit.put_receipt(receipt)); });
  reopen();
  auto unit = given(store().begin());
  EXPECT_TRUE(same(given(unit->find_receipt("kéy")), std::optional(receipt)));
  EXPECT_FALSE(given(unit->find_receipt("key")));
  const auto again = unit->put_receipt(receipt);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::conflict);
}

TEST_P(CaseStoreContract, timers_come_in_order_of_instant_case_and_kind) {
  const TimerRow a{at(10), CaseId{big}, "b"};
  const TimerRow b{at(10), CaseId{big}, "a"};
  const TimerRow c{at(10), CaseId{2}, "z"};
  const TimerRow d{at(big * 1000), CaseId{2}, "a"};
  change([&](UnitOfWork& unit) {
    done(unit.replace_timers(CaseId{big}, {a, b}));
    done(unit.replace_timers(CaseId{2}, {d, c}));
  });
  reopen();
  EXPECT_EQ(given(store().next_timer()), at(10));
  change([&](UnitOfWork& unit) {
    EXPECT_EQ(given(unit.due_timers(at(10), 100)), (std::vector{c, b, a}));
    EXPECT_EQ(given(unit.due_timers(at(9), 100)), std::vector<TimerRow>{});
    EXPECT_EQ(given(unit.due_timers(at(big * 1000), 100)), (std::vector{c, b, a, d}));
    EXPECT_EQ(given(unit.due_timers(at(big * 1000), 2)), (std::vector{c, b}));
    EXPECT_EQ(given(unit.due_timers(at(big * 1000), 0)), std::vector<TimerRow>{});
  });
}

TEST_P(CaseStoreContract, a_cases_timers_are_those_of_the_last_call_and_no_others) {
  const TimerRow stays{at(10), CaseId{1}, "stays"};
  const TimerRow goes{at(11), CaseId{1}, "goes"};
  const TimerRow comes{at(12), CaseId{1}, "comes"};
  const TimerRow other{at(13), CaseId{2}, "stays"};
  change([&](UnitOfWork& unit) {
    done(unit.replace_timers(CaseId{2}, {other}));
    done(unit.replace_timers(CaseId{1}, {goes, stays}));
    done(unit.replace_timers(CaseId{1}, {stays, comes, comes}));
    EXPECT_EQ(given(unit.due_timers(at(big), 9)), (std::vector{stays, comes, other}));
    done(unit.replace_timers(CaseId{1}, {}));
    EXPECT_EQ(given(unit.due_timers(at(big), 9)), std::vector{other});
    done(unit.replace_timers(CaseId{2}, {}));
  });
  EXPECT_EQ(given(store().next_timer()), std::nullopt);
}

TEST_P(CaseStoreContract, messages_between_cases_wait_in_order_until_they_are_taken) {
  ports::CaseMessage message;
  message.id = MessageId{big};
  message.from = CaseId{big + 1};
  message.kind = "open";
  message.to = CaseId{big + 2};
  message.workflow = "denunciation";
  message.unit = "so-tnmt";
  message.event = "transferred";
  message.link = "parent";
  message.with = {{Value("on"), Value(make_date(2024, 5, 7))}};
  message.details = {{Value("hops"), Value(std::int64_t{3})},
                     {Value("fields"), Value(List{Value("total")})}};
  message.occurred_at = at(big + 3);
  ports::CaseMessage earlier = message;
  earlier.id = MessageId{big - 1};
  change([&](UnitOfWork& unit) {
    done(unit.put_case_message(message));
    done(unit.put_case_message(earlier));
  });
  reopen();
  change([&](UnitOfWork& unit) {
    EXPECT_TRUE(same(given(unit.case_messages(10)), {earlier, message}));
    EXPECT_TRUE(same(given(unit.case_messages(1)), {earlier}));
    done(unit.take_case_message(earlier.id));
    EXPECT_TRUE(same(given(unit.case_messages(10)), {message}));
  });
  auto unit = given(store().begin());
  const auto again = unit->put_case_message(message);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::conflict);
}

TEST_P(CaseStoreContract, the_outbox_gives_what_is_due_and_forgets_nothing) {
  const auto first = sample_message(big, at(100));
  const auto second = sample_message(big + 1, at(50));
  auto bare = sample_message(3, at(100));
  bare.due_on.reset();
  change([&](UnitOfWork& unit) {
    done(unit.enqueue(first));
    done(unit.enqueue(second));
    done(unit.enqueue(bare));
  });
  reopen();
  EXPECT_TRUE(given(store().pending_messages(at(49), 10)).empty());
  EXPECT_TRUE(same(given(store().pending_messages(at(100), 10)), {second, bare, first}));
  EXPECT_TRUE(same(given(store().pending_messages(at(100), 1)), {second}));

  done(store().mark_failed(second.id, at(200)));
  EXPECT_TRUE(same(given(store().pending_messages(at(199), 10)), {bare, first}));
  done(store().mark_delivered(first.id, at(101)));
  done(store().mark_delivered(bare.id, at(101)));
  auto retried = second;
  retried.attempts = 1;
  EXPECT_TRUE(same(given(store().pending_messages(at(200), 10)), {retried}));
  reopen();
  EXPECT_TRUE(same(given(store().pending_messages(at(big), 10)), {retried}));

  const auto unknown = store().mark_delivered(MessageId{99}, at(1));
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, ErrorCode::not_found);
  EXPECT_FALSE(store().mark_failed(MessageId{99}, at(1)));
  auto unit = given(store().begin());
  const auto during = store().mark_delivered(second.id, at(1));
  ASSERT_FALSE(during);
  EXPECT_EQ(during.error().code, ErrorCode::unavailable);
  EXPECT_FALSE(unit->enqueue(first)) << "an id is given once, delivered or not";
}

TEST_P(CaseStoreContract, a_document_is_put_in_force_with_one_content) {
  const ports::StoredDocument document{"definition", "complaint",       1,
                                       "abc",        "id: complaint\n", at(big)};
  change([&](UnitOfWork& unit) {
    done(unit.put_document(document));
    done(unit.put_document(document));
    auto next = document;
    next.version = 2;
    next.content_hash = "def";
    done(unit.put_document(next));
  });
  reopen();
  EXPECT_TRUE(
      same(given(store().find_document("definition", "complaint", 1)), std::optional(document)));
  EXPECT_FALSE(given(store().find_document("definition", "complaint", 3)));
  EXPECT_FALSE(given(store().find_document("calendar", "complaint", 1)));
  auto unit = given(store().begin());
  EXPECT_TRUE(
      same(given(unit->find_document("definition", "complaint", 1)), std::optional(document)));
  auto changed = document;
  changed.content_hash = "changed";
  const auto put = unit->put_document(changed);
  ASSERT_FALSE(put);
  EXPECT_EQ(put.error().code, ErrorCode::conflict);
}

TEST_P(CaseStoreContract, series_and_keys_keep_their_last_value) {
  const std::string wrapped("\0\x80\xff key", 7);
  change([&](UnitOfWork& unit) {
    EXPECT_EQ(given(unit.series_value("KN/2024")), 0);
    done(unit.set_series_value("KN/2024", 1));
    done(unit.set_series_value("KN/2024", big));
    EXPECT_EQ(given(unit.series_value("KN/2024")), big);
    done(unit.put_wrapped_key(CaseId{big}, "first"));
    done(unit.put_wrapped_key(CaseId{big}, wrapped));
    EXPECT_EQ(given(unit.wrapped_key(CaseId{big})), wrapped);
  });
  reopen();
  EXPECT_EQ(given(store().wrapped_key(CaseId{big})), wrapped);
  EXPECT_EQ(given(store().wrapped_key(CaseId{1})), std::nullopt);
  change([&](UnitOfWork& unit) { EXPECT_EQ(given(unit.series_value("KN/2024")), big); });
}

TEST_P(CaseStoreContract,
       a_position_is_found_by_the_time_of_recording_also_when_the_clock_went_back) {
  std::vector<EventRecord> events{sample_event(1, 1, at(10)), sample_event(1, 2, at(30)),
                                  sample_event(2, 1, at(20)), sample_event(2, 2, at(40))};
  EXPECT_EQ(given(store().position_at(at(big))), 0);
  change([&](UnitOfWork& unit) { done(unit.append(events)); });
  const std::pair<std::int64_t, std::int64_t> expected[] = {{9, 0},  {10, 1}, {19, 1}, {20, 3},
                                                            {30, 3}, {39, 3}, {40, 4}, {big, 4}};
  for (const auto& [instant, position] : expected) {
    EXPECT_EQ(given(store().position_at(at(instant))), position) << instant;
  }
}

TEST_P(CaseStoreContract, numbers_texts_and_bodies_survive_at_their_edges) {
  EventRecord event = sample_event(std::numeric_limits<std::int64_t>::max(), big);
  event.actor = std::string("a\0b", 3);
  event.occurred_at = at(-big * 1000);
  event.facts = {{Value("text"), Value(std::string("x\0y", 3))},
                 {Value("least"), Value(std::numeric_limits<std::int64_t>::min())},
                 {Value("octets"), Value("\x80")}};
  event.body = {{Value("long"), Value(std::string(5'000'000, 'b'))}};
  std::vector<EventRecord> events{event};
  auto row = sample_case(1);
  row.unit = std::string("so\0tnmt", 7);
  change([&](UnitOfWork& unit) {
    done(unit.append(events));
    done(unit.put_case(row, 1));
  });
  reopen();
  EXPECT_TRUE(same(given(store().events(StreamKind::cases, event.stream_id)), events));
  EXPECT_TRUE(same(given(store().cases({})), {row}));
}

TEST_P(CaseStoreContract, what_cannot_be_read_back_is_not_taken) {
  Value deep(1);
  for (int i = 0; i <= adapters::json::stored_depth_max; ++i) deep = Value(List{deep});
  for (const bool as_message : {false, true}) {
    auto unit = given(store().begin());
    Result<void> written;
    if (as_message) {
      ports::CaseMessage message;
      message.with = {{Value("deep"), deep}};
      written = unit->put_case_message(message);
    } else {
      std::vector<EventRecord> events{sample_event(1, 1)};
      events[0].facts = {{Value("deep"), deep}};
      written = unit->append(events);
    }
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::limit_exceeded);
  }
  EXPECT_EQ(given(store().last_position()), 0);
}

}  // namespace
}  // namespace dunghan::contract
