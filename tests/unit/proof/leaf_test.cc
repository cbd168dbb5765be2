// The leaf format is for ever: these octets were put together by another program, from the format's
// description.
#include "engine/proof/leaf.h"

#include <gtest/gtest.h>

#include <set>

namespace dunghan::proof {
namespace {

std::string from_hex(std::string_view hex) {
  std::string octets;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    octets += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  }
  return octets;
}

const std::string commitment =
    from_hex("4f2608b9ddf5ea7cb691ad8ac25b58ad7bd845ceadee3fa915e2335e468b6328");

LeafParts sample() {
  return {.stream_kind = "case",
          .stream_id = 5'000'000'000,
          .seq = 1,
          .kind = "case_opened",
          .version = 1,
          .occurred_at_us = 1'715'040'000'000'000,
          .recorded_at_us = -1,
          .actor = "reception",
          .facts = R"({"number":"KN-0001","filed_on":{"$date":"2024-05-07"}})",
          .body_commitment = commitment};
}

TEST(Leaf, has_the_octets_that_its_description_says) {
  EXPECT_EQ(leaf_octets(sample()),
            from_hex("00"
                     "000000000000000463617365"
                     "0000000000000008000000012a05f200"
                     "00000000000000080000000000000001"
                     "000000000000000b636173655f6f70656e6564"
                     "00000000000000080000000000000001"
                     "0000000000000008000617d1ddf9c000"
                     "0000000000000008ffffffffffffffff"
                     "0000000000000009726563657074696f6e"
                     "00000000000000367b226e756d626572223a224b4e2d30303031222c2266696c65645f6f6e22"
                     "3a7b222464617465223a22323032342d30352d3037227d7d"
                     "0000000000000020"
                     "4f2608b9ddf5ea7cb691ad8ac25b58ad7bd845ceadee3fa915e2335e468b6328"));
}

TEST(Leaf, differs_as_soon_as_any_part_does_also_by_a_moved_boundary) {
  std::set<std::string> leaves{leaf_octets(sample())};
  const auto add = [&leaves](auto change) {
    LeafParts parts = sample();
    change(parts);
    EXPECT_TRUE(leaves.insert(leaf_octets(parts)).second);
  };
  add([](LeafParts& p) { p.stream_kind = "access"; });
  add([](LeafParts& p) { p.stream_id = 705'032'704; });  // 5'000'000'000 cut to 32 bits
  add([](LeafParts& p) { p.seq = 2; });
  add([](LeafParts& p) { p.kind = "case_closed"; });
  add([](LeafParts& p) { p.version = 2; });
  add([](LeafParts& p) { p.occurred_at_us += 1; });
  add([](LeafParts& p) { p.recorded_at_us += 1; });
  add([](LeafParts& p) { p.actor = "reception{"; });
  add([](LeafParts& p) { p.facts = p.facts.substr(1); });
  add([](LeafParts& p) {
    p.actor = "reception{";
    p.facts = p.facts.substr(1);
  });
  add([](LeafParts& p) { p.body_commitment = {}; });
}

}  // namespace
}  // namespace dunghan::proof
