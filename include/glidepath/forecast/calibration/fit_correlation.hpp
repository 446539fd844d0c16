// Learning how errors of different horizons go together, for the figures that combine periods.
#pragma once

#include <glidepath/forecast/calibration/error_correlation.hpp>
#include <glidepath/forecast/minimise.hpp>
#include <glidepath/forecast/sampling/normal.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace glidepath {

namespace detail {

/// The 80 % interval score of one combination of scores over all cases, as a function of the
/// deviation that a correlation gives it; in units of the combination's own mean size.
class CombinationScore {
public:
    /// \param values  of the combination, by case; not all 0
    explicit CombinationScore(std::vector<double> values) : sizes_(std::move(values)) {
        for (double& value : sizes_) value = std::abs(value);
        std::sort(sizes_.begin(), sizes_.end());
        beyond_.resize(sizes_.size() + 1);
        for (std::size_t i = sizes_.size(); i-- > 0;) beyond_[i] = beyond_[i + 1] + sizes_[i];
    }
    [[nodiscard]] double at(double deviation) const {
        constexpr double tail = 0.1;                // on either side
        constexpr double end = 1.2815515655446004;  // normal_quantile(1 - tail)
        const double reach = end * deviation;
        const auto outside = std::upper_bound(sizes_.begin(), sizes_.end(), reach);
        const auto first = static_cast<std::size_t>(outside - sizes_.begin());
        const auto count = static_cast<double>(sizes_.size());
        const double excess = beyond_[first] - reach * (count - static_cast<double>(first));
        return (2 * reach * count + excess / tail) / beyond_.front();
    }

private:
    std::vector<double> sizes_;   ///< Rising.
    std::vector<double> beyond_;  ///< The sum of sizes from a position on.
};

/// Steps from one period to the next, steps over a season, and sums from the first period on.
class CombinationScores {
public:
    /// Combinations that fewer cases know say nothing.
    static constexpr std::size_t least_cases = 20;

    CombinationScores(Eigen::Ref<Eigen::MatrixXd const> const& scores, int season) {
        add_steps(scores, 1);
        if (season > 1) add_steps(scores, season);
        add_sums(scores);
    }
    [[nodiscard]] bool empty() const noexcept {
        return std::all_of(kinds_.begin(), kinds_.end(),
                           [](auto const& one) { return one.empty(); });
    }
    /// Each kind counts alike.
    [[nodiscard]] double loss(Eigen::MatrixXd const& correlation) const {
        // The variance of a sum over the first periods.
        Eigen::VectorXd variance(correlation.rows());
        for (Eigen::Index h = 0; h < variance.size(); ++h)
            variance[h] = h == 0 ? 1 : variance[h - 1] + 1 + 2 * correlation.row(h).head(h).sum();
        double loss = 0;
        for (auto const& kind : kinds_) {
            double sum = 0;
            for (Figure const& one : kind)
                sum += one.score.at(std::sqrt(
                    one.from == one.to ? variance[one.to]
                                       : std::max(2 - 2 * correlation(one.from, one.to), 0.0)));
            if (!kind.empty()) loss += sum / static_cast<double>(kind.size());
        }
        return loss;
    }

private:
    struct Figure {
        Eigen::Index from;  ///< Of a step; equal to `to`: the sum over all periods up to `to`.
        Eigen::Index to;
        CombinationScore score;
    };
    void add_steps(Eigen::Ref<Eigen::MatrixXd const> const& scores, Eigen::Index lag) {
        auto& steps = kinds_.emplace_back();
        for (Eigen::Index h = lag; h < scores.cols(); ++h)
            add(steps, h - lag, h, scores.col(h) - scores.col(h - lag));
    }
    void add_sums(Eigen::Ref<Eigen::MatrixXd const> const& scores) {
        auto& sums = kinds_.emplace_back();
        Eigen::VectorXd sum = scores.col(0);
        for (Eigen::Index h = 1; h < scores.cols(); ++h) {
            sum += scores.col(h);
            add(sums, h, h, sum);
        }
    }
    static void add(std::vector<Figure>& kind, Eigen::Index from, Eigen::Index to,
                    Eigen::VectorXd const& values) {
        std::vector<double> known;
        for (double value : values)
            if (std::isfinite(value)) known.push_back(value);
        const bool moves = std::any_of(known.begin(), known.end(), [](double v) { return v != 0; });
        if (moves && known.size() >= least_cases)
            kind.push_back({from, to, CombinationScore(std::move(known))});
    }

    std::vector<std::vector<Figure>> kinds_;
};

}  // namespace detail

/// The correlation under which 80 % intervals of growth (steps to the next period and over a
/// season) and of sums have the least interval score (Gneiting & Raftery 2007). Maximum likelihood
/// would take its deviations from the few series that jump, and promise too little about all
/// others.
/// \param scores  normal scores of errors: one row a case, one column a horizon; NaN where missing
/// \param season  periods of a cycle; 1: none
/// \return a plain random walk for fewer than 20 cases or one horizon
[[nodiscard]] inline ErrorCorrelation
fit_correlation(Eigen::Ref<Eigen::MatrixXd const> const& scores, int season) {
    if (scores.cols() < 2) return {};
    const detail::CombinationScores combinations(scores, season);
    if (combinations.empty()) return {};
    const auto learned = [](std::span<double const> at) {
        return ErrorCorrelation{std::exp(at[0]), std::exp(at[1])};
    };
    const auto horizon = static_cast<int>(scores.cols());
    const std::array<double, 2> start{-0.5, -1};
    const std::array<double, 2> lower{-2.5, -7};
    const std::array<double, 2> upper{0.7, 4};
    const Minimum best = minimise(
        [&](std::span<double const> at) { return combinations.loss(learned(at).matrix(horizon)); },
        start, lower, upper);
    return learned(best.point);
}

}  // namespace glidepath
