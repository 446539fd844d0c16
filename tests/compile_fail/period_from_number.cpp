// A number is no period: 2025 might be a year, an ordinal or a value.
#include <glidepath/time/period.hpp>

int main() {
    glidepath::Period period = glidepath::Period::year(2025);
#ifdef GLIDEPATH_MISTAKE
    glidepath::Period wrong = 2025;
    period = wrong;
#endif
    return period.frequency() == glidepath::Frequency::annual ? 0 : 1;
}
