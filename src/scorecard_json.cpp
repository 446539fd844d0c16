// Scorecards as JSON.

#include "json.hpp"
#include <glidepath/io/scorecard_io.hpp>
#include <glidepath/version.hpp>

#include <string>

namespace glidepath {
namespace {

using namespace json;

Json number_met_of(ScoreRow const& row) {
    if (!row.number_met) return nullptr;
    NumberMet const& met = *row.number_met;
    return {{"dependence", std::string(to_string(met.dependence))},
            {"targets", met.targets()},
            {"expected", met.expected},
            {"all", met.all()},
            {"at_least", met.at_least}};
}

Json row_of(ScoreRow const& row) {
    Json json = Json::object();
    json["id"] = row.group.id;
    json["name"] = in_both(row.group.name);
    json["targets"] = row.targets;
    for (Status status : all_statuses) json[std::string(to_string(status))] = row.count(status);
    json["assessable"] = row.assessable();
    json["unreported"] = row.unreported;
    json["not_applicable"] = row.not_applicable;
    json["counted"] = row.counted();
    const auto share = row.good_share();
    json["good_share"] = share ? Json(*share) : Json(nullptr);
    json["rank"] = row.rank ? Json(*row.rank) : Json(nullptr);
    json["unranked"] = row.unranked ? Json(std::string(to_string(*row.unranked))) : Json(nullptr);
    json["contribution_pp"] = row.contribution;
    json["number_met"] = number_met_of(row);
    const auto all_met = row.all_met();
    json["all_met"] = all_met ? Json(*all_met) : Json(nullptr);
    json["without_outlook"] = row.without_outlook;
    json["words_only"] = row.words_only;
    return json;
}

}  // namespace

std::string write_scorecard(Scorecard const& card, Assessment const& assessment) {
    Json json = Json::object();
    json["version"] = std::string(version);
    json["plan"] = assessment.plan;
    json["title"] = in_both(assessment.title);
    json["place"] = assessment.place;
    Knowledge const& known = assessment.knowledge;
    json["as_of"] = known.as_of ? Json(to_string(*known.as_of)) : Json(nullptr);
    json["through"] = known.through ? Json(to_string(*known.through)) : Json(nullptr);
    json["by"] = std::string(to_string(card.by));
    json["rows"] = Json::array();
    for (ScoreRow const& row : card.rows) json["rows"].push_back(row_of(row));
    json["all"] = row_of(card.all);
    return bytes_of(json);
}

}  // namespace glidepath
