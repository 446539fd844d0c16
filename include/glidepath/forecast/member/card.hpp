// Card and Cardt: calibrated averages of Delta and Rho, and of THIMA.
#pragma once

#include <glidepath/forecast/member/card_series.hpp>
#include <glidepath/forecast/member/delta.hpp>
#include <glidepath/forecast/member/rho.hpp>
#include <glidepath/forecast/member/thima.hpp>
#include <glidepath/forecast/prediction.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace glidepath {

/// How to fit Card.
struct CardOptions {
    int season = 1;      ///< Periods of a cycle; 1: none.
    bool thima = false;  ///< Whether THIMA is a third in the average: Cardt.
};

/// Card, the calibrated average of Rho and Delta (Doornik, Castle and Hendry 2020), and with
/// THIMA as a third Cardt (Castle, Doornik and Hendry 2021).
///
/// The averaged forecasts are appended to the series as if they were observed, and one regression
/// runs over all: on a constant, the value before (where the series walks, see `Delta`), for a
/// season of m > 1 periods and more than 4 m values also those m and m + 1 periods before, and
/// where there are more than 3 m values a step in the last min(4 m, n + H) / 2 periods before the
/// end of the data, for m of 4 to 13 also a change of slope there. The forecasts are its fitted
/// values. They depend on the horizon H asked for. Terms that would leave 10 degrees of freedom or
/// fewer are left out.
///
/// Works on the same series as `Delta`: deseasonalised, in logs where it can be (the publication
/// has seasonal dummies instead).
///
/// The calibration fits forecasts to themselves and knows no errors of its own, so deviations are
/// those of the average before it: sigma sqrt(sum of response^2), responses averaged over the
/// members, sigma the root mean square of the one-step errors of the averaged members.
class Card {
public:
    static constexpr int least_points = 2;

    /// \throws std::invalid_argument for fewer than 2 values, values that are not finite, a season
    ///         below 1
    [[nodiscard]] static Card fit(std::span<double const> y, CardOptions const& options = {}) {
        return Card(y, options);
    }
    /// \throws std::invalid_argument for a horizon below 1
    [[nodiscard]] Prediction predict(int horizon) const {
        detail::require_horizon(horizon, "Card");
        const auto steps = static_cast<std::size_t>(horizon);
        return series_.predict(
            calibrated(average([&](auto const& rule) { return rule.path(steps); })), sigma_,
            average([&](auto const& rule) { return rule.response(steps); }));
    }
    /// One-step errors of the averaged members; NaN in the periods where one of them has none.
    [[nodiscard]] std::span<double const> residuals() const noexcept { return residuals_; }

private:
    Card(std::span<double const> y, CardOptions const& options)
        : series_(y, options.season, least_points, options.thima ? "Cardt" : "Card"),
          delta_(series_), rho_(series_) {
        if (options.thima) thima_.emplace(series_);
        const std::vector<double> fitted = average([](auto const& rule) { return rule.fitted(); });
        sigma_ = detail::error_size(series_.values(), fitted, 2);
        residuals_ = series_.residuals(y, fitted);
    }

    /// The average of what the members say, value by value.
    template <class F>
    [[nodiscard]] std::vector<double> average(F const& of) const {
        const auto first = of(delta_);
        std::vector<double> sum(first.begin(), first.end());
        const auto add = [&](auto const& other) {
            for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += other[i];
        };
        add(of(rho_));
        if (thima_) add(of(*thima_));
        for (double& value : sum) value /= thima_ ? 3 : 2;
        return sum;
    }

    [[nodiscard]] std::vector<double> calibrated(std::vector<double> path) const {
        const std::size_t n = series_.size();
        const std::size_t all = n + path.size();
        const auto m = static_cast<std::size_t>(series_.period());
        std::vector<double> x(series_.values().begin(), series_.values().end());
        x.insert(x.end(), path.begin(), path.end());

        const bool walks = series_.walks();
        const bool cycle = walks && m > 1 && n > 4 * m;
        const std::size_t lost = cycle ? m + 1 : walks ? 1 : 0;
        const std::size_t rows = all - lost;
        const std::size_t basic = 1 + (walks ? 1 : 0) + (cycle ? 2 : 0);
        if (rows <= basic + 10) return path;
        const bool stepped = n > 3 * m && rows > basic + 2 + 10;
        const bool sloped = stepped && walks && m >= 4 && m <= 13;

        Eigen::MatrixXd X(rows, basic + (stepped ? 1 : 0) + (sloped ? 1 : 0));
        Eigen::VectorXd y(rows);
        const double from = static_cast<double>(n) - static_cast<double>(std::min(4 * m, all)) / 2;
        for (std::size_t i = 0; i < rows; ++i) {
            const auto row = static_cast<Eigen::Index>(i);
            const std::size_t t = i + lost;
            Eigen::Index column = 0;
            y[row] = x[t];
            X(row, column++) = 1;
            if (walks) X(row, column++) = x[t - 1];
            if (cycle) {
                X(row, column++) = x[t - m];
                X(row, column++) = x[t - m - 1];
            }
            const double since = static_cast<double>(t + 1) - from;
            if (stepped) X(row, column++) = since >= 0 ? 1 : 0;
            if (sloped) X(row, column++) = since >= 0 ? since / static_cast<double>(all) : 0;
        }
        const Eigen::VectorXd fitted = X * detail::least_squares_of(X, y);
        if (!fitted.allFinite()) return path;
        for (std::size_t h = 0; h < path.size(); ++h)
            path[h] = fitted[static_cast<Eigen::Index>(rows - path.size() + h)];
        return path;
    }

    detail::CardSeries series_;
    detail::DeltaRule delta_;
    detail::RhoRule rho_;
    std::optional<detail::ThimaRule> thima_;
    double sigma_ = 0;
    std::vector<double> residuals_;
};

}  // namespace glidepath
