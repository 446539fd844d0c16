// The start of the reporting year is said by name, so that no month, width or precision passes for
// it.
#include <glidepath/time/period_text.hpp>

int main() {
    const glidepath::Period period = glidepath::Period::year(2025);
    std::string text = glidepath::to_string(period, glidepath::ReportingYear{4});
#ifdef GLIDEPATH_MISTAKE
    text = glidepath::to_string(period, 4);
#endif
    return text.empty() ? 1 : 0;
}
