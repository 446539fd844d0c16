// Paths and rows as values.
#include <glidepath/path/path.hpp>
#include <glidepath/path/row.hpp>

#include <gtest/gtest.h>

#include <limits>

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
    const Window years = gp::parse_window("2023..2025");
    const gp::PathRow sum = gp::PathRow::sum(years, 110);
    ASSERT_EQ(sum.terms.size(), 3U);
    for (auto const& [period, coefficient] : sum.terms) EXPECT_EQ(coefficient, 1);
    EXPECT_EQ(sum.value, 110);
    EXPECT_EQ(sum.sense, gp::Sense::equal);
    const gp::PathRow mean = gp::PathRow::mean(years, 30, gp::Sense::at_least);
    EXPECT_EQ(mean.value, 90);
    EXPECT_EQ(mean.sense, gp::Sense::at_least);
    const gp::PathRow difference =
        gp::PathRow::difference(Period::year(2025), 1.05, Period::year(2024), 0);
    ASSERT_EQ(difference.terms.size(), 2U);
    EXPECT_EQ(difference.terms[0].second, 1);
    EXPECT_EQ(difference.terms[1].second, -1.05);
    const gp::PathRow point = gp::PathRow::point(Period::year(2025), 860);
    ASSERT_EQ(point.terms.size(), 1U);
    EXPECT_EQ(point.terms[0].first, Period::year(2025));
}

}  // namespace
