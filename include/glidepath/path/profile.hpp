// Seasonal profiles: which share of a year each of its months (or quarters, or half-years) has.
#pragma once

#include <glidepath/model/text.hpp>
#include <glidepath/path/path.hpp>
#include <glidepath/path/usual_share.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace glidepath {

/// The end of one of the parts of a profile, and the share of the whole that comes up to it.
struct ProfileBoundary {
    Period after;              ///< The part that ends here.
    double share = 1;          ///< Of all parts up to and with this one.
    bool known = true;         ///< Whether this share stands by itself, or was split off by days.
    std::vector<Period> from;  ///< The earlier periods it was learned from, the latest first.
    friend bool operator==(ProfileBoundary const&, ProfileBoundary const&) = default;
};

/// Why no profile could be learned.
enum class NoProfile : std::uint8_t {
    nothing_known,  ///< No earlier year tells: none with a positive total and one of its parts.
    negative_share  ///< Part of the year usually takes away: such a flow has no shares.
};
inline constexpr std::array<std::string_view, 2> no_profile_names{"nothing_known",
                                                                  "negative_share"};
[[nodiscard]] constexpr std::string_view to_string(NoProfile reason) noexcept {
    return no_profile_names[static_cast<std::size_t>(reason)];
}

struct LearnedProfile;

/// The share of a window that each of its periods has; the shares add up to one.
///
/// Periods for which only a joint share is known (January and February, which are published
/// together) form a block: within it the share is split by days, but a method that works in
/// proportion to the profile, and rounding, should treat the block as one period.
class Profile {
public:
    /// The same share for each period.
    [[nodiscard]] static Profile equal(Window parts) {
        return {parts, std::vector<double>(count(parts), 1.0)};
    }
    /// Shares in proportion to the days of each period: January 31/365, February 28/365.
    [[nodiscard]] static Profile by_days(Window parts) { return {parts, days_of(parts)}; }
    /// Shares in proportion to given weights, one for each period.
    /// \throws std::invalid_argument if their number is not that of the periods, one is negative or
    ///         not finite, or none is positive.
    [[nodiscard]] static Profile own(Window parts, std::span<const double> weights) {
        if (weights.size() != count(parts))
            throw std::invalid_argument("a profile of " + to_string(parts) + " needs " +
                                        std::to_string(parts.size()) + " weights, not " +
                                        std::to_string(weights.size()));
        for (std::size_t i = 0; i < weights.size(); ++i)
            if (!std::isfinite(weights[i]) || weights[i] < 0)
                throw std::invalid_argument(
                    "the weight of " + to_string(parts.first() + static_cast<int>(i)) + " is " +
                    (std::isnan(weights[i]) ? "not a number" : format_shortest(weights[i])) +
                    "; weights are 0 or more");
        const double largest = *std::max_element(weights.begin(), weights.end());
        if (largest == 0)
            throw std::invalid_argument("all weights of " + to_string(parts) +
                                        " are 0; at least one must be positive");
        std::vector<double> scaled(weights.begin(), weights.end());
        for (double& weight : scaled) weight /= largest;  // so that their sum cannot overflow
        return {parts, std::move(scaled)};
    }
    /// The profile that a flow usually had: at the end of each part the share that was usually done
    /// by then (see `usual_share`), from monthly figures, year-to-date figures, quarters, or
    /// whatever else of earlier years was published. Shares by months as they came in earlier years
    /// are how the Office for Budget Responsibility profiles its forecast of a year (Working paper
    /// 13, 2018).
    ///
    /// Where no earlier year tells the share at the end of a part, it forms a block with the next.
    /// Shares at different ends may come from different years; where they then contradict each
    /// other (a smaller share at a later end), that from fewer years gives way, the later of two
    /// alike.
    /// \param whole      the year, half-year or quarter that is to be divided
    /// \param frequency  of the parts
    /// \return no profile for days, of which no earlier figures tell
    /// \throws std::invalid_argument if the frequency does not divide `whole`
    [[nodiscard]] static LearnedProfile learned(Series const& series, Period whole,
                                                Frequency frequency);

    /// The periods that have shares.
    [[nodiscard]] Window const& parts() const noexcept { return parts_; }
    /// One share for each period.
    [[nodiscard]] std::vector<double> const& shares() const noexcept { return shares_; }
    /// One boundary for each period: its end. The last has share 1.
    [[nodiscard]] std::vector<ProfileBoundary> const& boundaries() const noexcept {
        return boundaries_;
    }
    /// The periods in runs that have a share of their own; a run of several is joint.
    [[nodiscard]] std::vector<Window> blocks() const {
        std::vector<Window> blocks;
        Period first = parts_.first();
        for (ProfileBoundary const& boundary : boundaries_) {
            if (!boundary.known) continue;
            blocks.emplace_back(first, boundary.after);
            first = boundary.after + 1;
        }
        return blocks;
    }
    /// The same shares and blocks for as many other parts.
    /// \pre `parts` has as many periods as this profile
    [[nodiscard]] Profile moved_to(Window const& parts) const {
        Profile moved = *this;
        moved.parts_ = parts;
        for (ProfileBoundary& boundary : moved.boundaries_)
            boundary.after = parts.first() + (boundary.after - parts_.first());
        return moved;
    }
    /// A total divided by the shares.
    [[nodiscard]] Path spread(double total) const {
        std::vector<double> values = shares_;
        for (double& value : values) value *= total;
        return {parts_, std::move(values)};
    }
    friend bool operator==(Profile const&, Profile const&) = default;

private:
    /// Every boundary is known.
    Profile(Window parts, std::vector<double> weights)
        : parts_(parts), shares_(std::move(weights)) {
        double sum = 0;
        for (double weight : shares_) sum += weight;
        double sofar = 0;
        for (std::size_t i = 0; i < shares_.size(); ++i) {
            sofar += shares_[i];
            shares_[i] /= sum;
            boundaries_.push_back({parts.first() + static_cast<int>(i), sofar / sum, true, {}});
        }
    }
    /// Known boundaries alone, the last of which has share 1; each block is split by days.
    Profile(Window parts, std::vector<ProfileBoundary> const& known) : parts_(parts) {
        const std::vector<double> days = days_of(parts);
        std::size_t i = 0;
        double before = 0;
        for (ProfileBoundary const& boundary : known) {
            const auto end = static_cast<std::size_t>(boundary.after - parts.first()) + 1;
            double all = 0;
            for (std::size_t k = i; k < end; ++k) all += days[k];
            const double share = boundary.share - before;
            double sofar = before;
            for (; i + 1 < end; ++i) {
                shares_.push_back(share * (days[i] / all));
                sofar += shares_.back();
                boundaries_.push_back({parts.first() + static_cast<int>(i), sofar, false, {}});
            }
            shares_.push_back(share * (days[i++] / all));
            boundaries_.push_back(boundary);
            before = boundary.share;
        }
    }
    [[nodiscard]] static std::size_t count(Window const& parts) noexcept {
        return static_cast<std::size_t>(parts.size());
    }
    [[nodiscard]] static std::vector<double> days_of(Window const& parts) {
        std::vector<double> days;
        for (Period part : parts)
            days.push_back(days_between(part.first_day(), part.last_day()) + 1);
        return days;
    }

    Window parts_;
    std::vector<double> shares_;
    std::vector<ProfileBoundary> boundaries_;
};

/// A profile, or why there is none; then the caller takes another, and says so.
struct LearnedProfile {
    std::optional<Profile> profile;
    NoProfile reason = NoProfile::nothing_known;  ///< Says nothing if there is a profile.
    std::optional<Window> where;                  ///< The parts with the negative share.
};

/// The sentence of a reason in both languages.
[[nodiscard]] inline Text reason_text(NoProfile reason) {
    if (reason == NoProfile::nothing_known)
        return {"往年没有可用的分期数据", "no earlier year tells the shares of its parts"};
    return {"往年部分时段通常为负，无法按比例分解",
            "part of the year is usually negative, so there are no shares"};
}

inline LearnedProfile Profile::learned(Series const& series, Period whole, Frequency frequency) {
    const auto parts = refine(Window(whole), frequency, whole.phase());
    if (!parts)
        throw std::invalid_argument(std::string(to_string(frequency)) + " periods do not divide " +
                                    to_string(whole));
    if (months_in(frequency) == 0) return {};  // no figures of earlier years tell of days
    struct End {
        ProfileBoundary boundary;
        double half_unit;
    };
    std::vector<End> ends;
    for (Period part : *parts) {
        if (part == parts->last()) continue;
        if (auto usual = usual_share(series, whole, part))
            ends.push_back({{part, usual->share, true, std::move(usual->years)}, usual->half_unit});
    }
    // What comes before the first end and after the last follows from every year alike.
    for (std::size_t i = 0; i <= ends.size();) {
        const End* before = i > 0 ? &ends[i - 1] : nullptr;
        const End* after = i < ends.size() ? &ends[i] : nullptr;
        const double from = before != nullptr ? before->boundary.share : 0;
        const double to = after != nullptr ? after->boundary.share : 1;
        if (to >= from) {
            ++i;
            continue;
        }
        const bool same_years =
            before == nullptr || after == nullptr || before->boundary.from == after->boundary.from;
        const double rounding =
            (before != nullptr ? before->half_unit : 0) + (after != nullptr ? after->half_unit : 0);
        if (same_years && from - to > rounding)
            return {{},
                    NoProfile::negative_share,
                    Window(before != nullptr ? before->boundary.after + 1 : parts->first(),
                           after != nullptr ? after->boundary.after : parts->last())};
        const bool earlier_goes =
            after == nullptr ||
            (before != nullptr && before->boundary.from.size() < after->boundary.from.size());
        i -= earlier_goes ? 1 : 0;
        ends.erase(ends.begin() + static_cast<std::ptrdiff_t>(i));
        i -= i > 0 ? 1 : 0;
    }
    if (ends.empty() && !parts->single()) return {{}, NoProfile::nothing_known, {}};
    std::vector<ProfileBoundary> known;
    known.reserve(ends.size() + 1);
    for (End& end : ends) known.push_back(std::move(end.boundary));
    known.push_back({parts->last(), 1, true, {}});
    return {Profile(*parts, known), {}, {}};
}

}  // namespace glidepath
