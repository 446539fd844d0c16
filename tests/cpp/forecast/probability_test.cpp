// Statements on sample paths: shares of paths, counted by hand.
#include <glidepath/forecast/probability.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <optional>
#include <string>

namespace probability_test {
namespace {

namespace gp = glidepath;
using gp::Kind;
using gp::Period;

gp::SamplePaths paths(char const* window, Eigen::MatrixXd values) {
    return {gp::parse_window(window), std::move(values)};
}
std::optional<double> share(char const* text, gp::SamplePaths const& on,
                            gp::Judging const& judging = {}) {
    return gp::probability(gp::parse_statement(text), on, judging).value;
}
gp::NoProbability why(char const* text, gp::SamplePaths const& on,
                      gp::Judging const& judging = {}) {
    return gp::probability(gp::parse_statement(text), on, judging).reason.value();
}

/// Four paths of three years; 2023 is known.
gp::SamplePaths four() {
    return paths(
        "2023..2025",
        Eigen::MatrixXd{{841, 850, 859}, {841, 830, 860}, {841, 870, 861}, {841, 880, 900}});
}

TEST(StatementOnPaths, AtCountsPathsStrictlyAbove) {
    EXPECT_EQ(share("at 2025 > 860", four()), 0.5);  // 860 is not > 860
    EXPECT_EQ(share("at 2025 >= 860", four()), 0.75);
    EXPECT_EQ(share("at 2025 < 860", four()), 0.25);
    EXPECT_EQ(share("at 2025 between 860 and 861", four()), 0.5);
    EXPECT_EQ(share("at 2025 ~ 860 within 1", four()), 0.75);
    EXPECT_EQ(share("at 2023 >= 841", four()), 1);
}
TEST(StatementOnPaths, DrawsAreRoundedAsFiguresArePublished) {
    const auto close = paths("2025", Eigen::MatrixXd{{859.96}, {860.04}, {860.06}, {859.94}});
    EXPECT_EQ(share("at 2025 > 860", close), 0.5);
    EXPECT_EQ(share("at 2025 > 860", close, {.decimals = 0}), 0);
    EXPECT_EQ(share("at 2025 >= 860", close, {.decimals = 0}), 1);
    EXPECT_EQ(share("at 2025 > 860", close, {.decimals = 1}), 0.25);
    EXPECT_EQ(share("at 2025 = 860", close), 1);  // = means rounds to
    EXPECT_EQ(share("at 2025 = 860.0", close), 0.5);
}
TEST(StatementOnPaths, EqualsCountsTheDigitsOfTheStatementNotThoseOfTheFigure) {
    // As a published 99.6 does: it rounds to 100, but is not as much as 100.
    const auto close = paths("2025", Eigen::MatrixXd{{99.6}, {100.0}});
    EXPECT_EQ(share("at 2025 = 100", close, {.decimals = 1}), 1);
    EXPECT_EQ(share("at 2025 = 100.0", close, {.decimals = 1}), 0.5);
    EXPECT_EQ(share("at 2025 >= 100", close, {.decimals = 1}), 0.5);
}
TEST(StatementOnPaths, SumAndMeanRunOverKnownAndUnknownPeriods) {
    EXPECT_EQ(share("sum 2023..2025 >= 2560", four(), {.kind = Kind::flow}), 0.5);
    EXPECT_EQ(share("mean 2024..2025 >= 870", four(), {.kind = Kind::average}), 0.25);
}
TEST(StatementOnPaths, EachHoldsWhereEveryPeriodDoes) {
    EXPECT_EQ(share("each 2024..2025 >= 850", four()), 0.75);
    EXPECT_EQ(share("rises 2024..2025", four()), 0.5);  // 850 859, 870 861 fails, 880 900
    EXPECT_EQ(share("never falls 2024..2025", four()), 0.5);
    EXPECT_EQ(share("steady 2024..2025 within 3%", four()), 0.25);
    EXPECT_EQ(share("each 2024..2025 growth > 1%", four()), 0.5);
}
TEST(StatementOnPaths, ByHoldsWhereAnyPeriodDoes) {
    EXPECT_EQ(share("by 2025 >= 870", four()), 0.5);
    EXPECT_EQ(share("by 2025 >= 841", four()), 1);
    EXPECT_EQ(share("by 2024 >= 870", four(), {.horizon_start = Period::year(2024)}), 0.5);
}
TEST(StatementOnPaths, GrowthAndChangeBetweenTwoPeriods) {
    EXPECT_EQ(share("growth from 2023 to 2025 >= 1.2%", four()), 0.25);  // 841 * 1.012^2 = 861.3
    EXPECT_EQ(share("change from 2023 to 2025 >= 2.3%", four()), 0.5);
    EXPECT_EQ(share("change from 2023 to 2025 >= 19", four()), 0.75);
}
TEST(StatementOnPaths, ARateBetweenTwoQuartersCountsYearsByMonths) {
    // 110 / 100 over exactly one year is 10 %, whatever the number of its days.
    const gp::SamplePaths quarters =
        paths("2023-Q1..2024-Q1", Eigen::MatrixXd{{100, 101, 102, 103, 110}});
    EXPECT_EQ(share("growth from 2023-Q1 to 2024-Q1 >= 10%", quarters), 1);
    EXPECT_EQ(share("growth from 2023-Q1 to 2024-Q1 > 10%", quarters), 0);
}
TEST(StatementOnPaths, TheFigureThatIsComparedCanBeAskedFor) {
    const auto figures = [](char const* text) {
        return gp::figures(gp::parse_statement(text), four(), {.kind = Kind::flow}).value();
    };
    EXPECT_EQ(figures("sum 2024..2025 >= 1").maxCoeff(), 1780);
    EXPECT_EQ(figures("each 2023..2025 >= 1")[0], 859);
    EXPECT_EQ(figures("rises 2024..2025")[1], 30);
    EXPECT_FALSE(gp::figures(gp::parse_statement("at 2026 > 1"), four(), {}));
}
TEST(StatementOnPaths, MonthsMakeAYearByTheKind) {
    Eigen::MatrixXd months(2, 12);
    months << Eigen::RowVectorXd::Constant(12, 10), Eigen::RowVectorXd::LinSpaced(12, 1, 12);
    const auto year = paths("2025-01..2025-12", months);
    EXPECT_EQ(share("at 2025 >= 100", year, {.kind = Kind::flow}), 0.5);
    EXPECT_EQ(share("at 2025 >= 12", year, {.kind = Kind::stock}), 0.5);
    EXPECT_EQ(share("at 2025 >= 6.5", year, {.kind = Kind::average}), 1);
    EXPECT_EQ(share("at 2025-Q4 >= 33", year, {.kind = Kind::flow}), 0.5);
    EXPECT_EQ(why("at 2025 >= 1", year, {.kind = Kind::ratio}), gp::NoProbability::no_aggregate);
}
TEST(StatementOnPaths, OnlyWhatAddsUpHasASum) {
    for (Kind kind : {Kind::stock, Kind::average, Kind::ratio})
        EXPECT_EQ(why("sum 2023..2025 >= 2560", four(), {.kind = kind}),
                  gp::NoProbability::illegal_statistic);
    EXPECT_EQ(why("mean 2024..2025 >= 870", four(), {.kind = Kind::ratio}),
              gp::NoProbability::illegal_statistic);
    EXPECT_EQ(share("mean 2024..2025 >= 870", four(), {.kind = Kind::ratio, .parts = true}), 0.25);
    for (char const* text : {"sum 2023..2025 >= 9", "mean 2023..2025 >= 9"})
        EXPECT_EQ(why(text, four(), {.kind = Kind::flow, .face = gp::Face::growth}),
                  gp::NoProbability::illegal_statistic);
    const std::string stock = gp::statistic_problem(gp::Stat::sum, gp::Judging{});
    EXPECT_NE(stock.find("this one is a stock"), std::string::npos) << stock;
    EXPECT_NE(stock.find("kind=\"flow\""), std::string::npos) << stock;
    EXPECT_EQ(gp::statistic_problem(gp::Stat::sum, {.kind = Kind::flow}), "");
}
TEST(StatementOnPaths, GrowthRatesTellOfGrowthAlone) {
    const gp::Judging rates{.face = gp::Face::growth};
    EXPECT_EQ(share("at 2025 growth >= 860%", four(), rates), 0.75);
    EXPECT_EQ(why("at 2025 >= 5", four(), rates), gp::NoProbability::other_face);
    EXPECT_EQ(why("change from 2023 to 2025 >= 5", four(), rates), gp::NoProbability::other_face);
    const auto months = paths("2025-01..2025-12", Eigen::MatrixXd::Constant(2, 12, 5.0));
    EXPECT_EQ(why("at 2025 growth >= 5%", months, rates), gp::NoProbability::other_growth);
}
TEST(StatementOnPaths, RelationsCompareJointPaths) {
    const auto other =
        paths("2023..2025",
              Eigen::MatrixXd{{100, 101, 102}, {100, 101, 102}, {100, 104, 102}, {100, 104, 106}});
    gp::Judging judging;
    judging.other = [&](std::string const& id) { return id == "x" ? &other : nullptr; };
    EXPECT_EQ(share("at 2024 growth > growth of x", four(), judging), 0.5);
    EXPECT_EQ(why("at 2024 growth > growth of y", four(), judging), gp::NoProbability::other_side);
    EXPECT_EQ(why("at 2024 growth > growth of x", four()), gp::NoProbability::other_side);
}
TEST(StatementOnPaths, SaysWhyThereIsNoProbability) {
    EXPECT_EQ(why("at 2026 > 860", four()), gp::NoProbability::no_paths);
    EXPECT_EQ(why("at 2023 growth > 1%", four()), gp::NoProbability::no_paths);
    EXPECT_EQ(why("at 2025 >= tbd", four()), gp::NoProbability::to_be_decided);
    EXPECT_EQ(why("done by 2025", four()), gp::NoProbability::not_for_paths);
    const double gap = std::numeric_limits<double>::quiet_NaN();
    const auto unknown = paths("2023..2025", Eigen::MatrixXd{{1, gap, 3}});
    EXPECT_EQ(why("each 2023..2025 > 0", unknown), gp::NoProbability::value_missing);
    EXPECT_EQ(why("at 2025-06 > 860", four()), gp::NoProbability::other_frequency);
    EXPECT_EQ(share("at 2025 > 0", unknown), 1);
}
TEST(StatementOnPaths, GrowthFromABaseThatIsNotPositiveHoldsNowhere) {
    const auto crossing = paths("2024..2025", Eigen::MatrixXd{{-1, 5}, {1, 5}, {3, 5}, {2, 5}});
    EXPECT_EQ(share("at 2025 growth > 1%", crossing), 0.75);
    EXPECT_EQ(share("at 2025 growth < 1%", crossing), 0);
    // What is undefined as often as not has no probability.
    for (const Eigen::MatrixXd& values :
         {Eigen::MatrixXd{{-1, 5}, {0, 5}}, Eigen::MatrixXd{{-1, 5}, {2, 5}}})
        EXPECT_EQ(why("at 2025 growth > 1%", paths("2024..2025", values)),
                  gp::NoProbability::undefined);
}
TEST(SamplePaths, NeedAColumnForEachPeriod) {
    EXPECT_THROW(paths("2023..2025", Eigen::MatrixXd(2, 2)), std::invalid_argument);
    EXPECT_THROW(paths("2023..2025", Eigen::MatrixXd(0, 3)), std::invalid_argument);
}

}  // namespace
}  // namespace probability_test
