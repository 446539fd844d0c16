// Outlooks of the first plan, on the figures that were published by the end of January 2024.
#include <glidepath/glidepath.hpp>
#include <glidepath/io.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace outlook_gongshu_test {
namespace {

namespace gp = glidepath;

const std::string folder = GLIDEPATH_EXAMPLES_DIR "/gongshu/";

class OutlookGongshu : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        plan_ = new gp::Plan(gp::load_plan(folder + "plan.toml"));
        seen_ = new gp::Observations(gp::load_observations(folder + "observations.csv", *plan_));
    }
    static void TearDownTestSuite() {
        delete seen_;
        delete plan_;
    }
    static gp::Assessment assessment(gp::OutlookOptions const& options = {},
                                     gp::Date const& day = gp::date(2024, 1, 31)) {
        gp::AssessOptions how;
        how.as_of = day;
        how.outlook = options;
        return gp::assess(*plan_, *seen_, how);
    }
    static gp::Plan* plan_;
    static gp::Observations* seen_;
};
gp::Plan* OutlookGongshu::plan_ = nullptr;
gp::Observations* OutlookGongshu::seen_ = nullptr;

TEST_F(OutlookGongshu, InvestmentOf2025IsMoreLikelyThanNotOnFourPoints) {
    const gp::Assessment result = assessment();
    const auto& outlook = result.find("fixed_asset_investment:at-2025")->outlook;
    ASSERT_TRUE(outlook);
    EXPECT_GE(outlook->probability, .50);
    EXPECT_LE(outlook->probability, .95);
    EXPECT_EQ(outlook->points, 4);  // 635, 655.2, 734.5, 841
    EXPECT_NE(outlook->shown.zh.find("仅依据4个数据点"), std::string::npos);
    EXPECT_NE(outlook->shown.zh.find('%'), std::string::npos);
    EXPECT_NE(outlook->why.zh.find("依据4个数据点"), std::string::npos);
    EXPECT_NE(outlook->why.en.find("from 4 points"), std::string::npos);
    EXPECT_EQ(outlook->required_value, 860);
    EXPECT_LT(outlook->at_deadline.low, outlook->at_deadline.median);
    EXPECT_LT(outlook->at_deadline.median, outlook->at_deadline.high);
}

TEST_F(OutlookGongshu, FourPointsLeaveHonestModelsFarApartAndTheWidthIsShown) {
    const gp::Assessment result = assessment();
    const auto& outlook = *result.find("fixed_asset_investment:at-2025")->outlook;
    ASSERT_EQ(outlook.models.size(), 3U);
    EXPECT_EQ(outlook.models[1].model, "naive");
    EXPECT_EQ(outlook.models[2].model, "drift");
    EXPECT_GT(outlook.high - outlook.low, .25);
    EXPECT_LE(outlook.low, outlook.probability);
    EXPECT_GE(outlook.high, outlook.probability);
    EXPECT_NE(outlook.shown.en.find("models from about 60% to about 90%"), std::string::npos);
    EXPECT_EQ(outlook.why.en.find("models differ"), std::string::npos);  // it is said once
}

TEST_F(OutlookGongshu, ResearchOf2025IsOutOfReachAndShownInWordsAlone) {
    const gp::Assessment result = assessment();
    const auto& outlook = result.find("rd_expenditure:at-2025")->outlook;
    ASSERT_TRUE(outlook);
    EXPECT_LT(outlook->probability, .05);
    EXPECT_EQ(outlook->points, 2);
    EXPECT_EQ(outlook->shown.zh, "难度很大（仅依据2个数据点）");
    EXPECT_EQ(outlook->shown.en, "very unlikely (from 2 data points only)");
    EXPECT_GT(*outlook->required_growth, .2);
    EXPECT_FALSE(outlook->attainment->early);
}

TEST_F(OutlookGongshu, EveryOutlookStatesItsPointsAndModelAndEveryOtherTargetAReason) {
    const gp::Assessment result = assessment();
    int outlooks = 0;
    for (gp::Verdict const& v : result.verdicts()) {
        int reasons = 0;
        for (auto const& [field, why] : v.null_reasons) reasons += field == "outlook" ? 1 : 0;
        EXPECT_EQ(reasons, v.outlook ? 0 : 1) << v.id;
        if (!v.outlook) continue;
        ++outlooks;
        EXPECT_GE(v.outlook->points, 1) << v.id;
        EXPECT_FALSE(v.outlook->model.empty()) << v.id;
        EXPECT_FALSE(v.outlook->why.zh.empty() || v.outlook->why.en.empty()) << v.id;
        EXPECT_NE(v.outlook->shown.zh.find("个数据点"), std::string::npos) << v.id;
        EXPECT_NE(v.status, gp::Status::met) << v.id;
        EXPECT_NE(v.status, gp::Status::missed) << v.id;
    }
    EXPECT_GE(outlooks, 8);
}

TEST_F(OutlookGongshu, NoFieldOfAVerdictDependsOnTheOutlook) {
    gp::OutlookOptions off;
    off.on = false;
    for (gp::Date day : {gp::date(2022, 5, 1), gp::date(2024, 1, 31), gp::date(2026, 1, 1)}) {
        gp::Assessment with = assessment({}, day);
        gp::Assessment without = assessment(off, day);
        std::vector<gp::Verdict> verdicts = with.verdicts();
        for (gp::Verdict& v : verdicts) {
            v.outlook.reset();
            std::erase_if(v.null_reasons,
                          [](auto const& entry) { return entry.first == "outlook"; });
            v.null_reasons.emplace_back("outlook", "off");
        }
        with.set_verdicts(std::move(verdicts));
        EXPECT_EQ(with, without);
    }
}

TEST_F(OutlookGongshu, ASeedGivesTheSameOutlooksAndAnotherSeedCloseOnes) {
    const gp::Assessment one = assessment();
    EXPECT_EQ(one, assessment());
    EXPECT_EQ(gp::write_assessment(one), gp::write_assessment(assessment()));
    gp::OutlookOptions other;
    other.seed = 7;
    const gp::Assessment two = assessment(other);
    for (std::size_t i = 0; i < one.verdicts().size(); ++i) {
        auto const& a = one.verdicts()[i].outlook;
        auto const& b = two.verdicts()[i].outlook;
        ASSERT_EQ(a.has_value(), b.has_value());
        if (!a) continue;
        EXPECT_NEAR(a->probability, b->probability,
                    5 * (a->monte_carlo_error + b->monte_carlo_error))
            << one.verdicts()[i].id;
    }
}

TEST_F(OutlookGongshu, TheJsonHoldsOneObjectOrNullATarget) {
    const std::string json = gp::write_assessment(assessment());
    EXPECT_NE(json.find("\"outlook\": {"), std::string::npos);
    EXPECT_NE(json.find("\"outlook\": null"), std::string::npos);
    EXPECT_NE(json.find("\"outlook\": \"milestone\""), std::string::npos);
    EXPECT_NE(json.find("\"shown\": {\n          \"zh\": "
                        "\"约70%，有望完成（仅依据4个数据点，不同模型从约60%到约90%）\""),
              std::string::npos);
    EXPECT_NE(gp::assess_schema().find("\"monte_carlo_error\""), std::string::npos);
}

}  // namespace
}  // namespace outlook_gongshu_test
