// The schedule of a sweep along a path: what enters the front, is used, and leaves it, and when.
#pragma once

#include <glidepath/path/row.hpp>
#include <glidepath/path/solver/residuals.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// Lists by position, stored one after the other.
class Timetable {
public:
    Timetable() = default;
    /// \param when  the position of each entry 0, 1, ...; entries of one position keep their order
    Timetable(int positions, std::vector<int> const& when)
        : starts_(static_cast<std::size_t>(positions) + 1), entries_(when.size()) {
        for (int at : when) ++starts_[static_cast<std::size_t>(at) + 1];
        for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
        std::vector<std::size_t> next(starts_.begin(), starts_.end() - 1);
        for (std::size_t i = 0; i < when.size(); ++i)
            entries_[next[static_cast<std::size_t>(when[i])]++] = i;
    }
    [[nodiscard]] std::span<std::size_t const> at(int position) const noexcept {
        const auto i = static_cast<std::size_t>(position);
        return std::span(entries_).subspan(starts_[i], starts_[i + 1] - starts_[i]);
    }

private:
    std::vector<std::size_t> starts_{0};
    std::vector<std::size_t> entries_;
};

/// What a sweep does at each position. The front holds positions that are still needed, one
/// running total for each start of a long run (all windows that start there share it), and
/// snapshots of such totals for rows that are not yet complete: a window costs one entry of the
/// front however long it is.
///
/// Entries of the front have numbers: positions first, then running totals, then snapshots.
class Schedule {
public:
    struct Total {
        int first;
        int stride;
        int last;  ///< The last position it has to reach.
    };
    struct Snapshot {
        std::size_t total;
        int at;
    };
    /// A row in terms of the front's entries when it is complete.
    struct Entry {
        std::size_t entry;
        double coefficient;  ///< For positions still without the weight of the position.
    };

    /// \pre positions of rows and residuals lie in 0..positions-1
    Schedule(int positions, Residuals const& residuals, std::span<Row const> rows)
        : positions_(static_cast<std::size_t>(positions)), row_entries_(rows.size()),
          leaves_(positions_) {
        for (std::size_t j = 0; j < positions_; ++j) leaves_[j] = static_cast<int>(j);
        std::vector<int> residual_ends(residuals.size());
        for (std::size_t i = 0; i < residuals.size(); ++i) {
            int end = 0;
            for (auto const& [position, coefficient] : residuals.terms(i))
                end = std::max(end, position);
            residual_ends[i] = end;
            for (auto const& [position, coefficient] : residuals.terms(i))
                keep(static_cast<std::size_t>(position), end);
        }
        std::vector<int> row_ends(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i)
            for (Run const& run : rows[i].runs) row_ends[i] = std::max(row_ends[i], end(run));
        find_totals(rows, row_ends);
        for (std::size_t i = 0; i < rows.size(); ++i) place(rows[i], i, row_ends[i]);

        residuals_ = Timetable(positions, residual_ends);
        rows_ = Timetable(positions, row_ends);
        std::vector<int> starts;
        for (Total const& total : totals_) starts.push_back(total.first);
        starts_ = Timetable(positions, starts);
        std::vector<int> taken;
        for (Snapshot const& snapshot : snapshots_) taken.push_back(snapshot.at);
        taken_ = Timetable(positions, taken);
        std::vector<int> ends;
        for (Total const& total : totals_) ends.push_back(total.last);
        ends_ = Timetable(positions, ends);
        gone_ = Timetable(positions, leaves_);
        find_widest(positions);
    }

    [[nodiscard]] std::size_t total_entry(std::size_t i) const noexcept { return positions_ + i; }
    [[nodiscard]] std::size_t snapshot_entry(std::size_t i) const noexcept {
        return positions_ + totals_.size() + i;
    }
    [[nodiscard]] std::size_t entries() const noexcept { return leaves_.size(); }
    /// The most entries that the front holds at one time.
    [[nodiscard]] std::size_t widest() const noexcept { return widest_; }
    [[nodiscard]] Total const& total(std::size_t i) const noexcept { return totals_[i]; }
    [[nodiscard]] Snapshot const& snapshot(std::size_t i) const noexcept { return snapshots_[i]; }
    [[nodiscard]] std::span<Entry const> row(std::size_t i) const noexcept {
        return row_entries_[i];
    }
    [[nodiscard]] bool is_position(std::size_t entry) const noexcept { return entry < positions_; }

    /// At a position, in this order: running totals that start, residuals and rows that are
    /// complete, snapshots to take (before the rows), totals that end, entries that leave.
    [[nodiscard]] Timetable const& starts() const noexcept { return starts_; }
    [[nodiscard]] Timetable const& ends() const noexcept { return ends_; }
    [[nodiscard]] Timetable const& residuals() const noexcept { return residuals_; }
    [[nodiscard]] Timetable const& snapshots() const noexcept { return taken_; }
    [[nodiscard]] Timetable const& rows() const noexcept { return rows_; }
    [[nodiscard]] Timetable const& gone() const noexcept { return gone_; }

private:
    /// Runs of up to this length enter as single positions.
    static constexpr int short_run = 2;
    [[nodiscard]] static int length(Run const& run) noexcept {
        return (run.last - run.first) / run.stride + 1;
    }
    /// The last position of a run that is on its stride.
    [[nodiscard]] static int end(Run const& run) noexcept {
        return run.first + (length(run) - 1) * run.stride;
    }
    void keep(std::size_t entry, int until) { leaves_[entry] = std::max(leaves_[entry], until); }
    void find_totals(std::span<Row const> rows, std::vector<int> const& row_ends) {
        for (Row const& row : rows)
            for (Run const& run : row.runs)
                if (length(run) > short_run)
                    number_.try_emplace(std::pair(run.first, run.stride), 0);
        for (auto& [key, number] : number_) {
            number = totals_.size();
            totals_.push_back({key.first, key.second, key.first});
            leaves_.push_back(key.first);
        }
        for (std::size_t i = 0; i < rows.size(); ++i)
            for (Run const& run : rows[i].runs) {
                if (length(run) <= short_run) continue;
                const std::size_t total = number_.at(std::pair(run.first, run.stride));
                totals_[total].last = std::max(totals_[total].last, end(run));
                keep(total_entry(total), end(run));
                if (end(run) < row_ends[i]) taken_at_.try_emplace(std::pair(total, end(run)), 0);
            }
        for (auto& [key, number] : taken_at_) {
            number = snapshots_.size();
            snapshots_.push_back({key.first, key.second});
            leaves_.push_back(key.second);
        }
    }
    void place(Row const& row, std::size_t i, int row_end) {
        for (Run const& run : row.runs) {
            if (length(run) <= short_run) {
                for (int at = run.first; at <= run.last; at += run.stride) {
                    row_entries_[i].push_back({static_cast<std::size_t>(at), run.coefficient});
                    keep(static_cast<std::size_t>(at), row_end);
                }
                continue;
            }
            const std::size_t total = number_.at(std::pair(run.first, run.stride));
            const std::size_t entry = end(run) < row_end
                                          ? snapshot_entry(taken_at_.at(std::pair(total, end(run))))
                                          : total_entry(total);
            row_entries_[i].push_back({entry, run.coefficient});
            keep(entry, row_end);
        }
    }

    void find_widest(int positions) {
        std::size_t now = 0;
        for (int at = 0; at < positions; ++at) {
            now += 1 + starts_.at(at).size() + taken_.at(at).size();
            widest_ = std::max(widest_, now);
            now -= gone_.at(at).size();
        }
    }

    std::size_t positions_;
    std::size_t widest_ = 0;
    std::vector<std::vector<Entry>> row_entries_;
    std::vector<int> leaves_;  ///< By entry: the last position at which it is needed.
    std::vector<Total> totals_;
    std::vector<Snapshot> snapshots_;
    std::map<std::pair<int, int>, std::size_t> number_;            ///< By first and stride.
    std::map<std::pair<std::size_t, int>, std::size_t> taken_at_;  ///< By total and position.
    Timetable starts_, ends_, residuals_, taken_, rows_, gone_;
};

}  // namespace glidepath::detail
