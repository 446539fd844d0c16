// Every value that scipy 1.10.1 and R 4.2.2 (stats), GSL 2.7 and Steffen's formulas give for six
// sets of knots, from files outside the project; a choice of them stands in curve_test.cpp.
#include "support/reference_table.hpp"
#include <glidepath/path/curve/curve.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace curve_reference_test {
namespace {

namespace gp = glidepath;
using gp::Beyond;
using gp::Curve;
using gp::CurveMethod;
using gp::testing::ReferenceTable;

/// One column of the files `vectors/interp/<set>_<file>.csv`.
struct Column {
    std::string file;
    std::string name;
    CurveMethod method = CurveMethod::natural;
    bool slope = false;    ///< The column holds slopes.
    bool outside = false;  ///< Outside the knots it continues linearly, as we do.
    bool inner = false;    ///< Only pieces that do not touch an end agree.
};
void PrintTo(Column const& column, std::ostream* out) { *out << column.file << '.' << column.name; }

class ReferenceFiles : public ::testing::TestWithParam<Column> {};

TEST_P(ReferenceFiles, Agree) {
    Column const& column = GetParam();
    std::size_t compared = 0;
    for (std::string const set :
         {"gdp_wp", "nonmono", "ratio_down", "rpn15a", "threept", "twopt"}) {
        SCOPED_TRACE(set);
        const auto table_of = [&](std::string const& file) {
            return ReferenceTable::open("vectors/interp/" + set + "_" + file + ".csv");
        };
        const auto knots = table_of("knots");
        if (!knots) GTEST_SKIP() << "GLIDEPATH_REFERENCE_DATA is not set";
        // Parabolic ends need three knots: there is no Steffen for two, and GSL has none either.
        if (set == "twopt" && column.method == CurveMethod::steffen) continue;
        const auto values = table_of(column.file);
        if (!values->has(column.name)) continue;
        const std::vector<double> x = knots->numbers("x");
        const std::vector<double> y = knots->numbers("y");
        const Curve curve(x, y, column.method);
        double scale = 0;
        for (double value : column.slope ? curve.slopes() : y)
            scale = std::max(scale, std::abs(value));
        for (std::size_t row = 0; row < values->size(); ++row) {
            const double at = values->number(row, "x").value();
            const auto expected = values->number(row, column.name);
            const bool is_outside = at < x.front() || at > x.back();
            if (!expected || (is_outside && !column.outside)) continue;
            if (column.inner && (at < x[1] || at > x[x.size() - 2])) continue;
            const double found =
                column.slope ? curve.slope(at, Beyond::linear) : curve.value(at, Beyond::linear);
            // Twelve digits are printed; differences of knots lose two or three of a double's.
            EXPECT_NEAR(found, *expected, 5e-12 * std::abs(*expected) + 1e-12 * scale) << at;
            ++compared;
        }
    }
    EXPECT_GE(compared, 15U);
}

INSTANTIATE_TEST_SUITE_P(
    Columns, ReferenceFiles,
    ::testing::Values(
        Column{"scipy", "pchip", CurveMethod::pchip},
        Column{"scipy", "pchip_d1", CurveMethod::pchip, true},
        Column{"scipy", "akima", CurveMethod::akima},
        Column{"scipy", "akima_d1", CurveMethod::akima, true},
        Column{"scipy", "cubic_natural", CurveMethod::natural},
        Column{"r", "natural_r", CurveMethod::natural, false, true},
        Column{"r", "monoHFC_r", CurveMethod::monotone, false, true},
        Column{"r", "monoHFC_d1_r", CurveMethod::monotone, true, true},
        Column{"r", "hyman_r", CurveMethod::hyman},
        Column{"r", "hyman_d1_r", CurveMethod::hyman, true},
        Column{"steffen1990", "steffen_parabolic_ends", CurveMethod::steffen},
        Column{"steffen1990_slopes", "slope", CurveMethod::steffen, true},
        Column{"scipy_knotslopes", "pchip_slope", CurveMethod::pchip, true},
        Column{"scipy_knotslopes", "akima_slope", CurveMethod::akima, true},
        Column{"gsl", "cspline_gsl", CurveMethod::natural},
        // Other ends than Steffen's own, which reach into the first and the last piece.
        Column{"gsl", "steffen", CurveMethod::steffen, false, false, true},
        Column{"gsl", "steffen_d1", CurveMethod::steffen, true, false, true},
        Column{"gsl", "akima_gsl", CurveMethod::akima}),
    [](auto const& test) { return test.param.file + '_' + test.param.name; });

}  // namespace
}  // namespace curve_reference_test
