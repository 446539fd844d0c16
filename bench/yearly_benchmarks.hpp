// The problem that is measured: a seasonal indicator that is to meet the totals of its years.
#pragma once

#include <glidepath/path/row.hpp>

#include <cmath>
#include <cstddef>
#include <numbers>
#include <numeric>
#include <random>
#include <vector>

namespace glidepath::bench {

/// An indicator and a total for each year, made up: the indicator grows by 2 % a year, swings by a
/// fifth with the seasons and is irregular; the totals lie up to a tenth beside its own, in waves.
/// The same on every machine but for the last bits of exp and sin.
class YearlyBenchmarks {
public:
    YearlyBenchmarks(int years, int periods_a_year) : periods_a_year_(periods_a_year) {
        std::mt19937_64 engine(1971);
        for (int t = 0; t < years * periods_a_year; ++t) {
            const double year = static_cast<double>(t) / periods_a_year;
            const double season = 0.2 * std::sin(2 * std::numbers::pi * year);
            const double irregular = 0.1 * (static_cast<double>(engine() >> 11) * 0x1p-53 - 0.5);
            indicator_.push_back(100 * std::exp(0.02 * year) * (1 + season + irregular));
        }
        for (int year = 0; year < years; ++year) {
            const auto first = indicator_.begin() + year * periods_a_year;
            const double own = std::accumulate(first, first + periods_a_year, 0.0);
            totals_.push_back(own * (1 + 0.1 * std::sin(0.7 * year)));
        }
    }

    [[nodiscard]] std::vector<double> const& indicator() const noexcept { return indicator_; }
    [[nodiscard]] std::vector<double> const& totals() const noexcept { return totals_; }
    /// The totals as statements about the path.
    [[nodiscard]] std::vector<Row> rows() const {
        std::vector<Row> rows;
        int first = 0;
        for (double total : totals_) {
            rows.push_back(Row::sum(first, first + periods_a_year_ - 1, total));
            first += periods_a_year_;
        }
        return rows;
    }

private:
    int periods_a_year_;
    std::vector<double> indicator_;
    std::vector<double> totals_;
};

}  // namespace glidepath::bench
