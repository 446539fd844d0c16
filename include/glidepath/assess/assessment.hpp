// An assessment: all verdicts of a plan for one date.
#pragma once

#include <glidepath/assess/finding.hpp>
#include <glidepath/assess/outlook/outlook_options.hpp>
#include <glidepath/assess/verdict.hpp>
#include <glidepath/model/knowledge.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace glidepath {

/// A file that went into an assessment.
struct Input {
    std::string name;
    std::string sha256;  ///< Lower-case hexadecimal.
    friend bool operator==(Input const&, Input const&) = default;
};

/// What an assessment is asked for.
struct AssessOptions {
    std::optional<Date> as_of = {};      ///< Day of knowledge (编制日).
    std::optional<Period> through = {};  ///< Last reference period used (报告期).
    std::unordered_map<std::string, Status> previous =
        {};  ///< Statuses of an earlier assessment, by target.
    std::vector<Input> inputs =
        {};                       ///< Passed on to the result, so that it names what it rests on.
    OutlookOptions outlook = {};  ///< How likely targets are met; a status never depends on it.
};

/// One goal's place in the result: how many of its targets (its parts' included) stand how.
struct GoalSummary {
    std::string id;
    std::string parent;
    std::string number;
    Text title;
    bool applies = true;
    std::vector<std::string> lead;
    std::array<int, 6> counts{};  ///< In the order of `all_statuses`.

    [[nodiscard]] int count(Status status) const noexcept {
        return counts[static_cast<std::size_t>(status)];
    }
    friend bool operator==(GoalSummary const&, GoalSummary const&) = default;
};

/// All verdicts of a plan for one date, in the order of the plan.
class Assessment {
public:
    std::string plan;  ///< Id.
    Text title;
    std::string place;
    Knowledge knowledge;           ///< With `as_of` filled in if neither clock was given.
    bool as_of_from_data = false;  ///< `as_of` is the newest release date in the data.
    std::string policy;
    std::vector<Input> inputs;
    std::vector<GoalSummary> goals;
    std::vector<Finding>
        findings;  ///< About the data and the paths; `check` says all about the plan.
    RowsLeftOut rows_left_out;

    [[nodiscard]] std::vector<Verdict> const& verdicts() const& noexcept { return verdicts_; }
    /// Of a temporary by value, so that a loop over `assess(...).verdicts()` is safe.
    [[nodiscard]] std::vector<Verdict> verdicts() && noexcept { return std::move(verdicts_); }
    /// The verdict of a target; null if the plan has no such target in force.
    [[nodiscard]] Verdict const* find(std::string_view target) const {
        for (Verdict const& verdict : verdicts_)
            if (verdict.id == target) return &verdict;
        return nullptr;
    }
    /// How many targets have a status.
    [[nodiscard]] int count(Status status) const {
        int n = 0;
        for (Verdict const& verdict : verdicts_) n += verdict.status == status ? 1 : 0;
        return n;
    }
    void set_verdicts(std::vector<Verdict> verdicts) { verdicts_ = std::move(verdicts); }
    friend bool operator==(Assessment const&, Assessment const&) = default;

private:
    std::vector<Verdict> verdicts_;
};

}  // namespace glidepath
