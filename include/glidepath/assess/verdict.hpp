// A verdict: everything that is said about one target on one date.
#pragma once

#include <glidepath/assess/outlook/outlook.hpp>
#include <glidepath/assess/reason.hpp>
#include <glidepath/assess/status.hpp>
#include <glidepath/model/observation.hpp>
#include <glidepath/model/prices.hpp>
#include <glidepath/model/target.hpp>
#include <glidepath/model/text.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace glidepath {

/// One target's verdict. Numbers are unrounded and in the indicator's unit unless said otherwise;
/// what is undefined is absent, and `null_reasons` says why.
struct Verdict {
    // The target.
    std::string id;
    std::string goal;       ///< Id; empty if the target belongs to none.
    std::string indicator;  ///< Id.
    std::string place;      ///< The place assessed: the plan's own.
    std::string target;     ///< The statement, as `at 2025 > 860`.
    std::string quote;
    Tier tier = Tier::expected;
    std::optional<Date> due;        ///< Last day of the window.
    std::vector<std::string> lead;  ///< Ids of the bodies that lead the goal.
    std::string unit;
    std::optional<PriceBasis> prices;  ///< Of the face judged, where declared.
    bool applies = true;               ///< False: the goal sets no task for this place.
    std::vector<Assumption> assumed;

    // The verdict.
    Status status = Status::unknown;
    std::optional<ReasonCode> reason_code;  ///< Of an unknown status, or `unit_suspect`.
    Text reason;                            ///< One sentence: why this status.
    bool provisional = false;               ///< It rests on preliminary or estimated figures.
    std::string method;                     ///< Policy and rule that decided, as `pace@1:path`.
    std::optional<Status> previous_status;
    std::optional<Outlook> outlook;  ///< How likely it is that the target is met; never a fact.

    // The numbers behind it.
    std::optional<double> actual;
    std::optional<Window> actual_period;  ///< What the actual figure covers.
    std::optional<DataStatus> data_status;
    bool release_assumed = false;
    bool derived = false;
    std::optional<double> base;
    std::optional<Period> base_period;
    bool base_derived = false;  ///< The base was filled from a growth figure, not published.
    std::optional<double>
        planned;                ///< On the glidepath, or the mark, at the end of the actual period.
    std::optional<double> gap;  ///< Signed distance into the satisfied side of planned.
    std::optional<int> data_age_days;       ///< From the end of the actual period to `as_of`.
    std::optional<double> completed_share;  ///< Fraction: actual / threshold.
    std::optional<double> increment_share;  ///< Fraction: (actual - base) / (threshold - base).
    std::optional<double> headroom;         ///< For upper limits: threshold - actual.
    std::optional<double> elapsed_share;  ///< Fraction of the window, or of the way from the base.
    std::optional<double> ahead_pp;       ///< Percentage points: completed minus elapsed share, for
                                          ///< flows inside their window.
    std::optional<double> required_growth;    ///< Fraction a year from the actual to the threshold.
    std::optional<double> required_run_rate;  ///< A month, for the rest of the window; flows only.
    std::vector<std::pair<std::string, std::string>> null_reasons;  ///< Field, why it is absent.

    friend bool operator==(Verdict const&, Verdict const&) = default;
};

/// The words for a status in reports, as Chinese offices use them.
[[nodiscard]] inline std::string status_words(Verdict const& verdict, Language language) {
    const bool zh = language == Language::zh;
    const bool early =
        verdict.actual_period && verdict.due && verdict.actual_period->last_day() < *verdict.due;
    const bool estimated = verdict.data_status == DataStatus::estimated;
    switch (verdict.status) {
        case Status::met:
            if (zh) return std::string(early ? "提前完成" : "已完成") + (estimated ? "(预计)" : "");
            return std::string(early ? "met early" : "met") + (estimated ? " (estimated)" : "");
        case Status::on_track:
            if (verdict.ahead_pp && *verdict.ahead_pp >= 0.05)
                return zh ? "快于序时进度" : "ahead of schedule";
            return zh ? "符合序时进度" : "on track";
        case Status::at_risk: return zh ? "略慢于序时进度" : "at risk";
        case Status::off_track: return zh ? "慢于序时进度" : "off track";
        case Status::missed: return zh ? "未完成" : "missed";
        case Status::unknown: return zh ? "暂不评价" : "unknown";
    }
    return {};
}

}  // namespace glidepath
