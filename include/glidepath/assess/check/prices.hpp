// Growth at other prices than levels: what the two cannot say of each other.
#pragma once

#include <glidepath/assess/check/texts.hpp>
#include <glidepath/assess/check/words.hpp>
#include <glidepath/assess/finding.hpp>
#include <glidepath/model/face_prices.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// Targets on growth that no path of levels can honour, one finding for each indicator: real growth
/// of a nominal level is not converted.
[[nodiscard]] inline std::vector<Finding> check_prices(Plan const& plan,
                                                       TextsByIndicator const& texts) {
    std::vector<Finding> findings;
    for (Indicator const& indicator : plan.indicators) {
        Texts on_growth = current(texts.of(indicator.id));
        std::erase_if(on_growth,
                      [&](Target const* text) { return speaks_of_levels(indicator, text->say); });
        if (on_growth.empty()) continue;
        const Text growth_at = price_words(*indicator.prices_of_growth());
        const Text levels_at = price_words(*indicator.prices);
        Text message = called(indicator);
        message += {"：增速按" + growth_at.zh + "计算，数值按" + levels_at.zh + "计算，",
                    ": growth is at " + growth_at.en + ", levels are at " + levels_at.en + ": "};
        message += cited(on_growth, plan.reporting_year);
        message += {"只按公布的增速评价，不约束数值的路径，也不由数值推算。",
                    (on_growth.size() == 1 ? " is" : " are") +
                        std::string(" judged on published growth alone, not on levels, and no path "
                                    "of levels goes by it.")};
        findings.push_back({"growth_at_other_prices", Severity::note, ids_of(on_growth),
                            std::move(message), on_growth.front()->where});
    }
    return findings;
}

}  // namespace glidepath::detail
