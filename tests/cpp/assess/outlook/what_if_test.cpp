// Scenarios, what-if, and which targets are met together.
#include "support/small_plan.hpp"
#include <glidepath/assess/outlook/held_on_paths.hpp>
#include <glidepath/assess/outlook/what_if.hpp>

#include <gtest/gtest.h>

#include <string>
#include <variant>
#include <vector>

namespace what_if_test {
namespace {

namespace gp = glidepath;
using gp::testing::SmallPlan;

gp::ScenarioRow row(std::string id, std::string_view text) {
    return {std::move(id), gp::read_supposition(text).what.value(), {}};
}
/// Two flows up to 2023 with targets.
SmallPlan two() {
    SmallPlan small;
    for (const char* id : {"x", "y"}) {
        small.money(id);
        for (int i = 0; i < 10; ++i)
            small.row(id, std::to_string(2014 + i), std::to_string(600 + 20 * i + (i % 3) * 5),
                      gp::Measure::value, std::to_string(2015 + i) + "-01-20");
    }
    small.target("x", "at 2025 > 860");
    small.target("x", "sum 2024..2026 >= 2600");
    small.target("y", "at 2025 > 800");
    small.target("y", "at 2025 > x").id = "y:beats-x";
    return small;
}

TEST(Supposition, IsReadFromItsText) {
    EXPECT_EQ(gp::read_supposition("+8% a year").what, gp::Supposition(gp::GrowthAYear{8}));
    EXPECT_EQ(gp::read_supposition("-3.5% a year").what, gp::Supposition(gp::GrowthAYear{-3.5}));
    EXPECT_EQ(gp::read_supposition(" +12 a year ").what, gp::Supposition(gp::StepAYear{12}));
    EXPECT_EQ(gp::read_supposition("-0.5 a year").what, gp::Supposition(gp::StepAYear{-0.5}));
    EXPECT_EQ(gp::read_supposition("= 900 in 2025").what,
              gp::Supposition(gp::ValueIn{900, gp::Period::year(2025)}));
    EXPECT_EQ(gp::read_supposition("=-1.5 in 2025-06").what,
              gp::Supposition(gp::ValueIn{-1.5, gp::Period::month(2025, 6)}));
}

TEST(Supposition, SaysWhatItExpected) {
    for (const char* bad :
         {"", "8% a year", "+8%", "+-8% a year", "+8 % a year", "+ a year", "= 900", "= 900 in",
          "= x in 2025", "= 900 in 20255", "+1e3 a year", "+8% a month", "=", "+%a year"}) {
        const gp::SuppositionText read = gp::read_supposition(bad);
        EXPECT_FALSE(read.what) << bad;
        EXPECT_NE(read.problem.find("\"" + std::string(bad) + "\""), std::string::npos);
        EXPECT_NE(read.problem.find("+8% a year"), std::string::npos);
    }
}

TEST(WhatIf, StandsBesideWhatIsKnownAndLeavesTheOtherIndicatorsAlone) {
    const SmallPlan small = two();
    const std::vector scenario{row("x", "+6% a year")};
    const gp::WhatIf made =
        gp::what_if(small.plan, small.observations(), scenario, {.as_of = gp::date(2024, 2, 1)});
    EXPECT_EQ(made.before, small.assess("2024-02-01"));
    ASSERT_EQ(made.assumed.size(), 4U);  // 2024 to 2027
    EXPECT_NEAR(made.assumed[0].value, 780 * 1.06, 1e-9);
    EXPECT_NEAR(made.assumed[1].value, 780 * 1.06 * 1.06, 1e-9);
    gp::Verdict const& at = *made.after.find("x:at-2025");
    EXPECT_EQ(at.status, gp::Status::met);  // 876.4
    EXPECT_TRUE(at.provisional);
    EXPECT_FALSE(at.outlook);
    EXPECT_EQ(made.after.find("y:at-2025")->outlook, made.before.find("y:at-2025")->outlook);
    // What is compared with x is now compared with the assumed figure.
    EXPECT_NEAR(*made.after.find("y:beats-x")->outlook->required_value, 780 * 1.06 * 1.06, 1e-6);
    EXPECT_LT(made.after.find("y:beats-x")->outlook->probability,
              made.before.find("y:beats-x")->outlook->probability);
}

TEST(WhatIf, OneAssumedYearLeavesTheOthersToTheForecast) {
    const SmallPlan small = two();
    const std::vector scenario{row("x", "= 950 in 2025")};
    const gp::WhatIf made =
        gp::what_if(small.plan, small.observations(), scenario, {.as_of = gp::date(2024, 2, 1)});
    EXPECT_EQ(made.after.find("x:at-2025")->status, gp::Status::met);
    auto const& sum = made.after.find("x:sum-2024..2026")->outlook;
    ASSERT_TRUE(sum);  // 2024 is interpolated, 2026 forecast
    EXPECT_GT(sum->probability, made.before.find("x:sum-2024..2026")->outlook->probability);
    EXPECT_GT(sum->at_deadline.high, sum->at_deadline.low);
}

std::vector<std::string> faults(SmallPlan const& small,
                                std::vector<gp::ScenarioRow> const& scenario) {
    std::vector<std::string> codes;
    try {
        (void)gp::what_if(small.plan, small.observations(), scenario,
                          {.as_of = gp::date(2024, 9, 1)});
    } catch (gp::InputError const& error) {
        for (gp::Fault const& fault : error.faults()) codes.push_back(fault.code);
    }
    return codes;
}
using Codes = std::vector<std::string>;

TEST(WhatIf, GoesOnFromTheFiguresThatAreNamed) {
    const SmallPlan small = two();
    const std::vector scenario{row("x", "+5% a year"), row("x", "= 900 in 2025")};
    const gp::WhatIf made =
        gp::what_if(small.plan, small.observations(), scenario, {.as_of = gp::date(2024, 2, 1)});
    ASSERT_EQ(made.assumed.size(), 4U);
    std::vector<double> values(4);
    for (gp::Observation const& row : made.assumed)
        values[static_cast<std::size_t>(row.period.first() - gp::Period::year(2024))] = row.value;
    EXPECT_NEAR(values[0], 780 * 1.05, 1e-9);
    EXPECT_EQ(values[1], 900);
    EXPECT_NEAR(values[3], 900 * 1.05 * 1.05, 1e-9);
}
TEST(WhatIf, RefusesWhatIsSupposedTwiceOrCannotBe) {
    SmallPlan small = two();
    small.row("x", "2024-06", "400", gp::Measure::ytd, "2024-07-20");
    EXPECT_EQ(faults(small, {row("x", "+5% a year"), row("x", "+8% a year")}),
              Codes{"scenario_twice"});
    EXPECT_EQ(faults(small, {row("x", "= 900 in 2025"), row("x", "= 950 in 2025")}),
              Codes{"scenario_twice"});
    EXPECT_EQ(faults(small, {row("x", "= 390 in 2024")}),
              Codes{"scenario_known"});  // 400 are there
    EXPECT_EQ(faults(small, {row("x", "= 410 in 2024")}), Codes{});
    EXPECT_EQ(faults(small, {row("x", "-100% a year")}), Codes{"scenario_growth"});
    EXPECT_EQ(faults(small, {row("x", "-300 a year")}), Codes{"scenario_out_of_bounds"});
    small.plan.indicators[0].bounds.max = 1000;
    EXPECT_EQ(faults(small, {row("x", "+30% a year")}), Codes{"scenario_out_of_bounds"});
    small.indicator("balance", gp::Kind::stock, "亿元");
    small.row("balance", "2023", "-10", gp::Measure::value, "2024-01-20");
    EXPECT_EQ(faults(small, {row("balance", "+8% a year")}), Codes{"scenario_growth"});
    EXPECT_EQ(faults(small, {row("balance", "+8 a year")}), Codes{});
}
TEST(WhatIf, CountsStayWholeAndKeepGrowing) {
    SmallPlan small;
    small.indicator("n", gp::Kind::flow, "家").whole = true;
    small.row("n", "2023", "5", gp::Measure::value, "2024-01-20");
    small.target("n", "at 2027 >= 7");
    const gp::WhatIf made =
        gp::what_if(small.plan, small.observations(), std::vector{row("n", "+8% a year")},
                    {.as_of = gp::date(2024, 2, 1)});
    std::vector<double> values;
    for (gp::Observation const& row : made.assumed) values.push_back(row.value);
    EXPECT_EQ(values, (std::vector<double>{5, 6, 6, 7}));  // 5.4, 5.8, 6.3, 6.8
    EXPECT_EQ(faults(small, {row("n", "= 5.5 in 2024")}), Codes{"scenario_not_whole"});
}

TEST(WhatIf, HasOneFaultForEachRowThatCannotBe) {
    SmallPlan small = two();
    small.money("empty");
    small.indicator("opening", gp::Kind::milestone, "");
    const std::vector scenario{row("nobody", "+6% a year"), row("opening", "+6% a year"),
                               row("empty", "+6% a year"), row("x", "= 1 in 2020")};
    try {
        (void)gp::what_if(small.plan, small.observations(), scenario,
                          {.as_of = gp::date(2024, 2, 1)});
        FAIL();
    } catch (gp::InputError const& error) {
        ASSERT_EQ(error.faults().size(), 4U);
        EXPECT_EQ(error.faults()[0].code, "unknown_indicator");
        EXPECT_EQ(error.faults()[1].code, "scenario_milestone");
        EXPECT_EQ(error.faults()[2].code, "scenario_no_base");
        EXPECT_EQ(error.faults()[3].code, "scenario_known");
        EXPECT_NE(error.faults()[3].message.find("720"), std::string::npos);
    }
}

TEST(HeldOnPaths, RowsAreTheOutlooksOfTheirTargetsAndFactsAreSure) {
    SmallPlan small = two();
    small.target("x", "at 2022 > 100");
    small.target("x", "at 2022 > 9000").id = "missed";
    small.target("x", "at 2026 >= tbd");
    const gp::Observations seen = small.observations();
    const gp::HeldOnPaths made = gp::held_on_paths(small.plan, seen, {gp::date(2024, 2, 1), {}});
    const gp::Assessment result = small.assess("2024-02-01");
    ASSERT_EQ(made.targets.size(), 6U);
    ASSERT_EQ(made.held.rows(), 6);
    EXPECT_EQ(made.held.cols(), gp::OutlookOptions{}.paths);
    for (std::size_t i = 0; i < 4; ++i) {
        gp::Verdict const& verdict = *result.find(made.targets[i]);
        EXPECT_NEAR(made.held.row(static_cast<Eigen::Index>(i)).cast<double>().mean(),
                    verdict.outlook->probability, .02)
            << verdict.id;
    }
    EXPECT_TRUE((made.held.row(4) == 1).all());
    EXPECT_TRUE((made.held.row(5) == 0).all());
    ASSERT_EQ(made.left_out.size(), 1U);
    EXPECT_EQ(made.left_out[0].second, gp::NoOutlook::target_tbd);
    // Two targets of one indicator stand on the same paths: they are met together more often than
    // if they were independent; those of two indicators are independent.
    const auto share = [&](int a, int b) {
        return (made.held.row(a).cast<double>() * made.held.row(b).cast<double>()).mean() -
               made.held.row(a).cast<double>().mean() * made.held.row(b).cast<double>().mean();
    };
    EXPECT_GT(share(0, 1), .03);
    EXPECT_NEAR(share(0, 2), 0, .02);
}

}  // namespace
}  // namespace what_if_test
