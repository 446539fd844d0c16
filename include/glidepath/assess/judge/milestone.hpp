// Judging milestones: `done`, `done by P`. Done late is missed; not reported is unknown, never
// missed.
#pragma once

#include <glidepath/assess/judge/judgement.hpp>

namespace glidepath::detail {

class MilestoneJudgement : public Judgement {
public:
    using Judgement::Judgement;
    void judge() {
        std::optional<Window> done;
        std::optional<Window> not_done;
        Figure figure;
        for (auto const& [days, value] : series_.figures()) {
            const Window window = window_of_days(days.first, add_days(days.second, -1));
            if (value.value >= 1 && !done) {
                done = window;
                figure = value;
            } else if (value.value < 1) {
                not_done = window;
                if (!done) figure = value;
            }
        }
        if (done) {
            observe(figure, *done);
            if (!say_.dated || done->last_day() <= say_.window.last_day()) return decide(true);
            if (done->first_day() > say_.window.last_day()) return decide(false);
            return unknown(ReasonCode::no_verdict);  // the due date lies inside the reported period
        }
        if (not_done) {
            observe(figure, *not_done);
            if (say_.dated && not_done->last_day() >= say_.window.last_day()) return decide(false);
        }
        if (not_done && !overdue() && !closed()) return unknown(ReasonCode::not_due);
        unknown_for_lack_of_figures(true);
    }
};

}  // namespace glidepath::detail
