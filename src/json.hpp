// What the writers of JSON share.
#pragma once

#include <glidepath/model/text.hpp>
#include <glidepath/time/date.hpp>

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace glidepath::json {

using Json = nlohmann::ordered_json;

[[nodiscard]] inline std::string bytes_of(Json const& json) { return json.dump(2) + "\n"; }

[[nodiscard]] inline Json in_both(std::string_view zh, std::string_view en) {
    return {{"zh", std::string(zh)}, {"en", std::string(en)}};
}
[[nodiscard]] inline Json in_both(Text const& text) { return in_both(text.zh, text.en); }

/// A number as it is, anything else by its word or text; null if it is not there.
template <class T>
[[nodiscard]] Json or_null(std::optional<T> const& value) {
    if (!value) return nullptr;
    if constexpr (std::is_arithmetic_v<T>) return *value;
    else return std::string(to_string(*value));
}

}  // namespace glidepath::json
