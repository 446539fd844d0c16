"""Values of statsmodels that tests/cpp/forecast/arima_test.cpp quotes: exact diffuse likelihoods of
seasonal models with missing values, and one-step errors that are not standardised.

    pip install statsmodels && python tests/reference/make_arima.py

Each model is a SARIMAX with `use_exact_diffuse`; a period in the diffuse phase adds -log(2 pi) / 2
there, which is no part of the likelihood of differences, and is taken off here.
"""

import numpy as np
import statsmodels
from statsmodels.tsa.statespace.sarimax import SARIMAX

# fmt: off
UKGAS_FIRST = [160.1, 129.7, 84.8, 120.1, 160.1, 124.9, 84.8, 116.9, 169.7, 140.9, 89.7, 123.3,
               187.3, 144.1, 92.9, 120.1, 176.1, 147.3, 89.7, 123.3, 185.7, 155.3, 99.3, 131.3,
               200.1, 161.7, 102.5, 136.1, 204.9, 176.1, 112.1, 140.9]
# fmt: on


def show(name, y, order, seasonal, params, steps):
    model = SARIMAX(y, order=order, seasonal_order=seasonal, use_exact_diffuse=True)
    result = model.smooth(params)
    filtered = result.filter_results
    diffuse = filtered.nobs_diffuse
    known = np.isfinite(y)
    in_diffuse_phase = int(sum(filtered.llf_obs[t] != 0 and known[t] and abs(filtered.forecasts_error_diffuse_cov[0, 0, t]) > 1e-9 for t in range(diffuse)))
    llf = filtered.llf_obs.sum() + 0.5 * np.log(2 * np.pi) * in_diffuse_phase
    ahead = result.get_forecast(steps)
    print(name, "diffuse", diffuse, in_diffuse_phase)
    print("  log-likelihood", repr(llf))
    print("  errors", [float(e) for e in filtered.forecasts_error[0]])
    print("  mean", [float(v) for v in ahead.predicted_mean])
    print("  deviation", [float(v) for v in ahead.se_mean])


print("statsmodels", statsmodels.__version__)
y = np.log(np.array(UKGAS_FIRST))
y[[1, 6, 13, 14, 29]] = np.nan
show("log UKgas 1,1,1 0,1,1 with gaps", y, (1, 1, 1), (0, 1, 1, 4), [0.3, -0.5, -0.6, 0.002], 6)
y = np.log(np.array(UKGAS_FIRST))
y[[8, 9, 20]] = np.nan
show("log UKgas 1,0,0 1,0,1 with gaps", y - 4.9, (1, 0, 0), (1, 0, 1, 4), [0.5, 0.8, -0.3, 0.01], 6)
