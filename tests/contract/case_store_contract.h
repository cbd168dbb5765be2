// What every case store promises, as one suite that each of them must pass. A store takes part with
//   INSTANTIATE_TEST_SUITE_P(memory, CaseStoreContract, testing::Values(StoreMaker{"memory",
//   make}));
// and this file knows nothing of what lies behind it.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

#include "engine/ports/case_store.h"

namespace dunghan::contract {

class StoreUnderTest {
 public:
  virtual ~StoreUnderTest() = default;
  [[nodiscard]] virtual ports::CaseStore& store() = 0;
  /// Closes the store and opens it again, where it keeps anything.
  virtual void reopen() = 0;
};

struct StoreMaker {
  std::string name;
  std::function<std::unique_ptr<StoreUnderTest>()> make;  // each time an empty one
};

class CaseStoreContract : public testing::TestWithParam<StoreMaker> {
 protected:
  void SetUp() override { under_test_ = GetParam().make(); }
  [[nodiscard]] ports::CaseStore& store() { return under_test_->store(); }
  void reopen() { under_test_->reopen(); }

  /// One unit of work that must go well.
  void change(const std::function<void(ports::UnitOfWork&)>& work) {
    auto unit = store().begin();
    ASSERT_TRUE(unit) << unit.error().message;
    work(**unit);
    const auto committed = (*unit)->commit();
    ASSERT_TRUE(committed) << committed.error().message;
  }

 private:
  std::unique_ptr<StoreUnderTest> under_test_;
};

/// The value, or a failed test and an empty one.
template <class T>
T given(Result<T> result) {
  if (result) return *std::move(result);
  ADD_FAILURE() << result.error().message;
  return T{};
}
inline void done(const Result<void>& result) {
  if (!result) ADD_FAILURE() << result.error().message;
}

}  // namespace dunghan::contract
