// Two periods have a distance, not a sum.
#include <glidepath/time/period.hpp>

int main() {
    using glidepath::Period;
    const int distance = Period::year(2025) - Period::year(2023);
#ifdef GLIDEPATH_MISTAKE
    (void)(Period::year(2025) + Period::year(2023));
#endif
    return distance == 2 ? 0 : 1;
}
