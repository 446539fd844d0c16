// An index points into its plan, so it cannot be made of one that is about to vanish.
#include <glidepath/model/plan.hpp>

int main() {
    const glidepath::Plan plan;
    const glidepath::PlanIndex index(plan);
#ifdef GLIDEPATH_MISTAKE
    const glidepath::PlanIndex dangling{glidepath::Plan()};
#endif
    return index.goal("x") == nullptr ? 0 : 1;
}
