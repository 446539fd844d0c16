// Residuals: what a path's roughness is the sum of squares of.
#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace glidepath {

/// Linear residuals, `sum of coefficient * z[position] - right`, each about a few positions of a
/// path. The nearer their positions, the cheaper the problem.
class Residuals {
public:
    using Term = std::pair<int, double>;  ///< Position and coefficient.

    /// Adds a residual. \param terms  positions in any order, each once
    void add(std::span<Term const> terms, double right = 0) {
        terms_.insert(terms_.end(), terms.begin(), terms.end());
        starts_.push_back(terms_.size());
        right_.push_back(right);
    }
    void reserve(std::size_t residuals, std::size_t terms_each) {
        terms_.reserve(residuals * terms_each);
        starts_.reserve(residuals + 1);
        right_.reserve(residuals);
    }

    [[nodiscard]] std::size_t size() const noexcept { return right_.size(); }
    [[nodiscard]] std::span<Term const> terms(std::size_t i) const noexcept {
        return std::span(terms_).subspan(starts_[i], starts_[i + 1] - starts_[i]);
    }
    [[nodiscard]] double right(std::size_t i) const noexcept { return right_[i]; }
    [[nodiscard]] std::span<double> rights() noexcept { return right_; }

    /// The value of one residual at z.
    [[nodiscard]] double at(std::size_t i, std::span<double const> z) const noexcept {
        double sum = -right_[i];
        for (auto const& [position, coefficient] : terms(i))
            sum += coefficient * z[static_cast<std::size_t>(position)];
        return sum;
    }
    /// The sum of squares at z.
    [[nodiscard]] double squares(std::span<double const> z) const noexcept {
        double sum = 0;
        for (std::size_t i = 0; i < size(); ++i) sum += at(i, z) * at(i, z);
        return sum;
    }

private:
    std::vector<Term> terms_;
    std::vector<std::size_t> starts_{0};
    std::vector<double> right_;
};

}  // namespace glidepath
