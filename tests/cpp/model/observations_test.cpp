// Tables of observations: spans, assumed releases, contradictions, and the two clocks.
#include <glidepath/model/knowledge.hpp>
#include <glidepath/model/observations.hpp>

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace observations_test {
namespace {

namespace gp = glidepath;
using gp::Measure;

gp::Plan plan() {
    gp::Plan p;
    p.id = "p";
    for (auto const& [id, lag] :
         std::vector<std::pair<std::string, int>>{{"fast", 10}, {"slow", 120}, {"usual", 90}}) {
        gp::Indicator i;
        i.id = id;
        i.lag = lag;
        p.indicators.push_back(i);
    }
    return p;
}

gp::Observation row(std::string_view indicator, std::string_view period, double value) {
    gp::Observation r;
    r.indicator = std::string(indicator);
    r.period = gp::parse_window(period);
    r.value = value;
    return r;
}

gp::Observation sourced(std::string_view indicator, std::string_view period,
                        std::string_view source) {
    gp::Observation r = row(indicator, period, 1);
    r.source = std::string(source);
    return r;
}

std::string span_of(Measure measure, std::string_view period, int start = 1) {
    gp::Observation r = row("x", period, 1);
    r.period = gp::parse_window(period, {start});
    r.measure = measure;
    return gp::to_string(r.span({start}), {start});
}

// --- spans --------------------------------------------------------------------------------------
TEST(Spans, OfYearToDateFiguresRunFromTheStartOfTheYear) {
    EXPECT_EQ(span_of(Measure::ytd, "2024-06"), "2024-01..2024-06");
    EXPECT_EQ(span_of(Measure::ytd, "2024-01"), "2024-01");
    EXPECT_EQ(span_of(Measure::ytd, "2024-12"), "2024-01..2024-12");
    EXPECT_EQ(span_of(Measure::ytd, "2024-Q3"), "2024-Q1..2024-Q3");
    EXPECT_EQ(span_of(Measure::ytd, "2024-H2"), "2024-H1..2024-H2");
    EXPECT_EQ(span_of(Measure::ytd_growth, "2024-06"), "2024-01..2024-06");
    EXPECT_EQ(span_of(Measure::ytd, "2024"), "2024");
}

TEST(Spans, OfYearToDateFiguresFollowTheReportingYear) {
    EXPECT_EQ(span_of(Measure::ytd, "2024-06", 4), "2024-04..2024-06");
    EXPECT_EQ(span_of(Measure::ytd, "2024-03", 4), "2023-04..2024-03");
    EXPECT_EQ(span_of(Measure::ytd, "2024-Q2", 4), "2024-Q1..2024-Q2");
    EXPECT_EQ(span_of(Measure::ytd, "2024-07", 7), "2024-07");
}

TEST(Spans, OfOtherFiguresAreTheirPeriods) {
    EXPECT_EQ(span_of(Measure::value, "2024-06"), "2024-06");
    EXPECT_EQ(span_of(Measure::value, "2025-01..2025-02"), "2025-01..2025-02");
    EXPECT_EQ(span_of(Measure::growth, "2024-Q3"), "2024-Q3");
    EXPECT_EQ(span_of(Measure::share_of_annual, "2024-06"), "2024-06");
    EXPECT_EQ(span_of(Measure::rank, "2024-06"), "2024-06");
}

// --- releases -----------------------------------------------------------------------------------
TEST(AssumedReleases, AreTheEndOfThePeriodAndTheLag) {
    const gp::Plan p = plan();
    std::vector<gp::Observation> rows{row("fast", "2023", 1), row("slow", "2023", 1),
                                      row("usual", "2024-02", 1), row("unknown", "2023", 1),
                                      row("fast", "2025-01..2025-02", 1)};
    gp::assume_releases(rows, p);
    EXPECT_EQ(rows[0].released, gp::date(2024, 1, 10));
    EXPECT_EQ(rows[1].released, gp::date(2024, 4, 29));
    EXPECT_EQ(rows[2].released, gp::date(2024, 5, 29));
    EXPECT_EQ(rows[3].released, gp::date(2024, 3, 30));
    EXPECT_EQ(rows[4].released, gp::date(2025, 3, 10));
    for (gp::Observation const& r : rows) EXPECT_TRUE(r.release_assumed);
}

TEST(AssumedReleases, LeaveKnownOnesAlone) {
    const gp::Plan p = plan();
    std::vector<gp::Observation> rows{row("fast", "2023", 1)};
    rows[0].released = gp::date(2024, 1, 31);
    gp::assume_releases(rows, p);
    EXPECT_EQ(rows[0].released, gp::date(2024, 1, 31));
    EXPECT_FALSE(rows[0].release_assumed);
}

TEST(AssumedReleases, OfOneSourceAreThatOfItsNewestPeriod) {
    const gp::Plan p = plan();
    std::vector<gp::Observation> rows{
        sourced("usual", "2019", "Yearbook 2023"), sourced("usual", "2022", "Yearbook 2023"),
        sourced("fast", "2021", "Yearbook 2023"), sourced("usual", "2019", "Yearbook 2020"),
        row("usual", "2019", 1)};
    gp::assume_releases(rows, p);
    for (std::size_t i : {0U, 1U, 2U}) EXPECT_EQ(rows[i].released, gp::date(2023, 3, 31)) << i;
    EXPECT_EQ(rows[3].released, gp::date(2020, 3, 30));
    EXPECT_EQ(rows[4].released, gp::date(2020, 3, 30));
}

TEST(AssumedReleases, OfOneSourceTakeTheLatestOfItsIndicators) {
    const gp::Plan p = plan();
    std::vector<gp::Observation> rows{sourced("fast", "2023", "Bulletin"),
                                      sourced("slow", "2023", "Bulletin")};
    gp::assume_releases(rows, p);
    EXPECT_EQ(rows[0].released, gp::date(2024, 4, 29));
    EXPECT_EQ(rows[1].released, gp::date(2024, 4, 29));
}

TEST(AssumedReleases, AreNotMovedByDatedRowsOfTheSameSource) {
    const gp::Plan p = plan();
    std::vector<gp::Observation> rows{sourced("usual", "2019", "Bulletin"),
                                      sourced("usual", "2023", "Bulletin")};
    rows[1].released = gp::date(2024, 3, 1);
    gp::assume_releases(rows, p);
    EXPECT_EQ(rows[0].released, gp::date(2020, 3, 30));
    EXPECT_EQ(rows[1].released, gp::date(2024, 3, 1));
}

TEST(NewestRelease, IsTheLatestOfTheTable) {
    gp::Observations table;
    EXPECT_FALSE(table.newest_release());
    table.rows = {row("fast", "2023", 1), row("fast", "2022", 1), row("fast", "2021", 1)};
    EXPECT_FALSE(table.newest_release());
    table.rows[0].released = gp::date(2024, 1, 31);
    table.rows[1].released = gp::date(2024, 3, 31);
    EXPECT_EQ(table.newest_release(), gp::date(2024, 3, 31));
}

// --- contradictions -----------------------------------------------------------------------------
std::vector<gp::Observation> two(double a, double b, double half_unit = 0.05) {
    std::vector<gp::Observation> rows{row("fai", "2023", a), row("fai", "2023", b)};
    for (gp::Observation& r : rows) {
        r.half_unit = half_unit;
        r.released = gp::date(2024, 1, 31);
    }
    return rows;
}

TEST(Contradictions, AreValuesFurtherApartThanTheirRounding) {
    for (double b : {841.0, 841.05, 841.1, 840.9}) {
        auto rows = two(841, b);
        EXPECT_TRUE(gp::take_out_contradictions(rows).empty()) << b;
        EXPECT_EQ(rows.size(), 1U);
    }
    for (double b : {841.2, 840.8, -841.0, 0.0}) {
        auto rows = two(841, b);
        const auto faults = gp::take_out_contradictions(rows);
        ASSERT_EQ(faults.size(), 1U) << b;
        EXPECT_EQ(faults[0].code, "conflicting_values");
        EXPECT_EQ(faults[0].subject, "fai");
        ASSERT_EQ(rows.size(), 1U);
        EXPECT_EQ(rows[0].value, 841);
    }
}

TEST(Contradictions, TakeTheCoarserOfTwoRoundings) {
    auto rows = two(841, 841.4, 0.05);
    rows[0].half_unit = 0.5;  // 841 and 841.4 are one figure
    EXPECT_TRUE(gp::take_out_contradictions(rows).empty());
}

TEST(Contradictions, SayWhatStoodWhere) {
    auto rows = two(841, 850);
    rows[0].where = {"observed.csv", 3, 0};
    rows[1].where = {"observed.csv", 9, 0};
    const auto faults = gp::take_out_contradictions(rows);
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].where.line, 9U);
    for (std::string_view part : {"841", "850", "observed.csv:3", "2023", "2024-01-31", "value"})
        EXPECT_NE(faults[0].message.find(part), std::string::npos)
            << part << " in " << faults[0].message;
}

TEST(Contradictions, ConcernOneKeyOnly) {
    const auto none = [](auto change) {
        auto rows = two(841, 900);
        change(rows[1]);
        EXPECT_TRUE(gp::take_out_contradictions(rows).empty());
        EXPECT_EQ(rows.size(), 2U);
    };
    none([](gp::Observation& r) { r.indicator = "gdp"; });
    none([](gp::Observation& r) { r.place = "杭州市"; });
    none([](gp::Observation& r) { r.period = gp::parse_window("2022"); });
    none([](gp::Observation& r) { r.period = gp::parse_window("2023..2024"); });
    none([](gp::Observation& r) { r.period = gp::parse_window("2023-01..2023-12"); });
    none([](gp::Observation& r) { r.measure = Measure::growth; });
    none([](gp::Observation& r) { r.released = gp::date(2024, 3, 31); });  // a vintage
}

TEST(Contradictions, TheSameFigureFromTwoSourcesStays) {
    auto rows = two(841, 841);
    rows[1].source = "another bulletin";
    EXPECT_TRUE(gp::take_out_contradictions(rows).empty());
    EXPECT_EQ(rows.size(), 2U);
    rows = two(841, 841);
    rows[1].status = gp::DataStatus::provisional;
    EXPECT_TRUE(gp::take_out_contradictions(rows).empty());
    EXPECT_EQ(rows.size(), 2U);
}

TEST(Contradictions, LeaveTheOrderOfTheRest) {
    std::vector<gp::Observation> rows;
    for (int i = 0; i < 50; ++i) {
        rows.push_back(row("fai", std::to_string(2000 + i / 2), i % 2 == 0 ? i : 1000 + i));
        rows.back().released = gp::date(2050, 1, 1);
    }
    const auto faults = gp::take_out_contradictions(rows);
    EXPECT_EQ(faults.size(), 25U);
    ASSERT_EQ(rows.size(), 25U);
    for (int i = 0; i < 25; ++i) EXPECT_EQ(rows[static_cast<std::size_t>(i)].value, 2 * i);
}

TEST(TablesBuiltInCode, AssumeReleasesAndRejectContradictions) {
    const gp::Plan p = plan();
    const gp::Observations table =
        gp::make_observations({row("fast", "2023", 1), row("fast", "2023", 9)}, p);
    ASSERT_EQ(table.rows.size(), 1U);
    EXPECT_EQ(table.rows[0].released, gp::date(2024, 1, 10));
    ASSERT_EQ(table.rejected.size(), 1U);
    EXPECT_EQ(table.rejected[0].code, "conflicting_values");
}

// --- the two clocks -----------------------------------------------------------------------------
TEST(TwoClocks, AsOfHidesWhatWasReleasedLater) {
    gp::Observation r = row("fai", "2023", 841);
    r.released = gp::date(2024, 1, 31);
    EXPECT_TRUE((gp::Knowledge{gp::date(2024, 1, 31), {}}).sees(r));
    EXPECT_FALSE((gp::Knowledge{gp::date(2024, 1, 30), {}}).sees(r));
    EXPECT_TRUE((gp::Knowledge{}).sees(r));
}

TEST(TwoClocks, ThroughHidesWhatLiesBeyond) {
    gp::Observation r = row("fai", "2024-06", 400);
    r.released = gp::date(2024, 7, 20);
    EXPECT_TRUE((gp::Knowledge{{}, gp::parse_period("2024-06")}).sees(r));
    EXPECT_TRUE((gp::Knowledge{{}, gp::parse_period("2024-Q2")}).sees(r));
    EXPECT_TRUE((gp::Knowledge{{}, gp::parse_period("2024")}).sees(r));
    EXPECT_FALSE((gp::Knowledge{{}, gp::parse_period("2024-05")}).sees(r));
    EXPECT_FALSE((gp::Knowledge{gp::date(2024, 7, 19), gp::parse_period("2024-06")}).sees(r));
    r.period = gp::parse_window("2024-06..2024-07");
    EXPECT_FALSE((gp::Knowledge{{}, gp::parse_period("2024-06")}).sees(r));
}

TEST(TwoClocks, WithoutEitherTheNewestReleaseIsToday) {
    gp::Observations table;
    table.rows = {row("fai", "2023", 841)};
    table.rows[0].released = gp::date(2024, 1, 31);
    EXPECT_EQ(gp::Knowledge{}.resolved(table).as_of, gp::date(2024, 1, 31));
    EXPECT_FALSE(gp::Knowledge{}.resolved(gp::Observations{}).as_of);
    const gp::Knowledge through{{}, gp::parse_period("2023")};
    EXPECT_FALSE(through.resolved(table).as_of);
    const gp::Knowledge as_of{gp::date(2023, 1, 1), {}};
    EXPECT_EQ(as_of.resolved(table).as_of, gp::date(2023, 1, 1));
}

TEST(TwoClocks, TheDayOfAnOverdueFigureIsAsOfElseTheEndOfThrough) {
    EXPECT_EQ((gp::Knowledge{gp::date(2024, 1, 31), gp::parse_period("2023")}).today(),
              gp::date(2024, 1, 31));
    EXPECT_EQ((gp::Knowledge{{}, gp::parse_period("2024-02")}).today(), gp::date(2024, 2, 29));
    EXPECT_FALSE(gp::Knowledge{}.today());
}

TEST(DataStatuses, AreOrderedByTrustAndHaveSdmxLetters) {
    EXPECT_LT(gp::DataStatus::final, gp::DataStatus::revised);
    EXPECT_LT(gp::DataStatus::revised, gp::DataStatus::provisional);
    EXPECT_LT(gp::DataStatus::provisional, gp::DataStatus::estimated);
    EXPECT_EQ(gp::letter(gp::DataStatus::final), 'A');
    EXPECT_EQ(gp::letter(gp::DataStatus::revised), 'R');
    EXPECT_EQ(gp::letter(gp::DataStatus::provisional), 'P');
    EXPECT_EQ(gp::letter(gp::DataStatus::estimated), 'E');
    EXPECT_EQ(gp::to_string(Measure::share_of_annual), "share_of_annual");
    EXPECT_EQ(gp::to_string(gp::DataStatus::estimated), "estimated");
}

}  // namespace
}  // namespace observations_test
