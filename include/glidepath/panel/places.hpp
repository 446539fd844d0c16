// One plan followed in many places: an assessment for each of them, made in parallel.
#pragma once

#include <glidepath/assess/assess.hpp>
#include <glidepath/assess/evidence.hpp>
#include <glidepath/model/validate.hpp>
#include <glidepath/panel/parallel.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace glidepath {

/// How places are assessed.
struct PlacesOptions {
    std::optional<Date> as_of = {};
    std::optional<Period> through = {};
    std::vector<Input> inputs = {};
    std::string parent = {};  ///< The place above all others, as the city of its districts.
    OutlookOptions outlook = {};
    unsigned threads = 0;  ///< 0: as many as the machine has. The result does not depend on it.
};

/// One plan's assessments by place, all on what was known on one day.
struct Places {
    std::vector<std::string> places;      ///< In the order asked for, the parent not among them.
    std::vector<Assessment> assessments;  ///< One for each place.
    std::string parent;                   ///< Empty without one.
    std::optional<Assessment> of_parent;

    /// The assessment of a place or of the parent; null if it was not asked for.
    [[nodiscard]] Assessment const* find(std::string_view place) const {
        for (std::size_t i = 0; i < places.size(); ++i)
            if (places[i] == place) return &assessments[i];
        return of_parent && place == parent ? &*of_parent : nullptr;
    }
    /// All verdicts, place by place; those of the parent are not among them.
    [[nodiscard]] std::vector<Verdict> verdicts() const {
        std::vector<Verdict> all;
        for (Assessment const& assessment : assessments)
            all.insert(all.end(), assessment.verdicts().begin(), assessment.verdicts().end());
        return all;
    }
    /// All places as one assessment, under the name of the parent: what a scorecard by place
    /// counts. A target then stands in it once for each place; goals and findings are left out.
    [[nodiscard]] Assessment whole() const {
        Assessment all;
        if (assessments.empty()) return all;
        Assessment const& any = assessments.front();
        all.plan = any.plan;
        all.title = any.title;
        all.place = parent;
        all.knowledge = any.knowledge;
        all.as_of_from_data = any.as_of_from_data;
        all.policy = any.policy;
        all.inputs = any.inputs;
        all.set_verdicts(verdicts());
        return all;
    }
    friend bool operator==(Places const&, Places const&) = default;
};

/// The places that observations of a plan name, each once, the plan's own first and the others in
/// the order of their first row.
[[nodiscard]] inline std::vector<std::string> places_of(Plan const& plan,
                                                        Observations const& observations) {
    std::vector<std::string> places;
    bool own = false;
    for (Observation const& row : observations.rows) {
        own = own || row.place.empty() || row.place == plan.place;
        if (!row.place.empty() && row.place != plan.place &&
            std::find(places.begin(), places.end(), row.place) == places.end())
            places.push_back(row.place);
    }
    if (own) places.insert(places.begin(), plan.place);
    return places;
}

/// The plan as it is followed in another place.
[[nodiscard]] inline Plan plan_for(Plan plan, std::string place) {
    plan.place = std::move(place);
    return plan;
}

/// The rows of one place, as its own.
[[nodiscard]] inline Observations
observations_for(Plan const& plan, Observations const& observations, std::string_view place) {
    Observations own;
    for (Observation const& row : observations.rows) {
        if ((row.place.empty() ? plan.place : row.place) != place) continue;
        own.rows.push_back(row);
        own.rows.back().place.clear();
    }
    own.rejected = observations.rejected;
    return own;
}

namespace detail {

/// The rows of each place, as its own: `observations_for` of all places in one go.
[[nodiscard]] inline std::map<std::string, Observations>
by_place(Plan const& plan, Observations const& observations) {
    std::map<std::string, Observations> parts;
    for (Observation const& row : observations.rows) {
        Observation& own = parts[row.place.empty() ? plan.place : row.place].rows.emplace_back(row);
        own.place.clear();
    }
    return parts;
}

}  // namespace detail

/// Assesses a plan in several places. The day of knowledge is one for all: without `as_of` and
/// `through`, the newest release date in the data of any place.
/// \param places  all that the observations name if empty, without the parent
/// \throws InputError if the plan is not valid
/// \throws std::invalid_argument for a place that is asked for twice or is the parent
[[nodiscard]] inline Places assess_places(Plan const& plan, Observations const& observations,
                                          std::vector<std::string> places = {},
                                          PlacesOptions const& options = {}) {
    if (auto faults = validate(plan); !faults.empty()) throw InputError(std::move(faults));
    if (places.empty()) {
        places = places_of(plan, observations);
        std::erase(places, options.parent);
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (std::find(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(i), places[i]) !=
            places.begin() + static_cast<std::ptrdiff_t>(i))
            throw std::invalid_argument("the place \"" + places[i] + "\" is asked for twice");
        if (!options.parent.empty() && places[i] == options.parent)
            throw std::invalid_argument("the place \"" + places[i] +
                                        "\" is the parent of the others; leave it out of them");
    }

    const Knowledge known = Knowledge{options.as_of, options.through}.resolved(observations);
    AssessOptions asked;
    asked.as_of = known.as_of;
    asked.through = known.through;
    asked.inputs = options.inputs;
    asked.outlook = options.outlook;
    auto parts = detail::by_place(plan, observations);
    const auto all_rows = static_cast<int>(observations.rows.size());
    const auto assessed = [&](std::string const& place) {
        const auto at = parts.find(place);
        Observations own = at == parts.end() ? Observations{} : at->second;
        own.rejected = observations.rejected;
        Assessment assessment = assess(plan_for(plan, place), own, asked);
        assessment.as_of_from_data = !options.as_of && known.as_of.has_value();
        assessment.rows_left_out.other_places = all_rows - static_cast<int>(own.rows.size());
        return assessment;
    };

    Places result;
    result.places = std::move(places);
    result.parent = options.parent;
    result.assessments.resize(result.places.size());
    const std::size_t children = result.places.size();
    parallel_for(children + (options.parent.empty() ? 0 : 1), options.threads, [&](std::size_t i) {
        if (i < children) result.assessments[i] = assessed(result.places[i]);
        else result.of_parent = assessed(options.parent);
    });
    return result;
}

}  // namespace glidepath
