// The sentence of an outlook, and how it is shown.
#pragma once

#include <glidepath/assess/judge/words.hpp>
#include <glidepath/assess/outlook/outlook.hpp>
#include <glidepath/assess/printed_digits.hpp>
#include <glidepath/forecast/forecast.hpp>
#include <glidepath/model/indicator.hpp>
#include <glidepath/model/statement.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace glidepath::detail {

/// With fewer points than this the number of points is said: 8 years, 12 quarters, 24 months.
[[nodiscard]] constexpr int few_points(Frequency frequency) noexcept {
    switch (frequency) {
        case Frequency::annual:
        case Frequency::half_yearly: return 8;
        case Frequency::quarterly: return 12;
        default: return 24;
    }
}
/// With fewer points than this no percentage is shown.
inline constexpr int points_for_percentage = 4;

/// The lowest and the highest of the models' probabilities as they are shown, where they differ by
/// what a reader should know.
[[nodiscard]] inline std::optional<std::pair<Text, Text>> width_of(Outlook const& outlook,
                                                                   Vocabulary vocabulary) {
    if (outlook.models.size() < 2 || outlook.high - outlook.low < 0.1) return std::nullopt;
    const bool bare = outlook.points < points_for_percentage;
    const auto shown = [&](double p) {
        return bare ? likelihood_words(likelihood(p, vocabulary)) : shown_probability(p);
    };
    std::pair width(shown(outlook.low), shown(outlook.high));
    return width.first != width.second ? std::optional(std::move(width)) : std::nullopt;
}

/// Percentage and words: `约75%，有望完成（仅依据4个数据点，不同模型从约45%到约90%）`; with fewer
/// than four points words alone. On few points honest models differ: their width is shown with the
/// number.
[[nodiscard]] inline Text shown_outlook(Outlook const& outlook, bool few, Vocabulary vocabulary) {
    const Text words = likelihood_words(outlook.likelihood);
    const Text percent = shown_probability(outlook.probability);
    const bool bare = outlook.points < points_for_percentage;
    Text shown = bare ? words : Text{percent.zh + "，" + words.zh, percent.en + ", " + words.en};
    if (few) {
        const std::string n = std::to_string(outlook.points);
        shown.zh += "（仅依据" + n + "个数据点";
        shown.en +=
            " (from " + n + (outlook.points == 1 ? " data point" : " data points") + " only";
        if (const auto width = width_of(outlook, vocabulary)) {
            shown.zh += "，不同模型从" + width->first.zh + "到" + width->second.zh;
            shown.en += "; models from " + width->first.en + " to " + width->second.en;
        }
        shown.zh += "）";
        shown.en += ")";
    }
    return shown;
}

/// What the figure in question is: `2025年`, `2023—2025年合计`, `2024年增速`.
[[nodiscard]] inline Text subject_words(Statement const& say) {
    const auto window = [&](Language language) { return window_words(say.window, language); };
    Text text{window(Language::zh), window(Language::en)};
    switch (say.stat) {
        case Stat::sum: return {text.zh + "合计", "the sum of " + text.en};
        case Stat::mean: return {text.zh + "平均", "the mean of " + text.en};
        case Stat::by:
        case Stat::each:
            text = {period_words(say.window.last(), Language::zh),
                    period_words(say.window.last(), Language::en)};
            break;
        case Stat::from_to:
            return say.face == Face::growth
                       ? Text{text.zh + "年均增速", "the average growth of " + text.en}
                       : Text{text.zh + "变动", "the change over " + text.en};
        default: break;
    }
    if (say.face == Face::growth) return {text.zh + "增速", "growth in " + text.en};
    if (say.face == Face::change) return {text.zh + "变动", "the change in " + text.en};
    return text;
}

/// What a sentence has to warn of, by the name of the note.
[[nodiscard]] inline std::array<std::pair<std::string_view, Text>, 3> caveats() {
    return {{{to_string(OutlookNote::after_break),
              {"；序列有间断（口径调整），此前的数据未采用",
               "; the series has a break, and what lies before it was not used"}},
             {to_string(OutlookNote::last_figure_odd),
              {"；最新一期数据明显偏离以往，结论取决于其能否持续",
               "; the last figure lies far from the others, and much depends on whether it lasts"}},
             {to_string(ForecastNote::constant),
              {"；历年数据相同，未见变动", "; the figures have never changed"}}}};
}

/// One sentence: on how many points, what is expected; and how far models differ, if
/// `shown_outlook` does not say so.
[[nodiscard]] inline Text why_outlook(Outlook const& outlook, Statement const& say,
                                      std::string const& level_unit, PrintedDigits digits,
                                      Vocabulary vocabulary) {
    const bool rate =
        say.face == Face::growth || (say.stat == Stat::from_to && say.quantity() != nullptr &&
                                     say.quantity()->mark == Mark::percent);
    const bool points =
        !rate && level_unit == "%" &&
        (say.face == Face::change || (say.stat == Stat::from_to && say.face != Face::growth));
    const auto number = [&](double x, Language language) {
        const std::string text = rounded(x, rate ? digits.growth : digits.level);
        if (points)
            return text + (language == Language::zh ? "个百分点" : x == 1 ? " point" : " points");
        return with_unit(text, rate ? "%" : level_unit, language);
    };
    const Text subject = subject_words(say);
    Deciles const& at = outlook.at_deadline;
    const std::string n = std::to_string(outlook.points);
    Text text;
    text.zh = "依据" + n + "个数据点测算，" + subject.zh + "中位数为" +
              number(at.median, Language::zh) + "，八成可能在" + number(at.low, Language::zh) +
              "与" + number(at.high, Language::zh) + "之间";
    text.en = "from " + n + (outlook.points == 1 ? " point" : " points") + " the median for " +
              subject.en + " is " + number(at.median, Language::en) +
              ", four in five paths lie in " + number(at.low, Language::en) + " to " +
              number(at.high, Language::en);
    if (outlook.required_value) {
        text.zh += "，目标要求" + number(*outlook.required_value, Language::zh);
        text.en += "; required is " + number(*outlook.required_value, Language::en);
    }
    const bool shown = std::find(outlook.notes.begin(), outlook.notes.end(),
                                 to_string(OutlookNote::few_points)) != outlook.notes.end();
    if (const auto width = width_of(outlook, vocabulary); width && !shown) {
        text.zh += "；不同模型的测算结果从" + width->first.zh + "到" + width->second.zh;
        text.en += "; models differ from " + width->first.en + " to " + width->second.en;
    }
    for (auto const& [note, words] : caveats()) {
        if (std::find(outlook.notes.begin(), outlook.notes.end(), note) == outlook.notes.end() ||
            (note == to_string(ForecastNote::constant) && outlook.points < 2))
            continue;
        text.zh += words.zh;
        text.en += words.en;
    }
    return text;
}

}  // namespace glidepath::detail
