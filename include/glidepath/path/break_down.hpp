// Breaking a path of a flow or an average down to finer periods.
#pragma once

#include <glidepath/model/indicator.hpp>
#include <glidepath/path/bound_rows.hpp>
#include <glidepath/path/least_rough.hpp>
#include <glidepath/path/path.hpp>
#include <glidepath/path/profile.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace glidepath {

/// A path at a finer frequency, or which of the statements about it contradict the coarse path.
struct BrokenDown {
    std::optional<Path> path;
    std::vector<std::size_t> conflict;  ///< Indices of `rows`, a minimal set with the totals.
};

namespace detail {

/// The positions of a proportional problem: parts that have a share only together, and parts
/// without a share with a neighbour, count as one.
class Blocks {
public:
    struct Block {
        int first;
        int last;
        double share;
    };
    /// \param cuts   parts after which a statement needs a boundary
    Blocks(Profile const& profile, std::vector<int> const& cuts) {
        const Period start = profile.parts().first();
        std::vector<double> const& shares = profile.shares();
        for (Window const& joint : profile.blocks()) {
            int first = joint.first() - start;
            const int last = joint.last() - start;
            for (int t = first; t <= last; ++t) {
                const bool cut = std::find(cuts.begin(), cuts.end(), t) != cuts.end();
                if (t < last && !cut) continue;
                double share = 0;
                for (int k = first; k <= t; ++k) share += shares[static_cast<std::size_t>(k)];
                add({first, t, share});
                first = t + 1;
            }
        }
        if (blocks_.size() > 1 && !(blocks_.back().share > 0)) {
            blocks_[blocks_.size() - 2].last = blocks_.back().last;
            blocks_.pop_back();
        }
    }
    [[nodiscard]] std::vector<Block> const& all() const noexcept { return blocks_; }

private:
    void add(Block block) {
        // What has no share is one with what comes next.
        if (!blocks_.empty() && !(blocks_.back().share > 0)) {
            block.first = blocks_.back().first;
            blocks_.pop_back();
        }
        blocks_.push_back(block);
    }
    std::vector<Block> blocks_;
};

/// Those of the `size` rows behind the totals that contradict them.
[[nodiscard]] inline std::vector<std::size_t> conflict_of(LeastRough const& found,
                                                          std::size_t totals, std::size_t size) {
    std::vector<std::size_t> conflict;
    for (std::size_t i : found.conflict)
        if (i >= totals && i - totals < size) conflict.push_back(i - totals);
    return conflict;
}
/// The least rough path with its positions, each of so many parts, within bounds. Totals that leave
/// no room for them stand: that the plan contradicts itself is for its check to say.
/// \param further  how many of the rows, the last, may give way to bounds
[[nodiscard]] inline LeastRough least_rough_within(Roughness const& roughness,
                                                   std::vector<double> const& preliminary,
                                                   std::vector<Row> rows, std::size_t further,
                                                   std::span<int const> sizes,
                                                   Bounds const& bounds) {
    LeastRough found = least_rough(roughness, preliminary, rows);
    if (!found.solved() || within(found.values, bounds, sizes)) return found;
    const std::size_t totals = rows.size() - further;
    add_bounds(bounds, sizes, rows);
    LeastRough bounded = least_rough(roughness, preliminary, rows);
    const bool gives_way = !conflict_of(bounded, totals, further).empty();
    return bounded.solved() || gives_way ? bounded : found;
}

}  // namespace detail

/// Divides the values of a flow among the parts of their periods, in proportion to a profile and as
/// smoothly as possible from one period to the next: Denton-Cholette, proportional, order 1, about
/// the profile. The parts of a period add up to its value.
///
/// Parts that the profile knows only jointly, and parts without a share, are merged before the
/// proportional method and divided by their shares after it.
/// \param coarse    annual, half-yearly or quarterly values
/// \param profiles  of each period of `coarse`, all at the frequency of the result
/// \param rows      further statements, by position of the result; of those that contradict the
///                  totals a minimal set is returned instead of a path
/// \param bounds    of the parts
/// \throws std::invalid_argument if the profiles are not one for each period, or a row cuts a block
///         in which a part has no share
[[nodiscard]] inline BrokenDown break_down_flow(Path const& coarse,
                                                std::span<Profile const> profiles,
                                                std::span<Row const> rows = {},
                                                Bounds const& bounds = {}) {
    if (profiles.size() != coarse.values().size())
        throw std::invalid_argument("a path over " + to_string(coarse.window()) + " needs " +
                                    std::to_string(coarse.values().size()) + " profiles, not " +
                                    std::to_string(profiles.size()));
    const Window window(profiles.front().parts().first(), profiles.back().parts().last());
    std::vector<detail::Blocks::Block> blocks;
    std::vector<Row> all;
    std::vector<int> block_of(static_cast<std::size_t>(window.size()));
    for (std::size_t i = 0; i < profiles.size(); ++i) {
        const int start = profiles[i].parts().first() - window.first();
        std::vector<int> cuts;
        for (Row const& row : rows)
            for (Run const& run : row.runs) {
                cuts.push_back(run.first - start - 1);
                cuts.push_back(run.last - start);
            }
        const auto first = static_cast<int>(blocks.size());
        const detail::Blocks own(profiles[i], cuts);
        for (detail::Blocks::Block block : own.all()) {
            block.first += start;
            block.last += start;
            for (int t = block.first; t <= block.last; ++t)
                block_of[static_cast<std::size_t>(t)] = static_cast<int>(blocks.size());
            blocks.push_back(block);
        }
        all.push_back(Row::sum(first, static_cast<int>(blocks.size()) - 1, coarse.values()[i]));
    }
    std::vector<double> shares;
    shares.reserve(blocks.size());
    for (auto const& block : blocks) shares.push_back(block.share);
    for (Row row : rows) {
        for (Run& run : row.runs) {
            const auto from =
                static_cast<std::size_t>(block_of[static_cast<std::size_t>(run.first)]);
            const auto to = static_cast<std::size_t>(block_of[static_cast<std::size_t>(run.last)]);
            if (blocks[from].first != run.first || blocks[to].last != run.last)
                throw std::invalid_argument(
                    "a statement about " +
                    to_string(Window(window.first() + run.first, window.first() + run.last)) +
                    " cuts periods of which one has no share in the profile");
            run.first = static_cast<int>(from);
            run.last = static_cast<int>(to);
        }
        all.push_back(std::move(row));
    }
    std::vector<int> sizes;
    sizes.reserve(blocks.size());
    for (auto const& block : blocks) sizes.push_back(block.last - block.first + 1);
    const LeastRough found = detail::least_rough_within(Roughness().proportional(), shares,
                                                        std::move(all), rows.size(), sizes, bounds);
    BrokenDown result;
    result.conflict = detail::conflict_of(found, profiles.size(), rows.size());
    if (!found.solved()) return result;

    std::vector<double> values(static_cast<std::size_t>(window.size()));
    std::size_t at = 0;
    for (Profile const& profile : profiles) {
        const int start = profile.parts().first() - window.first();
        for (; at < blocks.size() && blocks[at].first < start + profile.parts().size(); ++at)
            for (int t = blocks[at].first; t <= blocks[at].last; ++t)
                values[static_cast<std::size_t>(t)] =
                    found.values[at] *
                    (blocks[at].first == blocks[at].last
                         ? 1
                         : profile.shares()[static_cast<std::size_t>(t - start)] /
                               blocks[at].share);
    }
    result.path = Path(window, std::move(values));
    return result;
}

/// Divides the values of an average among the parts of their periods as smoothly as possible, first
/// differences; their mean is the value. \param rows, bounds as for flows
[[nodiscard]] inline BrokenDown break_down_average(Path const& coarse, Window const& parts,
                                                   std::span<Row const> rows = {},
                                                   Bounds const& bounds = {}) {
    const auto each = parts.size() / coarse.window().size();
    std::vector<Row> all;
    all.reserve(coarse.values().size() + rows.size());
    for (int i = 0; i < coarse.window().size(); ++i)
        all.push_back(
            Row::mean(i * each, (i + 1) * each - 1, coarse.values()[static_cast<std::size_t>(i)]));
    all.insert(all.end(), rows.begin(), rows.end());
    const std::vector<double> none(static_cast<std::size_t>(parts.size()), 0.0);
    const std::vector<int> sizes(none.size(), 1);
    LeastRough found =
        detail::least_rough_within(Roughness(), none, std::move(all), rows.size(), sizes, bounds);
    BrokenDown result;
    result.conflict = detail::conflict_of(found, coarse.values().size(), rows.size());
    if (found.solved()) result.path = Path(parts, std::move(found.values));
    return result;
}

}  // namespace glidepath
