# Reference values for exponential smoothing, as a C++ header on standard output:
#   Rscript make_ets.R > ../cpp/forecast/ets_vectors.hpp
# Data: R's datasets. Parameters, initial states, likelihoods and forecasts: ets() and forecast() of
# the package forecast, with all defaults but the form.
suppressPackageStartupMessages(library(forecast))

digits <- function(x) {
  text <- formatC(as.numeric(x), digits = 17, format = "g")
  ifelse(grepl("[.e]", text), text, paste0(text, ".0"))
}
list_of <- function(x) paste0("{", paste(digits(x), collapse = ", "), "}")
put <- function(text, indent = 4) {
  cat(sub("{ ", "{", strwrap(text, width = 98, exdent = indent), fixed = TRUE), sep = "\n")
}
show <- function(name, x) {
  put(paste0("inline const std::vector<double> ", name, list_of(x), ";"))
}

error_name <- c(A = "additive", M = "multiplicative")
trend_name <- c(N = "none", A = "additive", Ad = "additive_damped")
season_name <- c(N = "none", A = "additive", M = "multiplicative")

# One fitted form. R lists the phases of the season backwards in time.
case <- function(data, name, form, damped, h = 14) {
  fit <- suppressWarnings(ets(data, model = form, damped = damped, restrict = FALSE))
  letters <- strsplit(form, "")[[1]]
  # R may end at relative errors of fitted values below 0, which is no model.
  if (letters[1] == "M" && min(fitted(fit)) <= 0) return(invisible())
  trend <- paste0(letters[2], if (damped) "d" else "")
  has <- function(what) if (what %in% names(fit$par)) fit$par[[what]] else if (what == "phi") 1 else 0
  state <- fit$initstate
  slope <- if (letters[2] == "N") 0 else state[["b"]]
  phases <- rev(state[grepl("^s", names(state))])
  n <- length(data)
  some <- c(1, 2, fit$m + 1, n %/% 2, n - 1, n)
  errors <- as.numeric(data) - as.numeric(fitted(fit))
  # Forecasts of this version of R are no reference for damped trends with multiplicative seasons
  # (the mean takes phi + phi where phi + phi^2 is meant) and deviations none for additive seasons
  # without trend (gamma enters a period early); with an additive error and a multiplicative season
  # they are simulated.
  mean <- numeric(0)
  if (!(letters[3] == "M" && damped)) mean <- suppressWarnings(forecast(fit, h = h, PI = FALSE))$mean
  formula <- length(mean) && !(letters[3] == "M" && letters[1] == "A") && !(letters[3] == "A" && letters[2] == "N")
  width <- numeric(0)
  if (formula) {
    ahead <- forecast(fit, h = h, level = 95)
    width <- as.numeric(ahead$upper[, 1] - ahead$mean) / qnorm(0.975)
  }
  put(sprintf(
    "{&%s, %d, {EtsError::%s, EtsTrend::%s, EtsSeason::%s}, {%s, %s, %s, %s, {%s, %s, %s}}, %s, %s, %s, %s, {%s}, %s, %s, %s},",
    name, fit$m, error_name[letters[1]], trend_name[trend], season_name[letters[3]],
    digits(has("alpha")), digits(has("beta")), digits(has("gamma")), digits(has("phi")),
    digits(state[["l"]]), digits(slope), list_of(phases),
    digits(fit$loglik), digits(fit$aicc), digits(fit$bic), digits(sqrt(fit$sigma2)),
    paste(some - 1, collapse = ", "), list_of(errors[some]), list_of(mean), list_of(width)), 5)
}

cat("// Reference values of exponential smoothing, made by tests/reference/make_ets.R with\n")
cat(sprintf("// %s and forecast %s.\n", R.version.string, packageVersion("forecast")))
cat("#pragma once\n\n#include <glidepath/forecast/member/ets.hpp>\n\n#include <cstddef>\n#include <vector>\n\n")
cat("namespace glidepath::testing::ets {\n\n")
cat("/// What R found for one form: parameters, criteria, some one-step errors, forecasts.\n")
cat("struct Case {\n    std::vector<double> const* data;\n    int season;\n    EtsForm form;\n")
cat("    EtsParameters parameters;\n    double log_likelihood, aicc, bic, sigma;\n")
cat("    std::vector<std::size_t> at;      ///< Of which values the errors are.\n")
cat("    std::vector<double> errors;\n    std::vector<double> mean;         ///< Empty where R is no reference.\n")
cat("    std::vector<double> deviation;    ///< Empty where R is no reference.\n};\n\n// clang-format off\n")
show("uspop", uspop)
show("nile", Nile)
show("gas", UKgas)
show("air", AirPassengers)
cat("inline const std::vector<Case> cases{\n")
forms <- function(data, name, seasons, errors = c("A", "M")) {
  for (error in errors) for (season in seasons) for (trend in c("N", "A", "Ad"))
    case(data, name, paste0(error, substr(trend, 1, 1), season), trend == "Ad")
}
forms(ts(as.numeric(uspop)), "uspop", "N")
forms(ts(as.numeric(Nile)), "nile", "N")
forms(UKgas, "gas", c("N", "A", "M"))
forms(AirPassengers, "air", c("A", "M"))
cat("};\n\n// What ets() chooses of all forms.\n")
for (name in c("uspop", "nile", "gas", "air")) {
  data <- list(uspop = ts(as.numeric(uspop)), nile = ts(as.numeric(Nile)), gas = UKgas, air = AirPassengers)[[name]]
  cat(sprintf("inline constexpr double %s_least_aicc = %.17g;  // %s\n", name, ets(data)$aicc, ets(data)$method))
}
cat("// clang-format on\n\n}  // namespace glidepath::testing::ets\n")
