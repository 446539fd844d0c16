// League tables as JSON.

#include <glidepath/io/places_io.hpp>
#include <glidepath/version.hpp>

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace glidepath {
namespace {

using Json = nlohmann::ordered_json;

template <class T>
Json number_of(std::optional<T> const& value) {
    return value ? Json(*value) : Json(nullptr);
}
template <class T>
Json text_of(std::optional<T> const& value) {
    return value ? Json(to_string(*value)) : Json(nullptr);
}

Json row_of(LeagueRow const& row) {
    return {{"place", row.place},
            {"rank", number_of(row.rank)},
            {"status", std::string(to_string(row.status))},
            {"value", number_of(row.value)},
            {"period", text_of(row.period)},
            {"to_parent", number_of(row.to_parent)},
            {"to_mean", number_of(row.to_mean)},
            {"share", number_of(row.share)}};
}

Json league_of(League const& league) {
    Json rows = Json::array();
    for (LeagueRow const& row : league.rows) rows.push_back(row_of(row));
    return {{"target", league.target},
            {"indicator", league.indicator},
            {"unit", league.unit},
            {"compared_in", std::string(to_string(league.compared_in))},
            {"period", text_of(league.period)},
            {"mean", number_of(league.mean)},
            {"parent_value", number_of(league.parent_value)},
            {"parent_status", std::string(to_string(league.parent_status))},
            {"rows", std::move(rows)}};
}

}  // namespace

std::string write_leagues(std::vector<League> const& leagues, Places const& places) {
    Json json = Json::object();
    json["version"] = std::string(version);
    json["plan"] = nullptr;
    json["as_of"] = nullptr;
    json["through"] = nullptr;
    if (!places.assessments.empty()) {
        Assessment const& any = places.assessments.front();
        json["plan"] = any.plan;
        json["as_of"] = text_of(any.knowledge.as_of);
        json["through"] = text_of(any.knowledge.through);
    }
    json["places"] = places.places;
    json["parent"] = places.parent.empty() ? Json(nullptr) : Json(places.parent);
    json["leagues"] = Json::array();
    for (League const& league : leagues) json["leagues"].push_back(league_of(league));
    return json.dump(2) + "\n";
}

}  // namespace glidepath
