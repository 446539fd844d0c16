// The target language: what each form means, and how a text that is none is answered.
#include <glidepath/model/statement_text.hpp>

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <variant>

namespace statement_text_test {
namespace {

namespace gp = glidepath;
using gp::Comparator;
using gp::Face;
using gp::Mark;
using gp::Period;
using gp::Stat;
using gp::Window;

const Window years(Period::year(2023), Period::year(2027));

TEST(TargetLanguage, TheExamplesOfItsDescriptionReadBack) {
    for (std::string_view text : {"at 2025 > 860",
                                  "each 2023..2027 >= 35",
                                  "sum 2023..2025 >= 110",
                                  "each 2023..2027 ~ 5 within 1",
                                  "at 2024 growth >= 5.5%",
                                  "growth from 2020 to 2025 >= 15%",
                                  "change from 1990 to 2030 <= -55%",
                                  "each 2023..2027 growth > growth of fixed_asset_investment",
                                  "rises 2023..2027",
                                  "steady 2023..2027 within 3%",
                                  "at 2026 >= tbd",
                                  "done by 2025-12",
                                  "done",
                                  "done by 2025-12-31",
                                  "falls 2023..2027",
                                  "never falls 2023..2027",
                                  "never rises 2023..2027",
                                  "by 2025 >= 50",
                                  "mean 2023..2027 <= 30.5",
                                  "at 2025-Q2 change <= -0.5pp",
                                  "at 2025 > change of other",
                                  "at 2025 between 3 and 5",
                                  "at 2025 = 860.0",
                                  "sum 2025-01..2025-02 = 31.2",
                                  "each 2025-W01..2025-W52 < 7",
                                  "at 2025-H1 >= -12.5",
                                  "at 2025-06-30 <= 0"})
        EXPECT_EQ(gp::to_string(gp::parse_statement(text)), text);
}

TEST(TargetLanguage, EachFormFillsItsFields) {
    const auto at = gp::parse_statement("at 2024 growth >= 5.50%");
    EXPECT_EQ(at.stat, Stat::at);
    EXPECT_EQ(at.window, Window(Period::year(2024)));
    EXPECT_EQ(at.face, Face::growth);
    EXPECT_EQ(at.comparator, Comparator::at_least);
    ASSERT_TRUE(at.quantity());
    EXPECT_EQ(*at.quantity(), (gp::Quantity{5.5, 2, Mark::percent}));
    EXPECT_TRUE(at.dated);

    const auto about = gp::parse_statement("each 2023..2027 ~ 5 within 1");
    EXPECT_EQ(about.stat, Stat::each);
    EXPECT_EQ(about.window, years);
    EXPECT_EQ(about.comparator, Comparator::about);
    EXPECT_EQ(about.second, (gp::Quantity{1, 0, Mark::none}));

    const auto from_to = gp::parse_statement("change from 1990 to 2030 <= -55%");
    EXPECT_EQ(from_to.stat, Stat::from_to);
    EXPECT_EQ(from_to.face, Face::change);
    EXPECT_EQ(from_to.window, Window(Period::year(1990), Period::year(2030)));
    EXPECT_EQ(*from_to.quantity(), (gp::Quantity{-55, 0, Mark::percent}));

    const auto relation =
        gp::parse_statement("each 2023..2027 growth > growth of fixed_asset_investment");
    ASSERT_TRUE(relation.reference());
    EXPECT_EQ(*relation.reference(), (gp::Reference{"fixed_asset_investment", Face::growth}));

    const auto steady = gp::parse_statement("steady 2023..2027 within 0.5pp");
    EXPECT_EQ(steady.stat, Stat::steady);
    EXPECT_EQ(steady.comparator, Comparator::none);
    EXPECT_EQ(steady.second, (gp::Quantity{0.5, 1, Mark::points}));

    EXPECT_EQ(gp::parse_statement("rises 2023..2027").face, Face::change);
    EXPECT_EQ(gp::parse_statement("by 2025 > 5").stat, Stat::by);
    EXPECT_EQ(gp::parse_statement("mean 2023..2027 > 5").stat, Stat::mean);
    EXPECT_TRUE(gp::parse_statement("at 2026 >= tbd").to_be_decided());
    EXPECT_FALSE(gp::parse_statement("done").dated);
    EXPECT_TRUE(gp::parse_statement("done by 2025-12").dated);
}

TEST(TargetLanguage, BlanksBetweenWordsDoNotMatter) {
    const auto expected = gp::parse_statement("at 2025 growth >= 5.5%");
    for (std::string_view text :
         {"  at 2025 growth >= 5.5%", "at 2025 growth >= 5.5%   ", "at\t2025\tgrowth\t>=\t5.5%",
          "at   2025   growth   >=   5.5%", "at 2025 growth>=5.5%", "at 2025 growth >=5.5%",
          "at 2025 growth>= 5.5 %"})
        EXPECT_EQ(gp::parse_statement(text), expected) << text;
    EXPECT_EQ(gp::parse_statement("at 2025-Q2 change<=-0.5 pp"),
              gp::parse_statement("at 2025-Q2 change <= -0.5pp"));
}

TEST(TargetLanguage, PeriodsFollowTheReportingYear) {
    const gp::ReportingYear april{4};
    const auto fiscal = gp::parse_statement("sum 2025-Q1..2025-Q4 >= 110", april);
    EXPECT_EQ(fiscal.window.first_day(), gp::date(2025, 4, 1));
    EXPECT_EQ(fiscal.window.last_day(), gp::date(2026, 3, 31));
    EXPECT_EQ(gp::to_string(fiscal, april), "sum 2025-Q1..2025-Q4 >= 110");
    EXPECT_EQ(gp::parse_statement("at 2025 > 5", april), gp::parse_statement("at 2025 > 5"));
    EXPECT_EQ(gp::to_string(gp::parse_statement("at 2025-A1 > 5", april), april), "at 2025-A1 > 5");
    EXPECT_EQ(gp::to_string(gp::parse_statement("at 2025-A1 > 5")), "at 2025 > 5");
}

TEST(TargetLanguage, StatTextsAreTheStatementWithoutItsRelation) {
    struct Case {
        std::string_view statement;
        std::string_view stat;
    };
    for (Case const& c :
         {Case{"at 2025 > 860", "at 2025"}, Case{"at 2024 growth >= 5.5%", "at 2024 growth"},
          Case{"by 2025 > 5", "by 2025"}, Case{"sum 2023..2025 >= 110", "sum 2023..2025"},
          Case{"each 2023..2027 growth > growth of x", "each 2023..2027 growth"},
          Case{"growth from 2020 to 2025 >= 15%", "growth from 2020 to 2025"},
          Case{"change from 1990 to 2030 <= -55%", "change from 1990 to 2030"},
          Case{"never falls 2023..2027", "never falls 2023..2027"},
          Case{"steady 2023..2027 within 3%", "steady 2023..2027"},
          Case{"done by 2025-12", "done by 2025-12"}, Case{"done", "done"}})
        EXPECT_EQ(gp::stat_text(gp::parse_statement(c.statement)), c.stat);
}

// --- faults -------------------------------------------------------------------------------------

struct BadText {
    std::string_view text;
    std::size_t offset;
    std::string_view found;
    std::string_view expected;  ///< a part of it
};

TEST(StatementFaults, SayWhereWhatStoodThereAndWhatWasExpected) {
    constexpr std::array<BadText, 84> bad{{
        {"", 0, "", "at, by, sum"},
        {"   ", 3, "", "at, by, sum"},
        {"in 2025 > 860", 0, "in", "at, by, sum"},
        {"At 2025 > 860", 0, "At", "at, by, sum"},
        {"2025 > 860", 0, "2025", "at, by, sum"},
        {"> 860", 0, ">", "at, by, sum"},
        {"at", 2, "", "a period"},
        {"at > 860", 3, ">", "a period"},
        {"at 20x5 > 860", 3, "20x5", "2025-Q2"},
        {"at 2025..2027 > 860", 3, "2025..2027", "a period"},
        {"at 2025-13 > 860", 3, "2025-13", "a period"},
        {"at ２０２５ > 860", 3, "２０２５", "a period"},
        {"at 2025 860", 8, "860", "a relation"},
        {"at 2025", 7, "", "a relation"},
        {"at 2025 ", 8, "", "a relation"},
        {"at 2025 => 860", 9, ">", "a number"},
        {"at 2025 == 860", 9, "=", "a number"},
        {"at 2025 != 860", 8, "!", "a relation"},
        {"at 2025 ≥ 860", 8, "≥", "a relation"},
        {"at 2025 > ", 10, "", "a number"},
        {"at 2025 > 1,200", 10, "1,200", "ASCII digits"},
        {"at 2025 > ８６０", 10, "８６０", "ASCII digits"},
        {"at 2025 > 1e3", 10, "1e3", "a number"},
        {"at 2025 > 0x10", 10, "0x10", "a number"},
        {"at 2025 > +5", 10, "+5", "a number"},
        {"at 2025 > - 5", 10, "-", "a number"},
        {"at 2025 > 5.", 10, "5.", "a number"},
        {"at 2025 > .5", 10, ".5", "a number"},
        {"at 2025 > 5,5", 10, "5,5", "a number"},
        {"at 2025 > 5%%", 10, "5%%", "a number"},
        {"at 2025 > 5% %", 13, "%", "the end"},
        {"at 2025 > 5%pp", 10, "5%pp", "a number"},
        {"at 2025 > 5 pp pp", 15, "pp", "the end"},
        {"at 2025 > %", 10, "%", "a number"},
        {"at 2025 > 5％", 10, "5％", "a number"},
        {"at 2025 > 860亿元", 10, "860亿元", "a number"},
        {"at 2025 > 860 亿元", 14, "亿元", "the end"},
        {"at 2025 > 860 870", 14, "870", "the end"},
        {"at 2025 > 860 > 870", 14, ">", "the end"},
        {"at 2025 > 860;", 10, "860;", "a number"},
        {"at 2025 > NaN", 10, "NaN", "a number"},
        {"at 2025 > -inf", 10, "-inf", "a number"},
        {"at 2025 > and", 10, "and", "tbd"},
        {"at 2025 > tbd tbd", 14, "tbd", "the end"},
        {"at 2025 > growth", 16, "", "\"of\""},
        {"at 2025 > growth x", 17, "x", "\"of\""},
        {"at 2025 > growth of", 19, "", "the id of an indicator"},
        {"at 2025 > growth of 5", 20, "5", "the id of an indicator"},
        {"at 2025 > growth of within", 20, "within", "the id of an indicator"},
        {"at 2025 = tbd", 10, "tbd", "a number"},
        {"at 2025 = other", 10, "other", "a number"},
        {"at 2025 ~ 5", 11, "", "\"within\""},
        {"at 2025 ~ 5 within", 18, "", "a number"},
        {"at 2025 ~ 5 within -1", 19, "-1", "not negative"},
        {"at 2025 ~ tbd within 1", 10, "tbd", "a number"},
        {"at 2025 between 3", 17, "", "\"and\""},
        {"at 2025 between 3 and", 21, "", "a number"},
        {"at 2025 between 5 and 3", 22, "3", "not below 5"},
        {"at 2025 between 3 to 5", 18, "to", "\"and\""},
        {"at 2025 growth change > 5", 15, "change", "a relation"},
        {"by 2025 growth > 5", 8, "growth", "a relation"},
        {"sum 2023..2025 growth > 5", 15, "growth", "a relation"},
        {"sum > 110", 4, ">", "a window"},
        {"sum 2023.2025 > 110", 4, "2023.2025", "a window"},
        {"sum 2025..2023 > 110", 4, "2025..2023", "reversed"},
        {"sum 2023..2025-12 > 110", 4, "2023..2025-12", "one frequency"},
        {"sum 2023 .. 2025 > 110", 9, "..", "a relation"},
        {"each 2023.. > 5", 5, "2023..", "a window"},
        {"growth 2025 > 5%", 7, "2025", "\"from\""},
        {"growth from 2020 2025 > 5%", 17, "2025", "\"to\""},
        {"growth from 2025 to 2020 > 5%", 20, "2020", "a later period"},
        {"growth from 2020 to 2020 > 5%", 20, "2020", "a later period"},
        {"growth from 2020 to 2025-12 > 5%", 20, "2025-12", "same frequency"},
        {"growth from 2020 to 2025", 24, "", "a relation"},
        {"rises", 5, "", "a window"},
        {"rises 2023..2027 > 0", 17, ">", "the end"},
        {"never 2023..2027", 6, "2023..2027", "\"falls\" or \"rises\""},
        {"never ever falls 2023..2027", 6, "ever", "\"falls\" or \"rises\""},
        {"steady 2023..2027", 17, "", "\"within\""},
        {"steady 2023..2027 within -3%", 25, "-3%", "not negative"},
        {"done 2025-12", 5, "2025-12", "the end"},
        {"done by", 7, "", "a period"},
        {"done by end", 8, "end", "a period"},
        {"at 2025\n> 860", 3, "2025\n", "a period"},
    }};
    for (BadText const& c : bad) {
        const auto [statement, fault] = gp::read_statement(c.text);
        ASSERT_FALSE(statement) << c.text;
        EXPECT_EQ(fault.offset, c.offset) << c.text;
        EXPECT_EQ(fault.found, c.found) << c.text;
        EXPECT_NE(fault.expected.find(c.expected), std::string::npos)
            << c.text << ": " << fault.expected;
    }
}

TEST(StatementFaults, ShowACaretUnderThePlace) {
    const auto described = [](std::string_view text) {
        return gp::read_statement(text).fault.describe(text);
    };
    EXPECT_EQ(described("at 2025 > 860 870"),
              "at 2025 > 860 870\n"
              "              ^ found \"870\", expected the end of the statement");
    EXPECT_EQ(described("rises 2023..2027 >"),
              "rises 2023..2027 >\n"
              "                 ^ found \">\", expected the end of the statement");
    EXPECT_EQ(described("done by"), "done by\n       ^ found the end, expected a period (" +
                                        std::string(gp::period_forms) + ")");
}

TEST(StatementFaults, CaretsStandUnderWideCharacters) {
    const std::string text = "投资 at 2025";
    gp::StatementFault fault{text.find("at"), "at", "nothing"};
    EXPECT_EQ(fault.describe(text), text + "\n     ^ found \"at\", expected nothing");
    EXPECT_EQ(gp::detail::display_width("８６０"), 6U);
    EXPECT_EQ(gp::detail::display_width("≥é"), 2U);
    EXPECT_EQ(gp::detail::display_width(""), 0U);
}

TEST(StatementFaults, AnOffsetBeyondTheTextIsHarmless) {
    const gp::StatementFault fault{1000, "", "something"};
    EXPECT_EQ(fault.describe("at"), "at\n  ^ found the end, expected something");
}

TEST(StatementFaults, AreThrownByParsing) {
    try {
        (void)gp::parse_statement("at 2025 > 1,200");
        FAIL();
    } catch (std::invalid_argument const& error) {
        const std::string message = error.what();
        EXPECT_NE(message.find("at 2025 > 1,200\n"), std::string::npos);
        EXPECT_NE(message.find("^ found \"1,200\""), std::string::npos);
    }
}

TEST(TargetLanguage, ItsWordsAreNoIndicators) {
    for (std::string_view word : gp::detail::statement_words) {
        if (word == "tbd" || word == "growth" || word == "change") continue;
        EXPECT_FALSE(gp::read_statement("at 2025 > " + std::string(word)).statement) << word;
    }
    for (std::string_view word : gp::detail::statement_words)
        EXPECT_FALSE(
            gp::read_statement("at 2025 growth > growth of " + std::string(word)).statement)
            << word;
    for (std::string_view id :
         {"x", "_", "a1", "fixed_asset_investment", "growth_rate", "tbd_", "nan"})
        EXPECT_TRUE(gp::read_statement("at 2025 > " + std::string(id)).statement) << id;
    for (std::string_view id : {"X", "a-b", "a.b", "1a", "é", "投资", "a%", "app%"})
        EXPECT_FALSE(gp::read_statement("at 2025 > " + std::string(id)).statement) << id;
}

}  // namespace
}  // namespace statement_text_test
