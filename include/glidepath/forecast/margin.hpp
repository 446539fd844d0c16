// The distribution of one value that is not known yet.
#pragma once

#include <glidepath/forecast/calibration/error_shape.hpp>
#include <glidepath/forecast/sampling/normal.hpp>
#include <glidepath/forecast/transform.hpp>
#include <glidepath/model/indicator.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>

namespace glidepath {

/// Limits that values cannot pass. Closed ones can be reached, and then carry probability of their
/// own (a coverage of 100 %, a count of 0); open ones are only approached.
struct ForecastBounds {
    std::optional<double> min = std::nullopt;
    std::optional<double> max = std::nullopt;
    bool open = false;  ///< Whether both are open.
    friend bool operator==(ForecastBounds const&, ForecastBounds const&) = default;
};

/// Between open bounds: the logarithm of the distance to one bound, or the logit between two.
class OpenLink {
public:
    /// \throws std::invalid_argument for two bounds that leave no room or are too far apart
    /// \pre there is a bound
    explicit OpenLink(ForecastBounds const& bounds)
        : transform_(bounds.min && bounds.max ? Transform::logit(*bounds.min, *bounds.max)
                                              : Transform::log()) {
        if (bounds.min && bounds.max) return;
        origin_ = bounds.min ? *bounds.min : *bounds.max;
        sign_ = bounds.min ? 1 : -1;
    }
    /// Rises with x. \throws std::invalid_argument for a value on or beyond a bound
    [[nodiscard]] double to_latent(double x) const {
        return sign_ * transform_(sign_ * (x - origin_));
    }
    [[nodiscard]] double from_latent(double latent) const noexcept {
        return origin_ + sign_ * transform_.inverse(sign_ * latent);
    }

private:
    Transform transform_;
    double origin_ = 0;
    double sign_ = 1;
};

/// The distribution of one value: a latent value `centre + scale * shape(Z)`, Z standard normal,
/// cut off at closed bounds (censored), or squeezed between open ones: then it is the logarithm of
/// the distance to one bound, or the logit between two, that is shaped so (`OpenLink`). The centre
/// stays, and so does a value one scale away from it on the side with more room (at most half of
/// that room): near a bound the other side is squeezed, instead of both being stretched.
class Margin {
public:
    /// Values of a distribution stay below it, so that sums of them are numbers as well.
    static constexpr double greatest = 1e305;

    /// \param centre  where errors are 0; moved inside the bounds if it lies outside
    /// \param scale   of the errors; 0: the value is certain
    /// \throws std::invalid_argument for numbers that are not finite, a scale below 0, bounds that
    ///         leave no room, values beyond `greatest`
    Margin(double centre, double scale, ErrorShape const& shape, ForecastBounds const& bounds = {})
        : shape_(shape), bounds_(bounds) {
        if (!std::isfinite(centre) || !std::isfinite(scale) || scale < 0)
            throw std::invalid_argument(
                "a distribution needs a finite centre and a scale that is not negative");
        if (bounds.min && bounds.max && !(*bounds.min < *bounds.max))
            throw std::invalid_argument("the lower bound must lie below the upper one");
        centre_ = inside(centre);
        scale_ = scale;
        if (squeezed()) {
            link_.emplace(bounds_);
            const double far = centre_ + (room_above(centre_) ? 1 : -1) * far_step(scale);
            scale_ = std::abs(to_latent(far) - to_latent(centre_));
            centre_ = to_latent(centre_);
        }
        // No draw has a score beyond 10: one in 10^23 would.
        for (double score : {-10.0, 10.0})
            if (!representable(score))
                throw std::invalid_argument("the distribution leaves the range of numbers (1e305); "
                                            "state the series in a larger unit");
    }

    /// The value at a standard normal score.
    [[nodiscard]] double at_score(double score) const noexcept {
        const double latent = centre_ + scale_ * shape_.error(score);
        return squeezed() ? from_latent(latent) : clipped(latent);
    }
    /// The values at many standard normal scores, in place; equal to `at_score` within rounding.
    void at_scores(Eigen::Ref<Eigen::VectorXd> values) const {
        shape_.errors_at(values);
        values.array() = centre_ + scale_ * values.array();
        if (squeezed()) {
            for (double& value : values) value = from_latent(value);
        } else {
            if (bounds_.min) values = values.cwiseMax(*bounds_.min);
            if (bounds_.max) values = values.cwiseMin(*bounds_.max);
        }
    }
    /// \pre 0 < p < 1
    [[nodiscard]] double quantile(double p) const noexcept { return at_score(normal_quantile(p)); }
    [[nodiscard]] double median() const noexcept { return at_score(0); }
    /// P(value <= x), or P(value < x) if `strictly`. They differ at closed bounds only.
    [[nodiscard]] double below(double x, bool strictly = false) const noexcept {
        if (bounds_.min && (x < *bounds_.min || (x == *bounds_.min && strictly))) return 0;
        if (bounds_.max && (x > *bounds_.max || (x == *bounds_.max && !strictly))) return 1;
        if (squeezed() &&
            ((bounds_.min && x == *bounds_.min) || (bounds_.max && x == *bounds_.max)))
            return bounds_.min && x == *bounds_.min ? 0 : 1;
        const double latent = squeezed() ? to_latent(x) : x;
        if (scale_ == 0) return strictly ? centre_ < latent : centre_ <= latent;
        return normal_cdf(shape_.score((latent - centre_) / scale_));
    }
    /// The mean: in closed form without bounds, else by the trapezoidal rule over normal scores.
    [[nodiscard]] double mean() const noexcept {
        if (!bounds_.min && !bounds_.max) return centre_ + scale_ * shape_.mean();
        constexpr int steps = 256;
        constexpr double reach = 8;  // beyond it lies less than 1e-14
        double sum = 0;
        double weights = 0;
        for (int i = -steps; i <= steps; ++i) {
            const double score = reach * i / steps;
            const double weight = std::exp(-0.5 * score * score);
            sum += weight * at_score(score);
            weights += weight;
        }
        return sum / weights;
    }

private:
    [[nodiscard]] bool squeezed() const noexcept {
        return bounds_.open && (bounds_.min || bounds_.max);
    }
    [[nodiscard]] double to_latent(double x) const { return link_->to_latent(x); }
    [[nodiscard]] double from_latent(double latent) const noexcept {
        return link_->from_latent(latent);
    }
    [[nodiscard]] double clipped(double x) const noexcept {
        if (bounds_.min) x = std::max(x, *bounds_.min);
        if (bounds_.max) x = std::min(x, *bounds_.max);
        return x;
    }
    [[nodiscard]] bool representable(double score) const noexcept {
        constexpr double most = 690;  // e^690 is 1e299; what lies beyond 700 is cut
        const double latent = centre_ + scale_ * shape_.error(score);
        const bool one_bound = squeezed() && !(bounds_.min && bounds_.max);
        return (!one_bound || std::abs(latent) <= most) && std::abs(at_score(score)) <= greatest;
    }
    /// A centre on or beyond an open bound is moved inside by a thousandth of the room there is.
    [[nodiscard]] double inside(double x) const noexcept {
        if (!squeezed()) return clipped(x);
        const double room = bounds_.min && bounds_.max ? *bounds_.max - *bounds_.min
                            : std::abs(x) > 0          ? std::abs(x)
                                                       : 1;
        if (bounds_.min) x = std::max(x, *bounds_.min + 1e-3 * room);
        if (bounds_.max) x = std::min(x, *bounds_.max - 1e-3 * room);
        return x;
    }
    /// Whether there is more room above a value than below it.
    [[nodiscard]] bool room_above(double x) const noexcept {
        return !bounds_.max || (bounds_.min && *bounds_.max - x > x - *bounds_.min);
    }
    /// How far the value one scale away from the centre lies.
    [[nodiscard]] double far_step(double scale) const noexcept {
        if (!bounds_.min || !bounds_.max) return scale;
        return std::min(scale, std::max(*bounds_.max - centre_, centre_ - *bounds_.min) / 2);
    }

    ErrorShape shape_;
    ForecastBounds bounds_;
    std::optional<OpenLink> link_;
    double centre_ = 0;
    double scale_ = 0;
};

}  // namespace glidepath
