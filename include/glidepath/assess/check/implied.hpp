// What a level and a ratio with named parts together imply for the third figure.
#pragma once

#include <glidepath/assess/check/links.hpp>
#include <glidepath/assess/check/words.hpp>
#include <glidepath/assess/evidence.hpp>
#include <glidepath/assess/finding.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// Bounds that no target states: with R&D of at least 47 亿元 at 2 % of GDP or more, GDP is at most
/// 2350 亿元 if the 47 are just met. An implication, not a contradiction.
class ImpliedBounds {
public:
    /// \param evidence  what is known, to say how far the third figure is; may be null
    ImpliedBounds(PlanIndex const& index, TextsByIndicator const& texts, Evidence const* evidence)
        : index_(index), texts_(texts), evidence_(evidence) {}

    [[nodiscard]] std::vector<Finding> run() && {
        for (Indicator const& indicator : index_.plan().indicators)
            if (const auto three = ratio_of(index_, indicator)) {
                from(*three, *three->above, *three->below);
                from(*three, *three->below, *three->above);
            }
        return std::move(findings_);
    }

private:
    /// One period's limit of one indicator, with the target that sets it.
    struct Limit {
        Period period;
        double value;
        bool lower;
        bool open;
        Target const* target;
    };
    [[nodiscard]] std::vector<Limit> limits(Indicator const& indicator) const {
        std::vector<Limit> found;
        for (Target const* text : current(texts_.of(indicator.id))) {
            const auto interval = satisfying(text->say);
            const bool level = (text->say.stat == Stat::at || text->say.stat == Stat::each) &&
                               text->say.face == Face::level;
            if (!level || !interval || !(interval->lower_limit() || interval->upper_limit()))
                continue;
            const bool lower = interval->lower_limit();
            for (Period period : text->say.window)
                found.push_back({period, lower ? interval->lower : interval->upper, lower,
                                 lower ? interval->lower_open : interval->upper_open, text});
        }
        return found;
    }

    void from(RatioOf const& three, Indicator const& part, Indicator const& third) {
        const std::vector<Limit> stated = limits(third);
        Texts subjects;
        Text message;
        for (Limit const& level : limits(part))
            for (Limit const& ratio : limits(*three.ratio)) {
                const bool known_already =
                    std::any_of(stated.begin(), stated.end(),
                                [&](Limit const& limit) { return limit.period == level.period; });
                if (level.period != ratio.period || known_already || !(ratio.value > 0) ||
                    !(level.value > 0))
                    continue;
                if (!subjects.empty()) message += {"；", "; "};
                message += sentence(three, part, third, level, ratio);
                for (Target const* subject : {level.target, ratio.target})
                    if (std::find(subjects.begin(), subjects.end(), subject) == subjects.end())
                        subjects.push_back(subject);
            }
        if (subjects.empty()) return;
        message += {"。", "."};
        std::vector<std::string> ids = ids_of(subjects);
        ids.push_back(third.id);
        findings_.push_back({"implied_bound", Severity::note, std::move(ids), std::move(message),
                             subjects.front()->where});
    }

    [[nodiscard]] Text sentence(RatioOf const& three, Indicator const& part, Indicator const& third,
                                Limit const& level, Limit const& ratio) const {
        const bool from_numerator = &part == three.above;
        const double bound = from_numerator ? three.factor * level.value / ratio.value
                                            : ratio.value * level.value / three.factor;
        // The quotient falls with the denominator: a floor of the ratio is a ceiling for it.
        const bool lower = from_numerator ? !ratio.lower : ratio.lower;
        const bool always = from_numerator ? level.lower == lower : level.lower == ratio.lower;
        Text text = always ? Text() : Text{"若", "if "};
        text += {period_words(level.period, Language::zh), ""};
        text += called(part);
        text += always ? (level.lower ? at_least_words(level) : at_most_words(level))
                       : Text{"恰好达到", " is just "};
        text += amount(level.value, part.unit);
        text +=
            {"，且", (always ? "" : " in " + period_words(level.period, Language::en)) + " and "};
        text += called(*three.ratio);
        text += {"", " is "};
        text += ratio.lower ? at_least(ratio.value, ratio.open, three.ratio->unit)
                            : at_most(ratio.value, ratio.open, three.ratio->unit);
        text += {"，则", ", "};
        text += called(third);
        text += {"", " is "};
        const bool open = ratio.open || (always && level.open);
        text += lower ? at_least(bound, open, third.unit) : at_most(bound, open, third.unit);
        return text += pace(third, level.period, bound);
    }
    [[nodiscard]] static Text at_least_words(Limit const& limit) {
        return limit.open ? Text{"高于", " is more than "} : Text{"不低于", " is at least "};
    }
    [[nodiscard]] static Text at_most_words(Limit const& limit) {
        return limit.open ? Text{"低于", " is less than "} : Text{"不高于", " is at most "};
    }
    /// How fast the third figure may go from its latest known value to the bound.
    [[nodiscard]] Text pace(Indicator const& third, Period period, double bound) const {
        if (evidence_ == nullptr || period.frequency() != Frequency::annual) return {};
        Series const& series = evidence_->series(third.id);
        const auto latest = series.latest_level(period, period - 1);
        const auto figure = latest ? series.level(*latest) : std::nullopt;
        if (!figure || !(figure->value > 0)) return {};
        const double rate = (std::pow(bound / figure->value, 1.0 / (period - *latest)) - 1) * 100;
        Text text{"（" + period_words(*latest, Language::zh) + "为", " ("};
        text += amount(figure->value, third.unit);
        return text += {"，折合年均增长" + format_fixed(rate, 1) + "%）",
                        " in " + period_words(*latest, Language::en) + ": " +
                            format_fixed(rate, 1) + "% a year from there)"};
    }

    PlanIndex const& index_;
    TextsByIndicator const& texts_;
    Evidence const* evidence_;
    std::vector<Finding> findings_;
};

}  // namespace glidepath::detail
