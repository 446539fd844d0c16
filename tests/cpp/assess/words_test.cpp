// Periods and windows in the prose of Chinese offices.
#include <glidepath/assess/judge/words.hpp>
#include <glidepath/time/period_text.hpp>

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace glidepath::words_test {
namespace {

std::string zh(std::string_view window) {
    return detail::window_words(parse_window(window), Language::zh);
}

TEST(WindowWords, SayAYearOnce) {
    EXPECT_EQ(zh("2024-01..2024-06"), "2024年1—6月");
    EXPECT_EQ(zh("2024-09..2024-12"), "2024年9—12月");
    EXPECT_EQ(zh("2024-Q1..2024-Q3"), "2024年一季度至三季度");
    EXPECT_EQ(zh("2024-H1..2024-H2"), "2024年上半年至2024年下半年");
    EXPECT_EQ(zh("2023..2025"), "2023—2025年");
}
TEST(WindowWords, AcrossYearsSayBoth) {
    EXPECT_EQ(zh("2023-11..2024-02"), "2023年11月至2024年2月");
    EXPECT_EQ(zh("2023-Q4..2024-Q1"), "2023年四季度至2024年一季度");
}
TEST(WindowWords, OfOnePeriodAreThoseOfThePeriod) {
    EXPECT_EQ(zh("2024-06"), "2024年6月");
    EXPECT_EQ(zh("2024"), "2024年");
    EXPECT_EQ(detail::window_words(parse_window("2024-01..2024-06"), Language::en),
              "2024-01..2024-06");
}

}  // namespace
}  // namespace glidepath::words_test
