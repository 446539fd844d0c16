// Words for probabilities, Chinese and English, and probabilities as reports show them.
#pragma once

#include <glidepath/model/text.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace glidepath {

/// Classes of probability, least likely first. The first seven are the classes of reports; the
/// others exist in the vocabulary of the IPCC only.
enum class Likelihood : std::uint8_t {
    very_unlikely,
    unlikely,
    less_likely_than_not,
    too_close_to_call,
    more_likely_than_not,
    likely,
    very_likely,
    exceptionally_unlikely,
    extremely_unlikely,
    about_as_likely_as_not,
    extremely_likely,
    virtually_certain
};

/// Whose words are used.
enum class Vocabulary : std::uint8_t {
    report,  ///< Seven classes, as offices write: from 5, 20, 40, 60, 80 and 95 % on.
    ipcc     ///< Mastrandrea et al. 2010, "Guidance note ... on consistent treatment of
             ///< uncertainties", table 1, with the two additional terms of its note.
};
inline constexpr std::array<std::string_view, 2> vocabulary_names{"report", "ipcc"};
[[nodiscard]] constexpr std::string_view to_string(Vocabulary vocabulary) noexcept {
    return vocabulary_names[static_cast<std::size_t>(vocabulary)];
}

namespace detail {
struct LikelihoodEntry {
    std::string_view name;
    std::string_view zh;
    std::string_view en;
};
inline constexpr std::array<LikelihoodEntry, 12> likelihood_table{{
    {"very_unlikely", "难度很大", "very unlikely"},
    {"unlikely", "难度较大", "unlikely"},
    {"less_likely_than_not", "压力较大", "less likely than not"},
    {"too_close_to_call", "尚难判断", "too close to call"},
    {"more_likely_than_not", "有望完成", "more likely than not"},
    {"likely", "把握较大", "likely"},
    {"very_likely", "把握很大", "very likely"},
    {"exceptionally_unlikely", "几乎不可能", "exceptionally unlikely"},
    {"extremely_unlikely", "极不可能", "extremely unlikely"},
    {"about_as_likely_as_not", "或然", "about as likely as not"},
    {"extremely_likely", "极有可能", "extremely likely"},
    {"virtually_certain", "几乎确定", "virtually certain"},
}};
}  // namespace detail

[[nodiscard]] constexpr std::string_view to_string(Likelihood likelihood) noexcept {
    return detail::likelihood_table[static_cast<std::size_t>(likelihood)].name;
}

/// The class of a probability. Classes of reports begin at their lower end: .95 is very likely. In
/// the IPCC's terms, which overlap, the narrowest one that holds: above .99 virtually certain,
/// above .95 extremely likely, .90 on very likely, .66 on likely, .33 on about as likely as not,
/// the same below.
[[nodiscard]] constexpr Likelihood likelihood(double probability,
                                              Vocabulary vocabulary = Vocabulary::report) noexcept {
    const double p = probability;
    if (vocabulary == Vocabulary::ipcc) {
        if (p > .99) return Likelihood::virtually_certain;
        if (p > .95) return Likelihood::extremely_likely;
        if (p >= .90) return Likelihood::very_likely;
        if (p >= .66) return Likelihood::likely;
        if (p >= .33) return Likelihood::about_as_likely_as_not;
        if (p > .10) return Likelihood::unlikely;
        if (p >= .05) return Likelihood::very_unlikely;
        if (p >= .01) return Likelihood::extremely_unlikely;
        return Likelihood::exceptionally_unlikely;
    }
    if (p >= .95) return Likelihood::very_likely;
    if (p >= .80) return Likelihood::likely;
    if (p >= .60) return Likelihood::more_likely_than_not;
    if (p >= .40) return Likelihood::too_close_to_call;
    if (p >= .20) return Likelihood::less_likely_than_not;
    if (p >= .05) return Likelihood::unlikely;
    return Likelihood::very_unlikely;
}

/// The words of a class: 把握较大, `likely`.
[[nodiscard]] inline Text likelihood_words(Likelihood likelihood) {
    auto const& entry = detail::likelihood_table[static_cast<std::size_t>(likelihood)];
    return {std::string(entry.zh), std::string(entry.en)};
}

/// A probability as it is shown: to the nearest 5 %, never 0 or 100: 约75%, 不足5%, 95%以上.
[[nodiscard]] inline Text shown_probability(double probability) {
    if (probability < .05) return {"不足5%", "under 5%"};
    if (probability > .95) return {"95%以上", "over 95%"};
    const std::string percent =
        std::to_string(static_cast<int>(std::round(probability * 20)) * 5) + "%";
    return {"约" + percent, "about " + percent};
}

}  // namespace glidepath
