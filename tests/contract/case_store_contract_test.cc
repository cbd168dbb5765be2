// The stores that are held to the contract.
#include "tests/contract/case_store_contract.h"
#include "adapters/crypto/sodium_crypto.h"
#include "adapters/store_memory/memory_store.h"
#include "adapters/store_sql/sql_store.h"
#include "tests/fakes/temporary_folder.h"

namespace dunghan::contract {
namespace {

class InMemory final : public StoreUnderTest {
 public:
  ports::CaseStore& store() override { return store_; }
  void reopen() override {}

 private:
  std::unique_ptr<adapters::crypto::SodiumCrypto> crypto_ =
      given(adapters::crypto::SodiumCrypto::ephemeral());
  adapters::store_memory::MemoryStore store_{*crypto_};
};

class OnSqlite final : public StoreUnderTest {
 public:
  OnSqlite() { open(); }
  ports::CaseStore& store() override { return *store_; }
  void reopen() override {
    store_.reset();
    open();
  }

 private:
  void open() {
    store_ =
        given(adapters::store_sql::SqlStore::open({.path = folder_ / "register.db"}, *crypto_));
    if (!store_) throw std::runtime_error("the database does not open");
  }
  fakes::TemporaryFolder folder_;
  std::unique_ptr<adapters::crypto::SodiumCrypto> crypto_ =
      given(adapters::crypto::SodiumCrypto::ephemeral());
  std::unique_ptr<adapters::store_sql::SqlStore> store_;
};

std::string name_of_maker(const testing::TestParamInfo<StoreMaker>& info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(
    , CaseStoreContract,
    testing::Values(StoreMaker{"memory", [] { return std::make_unique<InMemory>(); }},
                    StoreMaker{"sqlite", [] { return std::make_unique<OnSqlite>(); }}),
    name_of_maker);

}  // namespace
}  // namespace dunghan::contract
