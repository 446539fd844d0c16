// The words of the enumerations of outlooks.
#pragma once

#include "forecast_words.hpp"
#include <glidepath/assess/outlook/outlook.hpp>

#include <array>
#include <string_view>

namespace glidepath::python {

namespace detail {
inline constexpr auto likelihood_words = [] {
    std::array<std::string_view, glidepath::detail::likelihood_table.size()> words{};
    for (std::size_t i = 0; i < words.size(); ++i)
        words[i] = glidepath::detail::likelihood_table[i].name;
    return words;
}();
}  // namespace detail

GLIDEPATH_WORDS(Likelihood, detail::likelihood_words);
GLIDEPATH_WORDS(Vocabulary, vocabulary_names);

}  // namespace glidepath::python
