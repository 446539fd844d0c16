// Statements as values: what they stand for, and what each and directional statements expand to.
#include <glidepath/model/statement.hpp>
#include <glidepath/model/statement_text.hpp>

#include <gtest/gtest.h>

#include <string_view>
#include <type_traits>

namespace statement_test {
namespace {

namespace gp = glidepath;
using gp::Face;
using gp::Stat;

static_assert(std::is_nothrow_move_constructible_v<gp::Statement>);
static_assert(std::is_trivially_copyable_v<gp::Quantity>);
static_assert(!std::is_convertible_v<Stat, int> && !std::is_convertible_v<int, Face>);

TEST(Expansion, OfADirectionalStatementIsAnEachStatement) {
    struct Case {
        std::string_view short_form;
        std::string_view long_form;
    };
    for (Case const& c : {Case{"rises 2023..2027", "each 2023..2027 change > 0"},
                          Case{"falls 2023..2027", "each 2023..2027 change < 0"},
                          Case{"never falls 2023..2027", "each 2023..2027 change >= 0"},
                          Case{"never rises 2023..2027", "each 2023..2027 change <= 0"}})
        EXPECT_EQ(gp::expanded(gp::parse_statement(c.short_form)), gp::parse_statement(c.long_form))
            << c.short_form;
}

TEST(Expansion, OfSteadyIsGrowthForPercentAndChangeForTheRest) {
    const gp::Statement percent = gp::expanded(gp::parse_statement("steady 2023..2027 within 3%"));
    EXPECT_EQ(gp::to_string(percent), "each 2023..2027 growth between -3% and 3%");
    EXPECT_EQ(percent, gp::parse_statement("each 2023..2027 growth between -3% and 3%"));
    const gp::Statement points =
        gp::expanded(gp::parse_statement("steady 2023..2027 within 0.5pp"));
    EXPECT_EQ(gp::to_string(points), "each 2023..2027 change between -0.5pp and 0.5pp");
    const gp::Statement plain = gp::expanded(gp::parse_statement("steady 2023..2027 within 2"));
    EXPECT_EQ(gp::to_string(plain), "each 2023..2027 change between -2 and 2");
}

TEST(Expansion, LeavesEveryOtherStatementAlone) {
    for (std::string_view text :
         {"at 2025 > 860", "by 2025 >= 5", "sum 2023..2025 >= 110", "mean 2023..2027 <= 30",
          "each 2023..2027 >= 35", "growth from 2020 to 2025 >= 15%", "done by 2025-12", "done"}) {
        const gp::Statement statement = gp::parse_statement(text);
        EXPECT_EQ(gp::expanded(statement), statement) << text;
    }
}

TEST(Expansion, IsIdempotent) {
    for (std::string_view text :
         {"rises 2023..2027", "steady 2023..2027 within 3%", "never rises 2023..2027"}) {
        const gp::Statement once = gp::expanded(gp::parse_statement(text));
        EXPECT_EQ(gp::expanded(once), once);
    }
}

TEST(Stats, ThoseThatSpeakOfEachPeriod) {
    for (std::string_view text :
         {"each 2023..2027 >= 35", "rises 2023..2027", "falls 2023..2027", "never falls 2023..2027",
          "never rises 2023..2027", "steady 2023..2027 within 3%"})
        EXPECT_TRUE(gp::is_each(gp::parse_statement(text).stat)) << text;
    for (std::string_view text : {"at 2025 > 860", "by 2025 > 860", "sum 2023..2025 > 1",
                                  "mean 2023..2025 > 1", "growth from 2020 to 2025 > 1%", "done"})
        EXPECT_FALSE(gp::is_each(gp::parse_statement(text).stat)) << text;
}

TEST(Values, AreANumberARelationOrNotYetDecided) {
    const gp::Statement number = gp::parse_statement("at 2025 > 860");
    EXPECT_TRUE(number.quantity() && !number.reference() && !number.to_be_decided());
    const gp::Statement relation = gp::parse_statement("at 2025 > other");
    EXPECT_TRUE(!relation.quantity() && relation.reference() && !relation.to_be_decided());
    const gp::Statement open = gp::parse_statement("at 2025 > tbd");
    EXPECT_TRUE(!open.quantity() && !open.reference() && open.to_be_decided());
    EXPECT_FALSE(gp::parse_statement("rises 2023..2027").to_be_decided());
    EXPECT_FALSE(gp::Statement{}.to_be_decided());
}

}  // namespace
}  // namespace statement_test
