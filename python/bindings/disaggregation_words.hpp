// The words of the enumerations of temporal disaggregation; apart from the others, because their
// header brings the solver along.
#pragma once

#include "words.hpp"
#include <glidepath/path/disaggregate.hpp>

namespace glidepath::python {

GLIDEPATH_WORDS(DisaggregationMethod, disaggregation_method_names);
GLIDEPATH_WORDS(DisaggregationNote, disaggregation_note_names);
GLIDEPATH_WORDS(Conversion, conversion_names);
GLIDEPATH_WORDS(Deviations, deviations_names);
GLIDEPATH_WORDS(Bias, bias_names);
GLIDEPATH_WORDS(Criterion, criterion_names);
GLIDEPATH_WORDS(GrowthObjective, growth_objective_names);

}  // namespace glidepath::python
