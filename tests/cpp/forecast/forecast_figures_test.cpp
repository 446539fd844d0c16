// Forecasts from figures about windows: dense references, and what must hold for any figures.
#include "forecast/state_space_dense.hpp"
#include "support/reference_table.hpp"
#include <glidepath/forecast/forecast_figures.hpp>
#include <glidepath/forecast/sampling/philox.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>
#include <ostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace forecast_figures_test {
namespace {

namespace gp = glidepath;
using gp::FiguresOptions;
using gp::Forecast;
using gp::forecast_figures;
using gp::ForecastNote;
using gp::Frequency;
using gp::Kind;
using gp::Period;
using gp::StructuralForm;
using gp::StructuralVariances;
using gp::Structure;
using gp::Window;
using gp::testing::ReferenceTable;
using ::testing::HasSubstr;

using Figures = std::vector<gp::WindowFigure>;
using Named = std::vector<std::pair<char const*, double>>;

Figures figures(Named const& named) {
    Figures result;
    for (auto const& [window, value] : named) result.push_back({gp::parse_window(window), value});
    return result;
}
Window window(char const* text) { return gp::parse_window(text); }
Period period(char const* text) { return gp::parse_period(text); }
bool noted(Forecast const& forecast, ForecastNote note) {
    return std::find(forecast.notes().begin(), forecast.notes().end(), note) !=
           forecast.notes().end();
}
double probability(Forecast const& forecast, std::string const& statement, int paths = 1000) {
    return *forecast.probability(gp::parse_statement(statement), {paths}).value;
}
/// The share of a distribution's range that its draws leave: 0 for a certain figure.
double width(gp::WindowForecast const& total) {
    return (total.draws().maxCoeff() - total.draws().minCoeff()) / std::abs(total.mean());
}

constexpr StructuralVariances variances{.3, .8, .05, .1};
FiguresOptions flow() { return {.kind = Kind::flow}; }
FiguresOptions flow_by(StructuralForm form, StructuralVariances const& given = variances) {
    return {.kind = Kind::flow, .structure = Structure{form, given}};
}
Named const years_then_months{
    {"2021", 100}, {"2022", 108}, {"2023", 115}, {"2024-01..2024-02", 15.2}, {"2024-03", 9.1}};

/// A case of the reference tables: dense generalised least squares (numpy 1.24), ten digits.
struct ReferenceCase {
    char const* file;
    StructuralForm form;
    StructuralVariances variances;
};
void PrintTo(ReferenceCase const& c, std::ostream* out) { *out << c.file; }

class ForecastFiguresReference : public ::testing::TestWithParam<ReferenceCase> {};

TEST_P(ForecastFiguresReference, GivesTotalsAndTheProbabilitiesOfTargets) {
    ReferenceCase const& c = GetParam();
    const std::string stem = std::string("vectors/statespace/") + c.file;
    const auto known = ReferenceTable::open(stem + "_obs.csv");
    const auto totals = ReferenceTable::open(stem + "_agg.csv");
    if (!known || !totals) GTEST_SKIP() << "GLIDEPATH_REFERENCE_DATA is not set";
    const Period start = period("2021-Q1");
    const auto between = [&](int first, int last) { return Window(start + first, start + last); };
    Figures given;
    int end = 0;
    for (std::size_t row = 0; row < known->size(); ++row) {
        const std::string positions = known->text(row, "periods");
        const int first = std::stoi(positions);
        const std::size_t space = positions.rfind(' ');
        const int last = space == std::string::npos ? first : std::stoi(positions.substr(space));
        end = std::max(end, last);
        given.push_back({between(first - 1, last - 1), *known->number(row, "value")});
    }
    const auto to = totals->numbers("to");
    const int farthest = static_cast<int>(*std::max_element(to.begin(), to.end()));
    const auto found =
        forecast_figures(given, Frequency::quarterly, farthest - end, flow_by(c.form, c.variances));
    for (std::size_t row = 0; row < totals->size(); ++row) {
        const Window wanted = between(static_cast<int>(*totals->number(row, "from")) - 1,
                                      static_cast<int>(*totals->number(row, "to")) - 1);
        const double mean = *totals->number(row, "mean");
        const double deviation = std::sqrt(std::max(*totals->number(row, "var"), 0.0));
        const auto total = found.sum(wanted, {20'000});
        EXPECT_NEAR(total.mean(), mean, 1e-8 * mean);
        const double spread =
            std::sqrt((total.draws().array() - total.mean()).square().sum() / 20'000);
        EXPECT_NEAR(spread, deviation, 2e-3 * deviation + 1e-8 * mean) << row;
        const auto target = totals->number(row, "target");
        if (!target) continue;
        const std::string say = "sum " + to_string(wanted) + " >= " + gp::format_shortest(*target);
        EXPECT_NEAR(probability(found, say, 20'000), *totals->number(row, "P_sum_ge_target"), 2e-3)
            << say;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Dense, ForecastFiguresReference,
    ::testing::Values(
        ReferenceCase{"MF1_annual_then_ytd_trend", StructuralForm::trend, {.3, .8, .05}},
        ReferenceCase{"MF2_annual_then_quarterly_bsm", StructuralForm::seasonal, variances},
        ReferenceCase{"MF3_rw_annual_sums", StructuralForm::level, {0, 1}}),
    [](auto const& one) { return std::string(one.param.file).substr(0, 3); });

TEST(ForecastFigures, YearsThenTotalsToDateGiveTheTabledProbability) {
    // MF1 of the reference tables, as the test above reads it.
    const auto found =
        forecast_figures(figures({{"2021", 118.4},
                                  {"2022", 132.7},
                                  {"2023", 149.1},
                                  {"2024", 156.3},
                                  {"2025-Q1", 39.1},
                                  {"2025-Q1..2025-Q2", 79.8},
                                  {"2025-Q1..2025-Q3", 123}}),
                         Frequency::quarterly, 1, flow_by(StructuralForm::trend, {.3, .8, .05}));
    EXPECT_EQ(to_string(found.window()), "2021-Q1..2025-Q4");
    EXPECT_NEAR(found.sum(window("2025"), {20'000}).mean(), 166.7238580, 1e-7);
    EXPECT_NEAR(probability(found, "at 2025 >= 165", 20'000), .9076432, 1e-3);
    EXPECT_EQ(probability(found, "at 2024 >= 156.3"), 1);
    EXPECT_EQ(probability(found, "at 2024 > 156.3"), 0);
}

TEST(ForecastFigures, AreTheConditionalDistributionOfTheWholePath) {
    // To date without Januaries, a gap, a year; the forecast begins behind the first two months.
    const Named known{{"2022-01", 7},
                      {"2022-02", 7.4},
                      {"2022-02..2022-04", 23.1},
                      {"2022-06", 8.1},
                      {"2022", 98},
                      {"2023-01..2023-02", 17},
                      {"2023-01..2023-03", 26},
                      {"2023-01..2023-05", 45}};
    const auto found = forecast_figures(figures(known), Frequency::monthly, 4,
                                        flow_by(StructuralForm::trend, {.3, .8, .05}));
    EXPECT_EQ(to_string(found.window()), "2022-03..2023-09");
    EXPECT_EQ(found.parts().history, (std::vector<double>{7, 7.4}));

    constexpr Eigen::Index n = 21;
    const auto m = static_cast<Eigen::Index>(known.size());
    Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(m, n);
    Eigen::VectorXd values(m);
    for (Eigen::Index k = 0; k < m; ++k) {
        const Window w =
            *gp::refine(window(known[static_cast<std::size_t>(k)].first), Frequency::monthly);
        sums.row(k).segment(w.first() - period("2022-01"), w.size()).setOnes();
        values[k] = known[static_cast<std::size_t>(k)].second;
    }
    gp::LinearModel<> model;
    gp::assemble(model, {.form = StructuralForm::trend}, {.3, .8, .05});
    const gp::testing::state_space::DensePath prior(model, n);
    const gp::testing::state_space::DenseEstimate dense(prior, sums, values,
                                                        Eigen::VectorXd::Zero(m));
    const Eigen::VectorXd& scale = found.parts().scale;
    const Eigen::MatrixXd covariance =
        scale.asDiagonal() * found.parts().correlation * scale.asDiagonal();
    EXPECT_LT((found.parts().centre - dense.mean.tail(19)).cwiseAbs().maxCoeff(), 1e-7);
    EXPECT_LT((covariance - dense.covariance.bottomRightCorner(19, 19)).cwiseAbs().maxCoeff(),
              1e-7);
    EXPECT_EQ(found.at(period("2022-06")).quantile(.9), 8.1);  // known within the window
}

TEST(ForecastFigures, SumsUseKnownAndUnknownMonths) {
    const auto found = forecast_figures(figures(years_then_months), Frequency::monthly, 9, flow());
    EXPECT_EQ(to_string(found.window()), "2021-01..2024-12");
    EXPECT_EQ(found.points(), 5);
    EXPECT_TRUE(noted(found, ForecastNote::model_intervals));
    EXPECT_TRUE(noted(found, ForecastNote::season_too_long));
    for (auto const& [known, value] : years_then_months) {
        const auto total = found.sum(window(known));
        EXPECT_NEAR(total.mean(), value, 1e-9 * value) << known;
        EXPECT_LT(width(total), 1e-10) << known;
    }
    EXPECT_GT(width(found.sum(window("2021-01"))), .1);
    EXPECT_GT(width(found.sum(window("2024-01"))), .1);
    // The year is the first quarter, which is certain, and nine months that are not.
    const auto year = found.sum(window("2024")), rest = found.sum(window("2024-04..2024-12"));
    EXPECT_NEAR(year.mean(), 24.3 + rest.mean(), 1e-9 * year.mean());
    EXPECT_NEAR(year.quantile(.1), 24.3 + rest.quantile(.1), 1e-8 * year.mean());
    const double likely = probability(found, "at 2024 >= 105");
    EXPECT_GT(likely, .3);
    EXPECT_LT(likely, .8);
    EXPECT_EQ(likely, probability(found, "sum 2024 >= 105"));
}

TEST(ForecastFigures, AMonthThatIsMissingInAPastYearIsJudgedWithTheRest) {
    Figures known;
    double eleven = 0;
    for (int t = 0; t < 24; ++t) {
        const double value = 10 + .1 * t + .3 * std::sin(3.7 * t * t);
        if (t == 6) continue;  // July 2022
        known.push_back({Window(period("2022-01") + t), value});
        if (t < 12) eleven += value;
    }
    const auto without = forecast_figures(known, Frequency::monthly, 1, flow());
    EXPECT_EQ(to_string(without.window().first()), "2022-07");
    const auto year = without.sum(window("2022"));
    EXPECT_NEAR(year.mean(), eleven + without.at(period("2022-07")).median(), 1e-9 * year.mean());
    EXPECT_GT(width(year), 1e-3);
    // With the year itself the month is a difference, and all is history.
    known.push_back({window("2022"), eleven + 10.9});
    const auto with = forecast_figures(known, Frequency::monthly, 1, flow());
    EXPECT_EQ(to_string(with.window()), "2024-01");
    EXPECT_NEAR(with.parts().history[6], 10.9, 1e-8);
}

TEST(ForecastFigures, TheirOrderPlaysNoPart) {
    Figures known = figures(years_then_months);
    known.push_back({window("2022"), 108});  // said twice
    const auto straight = forecast_figures(known, Frequency::monthly, 9, flow());
    std::reverse(known.begin(), known.end());
    std::swap(known[1], known[3]);
    const auto mixed = forecast_figures(known, Frequency::monthly, 9, flow());
    EXPECT_EQ(straight.parts().centre, mixed.parts().centre);
    EXPECT_EQ(straight.parts().scale, mixed.parts().scale);
    EXPECT_EQ(straight.parts().correlation, mixed.parts().correlation);
}

TEST(ForecastFigures, ScaleWithTheUnit) {
    const Named known{{"2019", 84},     {"2020", 91},
                      {"2021", 100},    {"2022", 108},
                      {"2023", 115},    {"2024-01..2024-02", 15.2},
                      {"2024-03", 9.1}, {"2024-01..2024-05", 44.9}};
    const auto plain = forecast_figures(figures(known), Frequency::monthly, 7, flow());
    for (const double unit : {1e-6, 3.7, 1e8}) {
        Figures scaled = figures(known);
        for (auto& figure : scaled) figure.value *= unit;
        const auto found = forecast_figures(scaled, Frequency::monthly, 7, flow());
        EXPECT_EQ(found.method(), plain.method());
        const auto near = [&](Eigen::VectorXd const& a, Eigen::VectorXd const& b) {
            return (a / unit - b).cwiseAbs().maxCoeff() < 1e-5;
        };
        EXPECT_TRUE(near(found.parts().centre, plain.parts().centre)) << unit;
        EXPECT_TRUE(near(found.parts().scale, plain.parts().scale)) << unit;
    }
}

TEST(ForecastFigures, SumsMatchThePathsAndMarginsTheQuantiles) {
    const auto found = forecast_figures(figures(years_then_months), Frequency::monthly, 9, flow());
    const gp::Draws draws{4000, 5};
    const Eigen::MatrixXd paths = found.draws(draws);
    const auto total = found.sum(window("2024"), draws);
    EXPECT_NEAR(total.mean(), paths.rightCols(12).rowwise().sum().mean(), 1e-9 * total.mean());
    for (const double p : {.1, .5, .9}) {
        const Eigen::VectorXd quantiles = found.quantile(p);
        for (Eigen::Index h = 0; h < paths.cols(); ++h)
            EXPECT_NEAR((paths.col(h).array() <= quantiles[h] + 1e-12).cast<double>().mean(), p,
                        found.parts().scale[h] > 0 ? .02 : 1)
                << h;
    }
}

TEST(ForecastFigures, OfSinglePeriodsAreTheNamedMethod) {
    const std::vector<double> y{112, 118, 132, 129, 121, 135, 148, 148, 136, 119};
    Figures known;
    for (std::size_t t = 0; t < y.size(); ++t)
        if (t != 4) known.push_back({Window(period("2011") + static_cast<int>(t)), y[t]});
    std::vector<double> gap = y;
    gap[4] = std::numeric_limits<double>::quiet_NaN();
    const auto named = forecast(gap, period("2011"), 3, {.method = gp::ForecastMethod::structural});
    const auto found = forecast_figures(known, Frequency::annual, 3);
    EXPECT_EQ(named.method(), found.method());
    EXPECT_TRUE(noted(named, ForecastNote::model_intervals));
    EXPECT_EQ(to_string(found.window()), "2015..2023");  // with the gap
    EXPECT_LT((found.median().tail(3) - named.median()).cwiseAbs().maxCoeff(), 1e-4);
    EXPECT_LT((found.parts().scale.tail(3) - named.parts().scale).cwiseAbs().maxCoeff(), 1e-4);
    EXPECT_LT((found.parts().correlation.bottomRightCorner(3, 3) - named.parts().correlation)
                  .cwiseAbs()
                  .maxCoeff(),
              1e-5);
}

TEST(ForecastFigures, OfAveragesAreMeansAndOfStocksTheEnd) {
    const Named known{{"2020", 50}, {"2021", 52}, {"2022", 55}, {"2023", 56}, {"2024-01", 57}};
    const auto average =
        forecast_figures(figures(known), Frequency::monthly, 11, {.kind = Kind::average});
    EXPECT_NEAR(average.mean_over(window("2022")).mean(), 55, 1e-8);
    EXPECT_LT(width(average.mean_over(window("2022"))), 1e-9);
    EXPECT_EQ(probability(average, "at 2022 >= 55"), 1);
    const auto stock = forecast_figures(figures(known), Frequency::monthly, 11);
    EXPECT_EQ(to_string(stock.window()), "2021-01..2024-12");
    EXPECT_EQ(stock.at(period("2022-12")).quantile(.9), 55);
    EXPECT_EQ(probability(stock, "at 2022 >= 55"), 1);
    EXPECT_GT(stock.at(period("2022-06")).quantile(.9), stock.at(period("2022-06")).median());
}

TEST(ForecastFigures, YearsToDateWithoutJanuaryBearASeason) {
    Figures known;
    std::vector<double> totals;
    double sum = 0;
    for (int t = 0; t < 40; ++t) {
        if (t % 12 == 0) sum = 0;
        sum += 10 + .1 * t + 4 * std::sin(t * std::numbers::pi / 6) + .3 * std::sin(3.1 * t * t);
        if (t % 12 == 11) totals.push_back(sum);
        const Period end = period("2021-01") + t;
        if (t % 12 > 0) known.push_back({Window(end - t % 12, end), sum});
    }
    const auto found = forecast_figures(known, Frequency::monthly, 8, flow());
    EXPECT_EQ(found.method(), "structural (seasonal)");
    EXPECT_TRUE(noted(found, ForecastNote::january_february));
    EXPECT_FALSE(noted(found, ForecastNote::season_too_long));
    EXPECT_LT(width(found.sum(window("2022-01..2022-02"))), 1e-9);
    EXPECT_GT(width(found.sum(window("2022-01"))), 1);
    for (int y = 0; y < 3; ++y) {
        const auto year = found.sum(Window(period("2021") + y));
        EXPECT_NEAR(year.mean(), totals[static_cast<std::size_t>(y)], 1e-7);
        EXPECT_LT(width(year), 1e-9);
    }
    // The months of the year's end are as small as they were before.
    EXPECT_LT(found.at(period("2024-10")).median(), found.at(period("2024-06")).median());
    EXPECT_NEAR(found.sum(window("2024")).mean(), totals[2] + 14.4, 3);
}

TEST(ForecastFigures, WithoutAnyErrorAreCertain) {
    const auto line = forecast_figures(
        figures({{"2019", 80}, {"2020", 86}, {"2021", 92}, {"2022", 98}, {"2023", 104}}),
        Frequency::quarterly, 4, flow());
    EXPECT_EQ(line.method(), "structural (trend)");
    EXPECT_NEAR(line.sum(window("2024")).mean(), 110, 1e-9);
    EXPECT_EQ(probability(line, "at 2024 >= 110"), 1);
    EXPECT_EQ(probability(line, "at 2024 > 110"), 0);
    const auto constant = forecast_figures(figures({{"2021", 8}, {"2022", 8}, {"2023", 8}}),
                                           Frequency::quarterly, 4, flow());
    EXPECT_EQ(constant.method(), "structural (level)");
    EXPECT_NEAR(constant.sum(window("2024")).mean(), 8, 1e-12);
}

TEST(ForecastFigures, AreJudgedAsPublishedAndWithinBounds) {
    FiguresOptions options = flow();
    options.bounds.min = 0;
    options.decimals = 0;
    const auto found =
        forecast_figures(figures({{"2021", 8}, {"2022", 2}, {"2023", 5}, {"2024-H1", 1}}),
                         Frequency::quarterly, 2, options);
    EXPECT_GE(found.quantile(.001).minCoeff(), 0);
    EXPECT_EQ(probability(found, "at 2024 >= 6"), probability(found, "at 2024 > 5.2"));
    options.bounds = {10, std::nullopt, false};
    EXPECT_THROW(
        static_cast<void>(forecast_figures(figures({{"2021", 8}, {"2022", 2}, {"2023", 5}}),
                                           Frequency::quarterly, 2, options)),
        std::invalid_argument);
}

std::string complaint(Named const& known, FiguresOptions const& options, int periods = 4,
                      Frequency frequency = Frequency::monthly) {
    try {
        static_cast<void>(forecast_figures(figures(known), frequency, periods, options));
    } catch (std::invalid_argument const& fault) {
        return fault.what();
    }
    return "none";
}

TEST(ForecastFigures, SayWhatIsWrongWithThem) {
    const Named fine{{"2021", 100}, {"2022", 108}, {"2023", 115}};
    const auto with = [&](char const* where, double value) {
        Named known = fine;
        known.emplace_back(where, value);
        return complaint(known, flow());
    };
    EXPECT_EQ(with("2024-01", 9), "none");
    EXPECT_THAT(with("2022", 109), HasSubstr("the figure of 2022 is 109, but by the other figures "
                                             "it must be 108"));
    EXPECT_THAT(with("2021..2023", 320), HasSubstr("of 2021..2023 is 320, but by the other "
                                                   "figures it must be 323"));
    EXPECT_THAT(with("2024-W05", 9), HasSubstr("2024-W05 is no whole number of monthly periods"));
    EXPECT_THAT(with("2024", std::numeric_limits<double>::quiet_NaN()),
                HasSubstr("figure of 2024 is not a finite number"));
    EXPECT_THAT(complaint({}, flow()), HasSubstr("at least one figure"));
    EXPECT_THAT(complaint({{"2021", 100}, {"2022", 108}}, flow()), HasSubstr("it takes 3"));
    EXPECT_THAT(complaint(fine, flow(), 0), HasSubstr("1 to 1000 periods ahead, not 0"));
    EXPECT_THAT(complaint(fine, flow(), 1000), HasSubstr("take a coarser frequency"));
    EXPECT_THAT(complaint(fine, flow(), 4, Frequency::annual), "none");
    EXPECT_THAT(complaint(fine, flow(), 4, Frequency::weekly),
                HasSubstr("2021 is no whole number"));
    FiguresOptions options = flow_by(StructuralForm::seasonal);
    EXPECT_THAT(complaint(fine, options), HasSubstr("unknown states"));
    EXPECT_THAT(complaint(fine, options, 4, Frequency::annual), HasSubstr("have no season"));
    EXPECT_THAT(complaint(fine, flow_by(StructuralForm::damped)), HasSubstr("phi"));
    options = flow();
    options.bounds.min = 9;
    EXPECT_THAT(complaint(fine, options), HasSubstr("the figure of 2021, 100, cannot be within"));
    options = flow();
    options.decimals = 99;
    EXPECT_THAT(complaint(fine, options), HasSubstr("-15 to 15 digits"));
}

}  // namespace
}  // namespace forecast_figures_test
