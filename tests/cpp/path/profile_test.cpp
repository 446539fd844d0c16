// Seasonal profiles: given, by days, and learned from figures as they are published.
#include <glidepath/path/profile.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <deque>
#include <limits>
#include <numeric>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace glidepath::profile_test {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Published rows of one flow.
class Published {
public:
    explicit Published(ReportingYear calendar = {}) : calendar_(calendar) {}
    Published& value(std::string_view period, double value, int decimals = 1) {
        return add(period, value, Measure::value, decimals);
    }
    Published& ytd(std::string_view period, double value, int decimals = 1) {
        return add(period, value, Measure::ytd, decimals);
    }
    Published& growth(std::string_view period, double value) {
        return add(period, value, Measure::growth, 1);
    }
    [[nodiscard]] Series series() const {
        std::vector<Observation const*> all;
        for (Observation const& row : rows_) all.push_back(&row);
        return {indicator_, all, calendar_};
    }
    [[nodiscard]] LearnedProfile learned(std::string_view whole,
                                         Frequency frequency = Frequency::monthly) const {
        return Profile::learned(series(), parse_period(whole, calendar_), frequency);
    }
    /// \pre there is one
    [[nodiscard]] Profile profile(std::string_view whole,
                                  Frequency frequency = Frequency::monthly) const {
        return learned(whole, frequency).profile.value();
    }

private:
    Published& add(std::string_view period, double value, Measure measure, int decimals) {
        Observation row;
        row.indicator = "x";
        row.period = parse_window(period, calendar_);
        row.measure = measure;
        row.value = value;
        row.half_unit = half_unit(decimals);
        row.released = add_days(row.period.last_day(), 20);
        rows_.push_back(row);
        return *this;
    }
    ReportingYear calendar_;
    Indicator indicator_;
    std::deque<Observation> rows_;
};

Window months_of(int year) { return {Period::month(year, 1), Period::month(year, 12)}; }
double share_through(Profile const& profile, int month) {
    return profile.boundaries().at(static_cast<std::size_t>(month) - 1).share;
}
double sum(std::vector<double> const& numbers) {
    return std::accumulate(numbers.begin(), numbers.end(), 0.0);
}
std::vector<std::string> texts(std::vector<Window> const& windows) {
    std::vector<std::string> all;
    for (Window const& window : windows) all.push_back(to_string(window));
    return all;
}
std::vector<Period> years(std::initializer_list<int> numbers) {
    std::vector<Period> all;
    for (int number : numbers) all.push_back(Period::year(number));
    return all;
}
template <class Call>
std::string refusal(Call call) {
    try {
        static_cast<void>(call());
    } catch (std::invalid_argument const& error) {
        return error.what();
    }
    return {};
}

// ---- given profiles -----------------------------------------------------------------------------

TEST(EqualProfile, GivesEachPeriodTheSame) {
    const Profile profile = Profile::equal(months_of(2024));
    EXPECT_THAT(profile.shares(), Each(1.0 / 12));
    EXPECT_EQ(profile.boundaries().back().share, 1);
    EXPECT_EQ(profile.blocks().size(), 12U) << "no month is joint with another";
    EXPECT_THAT(profile.spread(120).values(), Each(::testing::DoubleEq(10)));
    EXPECT_EQ(Profile::equal(Window(Period::year(2024))).shares(), std::vector<double>{1});
}

TEST(ProfileByDays, CountsTheDaysOfItsOwnYear) {
    EXPECT_DOUBLE_EQ(Profile::by_days(months_of(2023)).shares()[1], 28.0 / 365);
    EXPECT_DOUBLE_EQ(Profile::by_days(months_of(2024)).shares()[1], 29.0 / 366);
    const Profile quarters = Profile::by_days({Period::quarter(2023, 1), Period::quarter(2023, 4)});
    EXPECT_DOUBLE_EQ(quarters.boundaries()[0].share, 90.0 / 365);
    EXPECT_DOUBLE_EQ(quarters.boundaries()[1].share, 181.0 / 365);
}

TEST(OwnProfile, IsInProportionToItsWeights) {
    const Window quarters(Period::quarter(2024, 1), Period::quarter(2024, 4));
    const std::vector<double> weights{1, 0, 2, 1};
    const Profile profile = Profile::own(quarters, weights);
    EXPECT_THAT(profile.shares(), ElementsAre(0.25, 0, 0.5, 0.25));
    EXPECT_EQ(profile.boundaries()[1].share, 0.25);
    EXPECT_TRUE(profile.boundaries()[1].from.empty());
    for (double scale : {1e-300, 1e300, 1e308 / 2}) {
        std::vector<double> scaled = weights;
        for (double& weight : scaled) weight *= scale;
        EXPECT_EQ(Profile::own(quarters, scaled).shares(), profile.shares()) << scale;
    }
}

TEST(OwnProfile, RefusesWhatIsNoShare) {
    const Window half(Period::quarter(2024, 1), Period::quarter(2024, 2));
    const auto of = [&](std::vector<double> const& weights) {
        return refusal([&] { return Profile::own(half, weights); });
    };
    EXPECT_EQ(of({1}), "a profile of 2024-Q1..2024-Q2 needs 2 weights, not 1");
    EXPECT_EQ(of({1, -0.5}), "the weight of 2024-Q2 is -0.5; weights are 0 or more");
    EXPECT_THAT(of({std::nan(""), 1}), HasSubstr("2024-Q1 is not a number"));
    EXPECT_THAT(of({1, std::numeric_limits<double>::infinity()}), HasSubstr("2024-Q2"));
    EXPECT_THAT(of({0, 0}), HasSubstr("at least one must be positive"));
}

// ---- learned ones -------------------------------------------------------------------------------

TEST(LearnedProfile, TakesYearToDateFiguresAsTheyArePublished) {
    // Fixed-asset investment of China without rural households, 100 million yuan, as the National
    // Bureau of Statistics released it in 2022 and 2023. There is no figure for January.
    Published investment;
    investment.ytd("2022-02", 50763, 0).ytd("2022-06", 271430, 0).ytd("2022-09", 421412, 0);
    investment.ytd("2022-12", 572138, 0);
    investment.ytd("2023-02", 53577, 0).ytd("2023-06", 243113, 0).ytd("2023-09", 375035, 0);
    investment.ytd("2023-12", 503036, 0);
    const Profile profile = investment.profile("2024");
    EXPECT_NEAR(share_through(profile, 2), (50763 / 572138.0 + 53577 / 503036.0) / 2, 1e-15);
    EXPECT_NEAR(share_through(profile, 6), (271430 / 572138.0 + 243113 / 503036.0) / 2, 1e-15);
    EXPECT_NEAR(share_through(profile, 9), (421412 / 572138.0 + 375035 / 503036.0) / 2, 1e-15);
    EXPECT_EQ(share_through(profile, 12), 1);
    EXPECT_THAT(texts(profile.blocks()), ElementsAre("2024-01..2024-02", "2024-03..2024-06",
                                                     "2024-07..2024-09", "2024-10..2024-12"));
    EXPECT_EQ(profile.boundaries()[5].from, years({2023, 2022}));
    EXPECT_LT(share_through(profile, 2), 2.0 / 12) << "well below even pace";
}

TEST(LearnedProfile, SplitsJointMonthsByTheDaysOfTheYearThatIsDivided) {
    Published x;
    x.value("2023-01..2023-02", 10).ytd("2023-03", 20).value("2023", 100);
    for (auto [year, days] : {std::pair{"2024", 60.0}, {"2025", 59.0}}) {
        const Profile profile = x.profile(year);
        EXPECT_DOUBLE_EQ(profile.shares()[0], 0.1 * 31 / days);
        EXPECT_DOUBLE_EQ(profile.shares()[0] + profile.shares()[1], 0.1);
        EXPECT_FALSE(profile.boundaries()[0].known);
        EXPECT_TRUE(profile.boundaries()[1].known);
        EXPECT_TRUE(profile.boundaries()[0].from.empty());
        EXPECT_EQ(profile.blocks().front().size(), 2);
    }
}

TEST(LearnedProfile, KnowsQuartersOfAMonthlyPathAndMonthsOfAQuarterlyOne) {
    Published quarters;
    for (int quarter = 1; quarter <= 4; ++quarter)
        quarters.value("2023-Q" + std::to_string(quarter), 10.0 * quarter);
    EXPECT_THAT(texts(quarters.profile("2024").blocks()),
                ElementsAre("2024-01..2024-03", "2024-04..2024-06", "2024-07..2024-09",
                            "2024-10..2024-12"));
    EXPECT_THAT(quarters.profile("2024", Frequency::quarterly).shares(),
                ElementsAre(::testing::DoubleEq(0.1), ::testing::DoubleEq(0.2),
                            ::testing::DoubleEq(0.3), ::testing::DoubleEq(0.4)));
    EXPECT_THAT(quarters.profile("2024", Frequency::half_yearly).shares(),
                ElementsAre(::testing::DoubleEq(0.3), ::testing::DoubleEq(0.7)));
    EXPECT_THAT(quarters.profile("2024", Frequency::annual).shares(), ElementsAre(1));
    Published months;
    for (Period month : months_of(2023)) months.value(to_string(month), 5);
    EXPECT_NEAR(months.profile("2024", Frequency::quarterly).shares()[2], 0.25, 1e-15);
}

TEST(LearnedProfile, TakesEachBoundaryFromTheYearsThatKnowIt) {
    Published x;
    x.ytd("2021-06", 40).value("2021", 100);
    x.ytd("2022-03", 20).ytd("2022-06", 50).value("2022", 100);
    x.ytd("2023-09", 80);  // the year's total is not out
    const Profile profile = x.profile("2024");
    EXPECT_NEAR(share_through(profile, 3), 0.2, 1e-15);
    EXPECT_NEAR(share_through(profile, 6), 0.45, 1e-15);
    EXPECT_EQ(profile.boundaries()[2].from, years({2022}));
    EXPECT_EQ(profile.boundaries()[5].from, years({2022, 2021}));
    EXPECT_THAT(texts(profile.blocks()),
                ElementsAre("2024-01..2024-03", "2024-04..2024-06", "2024-07..2024-12"));
}

TEST(LearnedProfile, LooksAtFiveYearsAndNoneThatIsNotEarlier) {
    Published x;
    for (int year = 2015; year <= 2025; ++year)
        x.ytd(std::to_string(year) + "-06", year - 2000).value(std::to_string(year), 100);
    const Profile profile = x.profile("2023");
    EXPECT_NEAR(share_through(profile, 6), (18 + 19 + 20 + 21 + 22) / 500.0, 1e-15);
    EXPECT_EQ(profile.boundaries()[5].from, years({2022, 2021, 2020, 2019, 2018}));
}

TEST(LearnedProfile, LeavesOutTotalsThatWereFilledFromGrowth) {
    Published x;
    x.ytd("2022-06", 50).value("2022", 100);
    x.ytd("2023-06", 90).growth("2023", 10.0);
    EXPECT_NEAR(share_through(x.profile("2024"), 6), 0.5, 1e-15);
}

TEST(LearnedProfile, CountsAYearThatBroughtNothingByThen) {
    Published x;
    x.ytd("2022-03", 0).ytd("2022-06", 40).value("2022", 100);
    x.ytd("2023-03", 20).ytd("2023-06", 40).value("2023", 100);
    EXPECT_NEAR(share_through(x.profile("2024"), 3), 0.1, 1e-15);
}

TEST(LearnedProfile, FollowsTheReportingYear) {
    const ReportingYear april{4};
    Published x(april);
    x.value("2023-S1", 30).value("2023-S2", 70);  // April to September, October to March
    const Profile profile = x.profile("2024-A1");
    EXPECT_EQ(profile.parts().first(), Period::month(2024, 4));
    EXPECT_THAT(texts(profile.blocks()), ElementsAre("2024-04..2024-09", "2024-10..2025-03"));
    EXPECT_NEAR(share_through(profile, 6), 0.3, 1e-15);
}

TEST(LearnedProfile, OfAQuarterComesFromTheSameQuarterOfEarlierYears) {
    Published x;
    x.value("2022-10", 5).value("2022-Q4", 10);
    x.value("2022-01", 2).value("2022-Q1", 10);
    EXPECT_NEAR(share_through(x.profile("2023-Q1"), 1), 0.2, 1e-15);
}

TEST(LearnedProfile, IsMissingWhereNothingIsKnown) {
    Published nothing;
    EXPECT_FALSE(nothing.learned("2024").profile);
    EXPECT_EQ(nothing.learned("2024").reason, NoProfile::nothing_known);
    Published only_years;
    only_years.value("2022", 100).value("2023", 110);
    EXPECT_EQ(only_years.learned("2024").reason, NoProfile::nothing_known);
    Published nothing_done;
    nothing_done.ytd("2023-06", 0).value("2023", 0);
    EXPECT_EQ(nothing_done.learned("2024").reason, NoProfile::nothing_known);
    EXPECT_FALSE(reason_text(NoProfile::nothing_known).zh.empty());
    EXPECT_EQ(to_string(NoProfile::nothing_known), "nothing_known");
}

TEST(LearnedProfile, IsRefusedForAFlowThatUsuallyTakesAway) {
    Published march;
    for (const char* year : {"2022", "2023"})
        march.ytd(std::string(year) + "-02", 20)
            .ytd(std::string(year) + "-03", 15)
            .value(year, 100);
    const LearnedProfile refused = march.learned("2024");
    EXPECT_FALSE(refused.profile);
    EXPECT_EQ(refused.reason, NoProfile::negative_share);
    EXPECT_EQ(refused.where, Window(Period::month(2024, 3)));
    EXPECT_THAT(reason_text(refused.reason).en, HasSubstr("negative"));
    Published january;
    january.ytd("2023-01", -5).ytd("2023-06", 50).value("2023", 100);
    EXPECT_EQ(january.learned("2024").where, Window(Period::month(2024, 1)));
    Published december;
    december.ytd("2023-11", 104).value("2023", 100);
    EXPECT_EQ(december.learned("2024").where, Window(Period::month(2024, 12)));
}

TEST(LearnedProfile, BearsOneYearThatWasRevisedDownwards) {
    Published x;
    x.ytd("2022-11", 90).value("2022", 100);
    x.ytd("2023-11", 102).value("2023", 100);
    EXPECT_NEAR(share_through(x.profile("2024"), 11), 0.96, 1e-15);
}

TEST(LearnedProfile, PrefersTheBoundaryOfMoreYearsWhereTwoContradictEachOther) {
    Published x;  // only 2021, a year with an early harvest, tells of May
    x.ytd("2021-05", 70).ytd("2021-06", 75).value("2021", 100);
    x.ytd("2022-06", 45).value("2022", 100);
    x.ytd("2023-06", 40).value("2023", 100);
    const Profile profile = x.profile("2024");
    EXPECT_THAT(texts(profile.blocks()), ElementsAre("2024-01..2024-06", "2024-07..2024-12"));
    EXPECT_NEAR(share_through(profile, 6), (75 + 45 + 40) / 300.0, 1e-15);
    Published later;  // the other way round
    later.ytd("2021-06", 20).ytd("2021-07", 25).value("2021", 100);
    later.ytd("2022-06", 45).value("2022", 100);
    later.ytd("2023-06", 40).value("2023", 100);
    EXPECT_THAT(texts(later.profile("2024").blocks()),
                ElementsAre("2024-01..2024-06", "2024-07..2024-12"));
}

TEST(LearnedProfile, TakesAFallWithinTheRoundingForNone) {
    Published x;
    x.ytd("2023-02", 20, 0).ytd("2023-03", 19.6, 0).value("2023", 100, 0);
    const Profile profile = x.profile("2024");
    EXPECT_NEAR(share_through(profile, 2), 0.2, 1e-15);
    EXPECT_THAT(texts(profile.blocks()), ElementsAre("2024-01..2024-02", "2024-03..2024-12"));
}

TEST(LearnedProfile, NeedsPeriodsOfMonths) {
    Published x;
    EXPECT_THAT(refusal([&] { return x.learned("2024", Frequency::weekly); }),
                HasSubstr("weekly periods do not divide 2024"));
    EXPECT_FALSE(x.learned("2024", Frequency::daily).profile);
    EXPECT_THAT(refusal([&] { return x.learned("2024-Q1", Frequency::annual); }),
                HasSubstr("annual periods do not divide 2024-Q1"));
}

TEST(LearnedProfile, ReachesNoFurtherBackThanTheCalendar) {
    const Series empty = Published().series();
    for (int year : {1400, 1401, 1429})
        EXPECT_FALSE(Profile::learned(empty, Period::year(year), Frequency::monthly).profile);
}

// ---- properties ---------------------------------------------------------------------------------

TEST(LearnedProfile, OfAnyPublishedYearsAddsUpToOneAndAgreesWithTheUsualShare) {
    std::mt19937 random(20240229);
    const auto chance = [&](double p) { return std::bernoulli_distribution(p)(random); };
    std::uniform_real_distribution<double> size(0, 9);
    int learned = 0;
    for (int round = 0; round < 300; ++round) {
        Published x;
        for (int year = 2014; year < 2024; ++year) {
            double sofar = 0;
            for (int month = 1; month <= 12; ++month) {
                sofar += size(random);
                const std::string period = to_string(Period::month(year, month));
                if (month == 12 ? chance(0.8) : month > 1 && chance(0.5)) x.ytd(period, sofar, 3);
            }
        }
        const Series series = x.series();
        const auto profile = x.learned("2024").profile;
        if (!profile) continue;
        ++learned;
        ASSERT_EQ(profile->shares().size(), 12U);
        ASSERT_NEAR(sum(profile->shares()), 1, 1e-12);
        double before = 0;
        for (std::size_t i = 0; i < 12; ++i) {
            ProfileBoundary const& boundary = profile->boundaries()[i];
            ASSERT_GE(profile->shares()[i], 0);
            ASSERT_NEAR(boundary.share - before, profile->shares()[i], 1e-12);
            before = boundary.share;
            if (i == 11 || !boundary.known) continue;
            const auto usual = usual_share(series, Period::year(2024), boundary.after);
            ASSERT_TRUE(usual);
            ASSERT_EQ(usual->share, boundary.share);
            ASSERT_EQ(usual->years, boundary.from);
        }
        ASSERT_FALSE(profile->boundaries()[0].known) << "January is never published";
        int parts = 0;
        for (Window const& block : profile->blocks()) parts += block.size();
        ASSERT_EQ(parts, 12);
        ASSERT_NEAR(*profile->spread(950).sum(months_of(2024)), 950, 1e-9);
    }
    EXPECT_GT(learned, 200);
}

TEST(UsualShare, IsTheMeanOfWhatWasDone) {
    Published x;
    x.ytd("2021-06", 40).value("2021", 100);
    x.ytd("2022-06", 60).value("2022", 200);
    const auto usual = usual_share(x.series(), Period::year(2023), Period::month(2023, 6));
    ASSERT_TRUE(usual);
    EXPECT_NEAR(usual->share, (0.4 + 0.3) / 2, 1e-15);
    EXPECT_NEAR(usual->half_unit, (0.05 * 1.4 / 100 + 0.05 * 1.3 / 200) / 2, 1e-15);
    EXPECT_FALSE(usual_share(x.series(), Period::year(2023), Period::month(2023, 5)));
    EXPECT_FALSE(usual_share(x.series(), Period::year(2021), Period::month(2021, 6)));
}

TEST(UsualShare, RefusesAPointOutsideItsPeriod) {
    Published x;
    const auto of = [&](Period whole, Period last) {
        return refusal([&] { return usual_share(x.series(), whole, last); });
    };
    EXPECT_EQ(of(Period::year(2023), Period::month(2024, 1)), "2024-01 is no part of 2023");
    EXPECT_EQ(of(Period::year(2023), Period::month(2022, 12)), "2022-12 is no part of 2023");
    EXPECT_EQ(of(Period::month(2023, 2), Period::quarter(2023, 1)),
              "2023-Q1 is no part of 2023-02");
    EXPECT_THAT(of(Period::week_of(date(2023, 1, 2)), Period::month(2023, 1)), HasSubstr("weeks"));
    EXPECT_THAT(of(Period::year(2023), Period::day(date(2023, 1, 2))), HasSubstr("days"));
}

}  // namespace
}  // namespace glidepath::profile_test
