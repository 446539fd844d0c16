// A small bounded minimiser without derivatives, for objectives of one to about six parameters.
#pragma once

#include <boost/math/tools/minima.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace glidepath {

/// The best point that `minimise` found.
struct Minimum {
    std::vector<double> point;
    double value = std::numeric_limits<double>::infinity();  ///< Infinite if no value was finite.
    int evaluations = 0;
    bool converged = false;  ///< Whether the tolerance was reached within the evaluations allowed.
};

/// When `minimise` may stop, and how it begins.
struct MinimiseOptions {
    /// Relative, of the value; of the point (in widths of the box) its square root, since a value
    /// is quadratic in the point around a minimum. Where values near 0 leave nothing to be relative
    /// to, the point alone decides, then by the tolerance itself.
    double tolerance = 1e-8;
    int max_evaluations = 2000;
    /// Length of the edges of the first simplex, in widths of the box; of a parameter without
    /// bounds in units of max(1, |start|).
    double step = 0.1;
    /// How often the search begins anew from its best point, as long as that gains anything.
    int restarts = 3;
};

namespace detail {

/// The parameters that may move, the others held, and the count of evaluations.
template <class F>
class BoxedObjective {
public:
    BoxedObjective(F const& objective, std::span<double const> start, std::span<double const> lower,
                   std::span<double const> upper, int allowed)
        : objective_(objective), lower_(lower), upper_(upper), point_(start.begin(), start.end()),
          allowed_(allowed) {
        free_.reserve(start.size());
        for (std::size_t i = 0; i < point_.size(); ++i) {
            point_[i] = std::clamp(point_[i], lower[i], upper[i]);
            if (lower[i] < upper[i]) free_.push_back(i);
        }
        best_.point = point_;
    }

    [[nodiscard]] std::size_t dimensions() const noexcept { return free_.size(); }
    [[nodiscard]] double lower(std::size_t k) const noexcept { return lower_[free_[k]]; }
    [[nodiscard]] double upper(std::size_t k) const noexcept { return upper_[free_[k]]; }
    [[nodiscard]] double best(std::size_t k) const noexcept { return best_.point[free_[k]]; }
    [[nodiscard]] bool exhausted() const noexcept { return best_.evaluations >= allowed_; }
    [[nodiscard]] int left() const noexcept { return allowed_ - best_.evaluations; }
    [[nodiscard]] bool bounded(std::size_t k) const noexcept {
        return std::isfinite(upper(k) - lower(k));
    }
    [[nodiscard]] double width(std::size_t k) const noexcept {
        return bounded(k) ? upper(k) - lower(k) : std::max(1.0, std::abs(best(k)));
    }
    [[nodiscard]] double into(std::size_t k, double x) const noexcept {
        return std::clamp(x, lower(k), upper(k));
    }

    /// The value at the free parameters `x`; infinite where it is no number, and when the
    /// evaluations are used up.
    [[nodiscard]] double operator()(double const* x) {
        if (exhausted()) return std::numeric_limits<double>::infinity();
        ++best_.evaluations;
        for (std::size_t k = 0; k < free_.size(); ++k) point_[free_[k]] = x[k];
        double value = objective_(std::span<double const>(point_));
        if (!std::isfinite(value)) value = std::numeric_limits<double>::infinity();
        if (value < best_.value) {
            best_.value = value;
            std::copy(point_.begin(), point_.end(), best_.point.begin());
        }
        return value;
    }
    [[nodiscard]] Minimum& result() noexcept { return best_; }

private:
    F const& objective_;
    std::span<double const> lower_, upper_;
    std::vector<double> point_;
    std::vector<std::size_t> free_;
    Minimum best_;
    int allowed_;
};

/// One free parameter between finite bounds: Brent (1973) as Boost.Math has it, which knows no
/// start; so the start and both ends are looked at as well.
template <class F>
[[nodiscard]] bool minimise_along_line(BoxedObjective<F>& f, MinimiseOptions const& options) {
    const double start = f.best(0);
    const double at_start = f(&start);
    // Brent's parabola cannot bear infinite values.
    constexpr double worst = 1e200;
    const auto along = [&](double x) { return std::min(f(&x), worst); };
    const int bits =
        std::clamp(1 + static_cast<int>(std::ceil(-0.5 * std::log2(options.tolerance))), 4, 26);
    const auto search = [&](double from, double to) {
        auto iterations = static_cast<std::uintmax_t>(std::max(1, f.left() - 1));
        const auto allowed = iterations;
        static_cast<void>(boost::math::tools::brent_find_minima(along, from, to, bits, iterations));
        return iterations < allowed;
    };
    bool converged = search(f.lower(0), f.upper(0));
    if (f.best(0) == start && at_start < worst) {
        const double reach = options.step * f.width(0);
        converged = search(f.into(0, start - reach), f.into(0, start + reach));
    }
    if (f.best(0) - f.lower(0) < std::ldexp(f.width(0), 3 - bits)) {
        const double end = f.lower(0);
        static_cast<void>(f(&end));
    }
    return converged && !f.exhausted();
}

/// Nelder and Mead (1965) with the coefficients of Gao and Han (2012), points projected onto the
/// box. A simplex that has fallen flat against a bound gets its volume back at a restart.
template <class F>
class NelderMead {
public:
    NelderMead(BoxedObjective<F>& f, MinimiseOptions const& options)
        : f_(f), options_(options), d_(f.dimensions()), values_(d_ + 1),
          store_((d_ + 1) * d_ + 3 * d_) {
        const auto d = static_cast<double>(std::max<std::size_t>(d_, 2));
        expand_ = 1 + 2 / d;
        contract_ = 0.75 - 1 / (2 * d);
        shrink_ = 1 - 1 / d;
    }

    [[nodiscard]] bool run() {
        double step = options_.step;
        bool converged = descend(step);
        settle_at_bounds();
        for (int i = 0; i < options_.restarts && converged; ++i) {
            const double before = f_.result().value;
            step /= 4;
            converged = descend(step);
            settle_at_bounds();
            if (before - f_.result().value <= options_.tolerance * std::abs(before)) break;
        }
        return converged;
    }

private:
    /// A simplex creeps up to a bound; the bound itself is often better.
    void settle_at_bounds() {
        double* const trial = spare(0);
        for (std::size_t k = 0; k < d_; ++k) {
            for (const double bound : {f_.lower(k), f_.upper(k)}) {
                const double distance = std::abs(f_.best(k) - bound);
                if (!(distance > 0 && distance <= 10 * std::sqrt(options_.tolerance) * f_.width(k)))
                    continue;
                for (std::size_t i = 0; i < d_; ++i) trial[i] = f_.best(i);
                trial[k] = bound;
                static_cast<void>(f_(trial));
            }
        }
    }
    [[nodiscard]] double* vertex(std::size_t i) noexcept { return store_.data() + i * d_; }
    [[nodiscard]] double* spare(std::size_t i) noexcept { return vertex(d_ + 1 + i); }

    void begin(double step) {
        for (std::size_t i = 0; i <= d_; ++i) {
            for (std::size_t k = 0; k < d_; ++k) vertex(i)[k] = f_.best(k);
            if (i == 0) continue;
            double& x = vertex(i)[i - 1];
            const double edge = step * f_.width(i - 1);
            // Inwards, and towards the roomier side when both ends are near.
            const double above = f_.into(i - 1, x + edge);
            const double below = f_.into(i - 1, x - edge);
            x = above - x >= x - below ? above : below;
        }
        const bool first = f_.result().evaluations == 0;
        for (std::size_t i = 0; i <= d_; ++i)
            values_[i] = i == 0 && !first ? f_.result().value : f_(vertex(i));
    }

    [[nodiscard]] bool descend(double step) {
        begin(step);
        while (true) {
            std::size_t best = 0, worst = 0;
            for (std::size_t i = 1; i <= d_; ++i) {
                if (values_[i] < values_[best]) best = i;
                if (values_[i] >= values_[worst]) worst = i;
            }
            if (small_enough(best, worst)) return std::isfinite(values_[best]);
            if (f_.exhausted()) return false;
            double second = values_[best];
            for (std::size_t i = 0; i <= d_; ++i)
                if (i != worst) second = std::max(second, values_[i]);
            step_from(best, worst, second);
        }
    }

    void step_from(std::size_t best, std::size_t worst, double second) {
        double* const centre = spare(0);
        std::fill(centre, centre + d_, 0.0);
        for (std::size_t i = 0; i <= d_; ++i)
            if (i != worst)
                for (std::size_t k = 0; k < d_; ++k) centre[k] += vertex(i)[k];
        for (std::size_t k = 0; k < d_; ++k) centre[k] /= static_cast<double>(d_);

        const double reflected = move(worst, 1, spare(1));
        if (reflected < values_[best]) {
            const double expanded = move(worst, expand_, spare(2));
            if (expanded < reflected) accept(worst, spare(2), expanded);
            else accept(worst, spare(1), reflected);
            return;
        }
        if (reflected < second) return accept(worst, spare(1), reflected);
        const bool outside = reflected < values_[worst];
        const double contracted = move(worst, outside ? contract_ : -contract_, spare(2));
        if (contracted < std::min(reflected, values_[worst]))
            return accept(worst, spare(2), contracted);
        for (std::size_t i = 0; i <= d_; ++i) {
            if (i == best) continue;
            for (std::size_t k = 0; k < d_; ++k)
                vertex(i)[k] = vertex(best)[k] + shrink_ * (vertex(i)[k] - vertex(best)[k]);
            values_[i] = f_(vertex(i));
        }
    }
    /// The value at `factor` times the way from the worst vertex through the centre of the others.
    [[nodiscard]] double move(std::size_t worst, double factor, double* to) {
        for (std::size_t k = 0; k < d_; ++k)
            to[k] = f_.into(k, spare(0)[k] + factor * (spare(0)[k] - vertex(worst)[k]));
        return f_(to);
    }
    void accept(std::size_t worst, double const* point, double value) noexcept {
        std::copy(point, point + d_, vertex(worst));
        values_[worst] = value;
    }
    [[nodiscard]] bool small_enough(std::size_t best, std::size_t worst) noexcept {
        double size = 0;
        for (std::size_t i = 0; i <= d_; ++i)
            for (std::size_t k = 0; k < d_; ++k)
                size = std::max(size, std::abs(vertex(i)[k] - vertex(best)[k]) / f_.width(k));
        if (size <= options_.tolerance) return true;
        return size <= std::sqrt(options_.tolerance) &&
               values_[worst] - values_[best] <= options_.tolerance * std::abs(values_[best]);
    }

    BoxedObjective<F>& f_;
    MinimiseOptions const& options_;
    std::size_t d_;
    double expand_ = 2, contract_ = 0.5, shrink_ = 0.5;
    std::vector<double> values_;
    std::vector<double> store_;  ///< The vertices, the centre, two trial points.
};

inline void require_box(std::span<double const> start, std::span<double const> lower,
                        std::span<double const> upper, MinimiseOptions const& options) {
    if (lower.size() != start.size() || upper.size() != start.size())
        throw std::invalid_argument(
            "minimise: start, lower and upper have " + std::to_string(start.size()) + ", " +
            std::to_string(lower.size()) + " and " + std::to_string(upper.size()) +
            " values; give each parameter one of each");
    for (std::size_t i = 0; i < start.size(); ++i)
        if (!std::isfinite(start[i]) || !(lower[i] <= upper[i]))
            throw std::invalid_argument(
                "minimise: parameter " + std::to_string(i) + " starts at " +
                std::to_string(start[i]) + " between " + std::to_string(lower[i]) + " and " +
                std::to_string(upper[i]) +
                "; a start is finite and a lower bound not above the upper");
    if (!(options.tolerance > 0) || !(options.step > 0) || options.max_evaluations < 1)
        throw std::invalid_argument("minimise: tolerance " + std::to_string(options.tolerance) +
                                    ", step " + std::to_string(options.step) + " and " +
                                    std::to_string(options.max_evaluations) +
                                    " evaluations; all must be above 0");
}

}  // namespace detail

/// The point of least `objective` within a box, from `start`.
///
/// Local and deterministic: with one free parameter Brent's method between finite bounds, else
/// Nelder and Mead's in the box with restarts. A parameter whose bounds are equal is held there; a
/// start outside the box is moved to its edge. Values that are not finite count as infinitely bad.
/// Nothing is allocated after the start but by the objective itself.
/// \param objective  double(std::span<double const>): the value at a point
/// \param lower,upper  may be infinite
/// \return with `converged` false: the best point seen
/// \throws std::invalid_argument for spans of unequal lengths, a start that is not finite, bounds
///         in the wrong order, options that are not positive
template <class F>
[[nodiscard]] Minimum minimise(F const& objective, std::span<double const> start,
                               std::span<double const> lower, std::span<double const> upper,
                               MinimiseOptions const& options = {}) {
    detail::require_box(start, lower, upper, options);
    detail::BoxedObjective<F> f(objective, start, lower, upper, options.max_evaluations);
    bool converged = true;
    if (f.dimensions() == 0) {
        const double none = 0;  // of no free parameter
        const double value = f(&none);
        converged = std::isfinite(value);
    } else if (f.dimensions() == 1 && f.bounded(0)) {
        converged = detail::minimise_along_line(f, options);
    } else {
        converged = detail::NelderMead<F>(f, options).run();
    }
    f.result().converged = converged && std::isfinite(f.result().value);
    return std::move(f.result());
}

}  // namespace glidepath
