// The first plan, complete, on the figures that were published: what anybody can recompute by hand.
#include <glidepath/glidepath.hpp>
#include <glidepath/io.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace glidepath::gongshu_test {
namespace {

const std::string folder = GLIDEPATH_EXAMPLES_DIR "/gongshu/";

class Gongshu : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        plan_ = new Plan(load_plan(folder + "plan.toml"));
        seen_ = new Observations(load_observations(folder + "observations.csv", *plan_));
    }
    static void TearDownTestSuite() {
        delete seen_;
        delete plan_;
    }
    static Assessment assess_on(Date const& day) { return assess(*plan_, *seen_, {.as_of = day}); }
    static Verdict verdict(Assessment const& result, std::string_view id) {
        const Verdict* found = result.find(id);
        if (found == nullptr) throw std::out_of_range(std::string(id));
        return *found;
    }
    static Plan* plan_;
    static Observations* seen_;
};
Plan* Gongshu::plan_ = nullptr;
Observations* Gongshu::seen_ = nullptr;

TEST_F(Gongshu, EveryRowIsReadAndEveryTargetJudged) {
    EXPECT_THAT(seen_->rejected, ::testing::IsEmpty());
    const Assessment result = assess_on(date(2024, 1, 31));
    EXPECT_GE(result.verdicts().size(), 110U);
    EXPECT_EQ(result.verdicts().size(), plan_->targets.size());
}

TEST_F(Gongshu, PhotovoltaicsOf2023AreMetProvisionally) {
    const Verdict v = verdict(assess_on(date(2024, 1, 31)), "photovoltaics:at-2023");
    EXPECT_EQ(v.status, Status::met);
    EXPECT_TRUE(v.provisional);
    EXPECT_EQ(v.actual, 1.41);
    EXPECT_EQ(v.planned, 1.0);
}

TEST_F(Gongshu, AirConditioningOf2023IsMissedInAUnitThatIsSuspect) {
    const Verdict v = verdict(assess_on(date(2024, 1, 31)), "air_conditioning_control:at-2023");
    EXPECT_EQ(v.status, Status::missed);
    EXPECT_EQ(v.reason_code, ReasonCode::unit_suspect);
    EXPECT_EQ(v.actual, 0.001705);  // 17.05 千瓦 as printed, in 万千瓦
}

TEST_F(Gongshu, TheShareOfServicesHoldsOnItsBase) {
    const Verdict v = verdict(assess_on(date(2024, 1, 31)), "services_share:each-2023..2027");
    EXPECT_EQ(v.status, Status::on_track);
    EXPECT_EQ(v.actual, 90.3);
}

TEST_F(Gongshu, InvestmentOf2025NeedsOnePercentAYear) {
    const Verdict v = verdict(assess_on(date(2024, 1, 31)), "fixed_asset_investment:at-2025");
    EXPECT_EQ(v.status, Status::on_track);
    EXPECT_NEAR(*v.required_growth, std::sqrt(860.0 / 841.0) - 1, 1e-15);
    EXPECT_NEAR(*v.base, 841 / 1.145, 1e-9);
    EXPECT_EQ(v.base_period, Period::year(2022));
}

TEST_F(Gongshu, ADayBeforeItsPublicationTheFigureOf2023IsNotKnown) {
    const Verdict v = verdict(assess_on(date(2024, 1, 7)), "fixed_asset_investment:at-2025");
    EXPECT_EQ(v.status, Status::unknown);
    EXPECT_NE(v.actual, 841);
    EXPECT_EQ(v.base, 635);
}

TEST_F(Gongshu, ResearchAndDevelopmentHasNoFigureSinceItsBase) {
    const Verdict v = verdict(assess_on(date(2024, 1, 31)), "rd_expenditure:at-2025");
    EXPECT_EQ(v.status, Status::unknown);
    EXPECT_EQ(v.reason_code, ReasonCode::no_observation_since_base);
}

TEST_F(Gongshu, RowsOfAnUndatedBulletinAreOutWhenItsNewestPeriodIs) {
    for (Observation const& row : seen_->rows) {
        if (row.source.find("2022年统计公报") == std::string::npos) continue;
        EXPECT_EQ(row.released, date(2023, 3, 31)) << to_string(row.period);
        EXPECT_TRUE(row.release_assumed);
    }
}

TEST_F(Gongshu, TheCityDoesNotCountForTheDistrict) {
    const Assessment result = assess_on(date(2025, 12, 31));
    EXPECT_EQ(verdict(result, "medical_security_rate:at-2025").reason_code, ReasonCode::no_source);
    EXPECT_EQ(result.rows_left_out.other_places, 58);
}

TEST_F(Gongshu, SurvivesSavingAndLoading) {
    EXPECT_EQ(read_plan(write_plan(*plan_), "copy.toml").value, *plan_);
    EXPECT_EQ(read_observations(write_observations(*seen_, *plan_), "copy.csv", *plan_).value->rows,
              seen_->rows);
}

TEST_F(Gongshu, EveryDateGivesAResultWithoutContradictionInItself) {
    for (Date day = date(2021, 1, 1); day < date(2029, 1, 1); day = add_days(day, 61))
        for (Verdict const& v : assess_on(day).verdicts()) {
            EXPECT_EQ(v.status == Status::unknown,
                      v.reason_code.has_value() && *v.reason_code != ReasonCode::unit_suspect)
                << v.id << to_string(day);
            EXPECT_FALSE(v.completed_share && !v.actual) << v.id;
            EXPECT_GE(v.data_age_days.value_or(0), -31) << v.id << to_string(day);
        }
}

}  // namespace
}  // namespace glidepath::gongshu_test
