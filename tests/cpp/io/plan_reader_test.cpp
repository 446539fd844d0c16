#include "io_support.hpp"
#include <glidepath/io/file.hpp>
#include <glidepath/io/plan_io.hpp>

#include <gtest/gtest.h>

namespace glidepath::plan_reader_test {
namespace {

using namespace testing_support;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// Six lines that every plan needs, and an indicator; tests add from line 10 on.
const std::string head = R"([plan]
id = "p"
title = { zh = "计划", en = "Plan" }
horizon = "2023..2027"
[[indicator]]
id = "output"
name = { zh = "产值", en = "Output" }
unit = "亿元"
kind = "flow"
)";

std::vector<std::string> faults(std::string const& text) {
    return lines(read_plan(text, "p.toml").faults);
}
/// The faults of `head` followed by `text`.
std::vector<std::string> faults_after_head(std::string const& text) { return faults(head + text); }

TEST(PlanReader, ReadsEveryKindOfPart) {
    const Plan plan = read_plan(R"(
        [plan]
        id = "p-1"
        title = { zh = "计划", en = "Plan" }
        issued = 2023-03-30
        reporting_year_start = "--04-01"
        horizon = "2023-A1..2027-A1"
        place = "拱墅区"
        source = "12号"
        note = "n"
        [[body]]
        id = "gov"
        name = { zh = "政府", en = "Government" }
        role = "government"
        from = "2020-01-31"
        to = 2025-12-31
        aliases = ["区政府", ""]
        [[body]]
        id = "mayor"
        parent = "gov"
        role = "person"
        title = { en = "Mayor" }
        [[goal]]
        id = "g"
        number = "10"
        title = { zh = "目标" }
        convener = ["mayor"]
        lead = ["gov"]
        supporting_open = "等"
        applies = false
        quote = "不涉及"
        [[goal]]
        id = "g1"
        parent = "g"
        [[unit]]
        label = "个/千人"
        name = { zh = "个每千人", en = "per thousand" }
        base = "个/人"
        scale = 0.001
        [[indicator]]
        id = "beds"
        goal = "g1"
        unit = "个/千人"
        kind = "stock"
        whole = true
        bounds = { min = 0, max = 1e2 }
        freq = "Q"
        lag = 30
        reporter = "gov"
        [[indicator]]
        id = "built"
        kind = "milestone"
        definition_unclear = { zh = "不清楚" }
        [[target]]
        indicator = "beds"
        say = "at 2025-Q2 >= 4.50"
        quote = "千人床位4.5个"
        tier = "binding"
        base = "2022-Q4"
        assumed = ["window", "due"]
        set = 2023-03-30
        superseded = 2024-01-01
        [[target]]
        indicator = "built"
        say = "done by 2025-12"
        id = "built:it"
        [[task]]
        id = "t"
        goal = "g1"
        start = "2024-03"
        due = "2025-H1"
        targets = ["built:it"]
        nodes = [ { due = "2024-06", title = { zh = "开工" } } ]
        [[obligation]]
        id = "meeting"
        every = "2 weeks"
        anchor = 2023-04-03
        body = "gov"
        topic = "meetings"
        [policy]
        name = "ours@1"
        path_at_risk = 0.5
    )",
                                "p.toml")
                          .take();

    EXPECT_EQ(plan.id, "p-1");
    EXPECT_EQ(plan.title.en, "Plan");
    EXPECT_EQ(plan.issued, date(2023, 3, 30));
    EXPECT_EQ(plan.horizon.first_day(), date(2023, 4, 1));
    EXPECT_EQ(plan.horizon.last_day(), date(2028, 3, 31));
    ASSERT_THAT(plan.bodies, SizeIs(2));
    EXPECT_EQ(plan.bodies[0].from, date(2020, 1, 31));
    EXPECT_THAT(plan.bodies[0].aliases, ElementsAre("区政府", ""));
    EXPECT_EQ(plan.bodies[1].role, Role::person);
    ASSERT_THAT(plan.goals, SizeIs(2));
    EXPECT_FALSE(plan.goals[0].applies);
    EXPECT_TRUE(plan.goals[1].applies);
    EXPECT_EQ(plan.units.at(0).scale, 0.001);
    Indicator const& beds = plan.indicators.at(0);
    EXPECT_EQ(beds.kind, Kind::stock);
    EXPECT_EQ(beds.bounds, (Bounds{0, 100}));
    EXPECT_EQ(beds.freq, Frequency::quarterly);
    EXPECT_EQ(beds.lag, 30);
    Target const& first = plan.targets.at(0);
    EXPECT_EQ(first.id, "beds:at-2025-Q2");
    EXPECT_EQ(first.say.window.first_day(), date(2025, 7, 1));  // quarters count from April
    EXPECT_EQ(first.say.quantity()->decimals, 2);
    EXPECT_EQ(first.tier, Tier::binding);
    EXPECT_EQ(first.base, Period::quarter(2023, 1));  // the fourth from April
    EXPECT_THAT(first.assumed, ElementsAre(Assumption::window, Assumption::due));
    EXPECT_EQ(first.superseded, date(2024, 1, 1));
    EXPECT_EQ(plan.targets.at(1).id, "built:it");
    EXPECT_EQ(plan.tasks.at(0).start, Period::month(2024, 3));
    EXPECT_EQ(plan.tasks.at(0).nodes.at(0).due, Period::month(2024, 6));
    EXPECT_EQ(plan.obligations.at(0).every, Cadence::two_weeks);
    EXPECT_EQ(plan.policy.path_at_risk, 0.5);
    EXPECT_EQ(plan.policy.path_on_track, Policy{}.path_on_track);
}

TEST(PlanReader, KnowsWhereEachPartStands) {
    const Plan plan =
        read_plan(head + "[[target]]\nindicator = \"output\"\nsay = \"at 2025 > 860\"\n",
                  "dir/p.toml")
            .take();
    EXPECT_EQ(to_string(plan.where), "dir/p.toml:1:1");
    EXPECT_EQ(to_string(plan.indicators.at(0).where), "dir/p.toml:5:1");
    EXPECT_EQ(to_string(plan.targets.at(0).where), "dir/p.toml:10:1");
}

TEST(PlanReader, TakesByteOrderMarkAndCarriageReturns) {
    std::string text = head;
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
        text.replace(at, 1, "\r\n");
    const Plan plan = read_plan("\xEF\xBB\xBF" + text, "p.toml").take();
    EXPECT_EQ(plan, read_plan(head, "p.toml").take());
    EXPECT_EQ(to_string(plan.where), "p.toml:1:1");
    EXPECT_THAT(
        lines(read_plan("\xEF\xBB\xBF" + text + "[[target]]\r\nindicator = 3\r\nsay = \"done\"\r\n",
                        "p.toml")
                  .faults),
        ElementsAre("p.toml:11:13: indicator: the integer 3 stands where a string in quotes "
                    "is wanted [wrong_type]"));
}

TEST(PlanReader, SuggestsTheKeyThatWasMeant) {
    EXPECT_THAT(
        faults_after_head("frq = \"A\"\n"),
        ElementsAre("p.toml:10:1: output: \"frq\" is no key of [[indicator]]; allowed: id, "
                    "goal, name, unit, prices, growth_prices, kind, whole, bounds, freq, lag, "
                    "authority, reporter, parent, grandparent, numerator, denominator, "
                    "definition_unclear, aliases, note; did you mean \"freq\"? [unknown_key]"));
    EXPECT_THAT(
        faults_after_head("[[indicators]]\nid = \"x\"\n"),
        ElementsAre("p.toml:10:3: \"indicators\" is no table of a plan; allowed: plan, body, "
                    "goal, unit, indicator, target, task, obligation, policy; did you mean "
                    "\"indicator\"? [unknown_key]"));
    EXPECT_THAT(
        faults_after_head("[[goal]]\nid = \"g\"\ntitle = { zh = \"a\", e = \"b\" }\n"),
        ElementsAre("p.toml:12:21: g: \"e\" is no key of title; allowed: zh, en [unknown_key]"));
}

TEST(PlanReader, NamesWhatStandsWhereAnotherTypeIsWanted) {
    EXPECT_THAT(
        faults_after_head("lag = \"90\"\nwhole = 1\nbounds = 3\naliases = \"a\"\ngoal = true\n"
                          "freq = 2023-01-01\nnote = [1]\n"),
        ElementsAre(
            "p.toml:10:7: output: lag: the string \"90\" stands where a whole number is "
            "wanted [wrong_type]",
            "p.toml:11:9: output: whole: the integer 1 stands where true or false is wanted "
            "[wrong_type]",
            "p.toml:12:10: output: bounds: the integer 3 stands where a table such as "
            "{ min = ..., max = ... } is wanted [wrong_type]",
            "p.toml:13:11: output: aliases: the string \"a\" stands where a list such as "
            "[ ... ] is wanted [wrong_type]",
            "p.toml:14:8: output: goal: true stands where a string in quotes is wanted "
            "[wrong_type]",
            "p.toml:15:8: output: freq: a date stands where a letter in quotes such as \"A\" "
            "is wanted [wrong_type]",
            "p.toml:16:8: output: note: an array stands where a string in quotes is wanted "
            "[wrong_type]"));
    EXPECT_THAT(faults(head + "[goal]\nid = \"g\"\n"),
                ElementsAre("p.toml:10:1: goal: a table stands where a table [[goal]], in two "
                            "brackets, is wanted [wrong_type]"));
    EXPECT_THAT(faults("plan = 3\n"),
                ElementsAre("p.toml:1:8: plan: the integer 3 stands where the "
                            "table [plan] is wanted [wrong_type]"));
    EXPECT_THAT(
        faults_after_head("[[task]]\nid = \"t\"\ndue = 2025\nnodes = [{ due = 2025 }]\n"),
        ElementsAre("p.toml:12:7: t: due: the integer 2025 stands where a period in quotes "
                    "such as \"2025\" or \"2025-Q2\" is wanted [wrong_type]",
                    "p.toml:13:10: t: nodes[1] needs the key title [missing_key]",
                    "p.toml:13:18: t: nodes[1].due: the integer 2025 stands where a period in "
                    "quotes such as \"2025\" or \"2025-Q2\" is wanted [wrong_type]"));
}

TEST(PlanReader, NamesWhatIsAllowedInsteadOfABadValue) {
    EXPECT_THAT(
        faults_after_head(
            "freq = \"annual\"\nlag = 99999999999\nbounds = { min = nan, max = inf }\n"
            "[[body]]\nid = \"b\"\nrole = \"persn\"\nfrom = \"2023-02-29\"\nto = 1300-01-01\n"
            "[[obligation]]\nid = \"o\"\nevery = \"fortnight\"\n"
            "[[task]]\nid = \"t\"\ndue = \"2025-13\"\n"),
        ElementsAre(
            "p.toml:10:8: output: freq: \"annual\" is none of A (yearly), H (half-yearly), Q "
            "(quarterly), M (monthly), W (weekly), D (daily) [bad_value]",
            "p.toml:11:7: output: lag: 99999999999 is too large [bad_value]",
            "p.toml:12:18: output: bounds.min: inf and nan are no values; write a number, or "
            "leave the key out [bad_value]",
            "p.toml:12:29: output: bounds.max: inf and nan are no values; write a number, or "
            "leave the key out [bad_value]",
            "p.toml:15:8: b: role: \"persn\" is none of task_force, office, group, unit, "
            "person, government; did you mean \"person\"? [bad_value]",
            "p.toml:16:8: b: from: \"2023-02-29\" is no date; write it as 2023-03-30 (years "
            "1400 to 9999) [bad_value]",
            "p.toml:17:6: b: to: \"1300-01-01\" is no date; write it as 2023-03-30 (years "
            "1400 to 9999) [bad_value]",
            "p.toml:20:9: o: every: \"fortnight\" is none of week, 2 weeks, month, quarter, "
            "year [bad_value]",
            "p.toml:23:7: t: due: \"2025-13\" is no period; write one of 2025, 2025-H1, "
            "2025-Q2, 2025-06, 2025-W05, 2025-06-30, or SDMX 2025-A1, -S1, -Q2, -M06, -W05, "
            "-D166 [bad_value]"));
}

TEST(PlanReader, SaysWhatAPriceBasisIs) {
    EXPECT_THAT(
        faults_after_head("prices = \"constant 20\"\ngrowth_prices = \"real\"\n"),
        ElementsAre("p.toml:10:10: output: prices: \"constant 20\" is no price basis; write "
                    "current, constant, or constant with the year whose prices are held: "
                    "constant 2020 [bad_value]",
                    "p.toml:11:17: output: growth_prices: \"real\" is none of current, "
                    "constant [bad_value]"));
}

TEST(PlanReader, ReportsAReversedWindow) {
    EXPECT_THAT(faults("[plan]\nid = \"p\"\ntitle = {}\nhorizon = \"2027..2023\"\n"),
                ElementsAre("p.toml:4:11: p: horizon: the window is reversed: \"2027..2023\" "
                            "[bad_value]"));
    EXPECT_THAT(
        faults_after_head("[[target]]\nindicator = \"output\"\nsay = \"sum 2025..2023 >= 1\"\n"),
        ElementsAre(HasSubstr("the window is reversed")));
}

TEST(PlanReader, ShowsACaretUnderTheFaultOfAStatement) {
    EXPECT_THAT(
        faults_after_head("[[target]]\nindicator = \"output\"\nsay = \"at 2025 > ８60\"\n"),
        ElementsAre("p.toml:12:18: output: say: not a statement of the target language\n"
                    "    at 2025 > ８60\n"
                    "              ^ found \"８60\", expected a number such as 860 or 5.5%, in "
                    "plain ASCII digits without separators, an indicator, growth of an "
                    "indicator, or tbd [bad_statement]"));
    // An escape in the string: then no column inside it can be computed.
    EXPECT_THAT(
        faults_after_head("[[target]]\nindicator = \"output\"\nsay = \"at 2025 \\u003E\"\n"),
        ElementsAre(HasSubstr("p.toml:12:7: output: say:")));
    EXPECT_THAT(faults_after_head("[[target]]\nindicator = \"output\"\nsay = '''at\n2025'''\n"),
                ElementsAre(HasSubstr("p.toml:12:7: output: say: not a statement of the target "
                                      "language: found")));
}

TEST(PlanReader, ReportsMissingKeysAndTables) {
    EXPECT_THAT(faults("[[indicator]]\nname = { zh = \"a\" }\n"),
                ElementsAre("p.toml:1:1: a plan needs the table [plan] [missing_key]",
                            "p.toml:1:1: [[indicator]] needs the key id [missing_key]",
                            "p.toml:1:1: [[indicator]] needs the key kind [missing_key]"));
    EXPECT_THAT(faults("[plan]\nid = \"p\"\n[[target]]\nindicator = \"x\"\n"),
                ElementsAre("p.toml:1:1: p: [plan] needs the key title [missing_key]",
                            "p.toml:1:1: p: [plan] needs the key horizon [missing_key]",
                            "p.toml:3:1: x: [[target]] needs the key say [missing_key]"));
}

TEST(PlanReader, ReportsFaultsOfThePlanAsAWhole) {
    EXPECT_THAT(
        faults_after_head(R"(
[[indicator]]
id = "share"
kind = "ratio"
unit = "万人们"
numerator = "share"
denominator = "output"
[[indicator]]
id = "output"
kind = "stock"
[[target]]
indicator = "outptu"
say = "at 2025 > 1"
[[target]]
indicator = "share"
say = "sum 2025 > 1"
[[target]]
indicator = "output"
say = "at 2025 > 1"
[[unit]]
label = "a"
base = "a"
scale = 0
)"),
        ElementsAre(HasSubstr("p.toml:11:1: share: the unit \"万人们\" is neither"),
                    HasSubstr("p.toml:11:1: share: a cycle of ratios: share -> share [cycle]"),
                    AllOf(HasSubstr("p.toml:17:1: output: "), HasSubstr("[duplicate_id]")),
                    HasSubstr("p.toml:20:1: outptu:at-2025: indicator = \"outptu\" names no"),
                    HasSubstr("p.toml:23:1: share:sum-2025: sum needs an indicator of kind flow"),
                    HasSubstr("p.toml:29:1: a: the scale of a unit must be positive")));
}

TEST(PlanReader, LeavesOutWhatOnlyFollowsFromAValueItCouldNotRead) {
    // Neither that done needs a milestone, nor that the statement of the second target is none.
    EXPECT_THAT(faults_after_head("[[indicator]]\nid = \"built\"\nkind = \"milstone\"\n"
                                  "[[target]]\nindicator = \"built\"\nsay = \"done\"\n"
                                  "[[target]]\nindicator = \"output\"\nsay = \"don\"\n"),
                ElementsAre(HasSubstr("p.toml:12:8: built: kind: \"milstone\" is none of"),
                            HasSubstr("p.toml:18:8: output: say: not a statement")));
}

TEST(PlanReader, GivesTheParsersWordsForASyntaxErrorAlone) {
    EXPECT_THAT(faults(head + "colour = 3\n[[target]]\nsay = \n"),
                ElementsAre(AllOf(HasSubstr("p.toml:12:7: Error while parsing key-value pair"),
                                  HasSubstr("[syntax]"))));
    EXPECT_THAT(faults("a = 1\na = 2\n"), ElementsAre(HasSubstr("p.toml:2:")));
    EXPECT_THAT(faults("x = \"\xE4\xB8\xAD\"\ny = 2023-02-30\n"),
                ElementsAre(HasSubstr("p.toml:2:")));
    EXPECT_THAT(faults("[=]\n"), ElementsAre(HasSubstr("[syntax]")));
}

TEST(PlanReader, NamesTheKeyForAChineseCharacterOutsideQuotes) {
    EXPECT_THAT(
        faults("[plan]\nid = “p”\n"),
        ElementsAre("p.toml:2:6: \"“\" stands outside quotes, where TOML has ASCII characters "
                    "only; write \" [syntax]"));
    EXPECT_THAT(faults("a = [1，2]\n"),
                ElementsAre(HasSubstr("p.toml:1:7: \"，\" stands outside quotes")));
    EXPECT_THAT(
        faults("a = [\"\"\"“x”\"\"\"\", '''“'''', \"中\", '\"'] # “\n标题 = 1\n"),
        ElementsAre("p.toml:2:1: \"标\" stands outside quotes, where TOML has ASCII characters "
                    "only; put the text in quotes [syntax]"));
    EXPECT_THAT(faults("a = \"\\\"“\"\nb˓ = 1\n"),
                ElementsAre(HasSubstr("p.toml:2:2: \"˓\" stands")));
}

TEST(PlanReader, SurvivesWhatTheParserDoesNotExpect) {
    for (const char* text :
         {"[=]", "[[[", "[.a]", "[a.=]", "a = 2\"\xCB\x93\"", "a = 2\"拱墅\"", "a = \"\\",
          "a = \"\"\"\\", "a = '''", "a = \"\"\"\"\"\"\"\"\"", "\"", "'", "a = 1e400", "a = 0x",
          "a = 2023-02-30T99", "a = {b = [}", "a = [\xC2\xA0]"})
        EXPECT_THAT(faults(text), ElementsAre(HasSubstr("[syntax]"))) << text;
}

TEST(PlanReader, RefusesWhatIsNoText) {
    EXPECT_THAT(faults(""), ElementsAre("p.toml: the file is empty [empty]"));
    EXPECT_THAT(faults("\xEF\xBB\xBF \r\n\t\n"), ElementsAre("p.toml: the file is empty [empty]"));
    EXPECT_THAT(faults(std::string("a = 1\n\0", 7)),
                ElementsAre("p.toml: not a text file: byte 7 is NUL; give a text file in UTF-8 "
                            "[binary]"));
    EXPECT_THAT(faults("PK\x03\x04..."),
                ElementsAre(HasSubstr("a workbook or another zip archive")));
    EXPECT_THAT(faults(std::string("\xFF\xFE[\0p\0", 6)), ElementsAre(HasSubstr("UTF-16")));
    // 计划 in GB18030
    EXPECT_THAT(
        faults("[plan]\nid = \"p\"\ntitle = { zh = \"\xBC\xC6\xBB\xAE\" }\n"),
        ElementsAre("p.toml:3:17: not UTF-8: byte 17 of line 3 is 0xBC; the file looks like "
                    "GB18030 (GBK): convert it by iconv -f GB18030 -t UTF-8, or use the "
                    "glidepath command, which does so itself [not_utf8]"));
    EXPECT_THAT(
        faults("a = \"\xFF\"\n"),
        ElementsAre("p.toml:1:6: not UTF-8: byte 6 of line 1 is 0xFF; save the file as UTF-8 "
                    "[not_utf8]"));
}

TEST(PlanReader, RefusesAFileAboveTheLimitByName) {
    EXPECT_THAT(
        faults(std::string(plan_size_limit + 1, ' ')),
        ElementsAre("p.toml: the file is larger than this reader takes: 16.1 MiB, at most 16 "
                    "MiB; split it [too_large]"));
}

TEST(PlanReader, SurvivesNestingOfTwentyThousand) {
    constexpr std::size_t deep = 20'000;
    for (std::string const& text :
         {"a = " + repeated("[", deep), "a = " + repeated("[", deep) + repeated("]", deep),
          "a = " + repeated("{ a = ", deep) + "1" + repeated(" }", deep),
          "a" + repeated(".a", deep) + " = 1", "[a" + repeated(" . \"a.b\"", deep) + "]",
          "[[a" + repeated(".a", deep) + "]]", repeated("[", deep), repeated("[[", deep) + "a",
          "a = { b" + repeated(".'b'", deep) + " = 1 }"}) {
        const Reading<Plan> plan = read_plan(head + text + "\n", "p.toml");
        EXPECT_FALSE(plan);
        EXPECT_THAT(plan.faults, SizeIs(1)) << text.substr(0, 20);
    }
}

TEST(PlanReader, DoesNotTakeDotsInTextForNesting) {
    EXPECT_THAT(faults_after_head("note = \"" + repeated(".", 50) + "\" # " + repeated(".", 50) +
                                  "\n[plan.x]\n"),
                ElementsAre(HasSubstr("is no key of [plan]")));
    EXPECT_THAT(faults_after_head("note = '''" + repeated("'.\n.", 50) + "'''\n"), IsEmpty());
    EXPECT_THAT(faults_after_head("note = \"\"\"\\\"" + repeated("\"\".\n.", 50) + "\"\"\"\n"),
                IsEmpty());
}

TEST(PlanReader, ListsNoMoreFaultsThanAnyoneReads) {
    std::string text = "[plan]\n";
    for (int i = 0; i < 5000; ++i) text += "k" + std::to_string(i) + " = 1\n";
    const auto all = faults(text);
    EXPECT_THAT(all, SizeIs(1001));
    EXPECT_THAT(all.back(), HasSubstr("more than 1000 faults"));
}

TEST(LoadPlan, ThrowsAllFaultsAtOnce) {
    const ScratchDirectory scratch;
    const auto path =
        scratch.write("p.toml", "[plan]\nid = \"p\"\ntitle = {}\nhorizon = 2023\nx = 1\n");
    try {
        static_cast<void>(load_plan(path));
        FAIL() << "was read";
    } catch (InputError const& error) {
        EXPECT_THAT(error.faults(), SizeIs(2));
        EXPECT_THAT(error.what(), HasSubstr(path.string() + ":4:11: p: horizon:"));
    }
    EXPECT_THROW(static_cast<void>(load_plan(scratch.path() / "no.toml")), InputError);
}

TEST(LoadPlan, ReadsThePublishedExample) {
    const std::filesystem::path path =
        std::filesystem::path(GLIDEPATH_EXAMPLES_DIR) / "gongshu/plan.toml";
    if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " does not exist";
    EXPECT_THAT(faults(read_file(path)), IsEmpty());
    const Plan plan = load_plan(path);
    EXPECT_GE(plan.targets.size(), 110U);
    EXPECT_EQ(read_plan(write_plan(plan), "again").take(), plan);
}

}  // namespace
}  // namespace glidepath::plan_reader_test
