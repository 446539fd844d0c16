// All that is checked of a plan, in order.
#pragma once

#include <glidepath/assess/check/base.hpp>
#include <glidepath/assess/check/contradictions.hpp>
#include <glidepath/assess/check/data.hpp>
#include <glidepath/assess/check/implied.hpp>
#include <glidepath/assess/check/order.hpp>
#include <glidepath/assess/check/parts.hpp>
#include <glidepath/assess/check/paths.hpp>
#include <glidepath/assess/check/prices.hpp>
#include <glidepath/assess/check/redundancies.hpp>
#include <glidepath/assess/check/sums.hpp>
#include <glidepath/assess/check/text.hpp>
#include <glidepath/assess/evidence.hpp>
#include <glidepath/assess/finding.hpp>
#include <glidepath/model/observations.hpp>
#include <glidepath/model/plan.hpp>

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// What `check` says, wherever it is compiled.
[[nodiscard]] inline std::vector<Finding> check_plan(Plan const& plan,
                                                     Observations const* observations) {
    const PlanIndex index(plan);
    const TextsByIndicator texts(plan);
    const Links links(index, texts);
    const auto evidence = observations == nullptr
                              ? nullptr
                              : std::make_unique<Evidence>(plan, *observations, Knowledge{});
    std::vector<Finding> findings;
    const auto add = [&](std::vector<Finding> more) {
        std::move(more.begin(), more.end(), std::back_inserter(findings));
    };
    add(ContradictionCheck(index, texts, links).run());
    if (evidence != nullptr) add(check_paths(plan, *evidence, findings));
    add(RedundancyCheck(index, texts, links).run());
    for (Indicator const& indicator : plan.indicators)
        if (auto short_of = SumsCheck(indicator, current(texts.of(indicator.id))).run())
            findings.push_back(*std::move(short_of));
    add(check_parts(plan, index));
    add(check_prices(plan, texts));
    add(ImpliedBounds(index, texts, evidence.get()).run());
    add(check_windows(plan, index));
    add(TextCheck(plan, index).run());
    if (observations != nullptr) {
        add(check_bases(plan, texts, *evidence));
        add(check_data(plan, *observations));
    }
    put_in_order(plan, findings);
    return findings;
}

}  // namespace glidepath::detail
