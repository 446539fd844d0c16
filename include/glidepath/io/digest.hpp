// Digests by which an assessment names the exact inputs it was made from.
#pragma once

#include <string>
#include <string_view>

namespace glidepath {

/// SHA-256 of `bytes` as 64 lower-case hexadecimal digits. Empty input has a digest like any other.
/// \throws std::runtime_error if the cryptographic library cannot provide SHA-256.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace glidepath
