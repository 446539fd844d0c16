// A period has a first and a last day; it is neither before nor after a day by itself.
#include <glidepath/time/period.hpp>

int main() {
    const glidepath::Period period = glidepath::Period::year(2025);
    const glidepath::Date day = glidepath::date(2025, 6, 30);
    bool before = period.first_day() < day;
#ifdef GLIDEPATH_MISTAKE
    before = period < day;
#endif
    return before ? 0 : 1;
}
