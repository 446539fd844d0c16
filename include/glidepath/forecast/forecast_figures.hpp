// Forecasting a path of which figures about windows are known: years, then months, totals to date.
#pragma once

#include <glidepath/forecast/forecast.hpp>
#include <glidepath/forecast/forecast_series.hpp>
#include <glidepath/forecast/state_space/mixed_frequency.hpp>
#include <glidepath/forecast/state_space/structural_choice.hpp>
#include <glidepath/model/number.hpp>
#include <glidepath/time/window.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace glidepath {

/// A known figure about a window of a path: what its periods add up to (flow), their mean (average)
/// or what it ends with (stock, ratio).
struct WindowFigure {
    Window window;
    double value = 0;
};

/// A structural model that is asked for by name.
struct Structure {
    StructuralForm form = StructuralForm::level;
    /// In squared units of the figures; estimated by maximum likelihood otherwise.
    std::optional<StructuralVariances> variances = std::nullopt;
    /// Of a damped slope; estimated within 0.8..0.98 otherwise. Goes with given variances.
    std::optional<double> phi = std::nullopt;
};

/// How a path is forecast from figures about windows.
struct FiguresOptions {
    Kind kind = Kind::stock;  ///< How periods make up the windows.
    ForecastBounds bounds = {};
    std::optional<int> decimals = std::nullopt;  ///< Digits of published figures; 0 for counts.
    /// The one with the least AICc otherwise (`choose_structure`).
    std::optional<Structure> structure = std::nullopt;
    std::optional<PriceBasis> prices = std::nullopt;  ///< At which they are counted; carried along.
};

namespace detail {

/// One call of `forecast_figures`.
class FiguresForecaster {
public:
    FiguresForecaster(std::span<WindowFigure const> figures, Frequency frequency, int periods,
                      FiguresOptions const& options)
        : options_(options), periods_(periods), season_(season_of(frequency)) {
        if (periods < 1 || periods > longest_horizon)
            throw std::invalid_argument("a forecast reaches 1 to " +
                                        std::to_string(longest_horizon) + " periods ahead, not " +
                                        std::to_string(periods));
        if (options.decimals && (*options.decimals < -15 || *options.decimals > 15))
            throw std::invalid_argument("figures have -15 to 15 digits after the point, not " +
                                        std::to_string(*options.decimals));
        if (figures.empty()) throw std::invalid_argument("a forecast needs at least one figure");
        read(figures, frequency);
    }

    [[nodiscard]] Forecast run() const {
        const MixedFrequency model = fit();
        std::vector<double> history = known_by_themselves();
        const int first = static_cast<int>(history.size());
        const int end = model.size() + periods_;
        if (end - first > longest_horizon)
            throw std::invalid_argument(
                "there are " + std::to_string(end - first) + " periods from " +
                to_string(origin_ + first) + ", the first one without a figure of its own, to " +
                to_string(origin_ + (end - 1)) + ", more than " + std::to_string(longest_horizon) +
                "; take a coarser frequency or later figures");
        std::vector<PathSpan> singles;
        for (int t = first; t < end; ++t) singles.push_back({t, t});
        JointNormal joint = model.totals(singles);
        hold_figures(joint, history);
        return Forecast(parts(model, joint, std::move(history)));
    }

private:
    /// Figures as observations of positions, in the order in which the filter reads them, so that
    /// the order in which they are given plays no part.
    void read(std::span<WindowFigure const> figures, Frequency frequency) {
        const Period earliest =
            std::min_element(figures.begin(), figures.end(),
                             [](WindowFigure const& a, WindowFigure const& b) {
                                 return a.window.first_day() < b.window.first_day();
                             })
                ->window.first();
        const int width = months_in(frequency);
        const int phase = width == 0 ? 0 : earliest.phase() % width;
        std::vector<Window> parts;
        for (WindowFigure const& figure : figures) parts.push_back(part(figure, frequency, phase));
        origin_ =
            std::min_element(parts.begin(), parts.end(), [](Window const& a, Window const& b) {
                return a.first() < b.first();
            })->first();
        std::vector<std::size_t> order(figures.size());
        for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            const auto key = [&](std::size_t k) {
                return std::tuple(parts[k].last() - origin_, parts[k].size(), figures[k].value);
            };
            return key(a) < key(b);
        });
        for (const std::size_t k : order) {
            const PathSpan span{parts[k].first() - origin_, parts[k].last() - origin_};
            observations_.push_back({span, figures[k].value, 0,
                                     options_.kind == Kind::average ? PathObservation::Kind::mean
                                                                    : PathObservation::Kind::sum});
            windows_.push_back(figures[k].window);
        }
        together_ = january_with_february();
    }
    /// The periods of the path that a figure is about.
    [[nodiscard]] Window part(WindowFigure const& figure, Frequency frequency, int phase) const {
        const std::string name = to_string(figure.window);
        if (!std::isfinite(figure.value))
            throw std::invalid_argument("the figure of " + name +
                                        " is not a finite number; leave out what is not known");
        const auto whole = refine(figure.window, frequency, phase);
        if (!whole)
            throw std::invalid_argument(name + " is no whole number of " +
                                        std::string(to_string(frequency)) + " periods");
        const Window used = adds_up() ? *whole : Window(whole->last());
        const double each = options_.kind == Kind::flow ? figure.value / used.size() : figure.value;
        ForecastBounds const& bounds = options_.bounds;
        if ((bounds.min && each < *bounds.min && !nearly_equal(each, *bounds.min)) ||
            (bounds.max && each > *bounds.max && !nearly_equal(each, *bounds.max)))
            throw std::invalid_argument("the figure of " + name + ", " +
                                        format_shortest(figure.value) +
                                        ", cannot be within the bounds of its periods");
        return used;
    }
    /// Whether a window says something of all of its periods.
    [[nodiscard]] bool adds_up() const noexcept {
        return options_.kind == Kind::flow || options_.kind == Kind::average;
    }

    [[nodiscard]] MixedFrequency fit() const {
        try {
            if (options_.structure) return fit_given(*options_.structure);
            return choose_structure<MixedFrequency>(
                season_, tell_of_season(),
                [&](StructuralForm form) {
                    return MixedFrequency::fit(seen_by(form), shape_of(form));
                },
                [&](MixedFrequency const& fitted, int count) {
                    return MixedFrequency::with_variances(seen_by(fitted.shape().form, count),
                                                          fitted.shape(), fitted.variances());
                });
        } catch (ContradictionError const& error) {
            throw std::invalid_argument(
                "the figure of " + to_string(windows_[error.observation()]) + " is " +
                format_figure(observations_[error.observation()].value) +
                ", but by the other figures it must be " + format_figure(error.implied()) +
                "; correct one of them, or leave one out");
        }
    }
    [[nodiscard]] MixedFrequency fit_given(Structure const& given) const {
        StructuralShape shape = shape_of(given.form);
        if (!given.variances)
            return MixedFrequency::fit(seen_by(given.form), shape, {.phi = given.phi});
        if (given.form == StructuralForm::damped) {
            if (!given.phi)
                throw std::invalid_argument(
                    "a damped slope whose variances are given needs its phi as well");
            shape.phi = *given.phi;
        }
        return MixedFrequency::with_variances(seen_by(given.form), shape, *given.variances);
    }
    [[nodiscard]] StructuralShape shape_of(StructuralForm form) const {
        if (form == StructuralForm::seasonal && season_ < 2)
            throw std::invalid_argument(std::string(to_string(origin_.frequency())) +
                                        " periods have no season; take a trend");
        return {.form = form, .season = season_};
    }
    /// The first figures (all: 0 for `count`) as a form sees them. Where January and February are
    /// known only together, a season cannot tell them apart; it is told that January took anything
    /// between nothing and all of the first sum, a half with a standard deviation of a quarter.
    [[nodiscard]] std::vector<PathObservation> seen_by(StructuralForm form, int count = 0) const {
        std::vector<PathObservation> seen = observations_;
        if (count > 0) seen.resize(static_cast<std::size_t>(count));
        if (form == StructuralForm::seasonal && together_ && *together_ < seen.size()) {
            PathObservation const& both = observations_[*together_];
            const double sum =
                both.kind == PathObservation::Kind::mean ? 2 * both.value : both.value;
            seen.push_back(PathObservation::point(both.span.first, sum / 2, sum * sum / 16));
        }
        return seen;
    }
    /// The first sum of a January and a February, if neither month is ever known by itself.
    [[nodiscard]] std::optional<std::size_t> january_with_february() const {
        if (origin_.frequency() != Frequency::monthly) return std::nullopt;
        std::optional<std::size_t> found;
        for (std::size_t k = 0; k < observations_.size(); ++k) {
            PathObservation const& o = observations_[k];
            const auto month = (origin_ + o.span.first).first_day().month().as_number();
            if (o.span.size() == 1 && month <= 2) return std::nullopt;
            if (!found && o.span.size() == 2 && month == 1 && o.value != 0) found = k;
        }
        return found;
    }
    /// Figures about less than a cycle.
    [[nodiscard]] int tell_of_season() const {
        return static_cast<int>(
            std::count_if(observations_.begin(), observations_.end(),
                          [&](PathObservation const& o) { return o.span.size() < season_; }));
    }

    /// The values of the first positions, up to one without a figure of its own.
    [[nodiscard]] std::vector<double> known_by_themselves() const {
        std::vector<double> values;
        for (PathObservation const& o : observations_)
            if (o.span.size() == 1 && o.span.first == static_cast<int>(values.size()))
                values.push_back(o.value);
        return values;
    }
    /// Takes rounding out of what the figures say of the periods behind the history.
    void hold_figures(JointNormal& joint, std::vector<double> const& history) const {
        const int first = static_cast<int>(history.size());
        const auto count = static_cast<Eigen::Index>(observations_.size());
        Eigen::MatrixXd weights = Eigen::MatrixXd::Zero(joint.size(), count);
        Eigen::VectorXd sums(count);
        for (Eigen::Index k = 0; k < count; ++k) {
            PathObservation const& o = observations_[static_cast<std::size_t>(k)];
            sums[k] = o.kind == PathObservation::Kind::mean ? o.value * o.span.size() : o.value;
            for (int t = o.span.first; t <= o.span.last; ++t) {
                const Eigen::Index h = t - first;
                if (h < 0) sums[k] -= history[static_cast<std::size_t>(t)];
                else if (joint.covariance(h, h) == 0) sums[k] -= joint.mean[h];
                else weights(h, k) = 1;
            }
        }
        std::vector<Eigen::Index> open;  // figures of which a period is in doubt
        for (Eigen::Index k = 0; k < count; ++k)
            if ((weights.col(k).array() != 0).any()) open.push_back(k);
        if (!open.empty())
            joint.hold(Eigen::MatrixXd(weights(Eigen::all, open)), Eigen::VectorXd(sums(open)));
    }
    /// A window that begins with the first period in doubt. Periods within it that are known have
    /// scale 0 and no score.
    [[nodiscard]] Forecast::Parts parts(MixedFrequency const& model, JointNormal const& joint,
                                        std::vector<double> history) const {
        Eigen::Index known = 0;
        while (joint.covariance(known, known) == 0 &&
               static_cast<int>(history.size()) < model.size())
            history.push_back(joint.mean[known++]);
        const Eigen::Index size = joint.size() - known;
        Forecast::Parts parts;
        const Period start = origin_ + static_cast<int>(history.size());
        parts.window = Window(start, start + static_cast<int>(size) - 1);
        parts.history = std::move(history);
        parts.centre = joint.mean.tail(size);
        parts.scale = joint.deviations().tail(size);
        parts.shapes.assign(static_cast<std::size_t>(size), ErrorShape());
        parts.correlation = joint.correlation().bottomRightCorner(size, size);
        parts.correlation.diagonal() = (parts.scale.array() > 0).cast<double>();
        parts.bounds = options_.bounds;
        parts.kind = options_.kind;
        parts.decimals = options_.decimals;
        parts.prices = options_.prices;
        parts.points = static_cast<int>(observations_.size());
        parts.method = structural_name(model.shape().form);
        parts.notes = {ForecastNote::model_intervals};
        if (season_ > 1 && !model.shape().has_season() && tell_of_season() < 3 * season_)
            parts.notes.push_back(ForecastNote::season_too_long);
        if (model.shape().has_season() && together_)
            parts.notes.push_back(ForecastNote::january_february);
        return parts;
    }

    FiguresOptions const& options_;
    int periods_;
    int season_;
    Period origin_;                              ///< Position 0.
    std::vector<PathObservation> observations_;  ///< In the order in which the filter reads them.
    std::vector<Window> windows_;                ///< What they are about, as it was given.
    std::optional<std::size_t> together_;        ///< See `january_with_february`.
};

}  // namespace detail

/// Forecasts a path from figures about windows of it: values of single periods, sums, means or last
/// values of spans, totals of the year to date, years before the months began. They may overlap,
/// and may leave any period out.
///
/// The structural model of the path (`MixedFrequency`) gives the joint distribution of all periods
/// given all figures, past ones that are not known by themselves included. The forecast's window
/// therefore begins with the first period that is in doubt: its history is exact, known periods
/// within the window are certain, and a sum over known and unknown periods is judged with what the
/// figures say of it: that of a published year is certain, though none of its months is known.
/// (Closed bounds cut single periods off, and with them such sums may move.) Intervals are the
/// model's own, normal ones, not calibrated (`ForecastNote::model_intervals`).
///
/// Where monthly figures give January and February only together, year after year, a season is told
/// that each of them took some part of the first sum, half of it or so, and says so
/// (`ForecastNote::january_february`); sums over both do not depend on that.
///
/// Figures that others imply change nothing. The order of figures plays no part.
/// \param figures    in any order; to estimate a model at least three that no others imply
/// \param frequency  of the path; every window is a whole number of its periods. Their grid is that
///                   of the earliest window
/// \param periods    how many beyond the last one of any figure, 1 to `longest_horizon`
/// \throws std::invalid_argument for another number of periods, too few figures, such that are not
///         finite, contradict others, lie beyond the bounds or are about a window that is no whole
///         number of periods (the message names the window), a structure that cannot be fitted, and
///         more than `longest_horizon` periods from the first one without a figure of its own on
[[nodiscard]] inline Forecast forecast_figures(std::span<WindowFigure const> figures,
                                               Frequency frequency, int periods,
                                               FiguresOptions const& options = {}) {
    return detail::FiguresForecaster(figures, frequency, periods, options).run();
}

}  // namespace glidepath
