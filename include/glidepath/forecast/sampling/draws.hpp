// Which random draws are made, and how.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace glidepath {

/// How draws are made.
enum class Sampling : std::uint8_t {
    /// A Sobol sequence, shifted at random in every dimension (Cranley & Patterson 1976), and its
    /// mirror image: spread more evenly than chance would, so that probabilities settle with fewer
    /// paths.
    quasi,
    pseudo  ///< Independent draws.
};
inline constexpr std::array<std::string_view, 2> sampling_names{"quasi", "pseudo"};
[[nodiscard]] constexpr std::string_view to_string(Sampling sampling) noexcept {
    return sampling_names[static_cast<std::size_t>(sampling)];
}

/// Which draws: the same seed and stream give the same ones on any number of threads, and the first
/// m of n draws are those of m.
struct Draws {
    int count = 1000;
    std::uint64_t seed = 0;
    std::uint64_t stream = 0;  ///< Different streams of one seed are independent.
    Sampling sampling = Sampling::quasi;
};

/// The most numbers, draws times dimensions, that one call makes: 800 MB of them.
inline constexpr std::int64_t most_draws = 100'000'000;

}  // namespace glidepath
