// The least rough path: what it satisfies, that nothing smoother does, and what it cannot know.
#include <glidepath/path/least_rough.hpp>

#include <Eigen/Dense>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace {

namespace gp = glidepath;
using gp::PathRow;
using gp::Period;
using gp::Sense;
using gp::Window;

Period year(int y) { return Period::year(y); }
Window years(int first, int last) { return {year(first), year(last)}; }

double roughness(std::vector<double> const& values) {
    double sum = 0;
    for (std::size_t i = 1; i < values.size(); ++i)
        sum += (values[i] - values[i - 1]) * (values[i] - values[i - 1]);
    return sum;
}

double left_of(PathRow const& row, gp::Path const& path) {
    double sum = 0;
    for (auto const& [period, coefficient] : row.terms)
        sum += coefficient * path.at(period).value();
    return sum;
}

/// Numbers in [-1, 1), the same on every machine.
double uniform(std::mt19937& random) { return static_cast<double>(random()) / 2147483648.0 - 1; }

/// Rows that some path satisfies, so that they cannot contradict.
std::vector<PathRow> consistent_rows(Window const& window, int count, std::mt19937& random) {
    std::vector<double> truth;
    double level = 100;
    for (int i = 0; i < window.size(); ++i) truth.push_back(level += 5 * uniform(random));
    const gp::Path path(window, truth);
    std::vector<PathRow> rows;
    const auto pick = [&] {
        return window.first() + static_cast<int>(random() % static_cast<unsigned>(window.size()));
    };
    for (int i = 0; i < count; ++i) {
        const Period a = pick();
        const Period b = pick();
        PathRow row;
        switch (random() % 4) {
            case 0: row = PathRow::point(a, 0); break;
            case 1: row = PathRow::sum(a < b ? Window(a, b) : Window(b, a), 0); break;
            case 2: row = a == b ? PathRow::point(a, 0) : PathRow::difference(a, 1.05, b, 0); break;
            default: row = PathRow::point(b, 0); break;
        }
        row.value = left_of(row, path);
        rows.push_back(row);
    }
    rows.push_back(PathRow::sum(window, *path.sum(window)));  // so that the path is determined
    return rows;
}

TEST(LeastRoughPath, SatisfiesItsEqualities) {
    std::mt19937 random(110);
    for (int trial = 0; trial < 60; ++trial) {
        const Window window = years(2000, 2000 + 2 + static_cast<int>(random() % 25));
        const auto rows = consistent_rows(window, static_cast<int>(random() % 8), random);
        const gp::LeastRough solution = gp::least_rough(window, rows);
        ASSERT_TRUE(solution.path);
        EXPECT_EQ(solution.missing, 0);
        EXPECT_TRUE(solution.given_way.empty());
        for (PathRow const& row : rows)
            ASSERT_NEAR(left_of(row, *solution.path), row.value,
                        1e-8 * std::max(1.0, std::abs(row.value)));
    }
}

TEST(LeastRoughPath, NoFeasiblePathIsSmoother) {
    std::mt19937 random(200);
    for (int trial = 0; trial < 40; ++trial) {
        const Window window = years(2000, 2000 + 4 + static_cast<int>(random() % 15));
        const auto rows = consistent_rows(window, 1 + static_cast<int>(random() % 4), random);
        const gp::LeastRough solution = gp::least_rough(window, rows);
        ASSERT_TRUE(solution.path);
        Eigen::MatrixXd left =
            Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(rows.size()), window.size());
        for (std::size_t i = 0; i < rows.size(); ++i)
            for (auto const& [period, coefficient] : rows[i].terms)
                left(static_cast<Eigen::Index>(i), period - window.first()) += coefficient;
        const Eigen::MatrixXd kernel = left.fullPivLu().kernel();
        const double best = roughness(solution.path->values());
        for (int step = 0; step < 20; ++step) {
            Eigen::VectorXd direction(kernel.cols());
            for (Eigen::Index k = 0; k < kernel.cols(); ++k) direction[k] = uniform(random);
            const Eigen::VectorXd move = kernel * direction;
            std::vector<double> other = solution.path->values();
            for (std::size_t i = 0; i < other.size(); ++i)
                other[i] += std::pow(10.0, step % 5 - 2) * move[static_cast<Eigen::Index>(i)];
            ASSERT_GE(roughness(other), best * (1 - 1e-9) - 1e-9);
        }
    }
}

// 110 in the first three years and 200 in all five. The exact solution, from the conditions of
// Lagrange in rational numbers: 450/13, 470/13, 510/13, 570/13, 600/13.
TEST(LeastRoughPath, ThroughTwoNestedSumsIsTheRationalOne) {
    const std::vector<PathRow> rows{PathRow::sum(years(2023, 2025), 110),
                                    PathRow::sum(years(2023, 2027), 200)};
    const gp::LeastRough solution = gp::least_rough(years(2023, 2027), rows);
    ASSERT_TRUE(solution.path);
    constexpr std::array<double, 5> exact{450.0 / 13, 470.0 / 13, 510.0 / 13, 570.0 / 13,
                                          600.0 / 13};
    for (std::size_t i = 0; i < 5; ++i) EXPECT_NEAR(solution.path->values()[i], exact[i], 1e-10);
}

TEST(LeastRoughPath, BetweenPointsIsTheStraightLine) {
    const std::vector<PathRow> rows{PathRow::point(year(2022), 734.498),
                                    PathRow::point(year(2025), 860),
                                    PathRow::point(year(2027), 950)};
    const gp::LeastRough solution = gp::least_rough(years(2022, 2027), rows);
    ASSERT_TRUE(solution.path);
    constexpr std::array<double, 6> line{734.498, 776.332, 818.166, 860, 905, 950};
    for (std::size_t i = 0; i < 6; ++i) EXPECT_NEAR(solution.path->values()[i], line[i], 1e-9);
}

TEST(LeastRoughPath, OutsideItsPointsIsFlat) {
    const gp::LeastRough solution =
        gp::least_rough(years(2020, 2027), std::vector<PathRow>{PathRow::point(year(2023), 7)});
    ASSERT_TRUE(solution.path);
    for (double value : solution.path->values()) EXPECT_NEAR(value, 7, 1e-10);
}

TEST(LeastRoughPath, DoesNotDependOnTheOrderOfItsRows) {
    std::mt19937 random(5);
    for (int trial = 0; trial < 20; ++trial) {
        auto rows = consistent_rows(years(2000, 2012), 4, random);
        const auto one = gp::least_rough(years(2000, 2012), rows);
        std::reverse(rows.begin(), rows.end());
        const auto two = gp::least_rough(years(2000, 2012), rows);
        ASSERT_TRUE(one.path && two.path);
        for (std::size_t i = 0; i < 13; ++i)
            ASSERT_NEAR(one.path->values()[i], two.path->values()[i], 1e-6);
    }
}

TEST(LeastRoughPath, ScalesWithItsValues) {
    const auto path = [](double scale) {
        const std::vector<PathRow> rows{PathRow::point(year(2022), 7.34498 * scale),
                                        PathRow::sum(years(2023, 2025), 25 * scale)};
        return gp::least_rough(years(2022, 2025), rows).path.value().values();
    };
    const auto one = path(1);
    for (double scale : {1e-9, 1e9, -1.0}) {
        const auto other = path(scale);
        for (std::size_t i = 0; i < one.size(); ++i)
            EXPECT_NEAR(other[i], one[i] * scale, 1e-9 * std::abs(scale));
    }
}

// --- rows that say the same, or the contrary ----------------------------------------------------
TEST(RedundantRows, ChangeNothing) {
    std::vector<PathRow> rows{PathRow::point(year(2022), 30), PathRow::sum(years(2023, 2025), 110)};
    const auto before = gp::least_rough(years(2022, 2025), rows).path.value().values();
    rows.push_back(rows[0]);
    rows.push_back(PathRow::mean(years(2023, 2025), 110.0 / 3));
    rows.push_back(PathRow::sum(years(2022, 2025), 140));
    const gp::LeastRough solution = gp::least_rough(years(2022, 2025), rows);
    ASSERT_TRUE(solution.path);
    EXPECT_TRUE(solution.given_way.empty());
    for (std::size_t i = 0; i < before.size(); ++i)
        EXPECT_NEAR(solution.path->values()[i], before[i], 1e-9);
}

TEST(ContradictingRows, GiveWayByRankThenByPosition) {
    std::vector<PathRow> rows{PathRow::point(year(2025), 900), PathRow::point(year(2025), 860),
                              PathRow::point(year(2025), 870), PathRow::point(year(2022), 700)};
    rows[0].rank = 2;
    rows[1].rank = 0;
    rows[2].rank = 1;
    gp::LeastRough solution = gp::least_rough(years(2022, 2025), rows);
    ASSERT_TRUE(solution.path);
    EXPECT_NEAR(*solution.path->at(year(2025)), 860, 1e-9);
    EXPECT_EQ(solution.given_way, (std::vector<std::size_t>{0, 2}));  // in the order of the rows
    for (PathRow& row : rows) row.rank = 1;
    solution = gp::least_rough(years(2022, 2025), rows);
    ASSERT_TRUE(solution.path);
    EXPECT_NEAR(*solution.path->at(year(2025)), 900, 1e-9);
    EXPECT_EQ(solution.given_way, (std::vector<std::size_t>{1, 2}));
}

TEST(ContradictingRows, MayContradictOnlyTogether) {
    std::vector<PathRow> rows{PathRow::point(year(2023), 30), PathRow::point(year(2024), 30),
                              PathRow::sum(years(2023, 2025), 110), PathRow::point(year(2025), 40)};
    rows[2].rank = 1;
    gp::LeastRough solution = gp::least_rough(years(2023, 2025), rows);
    ASSERT_TRUE(solution.path);
    EXPECT_EQ(solution.given_way, std::vector<std::size_t>{2});
    rows[2].rank = 0;
    rows[3].rank = 1;
    solution = gp::least_rough(years(2023, 2025), rows);
    ASSERT_TRUE(solution.path);
    EXPECT_EQ(solution.given_way, std::vector<std::size_t>{3});
    EXPECT_NEAR(*solution.path->at(year(2025)), 50, 1e-9);
}

TEST(ContradictingRows, OutsideTheWindowGiveWay) {
    const std::vector<PathRow> rows{PathRow::point(year(2025), 860),
                                    PathRow::point(year(2030), 900),
                                    PathRow::point(Period::month(2025, 1), 1)};
    const gp::LeastRough solution = gp::least_rough(years(2023, 2025), rows);
    ASSERT_TRUE(solution.path);
    EXPECT_EQ(solution.given_way, (std::vector<std::size_t>{1, 2}));
}

// --- what is not determined ---------------------------------------------------------------------
TEST(UndeterminedPaths, SayHowManyStatementsAreMissing) {
    EXPECT_FALSE(gp::least_rough(years(2023, 2027), {}).path);
    EXPECT_EQ(gp::least_rough(years(2023, 2027), {}).missing, 1);
    EXPECT_EQ(gp::least_rough(years(2023, 2023), {}).missing, 1);
    const std::vector<PathRow> change{PathRow::difference(year(2027), 1, year(2023), 100)};
    const gp::LeastRough open = gp::least_rough(years(2023, 2027), change);
    EXPECT_FALSE(open.path);
    EXPECT_EQ(open.missing, 1);
    std::vector<PathRow> closed = change;
    closed.push_back(PathRow::point(year(2023), 760));
    const gp::LeastRough line = gp::least_rough(years(2023, 2027), closed);
    ASSERT_TRUE(line.path);
    EXPECT_EQ(line.missing, 0);
    EXPECT_NEAR(*line.path->at(year(2026)), 835, 1e-9);
}

TEST(UndeterminedPaths, ReportWhatGaveWayAsWell) {
    const std::vector<PathRow> rows{PathRow::difference(year(2027), 1, year(2023), 100),
                                    PathRow::difference(year(2027), 1, year(2023), 120)};
    const gp::LeastRough solution = gp::least_rough(years(2023, 2027), rows);
    EXPECT_FALSE(solution.path);
    EXPECT_EQ(solution.given_way, std::vector<std::size_t>{1});
}

TEST(UndeterminedPaths, OneRowThatFixesALevelIsEnough) {
    const gp::LeastRough flat = gp::least_rough(
        years(2023, 2027), std::vector<PathRow>{PathRow::sum(years(2023, 2025), 110)});
    ASSERT_TRUE(flat.path);
    for (double value : flat.path->values()) EXPECT_NEAR(value, 110.0 / 3, 1e-9);
}

// --- inequalities -------------------------------------------------------------------------------
TEST(Inequalities, ThatHoldAnywayChangeNothing) {
    std::vector<PathRow> rows{PathRow::point(year(2022), 700), PathRow::point(year(2025), 860)};
    const auto before = gp::least_rough(years(2022, 2025), rows).path;
    rows.push_back(PathRow::point(year(2024), 800, Sense::at_least));
    rows.push_back(PathRow::point(year(2024), 810, Sense::at_most));
    const gp::LeastRough solution = gp::least_rough(years(2022, 2025), rows);
    EXPECT_EQ(solution.path, before);
    EXPECT_TRUE(solution.given_way.empty());
}

TEST(Inequalities, LiftThePathOnlyWhereItBreaksThem) {
    // From 30 with a yearly floor of 35: the floor, and no more.
    std::vector<PathRow> rows{PathRow::point(year(2022), 30)};
    for (int y = 2023; y <= 2027; ++y) rows.push_back(PathRow::point(year(y), 35, Sense::at_least));
    const gp::LeastRough solution = gp::least_rough(years(2022, 2027), rows);
    ASSERT_TRUE(solution.path);
    for (int y = 2023; y <= 2027; ++y) EXPECT_NEAR(*solution.path->at(year(y)), 35, 1e-9);
    EXPECT_TRUE(solution.given_way.empty());
}

/// The least rough path from 0 to 0 above lower bounds is their least concave majorant.
TEST(Inequalities, GiveTheConcaveMajorantOfLowerBounds) {
    std::mt19937 random(35);
    for (int trial = 0; trial < 30; ++trial) {
        const int last = 4 + static_cast<int>(random() % 12);
        std::vector<double> bounds{0};
        std::vector<PathRow> rows{PathRow::point(year(2000), 0),
                                  PathRow::point(year(2000 + last), 0)};
        for (int i = 1; i < last; ++i) {
            bounds.push_back(50 + 50 * uniform(random));
            rows.push_back(PathRow::point(year(2000 + i), bounds.back(), Sense::at_least));
        }
        bounds.push_back(0);
        const gp::LeastRough solution = gp::least_rough(years(2000, 2000 + last), rows);
        ASSERT_TRUE(solution.path);
        EXPECT_TRUE(solution.given_way.empty());
        for (int i = 0; i <= last; ++i) {
            double hull = 0;
            for (int a = 0; a <= i; ++a)
                for (int b = i; b <= last; ++b) {
                    const auto at = [&](int k) { return bounds[static_cast<std::size_t>(k)]; };
                    hull = std::max(hull,
                                    a == b ? at(i) : at(a) + (at(b) - at(a)) * (i - a) / (b - a));
                }
            ASSERT_NEAR(solution.path->values()[static_cast<std::size_t>(i)], hull, 1e-8)
                << trial << " " << i;
        }
    }
}

TEST(Inequalities, GiveWayToEqualities) {
    const std::vector<PathRow> rows{PathRow::point(year(2025), 40, Sense::at_least),
                                    PathRow::point(year(2025), 30)};
    const gp::LeastRough solution = gp::least_rough(years(2022, 2025), rows);
    ASSERT_TRUE(solution.path);
    EXPECT_NEAR(*solution.path->at(year(2025)), 30, 1e-9);
    EXPECT_EQ(solution.given_way, std::vector<std::size_t>{0});
}

TEST(Inequalities, AYearlyFloorUnderACumulativeTarget) {
    // 35 every year and 110 in three years, 200 in five, from 30: 3 x 35 = 105 falls short of 110.
    std::vector<PathRow> rows{PathRow::point(year(2022), 30), PathRow::sum(years(2023, 2025), 110),
                              PathRow::sum(years(2023, 2027), 200)};
    for (int y = 2023; y <= 2027; ++y) rows.push_back(PathRow::point(year(y), 35, Sense::at_least));
    const gp::LeastRough solution = gp::least_rough(years(2022, 2027), rows);
    ASSERT_TRUE(solution.path);
    EXPECT_TRUE(solution.given_way.empty());
    EXPECT_NEAR(*solution.path->sum(years(2023, 2025)), 110, 1e-9);
    EXPECT_NEAR(*solution.path->sum(years(2026, 2027)), 90, 1e-9);
    for (int y = 2023; y <= 2027; ++y) EXPECT_GE(*solution.path->at(year(y)), 35 - 1e-9);
}

TEST(ContradictingRows, AreFoundWhateverTheScaleOfTheOthers) {
    const std::vector<PathRow> rows{PathRow::point(year(2022), 1e12), PathRow::point(year(2024), 1),
                                    PathRow::point(year(2024), 2)};
    EXPECT_EQ(gp::least_rough(years(2022, 2024), rows).given_way, std::vector<std::size_t>{2});
}

/// The least roughness over all subsets of inequalities taken as equalities, for small problems.
TEST(Inequalities, AgreeWithTheBestOfAllActiveSets) {
    std::mt19937 random(1);
    const auto uniform = [&] { return static_cast<double>(random()) / 2147483648.0 - 1; };
    const auto roughness = [](std::vector<double> const& y) {
        double sum = 0;
        for (std::size_t i = 1; i < y.size(); ++i) sum += (y[i] - y[i - 1]) * (y[i] - y[i - 1]);
        return sum;
    };
    for (int trial = 0; trial < 300; ++trial) {
        const int n = 4 + static_cast<int>(random() % 2);
        std::vector<double> feasible{0};
        for (int i = 1; i < n; ++i) feasible.push_back(feasible.back() + uniform() * 3 + 1);
        std::vector<PathRow> rows{PathRow::point(year(2022), 0)};
        for (int k = 0; k < 4; ++k) {
            const int i = 1 + static_cast<int>(random() % static_cast<unsigned>(n - 1));
            const bool floor = random() % 2 == 0;
            const bool point = random() % 2 == 0;
            const auto at = static_cast<std::size_t>(i);
            const double truth = point ? feasible[at] : feasible[at] - feasible[at - 1];
            const double bound = truth + (floor ? -1 : 1) * std::abs(uniform()) * 0.5;
            const gp::Sense sense = floor ? Sense::at_least : Sense::at_most;
            rows.push_back(
                point ? PathRow::point(year(2022 + i), bound, sense)
                      : PathRow::difference(year(2022 + i), 1, year(2021 + i), bound, sense));
        }
        const gp::Window window = years(2022, 2021 + n);
        const gp::LeastRough solution = gp::least_rough(window, rows);
        ASSERT_TRUE(solution.path && solution.given_way.empty()) << trial;
        double best = std::numeric_limits<double>::infinity();
        for (unsigned mask = 0; mask < 16; ++mask) {
            std::vector<PathRow> chosen{rows[0]};
            for (unsigned k = 0; k < 4; ++k)
                if ((mask >> k & 1U) != 0) {
                    chosen.push_back(rows[k + 1]);
                    chosen.back().sense = Sense::equal;
                }
            const gp::LeastRough other = gp::least_rough(window, chosen);
            if (!other.path || !other.given_way.empty()) continue;
            bool holds = true;
            for (PathRow const& row : rows) {
                const double left = gp::detail::left_side(row, *other.path);
                if (row.sense == Sense::at_least) holds = holds && left >= row.value - 1e-9;
                if (row.sense == Sense::at_most) holds = holds && left <= row.value + 1e-9;
            }
            if (holds) best = std::min(best, roughness(other.path->values()));
        }
        ASSERT_LE(roughness(solution.path->values()), best * (1 + 1e-7) + 1e-9) << trial;
    }
}

}  // namespace
