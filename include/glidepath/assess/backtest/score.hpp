// How good probabilities were: proper scores and reliability.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <stdexcept>
#include <vector>

namespace glidepath {

/// Scores of probabilities against what came. Smaller is better for both.
struct ProbabilityScore {
    int cases = 0;
    // NaN without a case.
    double base_rate = 0;  ///< The share of cases in which it came true.
    double brier = 0;      ///< Mean squared distance from what came (Brier 1950).
    double log_score = 0;  ///< Mean negative logarithm of the probability of what came (Good 1952).
    /// 1 - brier / brier of the base rate (Murphy 1973); nothing if all outcomes are the same.
    std::optional<double> skill;
    friend bool operator==(ProbabilityScore const&, ProbabilityScore const&) = default;
};

/// The least probability that the logarithmic score knows: one sure call that fails would otherwise
/// outweigh all others.
inline constexpr double least_scored_probability = 0.0005;

namespace detail {
inline void require_pairs(std::span<double const> probabilities, std::span<double const> outcomes) {
    if (probabilities.size() != outcomes.size())
        throw std::invalid_argument("as many outcomes as probabilities are needed");
    for (double p : probabilities)
        if (!(p >= 0 && p <= 1)) throw std::invalid_argument("a probability lies between 0 and 1");
    for (double y : outcomes)
        if (y != 0 && y != 1) throw std::invalid_argument("an outcome is 1 (it came true) or 0");
}
}  // namespace detail

/// \param outcomes  1 where it came true, else 0
/// \return cases 0 and scores NaN without any
/// \throws std::invalid_argument for other lengths, probabilities outside 0 to 1, other outcomes
[[nodiscard]] inline ProbabilityScore score_probabilities(std::span<double const> probabilities,
                                                          std::span<double const> outcomes) {
    detail::require_pairs(probabilities, outcomes);
    ProbabilityScore score;
    if (probabilities.empty()) {
        score.base_rate = score.brier = score.log_score = std::numeric_limits<double>::quiet_NaN();
        return score;
    }
    score.cases = static_cast<int>(probabilities.size());
    for (std::size_t i = 0; i < probabilities.size(); ++i) {
        const double p = probabilities[i];
        const double clipped =
            std::clamp(p, least_scored_probability, 1 - least_scored_probability);
        score.base_rate += outcomes[i];  // a whole number until all are counted
        score.brier += (p - outcomes[i]) * (p - outcomes[i]) / score.cases;
        score.log_score -= std::log(outcomes[i] == 1 ? clipped : 1 - clipped) / score.cases;
    }
    score.base_rate /= score.cases;
    const double of_base_rate = score.base_rate * (1 - score.base_rate);
    if (of_base_rate > 0) score.skill = 1 - score.brier / of_base_rate;
    return score;
}

/// One bin of a reliability diagram.
struct ReliabilityBin {
    int cases = 0;
    double forecast = 0;  ///< Mean probability.
    double observed = 0;  ///< Share that came true.
    friend bool operator==(ReliabilityBin const&, ReliabilityBin const&) = default;
};

/// Bins of as equal counts as can be, by rising probability; fewer bins if there are fewer cases.
/// \throws std::invalid_argument as `score_probabilities`, and for fewer than one bin
[[nodiscard]] inline std::vector<ReliabilityBin> reliability(std::span<double const> probabilities,
                                                             std::span<double const> outcomes,
                                                             int bins = 10) {
    detail::require_pairs(probabilities, outcomes);
    if (bins < 1) throw std::invalid_argument("a reliability diagram needs at least one bin");
    std::vector<std::size_t> order(probabilities.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return probabilities[a] < probabilities[b];
    });
    const std::size_t count = std::min(order.size(), static_cast<std::size_t>(bins));
    std::vector<ReliabilityBin> found(count);
    for (std::size_t b = 0; b < count; ++b) {
        const std::size_t from = b * order.size() / count;
        const std::size_t to = (b + 1) * order.size() / count;
        found[b].cases = static_cast<int>(to - from);
        for (std::size_t i = from; i < to; ++i) {
            found[b].forecast += probabilities[order[i]] / found[b].cases;
            found[b].observed += outcomes[order[i]] / found[b].cases;
        }
    }
    return found;
}

}  // namespace glidepath
