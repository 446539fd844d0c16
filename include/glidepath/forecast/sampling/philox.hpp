// Counter-based random numbers: what the i-th number is depends on seed, stream and i alone.
#pragma once

#include <array>
#include <cstdint>

namespace glidepath {

/// Philox4x32-10 (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3").
/// A function from (seed, stream, index) to four 32-bit words, without state: any number of threads
/// may ask for any numbers in any order and find the same ones.
class Philox {
public:
    using Block = std::array<std::uint32_t, 4>;

    constexpr explicit Philox(std::uint64_t seed, std::uint64_t stream = 0) noexcept
        : key_{low(seed), high(seed)}, stream_{low(stream), high(stream)} {}

    /// The four words of a block.
    [[nodiscard]] constexpr Block block(std::uint64_t index) const noexcept {
        Block counter{low(index), high(index), stream_[0], stream_[1]};
        std::array<std::uint32_t, 2> key = key_;
        for (int round = 0; round < 10; ++round) {
            const std::uint64_t one = std::uint64_t{0xD2511F53U} * counter[0];
            const std::uint64_t two = std::uint64_t{0xCD9E8D57U} * counter[2];
            counter = {high(two) ^ counter[1] ^ key[0], low(two), high(one) ^ counter[3] ^ key[1],
                       low(one)};
            key[0] += 0x9E3779B9U;
            key[1] += 0xBB67AE85U;
        }
        return counter;
    }

    /// A number of the open interval (0, 1), with 53 random bits.
    [[nodiscard]] constexpr double uniform(std::uint64_t index) const noexcept {
        const Block words = block(index / 2);
        const std::size_t at = index % 2 == 0 ? 0 : 2;
        const std::uint64_t bits = (std::uint64_t{words[at]} << 32U | words[at + 1]) >> 11U;
        return (static_cast<double>(bits) + 0.5) * 0x1p-53;
    }
    /// 64 random bits.
    [[nodiscard]] constexpr std::uint64_t bits(std::uint64_t index) const noexcept {
        const Block words = block(index / 2);
        const std::size_t at = index % 2 == 0 ? 0 : 2;
        return std::uint64_t{words[at]} << 32U | words[at + 1];
    }

private:
    static constexpr std::uint32_t low(std::uint64_t word) noexcept {
        return static_cast<std::uint32_t>(word);
    }
    static constexpr std::uint32_t high(std::uint64_t word) noexcept {
        return static_cast<std::uint32_t>(word >> 32U);
    }

    std::array<std::uint32_t, 2> key_;
    std::array<std::uint32_t, 2> stream_;
};

}  // namespace glidepath
