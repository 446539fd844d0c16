#include "io_support.hpp"
#include <glidepath/io/file.hpp>
#include <glidepath/io/observations_io.hpp>
#include <glidepath/io/plan_io.hpp>

#include <gtest/gtest.h>

namespace glidepath::observations_reader_test {
namespace {

using namespace testing_support;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Plan plan_of(std::string const& year = "--01-01") {
    return read_plan(R"([plan]
id = "p"
title = { zh = "计划" }
horizon = "2023..2027"
place = "拱墅区"
reporting_year_start = ")" +
                         year + R"("
[[indicator]]
id = "investment"
name = { zh = "固定资产投资", en = "Fixed-asset investment" }
aliases = ["固投", "投资"]
kind = "flow"
unit = "亿元"
bounds = { min = 0 }
[[indicator]]
id = "housing"
aliases = ["投资"]
kind = "flow"
unit = "套"
whole = true
[[indicator]]
id = "population"
kind = "stock"
unit = "万人"
[[indicator]]
id = "share"
kind = "ratio"
unit = "%"
bounds = { min = 0, max = 100 }
[[indicator]]
id = "built"
kind = "milestone"
[[indicator]]
id = "index"
kind = "average"
lag = 10
)",
                     "p.toml")
        .take();
}

const std::string header =
    "indicator,period,value,place,measure,unit,status,released,source,note\n";

/// Reads rows under the full header.
Observations read(std::string const& rows, Plan const& plan = plan_of()) {
    return read_observations(header + rows, "o.csv", plan).take();
}
std::vector<std::string> rejected(std::string const& rows, Plan const& plan = plan_of()) {
    return lines(read(rows, plan).rejected);
}
/// Why a table as a whole is no use.
std::vector<std::string> unusable(std::string const& bytes) {
    const Reading<Observations> table = read_observations(bytes, "o.csv", plan_of());
    EXPECT_FALSE(table);
    return lines(table.faults);
}

TEST(ObservationsReader, ReadsEveryColumn) {
    const Observations table = read("investment,2023-06,30.60,杭州市,ytd,万元,PB,2023-07,\"公报, "
                                    "2023-07-10\",\"say \"\"hi\"\"\nthere\"\n");
    ASSERT_THAT(table.rows, SizeIs(1));
    Observation const& row = table.rows[0];
    EXPECT_EQ(row.indicator, "investment");
    EXPECT_EQ(row.period, Window(Period::month(2023, 6)));
    EXPECT_DOUBLE_EQ(row.value, 0.00306);
    EXPECT_DOUBLE_EQ(row.half_unit, 0.0000005);
    EXPECT_EQ(row.decimals, 2);
    EXPECT_EQ(row.unit, "万元");
    EXPECT_EQ(row.place, "杭州市");
    EXPECT_EQ(row.measure, Measure::ytd);
    EXPECT_EQ(row.status, DataStatus::provisional);
    EXPECT_TRUE(row.series_break);
    EXPECT_EQ(row.released, date(2023, 7, 31));
    EXPECT_FALSE(row.release_assumed);
    EXPECT_EQ(row.source, "公报, 2023-07-10");
    EXPECT_EQ(row.note, "say \"hi\"\nthere");
    EXPECT_EQ(to_string(row.where), "o.csv:2");
}

TEST(ObservationsReader, TakesColumnsInAnyOrderWithDefaultsForTheRest) {
    const Observations table =
        read_observations(" value ,indicator,period\n 841 , investment ,2023\n", "o.csv", plan_of())
            .take();
    ASSERT_THAT(table.rows, SizeIs(1));
    Observation const& row = table.rows[0];
    EXPECT_EQ(row.value, 841);
    EXPECT_EQ(row.half_unit, 0.5);
    EXPECT_EQ(row.measure, Measure::value);
    EXPECT_EQ(row.status, DataStatus::final);
    EXPECT_TRUE(row.unit.empty());
    EXPECT_TRUE(row.release_assumed);
    EXPECT_EQ(row.released, add_days(date(2023, 12, 31), 90));
}

TEST(ObservationsReader, TakesByteOrderMarkAndAnyLineEnd) {
    for (const char* end : {"\n", "\r\n", "\r"}) {
        std::string text =
            "\xEF\xBB\xBF"
            "indicator,period,value,note\ninvestment,2023,1,\"a\nb\"\n\nshare,2023,x,\n";
        for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos;
             at += std::string(end).size())
            text.replace(at, 1, end);
        const Observations table = read_observations(text, "o.csv", plan_of()).take();
        ASSERT_THAT(table.rows, SizeIs(1));
        EXPECT_EQ(table.rows[0].note, "a" + std::string(end) + "b");
        EXPECT_THAT(lines(table.rejected),
                    ElementsAre(HasSubstr("o.csv:5:12: share: value: \"x\"")));
    }
}

TEST(ObservationsReader, PassesOverRowsWithoutAFigure) {
    const Observations table =
        read("investment,2023,,,,,,,,\ninvestment,2023,/,,,,,,,\nunknown,zz,—,,,,,,,\n"
             "investment,2023, - ,,,,,,,\n,,,,,,,,,\n\n   \ninvestment,2023,0,,,,,,,\n");
    EXPECT_THAT(table.rejected, IsEmpty());
    ASSERT_THAT(table.rows, SizeIs(1));  // zero is a figure
    EXPECT_EQ(table.rows[0].value, 0);
}

TEST(ObservationsReader, KnowsIndicatorsByNameAndAlias) {
    for (const char* name : {"investment", "固定资产投资", "Fixed-asset investment", "固投"})
        EXPECT_EQ(read(std::string(name) + ",2023,1,,,,,,,\n").rows.at(0).indicator, "investment");
    EXPECT_THAT(
        rejected("投资,2023,1,,,,,,,\ninvestmnet,2023,1,,,,,,,\n固定资产投次,2023,1,,,,,,,\nzzz,"
                 "2023,1,,,,,,,\n,2023,1,,,,,,,\n"),
        ElementsAre(
            "o.csv:2:1: indicator: \"投资\" may be any of investment, housing; write the id "
            "[ambiguous_indicator]",
            "o.csv:3:1: indicator: \"investmnet\" is no indicator of the plan; did you mean "
            "\"investment\"? [unknown_indicator]",
            "o.csv:4:1: indicator: \"固定资产投次\" is no indicator of the plan; did you mean "
            "\"固定资产投资\"? [unknown_indicator]",
            "o.csv:5:1: indicator: \"zzz\" is no indicator of the plan [unknown_indicator]",
            "o.csv:6:1: indicator: \"\" is no indicator of the plan [unknown_indicator]"));
}

TEST(ObservationsReader, NamesTheRemedyForANumberItCannotRead) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"\"1,200\"", "\"1,200\" is no plain number; write 1200, without separators or blanks"},
        {"1 200", "\"1 200\" is no plain number; write 1200, without separators or blanks"},
        {"１２．５", "\"１２．５\" is no plain number; write 12.5, in ASCII characters"},
        {"－５", "\"－５\" is no plain number; write -5, in ASCII characters"},
        {"−5", "\"−5\" is no plain number; write -5, with the minus sign -"},
        {"+5", "\"+5\" is no plain number; write 5, without +"},
        {"5%", "\"5%\" is no plain number; write 5, and % in the column unit"},
        {".5", "\".5\" is no plain number; write 0.5"},
        {"5.", "\"5.\" is no plain number; write 5"},
        {"1.2e6", "\"1.2e6\" is no plain number; write all its digits, without an exponent"},
        {"NaN", "\"NaN\" is no plain number; leave the cell blank if there is no figure"},
        {"-inf", "\"-inf\" is no plain number; leave the cell blank if there is no figure"},
        {"#N/A", "\"#N/A\" is no plain number; leave the cell blank if there is no figure"},
        {"12亿元",
         "\"12亿元\" is no plain number; write the number alone, and its unit in the column unit"},
        {"约12", "\"约12\" is no plain number; write it as 860 or -5.5, or leave the cell blank if "
                 "there is no figure"},
        {"0x10",
         "\"0x10\" is no plain number; write the number alone, and its unit in the column unit"},
        {std::string(311, '9'), "is no plain number; it is too long"},
        {"0." + std::string(301, '9'), "it is too long"},
    };
    for (auto const& [cell, message] : cases) {
        const auto faults = rejected("investment,2023," + cell + ",,,,,,,\n");
        EXPECT_THAT(faults, ElementsAre(AllOf(HasSubstr("o.csv:2:17: investment: value: "),
                                              HasSubstr(message), HasSubstr("[bad_number]"))));
    }
}

TEST(ObservationsReader, ConvertsUnitsAndKeepsThePrintedOne) {
    const Observations table =
        read("housing,2023,2.8,,,万套,,,,\npopulation,2023,1120000,,,人,,,,\n"
             "population,2022,110.5,,,万人,,,,\nhousing,2022,3,,,套,,,,\n");
    ASSERT_THAT(table.rows, SizeIs(4));
    EXPECT_EQ(table.rows[0].value, 28000);
    EXPECT_EQ(table.rows[0].half_unit, 500);
    EXPECT_EQ(table.rows[0].decimals, 1);
    EXPECT_EQ(table.rows[0].unit, "万套");
    EXPECT_EQ(table.rows[1].value, 112);
    EXPECT_EQ(table.rows[2].unit, "");
    EXPECT_EQ(table.rows[3].unit, "");
}

TEST(ObservationsReader, RefusesUnitsThatDoNotFit) {
    EXPECT_THAT(
        rejected(
            "investment,2023,12,,,家,,,,\ninvestment,2023,12,,,亿园,,,,\nindex,2023,12,,,元,,,,\n"
            "investment,2023,12,,growth,亿元,,,,\nshare,2023,12,,share_of_annual,亿元,,,,\n"
            "share,2023,3,,rank,位,,,,\nbuilt,2023,1,,,个,,,,\n"),
        ElementsAre(
            "o.csv:2:22: investment: unit: the figure is in 家, but investment is in 亿元, "
            "which measures something else [unit_mismatch]",
            "o.csv:3:22: investment: unit: \"亿园\" is no unit of the catalogue or the plan; "
            "did you mean \"亿元\"? [unknown_unit]",
            "o.csv:4:17: index: unit: the figure is in 元, but index has no unit [unit_mismatch]",
            "o.csv:5:28: investment: unit: growth is in percent, not in \"亿元\"; leave the cell "
            "blank or write % [unit_mismatch]",
            "o.csv:6:32: share: unit: share_of_annual is in percent, not in \"亿元\"; leave the "
            "cell blank or write % [unit_mismatch]",
            "o.csv:7:20: share: unit: a rank has no unit; leave the cell blank [unit_mismatch]",
            "o.csv:8:16: built: unit: the figure is in 个, but built has no unit "
            "[unit_mismatch]"));
    EXPECT_THAT(
        rejected("investment,2023,14.5,,growth,%,,,,\ninvestment,2023,9,,growth,,,2024-05-01,,\n"),
        IsEmpty());
}

TEST(ObservationsReader, ChecksThatAFigureIsPossible) {
    EXPECT_THAT(
        rejected("housing,2023,2.5,,,,,,,\nbuilt,2023,2,,,,,,,\nshare,2023,100.06,,,,,,,\nshare,"
                 "2022,-1,,,%,,,,\n"
                 "share,2023,0,,rank,,,,,\nshare,2023,1.5,,rank,,,,,\ninvestment,2016..2020,-5,,,,,"
                 ",,\n"),
        ElementsAre("o.csv:2:14: housing: value: housing is a count: whole numbers only, not "
                    "\"2.5\" [not_whole]",
                    "o.csv:3:12: built: value: a milestone is 1 (done) or 0 (not done), not \"2\" "
                    "[bad_value]",
                    "o.csv:4:12: share: value: \"100.06\" lies above 100, which share cannot; "
                    "correct the figure, its unit, or the bounds in the plan [out_of_bounds]",
                    "o.csv:5:12: share: value: \"-1\" lies below 0, which share cannot; correct "
                    "the figure, its unit, or the bounds in the plan [out_of_bounds]",
                    "o.csv:6:12: share: value: \"0\" is no rank: 1, 2, 3, ... [bad_value]",
                    "o.csv:7:12: share: value: \"1.5\" is no rank: 1, 2, 3, ... [bad_value]",
                    "o.csv:8:23: investment: value: \"-5\" lies below 0, which investment cannot; "
                    "correct the figure, its unit, or the bounds in the plan [out_of_bounds]"));
    EXPECT_THAT(rejected("share,2023,100.0,,,,,,,\nbuilt,2023,1,,,,,,,\nhousing,2023,12.0,,,,,,,\n"
                         "share,2023,130.7,,share_of_annual,,,,,\nshare,2023,-3.2,,growth,,,,,\n"),
                IsEmpty());
}

TEST(ObservationsReader, ChecksThatThePeriodFitsTheMeasure) {
    EXPECT_THAT(
        rejected("investment,2023,1,,ytd,,,,,\ninvestment,2023-W05,1,,ytd,,,,,\ninvestment,2023-06-"
                 "30,1,,ytd_growth,,,,,\n"
                 "investment,2023-01..2023-06,1,,ytd,,,,,\npopulation,2023-06,1,,ytd,,,,,\nbuilt,"
                 "2023,1,,growth,,,,,\n"
                 "population,2016..2020,1,,,,,,,\nbuilt,2016..2020,1,,,,,,,\ninvestment,2016..2020,"
                 "9.1,,growth,,,,,\n"),
        ElementsAre(
            HasSubstr(
                "o.csv:2:12: investment: period: ytd needs a half-year, a quarter or a month, not "
                "\"2023\"; for a whole year leave out ytd [illegal_period]"),
            HasSubstr("not \"2023-W05\" [illegal_period]"),
            HasSubstr("not \"2023-06-30\" [illegal_period]"),
            HasSubstr("o.csv:5:12: investment: period: ytd is told by the last period of the span "
                      "alone, such "
                      "as 2023-06 [illegal_period]"),
            HasSubstr("o.csv:6:23: population: measure: a stock has no ytd: its value at the end "
                      "of the period "
                      "is a value [illegal_measure]"),
            HasSubstr(
                "o.csv:7:15: built: measure: a milestone has no growth; it is done (1) or not (0) "
                "[illegal_measure]"),
            HasSubstr("o.csv:8:12: population: period: a stock is a value at the end of a period: "
                      "name the "
                      "period alone, such as 2020 [illegal_period]"),
            HasSubstr("o.csv:9:7: built: period: a milestone is done in one period: name that "
                      "period alone"),
            HasSubstr("o.csv:10:12: investment: period: growth compares with the same period a "
                      "year earlier")));
    EXPECT_THAT(rejected("investment,2023-01..2023-02,1,,growth,,,,,\ninvestment,2023-H1,1,,ytd,,,,"
                         ",\nindex,2023-Q2,1,,ytd,,,,,\n"
                         "share,2016..2020,9,,,,,,,\n"),
                IsEmpty());
}

TEST(ObservationsReader, FollowsThePlansReportingYear) {
    const Plan plan = plan_of("--04-01");
    const Observations table = read("investment,2023-Q2,1,,,,,,,\ninvestment,2023-M06,2,,ytd,,,,,"
                                    "\ninvestment,2023-S1,3,,ytd,,,,,\n"
                                    "investment,2023-H1,3,,ytd,,,,,\n",
                                    plan);
    ASSERT_THAT(table.rows, SizeIs(3));
    EXPECT_EQ(table.rows[0].period.first_day(), date(2023, 7, 1));
    EXPECT_EQ(table.rows[1].span(plan.reporting_year).first_day(), date(2023, 4, 1));
    EXPECT_EQ(table.rows[2].span(plan.reporting_year).last_day(), date(2023, 9, 30));
    EXPECT_THAT(lines(table.rejected),
                ElementsAre("o.csv:5:12: investment: period: \"2023-H1\" is no part of the plan's "
                            "reporting year, which starts in month 4 [illegal_period]"));
}

TEST(ObservationsReader, ReadsStatusLettersAndWords) {
    const Observations table = read(
        "index,2001,1,,,,A,,,\nindex,2002,1,,,,R,,,\nindex,2003,1,,,,P,,,\nindex,2004,1,,,,E,,,\n"
        "index,2005,1,,,,B,,,\nindex,2006,1,,,,EB,,,\nindex,2007,1,,,,estimated,,,\nindex,2008,1,,,"
        ",,,,\n");
    std::vector<std::pair<DataStatus, bool>> got;
    for (Observation const& row : table.rows) got.emplace_back(row.status, row.series_break);
    using enum DataStatus;
    EXPECT_THAT(got, ElementsAre(std::pair(final, false), std::pair(revised, false),
                                 std::pair(provisional, false), std::pair(estimated, false),
                                 std::pair(final, true), std::pair(estimated, true),
                                 std::pair(estimated, false), std::pair(final, false)));
    for (const char* bad : {"p", "F", "BP", "预计", "finalB", "PBB"})
        EXPECT_THAT(rejected("index,2023,1,,,," + std::string(bad) + ",,,\n"),
                    ElementsAre(HasSubstr("index: status: \"" + std::string(bad) +
                                          "\" is none of A (final)")));
}

TEST(ObservationsReader, ReadsReleaseDaysAndMonths) {
    EXPECT_EQ(read("index,2023,1,,,,,2024-02,,\n").rows.at(0).released, date(2024, 2, 29));
    EXPECT_THAT(
        rejected("index,2023,1,,,,,2022-12-31,,\nindex,2023,1,,,,,2024,,\nindex,2023,1,,,,,2024-02-"
                 "30,,\n"
                 "index,2023,1,,,,,2024-M02,,\nindex,2023,1,,,,,2024-Q1,,\n"),
        ElementsAre("o.csv:2:18: index: released: 2022-12-31 is before the period 2023 has begun "
                    "[dates]",
                    "o.csv:3:18: index: released: \"2024\" is no date; write it as 2024-01-31, or "
                    "2024-01 for its last day [bad_value]",
                    HasSubstr("\"2024-02-30\" is no date"), HasSubstr("\"2024-M02\" is no date"),
                    HasSubstr("\"2024-Q1\" is no date")));
}

TEST(ObservationsReader, AssumesTheNewestReleaseForAnUndatedSource) {
    const Observations table = read("index,2021,1,,,,,,公报,\nindex,2022,1,,,,,,公报,\n");
    ASSERT_THAT(table.rows, SizeIs(2));
    EXPECT_EQ(table.rows[0].released, date(2023, 1, 10));
    EXPECT_EQ(table.rows[1].released, date(2023, 1, 10));
}

TEST(ObservationsReader, TakesThePlansOwnPlaceForNone) {
    const Observations table = read("index,2021,1,拱墅区,,,,,,\nindex,2021,2, 杭州市 ,,,,,,\n");
    EXPECT_EQ(table.rows.at(0).place, "");
    EXPECT_EQ(table.rows.at(1).place, "杭州市");
}

TEST(ObservationsReader, ReportsEveryFaultOfARowAndKeepsTheOthers) {
    const Observations table = read("nobody,2023-13,1e3,,yoy,,X,soon,,\nindex,2023,7,,,,,,,\n");
    EXPECT_THAT(lines(table.rejected),
                ElementsAre(HasSubstr("o.csv:2:1: indicator: \"nobody\""),
                            HasSubstr("o.csv:2:8: period: not a period: \"2023-13\""),
                            HasSubstr("o.csv:2:16: value: \"1e3\""),
                            HasSubstr("o.csv:2:21: measure: \"yoy\" is none of value, ytd"),
                            HasSubstr("o.csv:2:26: status: \"X\""),
                            HasSubstr("o.csv:2:28: released: \"soon\"")));
    EXPECT_THAT(table.rows, SizeIs(1));
}

TEST(ObservationsReader, ReportsTwoValuesUnderOneKey) {
    EXPECT_THAT(
        rejected("index,2023,5.1,,,,,2024-02-01,a,\nindex,2022,1,,,,x,,,\nindex,2023,6.2,,,,,2024-"
                 "02-01,b,\nindex,2023,5.10,,,,,2024-02-01,b,\n"),
        ElementsAre(
            HasSubstr("o.csv:3:17: index: status"),
            HasSubstr("o.csv:4: index: two values of value for 2023 released on 2024-02-01: 5.1 "
                      "(o.csv:2) and 6.2")));
}

TEST(ObservationsReader, ReportsReversedWindows) {
    EXPECT_THAT(
        rejected("index,2025..2023,5,,,,,,,\n"),
        ElementsAre(
            "o.csv:2:7: index: period: the window is reversed: \"2025..2023\" [bad_value]"));
}

TEST(ObservationsReader, ReadsOnAfterABrokenRow) {
    const Observations table = read("index,2021,1\n"
                                    "index,2021,1,,,,,,,,\n"
                                    "index,2021,1\"5,,,,,,,\n"
                                    "\"index\"x,2021,1,,,,,,,\n"
                                    "index,2021,1,,,,,,,\"never closed\n"
                                    "index,2022,2,,,,,,,\n"
                                    "index,2023,3,,,,,,,\"\"\n");
    EXPECT_THAT(
        lines(table.rejected),
        ElementsAre(
            "o.csv:2: the row has 3 fields, the header 10; blank fields need their commas too "
            "[ragged_row]",
            "o.csv:3: the row has 11 fields, the header 10; a field that holds a comma must be "
            "in quotes [ragged_row]",
            "o.csv:4:13: a quote inside a field; put the whole field in quotes and double the "
            "quotes in it [malformed_row]",
            "o.csv:5:8: text after the closing quote of a field; double the quotes in it "
            "[malformed_row]",
            "o.csv:6:20: the quote that opens here is never closed [malformed_row]"));
    EXPECT_THAT(table.rows, SizeIs(2));
    const Observations open = read("index,2021,1,,,,,,,\"never closed\nindex,2022,2,,,,,,,\n");
    EXPECT_THAT(
        lines(open.rejected),
        ElementsAre("o.csv:2:20: the quote that opens here is never closed [malformed_row]"));
    EXPECT_THAT(open.rows, SizeIs(1));
}

TEST(ObservationsReader, CountsPhysicalLinesAcrossQuotedOnes) {
    const Observations table = read(
        "index,2021,1,,,,,,\"a\nb\n\nc\",\nindex,2022,x,,,,,,,\nindex,2022,1,,,,,,\"a\n\",中\"\n");
    EXPECT_EQ(table.rows.at(0).where.line, 2U);
    EXPECT_THAT(lines(table.rejected), ElementsAre(HasSubstr("o.csv:6:12: index: value"),
                                                   HasSubstr("o.csv:8:4: a quote inside")));
}

TEST(ObservationsReader, NamesWhatIsWrongWithTheColumns) {
    EXPECT_THAT(
        unusable("indicator,period,valeu,released,released\nindex,2023,1,,\n"),
        ElementsAre(
            "o.csv:1:18: \"valeu\" is no column of this table; allowed: indicator, period, value, "
            "place, measure, unit, status, released, source, note; did you mean \"value\"? "
            "[unknown_column]",
            "o.csv:1:33: the column released is there twice [duplicate_column]",
            "o.csv:1: the column value is missing [missing_column]"));
    EXPECT_THAT(
        unusable("index,2023,1\n"),
        ElementsAre("o.csv:1: the first line must name the columns (indicator (required), period "
                    "(required), value (required), place, measure, unit, status, released, source, "
                    "note); it reads \"index,2023,1\" [no_header]"));
    EXPECT_THAT(unusable("indicator;period;value\n"),
                ElementsAre(HasSubstr("; fields are separated by commas [no_header]")));
    EXPECT_THAT(
        unusable("\"indicator\n"),
        ElementsAre("o.csv:1:1: the quote that opens here is never closed [malformed_row]"));
}

TEST(ObservationsReader, RefusesWhatIsNoText) {
    EXPECT_THAT(unusable(""), ElementsAre("o.csv: the file is empty [empty]"));
    EXPECT_THAT(unusable("\xEF\xBB\xBF\r\n"), ElementsAre("o.csv: the file is empty [empty]"));
    EXPECT_THAT(unusable(std::string("PK\x03\x04\0\0", 6)),
                ElementsAre(HasSubstr("save the sheet as \"CSV UTF-8\"")));
    EXPECT_THAT(unusable(std::string("a\0b", 3)), ElementsAre(HasSubstr("byte 2 is NUL")));
    // 投资 in GB18030, with a four-byte character behind it. Its first two bytes happen to be
    // UTF-8.
    EXPECT_THAT(
        unusable("indicator,period,value\n\xCD\xB6\xD7\xCA\x81\x30\x81\x30,2023,1\n"),
        ElementsAre(
            "o.csv:2:2: not UTF-8: byte 3 of line 2 is 0xD7; the file looks like GB18030 (GBK): "
            "convert it by iconv -f GB18030 -t UTF-8, or use the glidepath command, which does so "
            "itself [not_utf8]"));
    EXPECT_THAT(unusable("indicator,period,value\nx\xED\xA0\x80\n"),
                ElementsAre(HasSubstr("o.csv:2:2: not UTF-8: byte 2 of line 2 is 0xED")));
}

TEST(ObservationsReader, RefusesATableAboveTheLimitsByName) {
    EXPECT_THAT(
        unusable(std::string(observations_size_limit + 1, 'x')),
        ElementsAre(
            "o.csv: the file is larger than this reader takes: 100.1 MiB, at most 100 MiB; split "
            "it [too_large]"));
    EXPECT_THAT(unusable("indicator,period,value\n" + repeated(",,\n", observations_row_limit + 1)),
                ElementsAre("o.csv: the table has more than 800000 rows; split it [too_large]"));
    EXPECT_THAT(unusable("indicator,period,value\n" +
                         repeated("x,y,z\n", observations_fault_limit / 3 + 2)),
                ElementsAre(HasSubstr(
                    "more than 800000 faults; is this the table of another plan? The first: "
                    "o.csv:2:1: indicator: \"x\"")));
}

TEST(ObservationsReader, SurvivesTwentyThousandQuotes) {
    constexpr std::size_t many = 20'000;
    for (std::string const& cell :
         {repeated("\"", many), repeated("\"", many + 1), repeated("\"\"x", many),
          repeated("\"\n", many), repeated("\",", many), "\"" + repeated("\"\"", many) + "\""}) {
        std::string bytes = header;
        bytes.append("index,2023,1,,,,,,,").append(cell).append("\n");
        EXPECT_TRUE(read_observations(bytes, "o.csv", plan_of()));
    }
    const Observations table = read("index,2023,1,,,,,,,\"" + repeated("\"\"", many) + "\"\n");
    EXPECT_EQ(table.rows.at(0).note, repeated("\"", many));
}

TEST(LoadObservations, ReadsThePublishedExample) {
    const std::filesystem::path folder = std::filesystem::path(GLIDEPATH_EXAMPLES_DIR) / "gongshu";
    if (!std::filesystem::exists(folder / "observations.csv"))
        GTEST_SKIP() << folder << " is not complete";
    const Observations table =
        load_observations(folder / "observations.csv", load_plan(folder / "plan.toml"));
    EXPECT_THAT(lines(table.rejected), IsEmpty());
    EXPECT_FALSE(table.rows.empty());
}

TEST(LoadObservations, ThrowsIfTheTableAsAWholeIsNoUse) {
    const ScratchDirectory scratch;
    EXPECT_THROW(static_cast<void>(load_observations(scratch.write("o.csv", "a,b\n"), plan_of())),
                 InputError);
    EXPECT_THROW(static_cast<void>(load_observations(scratch.path(), plan_of())), InputError);
}

}  // namespace
}  // namespace glidepath::observations_reader_test
