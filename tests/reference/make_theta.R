# Reference values for decomposition and the Theta model, as a C++ header on standard output:
#   Rscript make_theta.R > ../cpp/forecast/theta_vectors.hpp
# Data: R's datasets. decompose() and acf() of stats; thetaf(), ses() and BoxCox.lambda() of the
# package forecast.
suppressPackageStartupMessages(library(forecast))

show <- function(name, x) {
  text <- ifelse(is.na(x), "NAN", formatC(as.numeric(x), digits = 17, format = "g"))
  text <- ifelse(grepl("[.e]|NAN", text), text, paste0(text, ".0"))
  cat(sub("{ ", "{", strwrap(paste0("inline const std::vector<double> ", name, "{", paste(text, collapse = ", "), "};"),
              width = 98, exdent = 4), fixed = TRUE), sep = "\n")
}

# What thetaf() forecasts, and the parameters at which it does. Its smoothing level starts from
# l0; that of the Theta model of Fiorucci et al. (2016) from l0 - (A + B) / 2, A + B t being the
# least-squares line, with theta = 2.
theta <- function(name, y, h) {
  fc <- thetaf(y, h = h)
  x <- y
  if (frequency(y) > 1) x <- seasadj(decompose(y, type = "multiplicative"))
  fit <- ses(x, h = h)$model
  stopifnot(abs(fit$par["alpha"] - fc$model$alpha) < 1e-12)
  line <- lsfit(seq_along(x), as.numeric(x))$coef
  show(name, y)
  show(paste0(name, "_thetaf"), fc$mean)
  show(paste0(name, "_width"), (fc$upper[, 1] - fc$mean) / (fc$upper[1, 1] - fc$mean[1]))
  cat(sprintf("inline constexpr double %s_alpha = %.17g;\n", name, fc$model$alpha))
  cat(sprintf("inline constexpr double %s_level = %.17g;\n", name,
              fit$initstate[1] - sum(line) / 2))
}

pieces <- function(name, y, type) {
  d <- decompose(y, type = type)
  show(paste0(name, "_", type, "_index"), d$figure)
  show(paste0(name, "_", type, "_trend"), d$trend)
  show(paste0(name, "_", type, "_rest"), d$random)
}

cat("// Reference values of decomposition and the Theta model, made by tests/reference/make_theta.R with\n")
cat(sprintf("// %s and forecast %s.\n", R.version.string, packageVersion("forecast")))
cat("#pragma once\n\n#include <cmath>\n#include <vector>\n\nnamespace glidepath::testing::theta {\n\n// clang-format off\n")
theta("nile", Nile, 10)
theta("huron", LakeHuron, 8)
theta("air", AirPassengers, 18)
theta("gas", UKgas, 8)
pieces("air", AirPassengers, "multiplicative")
pieces("gas", window(UKgas, end = c(1985, 3)), "additive")
pieces("huron7", ts(as.numeric(LakeHuron), frequency = 7), "additive")
show("air_acf", acf(AirPassengers, lag.max = 12, plot = FALSE)$acf[-1])
cat(sprintf("inline constexpr double nile_lambda = %.17g;\n", BoxCox.lambda(ts(as.numeric(Nile)), "loglik", 0, 1)))
cat(sprintf("inline constexpr double gas_lambda = %.17g;\n", BoxCox.lambda(ts(as.numeric(UKgas)), "loglik", 0, 1)))
cat(sprintf("inline constexpr double air_lambda = %.17g;\n",
            BoxCox.lambda(ts(as.numeric(AirPassengers)), "loglik", 0, 1)))
cat("// clang-format on\n\n}  // namespace glidepath::testing::theta\n")
