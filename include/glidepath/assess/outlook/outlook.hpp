// An outlook: how likely a target is met, by which model, and what it would take.
#pragma once

#include <glidepath/assess/outlook/likelihood.hpp>
#include <glidepath/model/text.hpp>
#include <glidepath/time/window.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace glidepath {

/// Why a target has no outlook.
enum class NoOutlook : std::uint8_t {
    off,                 ///< None was asked for.
    not_applicable,      ///< The goal sets no task for this place.
    definition_unclear,  ///< What is measured is unclear.
    target_tbd,          ///< The value is not yet set.
    milestone,           ///< No number, so no forecast.
    decided,             ///< Met or missed: a fact has no probability.
    no_source,           ///< No figure of the indicator is known.
    no_complete_period,  ///< What is known of it is a part of a period: no history to go on from.
    other_side_missing,  ///< No figure of the indicator to compare with is known.
    base_not_positive,   ///< Growth from a base that is not positive is undefined.
    not_covered,         ///< A period the target speaks of lies before the first figure, or is not
                         ///< told by figures of this frequency.
    no_forecast          ///< The forecaster refused; too long a horizon, or no calibration.
};
inline constexpr std::array<std::string_view, 12> no_outlook_names{"off",
                                                                   "not_applicable",
                                                                   "definition_unclear",
                                                                   "target_tbd",
                                                                   "milestone",
                                                                   "decided",
                                                                   "no_source",
                                                                   "no_complete_period",
                                                                   "other_side_missing",
                                                                   "base_not_positive",
                                                                   "not_covered",
                                                                   "no_forecast"};
[[nodiscard]] constexpr std::string_view to_string(NoOutlook reason) noexcept {
    return no_outlook_names[static_cast<std::size_t>(reason)];
}

/// What a reader of an outlook should know. What the forecaster has to say comes with it, under the
/// names of `ForecastNote`.
enum class OutlookNote : std::uint8_t {
    few_points,      ///< Fewer than 8 years (24 months, 12 quarters): read with care.
    words_only,      ///< Fewer than 4 points: no percentage is shown.
    to_date_usual,   ///< The running period was inferred from what is usually done by then.
    to_date_even,    ///< The same by even pace, since no earlier year tells.
    to_date_level,   ///< A level inside the running period was taken into account.
    to_date_growth,  ///< Growth since the start of the running period was taken into account.
    soft_figures,    ///< The last figure is preliminary, derived or of an assumed release: wider.
    spread_evenly,   ///< Periods published together were split.
    gaps_interpolated,  ///< Periods without a figure inside the history were interpolated.
    published_growth,   ///< Paths are of growth as published.
    growth_of_levels,   ///< Growth was computed from paths of levels.
    paths_of_parts,     ///< A ratio's paths are those of its parts.
    finer_paths,        ///< Paths are of a finer frequency than the target.
    after_break,        ///< Figures from before the last break of the series were left out.
    last_figure_odd     ///< The last figure lies far from the others; one model goes without it.
};
inline constexpr std::array<std::string_view, 15> outlook_note_names{
    "few_points",       "words_only",     "to_date_usual", "to_date_even",      "to_date_level",
    "to_date_growth",   "soft_figures",   "spread_evenly", "gaps_interpolated", "published_growth",
    "growth_of_levels", "paths_of_parts", "finer_paths",   "after_break",       "last_figure_odd"};
[[nodiscard]] constexpr std::string_view to_string(OutlookNote note) noexcept {
    return outlook_note_names[static_cast<std::size_t>(note)];
}

/// What one model says.
struct ModelProbability {
    std::string model;
    double probability = 0;
    friend bool operator==(ModelProbability const&, ModelProbability const&) = default;
};

/// A quantity that is not known, by three of its quantiles.
struct Deciles {
    double low = 0;     ///< 10 % of paths lie below.
    double median = 0;  ///< 50 %
    double high = 0;    ///< 90 %
    friend bool operator==(Deciles const&, Deciles const&) = default;
};

/// When a target is first attained. Periods are absent where the share of paths that attain it
/// within reach is too small for the quantile.
struct Attainment {
    std::optional<Period> early;   ///< By then 10 % of paths have attained it.
    std::optional<Period> median;  ///< 50 %
    std::optional<Period> late;    ///< 90 %
    double never = 0;              ///< Share of paths that do not within `through`.
    Period through;                ///< How far the paths reach.
    friend bool operator==(Attainment const&, Attainment const&) = default;
};

/// How likely one target is met. A field beside the status, which it never changes.
///
/// Numbers are unrounded, in the indicator's unit (growth in percent).
struct Outlook {
    double probability = 0;  ///< That the target is met, 0 to 1.
    /// Standard error of the count of paths; 0 where the probability follows from the distribution.
    double monte_carlo_error = 0;
    double low = 0;   ///< The least and the greatest probability among the models below: with few
    double high = 0;  ///< points honest models differ.
    std::vector<ModelProbability> models;  ///< The default first.
    int points = 0;                        ///< How many figures the model rests on.
    std::string model;                     ///< Its name and members.
    std::vector<std::string> notes;        ///< Names of `OutlookNote` and `ForecastNote`.
    Likelihood likelihood = Likelihood::too_close_to_call;
    Text shown;  ///< As reports show it: percentage and words, or words alone.
    Text why;    ///< One sentence.

    // What it would take.
    Deciles at_deadline;  ///< The figure that will be judged.
    /// What that figure has to be; of a relation the median of the other side.
    std::optional<double> required_value;
    /// Of levels: a fraction a year from the last known figure.
    std::optional<double> required_growth;
    /// Of sums: what each period that is not yet known has to bring.
    std::optional<double> required_per_period;
    std::optional<double>
        shortfall;  ///< How much is missing on average where the target is not met.
    std::optional<Attainment> attainment;  ///< Of targets about a level or a running sum.

    friend bool operator==(Outlook const&, Outlook const&) = default;
};

/// The heading under which outlooks are shown.
[[nodiscard]] inline Text outlook_heading() {
    return {"完成可能性（模型测算，供研判参考）", "likelihood of attainment (model estimate)"};
}

}  // namespace glidepath
