// Why a target has no status, or why one is to be read with care: one table, Chinese and English.
#pragma once

#include <glidepath/model/text.hpp>

#include <array>
#include <cstdint>
#include <string_view>

namespace glidepath {

/// Reasons, in the order in which they are looked for: an unknown target has exactly one, the first
/// that holds. `unit_suspect` may stand beside any status.
enum class ReasonCode : std::uint8_t {
    not_applicable,
    definition_unclear,
    target_tbd,
    other_side_missing,
    no_source,
    no_verdict,
    base_not_positive,
    no_observation_since_base,
    overdue_release,
    awaiting_release,
    not_due,
    no_base,
    unit_suspect
};

namespace detail {
struct ReasonEntry {
    std::string_view name;
    std::string_view zh;
    std::string_view en;
};
inline constexpr std::array<ReasonEntry, 13> reason_table{{
    {"not_applicable", "该工程任务不涉及本地区", "the programme sets no task for this place"},
    {"definition_unclear", "指标口径不明确", "the definition of the indicator is unclear"},
    {"target_tbd", "目标值待下达", "the target value is not yet set"},
    {"other_side_missing", "对照指标缺少数据", "the figure to compare with is missing"},
    {"no_source", "没有该指标的数据来源", "no figure of the indicator has been seen"},
    {"no_verdict", "数据不足以作出判断", "the figures do not allow a judgement"},
    {"base_not_positive", "基期值不为正，无法计算增速",
     "growth from a base that is not positive is undefined"},
    {"no_observation_since_base", "基期之后没有新数据", "no figure since the base"},
    {"overdue_release", "应公布的数据逾期未公布", "the figure that closes the window is overdue"},
    {"awaiting_release", "等待数据公布", "the figure is awaited"},
    {"not_due", "尚未到期", "no figure is due yet"},
    {"no_base", "没有基期值", "there is no base to start from"},
    {"unit_suspect", "数据的计量单位可疑", "the unit of the figure is suspect"},
}};
}  // namespace detail

[[nodiscard]] constexpr std::string_view to_string(ReasonCode code) noexcept {
    return detail::reason_table[static_cast<std::size_t>(code)].name;
}
/// The sentence of a reason in both languages.
[[nodiscard]] inline Text reason_text(ReasonCode code) {
    const auto& entry = detail::reason_table[static_cast<std::size_t>(code)];
    return {std::string(entry.zh), std::string(entry.en)};
}
template <class Stream>
auto operator<<(Stream& stream, ReasonCode code) -> decltype(stream << std::string_view()) {
    return stream << to_string(code);
}

}  // namespace glidepath
