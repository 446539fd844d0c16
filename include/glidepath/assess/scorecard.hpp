// Scorecards (晾晒): who stands where, counted by programme, unit, tier, year or place.
#pragma once

#include <glidepath/assess/number_met.hpp>
#include <glidepath/assess/outlook/likelihood.hpp>
#include <glidepath/assess/score_groups.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace glidepath {

/// Fewer targets than these have no rank: one more or less would decide it.
inline constexpr int fewest_ranked = 3;

/// Why a row has no rank.
enum class Unranked : std::uint8_t {
    few_targets,  ///< Fewer than `fewest_ranked` that can be counted.
    no_reports,   ///< Nobody reported, so that there is nothing to come after.
    not_named,    ///< The row of targets for which nobody is named.
    not_compared  ///< Tiers and years do not compete.
};
inline constexpr std::array<std::string_view, 4> unranked_names{"few_targets", "no_reports",
                                                                "not_named", "not_compared"};
[[nodiscard]] constexpr std::string_view to_string(Unranked why) noexcept {
    return unranked_names[static_cast<std::size_t>(why)];
}

/// One group's targets. A target of which several bodies are lead is counted in full with each.
struct ScoreRow {
    ScoreGroup group;
    int targets = 0;              ///< That apply to the place.
    std::array<int, 6> counts{};  ///< In the order of `all_statuses`; they add up to `targets`.
    int unreported = 0;           ///< Among the unknown: see `is_unreported`.
    int not_applicable = 0;       ///< Goals that set no task for the place; not among `targets`.
    std::optional<int> rank;
    std::optional<Unranked> unranked;
    /// Of the good share of the whole scorecard, what this row brings, in percentage points. A
    /// target of several groups is divided among them, so that the rows add up to the whole.
    double contribution = 0;
    std::optional<NumberMet> number_met;  ///< Absent where nothing is known of any, or no target of
                                          ///< the whole scorecard has a probability.
    int without_outlook = 0;  ///< Targets neither decided nor with a probability: not in it.
    int words_only = 0;       ///< Targets in it whose probability rests on fewer than four figures.

    [[nodiscard]] int count(Status status) const noexcept {
        return counts[static_cast<std::size_t>(status)];
    }
    /// Targets that have a status: k of n assessable.
    [[nodiscard]] int assessable() const noexcept { return targets - count(Status::unknown); }
    /// Targets that are met or on track.
    [[nodiscard]] int good() const noexcept { return count(Status::met) + count(Status::on_track); }
    /// Targets that a rank rests on: assessable ones, and those that should be and are not
    /// reported.
    [[nodiscard]] int counted() const noexcept { return assessable() + unreported; }
    /// Good ones among those counted; nothing if none is. What is not reported is not good.
    [[nodiscard]] std::optional<double> good_share() const noexcept {
        if (counted() == 0) return std::nullopt;
        return static_cast<double>(good()) / counted();
    }
    /// The probability that all targets are met; nothing while one has neither probability nor
    /// decision, for silence must not make it greater.
    [[nodiscard]] std::optional<double> all_met() const noexcept {
        if (!number_met || without_outlook > 0) return std::nullopt;
        return number_met->all();
    }
    /// The same as reports show it: in words alone if it rests on a target of few figures; `—`
    /// where a target is missed already, which is a fact, and where there is none.
    [[nodiscard]] Text all_met_shown() const {
        const auto all = all_met();
        if (!all || count(Status::missed) > 0) return {"—", "—"};
        return words_only > 0 ? likelihood_words(likelihood(*all)) : shown_probability(*all);
    }
    friend bool operator==(ScoreRow const&, ScoreRow const&) = default;
};

/// Rows by rank, then those without one in the plan's order; the row of targets that name nobody is
/// the last. Tiers and years keep their own order.
struct Scorecard {
    ScoreBy by = ScoreBy::programme;
    std::vector<ScoreRow> rows;
    ScoreRow all;  ///< Every target once.
    friend bool operator==(Scorecard const&, Scorecard const&) = default;
};

/// How a scorecard is made.
struct ScoreOptions {
    ScoreBy by = ScoreBy::programme;
    bool persons = false;  ///< Whether persons may be named; else their units stand for them.
};

/// Whether a target is unknown because nothing has been reported: no figure at all, none since the
/// base, or not the one that is overdue.
[[nodiscard]] constexpr bool is_unreported(Verdict const& verdict) noexcept {
    if (verdict.status != Status::unknown) return false;
    return verdict.reason_code == ReasonCode::no_source ||
           verdict.reason_code == ReasonCode::no_observation_since_base ||
           verdict.reason_code == ReasonCode::overdue_release;
}

namespace detail {

class ScorecardMaker {
public:
    ScorecardMaker(PlanIndex const& index, std::span<Verdict const> verdicts,
                   ScoreOptions const& options, HeldMatrix const* held,
                   Dependence dependence = Dependence::joint_paths)
        : groups_(index, options.by, options.persons), verdicts_(verdicts), held_(held),
          dependence_(dependence), options_(options) {
        if (options.by == ScoreBy::convener && !options.persons)
            throw std::invalid_argument("conveners are persons, who are named only when asked for: "
                                        "set persons, or group by lead");
        if (held != nullptr && static_cast<std::size_t>(held->rows()) != verdicts.size())
            throw std::invalid_argument(
                "held has one row for each verdict: " + std::to_string(verdicts.size()) + ", not " +
                std::to_string(held->rows()));
    }

    [[nodiscard]] Scorecard make() && {
        Scorecard card;
        card.by = options_.by;
        card.all.group = {"", {"合计", "all"}};
        std::unordered_map<std::string, std::size_t> at;
        std::vector<std::vector<std::size_t>> members;
        std::vector<std::size_t> everyone(verdicts_.size());
        std::vector<std::vector<std::size_t>> rows_of(verdicts_.size());
        for (std::size_t i = 0; i < verdicts_.size(); ++i) {
            everyone[i] = i;
            count(card.all, verdicts_[i]);
            for (ScoreGroup const& group : groups_.of(verdicts_[i])) {
                const auto [entry, fresh] = at.emplace(group.id, card.rows.size());
                if (fresh) {
                    card.rows.emplace_back().group = group;
                    members.emplace_back();
                }
                count(card.rows[entry->second], verdicts_[i]);
                members[entry->second].push_back(i);
                rows_of[i].push_back(entry->second);
            }
        }
        if (card.all.counted() > 0)
            for (std::size_t i = 0; i < verdicts_.size(); ++i)
                if (is_good(verdicts_[i]))
                    for (std::size_t row : rows_of[i])
                        card.rows[row].contribution +=
                            100.0 / card.all.counted() / static_cast<double>(rows_of[i].size());
        for (ScoreRow const& row : card.rows) card.all.contribution += row.contribution;
        for (std::size_t row = 0; row < card.rows.size(); ++row)
            expect(card.rows[row], members[row]);
        expect(card.all, everyone);
        card.all.unranked = Unranked::not_compared;
        rank(card.rows);
        sort(card.rows);
        return card;
    }

private:
    [[nodiscard]] static bool is_good(Verdict const& verdict) noexcept {
        return verdict.applies &&
               (verdict.status == Status::met || verdict.status == Status::on_track);
    }
    static void count(ScoreRow& row, Verdict const& verdict) noexcept {
        if (!verdict.applies) {
            ++row.not_applicable;
            return;
        }
        ++row.targets;
        ++row.counts[static_cast<std::size_t>(verdict.status)];
        row.unreported += is_unreported(verdict) ? 1 : 0;
    }

    /// How many of the row's targets will be met. What is decided is certain.
    void expect(ScoreRow& row, std::vector<std::size_t> const& members) const {
        std::vector<std::size_t> counted;
        for (std::size_t i : members) {
            Verdict const& verdict = verdicts_[i];
            if (!verdict.applies) continue;
            const bool open = verdict.status != Status::met && verdict.status != Status::missed;
            if (open && !verdict.outlook) {
                ++row.without_outlook;
                continue;
            }
            counted.push_back(i);
            row.words_only += open && rests_on_few(*verdict.outlook) ? 1 : 0;
        }
        if (counted.empty() || !forecast_) return;
        if (held_ == nullptr) {
            std::vector<double> probabilities;
            probabilities.reserve(counted.size());
            for (std::size_t i : counted) probabilities.push_back(probability(verdicts_[i]));
            row.number_met = number_met(probabilities);
            return;
        }
        HeldMatrix of_row(static_cast<Eigen::Index>(counted.size()), held_->cols());
        for (std::size_t k = 0; k < counted.size(); ++k) {
            const auto to = static_cast<Eigen::Index>(k);
            Verdict const& verdict = verdicts_[counted[k]];
            if (verdict.status == Status::met) of_row.row(to).setOnes();
            else if (verdict.status == Status::missed) of_row.row(to).setZero();
            else of_row.row(to) = held_->row(static_cast<Eigen::Index>(counted[k]));
        }
        row.number_met = number_met(of_row, dependence_);
    }
    [[nodiscard]] static bool rests_on_few(Outlook const& outlook) {
        return std::find(outlook.notes.begin(), outlook.notes.end(),
                         to_string(OutlookNote::words_only)) != outlook.notes.end();
    }
    [[nodiscard]] static double probability(Verdict const& verdict) noexcept {
        if (verdict.status == Status::met) return 1;
        if (verdict.status == Status::missed) return 0;
        return verdict.outlook->probability;
    }

    /// Whether row a stands before row b: by the share of good ones, compared as fractions of whole
    /// numbers; who has reported nothing comes after all who have.
    [[nodiscard]] static bool before(ScoreRow const& a, ScoreRow const& b) noexcept {
        const bool a_reports = a.assessable() > 0;
        const bool b_reports = b.assessable() > 0;
        if (a_reports != b_reports) return a_reports;
        return std::int64_t{a.good()} * b.counted() > std::int64_t{b.good()} * a.counted();
    }
    /// Competition ranking: equal rows share a place, and the next is the number before it plus
    /// one.
    void rank(std::vector<ScoreRow>& rows) const {
        bool anyone_reports = false;
        for (ScoreRow& row : rows) {
            if (!is_ranked(options_.by)) row.unranked = Unranked::not_compared;
            else if (row.group.id.empty()) row.unranked = Unranked::not_named;
            else if (row.counted() < fewest_ranked) row.unranked = Unranked::few_targets;
            else anyone_reports = anyone_reports || row.assessable() > 0;
        }
        for (ScoreRow& row : rows) {
            if (row.unranked) continue;
            if (!anyone_reports) {
                row.unranked = Unranked::no_reports;
                continue;
            }
            row.rank = 1 + static_cast<int>(
                               std::count_if(rows.begin(), rows.end(), [&](ScoreRow const& other) {
                                   return !unranked(other) && before(other, row);
                               }));
        }
    }
    [[nodiscard]] static bool unranked(ScoreRow const& row) noexcept {
        return row.unranked.has_value();
    }
    void sort(std::vector<ScoreRow>& rows) const {
        std::stable_sort(rows.begin(), rows.end(), [&](ScoreRow const& a, ScoreRow const& b) {
            const auto key = [&](ScoreRow const& row) {
                return std::tuple(row.group.id.empty(), !row.rank, row.rank.value_or(0),
                                  groups_.position(row.group.id));
            };
            return key(a) < key(b);
        });
    }

    ScoreGroups groups_;
    std::span<Verdict const> verdicts_;
    HeldMatrix const* held_;
    /// Whether any target has a probability; without one nothing is expected.
    bool forecast_ = std::any_of(verdicts_.begin(), verdicts_.end(), [](Verdict const& verdict) {
        return verdict.outlook.has_value();
    });
    Dependence dependence_;  ///< Of the rows of `held_`.
    ScoreOptions options_;
};

}  // namespace detail

/// Counts verdicts by group. Ranks follow the share of targets that are met or on track among those
/// that have a status or should have one and were not reported: who reports nothing, or only what
/// is good, gains nothing. Equal shares share a place (1, 2, 2, 4); rows with fewer than three
/// targets that count have no rank. There is no composite score.
///
/// How many will be met follows from `Verdict::outlook`: targets that are met or missed are
/// certain, those without a probability are left out and counted. Without `held` targets are taken
/// as independent, which the result says. \param plan      the plan of the verdicts \param verdicts
/// of one place, or of several that follow the plan \param held      joint outcomes on sample
/// paths, one row for each verdict, in their order; rows
///                  of targets that are decided or have no outlook are not looked at
/// \throws std::invalid_argument for conveners without `persons`, and another number of rows
[[nodiscard]] inline Scorecard scorecard(Plan const& plan, std::span<Verdict const> verdicts,
                                         ScoreOptions const& options = {},
                                         HeldMatrix const* held = nullptr) {
    const PlanIndex index(plan);
    return detail::ScorecardMaker(index, verdicts, options, held).make();
}

}  // namespace glidepath
