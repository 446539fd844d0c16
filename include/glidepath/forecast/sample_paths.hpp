// Sample paths: many equally likely courses of one indicator, history and future alike.
#pragma once

#include <glidepath/model/indicator.hpp>
#include <glidepath/time/window.hpp>

#include <Eigen/Core>

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace glidepath {

/// Equally likely paths over the periods of a window: one row a path, one column a period. What is
/// known is the same in all rows; a period of which nothing is known nor forecast is NaN.
class SamplePaths {
public:
    SamplePaths() = default;
    /// \throws std::invalid_argument if there is not one column for each period, or no path
    SamplePaths(Window window, Eigen::MatrixXd values)
        : window_(window), values_(std::move(values)) {
        if (values_.cols() != window_.size() || values_.rows() == 0)
            throw std::invalid_argument("paths over " + to_string(window_) + " need " +
                                        std::to_string(window_.size()) + " columns, not " +
                                        std::to_string(values_.cols()) + ", and at least one row");
    }

    [[nodiscard]] Window const& window() const noexcept { return window_; }
    [[nodiscard]] Eigen::MatrixXd const& values() const noexcept { return values_; }
    /// Number of paths.
    [[nodiscard]] Eigen::Index count() const noexcept { return values_.rows(); }

    /// What every path says of one period of the paths' own or a coarser frequency, by the kind: a
    /// flow adds up, a stock ends the period, an average is the mean. Nothing if the period is not
    /// wholly covered, or for a ratio of finer periods, which has no sum.
    [[nodiscard]] std::optional<Eigen::ArrayXd> level(Period period, Kind kind) const {
        const auto parts = refine(Window(period), window_.frequency(), window_.first().phase());
        if (!parts || !window_.contains(parts->last())) return std::nullopt;
        if (kind == Kind::stock) return column(parts->last());
        if (!window_.contains(parts->first())) return std::nullopt;
        if (parts->single()) return column(parts->first());
        if (kind != Kind::flow && kind != Kind::average) return std::nullopt;
        Eigen::ArrayXd total =
            values_.middleCols(parts->first() - window_.first(), parts->size()).rowwise().sum();
        if (kind == Kind::average) total /= parts->size();
        if (!total.allFinite()) return std::nullopt;
        return total;
    }

private:
    [[nodiscard]] std::optional<Eigen::ArrayXd> column(Period period) const {
        Eigen::ArrayXd values = values_.col(period - window_.first());
        if (!values.allFinite()) return std::nullopt;
        return values;
    }

    Window window_;
    Eigen::MatrixXd values_;
};

}  // namespace glidepath
