// The Spring Festival: it moves between January and February, whose sum it leaves alone.
#pragma once

#include <glidepath/forecast/calibration/error_shape.hpp>

#include <Eigen/Core>

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace glidepath {

/// January and February of a monthly series fitted by their sum: both months get half of it, and
/// how far they used to differ is added to their spread so that the spread of the sum stays.
class JanuaryFebruary {
public:
    /// \param y      monthly; NaN where missing. A year with only one of both months stays.
    /// \param month  of the first value, 1 to 12
    JanuaryFebruary(std::span<double const> y, int month)
        : levelled_(y.begin(), y.end()), month_(month) {
        double sum = 0;
        int years = 0;
        for (std::size_t t = 0; t + 1 < y.size(); ++t) {
            if (month_of(t) != 1 || std::isnan(y[t]) || std::isnan(y[t + 1])) continue;
            const double half = (y[t] + y[t + 1]) / 2;
            sum += (y[t] - half) * (y[t] - half);
            ++years;
            levelled_[t] = levelled_[t + 1] = half;
        }
        difference_ = years > 0 ? std::sqrt(sum / years) : 0;
    }

    /// The series with both months at half of their sum.
    [[nodiscard]] std::vector<double> const& levelled() const noexcept { return levelled_; }

    /// Widens the spread of Januaries and Februaries ahead.
    /// \param ahead        position of the first period ahead, counted from the first value
    /// \param shapes       of the errors, by horizon
    void widen(std::size_t ahead, std::span<ErrorShape const> shapes, Eigen::VectorXd& scale,
               Eigen::MatrixXd& correlation) const {
        if (difference_ == 0) return;
        const auto extra = [&](Eigen::Index h) {
            return difference_ / shapes[static_cast<std::size_t>(h)].spread();
        };
        const Eigen::VectorXd before = scale;
        Eigen::MatrixXd covariance = before.asDiagonal() * correlation * before.asDiagonal();
        for (Eigen::Index h = 0; h < scale.size(); ++h) {
            const int month = month_of(ahead + static_cast<std::size_t>(h));
            if (month != 1 && month != 2) continue;
            covariance(h, h) += extra(h) * extra(h);
            if (month == 1 && h + 1 < scale.size()) {
                covariance(h, h + 1) -= extra(h) * extra(h + 1);
                covariance(h + 1, h) -= extra(h) * extra(h + 1);
            }
        }
        scale = covariance.diagonal().cwiseSqrt();
        for (Eigen::Index h = 0; h < scale.size(); ++h)
            for (Eigen::Index k = 0; k < scale.size(); ++k)
                correlation(h, k) = h == k || !(scale[h] * scale[k] > 0)
                                        ? static_cast<double>(h == k)
                                        : covariance(h, k) / (scale[h] * scale[k]);
    }

private:
    [[nodiscard]] int month_of(std::size_t t) const noexcept {
        return static_cast<int>((static_cast<std::size_t>(month_ - 1) + t) % 12) + 1;
    }

    std::vector<double> levelled_;
    int month_;
    double difference_ = 0;  ///< Root mean square of a month's distance from half of the sum.
};

}  // namespace glidepath
