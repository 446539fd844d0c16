// Rows that contradict each other, and what rows leave open: small cases by hand, many small ones
// against Fourier-Motzkin elimination in whole numbers, larger ones against shortest paths.
#include <glidepath/path/solver/conflict.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace conflict_test {
namespace {

namespace gp = glidepath;
using gp::Limit;
using gp::Row;
using gp::Sense;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Limits = std::vector<Limit>;
using Runs = std::vector<gp::Run>;
constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<std::size_t> conflict(Limits const& limits) { return gp::minimal_conflict(limits); }
Limit at_least(Row row, bool open = false) {
    row.sense = Sense::at_least;
    return {std::move(row), open};
}
Limit at_most(Row row, bool open = false) {
    row.sense = Sense::at_most;
    return {std::move(row), open};
}

// ---- by hand ------------------------------------------------------------------------------------

TEST(MinimalConflict, OfNothingAndOfOnePosition) {
    EXPECT_THAT(conflict({}), IsEmpty());
    EXPECT_THAT(conflict({at_least(Row::point(3, 5)), at_most(Row::point(3, 5))}), IsEmpty());
    EXPECT_THAT(conflict({at_least(Row::point(3, 5)), at_most(Row::point(4, 4))}), IsEmpty());
    EXPECT_THAT(conflict({at_least(Row::point(3, 5)), at_most(Row::point(3, 9)),
                          at_most(Row::point(3, 4))}),
                ElementsAre(0, 2));
}

TEST(MinimalConflict, SeesOpenEnds) {
    EXPECT_THAT(conflict({at_least(Row::point(0, 860), true), at_most(Row::point(0, 860))}),
                ElementsAre(0, 1));
    const Limits sums{at_least(Row::point(0, 35), true), at_least(Row::point(1, 35)),
                      at_least(Row::point(2, 35)), at_most(Row::sum(0, 2, 105))};
    EXPECT_THAT(conflict(sums), ElementsAre(0, 1, 2, 3));
    Limits closed = sums;
    closed[0].open = false;
    EXPECT_THAT(conflict(closed), IsEmpty());
    // Rises all the way round a circle.
    EXPECT_THAT(
        conflict({at_least(Row::difference(1, 1, 0, 0), true),
                  at_least(Row::difference(2, 1, 1, 0)), at_least(Row::difference(0, 1, 2, 0))}),
        ElementsAre(0, 1, 2));
}

TEST(MinimalConflict, SumsOnOverlappingWindows) {
    Limits rows{at_most(Row::sum(0, 2, 60)), at_most(Row::sum(1, 4, 60)),
                at_least(Row::sum(1, 2, 50)), at_least(Row::sum(0, 4, 71)),
                at_least(Row::point(2, -1e6))};
    EXPECT_THAT(conflict(rows), ElementsAre(0, 1, 2, 3));
    rows[3].row.value = 70;
    EXPECT_THAT(conflict(rows), IsEmpty());
}

TEST(MinimalConflict, GrowthIsLinearInLevels) {
    Limits rows{at_least(Row::difference(1, 1.05, 0, 0)), at_least(Row::difference(2, 1.05, 1, 0)),
                at_most(Row::difference(2, 1.05 * 1.05, 0, 0)), at_least(Row::point(0, 0), true)};
    EXPECT_THAT(conflict(rows), IsEmpty());
    rows[2].open = true;
    EXPECT_THAT(conflict(rows), ElementsAre(0, 1, 2));
    rows[2] = at_most(Row::difference(2, 1.1, 0, 0));
    EXPECT_THAT(conflict(rows), ElementsAre(0, 1, 2, 3));  // without 0 < y all could be zero
}

TEST(MinimalConflict, OfEqualitiesAndOfRowsWithoutPositions) {
    EXPECT_THAT(conflict({{Row::point(0, 1)}, {Row::point(1, 2)}, {Row::sum(0, 1, 3)}}), IsEmpty());
    EXPECT_THAT(conflict({{Row::point(0, 1)}, {Row::point(1, 2)}, {Row::sum(0, 1, 4)}}),
                ElementsAre(0, 1, 2));
    EXPECT_THAT(conflict({{Row::of({}, 0)}, at_most(Row::of({}, 1))}), IsEmpty());
    EXPECT_THAT(conflict({{Row::of({}, 0)}, at_least(Row::of({}, 1))}), ElementsAre(1));
    EXPECT_THAT(conflict({at_least(Row::difference(0, 1, 0, 0), true)}), ElementsAre(0));
    const std::vector<Row> plain{Row::point(0, 1), Row::point(0, 2)};
    EXPECT_THAT(gp::minimal_conflict(plain), ElementsAre(0, 1));
}

TEST(MinimalConflict, RunsMayOverlapAndStride) {
    const Row odd = Row::of({{1, 9, 1, 2}}, 10);   // 1, 3, 5, 7, 9
    const Row even = Row::of({{0, 8, 1, 2}}, 10);  // 0, 2, ..., 8
    EXPECT_THAT(conflict({at_most(odd), at_most(even), at_least(Row::sum(0, 9, 21))}),
                ElementsAre(0, 1, 2));
    // Twice the whole less the middle is both ends twice and the middle once.
    const Row mixed = Row::of({{0, 9, 2}, {3, 6, -1}}, 0);
    EXPECT_THAT(conflict({at_most(Row::sum(0, 9, 10)), at_least(Row::sum(3, 6, 5)),
                          at_least(Row::of(mixed.runs, 16))}),
                ElementsAre(0, 1, 2));
    EXPECT_THAT(conflict({at_most(Row::sum(0, 9, 10)), at_least(Row::sum(3, 6, 5)),
                          at_least(Row::of(mixed.runs, 15))}),
                IsEmpty());
}

TEST(MinimalConflict, LongWindowsCostNothing) {
    constexpr int days = 36'500;
    Limits rows;
    for (int year = 0; year < 100; ++year)
        rows.push_back(at_least(Row::sum(year * 365, year * 365 + 364, year)));
    rows.push_back(at_most(Row::sum(0, days - 1, 4949)));
    EXPECT_THAT(conflict(rows), SizeIs(101));
    rows.back().row.value = 4950;
    EXPECT_THAT(conflict(rows), IsEmpty());
    for (int day = 0; day < days; ++day) rows.push_back(at_least(Row::point(day, 0)));
    rows.push_back(at_most(Row::sum(3 * 365, 5 * 365 - 1, 6)));
    EXPECT_THAT(conflict(rows), ElementsAre(3, 4, 101 + days));
}

TEST(MinimalConflict, ToleratesWhatComparisonsTolerate) {
    EXPECT_THAT(conflict({at_least(Row::sum(0, 1, 1 + 1e-10)), at_most(Row::sum(0, 1, 1))}),
                IsEmpty());
    EXPECT_THAT(conflict({at_least(Row::sum(0, 1, 1 + 1e-8)), at_most(Row::sum(0, 1, 1))}),
                SizeIs(2));
    EXPECT_THAT(conflict({at_least(Row::point(0, 0.1)), at_least(Row::point(1, 0.2)),
                          at_most(Row::sum(0, 1, 0.3))}),
                IsEmpty());
    EXPECT_THAT(conflict({at_least(Row::point(0, 0.1)), at_least(Row::point(1, 0.2)),
                          at_most(Row::sum(0, 1, 0.3), true)}),
                SizeIs(3));
}

TEST(MinimalConflict, ExtremeNumbers) {
    for (double size : {1e-300, 1e-6, 1e12, 1e300}) {
        Limits rows{at_least(Row::point(0, size)), at_least(Row::point(1, size)),
                    at_most(Row::sum(0, 1, 1.9 * size))};
        EXPECT_THAT(conflict(rows), SizeIs(3)) << size;
        rows[2].row.value = 2 * size;
        EXPECT_THAT(conflict(rows), IsEmpty()) << size;
    }
    const auto refused = [](Row const& row) {
        EXPECT_THROW((void)conflict({{row}}), std::invalid_argument);
    };
    refused(Row::point(0, std::nan("")));
    refused(Row::point(0, infinity));
    refused(Row::point(-1, 0));
    refused(Row::sum(3, 2, 0));
    refused(Row::of({{0, 1, infinity}}, 0));
    refused(Row::of({{0, 1, 1, 0}}, 0));
    refused(Row::of({{0, 1, 1e-320}}, 1e300));
}

TEST(RangeOf, FormsWithAndWithoutEnds) {
    const Limits rows{at_least(Row::point(0, 1)), at_most(Row::point(1, 2), true),
                      at_most(Row::difference(0, 1, 1, 0))};
    EXPECT_EQ(gp::range_of({{0, 0}}, rows), (gp::Interval{1, 2, false, true}));
    EXPECT_EQ(gp::range_of({{0, 1}}, rows), (gp::Interval{2, 4, false, true}));
    EXPECT_EQ(gp::range_of({{1, 1, -3}}, rows), (gp::Interval{-6, -3, true, false}));
    EXPECT_EQ(gp::range_of({{7, 9}}, rows), gp::Interval());
    EXPECT_EQ(gp::range_of({{0, 0}, {5, 5}}, rows), gp::Interval());
    EXPECT_EQ(gp::range_of({}, rows), (gp::Interval{0, 0}));
    EXPECT_FALSE(gp::range_of({{0, 0}}, Limits{rows[0], at_most(Row::point(0, 0))}));
}

TEST(RangeOf, APartOfALongWindow) {
    const Limits rows{at_most(Row::sum(0, 99, 100)), at_least(Row::sum(0, 49, 30)),
                      at_least(Row::sum(50, 99, 60), true)};
    EXPECT_EQ(gp::range_of({{0, 49}}, rows), (gp::Interval{30, 40, false, true}));
    EXPECT_EQ(gp::range_of({{7, 7}}, rows), gp::Interval());
}

TEST(QuotientOf, GrowthAndShares) {
    // Two years of at least 10 %.
    const Limits rates{at_least(Row::difference(1, 1.1, 0, 0)),
                       at_least(Row::difference(2, 1.1, 1, 0), true)};
    const gp::Interval growth = *gp::quotient_of({{2, 2}}, {{0, 0}}, rates);
    EXPECT_NEAR(growth.lower, 1.21, 1e-12);
    EXPECT_TRUE(growth.lower_open);
    EXPECT_EQ(growth.upper, infinity);
    // At most 40 over at least 2500.
    const Limits parts{at_most(Row::point(0, 40)), at_least(Row::point(0, 0)),
                       at_least(Row::point(1, 2500))};
    const gp::Interval share = *gp::quotient_of({{0, 0}}, {{1, 1}}, parts);
    EXPECT_NEAR(share.lower, 0, 1e-15);
    EXPECT_NEAR(share.upper, 0.016, 1e-15);
    EXPECT_FALSE(share.upper_open);
    EXPECT_FALSE(gp::quotient_of({{1, 1}}, {{0, 0}}, Limits{at_most(Row::point(0, 0))}));
}

TEST(RowSystem, RowsComeAndGo) {
    gp::RowSystem system;
    const auto floor = system.add(at_least(Row::point(0, 5)));
    const auto other = system.add(at_least(Row::point(1, 6)));
    const auto sum = system.add(at_most(Row::sum(0, 1, 10)));
    EXPECT_THAT(system.conflict(), ElementsAre(floor, other, sum));
    system.use(other, false);
    EXPECT_THAT(system.conflict(), IsEmpty());
    EXPECT_EQ(system.range(other), (gp::Interval{-infinity, 5}));
    EXPECT_THAT(system.greatest(other).because, ElementsAre(floor, sum));
    EXPECT_FALSE(system.in_use(other));
    system.use(sum, false);
    EXPECT_EQ(system.range(other), gp::Interval());
    EXPECT_EQ(system.range(floor), (gp::Interval{5, infinity}));
    system.use(sum, true);
    system.use(other, true);
    EXPECT_THAT(system.conflict(), SizeIs(3));
}

// ---- against elimination in whole numbers -------------------------------------------------------

/// `a y >= b`, or `>`, with whole numbers.
struct Inequality {
    std::vector<long long> a;
    long long b = 0;
    bool open = false;
};

/// Eliminates all unknowns but the last, exactly: what is left open for that one; nothing if there
/// is no solution.
std::optional<gp::Interval> eliminated(std::vector<Inequality> rows, std::size_t unknowns) {
    for (std::size_t k = 0; k + 1 < unknowns; ++k) {
        std::vector<Inequality> next;
        const auto keep = [&](Inequality row) {
            long long divisor = std::abs(row.b);
            for (long long a : row.a) divisor = std::gcd(divisor, std::abs(a));
            if (divisor > 1) {
                row.b /= divisor;
                for (long long& a : row.a) a /= divisor;
            }
            for (Inequality& known : next)
                if (known.a == row.a) {
                    if (row.b > known.b) known = row;
                    else if (row.b == known.b) known.open = known.open || row.open;
                    return;
                }
            next.push_back(std::move(row));
        };
        for (Inequality const& low : rows) {
            if (low.a[k] == 0) keep(low);
            if (low.a[k] <= 0) continue;
            for (Inequality const& high : rows) {
                if (high.a[k] >= 0) continue;
                Inequality both;
                both.a.resize(unknowns);
                for (std::size_t i = 0; i < unknowns; ++i)
                    both.a[i] = low.a[i] * -high.a[k] + high.a[i] * low.a[k];
                both.b = low.b * -high.a[k] + high.b * low.a[k];
                both.open = low.open || high.open;
                keep(std::move(both));
            }
        }
        rows = std::move(next);
    }
    gp::Interval left;
    for (Inequality const& row : rows) {
        const long long a = row.a.back();
        if (a == 0) {
            if (row.b > 0 || (row.b == 0 && row.open)) return std::nullopt;
            continue;
        }
        const double end = static_cast<double>(row.b) / static_cast<double>(a);
        if (a > 0 && (end > left.lower || (end == left.lower && row.open))) {
            left.lower = end;
            left.lower_open = row.open;
        }
        if (a < 0 && (end < left.upper || (end == left.upper && row.open))) {
            left.upper = end;
            left.upper_open = row.open;
        }
    }
    const bool empty = left.lower > left.upper ||
                       (left.lower == left.upper && (left.lower_open || left.upper_open));
    return empty ? std::nullopt : std::optional(left);
}

class RandomRows {
public:
    explicit RandomRows(unsigned seed) : random_(seed) {}
    int number(int low, int high) {
        return low + static_cast<int>(random_() % static_cast<unsigned>(high - low + 1));
    }
    /// A row of whole numbers on four positions; many of them sums, differences and bounds.
    Limit one() {
        std::array<int, 4> a{};
        switch (number(0, 3)) {
            case 0: a[static_cast<std::size_t>(number(0, 3))] = number(0, 1) == 0 ? 1 : -1; break;
            case 1:
                for (int i = number(0, 3), last = number(i, 3); i <= last; ++i)
                    a[static_cast<std::size_t>(i)] = 1;
                break;
            case 2: {
                const int i = number(0, 2);
                a[static_cast<std::size_t>(i)] = -number(1, 2);
                a[static_cast<std::size_t>(number(i + 1, 3))] = number(1, 3);
                break;
            }
            default:
                for (int& coefficient : a) coefficient = number(-2, 2);
        }
        Row row = Row::of({}, number(-4, 4), static_cast<Sense>(number(0, 2)));
        for (int i = 0; i < 4; ++i)
            if (a[static_cast<std::size_t>(i)] != 0)
                row.runs.push_back({i, i, static_cast<double>(a[static_cast<std::size_t>(i)])});
        const bool open = row.sense != Sense::equal && number(0, 2) == 0;
        return {std::move(row), open};
    }

private:
    std::mt19937 random_;
};

/// The limits in whole numbers, and a last unknown that equals the form.
std::vector<Inequality> whole(Limits const& limits, Runs const& form) {
    std::vector<Inequality> rows;
    const auto add = [&](Runs const& runs, double value, bool open, int sign, long long last) {
        Inequality row{std::vector<long long>(5), sign * static_cast<long long>(value), open};
        for (gp::Run const& run : runs)
            row.a[static_cast<std::size_t>(run.first)] +=
                sign * static_cast<long long>(run.coefficient);
        row.a[4] = sign * last;
        rows.push_back(std::move(row));
    };
    for (auto const& [row, open] : limits) {
        if (row.sense != Sense::at_most) add(row.runs, row.value, open, 1, 0);
        if (row.sense != Sense::at_least) add(row.runs, row.value, open, -1, 0);
    }
    add(form, 0, false, 1, -1);
    add(form, 0, false, -1, -1);
    return rows;
}
std::optional<gp::Interval> exact(Limits const& limits, Runs const& form = {}) {
    return eliminated(whole(limits, form), 5);
}
std::string words(Limits const& limits) {
    std::string text;
    for (auto const& [row, open] : limits) {
        for (gp::Run const& run : row.runs)
            text += std::to_string(run.coefficient) + " y" + std::to_string(run.first) + " + ";
        text += std::array{"=", ">=", "<="}.at(static_cast<std::size_t>(row.sense));
        text += (open ? " (open) " : " ") + std::to_string(row.value) + "\n";
    }
    return text;
}

/// The same in other units: positions and rows times powers of ten.
Limits rescaled(Limits limits, RandomRows& random, std::array<double, 4> const& units) {
    for (auto& [row, open] : limits) {
        const double by = std::pow(10.0, random.number(-6, 6));
        for (gp::Run& run : row.runs)
            run.coefficient *= by / units.at(static_cast<std::size_t>(run.first));
        row.value *= by;
    }
    return limits;
}

void expect_near(gp::Interval const& got, gp::Interval const& wanted) {
    const auto near = [](double a, double b) {
        return a == b || std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(b));
    };
    EXPECT_TRUE(near(got.lower, wanted.lower)) << got.lower << " for " << wanted.lower;
    EXPECT_TRUE(near(got.upper, wanted.upper)) << got.upper << " for " << wanted.upper;
    EXPECT_EQ(got.lower_open, wanted.lower_open) << wanted.lower;
    EXPECT_EQ(got.upper_open, wanted.upper_open) << wanted.upper;
}

TEST(ConflictProperty, ExactEliminationAgrees) {
    RandomRows random(19900102);
    int contradictory = 0;
    int largest = 0;
    for (int round = 0; round < 1000; ++round) {
        Limits rows;
        for (int i = random.number(2, 9); i > 0; --i) rows.push_back(random.one());
        SCOPED_TRACE(words(rows));
        const auto found = conflict(rows);
        ASSERT_EQ(found.empty(), exact(rows).has_value());
        std::array<double, 4> units{};
        for (double& unit : units) unit = std::pow(10.0, random.number(-6, 12));
        EXPECT_EQ(conflict(rescaled(rows, random, units)).empty(), found.empty());
        if (found.empty()) {
            Runs form;
            for (int i = 0; i < 4; ++i)
                form.push_back({i, i, static_cast<double>(random.number(-2, 2))});
            expect_near(*gp::range_of(form, rows), *exact(rows, form));
            continue;
        }
        ++contradictory;
        largest = std::max(largest, static_cast<int>(found.size()));
        Limits members;
        for (std::size_t i : found) members.push_back(rows[i]);
        EXPECT_FALSE(exact(members));
        for (std::size_t i = 0; i < members.size(); ++i) {
            Limits fewer = members;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
            EXPECT_TRUE(exact(fewer)) << "without member " << i;
        }
    }
    EXPECT_GT(contradictory, 250);
    EXPECT_LT(contradictory, 750);
    EXPECT_EQ(largest, 5);  // one more than there are unknowns, by Helly's theorem
}

TEST(ConflictProperty, QuotientsEndWhereTheyBecomeImpossible) {
    RandomRows random(19620915);
    int ends = 0;
    for (int round = 0; round < 800; ++round) {
        Limits rows;
        for (int i = random.number(1, 6); i > 0; --i) rows.push_back(random.one());
        rows.push_back(at_least(Row::point(0, 0), true));
        if (!conflict(rows).empty()) continue;
        SCOPED_TRACE(words(rows));
        const gp::Interval found = *gp::quotient_of({{1, 1}}, {{0, 0}}, rows);
        const auto possible_below = [&](double quotient, bool at_it) {
            Limits more = rows;
            more.push_back(at_most(Row::difference(1, quotient, 0, 0), !at_it));
            return conflict(more).empty();
        };
        if (std::isinf(found.lower)) {
            EXPECT_TRUE(possible_below(-1e6, true));
            continue;
        }
        ++ends;
        EXPECT_FALSE(possible_below(found.lower, false));
        EXPECT_EQ(possible_below(found.lower, true), !found.lower_open);
        EXPECT_TRUE(possible_below(found.lower + 1e-6, true));
    }
    EXPECT_GT(ends, 100);
}

TEST(ConflictProperty, TakingRowsInAndOutIsAskingAnew) {
    RandomRows random(20060817);
    for (int round = 0; round < 80; ++round) {
        Limits rows;
        for (int i = 0; i < 10; ++i) rows.push_back(random.one());
        gp::RowSystem system;
        for (Limit const& row : rows) (void)system.add(row);
        for (int step = 0; step < 20; ++step) {
            const auto changed = static_cast<std::size_t>(random.number(0, 9));
            system.use(changed, !system.in_use(changed));
            Limits used;
            for (std::size_t i = 0; i < rows.size(); ++i)
                if (system.in_use(i)) used.push_back(rows[i]);
            SCOPED_TRACE(words(used));
            const auto anew = exact(used, rows[changed].row.runs);
            ASSERT_EQ(system.conflict().empty(), anew.has_value());
            if (anew) expect_near(system.range(changed), *anew);
        }
    }
}

// ---- against shortest paths ---------------------------------------------------------------------

/// Sums over windows are differences of running totals: possible unless a circle of upper ends is
/// negative, or zero with an open end. Whole ends, open ones a little less than whole.
bool possible(int positions, Limits const& limits) {
    const auto nodes = static_cast<std::size_t>(positions) + 1;
    constexpr long long far = 1'000'000'000'000;
    std::vector<std::vector<long long>> distance(nodes, std::vector<long long>(nodes, far));
    for (auto const& [row, open] : limits) {
        const auto from = static_cast<std::size_t>(row.runs[0].first);
        const auto to = static_cast<std::size_t>(row.runs[0].last) + 1;
        const long long end = static_cast<long long>(row.value) * 1000;
        const long long less = open ? 1 : 0;
        if (row.sense != Sense::at_least)
            distance[from][to] = std::min(distance[from][to], end - less);
        if (row.sense != Sense::at_most)
            distance[to][from] = std::min(distance[to][from], -end - less);
    }
    for (std::size_t k = 0; k < nodes; ++k)
        for (std::size_t i = 0; i < nodes; ++i)
            for (std::size_t j = 0; j < nodes; ++j)
                distance[i][j] = std::min(distance[i][j], distance[i][k] + distance[k][j]);
    for (std::size_t i = 0; i < nodes; ++i)
        if (distance[i][i] < 0) return false;
    return true;
}

TEST(ConflictProperty, ShortestPathsAgreeOnManyWindows) {
    RandomRows random(19620601);
    constexpr int positions = 60;
    int contradictory = 0;
    for (int round = 0; round < 200; ++round) {
        std::vector<int> truth;
        for (int i = 0; i < positions; ++i) truth.push_back(random.number(-20, 50));
        Limits rows;
        for (int i = 0; i < 120; ++i) {
            const int first = random.number(0, positions - 1);
            const int last = random.number(first, std::min(positions - 1, first + 20));
            int sum = 0;
            for (int p = first; p <= last; ++p) sum += truth[static_cast<std::size_t>(p)];
            const bool lower = random.number(0, 1) == 0;
            const int off = random.number(-1, 8);  // a few are too tight
            const bool open = random.number(0, 3) == 0;
            rows.push_back(lower ? at_least(Row::sum(first, last, sum - off), open)
                                 : at_most(Row::sum(first, last, sum + off), open));
        }
        const auto found = conflict(rows);
        ASSERT_EQ(found.empty(), possible(positions, rows));
        if (found.empty()) continue;
        ++contradictory;
        Limits members;
        for (std::size_t i : found) members.push_back(rows[i]);
        EXPECT_FALSE(possible(positions, members));
        for (std::size_t i = 0; i < members.size(); ++i) {
            Limits fewer = members;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
            EXPECT_TRUE(possible(positions, fewer));
        }
    }
    EXPECT_GT(contradictory, 30);
    EXPECT_LT(contradictory, 190);
}

}  // namespace
}  // namespace conflict_test
