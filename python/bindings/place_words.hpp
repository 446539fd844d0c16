// The words of the enumerations of several places.
#pragma once

#include "words.hpp"
#include <glidepath/panel/league.hpp>

namespace glidepath::python {

GLIDEPATH_WORDS(ComparedIn, compared_in_names);

}  // namespace glidepath::python
