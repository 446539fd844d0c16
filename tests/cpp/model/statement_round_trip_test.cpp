// Every statement of the language reads back from its text.
#include <glidepath/model/statement_text.hpp>
#include <glidepath/model/target.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace statement_round_trip_test {
namespace {

namespace gp = glidepath;
using gp::Comparator;
using gp::Face;
using gp::Frequency;
using gp::Mark;
using gp::Period;
using gp::Quantity;
using gp::Stat;
using gp::Statement;
using gp::Window;

std::vector<Quantity> quantities() {
    std::vector<Quantity> all;
    for (Mark mark : {Mark::none, Mark::percent, Mark::points})
        for (double sign : {1.0, -1.0})
            for (int decimals : {0, 1, 3})
                for (int digits : {0, 1205})
                    if (digits != 0 || sign > 0)
                        all.push_back({sign * digits / std::pow(10.0, decimals), decimals, mark});
    return all;
}

std::vector<Window> windows(gp::ReportingYear calendar) {
    std::vector<Window> all;
    for (Frequency f :
         {Frequency::annual, Frequency::half_yearly, Frequency::quarterly, Frequency::monthly}) {
        const Period first = Period::reporting(f, 2023, 1, calendar);
        all.emplace_back(first);
        all.emplace_back(first, first + 13);
    }
    all.emplace_back(Period::year(2023), Period::year(2027));
    const Period week = Period::week_of(gp::date(2024, 12, 30));
    all.emplace_back(week, week + 3);
    const Period day = Period::day(gp::date(2024, 2, 29));
    all.emplace_back(day);
    all.emplace_back(day, day + 1);
    return all;
}

/// The relations and their values, for every statistic that has one.
std::vector<Statement> relations(Statement const& stat) {
    std::vector<Statement> all;
    const auto add = [&](Comparator comparator, auto value, Quantity second) {
        Statement s = stat;
        s.comparator = comparator;
        s.value = std::move(value);
        s.second = second;
        all.push_back(std::move(s));
    };
    const std::vector<Quantity> numbers = quantities();
    for (Quantity const& q : numbers) {
        for (Comparator c : {Comparator::greater, Comparator::at_least, Comparator::less,
                             Comparator::at_most, Comparator::equal})
            add(c, q, {});
        add(Comparator::about, q, {std::abs(q.value), q.decimals, q.mark});
        const double scale = std::pow(10.0, q.decimals);
        add(Comparator::between, q,
            {std::round((q.value + 1) * scale) / scale, q.decimals, q.mark});
        add(Comparator::between, q, q);
    }
    for (Comparator c :
         {Comparator::greater, Comparator::at_least, Comparator::less, Comparator::at_most}) {
        add(c, gp::ToBeDecided{}, {});
        for (Face face : {Face::level, Face::growth, Face::change})
            add(c, gp::Reference{"fixed_asset_investment", face}, {});
    }
    return all;
}

std::vector<Statement> statistics(Window const& window) {
    std::vector<Statement> all;
    const auto add = [&](Stat stat, Window const& w, Face face) {
        Statement s;
        s.stat = stat;
        s.window = w;
        s.face = face;
        all.push_back(s);
    };
    if (window.single()) {
        for (Face face : {Face::level, Face::growth, Face::change}) add(Stat::at, window, face);
        add(Stat::by, window, Face::level);
    } else {
        add(Stat::from_to, window, Face::growth);
        add(Stat::from_to, window, Face::change);
    }
    add(Stat::sum, window, Face::level);
    add(Stat::mean, window, Face::level);
    for (Face face : {Face::level, Face::growth, Face::change}) add(Stat::each, window, face);
    return all;
}

std::vector<Statement> without_relation(Window const& window) {
    std::vector<Statement> all;
    for (Stat stat : {Stat::rises, Stat::falls, Stat::never_falls, Stat::never_rises}) {
        Statement s;
        s.stat = stat;
        s.window = window;
        s.face = Face::change;
        all.push_back(s);
    }
    for (Quantity const& q : quantities()) {
        if (q.value < 0) continue;
        Statement s;
        s.stat = Stat::steady;
        s.window = window;
        s.second = q;
        all.push_back(s);
    }
    if (window.single()) {
        Statement s;
        s.stat = Stat::done;
        s.window = window;
        all.push_back(s);
    }
    return all;
}

template <class Check>
void for_each_statement(gp::ReportingYear calendar, Check check) {
    for (Window const& window : windows(calendar)) {
        for (Statement const& stat : statistics(window))
            for (Statement const& s : relations(stat)) check(s);
        for (Statement const& s : without_relation(window)) check(s);
    }
    Statement undated;
    undated.stat = Stat::done;
    undated.dated = false;
    check(undated);
}

TEST(StatementRoundTrip, HoldsForTheWholeGridOfStatements) {
    int count = 0;
    for_each_statement({}, [&](Statement const& s) {
        ++count;
        const std::string text = gp::to_string(s);
        const auto [read, fault] = gp::read_statement(text);
        ASSERT_TRUE(read) << fault.describe(text);
        ASSERT_EQ(*read, s) << text;
        ASSERT_EQ(gp::to_string(*read), text);
    });
    EXPECT_GT(count, 10000);
}

TEST(StatementRoundTrip, HoldsInEveryReportingYear) {
    for (int start = 2; start <= 12; ++start) {
        const gp::ReportingYear calendar{start};
        for (Window const& window : windows(calendar))
            for (Statement s : statistics(window)) {
                s.comparator = Comparator::at_least;
                s.value = Quantity{5.5, 1, Mark::percent};
                const std::string text = gp::to_string(s, calendar);
                const auto [read, fault] = gp::read_statement(text, calendar);
                ASSERT_TRUE(read) << fault.describe(text);
                ASSERT_EQ(*read, s) << text << " in a year that starts in month " << start;
            }
    }
}

TEST(StatementRoundTrip, DifferentStatementsHaveDifferentTexts) {
    std::set<std::string> texts;
    std::size_t count = 0;
    for (Window const& window :
         {Window(Period::year(2023)), Window(Period::year(2023), Period::year(2027))}) {
        for (Statement const& stat : statistics(window))
            for (Statement const& s : relations(stat)) {
                texts.insert(gp::to_string(s));
                ++count;
            }
        for (Statement const& s : without_relation(window)) {
            texts.insert(gp::to_string(s));
            ++count;
        }
    }
    EXPECT_EQ(texts.size(), count);
}

TEST(StatementRoundTrip, HoldsForNumbersWithMoreDigitsThanADoubleKeeps) {
    std::mt19937 random(20230330);
    for (int i = 0; i < 2000; ++i) {
        std::string number = std::to_string(1 + random() % 9);
        for (std::size_t digits = random() % 25; digits > 0; --digits)
            number += std::to_string(random() % 10);
        if (random() % 2 == 0) {
            number += '.';
            for (std::size_t digits = 1 + random() % 25; digits > 0; --digits)
                number += std::to_string(random() % 10);
        }
        const Statement once = gp::parse_statement("at 2025 >= " + number);
        ASSERT_EQ(gp::parse_statement(gp::to_string(once)), once) << number;
    }
    const Statement longest = gp::parse_statement("at 2025 >= " + std::string(300, '1'));
    EXPECT_EQ(gp::parse_statement(gp::to_string(longest)), longest);
}

// --- targets ------------------------------------------------------------------------------------
TEST(TargetIds, AreMadeOfIndicatorAndStatistic) {
    const auto id = [](std::string_view text) {
        return gp::default_id("x", gp::parse_statement(text));
    };
    EXPECT_EQ(id("sum 2023..2025 >= 110"), "x:sum-2023..2025");
    EXPECT_EQ(id("at 2025 > 860"), "x:at-2025");
    EXPECT_EQ(id("at 2025 growth >= 5%"), "x:at-2025-growth");
    EXPECT_EQ(id("growth from 2020 to 2025 >= 15%"), "x:growth-from-2020-to-2025");
    EXPECT_EQ(id("never falls 2023..2027"), "x:never-falls-2023..2027");
    EXPECT_EQ(id("done by 2025-12"), "x:done-by-2025-12");
    EXPECT_EQ(id("done"), "x:done");
    EXPECT_EQ(gp::default_id("x", gp::parse_statement("at 2025-A1 > 5", {4}), {4}), "x:at-2025-A1");
}

TEST(TargetDates, AreDueOnTheLastDayOfTheWindow) {
    const auto due = [](std::string_view text) { return gp::due(gp::parse_statement(text)); };
    EXPECT_EQ(due("at 2025 > 860"), gp::date(2025, 12, 31));
    EXPECT_EQ(due("each 2023..2027 >= 35"), gp::date(2027, 12, 31));
    EXPECT_EQ(due("growth from 2020 to 2025 >= 15%"), gp::date(2025, 12, 31));
    EXPECT_EQ(due("done by 2024-02"), gp::date(2024, 2, 29));
    EXPECT_FALSE(due("done"));
}

TEST(TargetDates, ATextIsInForceFromSetUntilTheDayBeforeSuperseded) {
    gp::Target target;
    EXPECT_TRUE(target.in_force(gp::date(2023, 1, 1)));
    target.set = gp::date(2023, 3, 30);
    target.superseded = gp::date(2024, 2, 1);
    EXPECT_FALSE(target.in_force(gp::date(2023, 3, 29)));
    EXPECT_TRUE(target.in_force(gp::date(2023, 3, 30)));
    EXPECT_TRUE(target.in_force(gp::date(2024, 1, 31)));
    EXPECT_FALSE(target.in_force(gp::date(2024, 2, 1)));
}

}  // namespace
}  // namespace statement_round_trip_test
