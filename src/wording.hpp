// Words shared by all faults: what stood there, and what was probably meant.
#pragma once

#include "utf8.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace glidepath::detail {

/// `text` in quotes as a message shows it: on one line and no longer than 60 characters.
[[nodiscard]] inline std::string shown(std::string_view text) {
    std::string quoted = "\"";
    for (std::size_t count = 0; !text.empty(); ++count) {
        if (count == 60) {
            quoted += "...";
            break;
        }
        const std::string_view before = text;
        const auto character = take_character(text);
        if (!character) text.remove_prefix(1);
        const bool control = !character || *character < 0x20 || *character == 0x7F;
        if (control) quoted += "\xEF\xBF\xBD";  // U+FFFD
        else quoted += before.substr(0, before.size() - text.size());
    }
    return quoted + '"';
}

/// `a, b, c`.
template <class Words>
[[nodiscard]] std::string comma_list(Words const& words) {
    std::string text;
    for (auto const& word : words) {
        if (!text.empty()) text += ", ";
        text += word;
    }
    return text;
}

/// In how many characters two words differ: inserted, left out, replaced, or swapped with their
/// neighbour (optimal string alignment).
[[nodiscard]] inline std::size_t spelling_distance(std::u32string_view a, std::u32string_view b) {
    std::vector<std::size_t> before_last(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
        }
        std::swap(before_last, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

/// The word that was probably meant: the one of `words` that differs least from `word`, by at most
/// a third of its characters; empty if there is none.
template <class Words>
[[nodiscard]] std::string_view nearest(std::string_view word, Words const& words) {
    const auto characters = [](std::string_view text) {
        std::u32string all;
        while (const auto character = take_character(text)) all += *character;
        return all;
    };
    constexpr std::size_t longest = 64;  // bounds the work that a hostile input can cause
    const std::u32string meant = characters(word.substr(0, 4 * longest));
    if (meant.size() < 2 || meant.size() > longest) return {};
    std::size_t best = std::max<std::size_t>(1, meant.size() / 3) + 1;
    std::string_view found;
    for (std::string_view candidate : words) {
        if (candidate.size() > 4 * longest) continue;
        const std::u32string other = characters(candidate);
        const std::size_t apart =
            std::max(meant.size(), other.size()) - std::min(meant.size(), other.size());
        if (apart >= best) continue;
        const std::size_t distance = spelling_distance(meant, other);
        if (distance >= best) continue;
        best = distance;
        found = candidate;
    }
    return found;
}

/// `; did you mean "flow"?`, or nothing if no word is near.
template <class Words>
[[nodiscard]] std::string suggestion(std::string_view word, Words const& words) {
    const std::string_view meant = nearest(word, words);
    return meant.empty() ? std::string() : "; did you mean \"" + std::string(meant) + "\"?";
}

/// Suggestions for the words of a table, each looked up once, and none for more than a thousand
/// different words: a table that belongs to something else has a million of them.
class Suggestions {
public:
    template <class Words>
    [[nodiscard]] std::string of(std::string_view word, Words const& words) {
        if (const auto at = known_.find(std::string(word)); at != known_.end()) return at->second;
        if (known_.size() >= 1000) return {};
        return known_.emplace(word, suggestion(word, words)).first->second;
    }

private:
    std::unordered_map<std::string, std::string> known_;
};

}  // namespace glidepath::detail
