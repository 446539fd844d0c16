# Values that tests/cpp/forecast/arima_test.cpp, arima_search_test.cpp and unit_root_test.cpp quote:
# maxima of likelihoods, KPSS statistics, chosen orders and strengths of seasons, on series of R's
# datasets package.
#
#   Rscript tests/reference/make_arima_search.R     (packages forecast, urca)

library(forecast)
library(urca)
options(digits = 15)
cat(R.version.string, "forecast", format(packageVersion("forecast")), "urca",
    format(packageVersion("urca")), "\n")

maximum <- function(x, ...) {
    model <- arima(x, ..., method = "ML", optim.control = list(reltol = 1e-14))
    print(c(log_likelihood = model$loglik, aic = AIC(model), coef(model)))
}
maximum(lh, order = c(1, 0, 1))
maximum(LakeHuron, order = c(2, 0, 0))
maximum(diff(diff(log(AirPassengers), 12)), order = c(0, 0, 1),
    seasonal = list(order = c(0, 0, 1), period = 12), include.mean = FALSE)
print(arima(LakeHuron, c(2, 1, 1), method = "ML"))

kpss <- function(x, lags) {
    print(ur.kpss(as.numeric(x), type = "mu", use.lag = lags)@teststat, digits = 17)
}
kpss(Nile, 2)
kpss(Nile, 0)
kpss(LakeHuron, 2)
kpss(lh, 1)
kpss(log(AirPassengers), 2)
kpss(diff(log(AirPassengers), 12), 2)

for (x in list(log(AirPassengers), Nile, lh, LakeHuron)) print(auto.arima(x))

strength <- function(x) {
    parts <- mstl(x)
    remainder <- parts[, "Remainder"]
    1 - var(remainder) / var(remainder + parts[, ncol(parts) - 1])
}
print(c(strength(log(AirPassengers)), strength(log(UKgas))))
print(c(nsdiffs(log(AirPassengers)), nsdiffs(log(UKgas))))
