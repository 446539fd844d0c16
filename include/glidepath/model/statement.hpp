// A statement about a window of a path: statistic, relation, value.
#pragma once

#include <glidepath/model/number.hpp>
#include <glidepath/time/window.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace glidepath {

/// What of a window is looked at.
enum class Stat : std::uint8_t {
    at,           ///< The value of one period.
    by,           ///< The value of any period from the horizon's start to this one.
    sum,          ///< The sum over the window; flows only.
    mean,         ///< The mean over the window.
    each,         ///< Every period of the window.
    from_to,      ///< Growth (average annual rate) or change (in all) between two periods.
    rises,        ///< `each W change > 0`.
    falls,        ///< `each W change < 0`.
    never_falls,  ///< `each W change >= 0`.
    never_rises,  ///< `each W change <= 0`.
    steady,       ///< `each W growth between -p and p` (`change`, if p is no percentage).
    done          ///< A milestone is reached, by a period if one is named.
};

/// Which of an indicator's faces is looked at. They are different series: published growth is not
/// the ratio of published levels.
enum class Face : std::uint8_t {
    level,   ///< The published figure itself.
    growth,  ///< Against the same period a year earlier, in percent.
    change   ///< Difference from the same period a year earlier, in the indicator's unit.
};

/// The relation between statistic and value.
enum class Comparator : std::uint8_t {
    none,      ///< Statements that need no value: `rises`, `done`, ...
    greater,   ///< `>`: strict on the printed figure.
    at_least,  ///< `>=`
    less,      ///< `<`
    at_most,   ///< `<=`
    equal,     ///< `=`: rounds to the value.
    about,     ///< `~ Q within Q`
    between    ///< `between Q and Q`, both included.
};

/// What a number is marked with.
enum class Mark : std::uint8_t { none, percent, points };

/// A number of a statement with the digits and the mark it was written with.
struct Quantity {
    double value = 0;
    int decimals = 0;
    Mark mark = Mark::none;
    friend bool operator==(Quantity const&, Quantity const&) = default;
};

/// Another indicator's figure of the same period, as the value to compare with.
struct Reference {
    std::string indicator;
    Face face = Face::level;
    friend bool operator==(Reference const&, Reference const&) = default;
};

/// A value that is announced but not yet known: `tbd`.
struct ToBeDecided {
    friend bool operator==(ToBeDecided, ToBeDecided) = default;
};

/// Statistic, relation, value. See `parse_statement` for the text form.
struct Statement {
    Stat stat = Stat::at;
    Window window;      ///< One period for `at`, `by` and `done by`; A..B for `from A to B`.
    bool dated = true;  ///< False only for `done` without a date; `window` then says nothing.
    Face face = Face::level;
    Comparator comparator = Comparator::none;
    std::variant<Quantity, Reference, ToBeDecided> value;  ///< Lower end of `between`.
    Quantity second;  ///< Tolerance of `about` and `steady`, upper end of `between`.

    [[nodiscard]] Quantity const* quantity() const noexcept {
        return std::get_if<Quantity>(&value);
    }
    [[nodiscard]] Reference const* reference() const noexcept {
        return std::get_if<Reference>(&value);
    }
    [[nodiscard]] bool to_be_decided() const noexcept {
        return comparator != Comparator::none && std::holds_alternative<ToBeDecided>(value);
    }
    friend bool operator==(Statement const&, Statement const&) = default;
};

/// Whether the statement speaks about each period of its window by itself.
[[nodiscard]] constexpr bool is_each(Stat stat) noexcept {
    return stat == Stat::each || (stat >= Stat::rises && stat <= Stat::steady);
}

/// The `each` statement that a directional statement (`rises`, `steady`, ...) stands for; any other
/// statement unchanged.
[[nodiscard]] inline Statement expanded(Statement statement) {
    if (!is_each(statement.stat) || statement.stat == Stat::each) return statement;
    statement.face = Face::change;
    statement.value = Quantity{};
    switch (statement.stat) {
        case Stat::rises: statement.comparator = Comparator::greater; break;
        case Stat::falls: statement.comparator = Comparator::less; break;
        case Stat::never_falls: statement.comparator = Comparator::at_least; break;
        case Stat::never_rises: statement.comparator = Comparator::at_most; break;
        default: {
            if (statement.second.mark == Mark::percent) statement.face = Face::growth;
            Quantity lower = statement.second;
            lower.value = -lower.value;
            statement.value = lower;
            statement.comparator = Comparator::between;
        }
    }
    statement.stat = Stat::each;
    return statement;
}

}  // namespace glidepath
