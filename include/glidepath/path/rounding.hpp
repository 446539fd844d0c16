// Rounding the parts of a total so that they still add up to it: the method of largest remainders.
#pragma once

#include <glidepath/model/number.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace glidepath {

namespace detail {

/// The most digits after the point to which parts are rounded: a double holds about 15 in all.
inline constexpr int most_rounded_digits = 15;
/// Beyond this not every whole number is a double.
inline constexpr double largest_count = 9007199254740992.0;

/// `x` in units of the last digit; a whole number where `x` is one but for the error of binary
/// fractions.
[[nodiscard]] inline double in_units(double x, double units) noexcept {
    const double scaled = x * units;
    const double whole = std::round(scaled);
    return std::abs(scaled - whole) <= 1e-9 ? whole : scaled;
}

[[nodiscard]] inline double units_of_digits(int digits) {
    if (digits < 0 || digits > most_rounded_digits)
        throw std::invalid_argument("parts are rounded to 0 to " +
                                    std::to_string(most_rounded_digits) +
                                    " digits after the point, not " + std::to_string(digits));
    return std::pow(10.0, digits);
}

/// Whole numbers next to the parts that add up to `total`, a whole number.
[[nodiscard]] inline std::vector<double> largest_remainders(std::vector<double> parts,
                                                            double total) {
    if (total < 0) {  // mirrored, so that of equal parts the earliest is the largest here as well
        for (double& part : parts) part = -part;
        parts = largest_remainders(std::move(parts), -total);
        for (double& part : parts) part = -part;
        return parts;
    }
    struct Remainder {
        std::int64_t size;  // in 1e-9, so that remainders that differ by noise are equal
        bool zero;          // what is nothing gets nothing
        std::size_t at;
    };
    std::vector<Remainder> remainders;
    remainders.reserve(parts.size());
    double left = total;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const double whole = std::floor(parts[i]);
        remainders.push_back({std::llround((parts[i] - whole) * 1e9), parts[i] == 0, i});
        parts[i] = whole;
        left -= whole;
    }
    std::stable_sort(remainders.begin(), remainders.end(),
                     [](Remainder const& a, Remainder const& b) {
                         return a.size != b.size ? a.size > b.size : a.zero < b.zero;
                     });
    for (std::size_t i = 0; i < remainders.size() && left > 0; ++i, --left)
        ++parts[remainders[i].at];
    return parts;
}

}  // namespace detail

/// The parts rounded to `digits` decimals so that they add up to `total` rounded alike: each part
/// is rounded down, and what is missing goes, a unit of the last digit at a time, to the parts with
/// the largest remainders (Hamilton's method, also Hare-Niemeyer; Balinski and Young, Fair
/// Representation, 1982). Of equal remainders the earliest part comes first. Each result lies less
/// than a unit from its part; a part of 0 stays 0. Negative parts are rounded alike, and those of a
/// negative total as the mirror image of a positive one.
///
/// "Add up" is meant of the decimal numbers: each result is the double that is nearest to one.
/// \param total  what the parts add up to, before rounding; within half a unit of their sum
/// \throws std::invalid_argument if a number is not finite, `digits` is not 0 to 15, the numbers
///         have more digits than a double, or the parts do not add up to the total.
[[nodiscard]] inline std::vector<double> rounded_to_total(std::span<const double> parts, int digits,
                                                          double total) {
    const double units = detail::units_of_digits(digits);
    std::vector<double> scaled;
    scaled.reserve(parts.size());
    double sum = 0;
    double size = std::abs(total) * units;
    for (double part : parts) {
        scaled.push_back(detail::in_units(part, units));
        sum += scaled.back();
        size += std::abs(scaled.back());
    }
    if (!std::isfinite(size))
        throw std::invalid_argument("parts of a total, and the total, must be finite numbers");
    if (!(size < detail::largest_count))
        throw std::invalid_argument("numbers of this size cannot be rounded to " +
                                    std::to_string(digits) + " digits; round to fewer");
    const double wanted = detail::in_units(total, units);
    const auto refuse = [&] {
        throw std::invalid_argument("the parts add up to " + format_shortest(sum / units) +
                                    ", not to " + format_shortest(total));
    };
    if (std::abs(sum - wanted) > 0.5 + comparison_tolerance * size) refuse();
    const double nearest = std::floor(std::abs(wanted) + 0.5 + 1e-9);
    std::vector<double> rounded =
        detail::largest_remainders(std::move(scaled), wanted < 0 ? -nearest : nearest);
    double reached = 0;  // exact: whole numbers that a double holds
    for (double part : rounded) reached += part;
    if (std::abs(reached) != nearest) refuse();
    for (double& part : rounded) part = part == 0 ? 0 : part / units;  // no negative zero
    return rounded;
}

/// As above; the total is the sum of the parts.
[[nodiscard]] inline std::vector<double> rounded_to_total(std::span<const double> parts,
                                                          int digits) {
    double total = 0;
    for (double part : parts) total += part;
    return rounded_to_total(parts, digits, total);
}

/// A total, rounded to `digits` decimals, divided in proportion to weights into parts of as many
/// decimals that add up to it (see `rounded_to_total`).
/// \throws std::invalid_argument also if a weight is negative, or all are 0.
[[nodiscard]] inline std::vector<double> apportion(double total, std::span<const double> weights,
                                                   int digits) {
    const double units = detail::units_of_digits(digits);
    double largest = 0;
    for (double weight : weights) {
        if (!std::isfinite(weight) || weight < 0)
            throw std::invalid_argument("weights are finite and 0 or more");
        largest = std::max(largest, weight);
    }
    if (largest == 0) throw std::invalid_argument("at least one weight must be positive");
    double sum = 0;
    for (double weight : weights) sum += weight / largest;  // cannot overflow
    const double scaled = detail::in_units(total, units);
    const double whole = std::copysign(std::floor(std::abs(scaled) + 0.5 + 1e-9), scaled) / units;
    std::vector<double> parts;
    parts.reserve(weights.size());
    for (double weight : weights) parts.push_back(whole * (weight / largest / sum));
    return rounded_to_total(parts, digits, whole);
}

}  // namespace glidepath
