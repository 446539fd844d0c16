// The words by which Python knows the enumerations of the library. The classes (StrEnum) stand in
// python/glidepath/_words.py, where type checkers and readers see them; on import every word is
// looked up there, so that the two cannot drift apart.
#pragma once

#include <glidepath/assess/finding.hpp>
#include <glidepath/assess/reason.hpp>
#include <glidepath/assess/status.hpp>
#include <glidepath/model/body.hpp>
#include <glidepath/model/indicator.hpp>
#include <glidepath/model/observation.hpp>
#include <glidepath/model/statement.hpp>
#include <glidepath/model/target.hpp>
#include <glidepath/model/task.hpp>
#include <glidepath/model/text.hpp>
#include <glidepath/path/curve/shape.hpp>
#include <glidepath/time/frequency.hpp>

#include <pybind11/pybind11.h>

#include <array>
#include <cstddef>
#include <string_view>

namespace glidepath::python {

/// The words of an enumeration, in the order of its enumerators.
template <class E>
struct Words;

template <class E>
concept HasWords = requires {
    Words<E>::words.size();
};
template <class E>
inline constexpr bool has_words = HasWords<E>;

namespace detail {
inline constexpr auto frequency_words = [] {
    std::array<std::string_view, all_frequencies.size()> words{};
    for (std::size_t i = 0; i < words.size(); ++i) words[i] = to_string(all_frequencies[i]);
    return words;
}();
inline constexpr auto reason_words = [] {
    std::array<std::string_view, glidepath::detail::reason_table.size()> words{};
    for (std::size_t i = 0; i < words.size(); ++i)
        words[i] = glidepath::detail::reason_table[i].name;
    return words;
}();
inline constexpr std::array<std::string_view, 12> stat_words{
    "at",    "by",    "sum",         "mean",        "each",   "from_to",
    "rises", "falls", "never_falls", "never_rises", "steady", "done"};
inline constexpr std::array<std::string_view, 3> face_words{"level", "growth", "change"};
inline constexpr std::array<std::string_view, 2> language_words{"zh", "en"};
}  // namespace detail

#define GLIDEPATH_WORDS(type, list)                                                                \
    template <>                                                                                    \
    struct Words<type> {                                                                           \
        static constexpr char const* name = #type;                                                 \
        /* What signatures say: any word goes in, a member of the class comes out. */              \
        static constexpr auto type_name =                                                          \
            pybind11::detail::io_name("str", "glidepath._words." #type);                           \
        static constexpr auto const& words = list;                                                 \
    }
GLIDEPATH_WORDS(Frequency, detail::frequency_words);
GLIDEPATH_WORDS(Kind, kind_names);
GLIDEPATH_WORDS(Prices, prices_names);
GLIDEPATH_WORDS(Shape, shape_names);
GLIDEPATH_WORDS(Stat, detail::stat_words);
GLIDEPATH_WORDS(Face, detail::face_words);
GLIDEPATH_WORDS(Tier, tier_names);
GLIDEPATH_WORDS(Assumption, assumption_names);
GLIDEPATH_WORDS(Role, role_names);
GLIDEPATH_WORDS(Cadence, cadence_names);
GLIDEPATH_WORDS(Measure, measure_names);
GLIDEPATH_WORDS(DataStatus, data_status_names);
GLIDEPATH_WORDS(Status, status_names);
GLIDEPATH_WORDS(ReasonCode, detail::reason_words);
GLIDEPATH_WORDS(Severity, severity_names);
GLIDEPATH_WORDS(Language, detail::language_words);

}  // namespace glidepath::python
