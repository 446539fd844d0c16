// Linear rows about a path taken together: whether any path satisfies them, and what they leave
// open.
#pragma once

#include <glidepath/path/solver/limit.hpp>
#include <glidepath/path/solver/simplex.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace glidepath {

/// Rows that can be taken in and out of use, and questions about those in use. What questions have
/// in common is kept: asking again after a small change costs little.
///
/// Positions that no row tells apart count as one unknown, so long windows cost nothing; rows about
/// a single position are bounds. Open ends are seen: `>` against `<=` at one number contradict.
class RowSystem {
public:
    /// An end of what is left open, and the rows in use that set it.
    struct End {
        double value = 0;
        bool open = false;
        std::vector<std::size_t> because;
    };

    /// Adds a row; `variance`, `rounding` and `rank` play no part.
    /// \param used  whether it is in use; one that is not can be asked about by `range`
    /// \return its number: 0, 1, ...
    /// \throws std::invalid_argument for a position below zero, a run that ends before it begins,
    ///         and for numbers that are not finite
    std::size_t add(Limit limit, bool used = true) {
        for (Run const& run : limit.row.runs)
            if (run.first < 0 || run.last < run.first || run.stride < 1 ||
                !std::isfinite(run.coefficient))
                throw std::invalid_argument(
                    "row " + std::to_string(entries_.size()) + ": the run from position " +
                    std::to_string(run.first) + " to " + std::to_string(run.last) +
                    " needs positions from 0 on, in order, and a finite coefficient");
        if (!std::isfinite(limit.row.value))
            throw std::invalid_argument("row " + std::to_string(entries_.size()) +
                                        " needs a finite value");
        entries_.push_back({std::move(limit), {}, used, false, 0, 1});
        entries_.back().spans = spans_of(entries_.back().limit.row.runs);
        built_ = false;
        return entries_.size() - 1;
    }
    [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
    [[nodiscard]] Limit const& operator[](std::size_t row) const { return entries_[row].limit; }
    [[nodiscard]] bool in_use(std::size_t row) const { return entries_[row].used; }
    /// Takes a row in or out of use.
    void use(std::size_t row, bool used) {
        Entry& entry = entries_[row];
        if (entry.used == used) return;
        entry.used = used;
        if (built_) stale_.push_back(entry.quantity);
    }
    /// Announces that `range` will be asked about a row. Only a matter of speed.
    void watch(std::size_t row) {
        Entry& entry = entries_[row];
        if (entry.watched) return;
        entry.watched = true;
        if (built_ && !answers(entry)) built_ = false;
    }
    /// How much work a question is: the cells of the solver's table.
    [[nodiscard]] std::size_t cells() {
        build();
        return forms_ * atoms_.size();
    }

    /// Rows in use that contradict each other, minimal but for rounding; empty if some path
    /// satisfies all of them.
    [[nodiscard]] std::vector<std::size_t> conflict() {
        refresh();
        for (Quantity const& quantity : quantities_)
            if (quantity.crossed) return tidy({quantity.lower_row, quantity.upper_row});
        std::vector<detail::Simplex::Term> proof;
        if (!simplex_ || simplex_->feasible(&proof)) return {};
        std::vector<std::size_t> rows;
        for (auto const& [variable, weight] : proof) explain(variable, weight > 0, rows);
        return tidy(std::move(rows));
    }
    /// What the rows in use leave open for the left side of a row, which need not be in use.
    /// \pre conflict() is empty
    [[nodiscard]] Interval range(std::size_t row) {
        const End low = least(row);
        const End high = greatest(row);
        return {low.value, high.value, low.open, high.open};
    }
    [[nodiscard]] End least(std::size_t row) {
        End end = extreme(row, -1);
        end.value = 0 - end.value;  // no negative zero
        return end;
    }
    [[nodiscard]] End greatest(std::size_t row) { return extreme(row, 1); }

private:
    using Index = Eigen::Index;
    static constexpr double infinity = std::numeric_limits<double>::infinity();
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    /// Positions with one coefficient in a row.
    struct Span {
        int first;
        int last;
        double coefficient;
    };
    struct Entry {
        Limit limit;
        std::vector<Span> spans;
        bool used;
        bool watched;
        std::size_t quantity;  ///< Its left side is this quantity ...
        double times;          ///< ... times this.
        [[nodiscard]] bool single() const {
            return spans.size() == 1 && spans[0].first == spans[0].last;
        }
    };
    /// One end that a row sets to a quantity.
    struct Stop {
        double value;
        bool open;
        std::size_t row;
    };
    /// What several rows may bound: a position, or a form of several.
    struct Quantity {
        std::vector<Stop> lower;  ///< The tightest first.
        std::vector<Stop> upper;
        Index atom = -1;  ///< Where the position belongs; -1 for forms and what is not linked.
        Index form = -1;
        Interval now;
        std::size_t lower_row = none;
        std::size_t upper_row = none;
        bool crossed = false;
    };
    /// Consecutive positions of one atom.
    struct Segment {
        int first;
        int last;
        Index atom;
    };
    /// Positions that no row tells apart.
    struct Atom {
        int size = 0;
        std::vector<std::size_t> bounded;  ///< Quantities of its positions that are bounded.
    };

    /// The runs as spans of positions whose coefficient is not zero, ascending, without overlaps.
    [[nodiscard]] static std::vector<Span> spans_of(std::vector<Run> const& runs) {
        std::vector<Span> parts;
        for (Run const& run : runs) {
            if (run.stride == 1 || run.first == run.last)
                parts.push_back({run.first, run.last, run.coefficient});
            else
                for (int p = run.first; p <= run.last; p += run.stride)
                    parts.push_back({p, p, run.coefficient});
        }
        std::sort(parts.begin(), parts.end(),
                  [](Span const& a, Span const& b) { return a.first < b.first; });
        std::vector<Span> spans;
        const auto push = [&](int first, int last, double coefficient) {
            if (coefficient == 0 || last < first) return;
            if (!spans.empty() && spans.back().last + 1 == first &&
                spans.back().coefficient == coefficient)
                spans.back().last = last;
            else spans.push_back({first, last, coefficient});
        };
        std::vector<Span> open;  // those that cover the position at which we stand
        std::size_t next = 0;
        int here = 0;
        while (next < parts.size() || !open.empty()) {
            if (open.empty()) here = parts[next].first;
            while (next < parts.size() && parts[next].first == here) open.push_back(parts[next++]);
            int until =
                next < parts.size() ? parts[next].first - 1 : std::numeric_limits<int>::max();
            double sum = 0;
            double size = 0;
            for (Span const& span : open) {
                until = std::min(until, span.last);
                sum += span.coefficient;
                size = std::max(size, std::abs(span.coefficient));
            }
            push(here, until, std::abs(sum) <= 1e-14 * size ? 0 : sum);
            std::erase_if(open, [&](Span const& span) { return span.last <= until; });
            if (!open.empty() || next < parts.size()) here = until + 1;
        }
        return spans;
    }

    void build() {
        if (built_) return;
        built_ = true;
        quantities_.clear();
        atoms_.clear();
        stale_.clear();
        simplex_.reset();
        double most = 0;
        for (Entry const& entry : entries_) most = std::max(most, std::abs(entry.limit.row.value));
        unit_ = most > 0 ? std::ldexp(1, -std::ilogb(most)) : 1;
        if (!std::isfinite(unit_)) unit_ = 1;
        find_atoms();
        find_quantities();
        for (std::size_t q = 0; q < quantities_.size(); ++q) stale_.push_back(q);
    }

    /// Whether the entry's left side is an unknown of the solver, or linked to none.
    [[nodiscard]] bool answers(Entry const& entry) const {
        if (!entry.single()) return true;
        const Index atom = quantities_[entry.quantity].atom;
        return atom < 0 || atoms_[static_cast<std::size_t>(atom)].size == 1;
    }

    /// Splits the positions where any row of several positions begins or ends, and joins what has
    /// the same coefficients in all of them.
    void find_atoms() {
        const auto splits = [](Entry const& entry) { return !entry.single() || entry.watched; };
        std::vector<int> cuts;
        for (Entry const& entry : entries_)
            if (splits(entry))
                for (Span const& span : entry.spans) {
                    cuts.push_back(span.first);
                    cuts.push_back(span.last + 1);
                }
        std::sort(cuts.begin(), cuts.end());
        cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
        using Column = std::vector<std::pair<std::size_t, double>>;
        std::vector<Column> columns(cuts.size());
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            if (!splits(entries_[i])) continue;
            for (Span const& span : entries_[i].spans) {
                auto at = static_cast<std::size_t>(
                    std::lower_bound(cuts.begin(), cuts.end(), span.first) - cuts.begin());
                for (; cuts[at] <= span.last; ++at) columns[at].emplace_back(i, span.coefficient);
            }
        }
        std::map<Column, Index> known;
        segments_.clear();
        for (std::size_t at = 0; at + 1 < cuts.size(); ++at) {
            const bool linked =
                std::any_of(columns[at].begin(), columns[at].end(),
                            [&](auto const& cell) { return !entries_[cell.first].single(); });
            if (!linked) continue;
            const auto [place, fresh] =
                known.emplace(std::move(columns[at]), static_cast<Index>(atoms_.size()));
            if (fresh) atoms_.emplace_back();
            segments_.push_back({cuts[at], cuts[at + 1] - 1, place->second});
            atoms_[static_cast<std::size_t>(place->second)].size += cuts[at + 1] - cuts[at];
        }
        cells_of_.assign(entries_.size(), {});
        for (auto const& [column, atom] : known)
            for (auto const& [row, coefficient] : column)
                cells_of_[row].emplace_back(atom, coefficient);
    }
    /// The atom of a position; -1 if no row links it to another.
    [[nodiscard]] Index atom_at(int position) const {
        const auto after =
            std::upper_bound(segments_.begin(), segments_.end(), position,
                             [](int p, Segment const& segment) { return p < segment.first; });
        if (after == segments_.begin() || std::prev(after)->last < position) return -1;
        return std::prev(after)->atom;
    }

    /// Rows with proportional left sides bound one quantity.
    void find_quantities() {
        std::map<int, std::size_t> positions;
        std::map<std::vector<std::pair<Index, double>>, std::size_t> directions;
        forms_ = 0;
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            Entry& entry = entries_[i];
            if (entry.single()) {
                const int position = entry.spans[0].first;
                entry.times = entry.spans[0].coefficient;
                const auto [at, fresh] = positions.emplace(position, quantities_.size());
                if (fresh) {
                    quantities_.emplace_back();
                    Quantity& quantity = quantities_.back();
                    quantity.atom = atom_at(position);
                    if (quantity.atom >= 0)
                        atoms_[static_cast<std::size_t>(quantity.atom)].bounded.push_back(
                            at->second);
                }
                entry.quantity = at->second;
            } else {
                auto cells = cells_of_[i];
                std::sort(cells.begin(), cells.end());
                entry.times = cells.empty() ? 1 : cells.front().second;
                for (auto& cell : cells) cell.second /= entry.times;
                const bool zero = cells.empty();
                const auto [at, fresh] = directions.emplace(std::move(cells), quantities_.size());
                if (fresh) {
                    quantities_.emplace_back();
                    quantities_.back().form = static_cast<Index>(forms_++);
                    if (zero) {  // no positions: the left side is zero
                        quantities_.back().lower = {{0, false, none}};
                        quantities_.back().upper = {{0, false, none}};
                    }
                }
                entry.quantity = at->second;
            }
            note_stops(i);
        }
        for (Quantity& quantity : quantities_) {
            const auto tighter_below = [](Stop const& a, Stop const& b) {
                return a.value > b.value;
            };
            const auto tighter_above = [](Stop const& a, Stop const& b) {
                return a.value < b.value;
            };
            std::stable_sort(quantity.lower.begin(), quantity.lower.end(), tighter_below);
            std::stable_sort(quantity.upper.begin(), quantity.upper.end(), tighter_above);
        }
        quantity_of_form_.assign(forms_, none);
        table_.clear();
        for (auto const& [cells, q] : directions) {
            quantity_of_form_[static_cast<std::size_t>(quantities_[q].form)] = q;
            for (auto const& [atom, coefficient] : cells)
                table_.emplace_back(quantities_[q].form, atom, coefficient);
        }
    }
    /// The solver is made with the first question: its table may be large.
    void start() {
        if (simplex_ || forms_ == 0) return;
        Eigen::MatrixXd table =
            Eigen::MatrixXd::Zero(static_cast<Index>(forms_), static_cast<Index>(atoms_.size()));
        for (auto const& [form, atom, coefficient] : table_) table(form, atom) = coefficient;
        simplex_.emplace(table);
    }
    void note_stops(std::size_t row) {
        Entry const& entry = entries_[row];
        Row const& of = entry.limit.row;
        const double value = of.value * unit_ / entry.times;
        if (!std::isfinite(value))
            throw std::invalid_argument("row " + std::to_string(row) +
                                        ": the coefficients are too small for its value");
        const bool turned = entry.times < 0;
        Quantity& quantity = quantities_[entry.quantity];
        if (of.sense == Sense::equal || (of.sense == Sense::at_least) != turned)
            quantity.lower.push_back({value, entry.limit.open, row});
        if (of.sense == Sense::equal || (of.sense == Sense::at_most) != turned)
            quantity.upper.push_back({value, entry.limit.open, row});
    }

    /// Brings the bounds of what changed to the solver.
    void refresh() {
        build();
        start();
        std::vector<Index> changed;
        for (std::size_t q : stale_) {
            Quantity& quantity = quantities_[q];
            Stop const* low = tightest(quantity.lower);
            Stop const* high = tightest(quantity.upper);
            quantity.now = {-infinity, infinity, low != nullptr && low->open,
                            high != nullptr && high->open};
            if (low != nullptr) quantity.now.lower = low->value;
            if (high != nullptr) quantity.now.upper = high->value;
            quantity.lower_row = low != nullptr ? low->row : none;
            quantity.upper_row = high != nullptr ? high->row : none;
            quantity.crossed = is_empty(quantity.now);
            if (quantity.atom >= 0) changed.push_back(quantity.atom);
            else if (quantity.form >= 0 && !quantity.crossed)
                simplex_->bound(static_cast<Index>(atoms_.size()) + quantity.form, quantity.now);
        }
        stale_.clear();
        std::sort(changed.begin(), changed.end());
        changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
        for (Index atom : changed) simplex_->bound(atom, bounds_of(atom));
    }
    /// The tightest end in use; of equal ones an open one.
    [[nodiscard]] Stop const* tightest(std::vector<Stop> const& stops) const {
        Stop const* found = nullptr;
        for (Stop const& stop : stops) {
            if (stop.row != none && !entries_[stop.row].used) continue;
            if (found == nullptr) found = &stop;
            else if (!nearly_equal(found->value, stop.value)) break;
            if (stop.open) return &stop;
        }
        return found;
    }
    [[nodiscard]] Interval bounds_of(Index atom) const {
        Atom const& of = atoms_[static_cast<std::size_t>(atom)];
        Interval all{0, 0, false, false};
        if (of.bounded.size() < static_cast<std::size_t>(of.size)) all = {};
        for (std::size_t q : of.bounded) {
            Interval const& one = quantities_[q].now;
            all.lower += one.lower;
            all.upper += one.upper;
            all.lower_open = all.lower_open || one.lower_open;
            all.upper_open = all.upper_open || one.upper_open;
        }
        return all;
    }

    void explain(Index variable, bool by_lower, std::vector<std::size_t>& rows) const {
        const auto add = [&](Quantity const& quantity) {
            rows.push_back(by_lower ? quantity.lower_row : quantity.upper_row);
        };
        const auto atoms = static_cast<Index>(atoms_.size());
        if (variable < atoms) {
            for (std::size_t q : atoms_[static_cast<std::size_t>(variable)].bounded)
                add(quantities_[q]);
            return;
        }
        add(quantities_[quantity_of_form_[static_cast<std::size_t>(variable - atoms)]]);
    }
    [[nodiscard]] static std::vector<std::size_t> tidy(std::vector<std::size_t> rows) {
        std::erase(rows, none);
        std::sort(rows.begin(), rows.end());
        rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
        return rows;
    }

    /// The upper end of `sign` times a row's left side.
    [[nodiscard]] End extreme(std::size_t row, double sign) {
        refresh();
        if (!answers(entries_[row])) {
            entries_[row].watched = true;
            built_ = false;
            refresh();
        }
        Entry const& entry = entries_[row];
        Quantity const& quantity = quantities_[entry.quantity];
        const double turn = entry.times < 0 ? -sign : sign;
        const double back = std::abs(entry.times) / unit_;
        if (quantity.form < 0 && quantity.atom < 0) {
            const bool up = turn > 0;
            return {turn * (up ? quantity.now.upper : quantity.now.lower) * back,
                    up ? quantity.now.upper_open : quantity.now.lower_open,
                    tidy({up ? quantity.upper_row : quantity.lower_row})};
        }
        const Index variable =
            quantity.form >= 0 ? static_cast<Index>(atoms_.size()) + quantity.form : quantity.atom;
        const auto found = simplex_->greatest(variable, turn);
        End end{found.value * back, found.open, {}};
        for (auto const& [part, weight] : found.because) explain(part, weight < 0, end.because);
        end.because = tidy(std::move(end.because));
        return end;
    }

    std::vector<Entry> entries_;
    bool built_ = false;
    double unit_ = 1;  ///< Values are held times this power of two, so that none is large.
    std::vector<Atom> atoms_;
    std::vector<Segment> segments_;
    std::vector<std::vector<std::pair<Index, double>>> cells_of_;  ///< By row: atoms, coefficients.
    std::vector<Quantity> quantities_;
    std::size_t forms_ = 0;
    std::vector<std::size_t> quantity_of_form_;
    std::vector<std::tuple<Index, Index, double>> table_;  ///< Form, atom, coefficient.
    std::vector<std::size_t> stale_;  ///< Quantities whose rows came into use or went out of it.
    std::optional<detail::Simplex> simplex_;
};

}  // namespace glidepath
