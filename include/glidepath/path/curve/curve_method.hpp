// The named methods of drawing a smooth curve through points.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace glidepath {

/// Named methods of drawing a cubic curve through knots (x, y). Between two knots the curve is the
/// cubic with the given values and slopes at both; the method chooses the slopes.
///
/// A piece stands between two knots, its secant is its rise over its width. Two knots give the
/// straight line, whatever the method. "Keeps to the data" says that a piece never leaves the range
/// of its two knots: no overshoot, and a monotone curve through monotone data.
enum class CurveMethod : std::uint8_t {
    /// The natural cubic spline: twice differentiable, second derivative zero at both ends. Of all
    /// curves through the knots it has the least integral of the squared second derivative
    /// (Holladay 1957; de Boor, A Practical Guide to Splines, 1978). Overshoots.
    natural,
    /// Inner slopes of Fritsch and Butland, SIAM J. Sci. Stat. Comput. 5 (1984) 300-304: the
    /// harmonic mean of both secants with the weights of Brodlie, zero where the data turn. End
    /// slopes of the parabola through three knots, zero if of another sign than the secant, at most
    /// three secants where the data turn (Moler, Numerical Computing with MATLAB, 2004, chapter
    /// 3). Keeps to the data. The PchipInterpolator of scipy.
    pchip,
    /// Steffen, Astronomy and Astrophysics 239 (1990) 443-450: the slope of the parabola through
    /// three knots, at most twice the flatter secant, zero where the data turn; at the ends the
    /// parabola's, between zero and twice the secant, as in his paper (GSL takes the secant
    /// there). Keeps to the data.
    steffen,
    /// Fritsch and Carlson, SIAM J. Numer. Anal. 17 (1980) 238-246: the plain mean of both secants,
    /// at the ends the secant; from left to right, the slopes of a piece outside the region in
    /// which a cubic is monotone are shortened in proportion onto the circle of radius three
    /// secants. The "monoH.FC" of R's splinefun, but for one repair: a piece that a later one
    /// pushes out again is shortened as well, so that monotone data always give a monotone curve.
    /// Where the data turn, the slope need not be zero and the curve may overshoot.
    monotone,
    /// The cubic spline of Forsythe, Malcolm and Moler, Computer Methods for Mathematical
    /// Computations (1977), whose third derivative at either end is that of the cubic through the
    /// four knots there, with slopes filtered after Hyman, SIAM J. Sci. Stat. Comput. 4 (1983)
    /// 645-654: of the sign of the data and at most three times the flatter secant. The "hyman" of
    /// R's splinefun. For monotone data only; keeps to them, and twice differentiable wherever the
    /// filter had nothing to do.
    hyman,
    /// Akima, Journal of the ACM 17 (1970) 589-602: the mean of both secants, each weighted by how
    /// much the two on the other side differ (equally if none does); beyond the ends secants
    /// continue linearly. Wiggles little, but overshoots.
    akima
};
inline constexpr std::array<std::string_view, 6> curve_method_names{"natural",  "pchip", "steffen",
                                                                    "monotone", "hyman", "akima"};
[[nodiscard]] constexpr std::string_view to_string(CurveMethod method) noexcept {
    return curve_method_names[static_cast<std::size_t>(method)];
}

}  // namespace glidepath
