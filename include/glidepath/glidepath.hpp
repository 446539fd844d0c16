// The header-only layers of Glidepath, from the ground up: time, model, path, forecast, assess,
// panel. Each layer uses only those before it; a program that needs one header can include just
// that. Files are read and written by <glidepath/io.hpp>, which links glidepath::io.
#pragma once

#include <glidepath/assess/assess.hpp>
#include <glidepath/assess/backtest.hpp>
#include <glidepath/assess/backtest/score.hpp>
#include <glidepath/assess/breakdown.hpp>
#include <glidepath/assess/check.hpp>
#include <glidepath/assess/check/data.hpp>
#include <glidepath/assess/last_chance.hpp>
#include <glidepath/assess/method_comparison.hpp>
#include <glidepath/assess/outlook/outlook_of.hpp>
#include <glidepath/assess/outlook/what_if.hpp>
#include <glidepath/assess/scorecard_on_paths.hpp>
#include <glidepath/assess/trajectory.hpp>
#include <glidepath/forecast/backtest.hpp>
#include <glidepath/forecast/calibration/calibrate_panel.hpp>
#include <glidepath/forecast/forecast_figures.hpp>
#include <glidepath/forecast/forecast_series.hpp>
#include <glidepath/forecast/transform.hpp>
#include <glidepath/model/plan.hpp>
#include <glidepath/model/validate.hpp>
#include <glidepath/panel/cascade.hpp>
#include <glidepath/panel/league.hpp>
#include <glidepath/panel/places.hpp>
#include <glidepath/path/disaggregate.hpp>
#include <glidepath/path/glidepath.hpp>
#include <glidepath/path/interpolate.hpp>
#include <glidepath/path/required.hpp>
#include <glidepath/time/window.hpp>
#include <glidepath/version.hpp>
