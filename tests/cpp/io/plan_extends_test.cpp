#include "io_support.hpp"
#include <glidepath/io/plan_io.hpp>

#include <gtest/gtest.h>

#include <map>

namespace glidepath::plan_extends_test {
namespace {

using namespace testing_support;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

/// Reads the first of some files, which may extend the others.
Reading<Plan> read(std::map<std::string, std::string> const& files,
                   std::string const& first = "a") {
    const PlanResolver resolve =
        [&](std::string const& path,
            std::string const&) -> std::optional<std::pair<std::string, std::string>> {
        const auto at = files.find(path);
        if (at == files.end()) return std::nullopt;
        return std::pair(at->first, at->second);
    };
    return read_plan(files.at(first), first, resolve);
}

const std::string base = R"([plan]
id = "five-years"
title = { zh = "五年", en = "Five years" }
horizon = "2023..2027"
place = "here"
[[indicator]]
id = "x"
kind = "flow"
[[target]]
indicator = "x"
say = "at 2025 > 860"
superseded = 2024-02-01
)";

TEST(PlanExtends, AddsPartsAfterThoseOfTheBaseAndOverridesItsKeys) {
    const Plan plan = read({{"base", base}, {"a", R"([plan]
extends = "base"
id = "year-2024"
note = "of 2024"
[[indicator]]
id = "y"
kind = "stock"
[[target]]
indicator = "y"
say = "at 2024 > 1"
)"}}).take();
    EXPECT_EQ(plan.id, "year-2024");
    EXPECT_EQ(plan.title.en, "Five years");
    EXPECT_EQ(plan.place, "here");
    EXPECT_EQ(plan.note, "of 2024");
    ASSERT_THAT(plan.targets, SizeIs(2));
    EXPECT_EQ(to_string(plan.targets[0].where), "base:9:1");
    EXPECT_EQ(to_string(plan.targets[1].where), "a:8:1");
    EXPECT_EQ(plan.indicators.at(1).id, "y");
}

TEST(PlanExtends, TakesASecondTextOfATargetAsItsRevision) {
    const std::string revision = "[plan]\nextends = \"base\"\n[[target]]\nindicator = \"x\"\n"
                                 "say = \"at 2025 > 900\"\n";
    const Plan plan = read({{"base", base}, {"a", revision + "set = 2024-02-01\n"}}).take();
    ASSERT_THAT(plan.targets, SizeIs(2));
    EXPECT_EQ(plan.targets[0].id, plan.targets[1].id);
    EXPECT_THAT(lines(read({{"base", base}, {"a", revision}}).faults),
                ElementsAre(AllOf(HasSubstr("a:3:1: x:at-2025: "), HasSubstr("[duplicate_id]"))));
}

TEST(PlanExtends, ReportsAnInheritedIdThatIsUsedAgain) {
    EXPECT_THAT(lines(read({{"base", base},
                            {"a", "[plan]\nextends = \"base\"\n[[indicator]]\nid = \"x\"\n"
                                  "kind = \"stock\"\n"}})
                          .faults),
                ElementsAre(AllOf(HasSubstr("a:3:1: x: "), HasSubstr("[duplicate_id]"))));
}

TEST(PlanExtends, ReportsFaultsOfAllFilesTheBaseFirst) {
    EXPECT_THAT(lines(read({{"base", base + "colour = 1\n"},
                            {"a", "[plan]\nextends = \"base\"\nshape = 2\n"}})
                          .faults),
                ElementsAre(HasSubstr("base:13:1: x:at-2025: \"colour\""),
                            HasSubstr("a:3:1: five-years: \"shape\"")));
    EXPECT_THAT(
        lines(
            read({{"base", "x ="},
                  {"a",
                   "[plan]\nextends = \"base\"\n[[target]]\nindicator = \"x\"\nsay = \"done\"\n"}})
                .faults),
        ElementsAre(HasSubstr("base:1:")));
}

TEST(PlanExtends, NeedsAResolverThatFindsTheBase) {
    const std::string text = "[plan]\nextends = \"b\\u0061se\"\n";
    EXPECT_THAT(
        lines(read_plan(text, "a").faults),
        ElementsAre("a:2:11: extends: \"base\" cannot be followed here: a plan that is read "
                    "from bytes needs a resolver; load it as a file [extends]"));
    EXPECT_THAT(lines(read({{"a", text}}).faults),
                ElementsAre("a:2:11: extends: \"base\" names no plan that can be found [extends]"));
    EXPECT_THAT(
        lines(read_plan("[plan]\nextends = 3\nid = \"p\"\ntitle = {}\nhorizon = \"2023\"\n", "a")
                  .faults),
        ElementsAre(HasSubstr("a:2:11: p: extends: the integer 3 stands where")));
}

TEST(PlanExtends, RefusesCyclesAndLongChains) {
    EXPECT_THAT(
        lines(
            read({{"a", "[plan]\nextends = \"b\"\n"}, {"b", "[plan]\nextends = \"a\"\n"}}).faults),
        ElementsAre("b:2:11: extends: a plan cannot extend itself: a -> b -> a [extends]"));
    std::map<std::string, std::string> files{{"f16", base}};
    for (int i = 0; i < 16; ++i)
        files["f" + std::to_string(i)] = "[plan]\nextends = \"f" + std::to_string(i + 1) + "\"\n";
    EXPECT_TRUE(read(files, "f0"));
    files["f-1"] = "[plan]\nextends = \"f0\"\n";
    EXPECT_THAT(lines(read(files, "f-1").faults),
                ElementsAre("f15:2:11: extends: more than 16 plans extend one another [extends]"));
}

TEST(PlanExtends, LooksForFilesBesideTheOneThatNamesThem) {
    const ScratchDirectory scratch;
    std::filesystem::create_directory(scratch.path() / "years");
    scratch.write("base.toml", base);
    const auto path =
        scratch.write("years/2024.toml", "[plan]\nid = \"p\"\nextends = \"../base.toml\"\n");
    EXPECT_EQ(load_plan(path).title.en, "Five years");
    const auto lost = scratch.write("years/lost.toml", "[plan]\nextends = \"base.toml\"\n");
    try {
        static_cast<void>(load_plan(lost));
        FAIL() << "was read";
    } catch (InputError const& error) {
        EXPECT_EQ(std::string(error.what()), lost.string() + ":2:11: extends: " +
                                                 (scratch.path() / "years/base.toml").string() +
                                                 ": there is no such file [no_such_file]");
    }
    const auto itself = scratch.write("self.toml", "[plan]\nextends = \"years/../self.toml\"\n");
    EXPECT_THROW(static_cast<void>(load_plan(itself)), InputError);
}

TEST(PlanExtends, IsWrittenOutFlat) {
    const Plan plan =
        read({{"base", base}, {"a", "[plan]\nextends = \"base\"\nid = \"p\"\n"}}).take();
    const std::string text = write_plan(plan);
    EXPECT_EQ(text.find("extends"), std::string::npos);
    EXPECT_EQ(read_plan(text, "flat").take(), plan);
}

}  // namespace
}  // namespace glidepath::plan_extends_test
