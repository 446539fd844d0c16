// Cubic curves through knots: each named method against published values, and what it promises.
#include <glidepath/path/curve/curve.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace curve_test {
namespace {

namespace gp = glidepath;
using gp::Beyond;
using gp::Curve;
using gp::CurveMethod;
using ::testing::HasSubstr;
using Numbers = std::vector<double>;

constexpr std::array<CurveMethod, 6> all_methods{CurveMethod::natural, CurveMethod::pchip,
                                                 CurveMethod::steffen, CurveMethod::monotone,
                                                 CurveMethod::hyman,   CurveMethod::akima};
constexpr std::array<CurveMethod, 4> monotone_methods{CurveMethod::pchip, CurveMethod::steffen,
                                                      CurveMethod::monotone, CurveMethod::hyman};

struct Knots {
    Numbers x;
    Numbers y;
};
[[nodiscard]] Curve draw(Knots const& knots, CurveMethod method) {
    return {knots.x, knots.y, method};
}

// --- published values ---------------------------------------------------------------------------
// Knots: made up, but for rpn, which are the radiochemical data RPN 15A printed by Fritsch and
// Carlson (1980). Values: pchip and akima of scipy 1.10.1 (PchipInterpolator,
// Akima1DInterpolator), natural of scipy (CubicSpline) and R 4.2.2 (splinefun), monotone and hyman
// of R (splinefun, "monoH.FC" and "hyman"), twelve digits printed; steffen from the formulas of his
// paper, in another program.
const Knots output{{2022, 2023, 2025, 2027}, {985.2, 1062.4, 1190, 1340}};
const Knots share{{2020, 2021, 2023, 2025, 2030}, {42, 41.1, 38, 35, 34.5}};
const Knots turning{{0, 1, 3, 4, 7, 8}, {2, 5, 4, 4, 9, 8.5}};
const Knots three{{2022, 2025, 2027}, {120, 150, 200}};
const Knots rpn{
    {7.99, 8.09, 8.19, 8.7, 9.2, 10, 12, 15, 20},
    {0, 2.76429e-05, 0.0437498, 0.169183, 0.469428, 0.94374, 0.998636, 0.999919, 0.999994}};

const Numbers at_output{2022.375, 2023.75, 2025.75};
const Numbers at_share{2020.5, 2021.75, 2023.75, 2027};
const Numbers at_turning{0.4, 1.8, 3.4, 5.2, 7.4};
const Numbers at_three{2023.25, 2025.75};
const Numbers at_rpn{8.29025, 8.89075, 9.49125, 10.69225, 13.09425, 16.9975};

void expect_all_near(Numbers const& found, Numbers const& expected) {
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        EXPECT_NEAR(found[i], expected[i], 1e-11 * std::max(1.0, std::abs(expected[i]))) << i;
}
void expect_values(Knots const& knots, CurveMethod method, Numbers const& at,
                   Numbers const& expected) {
    const Curve curve = draw(knots, method);
    Numbers found;
    for (double x : at) found.push_back(curve.value(x));
    expect_all_near(found, expected);
}
void expect_slopes(Knots const& knots, CurveMethod method, Numbers const& expected) {
    expect_all_near(gp::knot_slopes(knots.x, knots.y, method), expected);
}

TEST(NaturalCurve, IsTheNaturalSplineOfScipyAndR) {
    const auto natural = CurveMethod::natural;
    expect_values(output, natural, at_output, {1015.09921875, 1111.98330966, 1242.99538352});
    expect_values(share, natural, at_share,
                  {41.5918074324, 40.0951488598, 36.7334248311, 33.852972973});
    expect_values(turning, natural, at_turning,
                  {3.42419626168, 5.28654205607, 3.79446728972, 6.06670093458, 8.95065420561});
    expect_values(rpn, natural, at_rpn,
                  {0.0822233393191, 0.259446551719, 0.668934131414, 1.09569184903, 0.943688813438,
                   1.03491578568});
    expect_values(three, natural, at_three, {127.8515625, 166.46484375});
}

TEST(PchipCurve, IsThatOfScipy) {
    const auto pchip = CurveMethod::pchip;
    expect_values(output, pchip, at_output, {1015.38359661, 1111.33983796, 1243.49261527});
    expect_slopes(output, pchip, {245.0 / 3, 70.6088563237, 68.9481268012, 80.6});
    expect_values(share, pchip, at_share,
                  {41.6028542584, 40.063062509, 36.6417913861, 34.6697142857});
    expect_slopes(share, pchip,
                  {-0.683333333333, -1.10616740088, -1.52459016393, -0.214285714286, 0});
    expect_values(turning, pchip, at_turning, {3.656, 4.648, 4, 5.76, 8.924});
    expect_slopes(turning, pchip, {4.16666666667, 0, 0, 0, 0, -1.04166666667});
    expect_values(rpn, pchip, at_rpn,
                  {0.072586820877, 0.265566995313, 0.678497727013, 0.97662991561, 0.999413185634,
                   0.999967981179});
    expect_slopes(rpn, pchip,
                  {0, 0.000552508681868, 0.335876834608, 0.349449167686, 0.596958238927,
                   0.060321845523, 0.000900395382769, 3.14246836304e-05, 0});
    expect_values(three, pchip, at_three, {127.242136438, 164.679457721});
    expect_slopes(three, pchip, {1, 14.7058823529, 31});
}

// A parabola's slope of 1 + (1 + 9) / 2 at the end is more than three times the secant.
TEST(PchipCurve, IsAtMostThreeSecantsSteepAtAnEnd) {
    expect_slopes({{0, 1, 2, 3}, {0, 1, -8, -7}}, CurveMethod::pchip, {3, 0, 0, 3});
}

TEST(SteffenCurve, HasTheEndsOfHisPaper) {
    const auto steffen = CurveMethod::steffen;
    expect_values(output, steffen, at_output, {1015.196875, 1111.8828125, 1243.625});
    expect_slopes(output, steffen, {245.0 / 3, 1091.0 / 15, 69.4, 80.6});
    expect_values(share, steffen, at_share, {41.6041666667, 40.0600585938, 36.6391601562, 34.68});
    expect_slopes(share, steffen, {-0.683333333333, -1.11666666667, -1.525, -0.2, 0});
    expect_values(turning, steffen, at_turning, {3.656, 4.648, 4, 5.76, 8.92});
    expect_slopes(turning, steffen, {4.16666666667, 0, 0, 0, 0, -1});
    expect_values(rpn, steffen, at_rpn,
                  {0.0759201360706, 0.271050632854, 0.678935289094, 0.975031070541, 0.999393648516,
                   0.999966954981});
    expect_slopes(rpn, steffen,
                  {0, 0.000552858, 0.405865157882, 0.424973886624, 0.597566923077, 0.054896,
                   0.000855333333333, 3e-05, 0});
    expect_slopes(three, steffen, {1, 19, 31});
}

TEST(MonotoneCurve, IsMonoHFCOfR) {
    const auto monotone = CurveMethod::monotone;
    expect_values(output, monotone, at_output, {1014.73886719, 1111.228515625, 1244.609375});
    expect_slopes(output, monotone, {77.2, 70.5, 69.4, 75});
    expect_values(share, monotone, at_share,
                  {41.590625, 40.0283203125, 36.6563310599, 34.6275289804});
    expect_slopes(share, monotone, {-0.9, -1.225, -1.525, -0.297683363014, -0.0372104203768});
    expect_values(turning, monotone, at_turning, {3.368, 5.008, 4, 5.592, 8.956});
    expect_slopes(turning, monotone, {3, 1.25, 0, 0, 0.583333333333, -0.5});
    expect_values(rpn, monotone, at_rpn,
                  {0.0717882227796, 0.270962028241, 0.676986764981, 0.98306373061, 0.999577892206,
                   0.999973016978});
    expect_slopes(rpn, monotone,
                  {1.04795355905e-06, 0.000829286337861, 0.34158451099, 0.42321872549, 0.59669,
                   0.0822609884336, 0.00128070626706, 4.41630404639e-05, 8.63862587379e-06});
    expect_slopes(three, monotone, {10, 17.5, 25});
}

TEST(HymanCurve, IsThatOfR) {
    const auto hyman = CurveMethod::hyman;
    expect_values(output, hyman, at_output, {1016.091015625, 1112.053125, 1239.878125});
    expect_slopes(output, hyman, {86.0266666667, 69.8266666667, 63.5866666667, 92.2266666667});
    expect_values(share, hyman, at_share, {41.63578125, 40.0536010742, 36.6169433594, 34.608});
    expect_slopes(share, hyman, {-0.533958333333, -1.22020833333, -1.66083333333, -0.3, 0});
    expect_values(rpn, hyman, at_rpn,
                  {0.0804619058719, 0.260053286305, 0.690546151908, 0.98328895029, 0.999012150272,
                   0.999977759466});
    expect_slopes(
        rpn, hyman,
        {0, 0.000829287, 0.456424359141, 0.344758469395, 0.711856056316, 0.082344, 0, 4.5e-05, 0});
    expect_slopes(three, hyman, {1, 19, 31});
}

TEST(AkimaCurve, IsThatOfScipy) {
    const auto akima = CurveMethod::akima;
    expect_values(output, akima, at_output, {1015.77297542, 1110.96493902, 1243.77172256});
    expect_slopes(output, akima, {83.9, 69.9008130081, 69.9008130081, 80.6});
    expect_values(share, akima, at_share,
                  {41.6660714286, 39.9483153446, 36.8565101976, 33.4907586207});
    expect_slopes(share, akima, {-0.575, -1.50357142857, -1.53414634146, -1.45172413793, 0.6});
    expect_values(turning, akima, at_turning,
                  {3.746, 4.66096774194, 3.94677419355, 5.68630434783, 9.08034782609});
    expect_slopes(turning, akima,
                  {4.75, -0.0625, -0.161290322581, 0.3125, 0.724637681159, -1.58333333333});
    expect_values(rpn, akima, at_rpn,
                  {0.0685517759354, 0.282869631702, 0.651027431065, 1.09758818765, 0.999215731698,
                   1.00005230873});
    expect_slopes(three, akima, {2.5, 17.5, 32.5});
}

TEST(AkimaCurve, TakesTheMeanOfBothSecantsAtASharpCorner) {
    expect_slopes({{0, 1, 2, 3, 4}, {0, 0, 0, 1, 2}}, CurveMethod::akima, {0, 0, 0.5, 1, 1});
}

// --- what every method does ---------------------------------------------------------------------
/// Numbers in [0, 1), the same on every machine.
double uniform(std::mt19937& random) { return static_cast<double>(random()) / 4294967296.0; }

/// Knots with uneven widths and steps over several powers of ten, some of them level; rising.
Knots rising_knots(std::mt19937& random) {
    Knots knots{{-3}, {1}};
    for (std::size_t count = 1 + random() % 9; count > 0; --count) {
        knots.x.push_back(knots.x.back() + std::pow(10, 2 * uniform(random) - 1));
        const double step = random() % 5 == 0 ? 0 : std::pow(10, 6 * uniform(random) - 4);
        knots.y.push_back(knots.y.back() + step);
    }
    return knots;
}

/// Places between the knots, in order, both ends of every piece among them.
Numbers places(Knots const& knots) {
    Numbers at;
    for (std::size_t i = 1; i < knots.x.size(); ++i)
        for (int part = 0; part < 40; ++part)
            at.push_back(std::lerp(knots.x[i - 1], knots.x[i], part / 40.0));
    at.push_back(knots.x.back());
    return at;
}

double range_of(Numbers const& y) {
    const auto [low, high] = std::minmax_element(y.begin(), y.end());
    return *high - *low;
}

TEST(Curves, MeetEveryKnotExactly) {
    std::mt19937 random(2023);
    for (int run = 0; run < 200; ++run) {
        const Knots knots = rising_knots(random);
        for (CurveMethod method : all_methods) {
            const Curve curve = draw(knots, method);
            for (std::size_t i = 0; i < knots.x.size(); ++i) {
                EXPECT_EQ(curve.value(knots.x[i]), knots.y[i]);
                EXPECT_EQ(curve.slope(knots.x[i]), curve.slopes()[i]);
            }
        }
    }
}

TEST(Curves, HaveAContinuousSlope) {
    std::mt19937 random(2024);
    for (int run = 0; run < 100; ++run) {
        const Knots knots = rising_knots(random);
        for (CurveMethod method : all_methods) {
            const Curve curve = draw(knots, method);
            double steepest = 0;
            for (double x : places(knots)) steepest = std::max(steepest, std::abs(curve.slope(x)));
            for (double x : places(knots)) {
                if (x == knots.x.front() || x == knots.x.back()) continue;
                const double h = 1e-6;
                const double secant = (curve.value(x + h) - curve.value(x - h)) / (2 * h);
                EXPECT_NEAR(secant, curve.slope(x), 2e-4 * steepest) << to_string(method);
            }
        }
    }
}

TEST(Curves, ReproduceAStraightLine) {
    const Knots line{{-1, 0.5, 0.75, 4, 100}, {-5, -0.5, 0.25, 10, 298}};
    for (CurveMethod method : all_methods) {
        const Curve curve = draw(line, method);
        for (double slope : curve.slopes()) EXPECT_NEAR(slope, 3, 1e-13) << to_string(method);
        for (double x : places(line)) EXPECT_NEAR(curve.value(x), 3 * x - 2, 1e-12);
    }
}

TEST(Curves, AreTheStraightLineThroughTwoKnots) {
    for (CurveMethod method : all_methods) {
        const Curve curve = draw({{2022, 2027}, {120, 200}}, method);
        for (int year = 2022; year <= 2027; ++year) {
            EXPECT_DOUBLE_EQ(curve.value(year), 120 + 16 * (year - 2022)) << to_string(method);
            EXPECT_DOUBLE_EQ(curve.slope(year), 16);
        }
    }
}

TEST(Curves, StayLevelThroughEqualValues) {
    for (CurveMethod method : all_methods) {
        const Curve curve = draw({{0, 1, 5, 6, 9}, {7.1, 7.1, 7.1, 7.1, 7.1}}, method);
        for (double x : places({curve.x(), curve.y()})) EXPECT_EQ(curve.value(x), 7.1);
    }
}

TEST(Curves, MoveAndStretchWithTheirKnots) {
    std::mt19937 random(2025);
    for (int run = 0; run < 200; ++run) {
        const Knots knots = rising_knots(random);
        Knots other;
        for (double x : knots.x) other.x.push_back(12 * x + 24000);
        for (double y : knots.y) other.y.push_back(-2.5 * y + 40);
        const double tolerance = 1e-9 * range_of(other.y);
        for (CurveMethod method : all_methods) {
            const Curve curve = draw(knots, method);
            const Curve moved = draw(other, method);
            for (double x : places(knots))
                EXPECT_NEAR(moved.value(std::min(12 * x + 24000, other.x.back())),
                            -2.5 * curve.value(x) + 40, tolerance)
                    << to_string(method);
        }
    }
}

// A unit may be as small or as large as it likes: nothing overflows or vanishes on the way.
TEST(Curves, AreTheSameInTinyAndInHugeUnits) {
    for (double unit : {0x1p-980, 0x1p-500, 0x1p500, 0x1p1000}) {
        for (Knots const& knots : {output, share, turning, three, rpn}) {
            Knots scaled = knots;
            for (double& y : scaled.y) y *= unit;
            for (CurveMethod method : all_methods) {
                if (method == CurveMethod::hyman && gp::first_turn(knots.y)) continue;
                const Curve curve = draw(knots, method);
                const Curve other = draw(scaled, method);
                for (double x : places(knots))
                    EXPECT_DOUBLE_EQ(other.value(x) / unit, curve.value(x))
                        << to_string(method) << ' ' << unit;
            }
        }
    }
}

TEST(Curves, ReadTheSameBackwards) {
    std::mt19937 random(2026);
    for (int run = 0; run < 200; ++run) {
        const Knots knots = rising_knots(random);
        Knots back{{}, {knots.y.rbegin(), knots.y.rend()}};
        for (std::size_t i = knots.x.size(); i-- > 0;) back.x.push_back(-knots.x[i]);
        for (CurveMethod method : all_methods) {
            // Fritsch and Carlson's goes from left to right: which slope it shortens depends on it.
            if (method == CurveMethod::monotone) continue;
            const Curve curve = draw(knots, method);
            const Curve mirrored = draw(back, method);
            for (double x : places(knots))
                EXPECT_NEAR(mirrored.value(-x), curve.value(x), 1e-10 * range_of(knots.y))
                    << to_string(method);
        }
    }
}

// --- what single methods promise ----------------------------------------------------------------

TEST(MonotoneMethods, GiveMonotoneCurvesThroughMonotoneValues) {
    std::mt19937 random(2027);
    for (int run = 0; run < 2000; ++run) {
        Knots knots = rising_knots(random);
        const double direction = run % 2 == 0 ? 1 : -1;
        for (double& y : knots.y) y *= direction;
        const double rounding = 1e-14 * range_of(knots.y) + 1e-15;
        for (CurveMethod method : monotone_methods) {
            const Curve curve = draw(knots, method);
            double before = knots.y.front();
            for (double x : places(knots)) {
                const double value = curve.value(x);
                EXPECT_GE(direction * (value - before), -rounding) << to_string(method) << ' ' << x;
                before = value;
            }
        }
    }
}

// Shortening the slopes of the last two pieces alone leaves the second, with slopes of 4 and 0.3
// times its secant, outside the region in which a cubic is monotone: it would dip by 0.0097.
TEST(MonotoneMethods, HoldWhereOnePassFromLeftToRightDoesNot) {
    const Knots knots{{0, 1, 2, 3, 4}, {0, 7, 8, 9, 28}};
    const Curve curve = draw(knots, CurveMethod::monotone);
    double before = 0;
    for (double x : places(knots)) {
        EXPECT_GE(curve.value(x), before - 1e-14) << x;
        before = curve.value(x);
    }
}

TEST(PchipAndSteffen, StayBetweenNeighboursWhateverTheValues) {
    std::mt19937 random(2028);
    for (int run = 0; run < 1000; ++run) {
        Knots knots = rising_knots(random);
        for (double& y : knots.y)
            y = std::pow(10, 4 * uniform(random) - 2) * (uniform(random) - .5);
        const double rounding = 1e-14 * range_of(knots.y);
        for (CurveMethod method : {CurveMethod::pchip, CurveMethod::steffen}) {
            const Curve curve = draw(knots, method);
            for (std::size_t i = 1; i < knots.x.size(); ++i) {
                const auto [low, high] = std::minmax(knots.y[i - 1], knots.y[i]);
                for (int part = 1; part < 40; ++part) {
                    const double value =
                        curve.value(std::lerp(knots.x[i - 1], knots.x[i], part / 40.0));
                    EXPECT_GE(value, low - rounding) << to_string(method);
                    EXPECT_LE(value, high + rounding) << to_string(method);
                }
            }
        }
    }
}

/// The second derivatives of piece i at its start and end.
std::pair<double, double> bends(Curve const& curve, std::size_t i) {
    const double h = curve.x()[i + 1] - curve.x()[i];
    const double secant = (curve.y()[i + 1] - curve.y()[i]) / h;
    const double start = curve.slopes()[i];
    const double end = curve.slopes()[i + 1];
    return {(6 * secant - 4 * start - 2 * end) / h, (2 * start + 4 * end - 6 * secant) / h};
}

TEST(NaturalCurve, BendsWithoutJumpsAndNotAtAllAtTheEnds) {
    std::mt19937 random(2029);
    for (int run = 0; run < 200; ++run) {
        const Knots knots = rising_knots(random);
        const Curve curve = draw(knots, CurveMethod::natural);
        const std::size_t pieces = knots.x.size() - 1;
        double most = 0;
        for (std::size_t i = 0; i < pieces; ++i)
            most = std::max({most, std::abs(bends(curve, i).first), 1.0});
        EXPECT_NEAR(bends(curve, 0).first, 0, 1e-10 * most);
        EXPECT_NEAR(bends(curve, pieces - 1).second, 0, 1e-10 * most);
        for (std::size_t i = 1; i < pieces; ++i)
            EXPECT_NEAR(bends(curve, i - 1).second, bends(curve, i).first, 1e-10 * most);
    }
}

// The spline behind it has the third derivative of the cubic through four knots at the ends, so
// that a cubic comes back whole; its slopes need no filter here.
TEST(HymanCurve, ReproducesACubic) {
    Knots knots{{1, 2, 3.5, 4, 6}, {}};
    for (double x : knots.x) knots.y.push_back(x * x * x - 5);
    const Curve curve = draw(knots, CurveMethod::hyman);
    for (double x : places(knots)) EXPECT_NEAR(curve.value(x), x * x * x - 5, 1e-12);
}

TEST(HymanCurve, ReproducesAParabolaThroughThreeKnots) {
    const Curve curve = draw({{1, 2, 4}, {1, 4, 16}}, CurveMethod::hyman);
    for (double x : {1.25, 1.5, 2.5, 3.75}) EXPECT_NEAR(curve.value(x), x * x, 1e-13);
}

// --- outside the knots --------------------------------------------------------------------------

TEST(BeyondTheKnots, NothingIsAnsweredUnasked) {
    for (CurveMethod method : all_methods) {
        const Curve curve = draw(output, method);
        for (double x : {2021.999, 2027.001, -1e300, 1e300}) {
            EXPECT_THROW((void)curve.value(x), std::invalid_argument);
            EXPECT_THROW((void)curve.slope(x), std::invalid_argument);
        }
    }
    try {
        (void)draw(output, CurveMethod::pchip).value(2030);
        FAIL();
    } catch (std::invalid_argument const& error) {
        EXPECT_THAT(error.what(), HasSubstr("from 2022 to 2027; 2030 lies outside"));
    }
}

TEST(BeyondTheKnots, ALineContinuesBothEnds) {
    for (CurveMethod method : all_methods) {
        const Curve curve = draw(output, method);
        const double first = curve.slopes().front();
        const double last = curve.slopes().back();
        EXPECT_DOUBLE_EQ(curve.value(2020, Beyond::linear), 985.2 - 2 * first);
        EXPECT_DOUBLE_EQ(curve.value(2030, Beyond::linear), 1340 + 3 * last);
        EXPECT_EQ(curve.slope(2020, Beyond::linear), first);
        EXPECT_EQ(curve.slope(2030, Beyond::linear), last);
        EXPECT_EQ(curve.value(2024, Beyond::linear), curve.value(2024));
        EXPECT_EQ(curve.value(2027, Beyond::linear), 1340);
    }
}

TEST(BeyondTheKnots, NoNumberIsNoPlace) {
    const Curve curve = draw(output, CurveMethod::steffen);
    for (double x :
         {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
        for (Beyond beyond : {Beyond::refuse, Beyond::linear}) {
            EXPECT_THROW((void)curve.value(x, beyond), std::invalid_argument);
            EXPECT_THROW((void)curve.slope(x, beyond), std::invalid_argument);
        }
}

// --- errors -------------------------------------------------------------------------------------
std::string message_of(Numbers const& x, Numbers const& y, CurveMethod method) {
    try {
        (void)Curve(x, y, method);
    } catch (std::invalid_argument const& error) {
        return error.what();
    }
    return "accepted";
}

TEST(CurveErrors, NameTheKnot) {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    constexpr double infinity = std::numeric_limits<double>::infinity();
    for (CurveMethod method : all_methods) {
        EXPECT_THAT(message_of({}, {}, method), HasSubstr("at least two knots, not 0"));
        EXPECT_THAT(message_of({2022}, {1}, method), HasSubstr("at least two knots, not 1"));
        EXPECT_THAT(message_of({1, 2, 3}, {1, 2}, method), HasSubstr("not 3 and 2"));
        EXPECT_THAT(message_of({1, 2, 2}, {1, 2, 3}, method),
                    HasSubstr("knot 2 (2, 3) comes after (2, 2)"));
        EXPECT_THAT(message_of({1, 3, 2}, {1, 2, 3}, method),
                    HasSubstr("knot 2 (2, 3) comes after (3, 2)"));
        EXPECT_THAT(message_of({1, 2, 3}, {1, nan, 3}, method), HasSubstr("knot 1 is no point"));
        EXPECT_THAT(message_of({1, 2, 3}, {1, 2, -infinity}, method),
                    HasSubstr("knot 2 is no point: (3, -inf)"));
        EXPECT_THAT(message_of({nan, 2, 3}, {1, 2, 3}, method), HasSubstr("knot 0 is no point"));
        EXPECT_THAT(message_of({1, 2, infinity}, {1, 2, 3}, method),
                    HasSubstr("knot 2 is no point"));
        EXPECT_THAT(message_of({0, 1}, {-1e308, 1e308}, method), HasSubstr("too far apart"));
        EXPECT_THAT(message_of({0, 1, 2}, {0, 1e308, 1.5e308}, method), HasSubstr("too far apart"));
        EXPECT_THAT(message_of({0, 1e-300, 1}, {0, 1e10, 2e10}, method), HasSubstr("too close"));
    }
}

TEST(CurveErrors, HymanSaysWhereValuesTurn) {
    EXPECT_THAT(message_of(turning.x, turning.y, CurveMethod::hyman),
                HasSubstr("they turn at x = 1 (5, then 4)"));
    EXPECT_THAT(message_of({1, 2, 3, 4}, {5, 5, 4, 4.5}, CurveMethod::hyman),
                HasSubstr("they turn at x = 3 (4, then 4.5)"));
    EXPECT_EQ(message_of({1, 2, 3, 4}, {5, 5, 4, 4}, CurveMethod::hyman), "accepted");
}

TEST(FirstTurn, IsTheFirstStepBack) {
    EXPECT_EQ(gp::first_turn(turning.y), 2U);
    EXPECT_EQ(gp::first_turn(Numbers{3, 3, 2, 2, 2.5}), 4U);
    EXPECT_EQ(gp::first_turn(Numbers{1, 1, 1}), std::nullopt);
    EXPECT_EQ(gp::first_turn(Numbers{1, 2, 2, 3}), std::nullopt);
    EXPECT_EQ(gp::first_turn(Numbers{}), std::nullopt);
}

TEST(CurveMethods, HaveTheirNames) {
    EXPECT_EQ(gp::to_string(CurveMethod::natural), "natural");
    EXPECT_EQ(gp::to_string(CurveMethod::pchip), "pchip");
    EXPECT_EQ(gp::to_string(CurveMethod::steffen), "steffen");
    EXPECT_EQ(gp::to_string(CurveMethod::monotone), "monotone");
    EXPECT_EQ(gp::to_string(CurveMethod::hyman), "hyman");
    EXPECT_EQ(gp::to_string(CurveMethod::akima), "akima");
}

}  // namespace
}  // namespace curve_test
