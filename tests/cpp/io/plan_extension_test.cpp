// Plan files that add targets to another plan: a break-down on top of the plan it belongs to.
#include "io_support.hpp"
#include <glidepath/io/plan_io.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace glidepath::plan_extension_test {
namespace {

using namespace testing_support;
using ::testing::HasSubstr;

Plan base_plan(ReportingYear calendar = {}) {
    Plan plan;
    plan.id = "five-years";
    plan.title = {"五年规划", "Five years"};
    plan.reporting_year = calendar;
    plan.horizon = Window(Period::reporting(Frequency::annual, 2023, 1, calendar),
                          Period::reporting(Frequency::annual, 2027, 1, calendar));
    Indicator indicator;
    indicator.id = "fai";
    indicator.unit = "亿元";
    plan.indicators.push_back(indicator);
    Target target;
    target.indicator = "fai";
    target.say.window = Window(Period::reporting(Frequency::annual, 2024, 1, calendar));
    target.say.comparator = Comparator::greater;
    target.say.value = Quantity{860, 0, Mark::none};
    target.id = default_id(target.indicator, target.say, calendar);
    plan.targets.push_back(target);
    return plan;
}
/// Marks for January with February, March, and the second quarter.
std::vector<Target> parts_of(Plan const& plan) {
    std::vector<Target> parts;
    for (const char* say :
         {"sum 2024-01..2024-02 >= 80", "at 2024-03 >= 71.20", "at 2024-06 > 5"}) {
        Target part;
        part.indicator = "fai";
        part.part_of = plan.targets[0].id;
        part.say = parse_statement(say, plan.reporting_year);
        part.id = default_id(part.indicator, part.say, plan.reporting_year);
        part.set = date(2024, 1, 20);
        parts.push_back(part);
    }
    parts.back().id = "fai:june";
    parts.back().quote = "六月 \"5\" 亿元以上";
    return parts;
}
Plan with(Plan plan, std::vector<Target> const& targets) {
    plan.targets.insert(plan.targets.end(), targets.begin(), targets.end());
    return plan;
}
template <class Call>
std::string refusal(Call call) {
    try {
        call();
    } catch (InputError const& error) {
        return error.what();
    }
    return {};
}

TEST(PlanExtension, NamesItsBaseAndHoldsWhatItAdds) {
    const Plan plan = base_plan();
    EXPECT_EQ(write_extension(plan, "plan.toml", {"2024年分解", ""}, parts_of(plan)), R"([plan]
title = { zh = "2024年分解" }
extends = "plan.toml"

[[target]]
indicator = "fai"
say = "sum 2024-01..2024-02 >= 80"
part_of = "fai:at-2024"
set = 2024-01-20

[[target]]
indicator = "fai"
say = "at 2024-03 >= 71.20"
part_of = "fai:at-2024"
set = 2024-01-20

[[target]]
indicator = "fai"
say = "at 2024-06 > 5"
quote = "六月 \"5\" 亿元以上"
id = "fai:june"
part_of = "fai:at-2024"
set = 2024-01-20
)");
    EXPECT_EQ(write_extension(plan, "../a \"b\".toml", {}, {}),
              "[plan]\nextends = \"../a \\\"b\\\".toml\"\n");
}

TEST(PlanExtension, LoadsAsTheBaseWithItsParts) {
    const ScratchDirectory scratch;
    const Plan plan = base_plan();
    const auto base = scratch.path() / "规划.toml";
    save_plan(plan, base);
    const auto file = scratch.path() / "2024.toml";
    save_extension(file, base, {"", "Break-down of 2024"}, parts_of(plan));
    Plan whole = with(plan, parts_of(plan));
    whole.title.en = "Break-down of 2024";
    EXPECT_EQ(load_plan(file), whole);
    EXPECT_EQ(load_plan(base), plan) << "the base is as it was";
    EXPECT_THAT(bytes_of(file), HasSubstr("extends = \"规划.toml\""));
}

TEST(PlanExtension, FindsItsBaseFromAnotherDirectory) {
    const ScratchDirectory scratch;
    const Plan plan = base_plan();
    std::filesystem::create_directories(scratch.path() / "plans");
    std::filesystem::create_directories(scratch.path() / "issued" / "2024");
    save_plan(plan, scratch.path() / "plans" / "p.toml");
    const auto file = scratch.path() / "issued" / "2024" / "b.toml";
    save_extension(file, scratch.path() / "issued" / ".." / "plans" / "p.toml", {}, parts_of(plan));
    EXPECT_THAT(bytes_of(file), HasSubstr("extends = \"../../plans/p.toml\""));
    EXPECT_EQ(load_plan(file), with(plan, parts_of(plan)));
}

TEST(PlanExtension, MayStandOnAnExtensionAndAddATargetWithItsParts) {
    const ScratchDirectory scratch;
    const Plan plan = base_plan();
    save_plan(plan, scratch.path() / "p.toml");
    save_extension(scratch.path() / "a.toml", scratch.path() / "p.toml", {}, parts_of(plan));
    std::vector<Target> more = parts_of(plan);
    more.resize(2);
    more[0].part_of.clear();
    more[0].say = parse_statement("at 2025 > 900");
    more[0].id = "fai:at-2025";
    more[1].part_of = "fai:at-2025";
    more[1].say = parse_statement("at 2025-03 >= 75");
    more[1].id = default_id("fai", more[1].say);
    save_extension(scratch.path() / "b.toml", scratch.path() / "a.toml", {}, more);
    EXPECT_EQ(load_plan(scratch.path() / "b.toml"), with(with(plan, parts_of(plan)), more));
}

TEST(PlanExtension, CountsInTheReportingYearOfItsBase) {
    const ReportingYear april{4};
    const Plan plan = base_plan(april);
    std::vector<Target> parts = parts_of(plan);
    parts.resize(1);
    parts[0].say = parse_statement("at 2024-Q1 >= 80", april);  // April to June
    parts[0].id = default_id("fai", parts[0].say, april);
    const std::string text = write_extension(plan, "p", {}, parts);
    EXPECT_THAT(text, HasSubstr("say = \"at 2024-Q1 >= 80\""));
    const auto resolve = [&](std::string const&, std::string const&) {
        return std::optional(std::pair(std::string("p"), write_plan(plan)));
    };
    EXPECT_EQ(read_plan(text, "b", resolve).take(), with(plan, parts));
}

TEST(PlanExtension, RefusesWhatWouldNotReadBack) {
    const Plan plan = base_plan();
    const auto write = [&](std::vector<Target> const& targets, Text const& title = {}) {
        return refusal([&] { (void)write_extension(plan, "p.toml", title, targets); });
    };
    std::vector<Target> parts = parts_of(plan);
    EXPECT_EQ(write(parts), "");
    parts[1].part_of = "fai:at-2030";
    EXPECT_THAT(write(parts), HasSubstr("[dangling_reference]"));
    EXPECT_THAT(write(plan.targets), HasSubstr("[duplicate_id]"));
    parts = parts_of(plan);
    parts[1].say.value = Quantity{71.234, 1, Mark::none};
    EXPECT_THAT(write(parts), HasSubstr("fai:at-2024-03: cannot be written: a number has more"));
    EXPECT_THAT(write({}, {"\xFF", ""}), HasSubstr("not UTF-8"));
    Plan faulty = plan;
    faulty.id.clear();
    EXPECT_THAT(refusal([&] { (void)write_extension(faulty, "p", {}, {}); }),
                HasSubstr("[missing_key]"));
}

TEST(PlanExtension, NeverReplacesItsBase) {
    const ScratchDirectory scratch;
    const Plan plan = base_plan();
    const auto base = scratch.path() / "p.toml";
    save_plan(plan, base);
    std::filesystem::create_symlink(base, scratch.path() / "link.toml");
    for (auto const& file : {base, scratch.path() / "." / "p.toml", scratch.path() / "link.toml"})
        EXPECT_THAT(refusal([&] { save_extension(file, base, {}, parts_of(plan)); }),
                    HasSubstr("a plan cannot extend itself"));
    EXPECT_EQ(load_plan(base), plan);
    EXPECT_THAT(refusal([&] {
                    save_extension(scratch.path() / "b.toml", scratch.path() / "none.toml", {}, {});
                }),
                HasSubstr("[no_such_file]"));
    EXPECT_FALSE(std::filesystem::exists(scratch.path() / "b.toml"));
}

}  // namespace
}  // namespace glidepath::plan_extension_test
