// The words of the enumerations of forecasts; apart from the others, because their headers bring
// the models along.
#pragma once

#include "words.hpp"
#include <glidepath/forecast/forecast_series.hpp>
#include <glidepath/forecast/state_space/structural_model.hpp>

namespace glidepath::python {

GLIDEPATH_WORDS(ForecastMethod, forecast_method_names);
GLIDEPATH_WORDS(ForecastNote, forecast_note_names);
GLIDEPATH_WORDS(StructuralForm, structural_form_names);
GLIDEPATH_WORDS(Sampling, sampling_names);
GLIDEPATH_WORDS(NoProbability, no_probability_names);

}  // namespace glidepath::python
