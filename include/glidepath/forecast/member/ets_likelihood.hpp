// The likelihood of an exponential smoothing model, with its derivatives by all parameters.
#pragma once

#include <glidepath/forecast/member/ets_form.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace glidepath::detail {

/// At which place of the parameter vector each parameter stands; -1: the form has none. The trend
/// and season parameters are shares of their ranges, beta / alpha and gamma / (1 - alpha), so that
/// the region of Hyndman et al. (2008) is a box.
struct EtsLayout {
    int alpha = 0, trend = -1, season = -1, phi = -1;
    int level = 0, slope = -1, phases = -1;  ///< Initial states; of the phases all but the last.
    int size = 0;

    constexpr EtsLayout(EtsForm const& form, int periods) noexcept {
        size = 1;
        if (form.trended()) trend = size++;
        if (form.seasonal()) season = size++;
        if (form.damped()) phi = size++;
        level = size++;
        if (form.trended()) slope = size++;
        if (form.seasonal()) {
            phases = size;
            size += periods - 1;
        }
    }
    [[nodiscard]] constexpr int smoothing() const noexcept { return level; }
};

inline constexpr int most_ets_parameters = 4 + 2 + longest_ets_season - 1;
using EtsVector = std::array<double, most_ets_parameters>;

/// The smoothing parameters and the states of one moment. `phase[j]` belongs to the periods j,
/// j + m, j + 2m, ...
struct EtsMoment {
    double alpha = 0, beta = 0, gamma = 0, phi = 1;
    double level = 0, slope = 0;
    std::array<double, longest_ets_season> phase{};
};

[[nodiscard]] inline EtsMoment ets_moment(EtsForm const& form, EtsLayout const& at, int periods,
                                          EtsVector const& x) noexcept {
    EtsMoment now;
    now.alpha = x[at.alpha];
    if (at.trend >= 0) now.beta = now.alpha * x[at.trend];
    if (at.season >= 0) now.gamma = (1 - now.alpha) * x[at.season];
    if (at.phi >= 0) now.phi = x[at.phi];
    now.level = x[at.level];
    if (at.slope >= 0) now.slope = x[at.slope];
    if (at.phases >= 0) {
        double rest = form.season == EtsSeason::multiplicative ? periods : 0;
        for (int j = 0; j + 1 < periods; ++j) rest -= now.phase[j] = x[at.phases + j];
        now.phase[periods - 1] = rest;
    }
    return now;
}

/// What the likelihood is made of: sums over the observed values.
struct EtsSums {
    double squares = 0;     ///< Of the errors, relative ones under a multiplicative error.
    double logarithms = 0;  ///< Of the fitted values, under a multiplicative error.
};

/// Runs a series through the model and leaves in `now` the states after it. A missing value leaves
/// level, trend and season as they would be without an error.
/// \param fitted  receives the one-step forecasts unless it is null
/// \return false if a multiplicative form left the positive numbers
template <EtsSeason season>
[[nodiscard]] bool run_ets(std::span<double const> y, bool relative, int periods, EtsMoment& now,
                           EtsSums& sums, double* fitted = nullptr) noexcept {
    constexpr double least = 1e-30;  // far below any fit, far above what a product of eight loses
    double product = 1;
    int factors = 0;
    double level = now.level, slope = now.slope;
    int j = 0;
    for (std::size_t t = 0; t < y.size(); ++t) {
        const double drift = now.phi * slope;
        const double trend = level + drift;
        double fit = trend;
        if constexpr (season == EtsSeason::additive) fit += now.phase[j];
        if constexpr (season == EtsSeason::multiplicative) {
            if (!(trend > least && now.phase[j] > least)) return false;
            fit *= now.phase[j];
        }
        if (fitted != nullptr) fitted[t] = fit;
        if (relative && !(fit > least)) return false;
        level = trend;
        slope = drift;
        if (!std::isnan(y[t])) {
            const double error = y[t] - fit;
            if (relative) {
                const double share = error / fit;
                sums.squares += share * share;
                product *= fit;
                if (++factors == 8) {
                    sums.logarithms += std::log(product);
                    product = 1;
                    factors = 0;
                }
            } else {
                sums.squares += error * error;
            }
            if constexpr (season == EtsSeason::multiplicative) {
                const double seen = error / now.phase[j];
                level += now.alpha * seen;
                slope += now.beta * seen;
                now.phase[j] += now.gamma * error / trend;
            } else {
                level += now.alpha * error;
                slope += now.beta * error;
                if constexpr (season == EtsSeason::additive) now.phase[j] += now.gamma * error;
            }
        }
        if constexpr (season != EtsSeason::none)
            if (++j == periods) j = 0;
    }
    sums.logarithms += std::log(product);
    now.level = level;
    now.slope = slope;
    return std::isfinite(sums.squares) && std::isfinite(sums.logarithms);
}

[[nodiscard]] inline bool run_ets(EtsForm const& form, std::span<double const> y, int periods,
                                  EtsMoment& now, EtsSums& sums,
                                  double* fitted = nullptr) noexcept {
    const bool relative = form.multiplicative_error();
    switch (form.season) {
        case EtsSeason::additive:
            return run_ets<EtsSeason::additive>(y, relative, periods, now, sums, fitted);
        case EtsSeason::multiplicative:
            return run_ets<EtsSeason::multiplicative>(y, relative, periods, now, sums, fitted);
        case EtsSeason::none: break;
    }
    return run_ets<EtsSeason::none>(y, relative, periods, now, sums, fitted);
}

/// Minus the logarithm of the likelihood of one form, up to a constant: n/2 log(sum of squares)
/// plus the sum of log(fitted), sigma being concentrated out. Gradient and expected Hessian come
/// from one pass that carries the derivatives of all states along.
class EtsLikelihood {
public:
    using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, 0, most_ets_parameters,
                                 most_ets_parameters>;
    using Vector = Eigen::Matrix<double, Eigen::Dynamic, 1, 0, most_ets_parameters, 1>;
    /// Rows of derivatives, kept from form to form so that nothing is allocated anew.
    using Lanes = Eigen::Array4d;
    struct Workspace {
        std::vector<Lanes> rows;
    };

    /// \param floor  sums of squares below it are rounding and count as this
    EtsLikelihood(EtsForm const& form, std::span<double const> y, int observed, int periods,
                  double floor, Workspace& workspace)
        : form_(form), at_(form, form.seasonal() ? periods : 1), y_(y), observed_(observed),
          periods_(form.seasonal() ? periods : 1), floor_(floor), blocks_((at_.size + 3) / 4),
          workspace_(workspace) {}

    [[nodiscard]] EtsForm const& form() const noexcept { return form_; }
    [[nodiscard]] EtsLayout const& layout() const noexcept { return at_; }
    [[nodiscard]] int periods() const noexcept { return periods_; }
    [[nodiscard]] EtsMoment moment(EtsVector const& x) const noexcept {
        return ets_moment(form_, at_, periods_, x);
    }

    /// Infinite where the form is not defined.
    [[nodiscard]] double value(EtsVector const& x) const noexcept {
        EtsMoment now = moment(x);
        EtsSums sums;
        if (!run_ets(form_, y_, periods_, now, sums))
            return std::numeric_limits<double>::infinity();
        return 0.5 * observed_ * std::log(std::max(sums.squares, floor_)) + sums.logarithms;
    }

    /// Gradient and expected Hessian at `x`, both times the variance of the errors, where the value
    /// is finite. \return that variance
    double derivatives(EtsVector const& x, Vector& gradient, Matrix& hessian) {
        workspace_.rows.resize(static_cast<std::size_t>(blocks_) *
                               static_cast<std::size_t>(std::max(observed_, 1)));
        switch (form_.season) {
            case EtsSeason::none: differentiate<EtsSeason::none>(x); break;
            case EtsSeason::additive: differentiate<EtsSeason::additive>(x); break;
            case EtsSeason::multiplicative: differentiate<EtsSeason::multiplicative>(x); break;
        }
        const double variance = std::max(squares_, floor_) / observed_;
        cross_products(hessian);
        gradient.resize(at_.size);
        for (int i = 0; i < at_.size; ++i) gradient[i] = -with_errors_[i / 4][i % 4];
        if (form_.multiplicative_error()) {
            Vector plain(at_.size);
            for (int i = 0; i < at_.size; ++i) plain[i] = plain_[i / 4][i % 4];
            gradient += variance * plain;
            hessian *= 1 + 2 * variance;
            hessian -= 2 * variance / observed_ * plain * plain.transpose();
        }
        return variance;
    }

private:
    static constexpr int most_blocks = (most_ets_parameters + 3) / 4;
    using Row = std::array<Lanes, most_blocks>;

    [[nodiscard]] static double& lane(Row& row, int i) noexcept { return row[i / 4][i % 4]; }
    void clear(Row& row) const noexcept {
        for (int k = 0; k < blocks_; ++k) row[k].setZero();
    }

    /// One pass with the derivatives of level, slope and phases; leaves the rows d fit / d x, over
    /// the fit under a multiplicative error.
    template <EtsSeason season>
    void differentiate(EtsVector const& x) {
        EtsMoment now = moment(x);
        Row d_level, d_slope, d_trend, d_fit;
        for (Row* row : {&d_level, &d_slope, &with_errors_, &plain_}) clear(*row);
        lane(d_level, at_.level) = 1;
        if (at_.slope >= 0) lane(d_slope, at_.slope) = 1;
        if constexpr (season != EtsSeason::none) {
            for (int j = 0; j < periods_; ++j) clear(d_phase_[j]);
            for (int j = 0; j + 1 < periods_; ++j) {
                lane(d_phase_[j], at_.phases + j) = 1;
                lane(d_phase_[periods_ - 1], at_.phases + j) = -1;
            }
        }
        const bool relative = form_.multiplicative_error();
        Lanes* out = workspace_.rows.data();
        squares_ = 0;
        int j = 0;
        for (double const y : y_) {
            const double drift = now.phi * now.slope;
            const double trend = now.level + drift;
            for (int k = 0; k < blocks_; ++k) d_slope[k] *= now.phi;
            if (at_.phi >= 0) lane(d_slope, at_.phi) += now.slope;
            for (int k = 0; k < blocks_; ++k) d_trend[k] = d_level[k] + d_slope[k];
            double fit = trend;
            double const phase = now.phase[j];
            Row& d_now = d_phase_[j];
            if constexpr (season == EtsSeason::none) {
                for (int k = 0; k < blocks_; ++k) d_fit[k] = d_trend[k];
            } else if constexpr (season == EtsSeason::additive) {
                fit += phase;
                for (int k = 0; k < blocks_; ++k) d_fit[k] = d_trend[k] + d_now[k];
            } else {
                fit *= phase;
                for (int k = 0; k < blocks_; ++k) d_fit[k] = phase * d_trend[k] + trend * d_now[k];
            }
            now.level = trend;
            now.slope = drift;
            for (int k = 0; k < blocks_; ++k) d_level[k] = d_trend[k];
            if (!std::isnan(y)) {
                const double error = y - fit;
                add_row(out, d_fit, relative ? 1 / fit : 1, relative ? error / fit : error,
                        relative);
                out += blocks_;
                // How far the observation moves level and phase for alpha = gamma = 1, and by
                // what the move changes with the parameters.
                double seen = error, turned = error;
                if constexpr (season == EtsSeason::multiplicative) {
                    seen = error / phase;
                    turned = error / trend;
                    const double by_phase = -y / (phase * phase);
                    const double by_trend = -now.gamma * y / (trend * trend);
                    for (int k = 0; k < blocks_; ++k) {
                        const Lanes move = by_phase * d_now[k] - d_trend[k];
                        d_level[k] += now.alpha * move;
                        d_slope[k] += now.beta * move;
                        d_now[k] = (1 - now.gamma) * d_now[k] + by_trend * d_trend[k];
                    }
                } else {
                    for (int k = 0; k < blocks_; ++k) {
                        d_level[k] -= now.alpha * d_fit[k];
                        d_slope[k] -= now.beta * d_fit[k];
                        if constexpr (season == EtsSeason::additive)
                            d_now[k] -= now.gamma * d_fit[k];
                    }
                }
                now.level += now.alpha * seen;
                now.slope += now.beta * seen;
                lane(d_level, at_.alpha) += seen;
                if (at_.trend >= 0) {
                    lane(d_slope, at_.alpha) += x[at_.trend] * seen;
                    lane(d_slope, at_.trend) += now.alpha * seen;
                }
                if constexpr (season != EtsSeason::none) {
                    now.phase[j] += now.gamma * turned;
                    lane(d_now, at_.alpha) -= x[at_.season] * turned;
                    lane(d_now, at_.season) += (1 - now.alpha) * turned;
                }
            }
            if constexpr (season != EtsSeason::none)
                if (++j == periods_) j = 0;
        }
    }
    void add_row(Lanes* out, Row const& d_fit, double weight, double error,
                 bool relative) noexcept {
        squares_ += error * error;
        const double pull = relative ? error * (1 + error) : error;
        for (int k = 0; k < blocks_; ++k) {
            const Lanes row = weight * d_fit[k];
            out[k] = row;
            with_errors_[k] += pull * row;
            plain_[k] += row;
        }
    }

    /// J'J of the rows, four by four columns at a time, so that the sums stay in registers.
    void cross_products(Matrix& product) const {
        product.resize(at_.size, at_.size);
        for (int a = 0; a < blocks_; ++a)
            for (int b = 0; b <= a; ++b) {
                // Four names, not an array: compilers keep these in registers.
                Lanes sum0 = Lanes::Zero(), sum1 = sum0, sum2 = sum0, sum3 = sum0;
                Lanes const* row = workspace_.rows.data();
                for (int t = 0; t < observed_; ++t, row += blocks_) {
                    const Lanes left = row[a];
                    double const* const right = row[b].data();
                    sum0 += right[0] * left;
                    sum1 += right[1] * left;
                    sum2 += right[2] * left;
                    sum3 += right[3] * left;
                }
                const std::array<Lanes, 4> sum{sum0, sum1, sum2, sum3};
                for (int c = 0; c < 4 && 4 * b + c < at_.size; ++c)
                    for (int r = 0; r < 4 && 4 * a + r < at_.size; ++r) {
                        product(4 * a + r, 4 * b + c) = sum[c][r];
                        product(4 * b + c, 4 * a + r) = sum[c][r];
                    }
            }
    }

    EtsForm form_;
    EtsLayout at_;
    std::span<double const> y_;
    int observed_;
    int periods_;
    double floor_;
    int blocks_;
    Workspace& workspace_;
    double squares_ = 0;
    Row with_errors_, plain_;
    std::array<Row, longest_ets_season> d_phase_;
};

}  // namespace glidepath::detail
