// The registry of published methods: each by its name, with one input and one kind of answer.
#pragma once

#include <glidepath/assess/method/declared.hpp>
#include <glidepath/assess/method/destatis.hpp>
#include <glidepath/assess/method/earned_schedule.hpp>
#include <glidepath/assess/method/elapsed_share.hpp>
#include <glidepath/assess/method/epa_glidepath.hpp>
#include <glidepath/assess/method/escap.hpp>
#include <glidepath/assess/method/eurostat.hpp>
#include <glidepath/assess/method/growth_gap.hpp>
#include <glidepath/assess/method/info.hpp>
#include <glidepath/assess/method/rag.hpp>
#include <glidepath/assess/method/sdsn.hpp>
#include <glidepath/assess/method/statcan.hpp>
#include <glidepath/assess/method/unsd.hpp>

#include <vector>

namespace glidepath {

/// Where a method's source leaves a choice; the defaults are those of the sources.
struct MethodOptions {
    method::RagOptions rag = {};
    method::DestatisOptions destatis = {};
    method::EarnedScheduleOptions earned_schedule = {};
};

/// Runs one method, with its published thresholds.
/// \throws std::invalid_argument for an input that is not sound: numbers that are not finite, a
///         history that is not ascending, shares of time outside 0 to 1
[[nodiscard]] inline MethodResult run_method(MethodName name, MethodInput const& input,
                                             MethodOptions const& options = {}) {
    switch (name) {
        case MethodName::eurostat: return method::eurostat(input);
        case MethodName::statcan: return method::statcan(input);
        case MethodName::unsd_2023: return method::unsd_2023(input);
        case MethodName::escap_csi: return method::escap_csi(input);
        case MethodName::sdsn: return method::sdsn(input);
        case MethodName::destatis: return method::destatis(input, options.destatis);
        case MethodName::elapsed_share: return method::elapsed_share(input);
        case MethodName::growth_gap: return method::growth_gap(input);
        case MethodName::earned_schedule:
            return method::earned_schedule(input, options.earned_schedule);
        case MethodName::rag: return method::rag(input, options.rag);
        case MethodName::epa_glidepath: return method::epa_glidepath(input);
        case MethodName::declared: return method::declared(input);
    }
    throw std::invalid_argument("there is no method number " +
                                std::to_string(static_cast<int>(name)));
}

/// Runs every method on one input, in the order of `all_methods`.
/// \throws std::invalid_argument as `run_method`
[[nodiscard]] inline std::vector<MethodResult> run_methods(MethodInput const& input) {
    std::vector<MethodResult> results;
    results.reserve(all_methods.size());
    for (MethodName name : all_methods) results.push_back(run_method(name, input));
    return results;
}

}  // namespace glidepath
