// Scorecards: counts, ranks, contributions, and how many targets will be met.
#include "support/small_plan.hpp"
#include <glidepath/assess/scorecard_on_paths.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace glidepath::scorecard_test {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Pointwise;

Outlook likely(double probability) {
    Outlook outlook;
    outlook.probability = probability;
    return outlook;
}

/// A plan with units a to f under one government, a person, and a programme with two areas.
Plan units() {
    Plan plan = testing::SmallPlan().plan;
    for (const char* id : {"a", "b", "c", "d", "e", "f"}) {
        Body body;
        body.id = id;
        body.name = {std::string(id) + "局", std::string("Bureau ") + id};
        plan.bodies.push_back(body);
    }
    Body person;
    person.id = "li";
    person.name = {"李某", "Li"};
    person.parent = "a";
    person.role = Role::person;
    plan.bodies.push_back(person);
    for (auto const& [id, parent] : std::vector<std::pair<std::string, std::string>>{
             {"p1", ""}, {"p1.1", "p1"}, {"p1.2", "p1"}, {"p1.2.1", "p1.2"}, {"p2", ""}}) {
        Goal goal;
        goal.id = id;
        goal.parent = parent;
        goal.title = {"工程" + id, "Programme " + id};
        if (id == "p1") goal.convener = {"li"};
        plan.goals.push_back(goal);
    }
    return plan;
}

struct Cards {
    Plan plan = units();
    std::vector<Verdict> verdicts;

    Verdict& add(std::vector<std::string> lead, Status status,
                 std::optional<ReasonCode> reason = std::nullopt) {
        Verdict& v = verdicts.emplace_back();
        v.id = "t" + std::to_string(verdicts.size());
        v.lead = std::move(lead);
        v.status = status;
        v.reason_code = reason;
        return v;
    }
    void add(std::string const& lead, int good, int bad, int unreported) {
        for (int i = 0; i < good; ++i) add({lead}, i % 2 ? Status::met : Status::on_track);
        for (int i = 0; i < bad; ++i) add({lead}, i % 2 ? Status::missed : Status::at_risk);
        for (int i = 0; i < unreported; ++i)
            add({lead}, Status::unknown, ReasonCode::no_observation_since_base);
    }
    [[nodiscard]] Scorecard by(ScoreBy by, HeldMatrix const* held = nullptr) const {
        return scorecard(plan, verdicts, {.by = by, .persons = false}, held);
    }
};

ScoreRow const& row(Scorecard const& card, std::string const& id) {
    for (ScoreRow const& r : card.rows)
        if (r.group.id == id) return r;
    throw std::out_of_range(id);
}

TEST(Scorecard, EqualSharesShareAPlaceAndTheNextPlaceIsSkipped) {
    Cards cards;
    cards.add("a", 4, 0, 0);
    cards.add("b", 2, 2, 0);
    cards.add("c", 3, 3, 0);  // 3 of 6 is 2 of 4
    cards.add("d", 1, 3, 0);
    const Scorecard card = cards.by(ScoreBy::lead);
    std::vector<std::pair<std::string, int>> ranks;
    for (ScoreRow const& r : card.rows) ranks.emplace_back(r.group.id, r.rank.value());
    EXPECT_THAT(ranks, ElementsAre(std::pair("a", 1), std::pair("b", 2), std::pair("c", 2),
                                   std::pair("d", 4)));
    EXPECT_EQ(card.all.targets, 18);
    EXPECT_EQ(card.all.good(), 10);
}

TEST(Scorecard, AUnitThatReportsNothingIsLastAndNotFirst) {
    Cards cards;
    cards.add("a", 0, 0, 5);
    cards.add("b", 0, 3, 0);  // all behind, but reported
    cards.add("c", 3, 0, 0);
    const Scorecard card = cards.by(ScoreBy::lead);
    EXPECT_EQ(row(card, "c").rank, 1);
    EXPECT_EQ(row(card, "b").rank, 2);
    EXPECT_EQ(row(card, "a").rank, 3);
    EXPECT_EQ(row(card, "a").unreported, 5);
    EXPECT_EQ(row(card, "a").assessable(), 0);
}

TEST(Scorecard, ReportingOnlyWhatIsGoodGainsNothing) {
    Cards cards;
    cards.add("a", 1, 0, 3);  // 1 of 4
    cards.add("b", 2, 2, 0);  // 2 of 4
    const Scorecard card = cards.by(ScoreBy::lead);
    EXPECT_EQ(row(card, "b").rank, 1);
    EXPECT_EQ(row(card, "a").rank, 2);
    EXPECT_DOUBLE_EQ(row(card, "a").good_share().value(), 0.25);
}

TEST(Scorecard, WhereNobodyReportsNobodyIsFirst) {
    Cards cards;
    cards.add("a", 0, 0, 3);
    cards.add("b", 0, 0, 4);
    for (ScoreRow const& r : cards.by(ScoreBy::lead).rows) {
        EXPECT_FALSE(r.rank);
        EXPECT_EQ(r.unranked, Unranked::no_reports);
    }
}

TEST(Scorecard, FewerThanThreeTargetsAreShownAndNotRanked) {
    Cards cards;
    cards.add("a", 2, 0, 0);
    cards.add("b", 1, 2, 0);
    const Scorecard card = cards.by(ScoreBy::lead);
    EXPECT_EQ(row(card, "b").rank, 1);
    EXPECT_EQ(row(card, "a").unranked, Unranked::few_targets);
    EXPECT_EQ(card.rows.back().group.id, "a");
}

TEST(Scorecard, WhatIsNotDueOrHasNoValueYetIsNeitherGoodNorUnreported) {
    Cards cards;
    cards.add("a", 3, 0, 0);
    cards.add({"a"}, Status::unknown, ReasonCode::not_due);
    cards.add({"a"}, Status::unknown, ReasonCode::target_tbd);
    cards.add({"a"}, Status::unknown, ReasonCode::overdue_release);
    cards.add({"a"}, Status::unknown, ReasonCode::not_applicable).applies = false;
    const ScoreRow a = row(cards.by(ScoreBy::lead), "a");
    EXPECT_EQ(a.targets, 6);
    EXPECT_EQ(a.assessable(), 3);
    EXPECT_EQ(a.unreported, 1);
    EXPECT_EQ(a.counted(), 4);
    EXPECT_EQ(a.not_applicable, 1);
}

TEST(Scorecard, ContributionsAddUpToTheWholeAlsoWhereTargetsHaveTwoLeads) {
    Cards cards;
    cards.add("a", 1, 1, 0);
    cards.add({"a", "b"}, Status::met);
    cards.add({"b", "c", "d"}, Status::on_track);
    const Scorecard card = cards.by(ScoreBy::lead);
    EXPECT_NEAR(card.all.contribution, 100 * card.all.good_share().value(), 1e-12);
    EXPECT_NEAR(row(card, "a").contribution, 25 + 12.5, 1e-12);
    EXPECT_NEAR(row(card, "b").contribution, 12.5 + 25.0 / 3, 1e-12);
    EXPECT_EQ(row(card, "b").targets, 2);  // in full with each
    EXPECT_EQ(card.all.targets, 4);        // and once in all
}

TEST(Scorecard, ProgrammesHoldTheTargetsOfTheirPartsAndAreasLieBelowThem) {
    Cards cards;
    for (const char* goal : {"p1", "p1.1", "p1.2", "p1.2.1", "p2", ""})
        cards.add({}, Status::met).goal = goal;
    const Scorecard programmes = cards.by(ScoreBy::programme);
    EXPECT_EQ(row(programmes, "p1").targets, 4);
    EXPECT_EQ(row(programmes, "p1").group.name.zh, "工程p1");
    EXPECT_EQ(row(programmes, "p2").targets, 1);
    EXPECT_EQ(programmes.rows.back().unranked, Unranked::not_named);
    const Scorecard areas = cards.by(ScoreBy::area);
    EXPECT_EQ(row(areas, "p1").targets, 1);
    EXPECT_EQ(row(areas, "p1.1").targets, 1);
    EXPECT_EQ(row(areas, "p1.2").targets, 2);
}

TEST(Scorecard, TheReporterOfAnIndicatorIsResponsibleElseTheLead) {
    Cards cards;
    Indicator reported;
    reported.id = "x";
    reported.reporter = "b";
    Indicator other;
    other.id = "y";
    cards.plan.indicators = {reported, other};
    cards.add({"a"}, Status::met).indicator = "x";
    cards.add({"a"}, Status::met).indicator = "y";
    const Scorecard card = cards.by(ScoreBy::responsible);
    EXPECT_EQ(row(card, "b").targets, 1);
    EXPECT_EQ(row(card, "a").targets, 1);
}

TEST(Scorecard, PersonsAreNamedOnlyWhenAskedFor) {
    Cards cards;
    cards.add({"li"}, Status::met).goal = "p1.1";
    EXPECT_EQ(cards.by(ScoreBy::lead).rows.at(0).group.id, "a");  // the unit above
    EXPECT_THROW(static_cast<void>(cards.by(ScoreBy::convener)), std::invalid_argument);
    const Scorecard named =
        scorecard(cards.plan, cards.verdicts, {.by = ScoreBy::convener, .persons = true});
    EXPECT_EQ(named.rows.at(0).group.name.en, "Li");  // convener of the programme above
}

TEST(Scorecard, TiersAndYearsKeepTheirOrderAndDoNotCompete) {
    Cards cards;
    const auto due = [&](int year, Status status) {
        cards.add({}, status).due = date(year, 12, 31);
    };
    for (int i = 0; i < 3; ++i) due(2027, Status::met);
    for (int i = 0; i < 3; ++i) due(2025, Status::missed);
    cards.add({}, Status::met);
    const Scorecard card = cards.by(ScoreBy::due);
    std::vector<std::string> order;
    for (ScoreRow const& r : card.rows) order.push_back(r.group.id);
    EXPECT_THAT(order, ElementsAre("2025", "2027", ""));
    EXPECT_EQ(card.rows.at(0).unranked, Unranked::not_compared);
    cards.verdicts.front().tier = Tier::binding;
    EXPECT_EQ(cards.by(ScoreBy::tier).rows.at(0).group.name.zh, "约束性");
}

// ---- how many will be met -----------------------------------------------------------------------

TEST(NumberMet, OfEqualProbabilitiesIsBinomial) {
    const std::vector<double> p(4, 0.5);
    const NumberMet met = number_met(p);
    EXPECT_EQ(met.dependence, Dependence::independent);
    EXPECT_DOUBLE_EQ(met.expected, 2);
    EXPECT_THAT(met.at_least,
                Pointwise(DoubleNear(1e-15), {1.0, 15.0 / 16, 11.0 / 16, 5.0 / 16, 1.0 / 16}));
}

TEST(NumberMet, OfUnequalProbabilitiesAgreesWithEnumeration) {
    const std::vector<double> p{0.1, 0.35, 0.8, 0.97, 0.5};
    std::vector<double> exactly(p.size() + 1, 0);
    for (unsigned outcome = 0; outcome < 32; ++outcome) {
        double probability = 1;
        std::size_t k = 0;
        for (std::size_t i = 0; i < p.size(); ++i) {
            const bool held = (outcome >> i & 1U) != 0;
            probability *= held ? p[i] : 1 - p[i];
            k += held ? 1 : 0;
        }
        exactly[k] += probability;
    }
    const NumberMet met = number_met(p);
    double tail = 0;
    for (std::size_t k = p.size() + 1; k-- > 0;) {
        tail += exactly[k];
        EXPECT_NEAR(met.at_least[k], tail, 1e-14);
    }
    EXPECT_NEAR(met.all(), 0.1 * 0.35 * 0.8 * 0.97 * 0.5, 1e-16);
}

TEST(NumberMet, KeepsTinyProbabilitiesOfManyTargets) {
    const std::vector<double> tenth(200, 0.1);
    EXPECT_NEAR(number_met(tenth).all() / 1e-200, 1, 1e-12);
    EXPECT_NEAR(number_met(tenth).at_least[1], 1 - std::pow(0.9, 200), 1e-13);
}

TEST(NumberMet, OfSharedPathsCountsThePaths) {
    HeldMatrix held(3, 4);
    held << 1, 1, 0, 0,  //
        1, 1, 0, 1,      //
        1, 0, 0, 1;
    const NumberMet met = number_met(held);
    EXPECT_EQ(met.dependence, Dependence::joint_paths);
    EXPECT_DOUBLE_EQ(met.expected, 7.0 / 4);  // 3, 2, 0 and 2 of 3
    EXPECT_THAT(met.at_least, ElementsAre(1, 0.75, 0.75, 0.25));
}

TEST(NumberMet, RefusesWhatIsNoProbabilityAndNoPath) {
    EXPECT_THROW(static_cast<void>(number_met(std::vector<double>{1.5})), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(number_met(std::vector<double>{std::nan("")})),
                 std::invalid_argument);
    EXPECT_THROW(static_cast<void>(number_met(HeldMatrix(2, 0))), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(number_met(HeldMatrix(HeldMatrix::Constant(1, 1, 2)))),
                 std::invalid_argument);
}

TEST(Scorecard, CountsWhatIsDecidedAsCertainAndWhatHasNoProbabilityNotAtAll) {
    Cards cards;
    cards.add({"a"}, Status::met);
    cards.add({"a"}, Status::missed);
    cards.add({"a"}, Status::on_track).outlook = likely(0.8);
    cards.add({"a"}, Status::at_risk).outlook = likely(0.4);
    cards.add({"a"}, Status::unknown, ReasonCode::not_due);
    const ScoreRow a = cards.by(ScoreBy::lead).rows.at(0);
    ASSERT_TRUE(a.number_met);
    EXPECT_EQ(a.number_met->dependence, Dependence::independent);
    EXPECT_EQ(a.number_met->targets(), 4);
    EXPECT_EQ(a.without_outlook, 1);
    EXPECT_DOUBLE_EQ(a.number_met->expected, 2.2);
    EXPECT_DOUBLE_EQ(a.number_met->all(), 0);
    EXPECT_NEAR(a.number_met->at_least.at(2), 1 - 0.2 * 0.6, 1e-15);
}

TEST(Scorecard, TargetsThatFailTogetherAreSeenOnSharedPaths) {
    Cards cards;
    for (int i = 0; i < 2; ++i) cards.add({"a"}, Status::on_track).outlook = likely(0.5);
    cards.add({"b"}, Status::missed);
    HeldMatrix held(3, 2);
    held << 1, 0,  //
        1, 0,      //
        1, 1;      // decided: not looked at
    const Scorecard card = cards.by(ScoreBy::lead, &held);
    EXPECT_DOUBLE_EQ(row(card, "a").number_met->all(), 0.5);  // independent: 0.25
    EXPECT_DOUBLE_EQ(card.all.number_met->at_least.at(3), 0);
    EXPECT_EQ(row(card, "b").number_met->expected, 0);  // certain
    held.conservativeResize(2, 2);
    EXPECT_THROW(static_cast<void>(cards.by(ScoreBy::lead, &held)), std::invalid_argument);
}

TEST(Scorecard, TakesTheRowsOfJointPathsByTheirTargets) {
    Cards cards;
    for (int i = 0; i < 3; ++i) cards.add({"a"}, Status::on_track).outlook.emplace();
    cards.verdicts.at(1).outlook.reset();
    HeldOnPaths joint;
    joint.targets = {"t3", "t1"};
    joint.held.resize(2, 2);
    joint.held << 1, 0,  //
        1, 1;
    const HeldMatrix rows = held_rows(cards.verdicts, joint);
    HeldMatrix wanted(3, 2);
    wanted << 1, 1,  //
        0, 0,        //
        1, 0;
    EXPECT_EQ(rows, wanted);
    const Scorecard card = scorecard(cards.plan, cards.verdicts, joint, {.by = ScoreBy::lead});
    EXPECT_DOUBLE_EQ(card.all.number_met->expected, 1.5);
    EXPECT_EQ(card.all.without_outlook, 1);
    joint.targets.back() = "t9";
    EXPECT_THROW(static_cast<void>(held_rows(cards.verdicts, joint)), std::invalid_argument);
}

TEST(Scorecard, CountsProbabilitiesThatRestOnFewerThanFourFigures) {
    Cards cards;
    cards.add({"a"}, Status::on_track).outlook.emplace();
    cards.verdicts.back().outlook->notes = {std::string(to_string(OutlookNote::words_only))};
    cards.add({"a"}, Status::on_track).outlook.emplace();
    EXPECT_EQ(cards.by(ScoreBy::lead).all.words_only, 1);
    // A percentage of all of them would rest on these few figures: words.
    EXPECT_EQ(cards.by(ScoreBy::lead).all.all_met_shown().en.find('%'), std::string::npos);
}

TEST(Scorecard, SilenceMakesItNoLikelierThatAllAreMet) {
    Cards cards;
    cards.add({"a"}, Status::on_track).outlook.emplace().probability = .6;
    EXPECT_DOUBLE_EQ(*cards.by(ScoreBy::lead).all.all_met(), .6);
    cards.add({"a"}, Status::unknown).reason_code = ReasonCode::no_source;
    EXPECT_FALSE(cards.by(ScoreBy::lead).all.all_met());
    EXPECT_EQ(cards.by(ScoreBy::lead).all.all_met_shown().zh, "—");
}

TEST(Scorecard, DecidedTargetsAreExpectedForCertain) {
    Cards cards;
    cards.add({"a"}, Status::met);
    cards.add({"a"}, Status::missed);
    EXPECT_FALSE(cards.by(ScoreBy::lead).all.number_met);  // no probability anywhere
    cards.add({"b"}, Status::on_track).outlook.emplace().probability = .6;
    const Scorecard card = cards.by(ScoreBy::lead);
    EXPECT_EQ(row(card, "a").number_met->expected, 1);
    EXPECT_EQ(row(card, "a").all_met_shown().en, "—");
}

}  // namespace
}  // namespace glidepath::scorecard_test
