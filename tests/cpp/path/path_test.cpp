// Paths and rows as values.
#include <glidepath/path/path.hpp>
#include <glidepath/path/row.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace path_test {
namespace {

namespace gp = glidepath;
using gp::Path;
using gp::Period;
using gp::Window;

TEST(Paths, AnswerForTheirWindowOnly) {
    const Path path(gp::parse_window("2023..2025"), {1, 2, 4});
    EXPECT_EQ(path.at(Period::year(2023)), 1);
    EXPECT_EQ(path.at(Period::year(2025)), 4);
    EXPECT_FALSE(path.at(Period::year(2022)));
    EXPECT_FALSE(path.at(Period::year(2026)));
    EXPECT_FALSE(path.at(Period::quarter(2024, 1)));
    EXPECT_EQ(path.sum(gp::parse_window("2023..2025")), 7);
    EXPECT_EQ(path.sum(gp::parse_window("2024..2025")), 6);
    EXPECT_EQ(path.sum(gp::parse_window("2024")), 2);
    EXPECT_FALSE(path.sum(gp::parse_window("2022..2024")));
    EXPECT_FALSE(path.sum(gp::parse_window("2024..2026")));
    EXPECT_FALSE(path.sum(gp::parse_window("2024-Q1..2024-Q4")));
}

TEST(Paths, NeedAValueForEveryPeriod) {
    EXPECT_THROW(Path(gp::parse_window("2023..2025"), {1, 2}), std::invalid_argument);
    EXPECT_THROW(Path(gp::parse_window("2023..2025"), {1, 2, 3, 4}), std::invalid_argument);
    try {
        const Path path(gp::parse_window("2023..2025"), {});
        FAIL();
    } catch (std::invalid_argument const& error) {
        EXPECT_STREQ(error.what(), "a path over 2023..2025 needs 3 values, not 0");
    }
}

TEST(Paths, WithoutValuesKnowNothing) {
    const Path none;
    EXPECT_FALSE(none.at(Period()));
    EXPECT_FALSE(none.sum(Window()));
    EXPECT_EQ(none, Path());
}

TEST(Rows, AreTheStatementsTheyAreNamedFor) {
    using gp::Row;
    using gp::Run;
    using Runs = std::vector<Run>;
    const Row sum = Row::sum(2, 4, 110);
    EXPECT_EQ(sum.runs, (Runs{{2, 4, 1, 1}}));
    EXPECT_EQ(sum.value, 110);
    EXPECT_EQ(sum.sense, gp::Sense::equal);
    EXPECT_EQ(sum.variance, 0);
    EXPECT_EQ(sum.rounding, 0);
    const Row mean = Row::mean(2, 4, 30, gp::Sense::at_least);
    EXPECT_EQ(mean.runs, sum.runs);
    EXPECT_EQ(mean.value, 90);
    EXPECT_EQ(mean.sense, gp::Sense::at_least);
    const Row difference = Row::difference(3, 1.05, 2, 7, gp::Sense::at_most);
    EXPECT_EQ(difference.runs, (Runs{{3, 3, 1, 1}, {2, 2, -1.05, 1}}));
    EXPECT_EQ(difference.value, 7);
    EXPECT_EQ(difference.sense, gp::Sense::at_most);
    const Row point = Row::point(5, 860);
    EXPECT_EQ(point.runs, (Runs{{5, 5, 1, 1}}));
    EXPECT_EQ(point.value, 860);
}

}  // namespace
}  // namespace path_test
