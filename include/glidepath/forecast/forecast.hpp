// A forecast: a joint distribution over the part of a path that nobody has seen yet.
#pragma once

#include <glidepath/forecast/calibration/calibration.hpp>
#include <glidepath/forecast/margin.hpp>
#include <glidepath/forecast/probability.hpp>
#include <glidepath/forecast/sample_paths.hpp>
#include <glidepath/forecast/sampling/normal_scores.hpp>
#include <glidepath/model/prices.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace glidepath {

/// What somebody who uses a forecast should know.
enum class ForecastNote : std::uint8_t {
    short_history,    ///< So few points that the model is a simple one and its spread borrowed.
    gaps_filled,      ///< Missing values inside the history were filled from their neighbours.
    outlier,          ///< A value lies far from what its neighbours suggest, and was used.
    outlier_damped,   ///< Such a value was taken as missing.
    constant,         ///< All values are equal: the spread rests on other series alone.
    season_too_long,  ///< Less than three cycles are known, and no season was found in them.
    break_cut,        ///< Only what came after the last break of the series was used.
    calibration_borrowed,  ///< Intervals are calibrated on series of another frequency.
    model_intervals,       ///< Intervals are the model's own, not calibrated.
    january_february,      ///< January and February were fitted by their sum.
    beyond_calibration,    ///< It reaches farther ahead than what intervals were calibrated on.
    no_spread              ///< Nothing tells how far the series may move: the forecast is certain.
};
inline constexpr std::array<std::string_view, 12> forecast_note_names{"short_history",
                                                                      "gaps_filled",
                                                                      "outlier",
                                                                      "outlier_damped",
                                                                      "constant",
                                                                      "season_too_long",
                                                                      "break_cut",
                                                                      "calibration_borrowed",
                                                                      "model_intervals",
                                                                      "january_february",
                                                                      "beyond_calibration",
                                                                      "no_spread"};
[[nodiscard]] constexpr std::string_view to_string(ForecastNote note) noexcept {
    return forecast_note_names[static_cast<std::size_t>(note)];
}

/// Lower and upper end by horizon.
struct ForecastInterval {
    Eigen::VectorXd lower;
    Eigen::VectorXd upper;
};

/// The distribution of one figure about several periods, known as equally likely values.
class WindowForecast {
public:
    /// \pre at least one value
    explicit WindowForecast(Eigen::VectorXd draws) : sorted_(std::move(draws)) {
        std::sort(sorted_.begin(), sorted_.end());
    }
    [[nodiscard]] double mean() const { return sorted_.mean(); }
    [[nodiscard]] double median() const { return quantile(0.5); }
    /// Straight between the ordered draws (Hyndman & Fan 1996, type 7).
    /// \throws std::invalid_argument outside 0 < p < 1
    [[nodiscard]] double quantile(double p) const {
        if (!(p > 0 && p < 1))
            throw std::invalid_argument("a quantile needs a probability between 0 and 1");
        const double at = p * static_cast<double>(sorted_.size() - 1);
        const auto low = static_cast<Eigen::Index>(at);
        const Eigen::Index high = std::min(low + 1, sorted_.size() - 1);
        return sorted_[low] + (at - static_cast<double>(low)) * (sorted_[high] - sorted_[low]);
    }
    /// The central interval of a level. \throws std::invalid_argument outside 0 < level < 1
    [[nodiscard]] std::pair<double, double> interval(double level) const {
        return {quantile((1 - level) / 2), quantile((1 + level) / 2)};
    }
    /// The draws in rising order.
    [[nodiscard]] Eigen::VectorXd const& draws() const noexcept { return sorted_; }
    /// Whether the draws are the same.
    friend bool operator==(WindowForecast const& a, WindowForecast const& b) {
        return a.sorted_.size() == b.sorted_.size() && a.sorted_ == b.sorted_;
    }

private:
    Eigen::VectorXd sorted_;
};

/// A joint distribution over consecutive periods, with the history it follows on.
///
/// Each period has a `Margin`: calibrated quantiles around the combined forecast; the median is the
/// point forecast. Normal scores of different periods are correlated (`ErrorCorrelation`), so that
/// sums over windows and runs of periods have their distributions too.
class Forecast {
public:
    /// What a forecast is made of. Filled by `forecast()`; by hand for tests and own models.
    struct Parts {
        Window window;                   ///< The periods ahead.
        std::vector<double> history;     ///< Up to the period before; NaN where not known.
        Eigen::VectorXd centre;          ///< Medians.
        Eigen::VectorXd scale;           ///< In whose units `shape` counts.
        std::vector<ErrorShape> shapes;  ///< Of errors; by horizon.
        Eigen::MatrixXd correlation;     ///< Of the normal scores of all periods ahead.
        ForecastBounds bounds;
        Kind kind = Kind::stock;
        Face face = Face::level;  ///< What the values are: levels, or growth rates.
        std::optional<PriceBasis> prices = std::nullopt;  ///< Of the values, where declared.
        std::optional<int> decimals = std::nullopt;       ///< Digits of published figures.
        int points = 0;  ///< How many values the model was fitted to.
        std::string method;
        std::vector<ForecastNote> notes;
    };

    /// \throws std::invalid_argument if the parts do not fit together, for values beyond
    ///         `Margin::greatest`, for the kind milestone and the face change, which are no series
    explicit Forecast(Parts parts) : parts_(std::move(parts)) {
        if (parts_.kind == Kind::milestone)
            throw std::invalid_argument(
                "a milestone is no series of values: the kind of a forecast "
                "is flow, stock, average or ratio");
        if (parts_.face == Face::change)
            throw std::invalid_argument(
                "changes are not forecast: the face of a forecast is level or growth");
        const Eigen::Index horizon = parts_.window.size();
        if (parts_.centre.size() != horizon || parts_.scale.size() != horizon ||
            static_cast<Eigen::Index>(parts_.shapes.size()) != horizon ||
            parts_.correlation.rows() != horizon || parts_.correlation.cols() != horizon)
            throw std::invalid_argument(
                "a forecast of " + std::to_string(horizon) +
                " periods needs as many centres, scales, shapes and correlations");
        if (!parts_.centre.allFinite() || !parts_.scale.allFinite())
            throw std::invalid_argument("the forecast leaves the range of numbers (1e305); state "
                                        "the series in a larger unit");
        margins_.reserve(static_cast<std::size_t>(horizon));
        for (Eigen::Index h = 0; h < horizon; ++h)
            margins_.emplace_back(parts_.centre[h], parts_.scale[h],
                                  parts_.shapes[static_cast<std::size_t>(h)], parts_.bounds);
    }

    /// The periods ahead.
    [[nodiscard]] Window const& window() const noexcept { return parts_.window; }
    [[nodiscard]] int horizon() const noexcept { return parts_.window.size(); }
    [[nodiscard]] Parts const& parts() const noexcept { return parts_; }
    /// How many values the model was fitted to.
    [[nodiscard]] int points() const noexcept { return parts_.points; }
    /// The model, in words: which members, which form.
    [[nodiscard]] std::string const& method() const noexcept { return parts_.method; }
    [[nodiscard]] std::vector<ForecastNote> const& notes() const noexcept { return parts_.notes; }
    /// At which prices the values are, where that was said: those of the history.
    [[nodiscard]] std::optional<PriceBasis> const& prices() const noexcept { return parts_.prices; }
    /// The distribution of one period ahead.
    /// \throws std::invalid_argument for a period that is not ahead
    [[nodiscard]] Margin const& at(Period period) const {
        if (!parts_.window.contains(period))
            throw std::invalid_argument(to_string(period) + " is not in the forecast of " +
                                        to_string(parts_.window));
        return margins_[static_cast<std::size_t>(period - parts_.window.first())];
    }

    /// The share of the distribution of a period ahead, as its figure will be published, below a
    /// figure; where a bound or rounding gives the figure itself probability, the middle of the
    /// jump. Even between 0 and 1 if the forecast can be trusted.
    /// \throws std::invalid_argument for a period that is not ahead
    [[nodiscard]] double rank(Period period, double figure) const {
        Margin const& margin = at(period);
        return (short_of(margin, figure, true) + short_of(margin, figure, false)) / 2;
    }

    /// By horizon; so are all vectors below. The median is the point forecast.
    [[nodiscard]] Eigen::VectorXd median() const {
        return by_horizon([](Margin const& margin) { return margin.median(); });
    }
    [[nodiscard]] Eigen::VectorXd mean() const {
        return by_horizon([](Margin const& margin) { return margin.mean(); });
    }
    /// \throws std::invalid_argument outside 0 < p < 1
    [[nodiscard]] Eigen::VectorXd quantile(double p) const {
        if (!(p > 0 && p < 1))
            throw std::invalid_argument("a quantile needs a probability between 0 and 1");
        const double score = normal_quantile(p);
        return by_horizon([&](Margin const& margin) { return margin.at_score(score); });
    }
    /// The central interval of a level. \throws std::invalid_argument outside 0 < level < 1
    [[nodiscard]] ForecastInterval interval(double level) const {
        if (!(level > 0 && level < 1))
            throw std::invalid_argument("the level of an interval lies between 0 and 1: 0.95");
        return {quantile((1 - level) / 2), quantile((1 + level) / 2)};
    }

    /// Joint paths of the periods ahead: one row a path.
    [[nodiscard]] Eigen::MatrixXd draws(Draws const& draws = {}) const {
        return from_scores(normal_scores(principal_factor(parts_.correlation), draws));
    }
    /// Joint paths over history and future. Missing history stays missing.
    [[nodiscard]] SamplePaths paths(Draws const& draws = {}) const {
        return with_history(this->draws(draws));
    }
    /// Paths made from normal scores that somebody else drew, with this forecast's correlation over
    /// time: so that several indicators err together.
    /// \pre scores have one column for each period ahead
    [[nodiscard]] SamplePaths paths_from(Eigen::MatrixXd scores) const {
        return with_history(from_scores(std::move(scores)));
    }

    /// Why this forecast has no such statistic, and what to do; empty if it has it.
    [[nodiscard]] std::string statistic_problem(Stat stat) const {
        return glidepath::statistic_problem(stat, judging());
    }
    /// The sum (or mean) over a window of periods, known ones and periods ahead. A sum needs a
    /// flow, a mean anything but a ratio, as in a plan; growth rates have neither. \throws
    /// std::invalid_argument for a kind or face without such a statistic, if a period is
    ///         neither known nor ahead, and for a frequency that the periods do not make up
    [[nodiscard]] WindowForecast sum(Window const& window, Draws const& draws = {}) const {
        return over(window, false, draws);
    }
    [[nodiscard]] WindowForecast mean_over(Window const& window, Draws const& draws = {}) const {
        return over(window, true, draws);
    }

    /// How statements about this forecast are judged.
    [[nodiscard]] Judging judging() const {
        Judging judging;
        judging.kind = parts_.kind;
        judging.decimals = parts_.decimals;
        judging.face = parts_.face;
        return judging;
    }
    /// How likely a statement is. Exact for a level of one period ahead, else counted on paths. For
    /// what `>`, `>=` and `=` say of rounded figures see `holds`.
    [[nodiscard]] Probability probability(Statement const& statement,
                                          Draws const& draws = {}) const {
        if (auto exact = exact_probability(statement)) return Probability::of(*exact);
        return glidepath::probability(statement, paths(draws), judging());
    }

private:
    template <class Of>
    [[nodiscard]] Eigen::VectorXd by_horizon(Of of) const {
        Eigen::VectorXd values(horizon());
        for (Eigen::Index h = 0; h < values.size(); ++h)
            values[h] = of(margins_[static_cast<std::size_t>(h)]);
        return values;
    }
    [[nodiscard]] Eigen::MatrixXd from_scores(Eigen::MatrixXd scores) const {
        for (Eigen::Index h = 0; h < scores.cols(); ++h)
            margins_[static_cast<std::size_t>(h)].at_scores(scores.col(h));
        return scores;
    }
    [[nodiscard]] SamplePaths with_history(Eigen::MatrixXd const& future) const {
        const auto known = static_cast<Eigen::Index>(parts_.history.size());
        Eigen::MatrixXd all(future.rows(), known + future.cols());
        for (Eigen::Index t = 0; t < known; ++t)
            all.col(t).setConstant(parts_.history[static_cast<std::size_t>(t)]);
        all.rightCols(future.cols()) = future;
        return {Window(parts_.window.first() - static_cast<int>(known), parts_.window.last()),
                std::move(all)};
    }
    [[nodiscard]] WindowForecast over(Window const& window, bool mean, Draws const& draws) const {
        if (const std::string problem = statistic_problem(mean ? Stat::mean : Stat::sum);
            !problem.empty())
            throw std::invalid_argument(problem);
        const auto parts = refine(window, parts_.window.frequency(), parts_.window.first().phase());
        const SamplePaths all = paths(draws);
        if (!parts || !all.window().contains(parts->first()) ||
            !all.window().contains(parts->last()))
            throw std::invalid_argument("history and forecast cover " + to_string(all.window()) +
                                        ", not all of " + to_string(window));
        Eigen::VectorXd total =
            all.values()
                .middleCols(parts->first() - all.window().first(), parts->size())
                .rowwise()
                .sum();
        if (!total.allFinite())
            throw std::invalid_argument("a value is missing in " + to_string(window));
        if (mean) total /= parts->size();
        return WindowForecast(std::move(total));
    }
    /// `at P` on the paths' own face and frequency, against numbers.
    [[nodiscard]] std::optional<double> exact_probability(Statement const& statement) const {
        if (statement.stat != Stat::at || statement.face != parts_.face ||
            statement.quantity() == nullptr)
            return std::nullopt;
        const Period period = statement.window.first();
        if (!period.same_grid(parts_.window.first()) || !parts_.window.contains(period))
            return std::nullopt;
        const auto interval = satisfying(statement);
        if (!interval) return std::nullopt;
        Margin const& margin = at(period);
        const double low = std::isinf(interval->lower)
                               ? 0
                               : short_of(margin, interval->lower, !interval->lower_open);
        const double high = std::isinf(interval->upper)
                                ? 1
                                : short_of(margin, interval->upper, interval->upper_open);
        return std::clamp(high - low, 0.0, 1.0);
    }
    /// The probability that the published figure is less than an end, or not more than it.
    [[nodiscard]] double short_of(Margin const& margin, double end, bool strictly) const {
        if (!parts_.decimals) {
            // What rounding alone keeps from an end is at it; open bounds are never reached.
            const double slack = parts_.bounds.open ? 0 : comparison_tolerance * std::abs(end);
            return margin.below(strictly ? end - slack : end + slack, strictly);
        }
        // The first figure that is not short of the end, and the value half a unit below it, where
        // figures change. Rounding goes away from zero: that value itself is the upper figure if
        // it is positive, else the lower one. It matters where a closed bound lies there.
        const double unit = std::pow(10.0, *parts_.decimals);
        double step = std::ceil(end * unit - 1e-9 * std::max(1.0, std::abs(end * unit)));
        if (!strictly && nearly_equal(step / unit, end)) ++step;
        const double turn = (step - 0.5) / unit;
        return margin.below(turn, turn > 0);
    }

    Parts parts_;
    std::vector<Margin> margins_;
};

}  // namespace glidepath
