#include "io_support.hpp"
#include <glidepath/io/plan_io.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace glidepath::plan_writer_test {
namespace {

using namespace testing_support;
using ::testing::HasSubstr;

/// A small valid plan.
Plan sample() {
    Plan plan;
    plan.id = "p";
    plan.title = {"计划", "Plan"};
    plan.horizon = parse_window("2023..2027");
    Indicator indicator;
    indicator.id = "output";
    indicator.unit = "亿元";
    plan.indicators.push_back(indicator);
    Target target;
    target.indicator = "output";
    target.say = parse_statement("at 2025 > 860");
    target.id = default_id(target.indicator, target.say);
    plan.targets.push_back(target);
    return plan;
}

Plan again(Plan const& plan) { return read_plan(write_plan(plan), "again.toml").take(); }

std::string why_not(Plan const& plan) {
    try {
        static_cast<void>(write_plan(plan));
    } catch (InputError const& error) {
        return error.what();
    }
    return {};
}

TEST(PlanWriter, WritesKeysInOrderAndLeavesDefaultsOut) {
    Plan plan = sample();
    plan.issued = date(2023, 3, 30);
    plan.indicators[0].bounds.min = 0;
    plan.targets[0].assumed = {Assumption::window, Assumption::due};
    plan.targets[0].note = "say \"hi\"\n";
    Task task;
    task.id = "t";
    task.nodes = {{Period::month(2024, 6), {"开工", ""}}, {Period::year(2025), {}}};
    plan.tasks.push_back(task);
    EXPECT_EQ(write_plan(plan), R"([plan]
id = "p"
title = { zh = "计划", en = "Plan" }
issued = 2023-03-30
horizon = "2023..2027"

[[indicator]]
id = "output"
unit = "亿元"
kind = "flow"
bounds = { min = 0 }

[[target]]
indicator = "output"
say = "at 2025 > 860"
assumed = ["window", "due"]
note = "say \"hi\"\n"

[[task]]
id = "t"
nodes = [
    { due = "2024-06", title = { zh = "开工" } },
    { due = "2025", title = {} },
]
)");
    EXPECT_EQ(again(plan), plan);
}

TEST(PlanWriter, WritesThePriceBasisWhereItIsDeclared) {
    Plan plan = sample();
    EXPECT_EQ(write_plan(plan).find("prices"), std::string::npos);
    plan.indicators[0].prices = PriceBasis{Prices::constant, 2020};
    plan.indicators[0].growth_prices = Prices::current;
    EXPECT_THAT(write_plan(plan), HasSubstr("unit = \"亿元\"\nprices = \"constant 2020\"\n"
                                            "growth_prices = \"current\"\nkind"));
    EXPECT_EQ(again(plan), plan);
}

TEST(PlanWriter, KeepsAwkwardText) {
    std::string controls;
    for (char c = 0; c < 0x20; ++c) controls += c;
    for (std::string const& text :
         {std::string("\"'\\\"\"\"''' \\u0041 \\"), controls, std::string("\x7F"),
          std::string("中文\u2028、“引号” 𠮷 é"), std::string(" blanks "),
          std::string("#[x]\r\n\t= 1"), std::string("\xEF\xBB\xBF"), repeated("长", 5000)}) {
        Plan plan = sample();
        plan.note = text;
        plan.title = {text, ""};
        plan.place = text;
        plan.indicators[0].aliases = {text, "", text};
        plan.targets[0].quote = text;
        EXPECT_EQ(again(plan), plan) << text;
    }
}

TEST(PlanWriter, KeepsNumbersOfAnySize) {
    for (double value :
         {0.0, -0.5, 0.1, 1e15, 123456789012345678.0, 9.3e18, 1e300, -1e300, 5e-324, 1e-7,
          std::numeric_limits<double>::max(), 1.0 / 3, -1.7976931348623157e308}) {
        Plan plan = sample();
        plan.indicators[0].bounds = {value, std::nullopt};
        EXPECT_EQ(again(plan), plan) << value;
    }
}

TEST(PlanWriter, KeepsPeriodsOfAShiftedReportingYear) {
    for (int month = 1; month <= 12; ++month) {
        Plan plan = sample();
        plan.reporting_year = {month};
        plan.horizon = parse_window("2023-A1..2027-A1", plan.reporting_year);
        plan.targets.clear();
        for (const char* say :
             {"at 2025-Q2 > 860", "each 2023-S1..2024-S2 >= 1", "at 2025-W01 > 1", "at 2025 > 1.50",
              "at 2025-D001 > 2", "mean 2024-M01..2024-M12 > 1"}) {
            Target target;
            target.indicator = "output";
            target.say = parse_statement(say, plan.reporting_year);
            target.id = default_id(target.indicator, target.say, plan.reporting_year);
            plan.targets.push_back(target);
        }
        EXPECT_EQ(again(plan), plan) << month;
    }
}

TEST(PlanWriter, KeepsTheIdOfATargetOnlyWhereItIsItsOwn) {
    Plan plan = sample();
    EXPECT_EQ(write_plan(plan).find("output:"), std::string::npos);
    plan.targets[0].id = "output:second";
    EXPECT_THAT(write_plan(plan), HasSubstr("id = \"output:second\""));
    EXPECT_EQ(again(plan), plan);
}

/// Plans with every member filled at random, over and over.
TEST(PlanWriter, KeepsAnyValidPlan) {
    std::mt19937 random(20230330);
    const auto below = [&](std::size_t n) {
        return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
    };
    const auto chance = [&] { return below(2) == 0; };
    const auto text = [&] {
        static const std::vector<std::string> pieces{"",  "a",  "\"", "\\", "'",    "\n", "中",
                                                     "”", "\t", "#",  "]",  "\x01", "𠮷", " "};
        std::string all;
        for (std::size_t i = below(8); i > 0; --i) all += pieces[below(pieces.size())];
        return all;
    };
    const auto name = [&] { return Text{text(), text()}; };
    const auto texts = [&] {
        std::vector<std::string> all(below(3));
        for (auto& one : all) one = text();
        return all;
    };
    const auto day = [&]() -> std::optional<Date> {
        if (chance()) return std::nullopt;
        return add_days(date(2000, 1, 1), static_cast<int>(below(20000)));
    };
    const std::vector<std::string> statements{"at 2025 > 860.50",
                                              "sum 2023..2025 >= 110",
                                              "each 2023..2027 ~ 5 within 1",
                                              "at 2024 growth >= 5.5%",
                                              "rises 2023..2027",
                                              "steady 2023..2027 within 3%",
                                              "at 2026 >= tbd",
                                              "growth from 2020 to 2025 >= 15%",
                                              "change from 1990 to 2030 <= -55%",
                                              "at 2025-06 between 1 and 2",
                                              "by 2025 < 3",
                                              "each 2023..2027 = 0"};
    for (int round = 0; round < 300; ++round) {
        Plan plan = sample();
        plan.title = name();
        plan.issued = day();
        plan.place = text();
        plan.source = text();
        plan.note = text();
        if (chance()) {
            plan.policy.name = "ours@" + std::to_string(round);
            plan.policy.pace_at_risk = -static_cast<double>(below(1000)) / 7;
        }
        if (chance())
            plan.units.push_back(
                {"单位" + text(), name(), text(), 1 / (1.0 + static_cast<double>(below(9)))});
        for (std::size_t i = below(4); i > 0; --i) {
            Body body{"b" + std::to_string(i),
                      name(),
                      "",
                      static_cast<Role>(below(6)),
                      name(),
                      day(),
                      day(),
                      text(),
                      texts(),
                      text(),
                      {}};
            plan.bodies.push_back(body);
        }
        std::vector<std::string> ids;
        for (Body const& body : plan.bodies) ids.push_back(body.id);
        for (std::size_t i = below(4); i > 0; --i)
            plan.goals.push_back({"g" + std::to_string(i),
                                  "",
                                  text(),
                                  name(),
                                  ids,
                                  {},
                                  ids,
                                  text(),
                                  chance(),
                                  text(),
                                  text(),
                                  {}});
        const std::string goal = plan.goals.empty() ? "" : plan.goals[below(plan.goals.size())].id;
        Indicator& indicator = plan.indicators[0];
        indicator.goal = goal;
        indicator.name = name();
        indicator.whole = chance();
        indicator.bounds = {chance() ? std::optional(-0.25) : std::nullopt,
                            chance() ? std::optional(1e9) : std::nullopt};
        indicator.freq = all_frequencies[below(6)];
        indicator.lag = static_cast<int>(below(400));
        indicator.definition_unclear = name();
        indicator.aliases = texts();
        indicator.grandparent = text();
        const std::vector<std::optional<PriceBasis>> bases{
            std::nullopt, PriceBasis{Prices::current, {}}, PriceBasis{Prices::constant, {}},
            PriceBasis{Prices::constant, 2020}};
        indicator.prices = bases[below(bases.size())];
        if (chance()) indicator.growth_prices = static_cast<Prices>(below(2));
        plan.targets.clear();
        for (std::size_t i = below(6); i > 0; --i) {
            Target target;
            target.id = "t:" + std::to_string(i);
            target.indicator = "output";
            target.goal = goal;
            target.say = parse_statement(statements[below(statements.size())]);
            target.quote = text();
            target.tier = static_cast<Tier>(below(3));
            if (chance()) target.base = Period::year(1990);
            for (std::size_t k = below(4); k > 0; --k)
                target.assumed.push_back(static_cast<Assumption>(below(4)));
            target.note = text();
            target.set = day();
            plan.targets.push_back(target);
        }
        if (chance()) {
            Target whole;
            whole.id = "t:whole";
            whole.indicator = "output";
            whole.say = parse_statement("at 2025 > 860");
            Target part = whole;
            part.id = "t:part";
            part.part_of = whole.id;
            part.say = parse_statement("sum 2025-01..2025-02 >= 140.50");
            plan.targets.insert(plan.targets.end(), {part, whole});
        }
        plan.tasks.push_back({"t",
                              goal,
                              name(),
                              ids,
                              ids,
                              name(),
                              text(),
                              chance() ? std::optional(Period::month(2024, 3)) : std::nullopt,
                              chance() ? std::optional(Period::quarter(2025, 2)) : std::nullopt,
                              {},
                              {{Period::month(2024, 6), name()}},
                              text(),
                              {}});
        plan.obligations.push_back({"o",
                                    name(),
                                    static_cast<Cadence>(below(5)),
                                    day(),
                                    "",
                                    goal,
                                    text(),
                                    text(),
                                    day(),
                                    text(),
                                    {}});
        const std::string why = why_not(plan);
        if (!why.empty()) continue;  // e.g. dates in the wrong order: not a valid plan
        ASSERT_EQ(again(plan), plan) << write_plan(plan);
    }
}

TEST(PlanWriter, RefusesWhatNoFileCanHold) {
    Plan plan = sample();
    plan.targets[0].indicator = "nobody";
    EXPECT_THAT(why_not(plan), HasSubstr("[dangling_reference]"));
    plan = sample();
    plan.indicators[0].name.zh = "\xFF";
    EXPECT_THAT(why_not(plan), HasSubstr("not UTF-8"));
    plan = sample();
    plan.indicators[0].bounds.max = std::numeric_limits<double>::infinity();
    EXPECT_THAT(why_not(plan), HasSubstr("output: "));
    plan = sample();
    plan.targets[0].say.value = Quantity{860.123, 0, Mark::none};
    EXPECT_THAT(why_not(plan),
                HasSubstr("output:at-2025: cannot be written: a number has more digits"));
}

TEST(PlanWriter, SavesAFileThatLoadsEqual) {
    const ScratchDirectory scratch;
    const Plan plan = sample();
    save_plan(plan, scratch.path() / "计划.toml");
    EXPECT_EQ(load_plan(scratch.path() / "计划.toml"), plan);
    EXPECT_EQ(bytes_of(scratch.path() / "计划.toml"), write_plan(plan));
}

TEST(PlanSchema, DescribesEveryKeyOfEveryTable) {
    const std::string schema = plan_schema();
    EXPECT_THAT(schema, HasSubstr("\"$schema\": \"https://json-schema.org/draft/2020-12/schema\""));
    for (const char* part :
         {"\"plan\": {", "\"body\": {", "\"goal\": {", "\"unit\": {", "\"indicator\": {",
          "\"target\": {", "\"task\": {", "\"obligation\": {", "\"policy\": {",
          "\"reporting_year_start\": {", "\"extends\": {", "\"default\": \"pace@1\"",
          "\"default\": 90", "\"format\": \"date\""})
        EXPECT_THAT(schema, HasSubstr(part));
    EXPECT_TRUE(schema.ends_with("}\n"));
    EXPECT_EQ(schema, plan_schema());
}

}  // namespace
}  // namespace glidepath::plan_writer_test
