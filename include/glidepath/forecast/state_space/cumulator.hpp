// Which sums of a path a filter must carry along, and from when to when.
#pragma once

#include <glidepath/forecast/state_space/linear_model.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace glidepath {

/// Consecutive positions of a path, counted from 0, both ends included.
struct PathSpan {
    int first = 0;
    int last = 0;
    [[nodiscard]] constexpr int size() const noexcept { return last - first + 1; }
    friend bool operator==(PathSpan, PathSpan) = default;
};

/// Sums of a path as extra elements of the state (Harvey 1989, section 6.3): c_t = psi_t c_{t-1} +
/// Z a_t, with psi_t = 0 where a sum begins and 1 within it.
///
/// Sums that begin at the same position are one cumulator, read whenever a figure is there: a
/// year-to-date figure of each month is the same sum, observed every month. Sums that overlap
/// otherwise have a slot each; a slot is used again once its last figure has been read. A single
/// position needs none. `held` sums keep their slots to the end, so that the filter then knows
/// their distribution given all observations.
class CumulatorSchedule {
public:
    /// \param observed  what each observation covers; any order, overlaps allowed
    /// \param held      sums that are wanted at the end
    /// \param loading   Z of the model
    /// \param states    states of the model; slots follow them
    /// \throws std::invalid_argument for a span that is reversed or begins before position 0
    CumulatorSchedule(std::span<PathSpan const> observed, std::span<PathSpan const> held,
                      std::span<Term const> loading, Eigen::Index states)
        : loading_(loading.begin(), loading.end()), readings_(observed.size()),
          held_slots_(held.size()) {
        std::map<int, int> until;  // by the first position, the last one that is read
        for (std::size_t k = 0; k < observed.size(); ++k) {
            require_span(observed[k], "observation [" + std::to_string(k) + "]");
            if (observed[k].size() > 1) {
                int& last = until[observed[k].first];
                last = std::max(last, observed[k].last);
            }
        }
        std::map<int, Eigen::Index> slot_of;
        std::vector<int> busy_until;
        for (auto const& [first, last] : until) {
            auto slot = std::find_if(busy_until.begin(), busy_until.end(),
                                     [f = first](int end) { return end < f; });
            if (slot == busy_until.end()) slot = busy_until.insert(slot, last);
            *slot = last;
            const Eigen::Index index = states + (slot - busy_until.begin());
            slot_of[first] = index;
            sums_.push_back({{first, last}, index});
        }
        slots_ = static_cast<Eigen::Index>(busy_until.size());
        for (std::size_t k = 0; k < held.size(); ++k) {
            require_span(held[k], "window [" + std::to_string(k) + "]");
            held_slots_[k] = states + slots_++;
            sums_.push_back({held[k], held_slots_[k]});
        }
        std::stable_sort(sums_.begin(), sums_.end(),
                         [](Sum const& a, Sum const& b) { return a.span.first < b.span.first; });
        for (std::size_t k = 0; k < observed.size(); ++k)
            readings_[k] = {observed[k].size() > 1 ? slot_of[observed[k].first] : -1, k,
                            observed[k].last};
        // At one position the shorter ones first, so that it is the sum that contradicts its parts.
        std::stable_sort(readings_.begin(), readings_.end(),
                         [&](Reading const& a, Reading const& b) {
                             if (a.position != b.position) return a.position < b.position;
                             return observed[a.observation].size() < observed[b.observation].size();
                         });
    }

    /// Slots behind the states of the model.
    [[nodiscard]] Eigen::Index slots() const noexcept { return slots_; }
    /// The slot of each held sum, as an element of the state.
    [[nodiscard]] std::vector<Eigen::Index> const& held_slots() const noexcept {
        return held_slots_;
    }
    /// The last position that any observation or held sum covers; -1 if there is none.
    [[nodiscard]] int last() const noexcept {
        int last = readings_.empty() ? -1 : readings_.back().position;
        for (Sum const& sum : sums_) last = std::max(last, sum.span.last);
        return last;
    }

    /// Takes a filter through positions 0..last. At each position `arrive(t)` is called once the
    /// sums include it, then `read(k, z)` for each observation k that ends there, z being its sum
    /// (of a single position the loading) as a functional of the state.
    template <class Filter, class Arrive, class Read>
    void run(Filter& filter, int last, Arrive&& arrive, Read&& read) const {
        auto next = sums_.begin();
        auto reading = readings_.begin();
        std::vector<Sum> running;
        running.reserve(sums_.size());
        for (int t = 0; t <= last; ++t) {
            if (t > 0) filter.advance();
            for (; next != sums_.end() && next->span.first == t; ++next) {
                filter.clear(next->slot);
                running.push_back(*next);
            }
            for (Sum const& sum : running) filter.accumulate(sum.slot, loading_);
            arrive(t);
            for (; reading != readings_.end() && reading->position == t; ++reading) {
                const std::array<Term, 1> slot{Term{reading->slot, 1.0}};
                read(reading->observation,
                     reading->slot < 0 ? std::span<Term const>(loading_) : std::span(slot));
            }
            std::erase_if(running, [t](Sum const& sum) { return sum.span.last == t; });
        }
    }

private:
    struct Sum {
        PathSpan span;
        Eigen::Index slot;
    };
    struct Reading {
        Eigen::Index slot = -1;
        std::size_t observation = 0;
        int position = 0;
    };
    static void require_span(PathSpan span, std::string const& name) {
        if (span.first < 0 || span.last < span.first)
            throw std::invalid_argument(
                name + " covers the positions " + std::to_string(span.first) + " to " +
                std::to_string(span.last) + "; they are counted from 0, the first one first");
    }

    std::vector<Term> loading_;
    std::vector<Sum> sums_;          ///< By first position.
    std::vector<Reading> readings_;  ///< By position.
    std::vector<Eigen::Index> held_slots_;
    Eigen::Index slots_ = 0;
};

}  // namespace glidepath
