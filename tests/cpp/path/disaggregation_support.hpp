// What the tests of temporal disaggregation share.
#pragma once

#include "path/disaggregation_vectors.hpp"
#include "support/reference_table.hpp"
#include <glidepath/path/disaggregation/aggregation.hpp>

#include <Eigen/Core>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace glidepath::testing::disaggregation {

/// The largest difference relative to the largest expected value; infinite for another length.
[[nodiscard]] inline double difference(std::span<double const> found,
                                       std::span<double const> expected) {
    if (found.size() != expected.size()) return HUGE_VAL;
    double largest = 0;
    double apart = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        largest = std::max(largest, std::abs(expected[i]));
        const double off = std::abs(found[i] - expected[i]);
        apart = off >= 0 ? std::max(apart, off) : HUGE_VAL;
    }
    return apart / largest;
}

/// Agreement of linear methods with given parameters: the files have ten digits.
inline constexpr double linear = 1e-8;

/// One column of a matrix for each indicator.
[[nodiscard]] inline Eigen::MatrixXd columns(std::vector<std::vector<double>> const& series) {
    Eigen::MatrixXd matrix(series.empty() ? 0 : static_cast<Eigen::Index>(series[0].size()),
                           static_cast<Eigen::Index>(series.size()));
    for (std::size_t j = 0; j < series.size(); ++j)
        matrix.col(static_cast<Eigen::Index>(j)) = Eigen::Map<Eigen::VectorXd const>(
            series[j].data(), static_cast<Eigen::Index>(series[j].size()));
    return matrix;
}
[[nodiscard]] inline Eigen::MatrixXd column(std::span<double const> series) {
    return columns({{series.begin(), series.end()}});
}
/// No indicator.
[[nodiscard]] inline Eigen::MatrixXd nothing(Aggregation const& aggregation) {
    return {aggregation.size(), 0};
}

/// What an std::invalid_argument said; "accepted" if there was none.
template <class Call>
[[nodiscard]] std::string refusal(Call call) {
    try {
        static_cast<void>(call());
    } catch (std::invalid_argument const& error) {
        return error.what();
    }
    return "accepted";
}

/// Five years of investment in quarters, with two quarters more; six years of population.
[[nodiscard]] inline Aggregation investment_quarters() {
    return Aggregation::regular(4, 5, Conversion::sum, 0, 2);
}
[[nodiscard]] inline Aggregation population_quarters(Conversion conversion) {
    return Aggregation::regular(4, 6, conversion);
}

/// A column of a file below vectors/disagg. \pre the folder is given
[[nodiscard]] inline std::vector<double> from_file(std::string const& file,
                                                   std::string const& name = "value") {
    return ReferenceTable::open("vectors/disagg/" + file).value().numbers(name);
}
/// What a tool gave for a case.
[[nodiscard]] inline std::vector<double> output(std::string const& name,
                                                std::string const& what = "value") {
    return from_file("outputs/" + name + ".csv", what);
}

/// Tests on annual sales 1975 to 2010 with quarterly exports and imports 1972-Q1 to 2011-Q2, which
/// are not part of the project.
class SalesAndExports : public ::testing::Test {
protected:
    void SetUp() override {
        if (!ReferenceTable::open("vectors/disagg/inputs/sales_a.csv"))
            GTEST_SKIP() << "needs GLIDEPATH_REFERENCE_DATA, the folder with the reference vectors";
        sales = from_file("inputs/sales_a.csv");
        exports = from_file("inputs/exports_q.csv");
        imports = from_file("inputs/imports_q.csv");
    }
    std::vector<double> sales;
    std::vector<double> exports;
    std::vector<double> imports;
    Aggregation quarters = Aggregation::regular(4, 36, Conversion::sum, 12, 2);
};

}  // namespace glidepath::testing::disaggregation
