// Which structural model a series gets, and the named method that rests on it.
#include <glidepath/forecast/forecast_series.hpp>
#include <glidepath/forecast/member/structural.hpp>
#include <glidepath/forecast/sampling/philox.hpp>
#include <glidepath/forecast/state_space/structural_choice.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <vector>

namespace structural_choice_test {
namespace {

namespace gp = glidepath;
using Values = std::vector<double>;

/// A walk whose steps and slopes are moved by normal numbers, with noise and a season of 12.
Values walk(int n, double slope, double slope_moves, double season, std::uint64_t seed) {
    const gp::Philox random(seed);
    std::uint64_t next = 0;
    const auto normal = [&] { return gp::normal_quantile(random.uniform(next++)); };
    Values y;
    double level = 100;
    for (int t = 0; t < n; ++t) {
        y.push_back(level + season * std::sin(t * 0.5236) + normal());
        level += slope + .5 * normal();
        slope += slope_moves * normal();
    }
    return y;
}
gp::Forecast structural(Values const& y, gp::Frequency frequency, int periods = 6) {
    return gp::forecast(y, gp::Period::containing(gp::date(2001, 1, 1), frequency), periods,
                        {.method = gp::ForecastMethod::structural});
}
std::string form(Values const& y, gp::Frequency frequency = gp::Frequency::annual) {
    return structural(y, frequency).method();
}

TEST(StructuralChoice, FindsTheFormThatASeriesHas) {
    EXPECT_EQ(form(walk(60, 0, 0, 0, 1)), "structural (level)");
    EXPECT_EQ(form(walk(60, 5, 1, 0, 2)), "structural (trend)");
    EXPECT_EQ(form(walk(72, .5, 0, 8, 3), gp::Frequency::monthly), "structural (seasonal)");
    EXPECT_EQ(form(walk(60, 0, 0, 0, 4), gp::Frequency::monthly), "structural (level)");
}

TEST(StructuralChoice, DoesNotHangOnTheUnit) {
    for (std::uint64_t seed = 1; seed <= 8; ++seed)
        for (const double unit : {1e-5, 3e4, 1e120}) {
            Values y = walk(14, .8, .2, 0, seed);
            const std::string plain = form(y);
            for (double& value : y) value *= unit;
            EXPECT_EQ(form(y), plain) << seed << " " << unit;
        }
}

TEST(StructuralChoice, OfSeriesWithoutErrorsTakesTheSimplestForm) {
    EXPECT_EQ(form({7, 7, 7, 7, 7, 7}), "structural (level)");
    EXPECT_EQ(form({7, 9, 11, 13, 15, 17}), "structural (trend)");
}

TEST(StructuralChoice, OfTheFewestValuesIsALevel) {
    EXPECT_EQ(form({7, 9, 8}), "structural (level)");
    EXPECT_THROW(static_cast<void>(form({7, 9})), std::invalid_argument);
    // Less than two cycles bear no season.
    const auto found = structural(walk(20, .5, 0, 8, 3), gp::Frequency::monthly);
    EXPECT_NE(found.method(), "structural (seasonal)");
}

TEST(StructuralMethod, IsTheJointDistributionOfTheModelWithItsGapsAsGaps) {
    Values y = walk(12, 1, .3, 0, 5);
    y[4] = y[7] = std::numeric_limits<double>::quiet_NaN();
    const auto found = structural(y, gp::Frequency::annual, 4);
    for (const auto one :
         {gp::StructuralForm::level, gp::StructuralForm::trend, gp::StructuralForm::damped}) {
        if (found.method() != gp::structural_name(one)) continue;
        const auto model = gp::Structural::fit(y, {.form = one});
        const gp::JointNormal joint = model.joint(4);
        gp::Forecast::Parts const& parts = found.parts();
        EXPECT_LT((parts.centre - joint.mean).cwiseAbs().maxCoeff(), 1e-9);
        const Eigen::MatrixXd covariance =
            parts.scale.asDiagonal() * parts.correlation * parts.scale.asDiagonal();
        EXPECT_LT((covariance - joint.covariance).cwiseAbs().maxCoeff(),
                  1e-9 * joint.covariance.maxCoeff());
        const auto sum = joint.sum(0, 3);
        const Eigen::VectorXd drawn = 4 * found.mean_over(found.window(), {20'000}).draws();
        EXPECT_NEAR(std::sqrt((drawn.array() - sum.mean).square().mean()), sum.deviation(),
                    .005 * sum.deviation());
        return;
    }
    FAIL() << found.method();
}

}  // namespace
}  // namespace structural_choice_test
