// The forecast of one indicator, given its running period and how well its last figure is known.
#pragma once

#include <glidepath/assess/outlook/known_path.hpp>
#include <glidepath/assess/outlook/score_given.hpp>
#include <glidepath/forecast/forecast_series.hpp>
#include <glidepath/forecast/sampling/normal.hpp>
#include <glidepath/model/face_prices.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace glidepath {

/// A period inside the history without a figure: interpolated, with an error that is a random walk
/// tied down at both ends of the gap (Brownian bridge).
struct GapCell {
    Eigen::Index column = 0;  ///< In the history.
    double centre = 0;
    double carry = 0;      ///< What of the previous cell's error stays.
    double deviation = 0;  ///< Of the new error.
};

/// A forecast together with what the running period tells of it: the normal scores of the periods
/// ahead have a mean and a covariance of their own.
struct ConditionedForecast {
    Forecast forecast;
    Eigen::VectorXd mean = {};    ///< Of the scores.
    Eigen::MatrixXd factor = {};  ///< F, with F F' their covariance.
    bool conditioned = false;
    std::vector<GapCell> gaps = {};

    /// How many independent scores make a path.
    [[nodiscard]] int dimensions() const noexcept {
        return forecast.horizon() + static_cast<int>(gaps.size());
    }
    /// Paths from independent standard scores: one row a path, the periods ahead first.
    /// \param floor  below which the first period ahead cannot lie
    /// \pre independent has `dimensions()` columns
    [[nodiscard]] SamplePaths paths(Eigen::Ref<Eigen::MatrixXd const> const& independent,
                                    std::optional<double> floor = {}) const {
        const int horizon = forecast.horizon();
        Eigen::MatrixXd scores = independent.leftCols(horizon) * factor.transpose();
        if (conditioned) scores.rowwise() += mean.transpose();
        if (floor) raise(scores, *floor);
        SamplePaths paths = forecast.paths_from(std::move(scores));
        return gaps.empty()
                   ? std::move(paths)
                   : filled(paths, independent.rightCols(static_cast<Eigen::Index>(gaps.size())));
    }

private:
    /// Scores given that the first period lies above a floor: those of the first period move within
    /// what is left of their distribution, the others with them.
    void raise(Eigen::MatrixXd& scores, double floor) const {
        Forecast::Parts const& parts = forecast.parts();
        const double variance = factor.row(0).squaredNorm();
        if (!(parts.scale[0] > 0) || !(variance > 0)) return;
        const double deviation = std::sqrt(variance);
        const double centre = conditioned ? mean[0] : 0;
        const double least = parts.shapes[0].score((floor - parts.centre[0]) / parts.scale[0]);
        const double below = normal_cdf((least - centre) / deviation);
        if (below < 1e-12) return;
        // Far beyond what was expected the floor itself is all that is known.
        const double left = std::max(1 - below, 1e-15);
        const Eigen::VectorXd along = factor * factor.row(0).transpose() / variance;
        for (Eigen::Index i = 0; i < scores.rows(); ++i) {
            const double share = normal_cdf((centre - scores(i, 0)) / deviation);  // above it
            const double moved = centre - deviation * normal_quantile(left * share);
            scores.row(i) += (std::max(moved, least) - scores(i, 0)) * along.transpose();
        }
    }
    [[nodiscard]] SamplePaths filled(SamplePaths const& paths,
                                     Eigen::Ref<Eigen::MatrixXd const> const& scores) const {
        Eigen::MatrixXd values = paths.values();
        Eigen::ArrayXd error = Eigen::ArrayXd::Zero(values.rows());
        ForecastBounds const& bounds = forecast.parts().bounds;
        Eigen::Index column = 0;
        for (GapCell const& cell : gaps) {
            error = error * cell.carry + cell.deviation * scores.col(column++).array();
            auto cells = values.col(cell.column);
            cells = cell.centre + error;
            if (bounds.min) cells = cells.cwiseMax(*bounds.min);
            if (bounds.max) cells = cells.cwiseMin(*bounds.max);
        }
        return {paths.window(), std::move(values)};
    }
};

/// Everything from which an indicator's paths are drawn: the default forecast first, and others
/// with which an honest forecaster might disagree.
struct IndicatorForecast {
    KnownPath known;
    std::vector<ConditionedForecast> models;
    std::string problem;  ///< Why there is no model; empty otherwise.

    [[nodiscard]] Forecast const& forecast() const { return models.front().forecast; }
};

namespace detail {

/// A factor whose k-th column moves the k-th period and those after it: each period's own surprise.
/// Covariances may be singular.
[[nodiscard]] inline Eigen::MatrixXd lower_factor(Eigen::MatrixXd const& covariance) {
    const Eigen::Index n = covariance.rows();
    Eigen::MatrixXd lower = Eigen::MatrixXd::Zero(n, n);
    for (Eigen::Index k = 0; k < n; ++k) {
        const double pivot = covariance(k, k) - lower.row(k).head(k).squaredNorm();
        if (!(pivot > 1e-12)) continue;
        lower(k, k) = std::sqrt(pivot);
        for (Eigen::Index i = k + 1; i < n; ++i)
            lower(i, k) =
                (covariance(i, k) - lower.row(i).head(k).dot(lower.row(k).head(k))) / lower(k, k);
    }
    return lower;
}

/// The cells of the gaps inside a history.
/// \param step  deviation of one period's surprise
[[nodiscard]] inline std::vector<GapCell> gap_cells(std::vector<double> const& history, int season,
                                                    double step) {
    std::vector<GapCell> cells;
    if (std::none_of(history.begin(), history.end(), [](double y) { return std::isnan(y); }))
        return cells;
    const std::vector<double> filled = History(history, season).complete();
    for (std::size_t t = 0; t < history.size(); ++t) {
        if (!std::isnan(history[t])) continue;
        std::size_t next = t;
        while (std::isnan(history[next])) ++next;
        const auto left = static_cast<double>(next - t);
        cells.push_back({static_cast<Eigen::Index>(t), filled[t], left / (left + 1),
                         step * std::sqrt(left / (left + 1))});
    }
    return cells;
}

/// The distribution of scores after something was learned of the first period's: what is not
/// explained by that one stays as it was.
[[nodiscard]] inline Eigen::MatrixXd condition(ConditionedForecast& model,
                                               LearnedScore const& first) {
    Eigen::MatrixXd const& prior = model.forecast.parts().correlation;
    const Eigen::VectorXd along = prior.col(0);
    model.mean = along * first.mean;
    model.conditioned = true;
    return prior - (1 - first.variance) * along * along.transpose();
}

/// Takes what the running period tells into account. \return the covariance of the scores
[[nodiscard]] inline Eigen::MatrixXd condition(ConditionedForecast& model, KnownPath const& known) {
    Forecast::Parts const& parts = model.forecast.parts();
    const double centre = parts.centre[0];
    const double scale = parts.scale[0];
    if (!known.to_date || !(scale > 0)) return parts.correlation;
    ToDate const& seen = *known.to_date;
    const auto given = [&](ToDate const& what) {
        const auto first = score_given(what, centre, scale, parts.shapes[0]);
        return first ? condition(model, *first) : parts.correlation;
    };
    if (seen.deviation) return given(seen);
    if (seen.note == OutlookNote::to_date_growth && seen.elapsed > 0) {
        // The months to come are as uncertain as those behind were: the mean of the share e of a
        // whole lies off it by sqrt((1 - e) / e) of the whole's own deviation.
        ToDate growth = seen;
        growth.deviation =
            scale * parts.shapes[0].spread() * std::sqrt((1 - seen.elapsed) / seen.elapsed);
        return given(growth);
    }
    if (seen.note == OutlookNote::to_date_level && seen.elapsed > 0) {
        // A random walk seen at the share e of its way: the end has that surprise as its mean, and
        // 1 - e of its variance is left.
        const double expected = known.values.back() + (centre - known.values.back()) * seen.elapsed;
        return condition(model, LearnedScore{parts.shapes[0].score((seen.seen - expected) / scale),
                                             1 - seen.elapsed});
    }
    return parts.correlation;
}

/// The same errors around another centre, wider by the softness of the last figure, which moves all
/// periods ahead together.
[[nodiscard]] inline ConditionedForecast around(Forecast const& forecast, Eigen::VectorXd centre,
                                                std::string name, KnownPath const& known,
                                                std::size_t keep, bool own_surprises) {
    Forecast::Parts parts = forecast.parts();
    parts.centre = std::move(centre);
    parts.method = std::move(name);
    if (parts.history.size() > keep)
        parts.history.erase(parts.history.begin(),
                            parts.history.end() - static_cast<std::ptrdiff_t>(keep));
    if (known.softness > 0) {
        const auto extra = [&](Eigen::Index h) {
            return known.softness / parts.shapes[static_cast<std::size_t>(h)].spread();
        };
        const Eigen::VectorXd before = parts.scale;
        for (Eigen::Index h = 0; h < before.size(); ++h)
            parts.scale[h] = std::hypot(before[h], extra(h));
        for (Eigen::Index h = 0; h < before.size(); ++h)
            for (Eigen::Index k = 0; k < before.size(); ++k)
                if (h != k)
                    parts.correlation(h, k) =
                        (before[h] * before[k] * parts.correlation(h, k) + extra(h) * extra(k)) /
                        (parts.scale[h] * parts.scale[k]);
    }
    const double step = parts.scale[0] * parts.shapes[0].spread();
    std::vector<GapCell> gaps = gap_cells(parts.history, season_of(parts.window.frequency()), step);
    ConditionedForecast model{Forecast(std::move(parts))};
    model.gaps = std::move(gaps);
    const Eigen::MatrixXd covariance = condition(model, known);
    model.factor = own_surprises ? lower_factor(covariance) : principal_factor(covariance);
    return model;
}

/// Of declared bounds those that the figures keep: `check` tells of the others.
[[nodiscard]] inline ForecastBounds kept_bounds(Bounds const& declared,
                                                std::vector<double> const& values) {
    ForecastBounds kept{declared.min, declared.max};
    for (double value : values) {
        if (kept.min && value < *kept.min) kept.min.reset();
        if (kept.max && value > *kept.max) kept.max.reset();
    }
    return kept;
}

/// Whether the last value lies far from what the others suggest.
[[nodiscard]] inline bool last_is_odd(std::vector<double> const& values, int season) {
    const History history(values, season);
    const std::vector<std::size_t> odd = history.outliers();
    return !odd.empty() && odd.back() + 1 == history.values().size();
}

}  // namespace detail

/// Fits an indicator's forecast on the grid of its known path.
/// \param from     paths have to reach back to this period
/// \param through  and ahead to this one
/// \param face     of the known values
[[nodiscard]] inline IndicatorForecast fit_indicator(Indicator const& indicator, KnownPath known,
                                                     Face face, Period from, Period through,
                                                     OutlookOptions const& options) {
    IndicatorForecast result{std::move(known), {}, {}};
    KnownPath const& path = result.known;
    ForecastOptions how;
    how.method = options.method;
    how.kind = indicator.kind;
    how.face = face;
    how.prices = prices_of(indicator, face);
    how.decimals = path.decimals;
    how.calibrations = options.calibrations;
    if (face == Face::level)
        how.bounds = detail::kept_bounds(indicator.bounds_at(path.first.frequency()), path.values);
    const int periods = std::max(1, through - path.last());
    // Paths begin with a known value.
    auto keep = static_cast<std::size_t>(std::max(1, path.last() - from + 1));
    while (keep < path.values.size() && std::isnan(path.values[path.values.size() - keep])) ++keep;
    const bool own_surprises = options.common_factor != 0.0;
    std::optional<Forecast> main;
    const int season = season_of(path.first.frequency());
    const bool seasonal = season > 1;
    for (ForecastMethod method :
         {options.method, seasonal ? ForecastMethod::seasonal_naive : ForecastMethod::naive,
          seasonal ? ForecastMethod::theta : ForecastMethod::drift}) {
        if (main && method == options.method) continue;
        how.method = method;
        try {  // too few values for one model, numbers too large for another
            const Forecast made = glidepath::forecast(path.values, path.first, periods, how);
            if (!main) main = made;
            const bool is_main = method == options.method;
            result.models.push_back(
                detail::around(*main, made.parts().centre,
                               is_main ? made.method() : std::string(to_string(method)), path, keep,
                               own_surprises));
        } catch (std::invalid_argument const& error) {
            if (!result.models.empty()) continue;
            result.problem = error.what();
            return result;
        }
    }
    // These all start from the last figure. Where it is an odd one, one more does without it.
    if (detail::last_is_odd(path.values, season)) {
        result.known.notes.push_back(OutlookNote::last_figure_odd);
        std::vector<double> before = path.values;
        before.back() = std::numeric_limits<double>::quiet_NaN();
        how.method = options.method;
        const MaybeForecast made = try_forecast(before, path.first, periods, how);
        if (made.forecast)
            result.models.push_back(
                detail::around(*main, made.forecast->parts().centre.tail(periods),
                               made.forecast->method() + ", without " + to_string(path.last()),
                               path, keep, own_surprises));
    }
    return result;
}

}  // namespace glidepath
