// Calendar dates as text, and the strictness of reading them.
#include <glidepath/time/date.hpp>

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

namespace date_test {
namespace {

namespace gp = glidepath;

TEST(DateText, EveryDayReadsBackFromItsText) {
    const gp::Date end = gp::date(2031, 12, 31);
    for (gp::Date day = gp::date(1999, 1, 1); day <= end; day = gp::add_days(day, 1)) {
        const std::string text = gp::to_string(day);
        ASSERT_EQ(text.size(), 10U);
        ASSERT_EQ(gp::try_parse_date(text), day) << text;
    }
}

TEST(DateText, TextsAscendWithTheDays) {
    std::string before = gp::to_string(gp::date(1999, 12, 31));
    for (int i = 1; i < 1500; ++i) {
        const std::string text = gp::to_string(gp::add_days(gp::date(1999, 12, 31), i));
        ASSERT_LT(before, text);
        before = text;
    }
}

TEST(DateText, OnlyDaysOfTheCalendarAreRead) {
    EXPECT_TRUE(gp::try_parse_date("2024-02-29"));
    EXPECT_TRUE(gp::try_parse_date("2000-02-29"));
    EXPECT_TRUE(gp::try_parse_date("1400-01-01"));
    EXPECT_TRUE(gp::try_parse_date("9999-12-31"));
    constexpr std::array<std::string_view, 34> bad{"",
                                                   "2024",
                                                   "2024-02",
                                                   "2023-02-29",
                                                   "1900-02-29",
                                                   "2024-02-30",
                                                   "2024-04-31",
                                                   "2024-13-01",
                                                   "2024-00-01",
                                                   "2024-01-00",
                                                   "2024-01-32",
                                                   "1399-12-31",
                                                   "0000-01-01",
                                                   "2024-1-01",
                                                   "2024-01-1",
                                                   "2024/01/01",
                                                   "2024.01.01",
                                                   "20240101",
                                                   "01-01-2024",
                                                   " 2024-01-01",
                                                   "2024-01-01 ",
                                                   "2024-01-01T00:00",
                                                   "2024-01--1",
                                                   "2024--1-01",
                                                   "-024-01-01",
                                                   "+024-01-01",
                                                   "2024-0x-01",
                                                   "2024-01-1a",
                                                   "2O24-01-01",
                                                   "2024-01-01\n",
                                                   "2024_01_01",
                                                   "today",
                                                   "２０２４-01-01",
                                                   "2024年1月1日"};
    for (std::string_view text : bad) EXPECT_FALSE(gp::try_parse_date(text)) << text;
}

TEST(DateText, ATextWithNulBytesIsNoDate) {
    EXPECT_FALSE(gp::try_parse_date(std::string_view("2024-01-0\0", 10)));
    EXPECT_FALSE(gp::try_parse_date(std::string_view("2024\0"
                                                     "01-01",
                                                     10)));
}

TEST(DateFromNumbers, AnImpossibleDayIsNamed) {
    try {
        (void)gp::date(2023, 2, 29);
        FAIL() << "29 February 2023 was accepted";
    } catch (std::invalid_argument const& error) {
        EXPECT_NE(std::string(error.what()).find("2023-2-29"), std::string::npos) << error.what();
    }
    EXPECT_THROW((void)gp::date(1399, 12, 31), std::invalid_argument);
    EXPECT_THROW((void)gp::date(10000, 1, 1), std::invalid_argument);
    EXPECT_THROW((void)gp::date(2024, 0, 1), std::invalid_argument);
    EXPECT_THROW((void)gp::date(2024, 13, 1), std::invalid_argument);
    EXPECT_THROW((void)gp::date(2024, 1, 0), std::invalid_argument);
    EXPECT_THROW((void)gp::date(2024, -1, 1), std::invalid_argument);
    EXPECT_THROW((void)gp::date(-1, 1, 1), std::invalid_argument);
}

TEST(DateArithmetic, AddingDaysAndCountingThemAreInverse) {
    const gp::Date start = gp::date(1999, 1, 1);
    for (int days = -2000; days <= 2000; days += 7) {
        const gp::Date other = gp::add_days(start, days);
        ASSERT_EQ(gp::days_between(start, other), days);
        ASSERT_EQ(gp::days_between(other, start), -days);
        ASSERT_EQ(gp::add_days(other, -days), start);
    }
    EXPECT_EQ(gp::days_between(gp::date(2024, 1, 1), gp::date(2025, 1, 1)), 366);
    EXPECT_EQ(gp::days_between(gp::date(2023, 1, 1), gp::date(2024, 1, 1)), 365);
}

}  // namespace
}  // namespace date_test
