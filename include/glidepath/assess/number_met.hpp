// How many of several targets will be met: the distribution of the number, from joint sample paths
// or from probabilities of their own.
#pragma once

#include <glidepath/model/number.hpp>

#include <Eigen/Core>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace glidepath {

/// How targets hang together where the number that is met is counted.
enum class Dependence : std::uint8_t {
    independent,  ///< Each by its own probability; that targets fail together is not seen.
    joint_paths,  ///< Counted on sample paths that the targets share.
    /// The same, of which only targets of one indicator, or of linked ones, share paths: that
    /// indicators disappoint together is not seen.
    independent_indicators
};
inline constexpr std::array<std::string_view, 3> dependence_names{"independent", "joint_paths",
                                                                  "independent_indicators"};
[[nodiscard]] constexpr std::string_view to_string(Dependence dependence) noexcept {
    return dependence_names[static_cast<std::size_t>(dependence)];
}

/// Whether each target (row) is met on each sample path (column): 1 met, 0 not.
using HeldMatrix = Eigen::Matrix<std::uint8_t, Eigen::Dynamic, Eigen::Dynamic>;

/// The distribution of the number of targets that are met.
struct NumberMet {
    Dependence dependence = Dependence::independent;
    double expected = 0;             ///< Expected number met.
    std::vector<double> at_least{};  ///< [k]: probability that k or more are met; k from 0 to all.

    /// Of how many targets.
    [[nodiscard]] int targets() const noexcept { return static_cast<int>(at_least.size()) - 1; }
    /// Probability that all are met; 1 without a target.
    [[nodiscard]] double all() const noexcept { return at_least.empty() ? 1 : at_least.back(); }
    friend bool operator==(NumberMet const&, NumberMet const&) = default;
};

/// The exact distribution for independent targets (Poisson-binomial), by convolution: only sums of
/// positive numbers, hence without cancellation, in n^2 steps.
/// \throws std::invalid_argument for a probability outside 0 to 1
[[nodiscard]] inline NumberMet number_met(std::span<const double> probabilities) {
    std::vector<double> exactly{1};  // [k]: exactly k of those seen so far
    NumberMet result;
    for (double p : probabilities) {
        if (!(p >= 0 && p <= 1))
            throw std::invalid_argument("a probability lies between 0 and 1, not at " +
                                        format_shortest(p));
        result.expected += p;
        exactly.push_back(0);
        for (std::size_t k = exactly.size() - 1; k > 0; --k)
            exactly[k] = exactly[k] * (1 - p) + exactly[k - 1] * p;
        exactly[0] *= 1 - p;
    }
    result.at_least.resize(exactly.size());
    double tail = 0;
    for (std::size_t k = exactly.size(); k-- > 0;) result.at_least[k] = tail += exactly[k];
    result.at_least[0] = 1;  // certain, whatever rounding says
    return result;
}

/// The distribution on sample paths that the targets share: shares of paths.
/// \throws std::invalid_argument for a matrix without paths, and entries other than 0 and 1
[[nodiscard]] inline NumberMet number_met(Eigen::Ref<const HeldMatrix> const& held,
                                          Dependence dependence = Dependence::joint_paths) {
    if (held.cols() == 0)
        throw std::invalid_argument("without sample paths nothing can be counted: give at least "
                                    "one column");
    if (held.size() > 0 && held.maxCoeff() > 1)
        throw std::invalid_argument("the entries of held are 0 and 1, not " +
                                    std::to_string(int{held.maxCoeff()}));
    std::vector<Eigen::Index> paths(static_cast<std::size_t>(held.rows()) + 1, 0);
    Eigen::Index met = 0;
    for (Eigen::Index path = 0; path < held.cols(); ++path) {
        const Eigen::Index k = held.col(path).cast<Eigen::Index>().sum();
        ++paths[static_cast<std::size_t>(k)];
        met += k;
    }
    const auto all = static_cast<double>(held.cols());
    NumberMet result{dependence, static_cast<double>(met) / all, {}};
    result.at_least.resize(paths.size());
    Eigen::Index tail = 0;
    for (std::size_t k = paths.size(); k-- > 0;)
        result.at_least[k] = static_cast<double>(tail += paths[k]) / all;
    return result;
}

}  // namespace glidepath
