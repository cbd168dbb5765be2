// The fake that fails on purpose is itself held to what its users count on.
#include "tests/fakes/faulty_store.h"

#include <gtest/gtest.h>

#include "adapters/crypto/sodium_crypto.h"
#include "adapters/store_memory/memory_store.h"
#include "tests/contract/sample_records.h"

namespace dunghan::contract {
namespace {

using fakes::FaultyStore;

/// Five calls: begin, find_receipt, append, put_receipt, commit.
Result<void> run_once(ports::CaseStore& store) {
  DUNGHAN_TRY(auto unit, store.begin());
  DUNGHAN_TRY(const auto receipt, unit->find_receipt("key"));
  if (receipt) return {};
  std::vector<ports::EventRecord> events{sample_event(1, 1)};
  DUNGHAN_TRY_VOID(unit->append(events));
  DUNGHAN_TRY_VOID(unit->put_receipt({"key", "digest", CaseId{1}, 1, "{}", at(1)}));
  return unit->commit();
}

TEST(FaultyStore, visits_every_call_and_a_retry_makes_good_what_failed) {
  for (const bool answer_is_lost : {false, true}) {
    int call = 1;
    for (;; ++call) {
      const auto crypto = adapters::crypto::SodiumCrypto::ephemeral();
      adapters::store_memory::MemoryStore real(**crypto);
      FaultyStore faulty(real, {.call = call, .answer_is_lost = answer_is_lost});
      const auto outcome = run_once(faulty);
      ASSERT_EQ(outcome.has_value(), !faulty.has_failed());
      if (!faulty.has_failed()) break;
      const bool at_commit = call == 5;
      EXPECT_EQ(outcome.error().code,
                at_commit && answer_is_lost ? ErrorCode::unknown_outcome : ErrorCode::unavailable);
      EXPECT_EQ(*real.last_position(), at_commit && answer_is_lost ? 1 : 0);
      EXPECT_TRUE(run_once(faulty));
      EXPECT_EQ(*real.last_position(), 1);
    }
    EXPECT_EQ(call, 6);
  }
}

TEST(FaultyStore, poisons_the_unit_that_was_hit) {
  const auto crypto = adapters::crypto::SodiumCrypto::ephemeral();
  adapters::store_memory::MemoryStore real(**crypto);
  FaultyStore faulty(real, {.call = 2});
  auto unit = faulty.begin();
  ASSERT_TRUE(unit);
  EXPECT_FALSE((*unit)->set_series_value("KN", 1));
  EXPECT_FALSE((*unit)->series_value("KN"));
  EXPECT_FALSE((*unit)->commit());
  EXPECT_TRUE(faulty.begin()) << "the real unit is gone already";
}

}  // namespace
}  // namespace dunghan::contract
