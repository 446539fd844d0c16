#include "io_support.hpp"
#include <glidepath/io/observations_io.hpp>
#include <glidepath/io/plan_io.hpp>

#include <gtest/gtest.h>

#include <limits>

namespace glidepath::observations_writer_test {
namespace {

using namespace testing_support;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Plan plan() {
    return read_plan(R"([plan]
id = "p"
title = { zh = "计划" }
horizon = "2023..2027"
place = "here"
[[indicator]]
id = "x"
kind = "flow"
unit = "亿元"
[[indicator]]
id = "y"
kind = "flow"
unit = "万千瓦"
)",
                     "p.toml")
        .take();
}

TEST(ObservationsWriter, GivesBackWhatWasRead) {
    const std::string table =
        "indicator,period,value,place,measure,unit,status,released,source,note\n"
        "x,2023,841.00,,,,E,2024-01-08,\"a, \"\"b\"\"\n c\",\n"
        "x,2016..2020,2875,there,,,A,,公报,\" blank \"\n"
        "x,2015..2019,2875,there,,,A,,公报,\n"
        "x,2023-06,0.30,,ytd,万元,PB,2023-07-31,,\"\r\"\n"
        "x,2023,-14.5,,growth,%,P,,,\n"
        "y,2023,17.05,,,千瓦,R,,,\n"
        "y,2023-Q2,3,,rank,,A,,,\n";
    const Observations before = read_observations(table, "o.csv", plan()).take();
    EXPECT_THAT(before.rejected, IsEmpty());
    const std::string written = write_observations(before, plan());
    const Observations after = read_observations(written, "w.csv", plan()).take();
    EXPECT_EQ(after.rows, before.rows);
    EXPECT_THAT(after.rejected, IsEmpty());
    EXPECT_EQ(write_observations(after, plan()), written);
    EXPECT_THAT(written, HasSubstr("\nx,2023,841.00,,,,E,2024-01-08,\"a, \"\"b\"\"\n c\",\n"));
    EXPECT_THAT(written, HasSubstr("\nx,2023,-14.5,,growth,,P,,,\n"));
}

TEST(ObservationsWriter, KeepsPrintedDigitsInEveryUnit) {
    std::string table = "indicator,period,value,unit\n";
    int year = 1500;
    for (const char* unit : {"", "元", "万元", "百万元", "千万元"})
        for (const char* value :
             {"0", "0.10", "17.05", "999999.999", "1234567890.1", "0.000001", "-3.30"})
            table += "x," + std::to_string(++year) + "," + value + "," + unit + "\n";
    const Observations before = read_observations(table, "o.csv", plan()).take();
    EXPECT_THAT(before.rejected, IsEmpty());
    EXPECT_EQ(read_observations(write_observations(before, plan()), "w.csv", plan()).take().rows,
              before.rows);
}

TEST(ObservationsWriter, WritesAllDigitsThatARowBuiltInCodeNeeds) {
    Observation row;
    row.indicator = "x";
    row.period = Period::year(2023);
    row.value = 0.125;
    EXPECT_THAT(write_observations(make_observations({row}, plan()), plan()),
                HasSubstr("x,2023,0.125,,,,A,,,\n"));
}

TEST(ObservationsWriter, RefusesWhatCannotBeWritten) {
    const auto why = [](Observation row) {
        try {
            static_cast<void>(write_observations({{std::move(row)}, {}}, plan()));
        } catch (InputError const& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    Observation row;
    row.indicator = "x";
    row.period = Period::year(2023);
    EXPECT_EQ(why(row), "");
    row.unit = "家";
    EXPECT_THAT(why(row), HasSubstr("[unit_mismatch]"));
    row.unit = "";
    row.value = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THAT(why(row), HasSubstr("[bad_number]"));
    row.value = 1;
    row.note = "\xFF";
    EXPECT_THAT(why(row), HasSubstr("[not_utf8]"));
    row.note = "";
    row.indicator = "z";
    EXPECT_THAT(why(row), HasSubstr("[unknown_indicator]"));
}

}  // namespace
}  // namespace glidepath::observations_writer_test
