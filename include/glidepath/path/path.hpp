// A path: one indicator's values over consecutive periods.
#pragma once

#include <glidepath/time/window.hpp>

#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace glidepath {

/// Values over the consecutive periods of a window, all known.
class Path {
public:
    Path() = default;
    /// \throws std::invalid_argument if the number of values is not the number of periods.
    Path(Window window, std::vector<double> values) : window_(window), values_(std::move(values)) {
        if (values_.size() != static_cast<std::size_t>(window.size()))
            throw std::invalid_argument("a path over " + to_string(window) + " needs " +
                                        std::to_string(window.size()) + " values, not " +
                                        std::to_string(values_.size()));
    }

    [[nodiscard]] Window const& window() const noexcept { return window_; }
    [[nodiscard]] std::vector<double> const& values() const noexcept { return values_; }
    /// The value of a period; nothing outside the window: a path does not extrapolate.
    [[nodiscard]] std::optional<double> at(Period period) const noexcept {
        if (values_.empty() || !window_.contains(period)) return std::nullopt;
        return values_[static_cast<std::size_t>(period - window_.first())];
    }
    /// The sum over a window; nothing if it is not wholly inside.
    [[nodiscard]] std::optional<double> sum(Window const& window) const noexcept {
        if (values_.empty() || !window_.contains(window.first()) ||
            !window_.contains(window.last()))
            return std::nullopt;
        double total = 0;
        for (Period p : window) total += *at(p);
        return total;
    }
    friend bool operator==(Path const&, Path const&) = default;

private:
    Window window_;
    std::vector<double> values_;
};

}  // namespace glidepath
