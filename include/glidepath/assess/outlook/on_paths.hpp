// A target on joint paths: which paths serve it, on which of them it holds, and by what figures.
#pragma once

#include <glidepath/assess/outlook/joint_paths.hpp>
#include <glidepath/forecast/probability.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace glidepath {

/// One target on the joint paths of a plan. Keeps references to both.
class TargetOnPaths {
public:
    TargetOnPaths(JointPaths& paths, Target const& target)
        : paths_(paths), say_(expanded(target.say)),
          indicator_(*paths.evidence().index().indicator(target.indicator)) {
        choose();
    }

    /// The statement, with `rises` and its like written out.
    [[nodiscard]] Statement const& statement() const noexcept { return say_; }
    [[nodiscard]] Indicator const& indicator() const noexcept { return indicator_; }
    /// The indicator's paths. \pre no `reason()`
    [[nodiscard]] Course const& course() const { return *course_; }
    [[nodiscard]] std::size_t models() const { return course_->names.size(); }
    /// Of the paths.
    [[nodiscard]] Frequency frequency() { return paths_.paths(*course_).window().frequency(); }
    /// Why there is nothing to count on.
    [[nodiscard]] std::optional<NoOutlook> reason() const noexcept { return reason_; }

    /// By path of one model: 1 where the target is met, 0 where not.
    [[nodiscard]] std::optional<Eigen::ArrayXd> held(std::size_t model = 0) {
        return holds(say_, paths_.paths(*course_, model), judging(model));
    }
    /// By path of the default model: the figure that is judged.
    [[nodiscard]] std::optional<Eigen::ArrayXd> figures() {
        return glidepath::figures(say_, paths_.paths(*course_), judging(0));
    }
    /// The same for another statement about the indicator.
    [[nodiscard]] std::optional<Eigen::ArrayXd> figures(Statement const& statement) {
        return glidepath::figures(statement, paths_.paths(*course_), judging(0));
    }
    /// By path: the figure of the other side of a relation, in this indicator's unit.
    [[nodiscard]] std::optional<Eigen::ArrayXd> other_figures() {
        Reference const* reference = say_.reference();
        SamplePaths const* other = reference != nullptr ? other_paths(0) : nullptr;
        if (other == nullptr) return std::nullopt;
        Statement at;
        at.window = Window(say_.window.last());
        at.face = reference->face;
        Judging how;
        how.kind = other_kind();
        how.face = other_->face;
        return glidepath::figures(at, *other, how);
    }
    /// Whether the target is met if a series that has never moved does so once, right after the
    /// last figure, farther than any threshold lies; as far as its bounds let it.
    /// \pre the course is constant
    [[nodiscard]] bool held_after_move(bool up) {
        SamplePaths const& all = paths_.paths(*course_);
        const Quantity* asked = say_.quantity();
        const double size = std::max(
            {1.0, all.values().row(0).cwiseAbs().maxCoeff(),
             asked != nullptr ? std::abs(asked->value) + std::abs(say_.second.value) : 0.0});
        Eigen::MatrixXd one = all.values().topRows(1);
        Bounds const& bounds = indicator_.bounds;
        const bool level = course_->face == Face::level;
        const int known = course_->fitted->known.last() - all.window().first() + 1;
        for (Eigen::Index t = std::max(0, known); t < one.cols(); ++t) {
            one(0, t) += (up ? 1e3 : -1e3) * size;
            if (level && bounds.min) one(0, t) = std::max(one(0, t), *bounds.min);
            if (level && bounds.max) one(0, t) = std::min(one(0, t), *bounds.max);
        }
        const auto met = holds(say_, SamplePaths(all.window(), std::move(one)), judging(0));
        return met && (*met)[0] == 1;
    }
    /// The probability by the distribution itself, where it gives it: of `at` one period ahead,
    /// against a number, with nothing known of that period.
    [[nodiscard]] std::optional<double> exact(std::size_t model) const {
        if (course_->fitted == nullptr || say_.stat != Stat::at || say_.quantity() == nullptr)
            return std::nullopt;
        IndicatorForecast const& fitted = *course_->fitted;
        ConditionedForecast const& made = fitted.models[model];
        Period const period = say_.window.first();
        if (made.conditioned || (fitted.known.to_date && fitted.known.to_date->floor) ||
            say_.face != course_->face || !period.same_grid(made.forecast.window().first()) ||
            !made.forecast.window().contains(period))
            return std::nullopt;
        return made.forecast.probability(say_).value;
    }

private:
    /// Growth has two faces: that one is taken which most figures speak for, else the other. At
    /// other prices than levels it has one.
    void choose() {
        const Period like = say_.window.first();
        const Face first = say_.face == Face::growth
                               ? paths_.forecasts().growth_face(indicator_, like)
                               : Face::level;
        if (try_face(first, like) || say_.face != Face::growth) return;
        if (!indicator_.growth_is_of_levels()) return;
        if (first == Face::level && !paths_.forecasts().publishes_growth(indicator_, like)) return;
        const std::optional<NoOutlook> why = reason_;
        if (!try_face(first == Face::growth ? Face::level : Face::growth, like)) reason_ = why;
    }
    [[nodiscard]] bool try_face(Face face, Period like) {
        course_ = &paths_.find(indicator_, face, like);
        reason_ = course_->reason;
        if (reason_) return false;
        if (say_.reference() != nullptr && !find_other(like)) {
            reason_ = NoOutlook::other_side_missing;
            return false;
        }
        NoProbability why{};
        // One path tells as well as all whether the statement can be judged.
        SamplePaths const& all = paths_.paths(*course_);
        const SamplePaths one(all.window(), all.values().topRows(1));
        Judging how = judging(0);
        std::optional<SamplePaths> other_one;
        if (other_ != nullptr) {
            SamplePaths const& others = *other_paths(0);
            other_one.emplace(others.window(), others.values().topRows(1));
            how.other = [&](std::string const&) { return &*other_one; };
        }
        if (holds(say_, one, how, &why)) return true;
        switch (why) {
            // One path may lack a positive base where others have one.
            case NoProbability::undefined:
                if (holds(say_, all, judging(0))) return true;
                reason_ = NoOutlook::base_not_positive;
                break;
            case NoProbability::to_be_decided: reason_ = NoOutlook::target_tbd; break;
            case NoProbability::other_side: reason_ = NoOutlook::other_side_missing; break;
            default: reason_ = NoOutlook::not_covered;
        }
        return false;
    }
    [[nodiscard]] bool find_other(Period like) {
        Reference const& reference = *say_.reference();
        PlanIndex const& index = paths_.evidence().index();
        other_indicator_ = index.indicator(reference.indicator);
        if (other_indicator_ == nullptr) return false;
        const Face face = reference.face == Face::growth
                              ? paths_.forecasts().growth_face(*other_indicator_, like)
                              : Face::level;
        other_ = &paths_.find(*other_indicator_, face, like);
        if (other_->reason) return false;
        const Unit theirs = index.unit(*other_indicator_);
        const Unit ours = index.unit(indicator_);
        factor_ = reference.face == Face::growth ? 1 : convert(1.0, theirs, ours).value_or(1);
        return true;
    }
    /// The other side's paths in this indicator's unit.
    [[nodiscard]] SamplePaths const* other_paths(std::size_t model) {
        SamplePaths const& theirs = paths_.paths(*other_, model);
        if (factor_ == 1) return &theirs;
        const auto at = converted_.find(model);
        if (at != converted_.end()) return &at->second;
        return &converted_.emplace(model, SamplePaths(theirs.window(), theirs.values() * factor_))
                    .first->second;
    }
    [[nodiscard]] Kind other_kind() const {
        return other_->face == Face::level ? other_indicator_->kind : Kind::ratio;
    }
    [[nodiscard]] Judging judging(std::size_t model) {
        Judging how;
        how.kind = indicator_.kind;
        how.parts = !indicator_.numerator.empty();
        how.face = course_->face;
        how.decimals = course_->decimals;
        how.horizon_start = paths_.evidence().before_horizon(say_.window.first()) + 1;
        if (other_ == nullptr) return how;
        how.other = [this, model](std::string const&) { return other_paths(model); };
        how.other_kind = [this](std::string const&) { return other_kind(); };
        how.other_face = [this](std::string const&) { return other_->face; };
        return how;
    }

    JointPaths& paths_;
    Statement say_;
    Indicator const& indicator_;
    Course* course_ = nullptr;
    std::optional<NoOutlook> reason_;
    Indicator const* other_indicator_ = nullptr;
    Course* other_ = nullptr;
    double factor_ = 1;  ///< From the other indicator's unit to this one's.
    std::map<std::size_t, SamplePaths> converted_;
};

}  // namespace glidepath
