// League tables as JSON.

#include "json.hpp"
#include <glidepath/io/places_io.hpp>
#include <glidepath/version.hpp>

#include <optional>
#include <string>

namespace glidepath {
namespace {

using namespace json;

Json row_of(LeagueRow const& row) {
    return {{"place", row.place},
            {"rank", or_null(row.rank)},
            {"status", std::string(to_string(row.status))},
            {"value", or_null(row.value)},
            {"period", or_null(row.period)},
            {"to_parent", or_null(row.to_parent)},
            {"to_mean", or_null(row.to_mean)},
            {"share", or_null(row.share)}};
}

Json league_of(League const& league) {
    Json rows = Json::array();
    for (LeagueRow const& row : league.rows) rows.push_back(row_of(row));
    return {{"target", league.target},
            {"indicator", league.indicator},
            {"unit", league.unit},
            {"compared_in", std::string(to_string(league.compared_in))},
            {"period", or_null(league.period)},
            {"mean", or_null(league.mean)},
            {"parent_value", or_null(league.parent_value)},
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
        json["as_of"] = or_null(any.knowledge.as_of);
        json["through"] = or_null(any.knowledge.through);
    }
    json["places"] = places.places;
    json["parent"] = places.parent.empty() ? Json(nullptr) : Json(places.parent);
    json["leagues"] = Json::array();
    for (League const& league : leagues) json["leagues"].push_back(league_of(league));
    return bytes_of(json);
}

}  // namespace glidepath
