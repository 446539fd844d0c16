// What the tests of least rough paths share.
#pragma once

#include <glidepath/path/least_rough.hpp>

#include <cmath>
#include <cstddef>
#include <random>
#include <span>
#include <vector>

namespace glidepath::testing::least_rough_paths {

using State = LeastRough::State;
using Indices = std::vector<std::size_t>;
using Values = std::vector<double>;

/// The path with the least first differences over positions 0..size-1.
[[nodiscard]] inline LeastRough smoothest(int size, std::vector<Row> const& rows,
                                          Indices const& warm = {}) {
    return least_rough({}, Values(static_cast<std::size_t>(size), 0.0), rows, warm);
}

/// The sum of squared first differences.
[[nodiscard]] inline double steps_squared(std::span<double const> values) {
    double sum = 0;
    for (std::size_t i = 1; i < values.size(); ++i)
        sum += (values[i] - values[i - 1]) * (values[i] - values[i - 1]);
    return sum;
}

[[nodiscard]] inline double sum_over(std::span<double const> values, int first, int last) {
    double sum = 0;
    for (int t = first; t <= last; ++t) sum += values[static_cast<std::size_t>(t)];
    return sum;
}

/// The left side of a row on a path.
[[nodiscard]] inline double left_of(Row const& row, std::span<double const> values) {
    double sum = 0;
    for (Run const& run : row.runs)
        for (int t = run.first; t <= run.last; t += run.stride)
            sum += run.coefficient * values[static_cast<std::size_t>(t)];
    return sum;
}

/// Numbers in [-1, 1), the same on every machine.
[[nodiscard]] inline double uniform(std::mt19937& random) {
    return static_cast<double>(random()) / 2147483648.0 - 1;
}
/// A number in 0..below-1.
[[nodiscard]] inline int pick(std::mt19937& random, int below) {
    return static_cast<int>(random() % static_cast<unsigned>(below));
}

/// A random walk around 100.
[[nodiscard]] inline Values walk(int size, std::mt19937& random) {
    Values values;
    double level = 100;
    for (int i = 0; i < size; ++i) values.push_back(level += 5 * uniform(random));
    return values;
}

/// A point, a sum or a difference somewhere on a path, with the value that it has there.
[[nodiscard]] inline Row row_through(std::span<double const> path, std::mt19937& random) {
    const int size = static_cast<int>(path.size());
    const int a = pick(random, size);
    const int b = pick(random, size);
    Row row = Row::point(a, 0);
    switch (pick(random, 4)) {
        case 0: row = Row::sum(std::min(a, b), std::max(a, b), 0); break;
        case 1:
            if (a != b) row = Row::difference(a, 1.05, b, 0);
            break;
        default: break;
    }
    row.value = left_of(row, path);
    return row;
}

/// Equalities that one path satisfies, so that they cannot contradict each other, and that
/// determine it.
[[nodiscard]] inline std::vector<Row> consistent_rows(int size, int count, std::mt19937& random) {
    const Values truth = walk(size, random);
    std::vector<Row> rows;
    for (int i = 0; i < count; ++i) rows.push_back(row_through(truth, random));
    rows.push_back(Row::sum(0, size - 1, sum_over(truth, 0, size - 1)));
    return rows;
}

}  // namespace glidepath::testing::least_rough_paths
