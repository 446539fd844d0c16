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
#include <glidepath/assess/method/rag.hpp>
#include <glidepath/assess/method/sdsn.hpp>
#include <glidepath/assess/method/statcan.hpp>
#include <glidepath/assess/method/unsd.hpp>

#include <array>
#include <vector>

namespace glidepath {

/// What is told about a method before it is run.
struct MethodInfo {
    MethodName name;
    std::string_view title_zh;
    std::string_view title_en;
    std::string_view rule_zh;  ///< What it compares, and what it accepts: the rest of a sentence.
    std::string_view rule_en;
};

namespace detail {
inline constexpr std::array<MethodInfo, 12> method_infos{{
    {MethodName::eurostat, "欧盟统计局", "Eurostat",
     "比较基期至最新数据的年均增速与达标所需的年均增速，达到95%即可",
     "compares the yearly growth from base to latest with the growth required and accepts 95 % of "
     "it"},
    {MethodName::statcan, "加拿大统计局", "Statistics Canada (Open SDG)",
     "比较基期至最新数据的年均增速与达标所需的年均增速，达到95%即可，已达标者不看趋势",
     "compares the yearly growth from base to latest with the growth required and accepts 95 % of "
     "it, "
     "whatever the trend once the target is reached"},
    {MethodName::unsd_2023, "联合国统计司(2023)", "UN Statistics Division (2023)",
     "按年均增速外推至目标年，达到所需变动的95%即可",
     "extends the yearly growth so far to the target year and accepts 95 % of the required change"},
    {MethodName::escap_csi, "联合国亚太经社会现状指数", "ESCAP current status index",
     "比较已走路程与按直线应走路程，不留余地",
     "compares the share of the way done with that of a straight line and allows nothing"},
    {MethodName::sdsn, "可持续发展解决方案网络", "SDSN trend arrow",
     "比较基期至最新数据的年均变动量与直线所需变动量，不留余地",
     "compares the mean yearly change from base to latest with the change required, all of it"},
    {MethodName::destatis, "德国联邦统计局天气符号", "Destatis weather symbol",
     "按最近五年平均变动量外推至目标年，差距不超过剩余距离的20%即可",
     "extends the mean change of the last five years to the target year and accepts a shortfall of "
     "20 "
     "% of the remaining gap"},
    {MethodName::elapsed_share, "时序进度", "elapsed share", "比较完成份额与时间进度",
     "compares the share done with the share of time that is over"},
    {MethodName::growth_gap, "增速差", "growth gap", "比较增速与目标增速",
     "compares growth with the growth aimed at"},
    {MethodName::earned_schedule, "挣得进度", "earned schedule", "看计划曲线上何时应完成今天的量",
     "looks up when the planned path wanted what is done today"},
    {MethodName::rag, "红黄绿灯", "red, amber, green",
     "比较数值与当期应达值，相差不超过应达值的10%即可",
     "compares the value with the mark for its date and accepts 10 % of the mark"},
    {MethodName::epa_glidepath, "美国环保署均匀改善线", "EPA glidepath",
     "比较数值与基期至终值的直线",
     "compares the value with the straight line from base to end value"},
    {MethodName::declared, "单位自报", "declared", "采用责任单位自报的进度",
     "takes what the responsible body reports"},
}};
}  // namespace detail

[[nodiscard]] constexpr MethodInfo const& info(MethodName name) noexcept {
    return detail::method_infos[static_cast<std::size_t>(name)];
}

/// Runs one method, with its published thresholds.
/// \throws std::invalid_argument for an input that is not sound: numbers that are not finite, a
///         history that is not ascending, shares of time outside 0 to 1
[[nodiscard]] inline MethodResult run_method(MethodName name, MethodInput const& input) {
    switch (name) {
        case MethodName::eurostat: return method::eurostat(input);
        case MethodName::statcan: return method::statcan(input);
        case MethodName::unsd_2023: return method::unsd_2023(input);
        case MethodName::escap_csi: return method::escap_csi(input);
        case MethodName::sdsn: return method::sdsn(input);
        case MethodName::destatis: return method::destatis(input);
        case MethodName::elapsed_share: return method::elapsed_share(input);
        case MethodName::growth_gap: return method::growth_gap(input);
        case MethodName::earned_schedule: return method::earned_schedule(input);
        case MethodName::rag: return method::rag(input);
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
