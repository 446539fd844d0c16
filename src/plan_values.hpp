// The values of a plan file: for each type of member how it is read from TOML, written to TOML, and
// described in the JSON Schema. Tables are made of them in plan_tables.hpp.
#pragma once

#include "plan_input.hpp"
#include "text_values.hpp"
#include "toml.hpp"
#include <glidepath/model/number.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace glidepath::detail {

using Json = nlohmann::ordered_json;

/// How a member of type `T` stands in a file:
/// - `read(slot, into)` fills the member, or reports what is wrong and returns false;
/// - `write(value, calendar)` is the TOML value; empty if there is nothing to say;
/// - `schema()` describes it.
template <class T>
struct ValueForm;

/// A text as a TOML string on one line.
[[nodiscard]] inline std::string toml_string(std::string_view text) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string quoted = "\"";
    for (char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') quoted += {'\\', c};
        else if (c == '\n') quoted += "\\n";
        else if (c == '\r') quoted += "\\r";
        else if (c == '\t') quoted += "\\t";
        else if (byte < 0x20 || byte == 0x7F)
            quoted += {'\\', 'u', '0', '0', hex[byte >> 4U], hex[byte & 0xFU]};
        else quoted += c;
    }
    return quoted + '"';
}

template <>
struct ValueForm<std::string> {
    static bool read(Slot const& slot, std::string& into) {
        const auto* text = slot.node.as_string();
        if (text == nullptr) return slot.wrong_type("a string in quotes");
        into = text->get();
        return true;
    }
    static std::string write(std::string const& value, ReportingYear) {
        return value.empty() ? std::string() : toml_string(value);
    }
    static Json schema() { return {{"type", "string"}}; }
};

template <>
struct ValueForm<bool> {
    static bool read(Slot const& slot, bool& into) {
        const auto* flag = slot.node.as_boolean();
        if (flag == nullptr) return slot.wrong_type("true or false");
        into = flag->get();
        return true;
    }
    static std::string write(bool value, ReportingYear) { return value ? "true" : "false"; }
    static Json schema() { return {{"type", "boolean"}}; }
};

template <>
struct ValueForm<int> {
    static bool read(Slot const& slot, int& into) {
        const auto* number = slot.node.as_integer();
        if (number == nullptr) return slot.wrong_type("a whole number");
        const std::int64_t value = number->get();
        if (value < std::numeric_limits<int>::min() || value > std::numeric_limits<int>::max())
            return slot.fail("bad_value", std::to_string(value) + " is too large");
        into = static_cast<int>(value);
        return true;
    }
    static std::string write(int value, ReportingYear) { return std::to_string(value); }
    static Json schema() { return {{"type", "integer"}}; }
};

template <>
struct ValueForm<double> {
    static bool read(Slot const& slot, double& into) {
        const auto* whole = slot.node.as_integer();
        const auto* number = slot.node.as_floating_point();
        if (whole == nullptr && number == nullptr) return slot.wrong_type("a number");
        const double value = whole != nullptr ? static_cast<double>(whole->get()) : number->get();
        if (!std::isfinite(value))
            return slot.fail("bad_value", "inf and nan are no values; write a number, or leave the "
                                          "key out");
        into = value;
        return true;
    }
    static std::string write(double value, ReportingYear) {
        const std::string text = format_shortest(value);
        return text.size() <= 18 ? text : with_exponent(text);
    }
    static Json schema() { return {{"type", "number"}}; }

private:
    /// A long plain number with an exponent: TOML's integers end at 2^63, and its parser takes no
    /// numbers of hundreds of digits.
    static std::string with_exponent(std::string const& text) {
        const std::string sign = text.starts_with('-') ? "-" : "";
        std::string digits = text.substr(sign.size());
        const std::size_t point = std::min(digits.find('.'), digits.size());
        if (point < digits.size()) digits.erase(point, 1);
        const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size() - 1);
        const auto exponent =
            static_cast<std::ptrdiff_t>(point) - static_cast<std::ptrdiff_t>(first) - 1;
        // 25 digits tell any two doubles apart.
        digits = digits.substr(first, 25);
        digits.erase(std::max<std::size_t>(digits.find_last_not_of('0') + 1, 1));
        return sign + digits.substr(0, 1) + "." + (digits.size() > 1 ? digits.substr(1) : "0") +
               "e" + std::to_string(exponent);
    }
};

/// Types with a text form stand as strings.
template <class T>
concept Textual = requires {
    TextForm<T>::wanted;
};

template <Textual T>
struct ValueForm<T> {
    static bool read(Slot const& slot, T& into) {
        const auto* string = slot.node.as_string();
        if (string == nullptr) return slot.wrong_type(TextForm<T>::wanted);
        std::string const& text = string->get();
        auto result = TextForm<T>::read(text, slot.input.calendar());
        if (!result.value)
            return slot.fail(result.code,
                             result.at ? slot.input.inside(slot.node, text, *result.at)
                                       : slot.input.location(slot.node),
                             result.problem);
        into = *std::move(result.value);
        return true;
    }
    static std::string write(T const& value, ReportingYear calendar) {
        return toml_string(TextForm<T>::write(value, calendar));
    }
    static Json schema() {
        Json json{{"type", "string"}};
        if constexpr (Worded<T>) json["enum"] = words_of(T{});
        else if constexpr (requires { TextForm<T>::pattern; })
            json["pattern"] = TextForm<T>::pattern;
        return json;
    }
};

/// Dates are TOML's own; the same in quotes is understood.
template <>
struct ValueForm<Date> {
    static bool read(Slot const& slot, Date& into) {
        std::string text;
        if (const auto* date = slot.node.as_date())
            text = zero_padded(date->get().year, 4) + "-" + zero_padded(date->get().month, 2) +
                   "-" + zero_padded(date->get().day, 2);
        else if (const auto* string = slot.node.as_string()) text = string->get();
        else return slot.wrong_type(TextForm<Date>::wanted);
        const auto result = TextForm<Date>::read(text, {});
        if (!result.value) return slot.fail(result.code, result.problem);
        into = *result.value;
        return true;
    }
    static std::string write(Date const& value, ReportingYear) { return to_string(value); }
    static Json schema() { return {{"type", "string"}, {"format", "date"}}; }
};

template <class T>
struct ValueForm<std::optional<T>> {
    static bool read(Slot const& slot, std::optional<T>& into) {
        T value{};
        if (!ValueForm<T>::read(slot, value)) return false;
        into = std::move(value);
        return true;
    }
    static std::string write(std::optional<T> const& value, ReportingYear calendar) {
        return value ? ValueForm<T>::write(*value, calendar) : std::string();
    }
    static Json schema() { return ValueForm<T>::schema(); }
};

template <class T>
struct ValueForm<std::vector<T>> {
    static bool read(Slot const& slot, std::vector<T>& into) {
        const auto* array = slot.node.as_array();
        if (array == nullptr) return slot.wrong_type("a list such as [ ... ]");
        std::vector<T> values;
        bool good = true;
        for (std::size_t i = 0; i < array->size(); ++i) {
            T value{};
            const Slot element = slot.part((*array)[i], "[" + std::to_string(i + 1) + "]");
            good = ValueForm<T>::read(element, value) && good;
            values.push_back(std::move(value));
        }
        if (good) into = std::move(values);
        return good;
    }
    /// Strings and words on one line, tables one a line.
    static std::string write(std::vector<T> const& values, ReportingYear calendar) {
        if (values.empty()) return {};
        constexpr bool one_line = Textual<T> || std::same_as<T, std::string>;
        std::string text = one_line ? "[" : "[\n";
        for (T const& value : values) {
            std::string element = ValueForm<T>::write(value, calendar);
            if (element.empty()) element = toml_string({});  // only a string can say nothing
            if constexpr (one_line) text += (text.size() > 1 ? ", " : "") + element;
            else text += "    " + element + ",\n";
        }
        return text + "]";
    }
    static Json schema() { return {{"type", "array"}, {"items", ValueForm<T>::schema()}}; }
};

}  // namespace glidepath::detail
