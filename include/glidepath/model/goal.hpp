// Goals: the programmes of a plan and their parts.
#pragma once

#include <glidepath/model/fault.hpp>
#include <glidepath/model/text.hpp>

#include <string>
#include <vector>

namespace glidepath {

/// A programme, area or other heading under which a plan sets targets.
struct Goal {
    std::string id;
    std::string parent;  ///< Id of the goal above; empty for a programme.
    std::string number;  ///< As printed: "1", "10.2".
    Text title;
    std::vector<std::string> convener;  ///< Bodies; all three lists hold body ids.
    std::vector<std::string> lead;
    std::vector<std::string> supporting;
    std::string supporting_open;  ///< How an open list of units ends: 等.
    bool applies = true;          ///< False: named in the plan, but no task of this place.
    std::string quote;            ///< The sentence that says so, or that states the goal.
    std::string note;
    Location where;
    friend bool operator==(Goal const&, Goal const&) = default;
};

}  // namespace glidepath
