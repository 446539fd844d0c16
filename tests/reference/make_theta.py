"""Reference values of the four Theta models at fixed parameters, as a C++ header on standard output:

    python make_theta.py > ../cpp/forecast/theta_dynamic_vectors.hpp

The formulas are those of Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler (2016), section 3.
The trend line of a dynamic model is fitted anew at each period (numpy.linalg.lstsq), instead of by
the recursions that the paper derives. Data: the first 30 values of R's Nile, and made-up ones.
"""

import sys

import numpy

NILE = [1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960,
        1180, 799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840]  # fmt: skip
GROWING = [3.1, 3.4, 3.3, 4.0, 4.4, 4.3, 5.2, 5.9, 6.1, 7.0, 7.2, 8.5]
HORIZON = 6


def line(y):
    """Intercept and slope of the least-squares line through y_1 .. y_t."""
    if len(y) == 1:
        return y[0], 0.0
    t = numpy.arange(1, len(y) + 1)
    design = numpy.column_stack([numpy.ones(len(y)), t])
    return tuple(numpy.linalg.lstsq(design, numpy.array(y, dtype=float), rcond=None)[0])


def model(y, dynamic, alpha, theta, level):
    """One-step means of all periods, then forecasts; y is extended by its own forecasts."""
    fixed = line(y)
    y = list(map(float, y))
    n = len(y)
    means = []
    for t in range(1, n + HORIZON + 1):
        a, b = line(y[: max(t - 1, 1)]) if dynamic else fixed
        slope_part = (1 - (1 - alpha) ** t) / alpha * b
        mean = level + (1 - 1 / theta) * ((1 - alpha) ** (t - 1) * a + slope_part)
        if dynamic and t == 1:
            mean = y[0]
        means.append(mean)
        if t > n:
            y.append(mean)
        level = alpha * y[t - 1] + (1 - alpha) * level
    return means[:n], means[n:]


def show(name, values):
    print(f"inline const std::vector<double> {name}{{")
    text = [repr(float(value)) for value in values]
    for i in range(0, len(text), 4):
        print("    " + ", ".join(text[i : i + 4]) + ("};" if i + 4 >= len(text) else ","))


print("// Reference values of the Theta models at fixed parameters, made by")
print(f"// tests/reference/make_theta.py with Python {sys.version.split()[0]}, numpy {numpy.__version__}.")
print("#pragma once\n\n#include <vector>\n\nnamespace glidepath::testing::theta {\n\n// clang-format off")
show("nile30", NILE)
show("growing", GROWING)
for data, y, parameters in [
    ("nile30", NILE, (0.25, 3.5, 900.0)),
    ("growing", GROWING, (0.6, 1.75, 2.5)),
]:
    for name, dynamic in [("static", False), ("dynamic", True)]:
        fitted, ahead = model(y, dynamic, *parameters)
        show(f"{data}_{name}_fitted", fitted)
        show(f"{data}_{name}_ahead", ahead)
print("// clang-format on\n\n}  // namespace glidepath::testing::theta")
