// Yearly floors against cumulative targets: what the floors do not guarantee, and what a longer
// window asks of its rest once the shorter one is just met.
#pragma once

#include <glidepath/assess/check/texts.hpp>
#include <glidepath/assess/check/words.hpp>
#include <glidepath/assess/finding.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// Finds the cumulative targets of one indicator that its floors fall short of.
class SumsCheck {
public:
    SumsCheck(Indicator const& indicator, Texts const& texts) : indicator_(indicator) {
        for (Target const* text : texts) {
            if (!is_floor(text->say)) continue;
            if (text->say.stat == Stat::sum && !text->say.window.single()) sums_.push_back(text);
            if (text->say.stat == Stat::each || text->say.stat == Stat::at) floors_.push_back(text);
        }
        std::stable_sort(sums_.begin(), sums_.end(), [](Target const* a, Target const* b) {
            return a->say.window.last_day() < b->say.window.last_day();
        });
    }
    [[nodiscard]] std::optional<Finding> run() && {
        for (Target const* sum : sums_) against_floors(*sum);
        const bool short_of = !subjects_.empty();
        for (std::size_t i = 0; i + 1 < sums_.size(); ++i) rest(*sums_[i], *sums_[i + 1], short_of);
        if (subjects_.empty()) return std::nullopt;
        Text message = called(indicator_);
        message += {"：", ": "};
        message += said_;
        message += {"。", "."};
        return Finding{"floors_fall_short", Severity::warning, ids_of(subjects_),
                       std::move(message), subjects_.front()->where};
    }

private:
    [[nodiscard]] static bool is_floor(Statement const& say) {
        return say.face == Face::level && say.quantity() != nullptr &&
               (say.comparator == Comparator::greater || say.comparator == Comparator::at_least);
    }
    void say(Text const& sentence, Target const& one, Target const& other) {
        if (!said_.empty()) said_ += {"；", "; "};
        said_ += sentence;
        for (Target const* subject : {&one, &other})
            if (std::find(subjects_.begin(), subjects_.end(), subject) == subjects_.end())
                subjects_.push_back(subject);
    }
    [[nodiscard]] Text a_period(double value, Period like) const {
        const bool years = like.frequency() == Frequency::annual;
        Text text{years ? "（年均" : "（平均每期", " ("};
        text += amount(value, indicator_.unit);
        return text += {"）", years ? " a year)" : " a period)"};
    }

    void against_floors(Target const& sum) {
        const Window window = sum.say.window;
        std::map<int, double> floors;  // by position in the window
        Target const* series = nullptr;
        Target const* first = nullptr;
        for (Target const* floor : floors_) {
            Window const& span = floor->say.window;
            if (!span.first().same_grid(window.first())) continue;
            for (Period period : span) {
                if (!window.contains(period)) continue;
                const double value = floor->say.quantity()->value;
                const auto [at, fresh] = floors.emplace(period - window.first(), value);
                if (!fresh) at->second = std::max(at->second, value);
                if (first == nullptr) first = floor;
                if (span.size() > 1 && series == nullptr) series = floor;
            }
        }
        const auto covered = static_cast<int>(floors.size());
        // A floor for one year is a step towards the sum, not meant to add up to it.
        if (series == nullptr && covered < window.size()) return;
        double total = 0;
        bool alike = true;
        std::string parts;
        for (auto const& [position, value] : floors) {
            total += value;
            alike = alike && value == floors.begin()->second;
            parts += (parts.empty() ? "" : " + ") + rounded(value);
        }
        if (alike) parts = std::to_string(covered) + " × " + rounded(floors.begin()->second);
        const double wanted = sum.say.quantity()->value;
        const bool equal = nearly_equal(total, wanted);
        if (equal ? sum.say.comparator != Comparator::greater : total > wanted) return;
        Text sentence = same(parts + " = " + rounded(total) + (equal ? " = " : " < "));
        sentence += amount(wanted, indicator_.unit);
        sentence += {"（" + window_words(window, Language::zh) + "）",
                     " (" + window_words(window, Language::en) + ")"};
        if (covered < window.size()) {
            const double left = wanted - total;
            const int periods = window.size() - covered;
            const bool from_start = floors.rbegin()->first == covered - 1;
            const bool to_end = floors.begin()->first == periods;
            const Window others(from_start ? window.first() + covered : window.first(),
                                to_end ? window.last() - covered : window.last());
            if (from_start || to_end)
                sentence += {"，故" + window_words(others, Language::zh) + "须完成",
                             ", so " + window_words(others, Language::en) + " must bring "};
            else
                sentence += {"，其余" + std::to_string(periods) + "期须完成",
                             ", so the other " + std::to_string(periods) + " must bring "};
            sentence += amount(left, indicator_.unit);
            if (periods > 1) sentence += a_period(left / periods, window.first());
        }
        say(sentence, series != nullptr ? *series : *first, sum);
    }

    /// What is left for the longer window when the shorter one is just met. Worth saying if floors
    /// fall short anyway, or if the rest has to go faster than the start.
    void rest(Target const& shorter, Target const& longer, bool anyway) {
        Window const& start = shorter.say.window;
        Window const& whole = longer.say.window;
        if (start.first() != whole.first() || start.size() >= whole.size()) return;
        const double met = shorter.say.quantity()->value;
        const double left = longer.say.quantity()->value - met;
        const Window after(start.last() + 1, whole.last());
        const double pace = left / after.size();
        const bool faster = pace > met / start.size() && !nearly_equal(pace, met / start.size());
        if (left <= 0 || !(anyway || faster)) return;
        Text sentence{"若" + window_words(start, Language::zh) + "恰好完成",
                      "if " + window_words(start, Language::en) + " brings just "};
        sentence += amount(met, indicator_.unit);
        sentence += {"，则" + window_words(after, Language::zh) + "须完成",
                     ", then " + window_words(after, Language::en) + " must bring "};
        sentence += amount(left, indicator_.unit);
        if (!after.single()) sentence += a_period(pace, after.first());
        say(sentence, shorter, longer);
    }

    Indicator const& indicator_;
    Texts sums_;
    Texts floors_;
    Text said_;
    Texts subjects_;
};

}  // namespace glidepath::detail
