// Whether texts can hold together, which of them cannot, and what the others imply.
#pragma once

#include <glidepath/assess/check/joint_rows.hpp>
#include <glidepath/path/solver/row_system.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <limits>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// Numbers of texts or rows, ascending.
using Numbers = std::vector<std::size_t>;

[[nodiscard]] inline Numbers united(Numbers const& a, Numbers const& b) {
    Numbers all;
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
    return all;
}
[[nodiscard]] inline Numbers without(Numbers numbers, std::size_t number) {
    std::erase(numbers, number);
    return numbers;
}

/// Some of the texts of joint rows as one problem for the solver. The rows must outlive it.
class JointProblem {
public:
    /// Texts that cannot all hold, and the rows that show it. No rows: all can hold.
    struct Conflict {
        Numbers texts;
        Numbers rows;
        /// Where the rows leave something open, but no whole number: for which of
        /// `JointRows::counts_between`, and what.
        std::optional<std::pair<std::size_t, Interval>> between;
        [[nodiscard]] explicit operator bool() const noexcept { return !rows.empty(); }
    };

    /// \param texts  those that will be spoken of, all in use at first
    /// \param ask    whether `implied` will be asked
    JointProblem(JointRows const& rows, Numbers const& texts, bool ask = false)
        : rows_(rows), used_(rows.texts().size(), 0) {
        for (std::size_t text : texts) used_[text] = 1;
        Numbers all = rows.allowed();
        for (std::size_t text : texts) {
            for (std::size_t row : rows.rows_of(text)) all.push_back(row);
            for (Numbers const& alternative : rows.alternatives(text)) {
                all.insert(all.end(), alternative.begin(), alternative.end());
                by_.push_back(text);
            }
        }
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        std::sort(by_.begin(), by_.end());
        by_.erase(std::unique(by_.begin(), by_.end()), by_.end());
        for (std::size_t row : all) {
            if (!said_by_those_in_use(row)) continue;
            const std::size_t number =
                system_.add(rows.rows()[row].limit, !rows.said(row).alternative);
            place_.emplace(row, number);
            row_at_.push_back(row);
            if (ask && !rows.said(row).texts.empty()) system_.watch(number);
        }
        for (Said const& count : rows.counts_between()) {
            counts_.push_back(system_.add({Row::of(count.demand.form, 0)}, false));
            system_.watch(counts_.back());
            row_at_.push_back(0);
        }
    }

    /// How much work a question is.
    [[nodiscard]] std::size_t cells() { return system_.cells(); }
    [[nodiscard]] bool in_use(std::size_t text) const { return used_[text] != 0; }
    /// Takes a text in or out of use.
    void use(std::size_t text, bool used) {
        if (in_use(text) == used) return;
        used_[text] = used ? 1 : 0;
        for (std::size_t row : rows_.rows_of(text))
            if (const auto at = place_.find(row); at != place_.end())
                system_.use(at->second, said_by_those_in_use(row));
    }

    /// Texts in use that cannot all hold. Every period in which a `by` may be reached is tried; of
    /// several `by` together only so many combinations.
    [[nodiscard]] Conflict conflict() {
        attempts_ = 1000 + static_cast<int>(by_.size());
        return conflict(0);
    }
    /// Other texts in use from which a text follows, which is not in use; nothing if it does not,
    /// or if its rows do not say all it says. Empty: it always holds. \pre those in use can hold
    [[nodiscard]] std::optional<Numbers> implied(std::size_t text) {
        if (!rows_.expressed(text)) return std::nullopt;
        for (Numbers const& alternative : rows_.alternatives(text))
            if (auto because = follow(alternative, text)) return because;
        if (!rows_.alternatives(text).empty()) return std::nullopt;
        return follow(rows_.rows_of(text), text);
    }

private:
    [[nodiscard]] bool said_by_those_in_use(std::size_t row) const {
        Numbers const& texts = rows_.said(row).texts;
        return std::all_of(texts.begin(), texts.end(),
                           [&](std::size_t text) { return in_use(text); });
    }
    [[nodiscard]] Conflict explained(Numbers const& rows) const {
        Conflict found;
        for (std::size_t row : rows) {
            found.rows.push_back(row_at_[row]);
            found.texts = united(found.texts, rows_.said(row_at_[row]).texts);
        }
        std::sort(found.rows.begin(), found.rows.end());
        return found;
    }
    [[nodiscard]] Conflict conflict(std::size_t next) {
        if (auto found = explained(system_.conflict())) return found;
        while (next < by_.size() && !in_use(by_[next])) ++next;
        if (next == by_.size()) return no_count();
        const std::size_t by = by_[next];
        Conflict all{{by}, {}, {}};
        for (Numbers const& alternative : rows_.alternatives(by)) {
            if (attempts_ == 0) return {};
            --attempts_;
            for (std::size_t row : alternative) system_.use(place_.at(row), true);
            Conflict one = conflict(next + 1);
            for (std::size_t row : alternative) system_.use(place_.at(row), false);
            // Possible, or impossible whenever it may be reached.
            const bool to_blame =
                std::find(one.texts.begin(), one.texts.end(), by) != one.texts.end();
            if (!one || !to_blame) return one;
            all = {united(all.texts, one.texts), united(all.rows, one.rows), one.between};
        }
        return all;
    }
    /// A period in which no whole number is left.
    [[nodiscard]] Conflict no_count() {
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            const auto low = system_.least(counts_[i]);
            const auto high = system_.greatest(counts_[i]);
            const Interval left{low.value, high.value, low.open, high.open};
            if (!is_empty(to_whole(left))) continue;
            Conflict found = explained(united(low.because, high.because));
            found.between = std::pair(i, left);
            return found;
        }
        return {};
    }

    [[nodiscard]] std::optional<Numbers> follow(Numbers const& rows, std::size_t text) {
        Numbers because;
        for (std::size_t row : rows) {
            // What follows from both texts of a relation, or for the parts of a ratio, is no more
            // than what was said.
            if (rows_.said(row).texts.size() > 1 || rows_.said(row).demand.of == Demand::Of::ratio)
                continue;
            auto const& [wanted, open] = rows_.rows()[row].limit;
            const bool floor = wanted.sense == Sense::at_least;
            const std::size_t at = place_.at(row);
            const auto end = floor ? system_.least(at) : system_.greatest(at);
            constexpr double infinity = std::numeric_limits<double>::infinity();
            Interval left = floor ? Interval{end.value, infinity, end.open, false}
                                  : Interval{-infinity, end.value, false, end.open};
            if (rows_.said(row).counts) left = to_whole(left);
            if (!lies_in(left, floor ? Interval{wanted.value, infinity, open, false}
                                     : Interval{-infinity, wanted.value, false, open}))
                return std::nullopt;
            because = united(because, explained(end.because).texts);
        }
        return without(std::move(because), text);
    }

    JointRows const& rows_;
    std::vector<char> used_;  ///< By text.
    RowSystem system_;
    std::unordered_map<std::size_t, std::size_t> place_;  ///< Of a row in the system.
    std::vector<std::size_t> row_at_;                     ///< The other way round.
    Numbers by_;
    Numbers counts_;  ///< Rows of the system that can only be whole numbers.
    int attempts_ = 0;
};

/// Takes texts from a conflict until none can be taken away.
[[nodiscard]] inline JointProblem::Conflict smallest(JointRows const& rows,
                                                     JointProblem::Conflict conflict) {
    for (std::size_t i = conflict.texts.size(); i-- > 0;) {
        const std::size_t text = conflict.texts[i];
        auto smaller = JointProblem(rows, without(conflict.texts, text)).conflict();
        if (!smaller) continue;
        conflict = std::move(smaller);
        const auto after = std::lower_bound(conflict.texts.begin(), conflict.texts.end(), text);
        i = static_cast<std::size_t>(after - conflict.texts.begin());
    }
    return conflict;
}

}  // namespace glidepath::detail
