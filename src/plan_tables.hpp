// Tables of a plan file: the visitors that walk plan_fields.hpp to read, write and describe them.
#pragma once

#include "plan_fields.hpp"
#include "plan_values.hpp"

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace glidepath::detail {

/// Reads the keys of one table into the members of a part.
class TableReader {
public:
    /// \param heading    how messages call the table: `[[goal]]`, `nodes[2]`
    /// \param prefix     what stands before a key in messages: empty, or `nodes[2].`
    /// \param inherited  whether an extended plan has given the required keys
    TableReader(PlanInput& input, toml::table const& table, std::string heading, std::string prefix,
                bool inherited)
        : input_(input), table_(table), heading_(std::move(heading)), prefix_(std::move(prefix)),
          inherited_(inherited) {}

    template <class T>
    void operator()(std::string_view key, T& member, Need need, std::string_view) {
        keys_.push_back(key);
        const toml::node* node = table_.get(key);
        if (node == nullptr) {
            if (need == Need::optional || inherited_) return;
            input_.fault("missing_key", input_.location(table_),
                         heading_ + " needs the key " + std::string(key));
            failed_.insert(key);
            return;
        }
        if (!ValueForm<T>::read({input_, *node, prefix_ + std::string(key)}, member))
            failed_.insert(key);
    }

    /// Reports the keys of the table that nobody asked for.
    void finish() {
        for (auto const& [key, node] : table_) {
            if (std::find(keys_.begin(), keys_.end(), key.str()) != keys_.end()) continue;
            input_.fault("unknown_key", input_.location(key.source().begin),
                         shown(key.str()) + " is no key of " + heading_ +
                             "; allowed: " + comma_list(keys_) + suggestion(key.str(), keys_));
            unknown_ = true;
        }
    }
    /// The keys that are missing or could not be read.
    [[nodiscard]] std::set<std::string_view> const& failed() const noexcept { return failed_; }
    [[nodiscard]] bool good() const noexcept { return failed_.empty() && !unknown_; }

private:
    PlanInput& input_;
    toml::table const& table_;
    std::string heading_;
    std::string prefix_;
    bool inherited_;
    bool unknown_ = false;
    std::vector<std::string_view> keys_;
    std::set<std::string_view> failed_;
};

/// A key with its value, as written.
struct Entry {
    std::string_view key;
    std::string value;
    Need need = Need::optional;
    friend bool operator==(Entry const&, Entry const&) = default;
};

/// Writes the members of a part as keys and values; empty values where there is nothing to say.
class TableWriter {
public:
    explicit TableWriter(ReportingYear calendar) : calendar_(calendar) {}
    template <class T>
    void operator()(std::string_view key, T const& member, Need need, std::string_view) {
        Entry entry{key, ValueForm<T>::write(member, calendar_), need};
        if (entry.value.empty() && need == Need::required) entry.value = nothing<T>();
        entries_.push_back(std::move(entry));
    }
    [[nodiscard]] std::vector<Entry> const& entries() const noexcept { return entries_; }

private:
    template <class T>
    static std::string nothing();

    ReportingYear calendar_;
    std::vector<Entry> entries_;
};

/// The keys of a part that say something: the required ones, and those that differ from what a
/// reader takes if they are missing.
template <class T>
[[nodiscard]] std::vector<Entry> entries_of(T value, ReportingYear calendar) {
    T missing{};
    TableWriter written(calendar);
    TableWriter unsaid(calendar);
    fields(written, value);
    fields(unsaid, missing);
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < written.entries().size(); ++i) {
        Entry const& entry = written.entries()[i];
        const bool said = !entry.value.empty() && entry != unsaid.entries()[i];
        if (said || entry.need == Need::required) entries.push_back(entry);
    }
    return entries;
}

/// Describes the members of a part as the properties of a JSON object.
class TableSchema {
public:
    template <class T>
    void operator()(std::string_view key, T const& member, Need need, std::string_view meaning) {
        Json json{{"description", meaning}};
        json.update(ValueForm<T>::schema());
        if (need == Need::optional) add_default(json, member);
        properties_[std::string(key)] = std::move(json);
        if (need == Need::required) required_.push_back(key);
    }
    [[nodiscard]] Json json() const {
        Json json{{"type", "object"}, {"properties", properties_}};
        if (!required_.empty()) json["required"] = required_;
        json["additionalProperties"] = false;
        return json;
    }

private:
    template <class T>
    static void add_default(Json& json, T const& member) {
        if constexpr (Worded<T> || std::same_as<T, Frequency>)
            json["default"] = TextForm<T>::write(member, {});
        else if constexpr (std::same_as<T, std::string>) {
            if (!member.empty()) json["default"] = member;
        } else if constexpr (std::is_arithmetic_v<T>) json["default"] = member;
    }
    Json properties_ = Json::object();
    Json required_ = Json::array();
};

/// The schema of a part.
template <class T>
[[nodiscard]] Json table_schema() {
    T part{};
    TableSchema schema;
    fields(schema, part);
    return schema.json();
}

/// Types that are described by their fields stand as inline tables.
template <class T>
concept Tabular = requires(TableSchema& schema, T& value) {
    fields(schema, value);
};

template <class T>
std::string TableWriter::nothing() {
    return Tabular<T> ? "{}" : toml_string({});
}

template <Tabular T>
struct ValueForm<T> {
    static bool read(Slot const& slot, T& into) {
        const auto* table = slot.node.as_table();
        if (table == nullptr) return slot.wrong_type("a table such as " + form());
        TableReader reader(slot.input, *table, slot.key, slot.key + ".", false);
        fields(reader, into);
        reader.finish();
        return reader.good();
    }
    static std::string write(T const& value, ReportingYear calendar) {
        std::string text;
        for (Entry const& entry : entries_of(value, calendar))
            text += (text.empty() ? "" : ", ") + std::string(entry.key) + " = " + entry.value;
        return text.empty() ? text : "{ " + text + " }";
    }
    static Json schema() { return table_schema<T>(); }

private:
    static std::string form() {
        T none{};
        TableWriter writer({});
        fields(writer, none);
        std::string text;
        for (Entry const& entry : writer.entries())
            text += (text.empty() ? "{ " : ", ") + std::string(entry.key) + " = ...";
        return text + " }";
    }
};

}  // namespace glidepath::detail
