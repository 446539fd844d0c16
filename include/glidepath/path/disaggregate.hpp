// Temporal disaggregation and benchmarking: annual totals to months, with or without an indicator.
#pragma once

#include <glidepath/model/number.hpp>
#include <glidepath/path/disaggregation/aggregation.hpp>
#include <glidepath/path/disaggregation/benchmark_spline.hpp>
#include <glidepath/path/disaggregation/growth_preservation.hpp>
#include <glidepath/path/disaggregation/options.hpp>
#include <glidepath/path/disaggregation/regression.hpp>
#include <glidepath/path/disaggregation/roughness_model.hpp>
#include <glidepath/path/least_rough.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace glidepath {

namespace detail {

/// One call of `disaggregate`: input that was checked, and the result as it grows.
class Disaggregator {
    using Method = DisaggregationMethod;

public:
    Disaggregator(std::span<double const> benchmarks, Aggregation const& aggregation,
                  Eigen::Ref<Eigen::MatrixXd const> const& indicators,
                  DisaggregationOptions const& options)
        : benchmarks_(benchmarks), aggregation_(aggregation), indicators_(indicators),
          options_(options) {
        require_numbers();
        require_options();
    }

    [[nodiscard]] Disaggregation run() {
        if (is_regression()) {
            run_regression();
        } else if (options_.method == Method::growth_preservation) {
            run_growth_preservation();
        } else if (options_.method == Method::cubic_spline) {
            result_.values = benchmark_spline(benchmarks_, aggregation_, indicator());
        } else {
            run_least_rough();
        }
        finish();
        return std::move(result_);
    }

private:
    [[nodiscard]] bool is(Method method) const noexcept { return options_.method == method; }
    [[nodiscard]] bool is_regression() const noexcept {
        return is(Method::chow_lin) || is(Method::fernandez) || is(Method::litterman) ||
               is(Method::dynamic) || is(Method::ols) || is(Method::fast);
    }
    [[nodiscard]] std::string name() const { return std::string(to_string(options_.method)); }
    /// The only indicator; nothing if there is none.
    [[nodiscard]] std::span<double const> indicator() const noexcept {
        if (indicators_.cols() == 0) return {};
        return {indicators_.col(0).data(), static_cast<std::size_t>(indicators_.rows())};
    }
    void note(DisaggregationNote note) { result_.notes.push_back(note); }

    // --- what is asked --------------------------------------------------------------------------

    void require_numbers() const {
        const auto number = [](double value, std::string const& what) {
            if (!std::isfinite(value))
                throw std::invalid_argument(what + " is " +
                                            (std::isnan(value) ? "missing (not a "
                                                                 "number)"
                                                               : "infinite") +
                                            "; disaggregation needs a number there");
        };
        if (benchmarks_.size() != aggregation_.spans().size())
            throw std::invalid_argument("there are " + std::to_string(benchmarks_.size()) +
                                        " benchmarks for " +
                                        std::to_string(aggregation_.spans().size()) + " spans");
        for (int k = 0; k < aggregation_.benchmarks(); ++k)
            number(benchmarks_[static_cast<std::size_t>(k)], aggregation_.benchmark_name(k));
        if (indicators_.cols() > 0 && indicators_.rows() != aggregation_.size())
            throw std::invalid_argument("the indicator has " + std::to_string(indicators_.rows()) +
                                        " values; the path needs " +
                                        std::to_string(aggregation_.size()));
        for (Eigen::Index j = 0; j < indicators_.cols(); ++j)
            for (int t = 0; t < aggregation_.size(); ++t)
                number(indicators_(t, j),
                       "the value of the indicator " +
                           (indicators_.cols() > 1 ? "[" + std::to_string(j) + "] " : "") + "at " +
                           aggregation_.position_name(t));
    }
    void require_options() const {
        const auto refuse = [&](bool given, char const* what) {
            if (given) throw std::invalid_argument(name() + " takes no " + what);
        };
        if (!is_regression() && indicators_.cols() > 1)
            throw std::invalid_argument(name() + " takes one indicator, not " +
                                        std::to_string(indicators_.cols()) +
                                        "; chow-lin and the other regressions take several");
        refuse(options_.rho && !is(Method::cholette) && !is(Method::chow_lin) &&
                   !is(Method::litterman) && !is(Method::dynamic),
               "rho");
        refuse(options_.lambda && !is(Method::cholette), "lambda");
        refuse(options_.bias != Bias::none && !is(Method::cholette), "bias");
        refuse((options_.bounds.min || options_.bounds.max) &&
                   (is_regression() || is(Method::growth_preservation) || is(Method::cubic_spline)),
               "bounds");
        if (options_.order < 0 || options_.order > 3)
            throw std::invalid_argument("the order of differences must be 0, 1, 2 or 3, not " +
                                        std::to_string(options_.order));
        if (is(Method::cholette) && !options_.rho)
            throw std::invalid_argument("cholette needs rho, between 0 and 1: 0.9 for months and "
                                        "0.729 for quarters are usual");
        if ((is(Method::growth_preservation) || is(Method::pro_rata)) && indicators_.cols() == 0)
            throw std::invalid_argument(name() + " needs an indicator");
    }

    // --- the methods ----------------------------------------------------------------------------

    void run_regression() {
        RegressionOptions regression;
        regression.criterion = options_.criterion;
        regression.lowest_rho = options_.lowest_rho;
        regression.intercept = options_.intercept;
        regression.rho = options_.rho;
        if (is(Method::ols)) regression.rho = 0;
        if (is(Method::fast)) regression.rho = 0.99999;
        if (is(Method::fernandez)) regression.model = RegressionModel::fernandez;
        if (is(Method::litterman)) regression.model = RegressionModel::litterman;
        if (is(Method::dynamic)) regression.model = RegressionModel::dynamic;
        RegressionPath path = regress(benchmarks_, aggregation_, indicators_, regression);
        result_.values = std::move(path.values);
        result_.standard_errors = std::move(path.standard_errors);
        if (path.fit.truncated) note(DisaggregationNote::rho_truncated);
        if (path.fit.at_bound) note(DisaggregationNote::rho_at_bound);
        result_.regression = std::move(path.fit);
    }

    void run_growth_preservation() {
        GrowthPreservation path =
            preserve_growth(benchmarks_, aggregation_, indicator(), options_.growth);
        if (!path.converged) note(DisaggregationNote::not_converged);
        result_.values = std::move(path.values);
    }

    void run_least_rough() {
        const std::vector<double> preliminary = preliminary_path();
        const Roughness roughness = chosen_roughness(chosen_lambda(preliminary));
        std::vector<Row> rows = aggregation_.rows(benchmarks_);
        const auto bound = [&](std::optional<double> value, Sense sense) {
            if (!value) return;
            for (int t = 0; t < aggregation_.size(); ++t)
                rows.push_back(Row::point(t, *value, sense));
        };
        bound(options_.bounds.min, Sense::at_least);
        bound(options_.bounds.max, Sense::at_most);
        LeastRough path = least_rough(roughness, preliminary, rows);
        require_solved(path);
        result_.values = std::move(path.values);

        if (is(Method::denton) && options_.order > 0) note(DisaggregationNote::start_transient);
        const bool has_model =
            (is(Method::denton_cholette) && options_.order > 0) || is(Method::cholette);
        // Bounds that bind cut the distributions off, in a way that no standard error describes.
        if (!has_model || !path.binding.empty()) return;
        const PathModel model = roughness_model(roughness, preliminary);
        result_.standard_errors = estimate_path(aggregation_, model, benchmarks_).standard_errors;
    }

    /// The indicator, or a constant at the benchmarks' mean level, moved by the bias.
    [[nodiscard]] std::vector<double> preliminary_path() const {
        const auto n = static_cast<std::size_t>(aggregation_.size());
        double wanted = 0;
        for (double value : benchmarks_) wanted += value;
        const auto total = [&](std::vector<double> const& path) {
            double sum = 0;
            for (double value : aggregation_.aggregate(path)) sum += value;
            return sum;
        };
        const double periods = total(std::vector<double>(n, 1));
        if (indicators_.cols() == 0) return std::vector<double>(n, wanted / periods);
        std::vector<double> path(indicator().begin(), indicator().end());
        const double found = total(path);
        if (options_.bias == Bias::multiplicative && found == 0)
            throw std::invalid_argument(
                "a multiplicative bias needs an indicator whose total is not 0");
        for (double& value : path) {
            if (options_.bias == Bias::multiplicative) value *= wanted / found;
            if (options_.bias == Bias::additive) value += (wanted - found) / periods;
        }
        return path;
    }

    /// 1 for proportional deviations and 0 for additive ones, unless the method has its own.
    [[nodiscard]] double chosen_lambda(std::vector<double> const& preliminary) {
        if (is(Method::uniform)) return 0;
        const double lambda = is(Method::pro_rata)                          ? 0.5
                              : options_.lambda                             ? *options_.lambda
                              : options_.deviations == Deviations::additive ? 0
                                                                            : 1;
        // About a constant both are the same.
        if (lambda == 0 || indicators_.cols() == 0) return 0;
        const auto at = std::find_if(preliminary.begin(), preliminary.end(),
                                     [](double value) { return !(value > 0); });
        if (at == preliminary.end()) return lambda;
        if (options_.deviations == Deviations::proportional_if_able && !is(Method::pro_rata)) {
            note(DisaggregationNote::additive_instead);
            return 0;
        }
        throw std::invalid_argument(
            "deviations in proportion to the indicator need positive values; at " +
            aggregation_.position_name(static_cast<int>(at - preliminary.begin())) + " it is " +
            format_shortest(*at) + " (additive deviations do without)");
    }

    [[nodiscard]] Roughness chosen_roughness(double lambda) const {
        switch (options_.method) {
            case Method::denton: return Roughness::anchored(options_.order).scaled(lambda);
            case Method::cholette: return Roughness::autoregressive(*options_.rho).scaled(lambda);
            case Method::stram_wei: return Roughness::arima(options_.arima).scaled(lambda);
            case Method::uniform:
            case Method::pro_rata: return Roughness::differences(0).scaled(lambda);
            default: return Roughness::differences(options_.order).scaled(lambda);
        }
    }

    void require_solved(LeastRough const& path) const {
        switch (path.state) {
            case LeastRough::State::solved: return;
            case LeastRough::State::not_identified:
                throw std::invalid_argument(name() + " of order " + std::to_string(options_.order) +
                                            " needs " + std::to_string(path.missing) +
                                            " more benchmark" + (path.missing == 1 ? "" : "s") +
                                            " than the " + std::to_string(benchmarks_.size()) +
                                            " there are");
            case LeastRough::State::contradictory: {
                std::string names;
                for (std::size_t row : path.conflict)
                    if (row < benchmarks_.size())
                        names += (names.empty() ? "" : ", ") +
                                 aggregation_.benchmark_name(static_cast<int>(row));
                throw std::invalid_argument("the bounds leave no path that meets " + names);
            }
            case LeastRough::State::stalled: break;
        }
        throw std::invalid_argument("no path was found: the numbers are too large, too small or "
                                    "too far apart for " +
                                    name());
    }

    // --- what is answered -----------------------------------------------------------------------

    void finish() {
        for (std::size_t t = 0; t < result_.values.size(); ++t)
            if (!std::isfinite(result_.values[t]))
                throw std::invalid_argument("the path has no finite value at " +
                                            aggregation_.position_name(static_cast<int>(t)) +
                                            ": the numbers are too large or too far apart for " +
                                            name());
        require_met();
        if (indicators_.cols() == 1) {
            result_.benchmark_ratios = aggregation_.aggregate(indicator());
            for (std::size_t k = 0; k < benchmarks_.size(); ++k)
                result_.benchmark_ratios[k] = benchmarks_[k] / result_.benchmark_ratios[k];
        }
        const auto is_negative = [](double value) { return value < 0; };
        if (std::any_of(result_.values.begin(), result_.values.end(), is_negative) &&
            std::none_of(benchmarks_.begin(), benchmarks_.end(), is_negative))
            note(DisaggregationNote::negative_values);
        const auto first = aggregation_.spans().front();
        const auto last = aggregation_.spans().back();
        const bool trending =
            is(Method::cubic_spline) ||
            ((is(Method::denton_cholette) || is(Method::denton)) && options_.order >= 2);
        if (trending &&
            (first.first > first.size() || aggregation_.size() - 1 - last.last > last.size()))
            note(DisaggregationNote::long_extrapolation);
    }

    /// The path has the benchmarks, as far as numbers of its own size can: an indicator a billion
    /// times as large takes their digits away where deviations are additive, and the smallest of
    /// numbers have few digits from the start.
    void require_met() {
        constexpr double loosest = 1e-6;  // of the largest benchmark; of the path if all are 0
        const auto met = aggregation_.aggregate(result_.values);
        std::size_t worst = 0;
        for (std::size_t k = 0; k < met.size(); ++k) {
            const double misfit = std::abs(met[k] - benchmarks_[k]);
            if (misfit > result_.residual) worst = k;
            result_.residual = std::max(result_.residual, misfit);
        }
        double size = largest(benchmarks_);
        if (size == 0) size = largest(result_.values);
        if (result_.residual <= loosest * size) return;
        throw std::invalid_argument(
            "the path by " + name() + " misses " +
            aggregation_.benchmark_name(static_cast<int>(worst)) +
            " by more than a millionth of the largest: the numbers are too large, too small or too "
            "far apart; give benchmarks and indicator in units of similar size");
    }
    [[nodiscard]] static double largest(std::span<double const> values) noexcept {
        double size = 0;
        for (double value : values) size = std::max(size, std::abs(value));
        return size;
    }

    std::span<double const> benchmarks_;
    Aggregation const& aggregation_;
    Eigen::Ref<Eigen::MatrixXd const> const& indicators_;
    DisaggregationOptions const& options_;
    Disaggregation result_;
};

}  // namespace detail

/// The high-frequency path that agrees with low-frequency benchmarks and moves like an indicator.
///
/// Beyond the benchmarks: differences of order 1 keep the last ratio (additive: difference) to the
/// indicator, order 2 continues it linearly, Cholette lets it fade to the indicator (moved by the
/// bias), pro-rata and uniform fall back to it at once; growth preservation grows as the indicator
/// does; for the regressions see `regress`, for the spline `benchmark_spline`. Without an indicator
/// a constant at the benchmarks' mean level stands in, which makes denton_cholette the smoothing of
/// Boot, Feibes and Lisman (1967).
///
/// Standard errors: of the regressions; of denton_cholette of order 1 and more and of cholette by
/// the model whose best path they are (`roughness_model`), unless bounds bind.
/// \param benchmarks  m values
/// \param indicators  a matrix of n rows; one column (regressions: any number) or none
/// \throws std::invalid_argument saying what is wrong and where: numbers that are missing or
///         infinite, an indicator of another length, one that is not positive where deviations are
///         proportional or growth rates are kept, options that the method does not take, too few
///         benchmarks, regressors that are combinations of others, bounds that benchmarks
///         contradict, and numbers too large or too far apart to be computed with, such as make
///         the path miss a benchmark by more than 1e-6 of the largest.
[[nodiscard]] inline Disaggregation
disaggregate(std::span<double const> benchmarks, Aggregation const& aggregation,
             Eigen::Ref<Eigen::MatrixXd const> const& indicators,
             DisaggregationOptions const& options = {}) {
    return detail::Disaggregator(benchmarks, aggregation, indicators, options).run();
}

/// The same with one indicator, or none (empty).
[[nodiscard]] inline Disaggregation disaggregate(std::span<double const> benchmarks,
                                                 Aggregation const& aggregation,
                                                 std::span<double const> indicator = {},
                                                 DisaggregationOptions const& options = {}) {
    const Eigen::Map<Eigen::MatrixXd const> column(
        indicator.data(), static_cast<Eigen::Index>(indicator.size()), indicator.empty() ? 0 : 1);
    return disaggregate(benchmarks, aggregation, Eigen::Ref<Eigen::MatrixXd const>(column),
                        options);
}

}  // namespace glidepath
