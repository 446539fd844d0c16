// A series: levels, totals and growth that follow from what was published.
#include <glidepath/model/series.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

namespace series_test {
namespace {

namespace gp = glidepath;
using gp::DataStatus;
using gp::Kind;
using gp::Measure;

/// Rows of one indicator, and the series that follows from them.
class Table {
public:
    explicit Table(Kind kind, gp::ReportingYear calendar = {}) : calendar_(calendar) {
        indicator_.id = "x";
        indicator_.kind = kind;
    }
    Table& add(std::string_view period, double value, Measure measure = Measure::value,
               int decimals = 1) {
        gp::Observation row;
        row.indicator = "x";
        row.period = gp::parse_window(period, calendar_);
        row.measure = measure;
        row.value = value;
        row.decimals = decimals;
        row.half_unit = gp::half_unit(decimals);
        row.released = gp::add_days(row.period.last_day(), 30);
        rows_.push_back(row);
        return *this;
    }
    gp::Observation& last() { return rows_.back(); }
    [[nodiscard]] gp::Series series(gp::Knowledge const& known = {},
                                    std::vector<std::string> const& authority = {}) const {
        std::vector<gp::Observation const*> seen;
        for (gp::Observation const& row : rows_)
            if (known.sees(row)) seen.push_back(&row);
        return {indicator_, seen, calendar_, authority};
    }
    [[nodiscard]] gp::Observations observations() const { return {rows_, {}}; }

private:
    gp::ReportingYear calendar_;
    gp::Indicator indicator_;
    std::vector<gp::Observation> rows_;
};

gp::Period at(std::string_view period) { return gp::parse_period(period); }
double level(gp::Series const& series, std::string_view period) {
    const auto figure = series.level(at(period));
    return figure ? figure->value : std::nan("");
}
double total(gp::Series const& series, std::string_view window) {
    const auto figure = series.total(gp::parse_window(window));
    return figure ? figure->value : std::nan("");
}

// --- flows --------------------------------------------------------------------------------------
TEST(Flows, AYearIsTheSumOfItsMonths) {
    Table table(Kind::flow);
    double sum = 0;
    for (int month = 1; month <= 12; ++month) {
        table.add(gp::to_string(gp::Period::month(2024, month)), month + 0.1);
        sum += month + 0.1;
    }
    const gp::Series series = table.series();
    EXPECT_DOUBLE_EQ(level(series, "2024"), sum);
    EXPECT_DOUBLE_EQ(level(series, "2024-Q2"), 4.1 + 5.1 + 6.1);
    EXPECT_DOUBLE_EQ(level(series, "2024-H1"), 21.6);
    EXPECT_DOUBLE_EQ(total(series, "2024-03..2024-07"), 25.5);
    EXPECT_TRUE(std::isnan(level(series, "2023")));
    EXPECT_TRUE(std::isnan(total(series, "2024-12..2025-01")));
    EXPECT_FALSE(series.level(at("2024"))->derived);
}

TEST(Flows, AMissingMonthIsNotZero) {
    Table table(Kind::flow);
    for (int month = 1; month <= 12; ++month)
        if (month != 5) table.add(gp::to_string(gp::Period::month(2024, month)), 1);
    const gp::Series series = table.series();
    EXPECT_TRUE(std::isnan(level(series, "2024")));
    EXPECT_TRUE(std::isnan(level(series, "2024-Q2")));
    EXPECT_DOUBLE_EQ(level(series, "2024-Q1"), 3);
    Table with_zero(Kind::flow);
    for (int month = 1; month <= 12; ++month)
        with_zero.add(gp::to_string(gp::Period::month(2024, month)), month == 5 ? 0 : 1);
    EXPECT_DOUBLE_EQ(level(with_zero.series(), "2024"), 11);
}

TEST(Flows, JanuaryAndFebruaryMayBeOneFigure) {
    Table table(Kind::flow);
    table.add("2025-01..2025-02", 31.2).add("2025-03", 20.1);
    const gp::Series series = table.series();
    EXPECT_DOUBLE_EQ(total(series, "2025-01..2025-02"), 31.2);
    EXPECT_DOUBLE_EQ(level(series, "2025-Q1"), 51.3);
    EXPECT_TRUE(std::isnan(level(series, "2025-01")));
    EXPECT_TRUE(std::isnan(level(series, "2025-02")));
}

TEST(Flows, AMonthIsTheDifferenceOfTwoYearToDateFigures) {
    Table table(Kind::flow);
    table.add("2024-05", 45.6, Measure::ytd)
        .add("2024-06", 58.7, Measure::ytd)
        .add("2024-12", 118.4, Measure::ytd);
    const gp::Series series = table.series();
    EXPECT_NEAR(level(series, "2024-06"), 13.1, 1e-12);
    EXPECT_TRUE(series.level(at("2024-06"))->derived);
    EXPECT_NEAR(series.level(at("2024-06"))->half_unit, 0.1, 1e-12);
    EXPECT_DOUBLE_EQ(level(series, "2024-H1"), 58.7);
    EXPECT_NEAR(level(series, "2024-H2"), 59.7, 1e-12);
    EXPECT_DOUBLE_EQ(level(series, "2024"), 118.4);  // through the last month it is the year
    EXPECT_FALSE(series.level(at("2024"))->derived);
    EXPECT_TRUE(std::isnan(level(series, "2024-05")));
}

// Year-to-date figures as offices print them, January and February together; the months follow.
TEST(Flows, AYearOfYearToDateFiguresGivesEveryMonth) {
    constexpr std::array<double, 11> ytd{14.2, 24.9, 34.1, 45.6,  58.7, 68.3,
                                         77.9, 89.4, 99.0, 108.1, 118.4};
    constexpr std::array<double, 11> months{14.2, 10.7, 9.2, 11.5, 13.1, 9.6,
                                            9.6,  11.5, 9.6, 9.1,  10.3};
    Table table(Kind::flow);
    for (int i = 0; i < 11; ++i)
        table.add(gp::to_string(gp::Period::month(2024, i + 2)), ytd[static_cast<std::size_t>(i)],
                  Measure::ytd);
    const gp::Series series = table.series();
    EXPECT_DOUBLE_EQ(total(series, "2024-01..2024-02"), months[0]);
    for (int i = 1; i < 11; ++i)
        EXPECT_NEAR(level(series, gp::to_string(gp::Period::month(2024, i + 2))),
                    months[static_cast<std::size_t>(i)], 1e-12);
    EXPECT_NEAR(total(series, "2024-04..2024-09"), 89.4 - 24.9, 1e-12);
}

TEST(Flows, YearToDateFiguresFollowTheReportingYear) {
    Table table(Kind::flow, {4});
    table.add("2025-03", 120, Measure::ytd).add("2024-09", 70, Measure::ytd);
    const gp::Series series = table.series();
    EXPECT_DOUBLE_EQ(series.level(gp::parse_period("2024-A1", {4}))->value, 120);
    EXPECT_DOUBLE_EQ(total(series, "2024-10..2025-03"), 50);
}

TEST(Flows, AFigureOfTheWindowItselfWinsOverTheSumOfItsParts) {
    Table table(Kind::flow);
    table.add("2024", 100.3);
    for (std::string_view quarter : {"2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"})
        table.add(quarter, 25.1);
    EXPECT_DOUBLE_EQ(level(table.series(), "2024"), 100.3);
    EXPECT_DOUBLE_EQ(level(table.series(), "2024-H1"), 50.2);
}

TEST(Flows, ASumOverYearsAddsTheirRoundings) {
    Table table(Kind::flow);
    table.add("2023", 35.2).add("2024", 36.1).add("2025", 38.4);
    const auto figure = table.series().total(gp::parse_window("2023..2025"));
    ASSERT_TRUE(figure);
    EXPECT_DOUBLE_EQ(figure->value, 109.7);
    EXPECT_NEAR(figure->half_unit, 0.15, 1e-12);
    EXPECT_EQ(figure->released, gp::date(2026, 1, 30));
}

TEST(Flows, ATotalIsAsProvisionalAsItsLeastTrustedPart) {
    Table table(Kind::flow);
    table.add("2023", 1).add("2024", 2);
    table.last().status = DataStatus::estimated;
    table.last().release_assumed = true;
    const gp::Series series = table.series();
    const auto sum = series.total(gp::parse_window("2023..2024"));
    ASSERT_TRUE(sum);
    EXPECT_EQ(sum->status, DataStatus::estimated);
    EXPECT_TRUE(sum->provisional());
    EXPECT_TRUE(sum->release_assumed);
    EXPECT_FALSE(series.level(at("2023"))->provisional());
    EXPECT_FALSE(series.level(at("2023"))->release_assumed);
}

TEST(Flows, TheSumToDateReachesTheLastKnownDay) {
    Table table(Kind::flow);
    table.add("2023", 35).add("2024-03", 9, Measure::ytd).add("2024-06", 20, Measure::ytd);
    const auto sofar = table.series().total_to_date(gp::parse_window("2023..2025"));
    ASSERT_TRUE(sofar);
    EXPECT_DOUBLE_EQ(sofar->figure.value, 55);
    EXPECT_EQ(sofar->last_day, gp::date(2024, 6, 30));
    EXPECT_FALSE(table.series().total_to_date(gp::parse_window("2025..2026")));
    const auto whole = table.series().total_to_date(gp::parse_window("2023"));
    ASSERT_TRUE(whole);
    EXPECT_EQ(whole->last_day, gp::date(2023, 12, 31));
}

TEST(Flows, TheSumToDateStopsAtAGap) {
    Table table(Kind::flow);
    table.add("2024-01", 3).add("2024-02", 4).add("2024-04", 5);
    const auto sofar = table.series().total_to_date(gp::parse_window("2024"));
    ASSERT_TRUE(sofar);
    EXPECT_DOUBLE_EQ(sofar->figure.value, 7);
    EXPECT_EQ(sofar->last_day, gp::date(2024, 2, 29));
}

TEST(Flows, SumsOfManyDaysAreFound) {
    Table table(Kind::flow);
    for (int i = 0; i < 366; ++i)
        table.add(gp::to_string(gp::add_days(gp::date(2024, 1, 1), i)), 1, Measure::value, 0);
    EXPECT_DOUBLE_EQ(level(table.series(), "2024"), 366);
    EXPECT_DOUBLE_EQ(level(table.series(), "2024-02"), 29);
    EXPECT_DOUBLE_EQ(level(table.series(), "2024-W10"), 7);
}

// --- stocks, averages, ratios -------------------------------------------------------------------
TEST(Stocks, TakeTheLastValueOfThePeriod) {
    Table table(Kind::stock);
    table.add("2023-03", 10).add("2023-06", 11).add("2023-12", 13).add("2024-Q2", 14);
    const gp::Series series = table.series();
    EXPECT_DOUBLE_EQ(level(series, "2023"), 13);
    EXPECT_DOUBLE_EQ(level(series, "2023-H1"), 11);
    EXPECT_DOUBLE_EQ(level(series, "2023-Q4"), 13);
    EXPECT_DOUBLE_EQ(level(series, "2024-H1"), 14);
    EXPECT_TRUE(std::isnan(level(series, "2023-Q3")));
    EXPECT_TRUE(std::isnan(level(series, "2024")));
    EXPECT_TRUE(std::isnan(level(series, "2023-09")));
}

TEST(Stocks, AFigureOfTheYearIsNoFigureOfItsLastMonth) {
    Table table(Kind::stock);
    table.add("2023", 13);
    EXPECT_DOUBLE_EQ(level(table.series(), "2023"), 13);
    EXPECT_TRUE(std::isnan(level(table.series(), "2023-12")));
    EXPECT_TRUE(std::isnan(level(table.series(), "2023-Q4")));
}

TEST(Stocks, ThePublishedYearWinsOverItsLastMonth) {
    Table table(Kind::stock);
    table.add("2023-12", 13.1).add("2023", 13.2);
    EXPECT_DOUBLE_EQ(level(table.series(), "2023"), 13.2);
    EXPECT_DOUBLE_EQ(level(table.series(), "2023-12"), 13.1);
}

TEST(Averages, AreTheMeanOfTheirMonths) {
    Table table(Kind::average);
    for (int month = 1; month <= 12; ++month)
        table.add(gp::to_string(gp::Period::month(2024, month)), month);
    const gp::Series series = table.series();
    EXPECT_DOUBLE_EQ(level(series, "2024"), 6.5);
    EXPECT_DOUBLE_EQ(level(series, "2024-Q1"), 2);
    EXPECT_NEAR(series.level(at("2024"))->half_unit, 0.05, 1e-12);
    Table missing(Kind::average);
    for (int month = 2; month <= 12; ++month)
        missing.add(gp::to_string(gp::Period::month(2024, month)), month);
    EXPECT_TRUE(std::isnan(level(missing.series(), "2024")));
    missing.add("2024", 7.1);
    EXPECT_DOUBLE_EQ(level(missing.series(), "2024"), 7.1);
}

TEST(Averages, MayComeFromQuartersWhereMonthsAreMissing) {
    Table table(Kind::average);
    for (std::string_view quarter : {"2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"})
        table.add(quarter, 30);
    table.add("2024-01", 90);
    EXPECT_DOUBLE_EQ(level(table.series(), "2024"), 30);
    EXPECT_DOUBLE_EQ(level(table.series(), "2024-H2"), 30);
}

TEST(Ratios, HaveNoValueBetweenPublishedOnes) {
    Table table(Kind::ratio);
    table.add("2024-01", 30).add("2024-02", 40).add("2024-03", 50);
    EXPECT_TRUE(std::isnan(level(table.series(), "2024-Q1")));
    EXPECT_DOUBLE_EQ(level(table.series(), "2024-02"), 40);
}

TEST(Ratios, ComeFromTheirPartsUnlessPublished) {
    Table rd(Kind::flow);
    rd.add("2022", 18.5).add("2023", 20.1).add("2024-H1", 9).add("2024-H2", 12);
    Table gdp(Kind::flow);
    gdp.add("2022", 985.2).add("2023", 1062.4).add("2024", 1126.2);
    Table share(Kind::ratio);
    share.add("2023", 1.9, Measure::value, 1);
    const gp::Series above = rd.series();
    const gp::Series below = gdp.series();
    gp::Series series = share.series();
    EXPECT_TRUE(std::isnan(level(series, "2022")));
    series.set_parts(above, below, 100);
    EXPECT_NEAR(level(series, "2022"), 100 * 18.5 / 985.2, 1e-12);
    EXPECT_DOUBLE_EQ(level(series, "2023"), 1.9);  // the published one, not 1.89
    EXPECT_NEAR(level(series, "2024"), 100 * 21 / 1126.2, 1e-12);
    EXPECT_TRUE(std::isnan(level(series, "2025")));
    EXPECT_TRUE(std::isnan(level(series, "2024-H1")));
    const auto computed = series.level(at("2022"));
    EXPECT_NEAR(computed->half_unit, 100 * (0.05 + 0.0187779131 * 0.05) / 985.2, 1e-9);
    EXPECT_EQ(series.latest_level(at("2020")), at("2024"));
}

TEST(Ratios, WithoutTheirOwnFiguresAreNotEmptyIfTheirPartsHaveSome) {
    Table rd(Kind::flow);
    Table gdp(Kind::flow);
    const gp::Series nothing = rd.series();
    gp::Series empty = Table(Kind::ratio).series();
    EXPECT_TRUE(empty.empty());
    rd.add("2023", 20.1);
    gdp.add("2023", 1062.4);
    const gp::Series above = rd.series();
    const gp::Series below = gdp.series();
    empty.set_parts(nothing, below, 100);
    EXPECT_TRUE(empty.empty());
    empty.set_parts(above, below, 100);
    EXPECT_FALSE(empty.empty());
}

TEST(Ratios, ADenominatorOfZeroGivesNone) {
    Table above(Kind::flow);
    above.add("2023", 5);
    Table below(Kind::flow);
    below.add("2023", 0);
    const gp::Series a = above.series();
    const gp::Series b = below.series();
    Table own(Kind::ratio);
    gp::Series ratio = own.series();
    ratio.set_parts(a, b, 100);
    EXPECT_FALSE(ratio.level(at("2023")));
}

// --- which figure -------------------------------------------------------------------------------
TEST(Vintages, TheMoreTrustedStatusWinsThenTheLaterRelease) {
    Table table(Kind::flow);
    const auto add = [&](double value, DataStatus status, gp::Date const& released) {
        table.add("2023", value);
        table.last().status = status;
        table.last().released = released;
    };
    add(1, DataStatus::estimated, gp::date(2024, 1, 1));
    EXPECT_DOUBLE_EQ(level(table.series(), "2023"), 1);
    add(2, DataStatus::provisional, gp::date(2023, 12, 1));
    EXPECT_DOUBLE_EQ(level(table.series(), "2023"), 2);
    add(3, DataStatus::provisional, gp::date(2024, 2, 1));
    EXPECT_DOUBLE_EQ(level(table.series(), "2023"), 3);
    add(4, DataStatus::provisional, gp::date(2024, 1, 1));
    EXPECT_DOUBLE_EQ(level(table.series(), "2023"), 3);
    add(5, DataStatus::revised, gp::date(2024, 1, 1));
    EXPECT_DOUBLE_EQ(level(table.series(), "2023"), 5);
    add(6, DataStatus::final, gp::date(2023, 6, 1));
    EXPECT_DOUBLE_EQ(level(table.series(), "2023"), 6);
    add(7, DataStatus::revised, gp::date(2025, 1, 1));
    EXPECT_DOUBLE_EQ(level(table.series(), "2023"), 6);
}

TEST(Vintages, AsOfShowsTheOneThatWasOut) {
    Table table(Kind::flow);
    table.add("2023", 841);
    table.last().released = gp::date(2024, 1, 31);
    table.add("2023", 850);
    table.last().released = gp::date(2024, 9, 30);
    EXPECT_FALSE(table.series({gp::date(2024, 1, 30), {}}).level(at("2023")));
    EXPECT_DOUBLE_EQ(level(table.series({gp::date(2024, 1, 31), {}}), "2023"), 841);
    EXPECT_DOUBLE_EQ(level(table.series({gp::date(2024, 12, 31), {}}), "2023"), 850);
    EXPECT_DOUBLE_EQ(level(table.series({{}, at("2023")}), "2023"), 850);
    EXPECT_FALSE(table.series({{}, at("2022")}).level(at("2023")));
}

TEST(Vintages, TheAuthorityWinsOverEverybody) {
    Table table(Kind::flow);
    table.add("2023", 1);
    table.last().source = "Bulletin of the county";
    table.add("2023", 2);
    table.last().source = "统计局 2023 公报";
    table.last().status = DataStatus::estimated;
    EXPECT_DOUBLE_EQ(level(table.series(), "2023"), 1);
    EXPECT_DOUBLE_EQ(level(table.series({}, {"统计局"}), "2023"), 2);
    EXPECT_DOUBLE_EQ(level(table.series({}, {"", "县统计局", "统计局"}), "2023"), 2);
    EXPECT_DOUBLE_EQ(level(table.series({}, {""}), "2023"), 1);
}

// --- latest -------------------------------------------------------------------------------------
TEST(Latest, IsTheLastPeriodOfTheGridThatIsKnown) {
    Table table(Kind::flow);
    table.add("2022", 100).add("2023", 110).add("2024-06", 50, Measure::ytd);
    const gp::Series series = table.series();
    EXPECT_EQ(series.latest_level(at("2000")), at("2023"));
    EXPECT_EQ(series.latest_level(at("2000"), at("2022")), at("2022"));
    EXPECT_FALSE(series.latest_level(at("2000"), at("2021")));
    EXPECT_EQ(series.latest_level(at("2000-H1")), at("2024-H1"));
    EXPECT_FALSE(series.latest_level(at("2000-Q1")));
    EXPECT_EQ(series.latest_growth(at("2000")), at("2023"));
    EXPECT_FALSE(Table(Kind::flow).series().latest_level(at("2000")));
    EXPECT_FALSE(gp::Series().latest_level(at("2000")));
}

TEST(Latest, AnnualFiguresFollowFromMonthsThatEndAYear) {
    Table table(Kind::flow);
    for (int i = 0; i < 15; ++i) table.add(gp::to_string(gp::Period::month(2023, 1) + i), 1);
    EXPECT_EQ(table.series().latest_level(at("2000")), at("2023"));
    EXPECT_EQ(table.series().latest_level(at("2000-Q1")), at("2024-Q1"));
    EXPECT_EQ(table.series().latest_level(at("2000-01")), at("2024-03"));
}

TEST(SeriesOfNothing, KnowsNothing) {
    const gp::Series none;
    EXPECT_TRUE(none.empty());
    EXPECT_FALSE(none.level(at("2024")));
    EXPECT_FALSE(none.total(gp::parse_window("2023..2024")));
    EXPECT_FALSE(none.published_growth(at("2024")));
    EXPECT_FALSE(none.total_to_date(gp::parse_window("2023..2024")));
    EXPECT_TRUE(Table(Kind::flow).series().empty());
    Table ranked(Kind::flow);
    ranked.add("2024", 3, Measure::rank).add("2024-06", 55, Measure::share_of_annual);
    EXPECT_FALSE(ranked.series().level(at("2024")));
    EXPECT_TRUE(ranked.series().figures().empty());
}

TEST(Milestones, AreKnownForTheirPeriod) {
    Table table(Kind::milestone);
    table.add("2025-12-05", 1, Measure::value, 0);
    EXPECT_DOUBLE_EQ(level(table.series(), "2025-12-05"), 1);
    EXPECT_FALSE(table.series().level(at("2025-12-06")));
}

// --- growth -------------------------------------------------------------------------------------
TEST(Growth, FillsLevelsBackwardAlongAChain) {
    // Fixed-asset investment of a district: 841 亿元 in 2023, +14.5 % and +12.1 % published.
    Table table(Kind::flow);
    table.add("2023", 841, Measure::value, 0)
        .add("2023", 14.5, Measure::growth)
        .add("2022", 12.1, Measure::growth);
    const gp::Series series = table.series();
    EXPECT_NEAR(level(series, "2022"), 734.498, 5e-4);
    EXPECT_NEAR(level(series, "2021"), 655.217, 5e-4);
    EXPECT_DOUBLE_EQ(level(series, "2022"), 841 / 1.145);
    EXPECT_FALSE(series.level(at("2023"))->derived);
    EXPECT_TRUE(series.level(at("2022"))->derived);
    EXPECT_TRUE(series.level(at("2021"))->derived);
    EXPECT_FALSE(series.level(at("2020")));
    EXPECT_NEAR(series.level(at("2022"))->half_unit, 0.5 / 1.145 + 841 * 0.0005 / (1.145 * 1.145),
                1e-12);
}

TEST(Growth, FillsLevelsForwardAlongAChain) {
    Table table(Kind::flow);
    table.add("2020", 100)
        .add("2021", 10, Measure::growth)
        .add("2022", -50, Measure::growth)
        .add("2023", 20, Measure::growth);
    const gp::Series series = table.series();
    EXPECT_NEAR(level(series, "2021"), 110, 1e-12);
    EXPECT_NEAR(level(series, "2022"), 55, 1e-12);
    EXPECT_NEAR(level(series, "2023"), 66, 1e-12);
    EXPECT_NEAR(series.level(at("2021"))->half_unit, 0.05 * 1.1 + 100 * 0.0005, 1e-12);
    EXPECT_GT(series.level(at("2023"))->half_unit, 0);
    EXPECT_TRUE(series.level(at("2023"))->derived);
}

TEST(Growth, FillsBothWaysFromOneLevel) {
    Table table(Kind::stock);
    table.add("2022", 100);
    for (std::string_view year : {"2020", "2021", "2022", "2023", "2024"})
        table.add(year, 25, Measure::growth);
    const gp::Series series = table.series();
    for (int year = 2019; year <= 2024; ++year)
        EXPECT_NEAR(level(series, std::to_string(year)), 100 * std::pow(1.25, year - 2022), 1e-10)
            << year;
}

TEST(Growth, OfTheYearToDateFillsTheYearToDate) {
    Table table(Kind::flow);
    table.add("2024-06", 55, Measure::ytd).add("2024-06", 10, Measure::ytd_growth);
    const gp::Series series = table.series();
    EXPECT_NEAR(total(series, "2023-01..2023-06"), 50, 1e-12);
    EXPECT_NEAR(level(series, "2023-H1"), 50, 1e-12);
    EXPECT_EQ(series.published_growth(at("2024-H1"))->value, 10);
    EXPECT_FALSE(series.published_growth(at("2024-06")));
}

TEST(Growth, CarriesTheReleasesAndStandingOfAllItsSources) {
    Table table(Kind::flow);
    table.add("2023", 841);
    table.last().released = gp::date(2024, 1, 31);
    table.add("2023", 14.5, Measure::growth);
    table.last().released = gp::date(2024, 3, 15);
    table.last().status = DataStatus::provisional;
    table.last().release_assumed = true;
    const gp::Series series = table.series();
    const auto filled = series.level(at("2022"));
    ASSERT_TRUE(filled);
    EXPECT_EQ(filled->released, gp::date(2024, 3, 15));
    EXPECT_EQ(filled->status, DataStatus::provisional);
    EXPECT_TRUE(filled->release_assumed);
    EXPECT_TRUE(filled->derived);
    const gp::Series before = table.series({gp::date(2024, 3, 14), {}});
    EXPECT_TRUE(before.level(at("2023")));
    EXPECT_FALSE(before.level(at("2022")));
}

TEST(Growth, PublishedAndComputedAreDifferentFacts) {
    // Investment in fixed assets, January to September 2023: 375035 against a published 421412 亿元
    // a year earlier, -11.0 %; published growth on a comparable basis +3.1 % (National Bureau of
    // Statistics of China, releases of October 2022 and October 2023).
    Table table(Kind::flow);
    table.add("2023-09", 375035, Measure::ytd, 0)
        .add("2022-09", 421412, Measure::ytd, 0)
        .add("2023-09", 3.1, Measure::ytd_growth);
    const gp::Series series = table.series();
    EXPECT_DOUBLE_EQ(total(series, "2022-01..2022-09"), 421412);
    EXPECT_DOUBLE_EQ(total(series, "2023-01..2023-09"), 375035);
    EXPECT_FALSE(series.published_growth(at("2023-09")));  // one month is not nine
    EXPECT_NEAR(100 * (375035.0 / 421412 - 1), -11.0051446091, 1e-9);
    Table years(Kind::flow);
    years.add("2022", 421412, Measure::value, 0)
        .add("2023", 375035, Measure::value, 0)
        .add("2023", 3.1, Measure::growth);
    EXPECT_NEAR(years.series().growth_of_levels(at("2023"))->value, -11.0051446091, 1e-9);
    EXPECT_DOUBLE_EQ(years.series().published_growth(at("2023"))->value, 3.1);
    EXPECT_DOUBLE_EQ(level(years.series(), "2022"), 421412);
    EXPECT_DOUBLE_EQ(level(years.series(), "2023"), 375035);
}

TEST(Growth, IsNotFilledWhereBothEndsArePublished) {
    Table table(Kind::flow);
    table.add("2022", 100).add("2023", 105).add("2023", 10, Measure::growth);
    EXPECT_DOUBLE_EQ(level(table.series(), "2022"), 100);
    EXPECT_DOUBLE_EQ(level(table.series(), "2023"), 105);
    EXPECT_FALSE(table.series().level(at("2023"))->derived);
    EXPECT_NEAR(table.series().growth_of_levels(at("2023"))->value, 5, 1e-12);
}

TEST(Growth, OfMinusAHundredPercentFillsNothingBackward) {
    Table table(Kind::flow);
    table.add("2023", 0).add("2023", -100, Measure::growth);
    EXPECT_FALSE(table.series().level(at("2022")));
}

TEST(Growth, OfLevelsNeedsAPositiveBase) {
    Table table(Kind::stock);
    table.add("2021", -5).add("2022", 0).add("2023", 10).add("2024", 5);
    const gp::Series series = table.series();
    EXPECT_FALSE(series.growth_of_levels(at("2022")));
    EXPECT_FALSE(series.growth_of_levels(at("2023")));
    EXPECT_DOUBLE_EQ(series.growth_of_levels(at("2024"))->value, -50);
    EXPECT_FALSE(series.growth_of_levels(at("2025")));
    EXPECT_DOUBLE_EQ(series.change(at("2022"))->value, 5);
    EXPECT_DOUBLE_EQ(series.change(at("2023"))->value, 10);
    EXPECT_NEAR(series.change(at("2024"))->half_unit, 0.1, 1e-12);
}

TEST(Growth, OfEqualLevelsIsExactlyZero) {
    Table table(Kind::flow);
    table.add("2023-H1", 0.1).add("2023-H2", 0.2).add("2024", 0.3);
    const gp::Series series = table.series();
    EXPECT_EQ(series.growth_of_levels(at("2024"))->value, 0);
    EXPECT_EQ(series.change(at("2024"))->value, 0);
}

TEST(Growth, ComparesTheSameMonthAYearEarlier) {
    Table table(Kind::flow);
    table.add("2023-06", 50).add("2024-05", 80).add("2024-06", 60);
    EXPECT_DOUBLE_EQ(table.series().growth_of_levels(at("2024-06"))->value, 20);
    EXPECT_DOUBLE_EQ(table.series().change(at("2024-06"))->value, 10);
    EXPECT_FALSE(table.series().growth_of_levels(at("2024-05")));
}

TEST(Breaks, StopGrowthAcrossThem) {
    Table table(Kind::flow);
    table.add("2021", 90).add("2022", 100).add("2023", 60);
    table.last().series_break = true;
    table.add("2024", 66);
    const gp::Series series = table.series();
    EXPECT_TRUE(series.growth_of_levels(at("2022")));
    EXPECT_FALSE(series.growth_of_levels(at("2023")));
    EXPECT_FALSE(series.change(at("2023")));
    EXPECT_NEAR(series.growth_of_levels(at("2024"))->value, 10, 1e-12);
}

TEST(Breaks, StopLevelsFromBeingFilledAcrossThem) {
    Table table(Kind::flow);
    table.add("2023", 66);
    table.last().series_break = true;
    table.add("2023", 10, Measure::growth).add("2024", 10, Measure::growth);
    const gp::Series series = table.series();
    EXPECT_FALSE(series.level(at("2022")));
    EXPECT_NEAR(level(series, "2024"), 72.6, 1e-12);
    EXPECT_DOUBLE_EQ(series.published_growth(at("2023"))->value, 10);  // published all the same
}

TEST(Figures, AreThoseOfTheTableByTheDaysTheyCover) {
    Table table(Kind::flow);
    table.add("2023", 35).add("2024-02", 5, Measure::ytd);
    const auto series = table.series();
    auto const& figures = series.figures();
    ASSERT_EQ(figures.size(), 2U);
    EXPECT_EQ(figures.begin()->first, std::pair(gp::date(2023, 1, 1), gp::date(2024, 1, 1)));
    EXPECT_EQ(figures.rbegin()->first, std::pair(gp::date(2024, 1, 1), gp::date(2024, 3, 1)));
    const auto between = series.total_between(gp::date(2023, 1, 1), gp::date(2024, 3, 1));
    ASSERT_TRUE(between);
    EXPECT_DOUBLE_EQ(between->value, 40);
}

// --- one key for the year and its last year-to-date figure
// -----------------------------------------
TEST(LastYearToDate, IsTheYearsFigureAndTheMoreTrustedWins) {
    Table table(Kind::flow);
    table.add("2024", 100).last().status = DataStatus::estimated;
    table.add("2024-12", 105, Measure::ytd);
    EXPECT_EQ(level(table.series(), "2024"), 105);
    table.add("2024", 5, Measure::growth).last().status = DataStatus::estimated;
    table.add("2024-12", 6, Measure::ytd_growth);
    EXPECT_EQ(table.series().published_growth(at("2024"))->value, 6);
}

TEST(GrowthFills, TheYearFromItsLastMonthOrTheMeanOfItsMonths) {
    Table stock(Kind::stock);
    stock.add("2022-12", 100).add("2023", 10, Measure::growth);
    EXPECT_NEAR(level(stock.series(), "2023"), 110, 1e-9);
    Table average(Kind::average);
    for (int month = 1; month <= 12; ++month)
        average.add(gp::to_string(gp::Period::month(2022, month)), 100);
    average.add("2023", 10, Measure::growth);
    EXPECT_NEAR(level(average.series(), "2023"), 110, 1e-9);
}

TEST(GrowthFills, NothingFromABaseThatIsNotPositive) {
    for (double base : {-100.0, 0.0}) {
        Table table(Kind::flow);
        table.add("2022", base).add("2023", 10, Measure::growth);
        EXPECT_FALSE(table.series().level(at("2023"))) << base;
    }
}

TEST(GrowthOfLevels, ItsRoundingIsNeverNegative) {
    Table table(Kind::flow);
    table.add("2022", 1).add("2023", -100);
    EXPECT_GT(table.series().growth_of_levels(at("2023"))->half_unit, 0);
}

}  // namespace
}  // namespace series_test
