// How benchmarks lie on a path: spans, rows, and what is refused.
#include "path/disaggregation_support.hpp"
#include <glidepath/path/disaggregation/aggregation.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace aggregation_test {
namespace {

namespace gp = glidepath;
using gp::Aggregation;
using gp::Conversion;
using gp::Period;
using gp::Window;
using gp::testing::disaggregation::refusal;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Aggregation, RegularSpansLieSideBySide) {
    const auto quarters = Aggregation::regular(4, 2, Conversion::sum, 3, 1);
    EXPECT_EQ(quarters.size(), 12);
    EXPECT_EQ(quarters.benchmarks(), 2);
    EXPECT_THAT(quarters.spans(), ElementsAre(Aggregation::Span{3, 6}, Aggregation::Span{7, 10}));
}

TEST(Aggregation, AggregatesByEachConversion) {
    const std::vector<double> path{9, 1, 2, 3, 4, 5, 6, 9};
    const auto by = [&](Conversion conversion, int position = 0) {
        return Aggregation::regular(3, 2, conversion, 1, 1, position).aggregate(path);
    };
    EXPECT_THAT(by(Conversion::sum), ElementsAre(6, 15));
    EXPECT_THAT(by(Conversion::mean), ElementsAre(2, 5));
    EXPECT_THAT(by(Conversion::first), ElementsAre(1, 4));
    EXPECT_THAT(by(Conversion::last), ElementsAre(3, 6));
    EXPECT_THAT(by(Conversion::position, 1), ElementsAre(2, 5));
}

TEST(Aggregation, RowsSayTheSame) {
    const std::vector<double> path{9, 1, 2, 3, 4, 5, 6, 9};
    for (Conversion conversion : {Conversion::sum, Conversion::mean, Conversion::last}) {
        const auto thirds = Aggregation::regular(3, 2, conversion, 1, 1);
        const std::vector<double> benchmarks = thirds.aggregate(path);
        const auto rows = thirds.rows(benchmarks);
        ASSERT_EQ(rows.size(), 2U);
        for (std::size_t k = 0; k < rows.size(); ++k) {
            double left = 0;
            for (gp::Run const& run : rows[k].runs)
                for (int t = run.first; t <= run.last; t += run.stride)
                    left += run.coefficient * path[static_cast<std::size_t>(t)];
            EXPECT_DOUBLE_EQ(left, rows[k].value);
            EXPECT_EQ(rows[k].value, benchmarks[k]);
            EXPECT_EQ(rows[k].origin, k);
        }
    }
}

TEST(Aggregation, CalendarSaysWhereBenchmarksLie) {
    const auto days = Aggregation::of(
        Window(Period::month(2024, 1), Period::month(2024, 3)),
        Window(Period::day(gp::date(2023, 12, 30)), Period::day(gp::date(2024, 4, 2))),
        Conversion::position, 14);
    EXPECT_THAT(days.spans(), ElementsAre(Aggregation::Span{2, 32}, Aggregation::Span{33, 61},
                                          Aggregation::Span{62, 92}));
    EXPECT_EQ(days.size(), 95);
    EXPECT_EQ(days.run(1).first, 47);
    EXPECT_EQ(days.benchmark_name(1), "the benchmark of 2024-02");
    EXPECT_EQ(days.position_name(0), "2023-12-30");
}

// Reporting years from April consist of calendar quarters.
TEST(Aggregation, ShiftedYearsHaveTheirOwnQuarters) {
    const Period year = Period::reporting(gp::Frequency::annual, 2024, 1, {4});
    const auto quarters =
        Aggregation::of(Window(year), Window(Period::quarter(2024, 1), Period::quarter(2025, 2)));
    EXPECT_THAT(quarters.spans(), ElementsAre(Aggregation::Span{1, 4}));
}

TEST(Aggregation, RefusesWhatIsNoMap) {
    EXPECT_EQ(refusal([] { return Aggregation::regular(0, 3); }),
              "the number of sub-periods of a benchmark is 0; it must be at least 1");
    EXPECT_EQ(refusal([] { return Aggregation::regular(4, 0); }),
              "the number of benchmarks is 0; it must be at least 1");
    EXPECT_THAT(refusal([] { return Aggregation::regular(4, 3, Conversion::sum, -1); }),
                HasSubstr("before the first benchmark is -1"));
    EXPECT_THAT(refusal([] { return Aggregation::regular(4, 3, Conversion::position, 0, 0, 4); }),
                HasSubstr("position 4 does not exist"));
    EXPECT_THAT(refusal([] { return Aggregation::regular(std::numeric_limits<int>::max(), 2); }),
                HasSubstr("too long"));
    EXPECT_EQ(refusal([] { return Aggregation(0, {{0, 0}}); }), "a path needs at least one period");
    EXPECT_EQ(refusal([] { return Aggregation(4, {}); }), "there are no benchmarks");
    EXPECT_THAT(refusal([] { return Aggregation(4, {{0, 4}}); }), HasSubstr("outside the path"));
    EXPECT_THAT(refusal([] { return Aggregation(4, {{2, 1}}); }), HasSubstr("reversed"));
    EXPECT_THAT(refusal([] {
                    return Aggregation(4, {{0, 1}, {1, 2}});
                }),
                HasSubstr("do not lie behind those of benchmark [0]"));
}

TEST(Aggregation, RefusesPeriodsThatDoNotFit) {
    const Window years(Period::year(2021), Period::year(2023));
    EXPECT_EQ(refusal([&] {
                  return Aggregation::of(
                      years, Window(Period::quarter(2021, 1), Period::quarter(2023, 2)));
              }),
              "the benchmark of 2023 needs 2023-Q1..2023-Q4, but the path covers only "
              "2021-Q1..2023-Q2");
    EXPECT_EQ(refusal([&] {
                  return Aggregation::of(years, Window(Period::week_of(gp::date(2021, 1, 1)),
                                                       Period::week_of(gp::date(2024, 1, 1))));
              }),
              "weekly periods do not divide 2021");
}

}  // namespace
}  // namespace aggregation_test
