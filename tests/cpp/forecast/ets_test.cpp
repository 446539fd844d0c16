// Exponential smoothing against R forecast, and what any of its models must satisfy.
#include "forecast/ets_vectors.hpp"
#include <glidepath/forecast/member/ets.hpp>
#include <glidepath/forecast/minimise.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace ets_test {
namespace {

namespace gp = glidepath;
using gp::Ets;
using gp::EtsError;
using gp::EtsForm;
using gp::EtsOptions;
using gp::EtsSeason;
using gp::EtsTrend;
using gp::testing::ets::Case;
using gp::testing::ets::cases;
using ::testing::HasSubstr;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr EtsForm holt{.trend = EtsTrend::additive};
constexpr EtsForm damped{.trend = EtsTrend::additive_damped};
constexpr EtsForm seasonal{.season = EtsSeason::additive};

std::string name_of(Case const& c) {
    return to_string(c.form) + " of " + std::to_string(c.data->size()) + " values";
}
Ets as_in(Case const& c) {
    return Ets::given(*c.data, {.form = c.form, .season = c.season}, c.parameters);
}
Ets fitted(Case const& c) { return Ets::fit(*c.data, {.form = c.form, .season = c.season}); }

void expect_close(double found, double wanted, double relative, std::string const& what) {
    EXPECT_NEAR(found, wanted, relative * std::max(1.0, std::abs(wanted))) << what;
}

/// Numbers in [-1, 1), the same on every machine.
class Noise {
public:
    explicit Noise(unsigned seed) : state_(seed) {}
    double next() {
        state_ = state_ * 1664525U + 1013904223U;
        return state_ / 2147483648.0 - 1;
    }

private:
    unsigned state_;
};
std::vector<double> wandering(unsigned seed, int n, int season) {
    Noise noise(seed);
    std::vector<double> y;
    double level = 100, slope = 1;
    for (int t = 0; t < n; ++t) {
        slope += 0.3 * noise.next();
        level += slope + 2 * noise.next();
        y.push_back(level + (season > 1 ? 10 * std::cos(6.283185307 * t / season) : 0) +
                    noise.next());
    }
    return y;
}

TEST(EtsForm, IsWrittenAsInTheLiterature) {
    EXPECT_EQ(to_string(EtsForm{}), "ETS(A,N,N)");
    EXPECT_EQ(to_string(EtsForm{EtsError::multiplicative, EtsTrend::additive_damped,
                                EtsSeason::multiplicative}),
              "ETS(M,Ad,M)");
    EXPECT_EQ(to_string(EtsForm{EtsError::additive, EtsTrend::additive, EtsSeason::additive}),
              "ETS(A,A,A)");
}

TEST(EtsForm, CountsItsParametersAsRDoes) {
    EXPECT_EQ(EtsForm{}.parameters(1), 2);
    EXPECT_EQ(holt.parameters(1), 4);
    EXPECT_EQ(damped.parameters(12), 5);
    EXPECT_EQ(seasonal.parameters(4), 6);
    EXPECT_EQ(
        (EtsForm{EtsError::additive, EtsTrend::additive_damped, EtsSeason::additive}.parameters(
            12)),
        17);
}

TEST(EtsForm, IsAdmittedByTheNatureOfTheSeries) {
    const auto admits = [](std::vector<double> const& y, int season, EtsForm const& form) {
        return gp::EtsTraits::of(y, season).admits(form);
    };
    const std::vector<double> positive{1, 2, 3, 4, 5, 6, 7, 8}, zero{1, 2, 0, 4, 5, 6, 7, 8};
    const EtsForm relative{.error = EtsError::multiplicative};
    EXPECT_TRUE(admits(positive, 1, relative));
    EXPECT_FALSE(admits(zero, 1, relative));
    EXPECT_TRUE(admits(zero, 1, holt));
    EXPECT_TRUE(admits(positive, 4, seasonal));
    EXPECT_FALSE(admits(positive, 1, seasonal));
    EXPECT_FALSE(admits(positive, 6, seasonal));  // 8 parameters
    EXPECT_FALSE(admits(std::vector<double>{1, nan, 2}, 1, EtsForm{}));
    EXPECT_EQ(gp::all_ets_forms().size(), 18U);
}

TEST(EtsModel, HasTheLikelihoodAndErrorsOfRAtItsParameters) {
    ASSERT_EQ(cases.size(), 37U);
    for (Case const& c : cases) {
        const Ets model = as_in(c);
        expect_close(model.log_likelihood(), c.log_likelihood, 1e-10, name_of(c));
        expect_close(model.aicc(), c.aicc, 1e-10, name_of(c));
        expect_close(model.bic(), c.bic, 1e-10, name_of(c));
        expect_close(model.sigma(), c.sigma, 1e-9, name_of(c));
        for (std::size_t i = 0; i < c.at.size(); ++i)
            expect_close(model.residuals()[c.at[i]], c.errors[i], 1e-8, name_of(c));
    }
}

TEST(EtsModel, ForecastsWhatRForecastsAtItsParameters) {
    for (Case const& c : cases) {
        if (c.mean.empty()) continue;
        const auto ahead = as_in(c).predict(static_cast<int>(c.mean.size()));
        for (std::size_t h = 0; h < c.mean.size(); ++h) {
            expect_close(ahead.mean[h], c.mean[h], 1e-9, name_of(c));
            if (!c.deviation.empty())
                expect_close(ahead.deviation[h], c.deviation[h], 1e-8, name_of(c));
        }
    }
}

TEST(EtsModel, FindsALikelihoodNoLowerThanThatOfR) {
    for (Case const& c : cases)
        EXPECT_GE(fitted(c).log_likelihood(), c.log_likelihood - 1e-3) << name_of(c);
}

// The likelihoods of such series may have several tops, of which any search may miss the highest.
TEST(EtsModel, RarelyFindsALowerLikelihoodThanASearchOverAllParametersAtOnce) {
    int lower_ones = 0;
    for (unsigned seed = 1; seed <= 12; ++seed) {
        const auto y = wandering(seed, 15 + 5 * static_cast<int>(seed), 1);
        for (auto trend : {EtsTrend::none, EtsTrend::additive, EtsTrend::additive_damped})
            for (auto error : {EtsError::additive, EtsError::multiplicative}) {
                const EtsForm form{error, trend, EtsSeason::none};
                gp::detail::EtsEstimator estimator(y, 1, 1);
                const auto f = estimator.likelihood(form);
                const auto& at = f.layout();
                gp::detail::EtsVector x{};
                std::vector<double> start(static_cast<std::size_t>(at.size), 0.0);
                auto lower = std::vector<double>(start.size(), -10.0);
                auto upper = std::vector<double>(start.size(), 10.0);
                const gp::detail::EtsBounds box(at, 1);
                for (int k = 0; k < at.smoothing(); ++k) {
                    const auto i = static_cast<std::size_t>(k);
                    lower[i] = box.lower[i];
                    upper[i] = box.upper[i];
                    start[i] = 0.5 * (lower[i] + upper[i]);
                }
                start[static_cast<std::size_t>(at.level)] = f.moment(x).level + 0.5;
                const auto rival = gp::minimise(
                    [&](std::span<double const> p) {
                        std::copy(p.begin(), p.end(), x.begin());
                        return f.value(x);
                    },
                    start, lower, upper, {.max_evaluations = 5000});
                const double value = estimator.estimate(form).value;
                EXPECT_LE(value, rival.value + 0.5) << to_string(form) << ' ' << seed;
                if (value > rival.value + 1e-3) ++lower_ones;
            }
    }
    EXPECT_LE(lower_ones, 3);  // of 72
}

TEST(EtsModel, EstimatesAtAPointWhereTheGradientVanishesOrPushesOutwards) {
    for (Case const& c : cases) {
        gp::detail::EtsEstimator estimator(*c.data, c.season, 1);
        auto f = estimator.likelihood(c.form);
        const auto best = estimator.estimate(c.form);
        const gp::detail::EtsBounds box(f.layout(), 1);
        gp::detail::EtsLikelihood::Vector gradient;
        gp::detail::EtsLikelihood::Matrix hessian;
        const double variance = f.derivatives(best.x, gradient, hessian);
        for (int k = 0; k < f.layout().size; ++k) {
            const double slope = gradient[k] / variance;
            const auto i = static_cast<std::size_t>(k);
            if (k < f.layout().smoothing() && ((best.x[i] == box.lower[i] && slope > 0) ||
                                               (best.x[i] == box.upper[i] && slope < 0)))
                continue;
            // What a Newton step along this parameter alone would still gain.
            EXPECT_LT(0.5 * slope * slope / (hessian(k, k) / variance), 1e-3) << name_of(c) << k;
        }
    }
}

TEST(EtsLikelihood, HasTheDerivativesOfItsValues) {
    for (Case const& c : cases) {
        std::vector<double> y = *c.data;
        y[3] = y[10] = nan;
        gp::detail::EtsEstimator estimator(y, c.season, 1);
        auto f = estimator.likelihood(c.form);
        auto x = estimator.estimate(c.form).x;
        // Away from the top, where they are zero.
        for (int k = 0; k < f.layout().smoothing(); ++k) {
            double& p = x[static_cast<std::size_t>(k)];
            p += 0.1 * ((k == f.layout().phi ? 0.9 : 0.4) - p);
        }
        x[static_cast<std::size_t>(f.layout().level)] *= 1.01;
        gp::detail::EtsLikelihood::Vector gradient;
        gp::detail::EtsLikelihood::Matrix hessian;
        const double variance = f.derivatives(x, gradient, hessian);
        double largest = 0;
        for (int k = 0; k < f.layout().size; ++k)
            largest = std::max(largest, std::abs(gradient[k] / variance));
        for (int k = 0; k < f.layout().size; ++k) {
            auto above = x, below = x;
            const double step = 1e-6;
            above[static_cast<std::size_t>(k)] += step;
            below[static_cast<std::size_t>(k)] -= step;
            EXPECT_NEAR(gradient[k] / variance, (f.value(above) - f.value(below)) / (2 * step),
                        1e-5 * largest)
                << name_of(c) << ' ' << k;
        }
    }
}

TEST(EtsModel, IsTheSameInOtherUnits) {
    for (Case const& c : cases) {
        const Ets model = fitted(c);
        const auto ahead = model.predict(8);
        for (double unit : {1e-9, 2.54, 1e250}) {
            std::vector<double> y = *c.data;
            for (double& v : y) v *= unit;
            const Ets other = Ets::fit(y, {.form = c.form, .season = c.season});
            const auto then = other.predict(8);
            for (std::size_t h = 0; h < 8; ++h) {
                EXPECT_NEAR(then.mean[h] / unit, ahead.mean[h], 1e-9 * std::abs(ahead.mean[h]))
                    << name_of(c) << unit;
                EXPECT_NEAR(then.deviation[h] / unit, ahead.deviation[h], 1e-8 * ahead.deviation[h])
                    << name_of(c) << unit;
            }
        }
    }
}

TEST(EtsModel, MovesWithTheSeriesIfAllItsPartsAreAdditive) {
    for (Case const& c : cases) {
        if (c.form.needs_positive()) continue;
        const auto ahead = fitted(c).predict(8);
        for (double shift : {-1000.0, 300.0, 1e5}) {
            std::vector<double> y = *c.data;
            for (double& v : y) v += shift;
            const auto then = Ets::fit(y, {.form = c.form, .season = c.season}).predict(8);
            for (std::size_t h = 0; h < 8; ++h) {
                EXPECT_NEAR(then.mean[h] - shift, ahead.mean[h], 1e-6) << name_of(c);
                EXPECT_NEAR(then.deviation[h], ahead.deviation[h], 1e-6 * ahead.deviation[h]);
            }
        }
    }
}

TEST(EtsModel, NeverKnowsMoreOfLaterPeriods) {
    for (Case const& c : cases) {
        const auto ahead = fitted(c).predict(5 * c.season + 3);
        for (std::size_t h = 1; h < ahead.deviation.size(); ++h) {
            // A multiplicative season scales the deviation; the same phase compares.
            const auto back =
                c.form.season == EtsSeason::multiplicative ? static_cast<std::size_t>(c.season) : 1;
            if (h < back) continue;
            const double before = ahead.deviation[h - back];
            // So does a level that falls under relative errors.
            const double shrinks =
                c.form.multiplicative_error()
                    ? std::min(1.0, std::abs(ahead.mean[h] / ahead.mean[h - back]))
                    : 1;
            EXPECT_GE(ahead.deviation[h], before * shrinks * (1 - 1e-12)) << name_of(c) << h;
        }
    }
}

TEST(EtsModel, AddsUpDeviationsFromItsResponse) {
    for (Case const& c : cases) {
        if (c.form.needs_positive()) continue;
        const Ets model = fitted(c);
        const auto ahead = model.predict(30);
        double sum = 0;
        for (std::size_t h = 0; h < 30; ++h) {
            sum += ahead.response[h] * ahead.response[h];
            EXPECT_NEAR(ahead.deviation[h], model.sigma() * std::sqrt(sum),
                        1e-12 * ahead.deviation[h]);
        }
    }
}

TEST(EtsModel, RespondsToAnErrorOfTheNextPeriodAsItSays) {
    for (Case const& c : cases) {
        const Ets model = as_in(c);
        const auto ahead = model.predict(28);
        EXPECT_EQ(ahead.response[0], 1);
        const double error = 1e-4 * *std::max_element(c.data->begin(), c.data->end());
        const auto after = [&](double surprise) {
            std::vector<double> y = *c.data;
            y.push_back(ahead.mean[0] + surprise);
            return Ets::given(y, {.form = c.form, .season = c.season}, c.parameters).predict(27);
        };
        const auto above = after(error), below = after(-error);
        // With two multiplicative parts the mean also depends a little on sigma.
        const bool product = c.form.season == EtsSeason::multiplicative;
        for (std::size_t h = 1; h < 28; ++h)
            EXPECT_NEAR((above.mean[h - 1] - below.mean[h - 1]) / (2 * error), ahead.response[h],
                        (product ? 2e-2 : 1e-7) * std::max(1.0, std::abs(ahead.response[h])))
                << name_of(c) << h;
    }
}

TEST(EtsModel, CarriesItsStatesOverMissingValues) {
    for (Case const& c : cases) {
        const auto ahead = as_in(c).predict(20);
        std::vector<double> y = *c.data;
        y.insert(y.end(), 6, nan);
        const Ets model = Ets::given(y, {.form = c.form, .season = c.season}, c.parameters);
        const auto then = model.predict(14);
        // With two multiplicative parts the mean counts the errors still to come.
        const bool product =
            c.form.multiplicative_error() && c.form.season == EtsSeason::multiplicative;
        for (std::size_t h = 0; h < 14; ++h)
            expect_close(then.mean[h], ahead.mean[h + 6], product ? 1e-2 : 1e-12, name_of(c));
        EXPECT_EQ(model.observed(), static_cast<int>(c.data->size()));
        expect_close(model.log_likelihood(), c.log_likelihood, 1e-10, name_of(c));
        EXPECT_TRUE(std::isnan(model.residuals().back()));
    }
}

TEST(EtsModel, TakesAGapAsIfItHadBeenForecastWithoutError) {
    for (Case const& c : cases) {
        std::vector<double> gap = *c.data;
        gap[5] = gap[6] = nan;
        const EtsOptions options{.form = c.form, .season = c.season};
        const Ets model = Ets::given(gap, options, c.parameters);
        std::vector<double> filled = *c.data;
        for (std::size_t t : {5U, 6U}) {
            const auto known = std::span<double const>(filled).first(t);
            filled[t] = Ets::given(known, options, c.parameters).predict(1).mean[0];
        }
        const Ets other = Ets::given(filled, options, c.parameters);
        for (std::size_t t = 7; t < gap.size(); ++t)
            EXPECT_NEAR(model.residuals()[t], other.residuals()[t],
                        1e-9 * std::abs(filled[t]) + 1e-9)
                << name_of(c);
        // And a fit still finds the top.
        EXPECT_GE(Ets::fit(gap, options).log_likelihood(), model.log_likelihood() - 1e-3)
            << name_of(c);
    }
}

TEST(EtsModel, TakesLeadingGaps) {
    std::vector<double> y = gp::testing::ets::nile;
    const Ets model = Ets::simple(y);
    y.insert(y.begin(), 9, nan);
    const Ets later = Ets::simple(y);
    EXPECT_NEAR(later.log_likelihood(), model.log_likelihood(), 1e-6);
    EXPECT_NEAR(later.predict(1).mean[0], model.predict(1).mean[0], 1e-2);
    EXPECT_TRUE(std::isnan(later.residuals()[8]));
    EXPECT_FALSE(std::isnan(later.residuals()[9]));
}

TEST(EtsModel, KeepsItsSmoothingParametersInBounds) {
    for (unsigned seed = 1; seed <= 12; ++seed) {
        const int season = seed % 2 == 0 ? 4 : 1;
        const auto y = wandering(seed, 24 + static_cast<int>(seed), season);
        for (EtsForm const& form : gp::all_ets_forms()) {
            if (!gp::EtsTraits::of(y, season).admits(form)) continue;
            for (double share : {1.0, gp::steady_trend_share}) {
                const Ets model =
                    Ets::fit(y, {.form = form, .season = season, .trend_share = share});
                EXPECT_GE(model.alpha(), 1e-4);
                EXPECT_LE(model.alpha(), 0.9999);
                EXPECT_GE(model.beta(), 0);
                EXPECT_LE(model.beta(), share * model.alpha() * (1 + 1e-12));
                EXPECT_GE(model.gamma(), 0);
                EXPECT_LE(model.gamma(), (1 - model.alpha()) * (1 + 1e-12));
                if (form.damped()) {
                    EXPECT_GE(model.phi(), 0.8);
                    EXPECT_LE(model.phi(), 0.98);
                } else {
                    EXPECT_EQ(model.phi(), 1);
                }
                double sum = 0;
                for (double s : model.parameters().initial.seasonal) sum += s;
                if (form.seasonal()) {
                    const bool product = form.season == EtsSeason::multiplicative;
                    EXPECT_NEAR(sum, product ? season : 0, 1e-9);
                }
            }
        }
    }
}

TEST(EtsModel, GoesOnFromTheParametersItGives) {
    for (Case const& c : cases) {
        const Ets model = fitted(c);
        const Ets again =
            Ets::given(*c.data, {.form = c.form, .season = c.season}, model.parameters());
        expect_close(again.log_likelihood(), model.log_likelihood(), 1e-10, name_of(c));
        expect_close(again.state().level, model.state().level, 1e-9, name_of(c));
    }
}

TEST(EtsModel, HasNamesForTheOldMethods) {
    const auto& y = gp::testing::ets::nile;
    EXPECT_EQ(Ets::simple(y).form(), EtsForm{});
    EXPECT_EQ(Ets::holt(y).form(), holt);
    EXPECT_EQ(Ets::damped(y).form(), damped);
    EXPECT_LE(Ets::holt(y, 0.1).beta(), 0.1 * Ets::holt(y, 0.1).alpha() * (1 + 1e-12));
}

TEST(EtsModel, FitsWhatHasNoErrorsExactly) {
    const std::vector<double> constant(9, 3.7), zeros(9, 0.0);
    for (auto const& y : {constant, zeros})
        for (EtsForm const& form : {EtsForm{}, holt, damped}) {
            const auto ahead = Ets::fit(y, {.form = form}).predict(3);
            for (double mean : ahead.mean) EXPECT_NEAR(mean, y[0], 1e-12);
            for (double deviation : ahead.deviation) EXPECT_NEAR(deviation, 0, 1e-12);
        }
    const auto relative = Ets::fit(constant, {.form = {.error = EtsError::multiplicative}});
    EXPECT_NEAR(relative.predict(2).mean[1], 3.7, 1e-12);
    EXPECT_TRUE(std::isfinite(relative.log_likelihood()));

    std::vector<double> line(12);
    for (std::size_t t = 0; t < 12; ++t) line[t] = 5 + 2.5 * static_cast<double>(t);
    const Ets model = Ets::holt(line);
    EXPECT_NEAR(model.predict(4).mean[3], 5 + 2.5 * 15, 1e-9);
    EXPECT_NEAR(model.sigma(), 0, 1e-9);
    EXPECT_TRUE(std::isfinite(model.aicc()));
}

TEST(EtsModel, SurvivesOddSeries) {
    const std::vector<std::vector<double>> series{
        {1, 2, 3},
        {1, -1, 1, -1, 1, -1, 1, -1},
        {5, 5, 5, 1e12, 5, 5, 5, 5, 5, 5},
        {1e-300, 2e-300, 1e-300, 3e-300, 2e-300, 2e-300},
        {1e300, -1e300, 1e300, 1e300, -1e300, 1e300, 1e300},
        {9007199254740993.0, 9007199254741001.0, 9007199254741011.0, 9007199254741021.0,
         9007199254741029.0, 9007199254741043.0, 9007199254741049.0},
        {0, 0, 0, 0, 0, 1, 0, 0, 0},
        {1, nan, nan, 2, nan, 3, 2, nan, 4, 3},
        {1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7},
        {1e-8, 1, 1e8, 1, 1e-8, 1, 1e8, 1, 1e-8, 1, 1e8, 1}};
    for (auto const& y : series)
        for (int season : {1, 4})
            for (EtsForm const& form : gp::all_ets_forms()) {
                if (!gp::EtsTraits::of(y, season).admits(form)) continue;
                const Ets model = Ets::fit(y, {.form = form, .season = season});
                const auto ahead = model.predict(9);
                EXPECT_TRUE(std::isfinite(model.log_likelihood())) << to_string(form) << y[0];
                for (std::size_t h = 0; h < 9; ++h) {
                    EXPECT_TRUE(std::isfinite(ahead.mean[h])) << to_string(form) << y[0];
                    EXPECT_TRUE(std::isfinite(ahead.deviation[h])) << to_string(form) << y[0];
                    EXPECT_GE(ahead.deviation[h], 0);
                }
            }
}

TEST(EtsModel, ForecastsAsFarAsAsked) {
    for (Case const& c : cases) {
        const auto ahead = as_in(c).predict(3000);
        ASSERT_EQ(ahead.mean.size(), 3000U);
        ASSERT_EQ(ahead.response.size(), 3000U);
        for (double deviation : ahead.deviation) ASSERT_TRUE(std::isfinite(deviation));
    }
}

template <class F>
std::string complaint(F const& f) {
    try {
        f();
    } catch (std::invalid_argument const& fault) {
        return fault.what();
    }
    return "none";
}

TEST(EtsModel, SaysWhatItNeeds) {
    const std::vector<double> two{1, 2}, y{1, 2, 3, 2, 1, 2, 3, 2, 1}, zero{1, 2, 0, 2, 3, 1, 2};
    EXPECT_THAT(complaint([&] { static_cast<void>(Ets::simple(two)); }),
                HasSubstr("2 observed values; it takes 3"));
    EXPECT_THAT(complaint([&] { static_cast<void>(Ets::fit({})); }), HasSubstr("it takes 3"));
    EXPECT_THAT(complaint([&] { static_cast<void>(Ets::damped(two)); }), HasSubstr("it takes 6"));
    EXPECT_THAT(complaint([&] {
                    static_cast<void>(
                        Ets::fit(zero, {.form = {.error = EtsError::multiplicative}}));
                }),
                HasSubstr("values above 0"));
    EXPECT_THAT(complaint([&] { static_cast<void>(Ets::fit(y, {.form = seasonal, .season = 1})); }),
                HasSubstr("the season has 1 periods; it takes 2 to 24"));
    EXPECT_THAT(complaint([&] {
                    static_cast<void>(Ets::simple(std::vector<double>{1, 2, infinity, 4}));
                }),
                HasSubstr("value 2 is infinite"));
    EXPECT_THAT(complaint([&] { static_cast<void>(Ets::holt(y, 1.5)); }), HasSubstr("trend share"));
    EXPECT_THAT(complaint([&] { static_cast<void>(Ets::simple(y).predict(0)); }),
                HasSubstr("horizon 0"));
    EXPECT_THAT(complaint([&] { static_cast<void>(Ets::given(y, {}, {.alpha = nan})); }),
                HasSubstr("not finite"));
    EXPECT_THAT(
        complaint([&] { static_cast<void>(Ets::given(y, {.form = seasonal, .season = 4}, {})); }),
        HasSubstr("0 initial phases for a season of 4"));
    EXPECT_THAT(complaint([&] {
                    static_cast<void>(Ets::given(y, {.form = {.error = EtsError::multiplicative}},
                                                 {.alpha = 0.5, .initial = {.level = -3}}));
                }),
                HasSubstr("leaves the numbers above 0"));
}

}  // namespace
}  // namespace ets_test
