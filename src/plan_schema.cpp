#include "plan_tables.hpp"
#include <glidepath/io/plan_io.hpp>

namespace glidepath {

namespace {

using namespace detail;

/// Describes the tables of a plan as the properties of a JSON object.
class PartsSchema {
public:
    template <class T>
    void table(std::string_view key, T const&, Need need, std::string_view meaning) {
        Json json{{"description", meaning}};
        json.update(table_schema<T>());
        properties_[std::string(key)] = std::move(json);
        if (need == Need::required) required_.push_back(key);
    }
    template <class T>
    void list(std::string_view key, std::vector<T> const&, std::string_view meaning) {
        properties_[std::string(key)] = {
            {"description", meaning}, {"type", "array"}, {"items", table_schema<T>()}};
    }
    [[nodiscard]] Json json() const {
        // Only keywords that drafts 4 to 7 have as well, so that editors with older libraries can
        // read it.
        return {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                {"title", "Glidepath plan"},
                {"description", "A plan: its organisation, goals, indicators and targets."},
                {"type", "object"},
                {"properties", properties_},
                {"required", required_},
                {"additionalProperties", false}};
    }

private:
    Json properties_ = Json::object();
    Json required_ = Json::array();
};

}  // namespace

std::string plan_schema() {
    Plan plan;
    PartsSchema schema;
    parts(schema, plan);
    return schema.json().dump(2) + "\n";
}

}  // namespace glidepath
