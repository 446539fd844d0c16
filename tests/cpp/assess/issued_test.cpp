// Targets judged against the marks that were issued for their sub-periods, and findings about
// these.
#include "support/small_plan.hpp"
#include <glidepath/assess/check.hpp>
#include <glidepath/model/validate.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace glidepath::issued_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::SmallPlan;

/// A plan with one target of the indicator x, and its parts.
struct IssuedPlan : SmallPlan {
    explicit IssuedPlan(std::string_view say, Kind kind = Kind::flow, std::string unit = "亿元") {
        Indicator& x = indicator("x", kind, std::move(unit));
        x.name = {"投资", "Investment"};
        if (kind == Kind::flow) x.bounds.min = 0;
        target("x", say);
    }
    IssuedPlan& part(std::string_view say, std::string_view part_of = {}) {
        const std::string whole(part_of.empty() ? plan.targets.front().id : part_of);
        target("x", say).part_of = whole;
        return *this;
    }
    IssuedPlan& ytd(std::string_view period, std::string_view printed) {
        row("x", period, printed, Measure::ytd, "2024-12-31");
        return *this;
    }
    IssuedPlan& value(std::string_view period, std::string_view printed) {
        row("x", period, printed, Measure::value, "2024-12-31");
        return *this;
    }
    [[nodiscard]] Verdict only() const { return verdict("2025-01-15"); }
    [[nodiscard]] std::vector<Finding> findings() const {
        EXPECT_TRUE(validate(plan).empty());
        std::vector<Finding> found = check(plan);
        std::erase_if(found,
                      [](Finding const& finding) { return !finding.code.starts_with("parts_"); });
        return found;
    }
};

/// Twelve monthly marks with January and February in one, of 860 in all.
IssuedPlan monthly() {
    IssuedPlan issued("at 2024 > 860");
    issued.part("sum 2024-01..2024-02 >= 80");
    for (int month = 3; month <= 12; ++month)
        issued.part("at " + to_string(Period::month(2024, month)) + " >= 78");
    return issued;
}

// ---- flows --------------------------------------------------------------------------------------

TEST(Issued, AFlowIsJudgedAgainstTheSumOfItsPartsToDate) {
    IssuedPlan issued = monthly().ytd("2024-06", "392");
    const Verdict verdict = issued.only();
    EXPECT_EQ(verdict.method, "pace@1:issued");
    EXPECT_EQ(verdict.planned, 80 + 4 * 78);
    EXPECT_EQ(verdict.gap, 0);
    EXPECT_EQ(verdict.status, Status::on_track);
    EXPECT_EQ(verdict.actual_period, parse_window("2024-01..2024-06"));
    EXPECT_NEAR(*verdict.completed_share, 392.0 / 860, 1e-12);
    EXPECT_NEAR(*verdict.ahead_pp, (392.0 / 860 - 0.5) * 100, 1e-9);
    EXPECT_EQ(verdict.reason.en,
              "392 亿元 in 2024-01..2024-06, 45.6% of the target; the issued mark is 392 亿元");
    EXPECT_EQ(verdict.reason.zh, "2024年1—6月为392亿元，完成目标的45.6%，下达的分解目标为392亿元");
}

TEST(Issued, AFlowIsGradedByTheShareOfTheMark) {
    for (auto [done, status] : {std::pair{"384.2", Status::on_track},
                                {"384.1", Status::at_risk},
                                {"352.8", Status::at_risk},
                                {"352.7", Status::off_track}})
        EXPECT_EQ(monthly().ytd("2024-06", done).only().status, status) << done;
}

TEST(Issued, AMarkIsWorthMoreThanWhatWasUsual) {
    IssuedPlan issued = monthly().ytd("2024-06", "392");
    issued.ytd("2023-06", "500").value("2023", "800");
    EXPECT_EQ(issued.only().method, "pace@1:issued");
    IssuedPlan before("at 2024 > 860");
    before.ytd("2023-06", "500").value("2023", "800").ytd("2024-06", "392");
    EXPECT_EQ(before.only().method, "pace@1:usual_share");
}

TEST(Issued, WithoutMarksUpToTheLatestDayTheUsualShareOrEvenPaceServes) {
    // The break-down starts in March, or has quarters where the data end in May.
    IssuedPlan late("at 2024 > 860");
    late.part("at 2024-03 >= 78").ytd("2024-03", "160");
    EXPECT_EQ(late.only().method, "pace@1:even_pace");
    IssuedPlan quarters("at 2024 > 860");
    quarters.part("at 2024-Q1 >= 160").part("at 2024-Q2 >= 240").ytd("2024-05", "300");
    EXPECT_EQ(quarters.only().method, "pace@1:even_pace");
    quarters.ytd("2024-06", "420");
    EXPECT_EQ(quarters.only().planned, 400);
}

TEST(Issued, ACumulatedMarkCountsRatherThanItsMonths) {
    IssuedPlan issued = monthly().part("sum 2024-01..2024-06 >= 400").ytd("2024-06", "392");
    EXPECT_EQ(issued.only().planned, 400);
    EXPECT_EQ(issued.only().status, Status::on_track);  // 98 % of the mark
    EXPECT_EQ(issued.ytd("2024-07", "470").only().planned, 478);
}

TEST(Issued, MarksStayFrozenWhateverTheDataDo) {
    for (const char* done : {"10", "392", "859"})
        EXPECT_EQ(monthly().ytd("2024-06", done).only().planned, 392) << done;
}

TEST(Issued, TheMarksInForceOnTheDayCount) {
    IssuedPlan issued("at 2024 > 860");
    issued.part("at 2024-H1 >= 400");
    issued.plan.targets.back().superseded = date(2024, 7, 15);
    issued.part("at 2024-H1 >= 380");
    issued.plan.targets.back().set = date(2024, 7, 15);
    issued.row("x", "2024-06", "390", Measure::ytd, "2024-07-10");
    EXPECT_EQ(issued.verdict("2024-07-14").planned, 400);
    EXPECT_EQ(issued.verdict("2024-07-15").planned, 380);
}

TEST(Issued, AWindowOfYearsTakesYearlyAndMonthlyMarks) {
    IssuedPlan issued("sum 2023..2025 >= 110");
    issued.part("at 2023 >= 35").part("at 2024-Q1 >= 8").part("at 2024-Q2 >= 9");
    issued.value("2023", "36").ytd("2024-06", "15");
    EXPECT_EQ(issued.only().planned, 52);
    EXPECT_EQ(issued.only().actual, 51);
}

TEST(Issued, TheRunningYearOfAFloorIsJudgedAgainstItsMarks) {
    IssuedPlan issued("each 2023..2027 >= 35");
    issued.part("at 2024-H1 >= 20").value("2023", "36").ytd("2024-06", "17");
    const Verdict verdict = issued.only();
    EXPECT_EQ(verdict.method, "pace@1:issued");
    EXPECT_EQ(verdict.planned, 20);
    EXPECT_EQ(verdict.status, Status::off_track);
}

TEST(Issued, AnUpperLimitIsOnTrackBelowItsMark) {
    for (auto [done, status] :
         {std::pair{"40", Status::on_track}, {"41", Status::at_risk}, {"45", Status::off_track}}) {
        IssuedPlan issued("at 2024 <= 100");
        issued.part("at 2024-H1 <= 40").ytd("2024-06", done);
        EXPECT_EQ(issued.only().status, status) << done;
        EXPECT_EQ(issued.only().planned, 40);
    }
}

TEST(Issued, AMarkOfZeroIsReachedByAnyFigure) {
    IssuedPlan issued("at 2024 >= 100");
    issued.part("at 2024-Q1 >= 0").ytd("2024-03", "0");
    EXPECT_EQ(issued.only().status, Status::on_track);
    IssuedPlan limit("at 2024 <= 100");
    limit.part("at 2024-Q1 <= 0").ytd("2024-03", "5");
    EXPECT_EQ(limit.only().status, Status::off_track);
}

TEST(Issued, NegativeMarksAreComparedNotDivided) {
    IssuedPlan issued("at 2024 >= 100");
    issued.plan.indicators[0].bounds.min.reset();
    issued.part("at 2024-Q1 >= -10").ytd("2024-03", "-20");
    EXPECT_EQ(issued.only().status, Status::off_track);
    EXPECT_EQ(issued.only().gap, -10);
}

TEST(Issued, TheFirstTwoMonthsCondemnNobodyAndLaterOnesDo) {
    EXPECT_EQ(monthly().ytd("2024-02", "10").only().reason_code, ReasonCode::no_verdict);
    EXPECT_EQ(monthly().ytd("2024-02", "80").only().status, Status::on_track);
    EXPECT_EQ(monthly().ytd("2024-03", "10").only().status, Status::off_track)
        << "even pace would spare it until May";
}

TEST(Issued, PartsHaveNoVerdictsAndBendNoPath) {
    IssuedPlan issued("at 2025 >= 130");
    issued.value("2022", "100").value("2023", "105");
    const Assessment without = issued.assess("2025-01-15");
    issued.part("at 2025-Q1 >= 90").part("at 2025-Q2 >= 90");
    const Assessment with = issued.assess("2025-01-15");
    ASSERT_EQ(with.verdicts().size(), 1U);
    EXPECT_EQ(with, without);
    IssuedPlan levels("at 2025 >= 130", Kind::stock, "家");
    levels.value("2022", "100").value("2023", "105");
    const Verdict before = levels.only();
    levels.part("at 2024 >= 500");  // on the grid of the target itself
    EXPECT_EQ(levels.only(), before);
    EXPECT_EQ(before.planned, 110);
}

// ---- levels -------------------------------------------------------------------------------------

TEST(Issued, ALevelIsJudgedAgainstItsLatestMark) {
    IssuedPlan issued("at 2024 >= 92.0%", Kind::average, "%");
    issued.value("2022", "88.0").value("2023", "89.0").value("2024-06", "89.6");
    EXPECT_EQ(issued.only().actual_period, Window(Period::year(2023)));
    issued.part("at 2024-03 >= 89.5%").part("at 2024-06 >= 90.0%").part("at 2024-09 >= 91.0%");
    const Verdict verdict = issued.only();
    EXPECT_EQ(verdict.method, "pace@1:issued");
    EXPECT_EQ(verdict.actual, 89.6);
    EXPECT_EQ(verdict.actual_period, Window(Period::month(2024, 6)));
    EXPECT_EQ(verdict.planned, 90);
    EXPECT_NEAR(*verdict.gap, -0.4, 1e-12);
    EXPECT_EQ(verdict.status, Status::at_risk);  // 1.6 of the 2.0 points from the base
    EXPECT_NEAR(*verdict.elapsed_share, 18.0 / 24, 1e-12);
    EXPECT_NEAR(*verdict.increment_share, 0.4, 1e-12);
    EXPECT_NEAR(*verdict.required_growth, std::pow(92 / 89.6, 2) - 1, 1e-12);
    EXPECT_EQ(verdict.reason.en, "89.6% in 2024-06; wanted ≥ 92.0%; the issued mark is 90%");
    EXPECT_EQ(verdict.reason.zh, "2024年6月为89.6%，目标≥92.0%，下达的分解目标为90%");
}

TEST(Issued, ALevelThatReachesItsMarkNeedsNoBase) {
    IssuedPlan issued("at 2024 >= 900", Kind::stock, "家");
    issued.part("at 2024-06 >= 850").value("2024-06", "850");
    EXPECT_EQ(issued.only().status, Status::on_track);
    EXPECT_EQ(issued.only().method, "pace@1:issued");
    IssuedPlan below("at 2024 >= 900", Kind::stock, "家");
    below.part("at 2024-06 >= 850").value("2024-06", "840");
    EXPECT_EQ(below.verdict("2024-12-31").reason_code, ReasonCode::no_base);
}

TEST(Issued, ALaterFigureOfTheTargetsOwnFrequencyIsJudgedOnThePath) {
    IssuedPlan issued("at 2026 >= 120", Kind::stock, "家");
    issued.part("at 2023-06 >= 103").value("2022", "100").value("2023-06", "101");
    EXPECT_EQ(issued.only().method, "pace@1:issued");
    issued.value("2023", "104");
    EXPECT_EQ(issued.only().method, "pace@1:path");
    EXPECT_EQ(issued.only().planned, 105);
    issued.part("at 2023-12 >= 106").value("2023-12", "104");  // for the same day the mark serves
    EXPECT_EQ(issued.only().planned, 106);
}

TEST(Issued, AMarkBeforeThePathStartsIsNone) {
    IssuedPlan issued("at 2025 >= 120", Kind::stock, "家");
    issued.value("2022", "100").value("2022-06", "95").part("at 2022-06 >= 99");
    EXPECT_EQ(issued.only().reason_code, ReasonCode::no_observation_since_base);
}

TEST(Issued, AnUpperLimitOfALevelIsMirrored) {
    IssuedPlan issued("at 2024 <= 15%", Kind::ratio, "%");
    issued.value("2022", "21.0").value("2024-06", "18.0").part("at 2024-06 <= 17%");
    const Verdict verdict = issued.only();
    EXPECT_EQ(verdict.status, Status::at_risk);  // 3 of 4 points
    EXPECT_EQ(verdict.gap, -1);
    EXPECT_EQ(verdict.headroom, -3);
}

TEST(Issued, TheYearItselfDecides) {
    IssuedPlan issued("at 2024 >= 900", Kind::stock, "家");
    issued.part("at 2024-06 >= 950").value("2024-06", "940").value("2024", "901");
    EXPECT_EQ(issued.only().status, Status::met);
    IssuedPlan flow = monthly();
    flow.value("2024", "861");
    EXPECT_EQ(flow.only().status, Status::met);
}

TEST(Issued, ASuspectBaseOfALevelIsSaid) {
    IssuedPlan issued("at 2025 >= 100", Kind::stock, "家");
    issued.value("2020", "88").value("2021", "90").value("2022", "0.0085").value("2024-06", "90");
    issued.part("at 2024-06 >= 95");
    EXPECT_EQ(issued.only().reason_code, ReasonCode::unit_suspect);
}

// ---- findings -----------------------------------------------------------------------------------

TEST(CheckParts, ThatAddUpAreNothingToSpeakOf) {
    EXPECT_THAT(monthly().findings(), ElementsAre());
    EXPECT_THAT(IssuedPlan("at 2024 > 860").findings(), ElementsAre());
}

TEST(CheckParts, ThatDoNotAddUpAreNamedWithBothSums) {
    IssuedPlan issued = monthly();
    issued.plan.targets.back().say = parse_statement("at 2024-12 >= 68.5");
    const auto found = issued.findings();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].code, "parts_do_not_add_up");
    EXPECT_EQ(found[0].severity, Severity::warning);
    EXPECT_THAT(found[0].subjects, ElementsAre("x:at-2024"));
    EXPECT_EQ(
        found[0].message.en,
        "Investment (at 2024 > 860): the 11 parts of 2024 add up to 850.5 亿元, 9.5 亿元 less "
        "than the 860 亿元 it asks for.");
    EXPECT_EQ(
        found[0].message.zh,
        "投资（at 2024 > 860）：2024年的11项分解目标合计850.5亿元，比应有的860亿元少9.5亿元。");
    issued.plan.targets.back().say = parse_statement("at 2024-12 >= 178");
    EXPECT_THAT(issued.findings().at(0).message.en, HasSubstr("960 亿元, 100 亿元 more than"));
    EXPECT_THAT(issued.findings().at(0).message.zh, HasSubstr("960亿元，比应有的860亿元多100亿元"));
}

TEST(CheckParts, MissATotalOnlyByTheDigitsThatItHasBeyondTheirs) {
    IssuedPlan issued("at 2024 >= 100");
    for (int quarter = 1; quarter <= 4; ++quarter)
        issued.part("at " + to_string(Period::quarter(2024, quarter)) + " >= 25.5");
    EXPECT_EQ(issued.findings().size(), 1U);  // 102: what is issued is exact
    issued.plan.targets[0].say = parse_statement("at 2024 >= 102.04");
    EXPECT_THAT(issued.findings(), ElementsAre());  // nearer than 0.1 they cannot come
    issued.plan.targets[0].say = parse_statement("at 2024 >= 101.94");
    EXPECT_EQ(issued.findings().size(), 1U);  // 101.9 is nearer
    issued.plan.indicators[0].whole = true;
    issued.plan.targets[0].say = parse_statement("at 2024 >= 101");
    EXPECT_EQ(issued.findings().size(), 1U);
}

TEST(CheckParts, ACumulatedMarkAgreesWithItsMonths) {
    IssuedPlan issued = monthly();
    issued.part("sum 2024-01..2024-06 >= 392").part("at 2024-Q2 >= 250");
    const auto found = issued.findings();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found[0].subjects, ElementsAre("x:at-2024-Q2"));
    EXPECT_THAT(found[0].message.en,
                HasSubstr("the 3 parts of 2024-Q2 add up to 234 亿元, 16 亿元 less"));
}

TEST(CheckParts, MissingMonthsAreNoted) {
    IssuedPlan issued("at 2024 > 860");
    issued.part("sum 2024-01..2024-06 >= 400").part("at 2024-08 >= 70").part("at 2024-11 >= 70");
    const auto found = issued.findings();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].code, "parts_missing");
    EXPECT_EQ(found[0].severity, Severity::note);
    EXPECT_EQ(found[0].message.en,
              "Investment (at 2024 > 860): its break-down has no part for 2024-07, "
              "2024-09..2024-10, 2024-12.");
    EXPECT_EQ(found[0].message.zh,
              "投资（at 2024 > 860）的分解目标不完整，缺2024年7月、2024年9—10月、2024年12月。");
}

TEST(CheckParts, AYearWithoutAnyPartIsNotIssuedYet) {
    IssuedPlan issued("sum 2023..2025 >= 110");
    issued.part("at 2023 >= 35");
    for (int quarter = 1; quarter <= 4; ++quarter)
        issued.part("at " + to_string(Period::quarter(2024, quarter)) + " >= 9");
    EXPECT_THAT(issued.findings(), ElementsAre());
    issued.part("at 2025-Q1 >= 9");
    EXPECT_THAT(issued.findings().at(0).message.en, HasSubstr("no part for 2025-04..2025-12."));
}

TEST(CheckParts, EachYearOfAFloorIsCheckedByItself) {
    IssuedPlan issued("each 2023..2025 >= 35");
    issued.part("at 2024-H1 >= 15").part("at 2024-H2 >= 15.0");
    const auto found = issued.findings();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found[0].message.en,
                HasSubstr("the 2 parts of 2024 add up to 30 亿元, 5 亿元 less"));
}

TEST(CheckParts, ATwoSidedTargetLeavesRoom) {
    IssuedPlan issued("at 2024 between 90 and 110");
    issued.part("at 2024-H1 = 50.0").part("at 2024-H2 = 55.0");
    EXPECT_THAT(issued.findings(), ElementsAre());
    issued.plan.targets.back().say = parse_statement("at 2024-H2 = 65.0");
    EXPECT_THAT(issued.findings().at(0).message.en,
                HasSubstr("115 亿元, 5 亿元 more than the 110"));
}

TEST(CheckParts, OnlyTheTextsThatWereNotReplacedCount) {
    IssuedPlan issued = monthly();
    Target old = issued.plan.targets.back();
    old.say = parse_statement("at 2024-12 >= 1");
    old.superseded = date(2024, 3, 1);
    issued.plan.targets.back().set = date(2024, 3, 1);
    issued.plan.targets.push_back(old);
    EXPECT_THAT(issued.findings(), ElementsAre());
}

TEST(CheckParts, MarksOfALevelStandByThemselves) {
    IssuedPlan issued("at 2024 >= 900", Kind::stock, "家");
    issued.part("at 2024-06 >= 850").part("at 2024-12 >= 700");
    EXPECT_THAT(issued.findings(), ElementsAre());
}

}  // namespace
}  // namespace glidepath::issued_test
