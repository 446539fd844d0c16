// How low-frequency benchmarks lie on a high-frequency path: which positions each one covers, and
// what it says about their values.
#pragma once

#include <glidepath/path/row.hpp>
#include <glidepath/time/window.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace glidepath {

/// What a benchmark says about the values of the sub-periods that it covers.
enum class Conversion : std::uint8_t {
    sum,      ///< Their sum: flows.
    mean,     ///< Their mean: averages, indices.
    first,    ///< The value of the first one.
    last,     ///< The value of the last one: stocks.
    position  ///< The value of the one at a given position: a mid-year population.
};
inline constexpr std::array<std::string_view, 5> conversion_names{"sum", "mean", "first", "last",
                                                                  "position"};
[[nodiscard]] constexpr std::string_view to_string(Conversion conversion) noexcept {
    return conversion_names[static_cast<std::size_t>(conversion)];
}

/// The linear map from a path of n values to m benchmarks: row k of the matrix C of the literature.
///
/// Spans ascend and do not overlap. Positions before, between and behind them are free: the path is
/// extended there (retropolated, interpolated, extrapolated) as the method has it.
class Aggregation {
public:
    /// The consecutive positions that one benchmark covers, both ends included.
    struct Span {
        int first = 0;
        int last = 0;
        [[nodiscard]] constexpr int size() const noexcept { return last - first + 1; }
        friend bool operator==(Span, Span) = default;
    };

    /// \param size      number of positions of the path
    /// \param spans     what each benchmark covers; lengths may differ (days of months)
    /// \param position  for `Conversion::position`: counted from 0 within the span
    /// \throws std::invalid_argument for no positions, no spans, spans that are reversed, out of
    ///         order, overlapping or outside the path, and a position that a span has not.
    Aggregation(int size, std::vector<Span> spans, Conversion conversion = Conversion::sum,
                int position = 0)
        : size_(size), spans_(std::move(spans)), conversion_(conversion), position_(position) {
        if (size_ < 1) throw std::invalid_argument("a path needs at least one period");
        if (spans_.empty()) throw std::invalid_argument("there are no benchmarks");
        for (std::size_t k = 0; k < spans_.size(); ++k) require_span(k);
    }

    /// Benchmarks of `ratio` sub-periods each, side by side, with free positions before and after.
    /// \throws std::invalid_argument for a ratio or a number of benchmarks below 1, negative
    ///         numbers of free positions, and a position outside 0 to ratio - 1.
    [[nodiscard]] static Aggregation regular(int ratio, int benchmarks,
                                             Conversion conversion = Conversion::sum,
                                             int before = 0, int after = 0, int position = 0) {
        const auto require = [](int number, int least, char const* what) {
            if (number < least)
                throw std::invalid_argument(std::string("the number of ") + what + " is " +
                                            std::to_string(number) + "; it must be at least " +
                                            std::to_string(least));
        };
        require(ratio, 1, "sub-periods of a benchmark");
        require(benchmarks, 1, "benchmarks");
        require(before, 0, "periods before the first benchmark");
        require(after, 0, "periods after the last benchmark");
        const auto size = static_cast<long long>(ratio) * benchmarks + before + after;
        if (size > std::numeric_limits<int>::max())
            throw std::invalid_argument("a path of " + std::to_string(size) +
                                        " periods is too long");
        std::vector<Span> spans;
        spans.reserve(static_cast<std::size_t>(benchmarks));
        for (int k = 0; k < benchmarks; ++k)
            spans.push_back({before + k * ratio, before + (k + 1) * ratio - 1});
        return {static_cast<int>(size), std::move(spans), conversion, position};
    }

    /// Benchmarks for the consecutive periods of a window on a path of finer periods. Where they
    /// lie follows from the calendar; messages name periods in place of numbers.
    /// \throws std::invalid_argument if the path's grid does not divide the benchmarks' periods, if
    ///         the path does not cover them all, and as the constructor.
    [[nodiscard]] static Aggregation of(Window const& benchmarks, Window const& path,
                                        Conversion conversion = Conversion::sum, int position = 0) {
        std::vector<Span> spans;
        spans.reserve(static_cast<std::size_t>(benchmarks.size()));
        for (Period period : benchmarks) {
            const auto parts = refine(Window(period), path.frequency(), path.first().phase());
            if (!parts)
                throw std::invalid_argument(std::string(to_string(path.frequency())) +
                                            " periods do not divide " + to_string(period));
            if (!path.contains(parts->first()) || !path.contains(parts->last()))
                throw std::invalid_argument("the benchmark of " + to_string(period) + " needs " +
                                            to_string(*parts) + ", but the path covers only " +
                                            to_string(path));
            spans.push_back({parts->first() - path.first(), parts->last() - path.first()});
        }
        Aggregation aggregation(path.size(), std::move(spans), conversion, position);
        aggregation.benchmark_periods_ = benchmarks;
        aggregation.path_periods_ = path;
        return aggregation;
    }

    /// Number of positions n of the path.
    [[nodiscard]] int size() const noexcept { return size_; }
    /// Number of benchmarks m.
    [[nodiscard]] int benchmarks() const noexcept { return static_cast<int>(spans_.size()); }
    [[nodiscard]] std::vector<Span> const& spans() const noexcept { return spans_; }
    [[nodiscard]] Conversion conversion() const noexcept { return conversion_; }

    /// Row k of C: the positions that benchmark k looks at and their common coefficient.
    [[nodiscard]] Run run(int k) const {
        const Span span = spans_[static_cast<std::size_t>(k)];
        switch (conversion_) {
            case Conversion::sum: return {span.first, span.last};
            case Conversion::mean: return {span.first, span.last, 1.0 / span.size()};
            case Conversion::first: return {span.first, span.first};
            case Conversion::last: return {span.last, span.last};
            case Conversion::position: break;
        }
        return {span.first + position_, span.first + position_};
    }

    /// The statements `C y = benchmarks`; row k comes from benchmark k.
    [[nodiscard]] std::vector<Row> rows(std::span<double const> benchmarks) const {
        std::vector<Row> rows;
        rows.reserve(benchmarks.size());
        for (int k = 0; k < this->benchmarks(); ++k) {
            rows.push_back(Row::of({run(k)}, benchmarks[static_cast<std::size_t>(k)]));
            rows.back().origin = static_cast<std::size_t>(k);
        }
        return rows;
    }

    /// C times a path. \pre as many values as positions
    [[nodiscard]] std::vector<double> aggregate(std::span<double const> path) const {
        std::vector<double> totals;
        totals.reserve(spans_.size());
        for (int k = 0; k < benchmarks(); ++k) {
            const Run at = run(k);
            double total = 0;
            for (int t = at.first; t <= at.last; ++t) total += path[static_cast<std::size_t>(t)];
            totals.push_back(at.coefficient * total);
        }
        return totals;
    }

    /// How messages call benchmark k: its period, or its number from 0.
    [[nodiscard]] std::string benchmark_name(int k) const {
        return benchmark_periods_ ? "the benchmark of " + to_string(benchmark_periods_->first() + k)
                                  : "benchmark [" + std::to_string(k) + "]";
    }
    /// How messages call a position of the path: its period, or its number from 0.
    [[nodiscard]] std::string position_name(int t) const {
        return path_periods_ ? to_string(path_periods_->first() + t)
                             : "position [" + std::to_string(t) + "]";
    }

private:
    void require_span(std::size_t k) const {
        const auto [first, last] = spans_[k];
        const std::string name = "benchmark [" + std::to_string(k) + "] covers the positions " +
                                 std::to_string(first) + " to " + std::to_string(last);
        if (first < 0 || last >= size_)
            throw std::invalid_argument(name + ", outside the path of " + std::to_string(size_) +
                                        " periods");
        if (last < first) throw std::invalid_argument(name + ", which are reversed");
        if (k > 0 && first <= spans_[k - 1].last)
            throw std::invalid_argument(name + ", which do not lie behind those of benchmark [" +
                                        std::to_string(k - 1) + "]");
        if (conversion_ == Conversion::position && (position_ < 0 || position_ >= spans_[k].size()))
            throw std::invalid_argument("position " + std::to_string(position_) +
                                        " does not exist: " + name);
    }

    int size_;
    std::vector<Span> spans_;
    Conversion conversion_;
    int position_;
    std::optional<Window> benchmark_periods_;
    std::optional<Window> path_periods_;
};

}  // namespace glidepath
