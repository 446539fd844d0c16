// The plan check against brute force: every path of small whole numbers is tried.
#include "support/small_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace glidepath::check_property_test {
namespace {

using testing::SmallPlan;

constexpr int first_year = 2022;
constexpr std::size_t years = 5;  // 2022, the year before the horizon, to 2026
constexpr int most = 5;
using Path = std::array<int, years>;

/// Whether a path satisfies a statement; growth from zero is undefined and satisfies nothing.
bool satisfies(Path const& path, Statement const& written) {
    const Statement say = expanded(written);
    const Interval wanted = *satisfying(say);
    const auto value = [&](Period period) {
        return static_cast<double>(
            path.at(static_cast<std::size_t>(period.first_year() - first_year)));
    };
    const auto one = [&](Period period) {
        if (say.face == Face::level) return wanted.contains(value(period));
        const double then = value(period - 1);
        if (say.face == Face::change) return wanted.contains(value(period) - then);
        return then > 0 && wanted.contains((value(period) / then - 1) * 100);
    };
    double sum = 0;
    for (Period period : say.window) sum += value(period);
    switch (say.stat) {
        case Stat::sum: return wanted.contains(sum);
        case Stat::mean: return wanted.contains(sum / say.window.size());
        case Stat::by:
            for (Period period : Window(Period::year(first_year + 1), say.window.last()))
                if (one(period)) return true;
            return false;
        default:
            for (Period period : say.window)
                if (!one(period)) return false;
            return true;
    }
}

std::vector<Path> const& all_paths() {
    static const std::vector<Path> paths = [] {
        std::vector<Path> all{{}};
        for (std::size_t t = 0; t < years; ++t) {
            std::vector<Path> longer;
            for (Path path : all)
                for (int x = 0; x <= most; ++x) {
                    path[t] = x;
                    longer.push_back(path);
                }
            all = std::move(longer);
        }
        return all;
    }();
    return paths;
}
/// Whether any path satisfies all of these targets.
bool possible(std::vector<Target> const& targets) {
    return std::any_of(all_paths().begin(), all_paths().end(), [&](Path const& path) {
        return std::all_of(targets.begin(), targets.end(),
                           [&](Target const& target) { return satisfies(path, target.say); });
    });
}

class Statements {
public:
    explicit Statements(unsigned seed) : random_(seed) {}
    int number(int low, int high) {
        return low + static_cast<int>(random_() % static_cast<unsigned>(high - low + 1));
    }
    std::string one(bool only_sums) {
        const int a = number(2023, 2026);
        const int b = number(a, 2026);
        const std::string window = std::to_string(a) + ".." + std::to_string(b);
        const std::string year = std::to_string(a);
        const std::string relation =
            std::array{" >= ", " > ", " <= ", " < "}.at(static_cast<std::size_t>(number(0, 3)));
        const auto level = [&](int times) {
            return relation + std::to_string(number(0, most * times));
        };
        switch (number(0, only_sums ? 3 : 7)) {
            case 0: return "at " + year + level(1);
            case 1: return "each " + window + level(1);
            case 2:
            case 3: return "sum " + window + level(b - a + 1);
            case 4: return "mean " + window + level(1);
            case 5: return "by " + year + level(1);
            case 6:
                return std::array{"rises ", "falls ", "never falls ", "never rises "}.at(
                           static_cast<std::size_t>(number(0, 3))) +
                       window;
            default:
                return "each " + window + " growth" + relation + std::to_string(number(-50, 100)) +
                       "%";
        }
    }

private:
    std::mt19937 random_;
};

SmallPlan random_plan(Statements& statements, bool only_sums) {
    SmallPlan small;
    Indicator& indicator = small.indicator("x", Kind::flow, "家");
    indicator.whole = true;
    indicator.bounds = {0, most};
    const int count = statements.number(2, 5);
    for (int i = 0; i < count; ++i)
        small.target("x", statements.one(only_sums)).id = "t" + std::to_string(i);
    return small;
}
std::vector<Target> named(Plan const& plan, std::vector<std::string> const& ids) {
    std::vector<Target> targets;
    for (Target const& target : plan.targets)
        if (std::find(ids.begin(), ids.end(), target.id) != ids.end()) targets.push_back(target);
    return targets;
}
std::string describe(Plan const& plan) {
    std::string text;
    for (Target const& target : plan.targets)
        text += target.id + ": " + to_string(target.say) + "\n";
    return text;
}

TEST(CheckProperty, WhatIsReportedIsTrueAndSumsAreSeenThrough) {
    Statements statements(20230330);
    int contradictory = 0;
    int redundant = 0;
    for (int round = 0; round < 300; ++round) {
        const bool only_sums = round % 2 == 0;
        const SmallPlan small = random_plan(statements, only_sums);
        SCOPED_TRACE(describe(small.plan));
        bool reported = false;
        for (Finding const& finding : check(small.plan)) {
            if (finding.code == "contradiction") {
                reported = true;
                ++contradictory;
                const auto targets = named(small.plan, finding.subjects);
                EXPECT_FALSE(possible(targets)) << finding.message.en;
            }
            if (finding.code == "redundant") {
                ++redundant;
                const Target implied = named(small.plan, {finding.subjects.front()}).front();
                std::vector<std::string> others(finding.subjects.begin() + 1,
                                                finding.subjects.end());
                const auto given = named(small.plan, others);
                for (Path const& path : all_paths()) {
                    const bool premise =
                        std::all_of(given.begin(), given.end(), [&](Target const& target) {
                            return satisfies(path, target.say);
                        });
                    ASSERT_TRUE(!premise || satisfies(path, implied.say)) << finding.message.en;
                }
            }
        }
        // Periods and sums are checked exactly: nothing is overlooked.
        if (only_sums) {
            EXPECT_EQ(reported, !possible(small.plan.targets));
        }
    }
    EXPECT_GT(contradictory, 100);
    EXPECT_GT(redundant, 100);
}

TEST(CheckProperty, NoTextCanBeTakenFromAContradiction) {
    Statements statements(20271231);
    int pairs = 0;
    for (int round = 0; round < 300; ++round) {
        SmallPlan small = random_plan(statements, false);
        for (Finding const& finding : check(small.plan)) {
            if (finding.code != "contradiction") continue;
            SCOPED_TRACE(describe(small.plan) + finding.message.en);
            if (finding.subjects.back() == "x") continue;  // the bounds are the other side
            pairs += finding.subjects.size() == 2 ? 1 : 0;
            for (std::string const& id : finding.subjects) {
                SmallPlan less = small;
                std::erase_if(less.plan.targets, [&](Target const& target) {
                    return target.id == id ||
                           std::find(finding.subjects.begin(), finding.subjects.end(), target.id) ==
                               finding.subjects.end();
                });
                for (Finding const& left : check(less.plan)) EXPECT_NE(left.code, "contradiction");
            }
        }
    }
    EXPECT_GT(pairs, 50);
}

}  // namespace
}  // namespace glidepath::check_property_test
