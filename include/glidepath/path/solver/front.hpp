// The front of a sweep along a path: the few numbers that the part behind and the part ahead share.
#pragma once

#include <glidepath/model/number.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// What became of a row in a sweep.
enum class RowState : std::uint8_t {
    holds,         ///< It took away one degree of freedom.
    redundant,     ///< Earlier rows imply it.
    contradictory  ///< Earlier rows exclude it: it was passed over.
};

/// An entry of the front and its coefficient.
using FrontTerm = std::pair<std::size_t, double>;

/// A frontal solver for `min |residuals|` under equalities, with orthogonal transformations only.
///
/// The entries f that are still needed depend on as few coordinates g as possible, f = N g + p.
/// What is known about g from residuals is |U g - u|, U upper triangular. An equality turns the
/// coordinates so that it fixes the last one; entries that leave free coordinates on which no
/// other entry depends: these are minimised over (QR) and their solution kept for the way back.
/// The method of Golub and Van Loan, Matrix Computations, 4th ed., 6.2.2 (null space by QR), done
/// piece by piece as in the square-root information filter (Bierman 1977, ch. VI).
class Front {
public:
    /// Begins a sweep.
    /// \param entries  how many there will be in all, and how many at most at one time
    /// \param scale    of the residuals' coefficients
    void start(std::size_t entries, std::size_t widest, std::size_t columns, double scale) {
        columns_ = columns;
        width_ = widest + 1;
        smallest_ = undetermined * scale;
        missing_ = 0;
        unknowns_ = 0;
        place_.assign(entries, nowhere);
        squares_.assign(entries, 0);
        sizes_.assign(entries, 0);
        names_.clear();
        tape_.clear();
        steps_.clear();
        sensitivities_.clear();
        n_.assign(width_ * width_, 0);
        u_.assign(width_ * width_, 0);
        p_.assign(width_ * columns_, 0);
        right_.assign(width_ * columns_, 0);
        work_.assign(width_, 0);
    }
    [[nodiscard]] int missing() const noexcept { return missing_; }

    /// A new free entry.
    void enter(std::size_t entry) {
        const std::size_t row = add(entry);
        for (std::size_t i = 0; i <= row; ++i) n(i, unknowns_) = 0;
        for (std::size_t i = 0; i <= unknowns_; ++i) u(i, unknowns_) = u(unknowns_, i) = 0;
        for (std::size_t c = 0; c < columns_; ++c) right(unknowns_, c) = 0;
        n(row, unknowns_++) = 1;
        squares_[entry] = 1;
    }
    /// Adds `weight` times one entry to another, which is 0 before it is first mentioned.
    void accumulate(std::size_t total, std::size_t entry, double weight) {
        if (place_[total] == nowhere) (void)add(total);
        const std::size_t row = place_[total];
        const std::size_t from = place_[entry];
        for (std::size_t c = 0; c < unknowns_; ++c) n(row, c) += weight * n(from, c);
        for (std::size_t c = 0; c < columns_; ++c) p(row, c) += weight * p(from, c);
        squares_[total] += weight * weight * squares_[entry];
        sizes_[total] = std::max(sizes_[total], std::abs(weight) * sizes_[entry]);
    }
    /// A new entry that equals another as it is now.
    void copy(std::size_t entry, std::size_t of) {
        const std::size_t row = add(entry);
        const std::size_t from = place_[of];
        for (std::size_t c = 0; c < unknowns_; ++c) n(row, c) = n(from, c);
        for (std::size_t c = 0; c < columns_; ++c) p(row, c) = p(from, c);
        squares_[entry] = squares_[of];
        sizes_[entry] = sizes_[of];
    }

    /// A residual `left - right`, of which the square is minimised.
    void residual(std::span<FrontTerm const> left, std::span<double> right_side) {
        reduce(left, right_side);
        take_in(work_.data(), right_side.data(), 0);
    }

    /// What the derivative of the minimum by an equality's right side is made of: `own` plus each
    /// entry's coefficient times the derivative of what comes later by that entry.
    struct Sensitivity {
        std::vector<FrontTerm> later;
        double own = 0;
    };
    /// An equality `left = right`.
    /// \param sensitivity  filled on the way back; may be null
    [[nodiscard]] RowState equality(std::span<FrontTerm const> left, std::span<double> right_side,
                                    Sensitivity* sensitivity) {
        double free = 0;   // what the rounding of the left side is relative to
        double fixed = 0;  // and of the right side
        for (double value : right_side) fixed = std::max(fixed, std::abs(value));
        for (auto const& [entry, coefficient] : left) {
            free += std::abs(coefficient) * std::sqrt(squares_[entry]);
            fixed = std::max(fixed, std::abs(coefficient) * sizes_[entry]);
        }
        reduce(left, right_side);
        double* const a = work_.data();
        double squares = 0;
        for (std::size_t c = 0; c < unknowns_; ++c) squares += a[c] * a[c];
        const double length = std::sqrt(squares);
        if (length <= dependent * free) {
            for (double misfit : right_side)
                if (std::abs(misfit) > inconsistent * fixed) return RowState::contradictory;
            return RowState::redundant;
        }
        const std::size_t last = unknowns_ - 1;
        sensitivities_.push_back(sensitivity);
        if (sensitivity != nullptr) remember(*sensitivity, squares);
        steps_.push_back({Step::Kind::fixed, unknowns_, 0, 0, tape_.size()});

        const double sign = a[last] < 0 ? -1 : 1;
        a[last] += sign * length;  // the vector of the reflection; the row becomes -sign * length
        const double beta = 1 / (length * std::abs(a[last]));
        for (std::size_t i = 0; i < names_.size(); ++i) reflect(&n(i, 0), a, unknowns_, beta);
        for (std::size_t i = 0; i < unknowns_; ++i) reflect(&u(i, 0), a, unknowns_, beta);
        record(a, unknowns_);
        tape_.push_back(beta);
        for (std::size_t c = 0; c < columns_; ++c) {
            const double value = right_side[c] / (-sign * length);
            tape_.push_back(value);
            for (std::size_t i = 0; i < names_.size(); ++i) p(i, c) += n(i, last) * value;
            for (std::size_t i = 0; i < unknowns_; ++i) right(i, c) -= u(i, last) * value;
        }
        for (std::size_t i = 0; i < names_.size(); ++i) {
            const double along = std::abs(n(i, last)) / length;
            double& square = squares_[names_[i]];
            double& size = sizes_[names_[i]];
            square = std::max(square, along * free * along * free);
            size = std::max(size, along * fixed);
        }
        --unknowns_;
        triangularise(unknowns_ + 1, unknowns_);
        return RowState::holds;
    }

    /// Entries leave: coordinates on which no other entry depends are minimised over.
    void leave(std::span<std::size_t const> entries) {
        if (entries.empty()) return;
        const std::size_t stay = names_.size() - entries.size();
        const std::size_t gone = unknowns_ > stay ? unknowns_ - stay : 0;
        steps_.push_back({Step::Kind::left, unknowns_, gone, entries.size(), tape_.size()});
        for (std::size_t entry : entries) {
            const std::size_t row = place_[entry];
            tape_.push_back(static_cast<double>(entry));
            record(&n(row, 0), unknowns_);
            record(&p(row, 0), columns_);
            remove(row);
        }
        if (gone > 0) {
            // Reflections from the last row up leave the entries that stay with the last
            // coordinates only. Those that came and go in turn have no others anyway.
            for (std::size_t i = stay; i-- > 0;) {
                const std::size_t last = gone + i;
                double* const a = work_.data();
                std::copy_n(&n(i, 0), last + 1, a);
                double squares = 0;
                for (std::size_t c = 0; c < last; ++c) squares += a[c] * a[c];
                double beta = 0;
                if (squares > 0) {
                    const double length = std::sqrt(squares + a[last] * a[last]);
                    a[last] += a[last] < 0 ? -length : length;
                    beta = 1 / (length * std::abs(a[last]));
                    for (std::size_t k = 0; k <= i; ++k) reflect(&n(k, 0), a, last + 1, beta);
                    for (std::size_t k = 0; k < unknowns_; ++k)
                        reflect(&u(k, 0), a, last + 1, beta);
                    std::fill_n(&n(i, 0), last, 0.0);  // what rounding left
                }
                record(a, last + 1);
                tape_.push_back(beta);
            }
            triangularise(unknowns_, unknowns_);
            for (std::size_t i = 0; i < gone; ++i) {
                record(&u(i, i), unknowns_ - i);
                record(&right(i, 0), columns_);
                if (std::abs(u(i, i)) > smallest_) continue;
                // The row says nothing of its own coordinate, so it speaks of those that follow.
                ++missing_;
                take_in(&u(i, 0), &right(i, 0), i + 1);
            }
            for (std::size_t i = 0; i < stay; ++i)
                for (std::size_t c = 0; c < stay; ++c) n(i, c) = n(i, c + gone);
            for (std::size_t i = 0; i < stay; ++i) {
                for (std::size_t c = 0; c < stay; ++c) u(i, c) = u(i + gone, c + gone);
                for (std::size_t c = 0; c < columns_; ++c) right(i, c) = right(i + gone, c);
            }
            unknowns_ = stay;
        }
    }

    /// The way back: calls `take(entry, column, value)` for every entry, the last to leave first.
    template <class Take>
    void go_back(Take const& take) {
        std::vector<double> g(width_ * columns_);  // coordinates, column by column
        for (std::size_t k = steps_.size(); k-- > 0;) {
            Step const& step = steps_[k];
            for (std::size_t c = 0; c < columns_; ++c) {
                double* const own = &g[c * width_];
                if (step.kind == Step::Kind::fixed) fixed_back(step, own, c);
                else left_back(step, own, c, take);
            }
        }
    }

private:
    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
    /// A left side this small, relative to what it was computed from, depends on earlier rows.
    /// Rounding alone makes 1e-15 of a short path and 2e-13 of a hundred years of days.
    static constexpr double dependent = 1e-12;
    /// Values that differ by more, relative to what they were computed from, contradict each other.
    static constexpr double inconsistent = comparison_tolerance;
    /// A coordinate with this little weight in the residuals is not determined by them.
    static constexpr double undetermined = 1e-12;

    /// What was done, for the way back; its numbers stand on the tape.
    struct Step {
        enum class Kind : std::uint8_t { fixed, left };
        Kind kind;
        std::size_t unknowns;  ///< Before the step.
        std::size_t gone;      ///< Coordinates that were minimised over.
        std::size_t entries;   ///< That left.
        std::size_t tape;
    };

    [[nodiscard]] double& n(std::size_t i, std::size_t c) noexcept { return n_[i * width_ + c]; }
    [[nodiscard]] double& u(std::size_t i, std::size_t c) noexcept { return u_[i * width_ + c]; }
    [[nodiscard]] double& p(std::size_t i, std::size_t c) noexcept { return p_[i * columns_ + c]; }
    [[nodiscard]] double& right(std::size_t i, std::size_t c) noexcept {
        return right_[i * columns_ + c];
    }

    /// A new entry, 0 so far. \return its row
    std::size_t add(std::size_t entry) {
        const std::size_t row = names_.size();
        names_.push_back(entry);
        place_[entry] = row;
        for (std::size_t c = 0; c < unknowns_; ++c) n(row, c) = 0;
        for (std::size_t c = 0; c < columns_; ++c) p(row, c) = 0;
        return row;
    }
    /// Writes a few numbers on the tape.
    void record(double const* numbers, std::size_t size) {
        for (std::size_t k = 0; k < size; ++k) tape_.push_back(numbers[k]);
    }
    /// Takes a row out; the others keep their order.
    void remove(std::size_t row) {
        std::copy(&n(row + 1, 0), &n(names_.size(), 0), &n(row, 0));
        std::copy(&p(row + 1, 0), &p(names_.size(), 0), &p(row, 0));
        place_[names_[row]] = nowhere;
        names_.erase(names_.begin() + static_cast<std::ptrdiff_t>(row));
        for (std::size_t i = row; i < names_.size(); ++i) place_[names_[i]] = i;
    }
    /// Puts a left side into `work_` as coefficients of the coordinates, and takes what is fixed
    /// off the right side.
    void reduce(std::span<FrontTerm const> left, std::span<double> right_side) {
        std::fill_n(work_.begin(), unknowns_, 0.0);
        for (auto const& [entry, coefficient] : left) {
            const std::size_t row = place_[entry];
            for (std::size_t c = 0; c < unknowns_; ++c) work_[c] += coefficient * n(row, c);
            for (std::size_t c = 0; c < columns_; ++c) right_side[c] -= coefficient * p(row, c);
        }
    }
    /// Rotates the row (a, b) into the rows of U from one on; its elements before that are 0.
    void take_in(double* a, double* b, std::size_t from) {
        for (std::size_t c = from; c < unknowns_; ++c) {
            const double length = std::sqrt(u(c, c) * u(c, c) + a[c] * a[c]);
            if (a[c] == 0 || length == 0) continue;
            const double cosine = u(c, c) / length;
            const double sine = a[c] / length;
            rotate(&u(c, c), a + c, unknowns_ - c, cosine, sine);
            rotate(&right(c, 0), b, columns_, cosine, sine);
        }
    }
    /// Reflects a vector: x -= beta * (x . a) * a. Beta 0 leaves it.
    static void reflect(double* x, double const* a, std::size_t size, double beta) noexcept {
        if (beta == 0) return;
        double dot = 0;
        for (std::size_t c = 0; c < size; ++c) dot += x[c] * a[c];
        dot *= beta;
        for (std::size_t c = 0; c < size; ++c) x[c] -= dot * a[c];
    }
    /// Makes U, full so far, upper triangular again by rotations of its rows.
    void triangularise(std::size_t rows, std::size_t columns) {
        for (std::size_t c = 0; c < columns; ++c)
            for (std::size_t i = c + 1; i < rows; ++i) {
                if (u(i, c) == 0) continue;
                const double length = std::sqrt(u(c, c) * u(c, c) + u(i, c) * u(i, c));
                const double cosine = length > 0 ? u(c, c) / length : 1;
                const double sine = length > 0 ? u(i, c) / length : 0;
                rotate(&u(c, c), &u(i, c), columns - c, cosine, sine);
                rotate(&right(c, 0), &right(i, 0), columns_, cosine, sine);
                u(i, c) = 0;
            }
    }
    static void rotate(double* x, double* y, std::size_t size, double cosine,
                       double sine) noexcept {
        for (std::size_t k = 0; k < size; ++k) {
            const double old = x[k];
            x[k] = cosine * old + sine * y[k];
            y[k] = cosine * y[k] - sine * old;
        }
    }
    /// What the sensitivity to an equality needs, in the coordinates before it: with its left side
    /// a, the derivative of the minimum is a . (N' later + U' (U g - u)) / |a|^2.
    void remember(Sensitivity& sensitivity, double squares) {
        sensitivity = {};
        for (std::size_t i = 0; i < names_.size(); ++i) {
            double along = 0;
            for (std::size_t c = 0; c < unknowns_; ++c) along += n(i, c) * work_[c];
            if (along != 0) sensitivity.later.emplace_back(names_[i], along / squares);
        }
        const std::size_t start = tape_.size();
        tape_.resize(start + unknowns_ + 1, 0);
        for (std::size_t i = 0; i < unknowns_; ++i) {
            double along = 0;
            for (std::size_t c = i; c < unknowns_; ++c) along += u(i, c) * work_[c];
            along /= squares;
            for (std::size_t c = i; c < unknowns_; ++c) tape_[start + c] += u(i, c) * along;
            tape_[start + unknowns_] += right(i, 0) * along;
        }
    }

    void fixed_back(Step const& step, double* g, std::size_t column) {
        double const* const a = &tape_[step.tape];
        g[step.unknowns - 1] = a[step.unknowns + 1 + column];
        reflect(g, a, step.unknowns, a[step.unknowns]);
        if (column != 0) return;
        if (Sensitivity* const own = sensitivities_.back(); own != nullptr) {
            double const* const before = a - (step.unknowns + 1);
            own->own = -before[step.unknowns];
            for (std::size_t c = 0; c < step.unknowns; ++c) own->own += before[c] * g[c];
        }
        sensitivities_.pop_back();
    }
    template <class Take>
    void left_back(Step const& step, double* g, std::size_t column, Take const& take) const {
        const std::size_t stay = step.unknowns - step.gone;
        double const* const entries = &tape_[step.tape];
        double const* reflections = entries + step.entries * (1 + step.unknowns + columns_);
        if (step.gone > 0) {
            std::move_backward(g, g + stay, g + step.unknowns);
            double const* row = reflections;
            for (std::size_t i = stay; i-- > 0;) row += step.gone + i + 2;
            // Back substitution, from the last of the rows of U.
            for (std::size_t i = 0; i < step.gone; ++i) row += step.unknowns - i + columns_;
            for (std::size_t i = step.gone; i-- > 0;) {
                row -= step.unknowns - i + columns_;
                double value = row[step.unknowns - i + column];
                for (std::size_t c = i + 1; c < step.unknowns; ++c) value -= row[c - i] * g[c];
                g[i] = std::abs(row[0]) <= smallest_ ? 0 : value / row[0];
            }
            for (std::size_t i = 0; i < stay; ++i) {
                row -= step.gone + i + 2;
                reflect(g, row, step.gone + i + 1, row[step.gone + i + 1]);
            }
        }
        for (std::size_t k = 0; k < step.entries; ++k) {
            double const* const entry = entries + k * (1 + step.unknowns + columns_);
            double value = entry[1 + step.unknowns + column];
            for (std::size_t c = 0; c < step.unknowns; ++c) value += entry[1 + c] * g[c];
            take(static_cast<std::size_t>(entry[0]), column, value);
        }
    }

    std::size_t columns_ = 1;
    std::size_t width_ = 0;
    std::size_t unknowns_ = 0;
    int missing_ = 0;
    double smallest_ = 0;
    std::vector<std::size_t> names_;  ///< Of the rows of N and p.
    std::vector<std::size_t> place_;  ///< By entry: its row, or nowhere.
    /// By entry: what the rounding of its row of N, squared, and of its p is relative to. Both grow
    /// where a row that fixes little (a small difference of large totals) passes on its rounding.
    std::vector<double> squares_, sizes_;
    std::vector<double> n_, u_, p_, right_, work_;
    std::vector<Step> steps_;
    std::vector<double> tape_;
    std::vector<Sensitivity*> sensitivities_;  ///< Of the equalities among the steps.
};

}  // namespace glidepath::detail
