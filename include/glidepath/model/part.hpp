// The break-down of a target: the marks issued for its sub-periods, what may be one, and which of
// them cover a stretch of time.
#pragma once

#include <glidepath/model/indicator.hpp>
#include <glidepath/model/interval.hpp>
#include <glidepath/model/target.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace glidepath {

/// Whether a target on an indicator of this kind can be broken down: `at`, `by`, `sum` and `each`
/// of a flow, `at` and `by` of the other kinds, each on the level and with a number.
[[nodiscard]] inline bool divisible(Statement const& say, Kind kind) noexcept {
    if (say.face != Face::level || say.quantity() == nullptr || say.comparator == Comparator::none)
        return false;
    if (say.stat == Stat::at || say.stat == Stat::by) return kind != Kind::milestone;
    return kind == Kind::flow && (say.stat == Stat::sum || say.stat == Stat::each);
}

/// Why `part` cannot be a part of `whole`, a text of the target that its `part_of` names; empty if
/// it can. A part says `at` of a period or, of a flow, `sum` of a window, with a number, `=` or the
/// relation of its target: `at 2024-03 >= 71.2`, `sum 2024-01..2024-02 >= 31.2` where two months
/// are published together, `sum 2024-01..2024-06 >= 400` as a cumulated mark.
///
/// The window of a part of a flow lies inside that of its target; a mark of a level may lie
/// anywhere up to the end of it.
/// \param indicator  of the part
[[nodiscard]] inline std::string part_problem(Target const& part, Target const& whole,
                                              Indicator const& indicator,
                                              ReportingYear calendar = {}) {
    const bool flow = indicator.kind == Kind::flow;
    const std::string called = "\"" + whole.id + "\"";
    if (whole.is_part())
        return called + " is itself a part of \"" + whole.part_of +
               "\" and has no parts; name that target";
    if (whole.indicator != part.indicator)
        return called + " is a target on " + whole.indicator + ", not on " + part.indicator +
               ": a part is about the indicator of its target";
    if (!divisible(whole.say, indicator.kind))
        return called + " cannot be broken down: of a " + std::string(to_string(indicator.kind)) +
               " only " + (flow ? "at, by, sum and each" : "at and by") +
               " on the level and with a number can, not \"" + to_string(whole.say, calendar) +
               "\"";
    const Stat stat = part.say.stat;
    const Comparator relation = part.say.comparator;
    if (!(stat == Stat::at || (flow && stat == Stat::sum)) || part.say.face != Face::level ||
        part.say.quantity() == nullptr || relation < Comparator::greater ||
        relation > Comparator::equal)
        return "a part says " + std::string(flow ? "at or sum" : "at") +
               " of a sub-period with a number, such as at 2024-03 >= 71.2, not \"" +
               to_string(part.say, calendar) + "\"";
    const Interval wanted = *satisfying(whole.say);
    const bool upwards = relation == Comparator::greater || relation == Comparator::at_least;
    const bool downwards = relation == Comparator::less || relation == Comparator::at_most;
    if ((upwards && wanted.upper_limit()) || (downwards && wanted.lower_limit()))
        return "the part looks the other way than its target, \"" + to_string(whole.say, calendar) +
               "\"; write " + (upwards ? "<=" : ">=");
    const bool inside = flow ? whole.say.window.covers(part.say.window)
                             : part.say.window.last_day() <= whole.say.window.last_day();
    if (!inside)
        return "the window " + to_string(part.say.window, calendar) +
               (flow ? " of a part must lie inside " : " of a part must not end after ") +
               to_string(whole.say.window, calendar) + ", that of its target " + called;
    if (part.base) return "a part has no base: it is a mark, not a path";
    return {};
}

/// Which of several ways to cover the same days with parts is meant.
enum class Covering : std::uint8_t {
    fewest,  ///< A cumulated mark rather than the months it covers.
    most     ///< The months.
};

/// The parts of a flow that together cover the days from `start` up to, not including, `end`
/// exactly, one after the other; of several ways that with the fewest or the most parts. Empty if
/// there is none.
[[nodiscard]] inline std::vector<Target const*>
parts_covering(std::span<Target const* const> parts, Date const& start, Date const& end,
               Covering covering = Covering::fewest) {
    struct Way {
        std::size_t parts = 0;
        Target const* last = nullptr;
    };
    std::vector<Target const*> ordered(parts.begin(), parts.end());
    const auto first_day = [](Target const* part) { return part->say.window.first_day(); };
    std::stable_sort(ordered.begin(), ordered.end(),
                     [&](Target const* a, Target const* b) { return first_day(a) < first_day(b); });
    // In this order the best way to a day is known before a part starts there.
    std::map<Date, Way> ways{{start, {}}};
    for (Target const* part : ordered) {
        const auto from = ways.find(first_day(part));
        const Date to = add_days(part->say.window.last_day(), 1);
        if (from == ways.end() || to > end) continue;
        const std::size_t count = from->second.parts + 1;
        const auto [at, fresh] = ways.emplace(to, Way{count, part});
        const bool better =
            covering == Covering::fewest ? count < at->second.parts : count > at->second.parts;
        if (!fresh && better) at->second = {count, part};
    }
    std::vector<Target const*> chain;
    for (auto at = ways.find(end); at != ways.end() && at->second.last != nullptr;
         at = ways.find(first_day(chain.back())))
        chain.push_back(at->second.last);
    std::reverse(chain.begin(), chain.end());
    return chain;
}

/// What parts add up to. \pre each has a number
[[nodiscard]] inline double sum_of(std::span<Target const* const> parts) {
    double sum = 0;
    for (Target const* part : parts) sum += part->say.quantity()->value;
    return sum;
}

}  // namespace glidepath
