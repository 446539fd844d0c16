# Reference values of tests/cpp/forecast/arima_reference.hpp: R's stats::arima at fixed coefficients,
# on series of R's datasets package. Prints the header.
#
#   Rscript tests/reference/make_arima.R > tests/cpp/forecast/arima_reference.hpp
#
# What is differenced is given to arima() differenced, with d = D = 0: for d > 0 it takes a
# prior variance of 1e6 for the first values, and its likelihood is then not exactly that of the
# differences. Only forecasts come from the undifferenced call, which needs levels; there kappa is
# 1e8, and they are good to about 1e-8 relative, where so large a prior costs digits of its own.
# The drift is fixed with the other coefficients: the series is given less its line.

digits <- function(x) ifelse(is.na(x), "none", formatC(x, digits = 17, format = "g"))
values <- function(x) paste0("{", paste(digits(as.numeric(x)), collapse = ", "), "}")

cases <- list()
add <- function(name, y, order, seasonal = c(0, 0, 0), season = 1, coef = c(), constant = NA,
                horizon = 8) {
    cases[[length(cases) + 1]] <<- list(
        name = name, y = as.numeric(y), order = order, seasonal = seasonal, season = season,
        coef = coef, constant = constant, horizon = horizon
    )
}
with_gaps <- function(y, at) {
    y <- as.numeric(y)
    y[at] <- NA
    y
}
add("Nile 0,1,1", Nile, c(0, 1, 1), coef = -0.73)
add("Nile 1,0,1 with mean", Nile, c(1, 0, 1), coef = c(0.86, -0.52), constant = 920)
add("Nile 1,1,1 with drift", Nile, c(1, 1, 1), coef = c(0.25, -0.87), constant = -2.5)
add("LakeHuron 2,0,0 with mean", LakeHuron, c(2, 0, 0), coef = c(1.04, -0.25), constant = 579)
add("LakeHuron 1,0,1 with gaps", with_gaps(LakeHuron, c(5, 6, 7, 30, 60:64, 98)), c(1, 0, 1),
    coef = c(0.75, 0.32), constant = 579)
add("lh 3,0,0 with mean", lh, c(3, 0, 0), coef = c(0.64, -0.06, -0.22), constant = 2.4)
add("lh 0,0,2 with gaps", with_gaps(lh, c(1, 2, 11, 25)), c(0, 0, 2), coef = c(0.6, 0.3),
    constant = 2.4)
add("uspop 1,2,1", uspop, c(1, 2, 1), coef = c(0.3, -0.6), horizon = 5)
add("log AirPassengers 0,1,1 0,1,1", log(AirPassengers), c(0, 1, 1), c(0, 1, 1), 12,
    coef = c(-0.4, -0.55), horizon = 24)
add("log AirPassengers 2,1,1 1,0,1", log(AirPassengers), c(2, 1, 1), c(1, 0, 1), 12,
    coef = c(0.5, 0.2, -0.9, 0.95, -0.4), horizon = 24)
add("log UKgas 1,0,0 1,1,1 with drift", log(UKgas), c(1, 0, 0), c(1, 1, 1), 4,
    coef = c(0.3, 0.2, -0.7), constant = 0.008, horizon = 8)

cat("// Log-likelihoods, one-step errors and forecasts of ARIMA models at fixed coefficients. Written by\n")
cat("// tests/reference/make_arima.R with R ", as.character(getRversion()),
    " (stats::arima, its datasets package); do not edit.\n", sep = "")
cat("#pragma once\n\n#include <glidepath/forecast/member/arima_order.hpp>\n\n#include <limits>\n")
cat("#include <string>\n#include <vector>\n\n")
cat("namespace glidepath::testing {\n\n")
cat("struct ArimaReference {\n    std::string name;\n    ArimaOrder order;\n")
cat("    std::vector<double> coefficients;  // phi, theta, Phi, Theta\n    double constant;\n")
cat("    std::vector<double> y;\n    double log_likelihood;  // of the differences\n")
cat("    double variance;\n    std::vector<double> standardised;  // errors of the differences\n")
cat("    std::vector<double> mean;\n    std::vector<double> deviation;\n};\n\n")
cat("inline std::vector<ArimaReference> arima_references() {\n")
cat("    constexpr double none = std::numeric_limits<double>::quiet_NaN();\n    return {\n")
for (case in cases) {
    d <- case$order[2]
    D <- case$seasonal[2]
    n <- length(case$y)
    has_constant <- !is.na(case$constant)
    line <- if (!has_constant) 0 else if (d + D == 0) case$constant else case$constant * seq_len(n)
    ahead <- if (!has_constant) {
        0
    } else if (d + D == 0) {
        case$constant
    } else {
        case$constant * (n + seq_len(case$horizon))
    }
    rest <- case$y - line
    w <- rest
    if (D > 0) w <- diff(w, lag = case$season)
    if (d > 0) w <- diff(w, differences = d)
    model <- function(x, order, seasonal, kappa) {
        arima(x, order = order, seasonal = list(order = seasonal, period = case$season),
            include.mean = FALSE, fixed = case$coef, transform.pars = FALSE, method = "ML",
            SSinit = "Rossignol2011", kappa = kappa)
    }
    flat <- model(w, c(case$order[1], 0, case$order[3]), c(case$seasonal[1], 0, case$seasonal[3]),
        1e6)
    full <- model(rest, case$order, case$seasonal, 1e8)
    ahead_of <- predict(full, n.ahead = case$horizon)
    # The same errors' variance for the deviations as for the likelihood.
    deviation <- as.numeric(ahead_of$se) * sqrt(flat$sigma2 / full$sigma2)
    cat("        {\"", case$name, "\",\n", sep = "")
    cat("         {", paste(c(case$order, case$seasonal, case$season), collapse = ", "), ", ",
        tolower(has_constant), "},\n", sep = "")
    cat("         ", values(case$coef), ",\n", sep = "")
    cat("         ", digits(if (has_constant) case$constant else 0), ",\n", sep = "")
    cat("         ", values(case$y), ",\n", sep = "")
    cat("         ", digits(flat$loglik), ",\n         ", digits(flat$sigma2), ",\n", sep = "")
    cat("         ", values(flat$residuals), ",\n", sep = "")
    cat("         ", values(as.numeric(ahead_of$pred) + ahead), ",\n", sep = "")
    cat("         ", values(deviation), "},\n", sep = "")
}
cat("    };\n}\n\n}  // namespace glidepath::testing\n")
