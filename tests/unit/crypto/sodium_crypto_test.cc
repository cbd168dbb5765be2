// What sealing promises: only the right key, the right place and the untouched text open; and where
// keys come from.
#include "adapters/crypto/sodium_crypto.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>
#include <vector>

namespace dunghan::adapters::crypto {
namespace {

namespace fs = std::filesystem;

constexpr const char* key_hex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
constexpr const char* key_base64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "dunghan-crypto-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] fs::path operator/(const char* name) const { return path_ / name; }

 private:
  fs::path path_;
};

std::unique_ptr<SodiumCrypto> with_key(const std::string& text) {
  auto opened = SodiumCrypto::open({text, {}, false});
  EXPECT_TRUE(opened) << opened.error().message;
  return *std::move(opened);
}

std::string to_hex(std::string_view octets) {
  std::ostringstream out;
  for (const char c : octets) {
    out << "0123456789abcdef"[static_cast<unsigned char>(c) >> 4U]
        << "0123456789abcdef"[static_cast<unsigned char>(c) & 15U];
  }
  return out.str();
}

void write_file(const fs::path& path, std::string_view text, mode_t mode) {
  std::ofstream(path) << text;
  ASSERT_EQ(::chmod(path.c_str(), mode), 0);
}

TEST(SodiumCrypto, hashes_as_fips_180_4_says) {
  const auto crypto = with_key(key_hex);
  EXPECT_EQ(to_hex(crypto->sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(crypto->sha256("")),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(SodiumCrypto, gives_back_what_was_sealed) {
  const auto crypto = with_key(key_hex);
  const auto key = crypto->make_case_key();
  ASSERT_TRUE(key);
  for (const std::string& plain :
       {std::string(), std::string("Nguyễn"), std::string(100'000, '\0')}) {
    const auto sealed = crypto->seal(*key, "case 1 complainant", plain);
    ASSERT_TRUE(sealed);
    EXPECT_TRUE(plain.empty() || sealed->find(plain) == std::string::npos);
    const auto opened = crypto->open(*key, "case 1 complainant", *sealed);
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ(*opened, plain);
  }
}

TEST(SodiumCrypto, seals_the_same_text_differently_each_time) {
  const auto crypto = with_key(key_hex);
  const auto key = crypto->make_case_key();
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(seen.insert(*crypto->seal(*key, "c", "same")).second);
}

TEST(SodiumCrypto, does_not_open_a_ciphertext_that_was_moved_to_another_place) {
  const auto crypto = with_key(key_hex);
  const auto key = crypto->make_case_key();
  const auto other_key = crypto->make_case_key();
  const auto sealed = crypto->seal(*key, "case 1 complainant", "secret");
  for (const auto& attempt : {crypto->open(*key, "case 1 address", *sealed),
                              crypto->open(*other_key, "case 1 complainant", *sealed)}) {
    ASSERT_FALSE(attempt);
    EXPECT_EQ(attempt.error().code, ErrorCode::corrupt);
  }
}

TEST(SodiumCrypto, does_not_open_under_another_master_key) {
  const auto crypto = with_key(key_hex);
  const auto key = crypto->make_case_key();
  const auto sealed = crypto->seal(*key, "c", "secret");
  const auto other = with_key(std::string(64, 'f'));
  const auto attempt = other->open(*key, "c", *sealed);
  ASSERT_FALSE(attempt);
  EXPECT_EQ(attempt.error().code, ErrorCode::corrupt);
  EXPECT_NE(attempt.error().message.find("master key"), std::string::npos);
}

TEST(SodiumCrypto, notices_every_changed_octet_and_every_cut) {
  const auto crypto = with_key(key_hex);
  const auto key = crypto->make_case_key();
  const auto sealed = crypto->seal(*key, "c", "secret");
  for (std::size_t i = 0; i < sealed->size(); ++i) {
    std::string changed = *sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(crypto->open(*key, "c", changed)) << i;
    EXPECT_FALSE(crypto->open(*key, "c", sealed->substr(0, i))) << i;
  }
  EXPECT_FALSE(crypto->open(*key, "c", *sealed + "x"));
  for (std::size_t i = 0; i < key->size(); ++i) {
    std::string changed = *key;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(crypto->open(changed, "c", *sealed)) << i;
    EXPECT_FALSE(crypto->seal(key->substr(0, i), "c", "secret")) << i;
  }
}

TEST(SodiumCrypto, hashes_under_the_installations_key_alone) {
  const auto crypto = with_key(key_hex);
  EXPECT_EQ(crypto->keyed_hash("a").size(), 32U);
  EXPECT_EQ(crypto->keyed_hash("a"), with_key(key_hex)->keyed_hash("a"));
  EXPECT_NE(crypto->keyed_hash("a"), crypto->keyed_hash("b"));
  EXPECT_NE(crypto->keyed_hash("a"), with_key(std::string(64, 'f'))->keyed_hash("a"));
}

TEST(SodiumCrypto, draws_octets_that_do_not_repeat) {
  const auto crypto = SodiumCrypto::ephemeral();
  ASSERT_TRUE(crypto);
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(seen.insert((*crypto)->random_octets(16)).second);
  EXPECT_EQ((*crypto)->random_octets(0), "");
}

TEST(MasterKey, may_be_written_in_hex_or_base_64) {
  const auto hex = with_key(key_hex);
  const auto base64 = with_key(std::string(" ") + key_base64 + "\n");
  const auto key = hex->make_case_key();
  const auto sealed = hex->seal(*key, "c", "secret");
  EXPECT_EQ(base64->open(*key, "c", *sealed), "secret");
}

TEST(MasterKey, is_refused_when_it_is_not_32_octets) {
  for (const std::string wrong : {"???", "00", "AAEC",
                                  "zz0102030405060708090a0b0c0d0e0f10111213141516171819"
                                  "1a1b1c1d1e1f"}) {
    const auto opened = SodiumCrypto::open({wrong, {}, false});
    ASSERT_FALSE(opened) << wrong;
    EXPECT_EQ(opened.error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(opened.error().message.find(wrong), std::string::npos)
        << "the key's text is not repeated";
  }
}

TEST(MasterKey, comes_from_the_environment_before_the_file) {
  ASSERT_EQ(::setenv(master_key_variable, key_hex, 1), 0);
  const MasterKeySource source = master_key_from_environment("/nowhere/key");
  ASSERT_EQ(::unsetenv(master_key_variable), 0);
  EXPECT_EQ(source.text, key_hex);
  EXPECT_TRUE(SodiumCrypto::open(source));
  EXPECT_EQ(master_key_from_environment("f").text, "");
}

TEST(MasterKey, is_made_once_and_then_read_from_its_file) {
  const Folder folder;
  const fs::path file = folder / "state" / "master.key";
  const auto first = SodiumCrypto::open({"", file, true});
  ASSERT_TRUE(first) << first.error().message;
  struct stat facts {};
  ASSERT_EQ(::stat(file.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0600U);
  const auto second = SodiumCrypto::open({"", file, false});
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_EQ((*first)->keyed_hash("x"), (*second)->keyed_hash("x"));
  EXPECT_EQ(std::distance(fs::directory_iterator(file.parent_path()), fs::directory_iterator()), 1);
}

TEST(MasterKey, is_one_also_when_several_open_at_once) {
  const Folder folder;
  const fs::path file = folder / "master.key";
  std::vector<std::string> hashes(8);
  {
    std::vector<std::jthread> threads;
    for (auto& hash : hashes) {
      threads.emplace_back([&hash, &file] {
        auto crypto = SodiumCrypto::open({"", file, true});
        if (crypto) hash = (*crypto)->keyed_hash("x");
      });
    }
  }
  EXPECT_FALSE(hashes[0].empty());
  EXPECT_EQ(std::set<std::string>(hashes.begin(), hashes.end()).size(), 1U);
}

TEST(MasterKey, is_refused_from_a_file_that_others_may_read) {
  const Folder folder;
  const fs::path file = folder / "master.key";
  write_file(file, key_hex, 0640);
  const auto opened = SodiumCrypto::open({"", file, true});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::invalid_argument);
  EXPECT_NE(opened.error().remedy.find("chmod 600"), std::string::npos);
}

TEST(MasterKey, is_never_made_anew_over_a_damaged_file) {
  const Folder folder;
  const fs::path file = folder / "master.key";
  write_file(file, "00", 0600);
  const auto opened = SodiumCrypto::open({"", file, true});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::invalid_argument);
  std::ifstream in(file);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "00");
}

TEST(MasterKey, says_when_there_is_no_file_or_no_way_to_one) {
  const Folder folder;
  const auto missing = SodiumCrypto::open({"", folder / "none.key", false});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::not_found);
  write_file(folder / "a-file", "x", 0600);
  const auto blocked = SodiumCrypto::open({"", folder / "a-file" / "master.key", true});
  ASSERT_FALSE(blocked);
  EXPECT_EQ(blocked.error().code, ErrorCode::unavailable);
  const auto folder_as_key = SodiumCrypto::open({"", folder / "", true});
  ASSERT_FALSE(folder_as_key);
}

}  // namespace
}  // namespace dunghan::adapters::crypto
