// A window: consecutive periods of one frequency, both ends included.
#pragma once

#include <glidepath/time/period_text.hpp>

namespace glidepath {

/// Closed window `first..last` of one grid; a single period is a window of one.
class Window {
public:
    constexpr Window() noexcept = default;
    /// A window of one period.
    constexpr Window(Period only) noexcept : first_(only), last_(only) {}
    /// \throws std::invalid_argument if the periods are of different frequencies or reversed.
    constexpr Window(Period first, Period last) : first_(first), last_(last) {
        if (!first.same_grid(last))
            throw std::invalid_argument("a window needs two periods of one frequency");
        if (last < first)
            throw std::invalid_argument("the window is reversed: it ends before it starts");
    }

    [[nodiscard]] constexpr Period first() const noexcept { return first_; }
    [[nodiscard]] constexpr Period last() const noexcept { return last_; }
    [[nodiscard]] constexpr Frequency frequency() const noexcept { return first_.frequency(); }
    /// Number of periods, at least 1.
    [[nodiscard]] constexpr int size() const noexcept { return last_ - first_ + 1; }
    [[nodiscard]] constexpr bool single() const noexcept { return first_ == last_; }
    [[nodiscard]] constexpr bool contains(Period period) const noexcept {
        return period >= first_ && period <= last_;
    }
    [[nodiscard]] Date first_day() const { return first_.first_day(); }
    [[nodiscard]] Date last_day() const { return last_.last_day(); }
    /// Whether every day of `other` lies in this window.
    [[nodiscard]] bool covers(Window const& other) const {
        return first_day() <= other.first_day() && other.last_day() <= last_day();
    }

    friend constexpr bool operator==(Window const&, Window const&) noexcept = default;

    /// Iteration over the periods: `for (Period p : window)`.
    class Iterator {
    public:
        using value_type = Period;
        using difference_type = int;
        constexpr Iterator() noexcept = default;
        constexpr explicit Iterator(Period at) noexcept : at_(at) {}
        constexpr Period operator*() const noexcept { return at_; }
        constexpr Iterator& operator++() noexcept {
            ++at_;
            return *this;
        }
        constexpr Iterator operator++(int) noexcept {
            Iterator before = *this;
            ++at_;
            return before;
        }
        friend constexpr bool operator==(Iterator, Iterator) noexcept = default;

    private:
        Period at_;
    };
    [[nodiscard]] constexpr Iterator begin() const noexcept { return Iterator(first_); }
    [[nodiscard]] constexpr Iterator end() const noexcept { return Iterator(last_ + 1); }

private:
    Period first_;
    Period last_;
};

/// The periods of a finer (or the same) grid that make up the window; nothing if the grid does not
/// divide it (weeks in a month, Gregorian quarters in a year that starts in February).
[[nodiscard]] inline std::optional<Window> refine(Window const& window, Frequency frequency,
                                                  int phase = 0) {
    if (!refines(frequency, window.frequency())) return std::nullopt;
    const Period first = Period::containing(window.first_day(), frequency, phase);
    const Period last = Period::containing(window.last_day(), frequency, phase);
    if (first.first_day() != window.first_day() || last.last_day() != window.last_day())
        return std::nullopt;
    return Window(first, last);
}

/// Why a text is not a window, or the window.
struct WindowText {
    std::optional<Window> window;
    std::string problem;  ///< empty if there is a window
};
[[nodiscard]] inline WindowText read_window(std::string_view text, ReportingYear calendar = {}) {
    const std::size_t dots = text.find("..");
    const auto first = try_parse_period(text.substr(0, dots), calendar);
    const auto last =
        dots == std::string_view::npos ? first : try_parse_period(text.substr(dots + 2), calendar);
    if (!first || !last)
        return {std::nullopt,
                "not a period: \"" +
                    std::string(first ? text.substr(dots + 2) : text.substr(0, dots)) +
                    "\" (expected " + std::string(period_forms) + ")"};
    if (!first->same_grid(*last))
        return {std::nullopt, "both ends of a window need one frequency: \"" + std::string(text) +
                                  "\" goes from " + std::string(to_string(first->frequency())) +
                                  " to " + std::string(to_string(last->frequency()))};
    if (*last < *first)
        return {std::nullopt, "the window is reversed: \"" + std::string(text) + "\""};
    return {Window(*first, *last), {}};
}

/// Reads `2023..2027` or a single period. \throws std::invalid_argument saying what is wrong.
[[nodiscard]] inline Window parse_window(std::string_view text, ReportingYear calendar = {}) {
    auto [window, problem] = read_window(text, calendar);
    if (!window) throw std::invalid_argument(problem);
    return *window;
}

/// `2023..2027`; a window of one prints as its period.
[[nodiscard]] inline std::string to_string(Window const& window, ReportingYear calendar = {}) {
    if (window.single()) return to_string(window.first(), calendar);
    return to_string(window.first(), calendar) + ".." + to_string(window.last(), calendar);
}

}  // namespace glidepath
