// Published methods and their answers as JSON.

#include "json.hpp"
#include <glidepath/io/methods_io.hpp>
#include <glidepath/version.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace glidepath {
namespace {

using namespace json;

Json names_of(std::vector<MethodName> const& methods) {
    Json names = Json::array();
    for (MethodName name : methods) names.push_back(std::string(to_string(name)));
    return names;
}

Json verdict_of(MethodVerdict const& verdict) {
    MethodResult const& result = verdict.result;
    Json json = Json::object();
    json["target"] = verdict.target;
    json["method"] = std::string(to_string(result.method));
    json["standing"] = or_null(result.standing);
    json["category"] = nullptr;
    json["category_words"] = nullptr;
    if (result.category) {
        json["category"] = std::string(result.category->id);
        json["category_words"] = in_both(result.category->zh, result.category->en);
    }
    json["measure"] = or_null(result.measure);
    json["unit"] = result.measure ? Json(std::string(to_string(result.unit))) : Json(nullptr);
    json["score"] = or_null(result.score);
    json["undefined"] = or_null(result.undefined);
    json["reason"] = in_both(verdict.reason);
    json["numbers"] = Json::object();
    for (MethodNumber const& number : result.numbers)
        json["numbers"][std::string(number.name)] = number.value;
    return json;
}

Json split_of(MethodSplit const& split) {
    Json pairs = Json::array();
    for (MethodDisagreement const& pair : split.pairs)
        pairs.push_back({{"yes", std::string(to_string(pair.yes))},
                         {"no", std::string(to_string(pair.no))},
                         {"difference", std::string(to_string(pair.difference))},
                         {"why", in_both(pair.why)}});
    return {{"target", split.target},
            {"on_track", names_of(split.yes)},
            {"not_on_track", names_of(split.no)},
            {"why", in_both(split.why())},
            {"pairs", std::move(pairs)}};
}

}  // namespace

std::string write_methods() {
    Json methods = Json::array();
    for (MethodName name : all_methods) {
        MethodInfo const& about = info(name);
        methods.push_back({{"name", std::string(to_string(name))},
                           {"title", in_both(about.title_zh, about.title_en)},
                           {"rule", in_both(about.rule_zh, about.rule_en)},
                           {"formula", std::string(about.formula)},
                           {"classes", in_both(about.classes_zh, about.classes_en)},
                           {"undefined", in_both(about.undefined_zh, about.undefined_en)},
                           {"source", std::string(about.source)}});
    }
    return bytes_of(methods);
}

std::string write_comparison(MethodComparison const& comparison) {
    Json json = Json::object();
    json["version"] = std::string(version);
    json["plan"] = comparison.plan;
    json["title"] = in_both(comparison.title);
    json["place"] = comparison.place;
    json["as_of"] = or_null(comparison.knowledge.as_of);
    json["through"] = or_null(comparison.knowledge.through);
    json["inputs"] = Json::array();
    for (Input const& input : comparison.inputs)
        json["inputs"].push_back({{"name", input.name}, {"sha256", input.sha256}});
    json["methods"] = names_of(comparison.methods);
    json["verdicts"] = Json::array();
    for (MethodVerdict const& verdict : comparison.verdicts)
        json["verdicts"].push_back(verdict_of(verdict));
    json["disagreements"] = Json::array();
    for (MethodSplit const& split : comparison.splits)
        json["disagreements"].push_back(split_of(split));
    return bytes_of(json);
}

}  // namespace glidepath
