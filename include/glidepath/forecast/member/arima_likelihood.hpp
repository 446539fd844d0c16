// The exact Gaussian likelihood of an ARMA process with a constant and missing values.
#pragma once

#include <glidepath/forecast/member/arima_polynomial.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace glidepath::detail {

/// The covariance matrix of an ARMA process as L D L', with errors of variance 1.
///
/// Not of the process x itself but of u: u_t = x_t for t < p, u_t = phi(B) x_t from there on, whose
/// covariances vanish beyond lag q (Ansley 1979); the Jacobian is 1 and the one-step errors are
/// those of x. Once the variances have come to 1 the rows of L are theta.
class ArmaFactor {
public:
    /// Room for up to `rows` rows.
    void reserve(std::size_t rows, std::size_t p, std::size_t q) {
        const std::size_t width = std::max(p, q) + 1;
        if (below_.size() < rows * width) below_.resize(rows * width);
        if (variance_.size() < rows) variance_.resize(rows), inverse_.resize(rows);
        if (line_.size() < width) line_.resize(width), gamma_.resize(width), psi_.resize(width);
        if (cross_.size() < width) cross_.resize(width), band_.resize(width);
        room_.reserve(p, q);
    }

    /// Factors the first `rows` rows. The coefficients must outlive this.
    /// \return false if the process is not stationary or has no positive variances in the numbers
    ///         of the machine
    [[nodiscard]] bool factor(std::span<double const> phi, std::span<double const> theta,
                              std::size_t rows) {
        phi_ = phi;
        theta_ = theta;
        reserve(rows, phi.size(), theta.size());
        const std::size_t p = phi.size();
        const std::size_t q = theta.size();
        width_ = std::max(p, q) + 1;
        steady_ = rows;
        if (!covariances()) return false;
        std::size_t calm = 0;  // rows in succession with variance 1
        for (std::size_t t = 0; t < rows; ++t) {
            const std::size_t first = first_of(t);
            const std::size_t length = t - first;
            for (std::size_t i = 0; i < length; ++i) line_[i] = covariance(first + i, t);
            double variance = covariance(t, t);
            for (std::size_t i = 0; i < length; ++i) {
                double* const column = below(first + i);
                const double value = line_[i];
                const double share = value * inverse_[first + i];
                if (value != 0) {
                    variance -= value * share;
                    for (std::size_t k = i + 1; k < length; ++k) line_[k] -= value * column[k - i];
                }
                column[t - first - i] = share;
            }
            if (!(variance > 0)) return false;
            variance_[t] = variance;
            inverse_[t] = 1 / variance;
            calm = t >= p && variance - 1 < 1e-14 ? calm + 1 : 0;
            if (calm > q) {
                steady_ = t + 1;
                for (std::size_t s = steady_; s < rows; ++s) variance_[s] = inverse_[s] = 1;
                break;
            }
        }
        return true;
    }

    /// The variance of the one-step error of period t over that of an error.
    [[nodiscard]] double variance(std::size_t t) const noexcept { return variance_[t]; }
    /// From this row on all variances are 1 and the rows of L are theta.
    [[nodiscard]] std::size_t steady_from() const noexcept { return steady_; }
    /// The first column of row t.
    [[nodiscard]] std::size_t first_of(std::size_t t) const noexcept {
        return t < phi_.size() || t < theta_.size() ? 0 : t - theta_.size();
    }
    /// L(t, k) for k < t within the row.
    [[nodiscard]] double entry(std::size_t t, std::size_t k) const noexcept {
        if (t >= steady_) return theta_[t - k - 1];
        return below_[k * width_ + (t - k)];
    }
    [[nodiscard]] std::span<double const> phi() const noexcept { return phi_; }
    [[nodiscard]] std::span<double const> theta() const noexcept { return theta_; }

    /// The one-step errors of a series: L^-1 u.
    void errors(std::span<double const> x, std::span<double> out, std::size_t from = 0) const {
        const std::size_t p = phi_.size();
        const std::size_t q = theta_.size();
        for (std::size_t t = 0; t < from; ++t) out[t] = 0;
        for (std::size_t t = from; t < x.size(); ++t) {
            double sum = x[t];
            if (t >= p)
                for (std::size_t i = 0; i < p; ++i) sum -= phi_[i] * x[t - 1 - i];
            if (t >= steady_) {
                for (std::size_t j = 0; j < q && j < t; ++j) sum -= theta_[j] * out[t - 1 - j];
            } else {
                double const* entry = below_.data() + t;
                for (std::size_t k = first_of(t); k < t; ++k)
                    sum -= entry[k * (width_ - 1)] * out[k];
            }
            out[t] = sum;
        }
    }

private:
    [[nodiscard]] double* below(std::size_t column) noexcept {
        return below_.data() + column * width_;
    }
    [[nodiscard]] bool covariances() {
        const std::size_t p = phi_.size();
        const std::size_t q = theta_.size();
        if (!autocovariances(phi_, theta_, std::span(gamma_).first(p == 0 ? q + 1 : p), room_))
            return false;
        for (std::size_t k = 0; k <= q; ++k) band_[k] = room_.ma[k];
        if (p == 0) return true;
        // cross_[k]: of x_t with phi(B) x_{t+k}.
        psi_weights(phi_, theta_, std::span(psi_).first(std::max<std::size_t>(q, 1)));
        for (std::size_t k = 1; k <= q; ++k) {
            double sum = 0;
            for (std::size_t r = k; r <= q; ++r) sum += theta_[r - 1] * psi_[r - k];
            cross_[k] = sum;
        }
        return true;
    }
    [[nodiscard]] double covariance(std::size_t earlier, std::size_t later) const noexcept {
        const std::size_t p = phi_.size();
        const std::size_t lag = later - earlier;
        if (later < p) return gamma_[lag];
        if (lag > theta_.size()) return 0;
        return earlier < p ? cross_[lag] : band_[lag];
    }

    std::span<double const> phi_;
    std::span<double const> theta_;
    std::size_t width_ = 1;
    std::size_t steady_ = 0;
    std::vector<double> below_;  // L by columns: entry (t, k) at k * width + t - k
    std::vector<double> variance_;
    std::vector<double> inverse_;
    std::vector<double> line_;
    std::vector<double> gamma_;
    std::vector<double> psi_;
    std::vector<double> cross_;
    std::vector<double> band_;
    AutocovarianceRoom room_;
};

/// The exact likelihood of w = c x + m + an ARMA process, where c, if it is free, is estimated by
/// generalised least squares and the periods that are missing are regressions on unit impulses m
/// whose coefficients are integrated out. That is the likelihood of what was observed (Gomez,
/// Maravall and Pena 1999); the impulses are differenced with the series, so that it is the
/// diffuse one where y was differenced.
class ArmaLikelihood {
public:
    /// What one evaluation found; errors of variance 1 otherwise.
    struct Result {
        double sum_of_squares = 0;   ///< Of the standardised one-step errors.
        double log_determinant = 0;  ///< Of the covariance matrix of what was observed.
        double constant = 0;
    };

    /// \param w        the differenced series, anything where it is missing
    /// \param x        what the constant multiplies; empty: no constant
    /// \param constant its value; nothing: estimated
    /// \param impulses one differenced impulse for each missing value, in the order of time
    void reset(std::span<double const> w, std::span<double const> x, std::optional<double> constant,
               std::vector<std::vector<double>> const* impulses) {
        w_ = w;
        x_ = x;
        given_ = constant;
        impulses_ = impulses != nullptr && !impulses->empty() ? impulses : nullptr;
        const std::size_t n = w.size();
        const std::size_t k = missing();
        errors_.resize(n);
        standardised_.resize(n);
        ratio_.resize(n);
        if (!x.empty()) constant_errors_.resize(n);
        if (k > 0) {
            impulse_errors_.resize(n * k);
            triangle_.resize(k * (k + 2));
            row_.resize(k + 2);
            starts_.resize(k);
            for (std::size_t i = 0; i < k; ++i) {
                const auto& impulse = (*impulses)[i];
                starts_[i] = static_cast<std::size_t>(
                    std::find_if(impulse.begin(), impulse.end(), [](double v) { return v != 0; }) -
                    impulse.begin());
            }
            // A seasonal difference carries a value of the first cycle further than one of the
            // second: an impulse is at work as soon as any later one is.
            reached_ = starts_;
            for (std::size_t i = k; i-- > 1;)
                reached_[i - 1] = std::min(reached_[i - 1], reached_[i]);
        }
    }

    /// Impulses, one for each missing value.
    [[nodiscard]] std::size_t missing() const noexcept {
        return impulses_ == nullptr ? 0 : impulses_->size();
    }
    /// Values that are observed, less those that differencing uses up.
    [[nodiscard]] std::size_t count() const noexcept { return w_.size() - missing(); }
    /// The one-step errors, 0 where there is none.
    [[nodiscard]] std::span<double const> errors() const noexcept { return errors_; }
    /// The variances of the one-step errors over that of an error; 0: no error there.
    [[nodiscard]] std::span<double const> ratios() const noexcept { return ratio_; }
    /// errors / sqrt(ratios), 0 where there is none.
    [[nodiscard]] std::span<double const> standardised() const noexcept { return standardised_; }
    [[nodiscard]] ArmaFactor const& factor() const noexcept { return factor_; }

    /// Takes O(n (p + q^2 + missing (q + missing))).
    /// \param more  rows of the factor beyond the series
    /// \return nothing if the process is not stationary, or a missing value is one that no
    ///         observed value depends on
    [[nodiscard]] std::optional<Result>
    evaluate(std::span<double const> phi, std::span<double const> theta, std::size_t more = 0) {
        const std::size_t n = w_.size();
        if (!factor_.factor(phi, theta, n + more)) return std::nullopt;
        Result result;
        factor_.errors(w_, errors_);
        double product = 1;
        for (std::size_t t = 0; t < n; ++t) {
            const double variance = factor_.variance(t);
            ratio_[t] = variance;
            product *= variance;
            if (product > 1e200 || product < 1e-200) {
                result.log_determinant += std::log(product);
                product = 1;
            }
        }
        result.log_determinant += std::log(product);
        if (!x_.empty()) factor_.errors(x_, constant_errors_);
        if (missing() > 0 && !regress_on_impulses(result)) return std::nullopt;

        if (!x_.empty()) {
            double above = 0;
            double below = 0;
            for (std::size_t t = 0; t < n; ++t) {
                if (!(ratio_[t] > 0)) continue;
                const double weighted = constant_errors_[t] / ratio_[t];
                above += weighted * errors_[t];
                below += weighted * constant_errors_[t];
            }
            result.constant = given_ ? *given_ : below > 0 ? above / below : 0;
            for (std::size_t t = 0; t < n; ++t) errors_[t] -= result.constant * constant_errors_[t];
        }
        for (std::size_t t = 0; t < n; ++t) {
            standardised_[t] = ratio_[t] > 0 ? errors_[t] / std::sqrt(ratio_[t]) : 0;
            result.sum_of_squares += standardised_[t] * standardised_[t];
        }
        return result;
    }

    /// The estimates of the impulses at the last evaluation, for a constant.
    [[nodiscard]] std::vector<double> impulse_values(double constant) const {
        const std::size_t k = missing();
        std::vector<double> values(k);
        for (std::size_t i = k; i-- > 0;) {
            double const* row = triangle_.data() + i * (k + 2);
            double sum = row[k] - (x_.empty() ? 0 : constant * row[k + 1]);
            for (std::size_t j = i + 1; j < k; ++j) sum -= row[j] * values[j];
            values[i] = sum / row[i];
        }
        return values;
    }
    /// Replaces g by R'^-1 g, where (R'R)^-1 is the covariance of the impulses' estimates.
    void whiten(std::span<double> g) const {
        const std::size_t k = missing();
        for (std::size_t i = 0; i < k; ++i) {
            g[i] /= triangle_[i * (k + 2) + i];
            for (std::size_t j = i + 1; j < k; ++j) g[j] -= triangle_[i * (k + 2) + j] * g[i];
        }
    }
    /// The one-step errors of impulse i as if it were a series.
    [[nodiscard]] std::span<double const> impulse_errors(std::size_t i) const noexcept {
        return std::span(impulse_errors_).subspan(i * w_.size(), w_.size());
    }

private:
    /// Recursive least squares on the impulses by Givens rotations (Gentleman 1974). A period whose
    /// row brings in a new impulse has no error; the others have that of a prediction from what
    /// was observed before, which is what a filter that skips missing values gives.
    [[nodiscard]] bool regress_on_impulses(Result& result) {
        const std::size_t n = w_.size();
        const std::size_t k = missing();
        const bool with_constant = !x_.empty();
        for (std::size_t i = 0; i < k; ++i)
            factor_.errors((*impulses_)[i], std::span(impulse_errors_).subspan(i * n, n),
                           starts_[i]);
        std::fill(triangle_.begin(), triangle_.end(), 0.0);
        std::size_t active = 0;
        for (std::size_t t = 0; t < n; ++t) {
            while (active < k && reached_[active] <= t) ++active;
            if (active == 0) continue;
            const double deviation = std::sqrt(ratio_[t]);
            for (std::size_t i = 0; i < active; ++i)
                row_[i] = impulse_errors_[i * n + t] / deviation;
            row_[k] = errors_[t] / deviation;
            row_[k + 1] = with_constant ? constant_errors_[t] / deviation : 0;
            double cosines = 1;
            bool absorbed = false;
            for (std::size_t i = 0; i < active && !absorbed; ++i) {
                double* const pivot = triangle_.data() + i * (k + 2);
                if (std::abs(row_[i]) < 1e-14) continue;
                const double old = pivot[i];
                const double length = std::hypot(old, row_[i]);
                const double cosine = old / length;
                const double sine = row_[i] / length;
                pivot[i] = length;
                const auto rotate = [&](std::size_t j) {
                    const double above = pivot[j];
                    pivot[j] = cosine * above + sine * row_[j];
                    row_[j] = cosine * row_[j] - sine * above;
                };
                for (std::size_t j = i + 1; j < active; ++j) rotate(j);
                rotate(k);
                rotate(k + 1);
                cosines *= cosine;
                absorbed = old == 0;
            }
            if (absorbed) {
                errors_[t] = 0;
                if (with_constant) constant_errors_[t] = 0;
                ratio_[t] = 0;
                continue;
            }
            const double scale = deviation / cosines;
            errors_[t] = row_[k] * scale;
            if (with_constant) constant_errors_[t] = row_[k + 1] * scale;
            ratio_[t] = scale * scale;
        }
        for (std::size_t i = 0; i < k; ++i) {
            const double pivot = triangle_[i * (k + 2) + i];
            if (!(pivot > 0)) return false;
            result.log_determinant += 2 * std::log(pivot);
        }
        return true;
    }

    std::span<double const> w_;
    std::span<double const> x_;
    std::optional<double> given_;
    std::vector<std::vector<double>> const* impulses_ = nullptr;
    ArmaFactor factor_;
    std::vector<double> errors_;
    std::vector<double> standardised_;
    std::vector<double> ratio_;
    std::vector<double> constant_errors_;
    std::vector<double> impulse_errors_;  // by impulse
    std::vector<double> triangle_;        // R, then R-transformed w and x
    std::vector<double> row_;
    std::vector<std::size_t> starts_;   // where each impulse is first felt
    std::vector<std::size_t> reached_;  // where it or a later one is
};

}  // namespace glidepath::detail
