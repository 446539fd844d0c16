// How much of their surprises the indicators of a plan have in common, as their histories show.
#pragma once

#include <glidepath/assess/evidence.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <vector>

namespace glidepath {

/// The common share, and what it rests on.
struct CommonFactor {
    double share = 0;  ///< Mean correlation of the surprises of two indicators, 0 to `most`.
    int pairs = 0;     ///< How many pairs of indicators have enough years in common; 0: share is 0.
    int years = 0;     ///< Years in common, over all pairs.

    static constexpr double most = 0.95;
    static constexpr int least_years = 5;  ///< A pair with fewer years in common plays no part.
    friend bool operator==(CommonFactor const&, CommonFactor const&) = default;
};

namespace detail {

/// What each year brought beyond the usual: residuals of a random walk with drift, in logarithms
/// where all levels are positive; by the year they end in.
[[nodiscard]] inline std::map<int, double> yearly_surprises(Series const& series, Period like) {
    std::map<int, double> levels;
    bool positive = true;
    for (Period year :
         series.periods(like, [&](Period p) { return series.level(p).has_value(); })) {
        const double level = series.level(year)->value;
        levels.emplace(year.ordinal(), level);
        positive = positive && level > 0;
    }
    std::map<int, double> steps;
    double sum = 0;
    for (auto const& [year, level] : levels)
        if (const auto before = levels.find(year - 1); before != levels.end()) {
            const double step =
                positive ? std::log(level / before->second) : level - before->second;
            steps[year] = step;
            sum += step;
        }
    for (auto& [year, step] : steps) step -= sum / static_cast<double>(steps.size());
    return steps;
}

}  // namespace detail

/// The mean correlation of yearly surprises over all pairs of indicators with at least
/// `least_years` years in common, each weighted by its years less one. Negative means count as 0:
/// one common factor cannot set indicators against each other.
[[nodiscard]] inline CommonFactor common_factor_of(Evidence const& evidence) {
    Plan const& plan = evidence.index().plan();
    const Period like = Period::containing(plan.horizon.first_day(), Frequency::annual,
                                           plan.reporting_year.start_month - 1);
    std::vector<std::map<int, double>> all;
    for (Indicator const& indicator : plan.indicators)
        if (indicator.kind != Kind::milestone)
            all.push_back(detail::yearly_surprises(evidence.series(indicator.id), like));
    CommonFactor result;
    double sum = 0;
    double weights = 0;
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            int years = 0;
            double cross = 0;
            double own = 0;
            double other = 0;
            for (auto const& [year, surprise] : all[i])
                if (const auto at = all[j].find(year); at != all[j].end()) {
                    ++years;
                    cross += surprise * at->second;
                    own += surprise * surprise;
                    other += at->second * at->second;
                }
            if (years < CommonFactor::least_years || !(own > 0) || !(other > 0)) continue;
            ++result.pairs;
            result.years += years;
            sum += (years - 1) * cross / std::sqrt(own * other);
            weights += years - 1;
        }
    if (weights > 0) result.share = std::clamp(sum / weights, 0.0, CommonFactor::most);
    return result;
}

}  // namespace glidepath
