// Where the master key comes from: a text, or a file that only its owner may read, made at first
// use.
#pragma once

#include "adapters/crypto/secret.h"
#include "adapters/crypto/sodium_crypto.h"
#include "engine/base/result.h"

namespace dunghan::adapters::crypto {

/// Errors as SodiumCrypto::open.
[[nodiscard]] Result<void> load_master_key(const MasterKeySource& source, Secret& key);

}  // namespace dunghan::adapters::crypto
