// Numbers as statistics print them: what is read, what is refused, and what equality means.
#include <glidepath/model/number.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <string_view>

namespace number_test {
namespace {

namespace gp = glidepath;

TEST(NumberTexts, KeepTheDigitsThatWerePrinted) {
    struct Case {
        std::string_view text;
        double value;
        int decimals;
    };
    constexpr std::array<Case, 14> cases{{{"0", 0, 0},
                                          {"860", 860, 0},
                                          {"30.60", 30.6, 2},
                                          {"5.5", 5.5, 1},
                                          {"-5.5", -5.5, 1},
                                          {"-0", 0, 0},
                                          {"-0.00", 0, 2},
                                          {"007", 7, 0},
                                          {"0.1", 0.1, 1},
                                          {"421412", 421412, 0},
                                          {"9007199254740993", 9007199254740992, 0},
                                          {"0.000001", 1e-6, 6},
                                          {"100.0", 100, 1},
                                          {"123456789.123456789", 123456789.123456789, 9}}};
    for (Case const& c : cases) {
        const auto number = gp::try_parse_number(c.text);
        ASSERT_TRUE(number) << c.text;
        EXPECT_EQ(number->value, c.value) << c.text;
        EXPECT_EQ(number->decimals, c.decimals) << c.text;
        EXPECT_FALSE(std::signbit(number->value) && number->value == 0) << c.text;
    }
}

TEST(NumberTexts, NothingElseIsANumber) {
    constexpr std::array<std::string_view, 50> bad{
        "",       " ",         "-",     "+5",    "--5",   ".",      ".5",  "5.",    "-.5",
        "1,200",  "1 200",     "1'200", "1_200", "1.2.3", "1..2",   "1e5", "1E5",   "1e-5",
        "0x1F",   "0b1",       "1f",    "1d",    "inf",   "-inf",   "nan", "NaN",   "infinity",
        "５００", "８６０.５", "1．5",  "－5",   "−5",    "1，200", "三",  "860元", "5.5%",
        "5%",     "5pp",       " 5",    "5 ",    "\t5",   "5\n",    "5\r", "/",     "—",
        "…",      "½",         "٣",     "1e",    "e5"};
    for (std::string_view text : bad) EXPECT_FALSE(gp::try_parse_number(text)) << text;
    EXPECT_FALSE(gp::try_parse_number(std::string_view("5\0", 2)));
    EXPECT_FALSE(gp::try_parse_number(std::string_view("\0", 1)));
}

TEST(NumberTexts, AreLimitedAndWhatIsReadCanBeReadAgain) {
    for (int digits : {1, 15, 299, 300, 308}) {
        const auto number =
            gp::try_parse_number(std::string(static_cast<std::size_t>(digits), '9'));
        ASSERT_TRUE(number) << digits;
        EXPECT_TRUE(gp::try_parse_number(gp::to_string(*number))) << digits;
    }
    EXPECT_FALSE(gp::try_parse_number(std::string(311, '9')));
    EXPECT_FALSE(gp::try_parse_number(std::string(1000000, '1')));
    EXPECT_TRUE(gp::try_parse_number("0." + std::string(300, '3')));
    EXPECT_FALSE(gp::try_parse_number("0." + std::string(301, '3')));
}

TEST(FormattedNumbers, ThatRoundToZeroHaveNoSign) {
    EXPECT_EQ(gp::format_fixed(-0.0004, 2), "0.00");
    EXPECT_EQ(gp::format_fixed(-0.0, 0), "0");
    EXPECT_EQ(gp::format_fixed(-0.006, 2), "-0.01");
}

TEST(ShiftedNumbers, AreThoseThatWouldHaveBeenPrinted) {
    EXPECT_EQ(gp::shifted({17.05, 2}, -4), 0.001705);
    EXPECT_EQ(gp::shifted({2.8, 1}, 4), 28000.0);
}

TEST(NumberTexts, PrintedNumbersReadBack) {
    std::mt19937 random(1999);
    for (int i = 0; i < 20000; ++i) {
        const int decimals = static_cast<int>(random() % 7);
        const auto scaled =
            static_cast<double>(static_cast<int>(random() % 2000000001) - 1000000000);
        const gp::Printed number{scaled / std::pow(10.0, decimals), decimals};
        const std::string text = gp::to_string(number);
        const auto read = gp::try_parse_number(text);
        ASSERT_TRUE(read) << text;
        ASSERT_EQ(*read, number) << text;
        ASSERT_EQ(gp::to_string(*read), text);
    }
}

TEST(NumberTexts, TheShortestTextReadsBackExactly) {
    std::mt19937_64 random(7);
    for (int i = 0; i < 20000; ++i) {
        const double value =
            std::ldexp(static_cast<double>(random() >> 11), static_cast<int>(random() % 120) - 100);
        const auto read = gp::try_parse_number(gp::format_shortest(value));
        ASSERT_TRUE(read) << gp::format_shortest(value);
        ASSERT_EQ(read->value, value);
    }
    EXPECT_EQ(gp::format_shortest(90.3), "90.3");
    EXPECT_EQ(gp::format_shortest(1e21), "1000000000000000000000");
    EXPECT_EQ(gp::format_shortest(1e-7), "0.0000001");
    EXPECT_EQ(gp::format_fixed(2.0 / 3, 4), "0.6667");
    EXPECT_EQ(gp::format_fixed(860, 0), "860");
    EXPECT_EQ(gp::format_fixed(1e300, 100).size(), 301U + 1U + 100U);
}

TEST(HalfUnits, AreHalfOfTheLastPrintedDigit) {
    EXPECT_DOUBLE_EQ(gp::half_unit(0), 0.5);
    EXPECT_DOUBLE_EQ(gp::half_unit(1), 0.05);
    EXPECT_DOUBLE_EQ(gp::half_unit(2), 0.005);
}

TEST(NearlyEqual, TakesAMillionthOfAThousandth) {
    EXPECT_TRUE(gp::nearly_equal(860, 860));
    EXPECT_TRUE(gp::nearly_equal(860, 860 * (1 + 0.9e-9)));
    EXPECT_FALSE(gp::nearly_equal(860, 860 * (1 + 1.1e-9)));
    EXPECT_TRUE(gp::nearly_equal(0.1 + 0.2, 0.3));
    EXPECT_TRUE(gp::nearly_equal(-0.0, 0.0));
    EXPECT_FALSE(gp::nearly_equal(0, 1e-300));
    EXPECT_FALSE(gp::nearly_equal(1, -1));
}

TEST(NearlyEqual, IsReflexiveAndSymmetricAndKnowsNoNumber) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    constexpr std::array<double, 9> values{0,     1,      -1,       860,      860.0000001,
                                           1e300, 1e-300, infinity, -infinity};
    for (double a : values) {
        EXPECT_TRUE(gp::nearly_equal(a, a));
        EXPECT_FALSE(gp::nearly_equal(a, nan));
        for (double b : values) EXPECT_EQ(gp::nearly_equal(a, b), gp::nearly_equal(b, a));
    }
    EXPECT_FALSE(gp::nearly_equal(nan, nan));
    EXPECT_FALSE(gp::nearly_equal(infinity, 1e308));
    EXPECT_FALSE(gp::nearly_equal(infinity, -infinity));
}

}  // namespace
}  // namespace number_test
