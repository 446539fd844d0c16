// Trajectories as JSON.

#include "json.hpp"
#include <glidepath/io/trajectory_io.hpp>
#include <glidepath/model/plan.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace glidepath {
namespace {

using namespace json;

Json point(Period period, double value) {
    return {{"period", to_string(period)}, {"value", value}};
}

Json base_of(Trajectory const& trajectory) {
    if (!trajectory.base) return nullptr;
    Json base = point(trajectory.base->period, trajectory.base->figure.value);
    base["derived"] = trajectory.base->figure.derived;
    return base;
}

Json values_of(Trajectory const& trajectory) {
    Json values = Json::array();
    if (!trajectory.path) return values;
    std::size_t i = 0;
    for (Period period : trajectory.path->window()) {
        Json value = point(period, trajectory.path->values()[i]);
        value["ytd"] =
            trajectory.year_to_date.empty() ? Json(nullptr) : Json(trajectory.year_to_date[i]);
        values.push_back(std::move(value));
        ++i;
    }
    return values;
}

}  // namespace

std::string write_trajectory(Trajectory const& trajectory, Plan const& plan) {
    const PlanIndex index(plan);
    Indicator const* indicator = index.indicator(trajectory.indicator);
    Json json = Json::object();
    json["plan"] = plan.id;
    json["indicator"] = trajectory.indicator;
    json["unit"] = indicator != nullptr ? indicator->unit : std::string();
    json["base"] = base_of(trajectory);
    json["spread"] = nullptr;
    if (trajectory.spread) json["spread"] = std::string(to_string(*trajectory.spread));
    json["not_usual"] = nullptr;
    if (trajectory.not_usual) json["not_usual"] = std::string(to_string(*trajectory.not_usual));
    json["joint"] = Json::array();
    for (Window const& window : trajectory.joint) json["joint"].push_back(to_string(window));
    json["held"] = Json::array();
    for (PathPoint const& held : trajectory.held)
        json["held"].push_back(point(held.period, held.value));
    json["given_way"] = trajectory.given_way;
    json["passed_by"] = trajectory.passed_by;
    json["reason"] = nullptr;
    if (!trajectory.path) json["reason"] = std::string(to_string(trajectory.reason));
    json["values"] = values_of(trajectory);
    return bytes_of(json);
}

}  // namespace glidepath
