// The words of the enumerations of published methods and scorecards.
#pragma once

#include "words.hpp"
#include <glidepath/assess/compare_methods.hpp>
#include <glidepath/assess/scorecard.hpp>

namespace glidepath::python {

namespace detail {
inline constexpr auto method_undefined_words = [] {
    std::array<std::string_view, glidepath::detail::method_undefined_table.size()> words{};
    for (std::size_t i = 0; i < words.size(); ++i)
        words[i] = glidepath::detail::method_undefined_table[i].name;
    return words;
}();
inline constexpr std::array<std::string_view, 2> rag_rule_words{"year_before", "tolerance"};
}  // namespace detail

GLIDEPATH_WORDS(MethodName, method_names);
GLIDEPATH_WORDS(MethodStanding, method_standing_names);
GLIDEPATH_WORDS(MethodUndefined, detail::method_undefined_words);
GLIDEPATH_WORDS(MethodDifference, glidepath::detail::method_difference_names);
GLIDEPATH_WORDS(MeasureUnit, measure_unit_names);
GLIDEPATH_WORDS(ScoreBy, score_by_names);
GLIDEPATH_WORDS(Unranked, unranked_names);
GLIDEPATH_WORDS(Dependence, dependence_names);

}  // namespace glidepath::python
